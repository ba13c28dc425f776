"""The archive's files: report, numbers and their fingerprints, in one parcel that age can seal."""

from __future__ import annotations

import hashlib
import io
import zipfile

from workshop.domain.errors import WorkshopError
from workshop.wording import Wording

from .archive import Archive
from .archivejson import FORMAT, VERSION, archive_data, plain_json
from .report import report_html, report_markdown
from .reportpdf import report_pdf
from .suppression import suppression_markdown
from .tables import datapackage, tables

RULES = "suppression.md"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class NoRecipient(WorkshopError):
    """A recipient that age does not know."""


def archive_files(archive: Archive, words: Wording) -> dict[str, bytes]:
    """Every file of the archive by its name; the manifest has the SHA-256 of each of the others.

    Raises PressFailed.
    """
    sheets = tables(archive, words)
    files = {
        "report.html": report_html(archive, words),
        "report.md": report_markdown(archive, words),
        "report.pdf": report_pdf(archive, words),
        "data.json": plain_json(archive_data(archive)),
        **sheets,
        "datapackage.json": plain_json(datapackage(sheets)),
        RULES: suppression_markdown(words),
    }
    return {**files, "manifest.json": plain_json(_manifest(files))}


def _manifest(files: dict[str, bytes]) -> dict[str, object]:
    return {
        "format": f"{FORMAT}-manifest",
        "version": VERSION,
        "rules": RULES,
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "bytes": {name: len(content) for name, content in files.items()},
    }


def archive_file(
    archive: Archive, words: Wording, recipients: tuple[str, ...] = (), passphrase: str | None = None
) -> bytes:
    """All files as one zip, sealed with age to `recipients`, or by a passphrase, where there is one of them.

    Raises NoRecipient and PressFailed.
    """
    if recipients and passphrase is not None:
        raise NoRecipient("An archive is sealed to recipients or with a passphrase. Please choose one.")
    keys = [recipient_key(recipient) for recipient in recipients]
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
        recipient_key(recipient)


def recipient_key(text: str) -> object:
    """What age seals to. Raises NoRecipient."""
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
