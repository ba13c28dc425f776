"""The archive's files: report, numbers and their fingerprints, in one parcel that age can seal."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator

from workshop.domain.errors import WorkshopError
from workshop.domain.figure import Figure
from workshop.wording import Wording

from .archive import Archive
from .archivejson import FORMAT, VERSION, archive_data, plain_json
from .figures import drawing
from .report import report_html, report_markdown

_BEGINS_FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class NoRecipient(WorkshopError):
    """A recipient that age does not know."""


def archive_files(archive: Archive, words: Wording) -> dict[str, bytes]:
    """Every file of the archive by its name; the manifest has the SHA-256 of each of the others."""
    files = {
        "report.html": report_html(archive, words),
        "report.md": report_markdown(archive, words),
        "figures.csv": _csv(archive, words),
        "data.json": plain_json(archive_data(archive)),
    }
    prints = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    manifest = {"format": f"{FORMAT}-manifest", "version": VERSION, "sha256": prints}
    return {**files, "manifest.json": plain_json(manifest)}


def archive_file(
    archive: Archive, words: Wording, recipients: tuple[str, ...] = (), passphrase: str | None = None
) -> bytes:
    """All files as one zip, sealed with age to `recipients`, or by a passphrase, where there is one of them.

    Raises NoRecipient.
    """
    if recipients and passphrase is not None:
        raise NoRecipient("An archive is sealed to recipients or with a passphrase. Please choose one.")
    keys = [_recipient(recipient) for recipient in recipients]
    parcel = _zip(archive_files(archive, words))
    if not keys and passphrase is None:
        return parcel
    import pyrage  # type: ignore[import-untyped]  # it ships without types

    if passphrase is not None:
        return bytes(pyrage.passphrase.encrypt(parcel, passphrase))
    return bytes(pyrage.encrypt(parcel, keys))


def check_recipients(recipients: tuple[str, ...]) -> None:
    """Raises NoRecipient where age does not know one of them."""
    for recipient in recipients:
        _recipient(recipient)


def guarded(cell: str) -> str:
    """`cell` as a spreadsheet shows it and never reckons with it."""
    return f"'{cell}" if cell.lstrip(" ")[:1] in _BEGINS_FORMULA and cell.strip(" ") else cell


def _recipient(text: str) -> object:
    import pyrage

    read = pyrage.ssh.Recipient if text.startswith("ssh-") else pyrage.x25519.Recipient
    try:
        return read.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise NoRecipient(
            "“{recipient}” is not a key to seal to. It begins with age1, ssh-ed25519 or ssh-rsa.",
            recipient=text,
        ) from error


def _zip(files: dict[str, bytes]) -> bytes:
    """The same bytes for the same files: no times, no owners."""
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            folder.writestr(entry, content)
    return parcel.getvalue()


def _csv(archive: Archive, words: Wording) -> bytes:
    """One line for each number and each released text; the byte order mark tells spreadsheets of UTF-8."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    heading = (
        words.say("Exercise"),
        words.say("Question"),
        words.say("Row"),
        words.say("Answer"),
        words.say("How many"),
        words.say("Answers"),
        words.say("More may wait"),
    )
    writer.writerow(guarded(cell) for cell in heading)
    for shown in archive.figures:
        title = words.say(archive.exercise_title(shown.exercise))
        for row, answer, count in _csv_rows(shown.figure, words):
            at_least = words.say("yes") if shown.at_least else words.say("no")
            line = (title, words.say(shown.prompt.ask), row, answer, count, str(shown.figure.n), at_least)
            writer.writerow(guarded(cell) for cell in line)
    for group in archive.group:
        for text in group.texts:
            writer.writerow(guarded(cell) for cell in ("", words.say(group.label), "", text, "", "", ""))
    return sheet.getvalue().encode("utf-8-sig")


def _csv_rows(figure: Figure, words: Wording) -> Iterator[tuple[str, str, str]]:
    drawn = drawing(figure, words)
    yield from (
        (group.title, text.text, str(text.times) if text.often else "")
        for group in drawn.groups
        for text in group.texts
    )
    yield from (("", stroke.label, stroke.number) for stroke in drawn.strokes)
    yield from ((row.label, cell.label, cell.number) for row in drawn.rows for cell in row.cells)
