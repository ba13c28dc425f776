"""The archive's files: report, numbers and their fingerprints, in one parcel that age can seal.

data.json   {"format": "workshop-archive", "version": 1, "agenda": {"id", "title"}, "month", "plans",
             "days": [{"title", "sessions": [{"title", "kind", "planned", "took", "drift"}]}],
             "counts": [{"exercise", "title", "answers"}],
             "figures": [{"exercise", "prompt", "ask", "kind", "answers", "at_least", "cells", "texts",
                          "merged", "themes"}],
             "group": {path: [text]}, "notes": [text]}

"merged" holds [text, how many say the same], "themes" {"title", "texts"} as the facilitator sorted them.
A count that is null is hidden; content texts are the English source, so that archives compare.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import assert_never

from workshop.domain.errors import WorkshopError
from workshop.domain.figure import HALVES, Bars, Counts, Figure, Grid, Notes, Order, Spread, Tally
from workshop.room import Shown
from workshop.wording import Wording

from .archive import Archive
from .figures import drawing
from .report import report_html, report_lines, report_markdown

FORMAT = "workshop-archive"
VERSION = 1
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
        "data.json": _json(_data(archive)),
    }
    prints = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    manifest = {"format": f"{FORMAT}-manifest", "version": VERSION, "sha256": prints}
    return {**files, "manifest.json": _json(manifest)}


def archive_file(archive: Archive, words: Wording, recipients: tuple[str, ...] = ()) -> bytes:
    """All files as one zip, sealed with age to `recipients` where there are any. Raises NoRecipient."""
    keys = [_recipient(recipient) for recipient in recipients]
    parcel = _zip(archive_files(archive, words))
    if not keys:
        return parcel
    import pyrage  # type: ignore[import-untyped]  # it ships without types

    return bytes(pyrage.encrypt(parcel, keys))


def archive_preview(archive: Archive, words: Wording) -> str:
    """Exactly what leaves, as plain lines: the files with their sizes, then everything that they say."""
    lines = [words.say("This is everything that leaves:")]
    for name, content in archive_files(archive, words).items():
        lines.append(f"  {name}  {words.count('{n} byte', '{n} bytes', len(content))}")
    return "\n".join([*lines, "", *report_lines(archive, words)])


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


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def _data(archive: Archive) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "agenda": {"id": archive.agenda, "title": archive.title},
        "month": archive.month,
        "plans": archive.plans,
        "days": [
            {
                "title": day.title,
                "sessions": [
                    {"title": s.title, "kind": s.kind, "planned": s.planned, "took": s.took, "drift": s.drift}
                    for s in day.sessions
                ],
            }
            for day in archive.days
        ],
        "counts": [
            {"exercise": count.exercise, "title": count.title, "answers": count.answers}
            for count in archive.counts
        ],
        "figures": [_figure(shown) for shown in archive.figures],
        "group": {group.path: list(group.texts) for group in archive.group},
        "notes": list(archive.notes),
    }


def _figure(shown: Shown) -> dict[str, object]:
    return {
        "exercise": shown.exercise,
        "prompt": shown.prompt.id,
        "ask": shown.prompt.ask,
        "kind": type(shown.figure).__name__.lower(),
        "answers": shown.figure.n,
        "at_least": shown.at_least,
        "cells": [
            {"id": tally.id, "row": row, "label": tally.label, "count": tally.count}
            for row, tallies in _tallies(shown.figure)
            for tally in tallies
        ],
        **_texts(shown.figure),
    }


def _texts(figure: Figure) -> dict[str, object]:
    """Each text once; how many say the same, and what the facilitator sorted together."""
    notes = sorted(figure.notes, key=lambda note: note.text) if isinstance(figure, Notes) else []
    themes = figure.by_theme if isinstance(figure, Notes) and figure.themes else ()
    return {
        "texts": [note.text for note in notes],
        "merged": [[note.text, note.times] for note in notes if note.times > 1],
        "themes": [
            {"title": theme.title, "texts": sorted(note.text for note in sorted_into)}
            for theme, sorted_into in themes
            if theme is not None
        ],
    }


def _tallies(figure: Figure) -> Iterable[tuple[str, tuple[Tally, ...]]]:
    match figure:
        case Bars(_, tallies) | Spread(_, tallies) | Order(_, tallies) | Counts(_, tallies):
            return [("", tallies)]
        case Grid():
            return [(row.label.replace(HALVES, ": "), row.cells) for row in figure.rows]
        case Notes():
            return []
        case _:
            assert_never(figure)
