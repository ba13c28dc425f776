"""The command that writes one page for a funder, from an archive and from what the organiser counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workshop.domain.errors import WorkshopError
from workshop.wording import Wording

from .files import fresh_file, write
from .terminal import say

if TYPE_CHECKING:
    from workshop.domain.totals import Totals
    from workshop.export import ReadArchive

ENDING = ".docx"


def one_pager(
    archive: Path,
    out: Path,
    identity: Path | None,
    passphrase_file: Path | None,
    totals: Totals,
    words: Wording,
) -> None:
    """Raises WorkshopError."""
    from workshop.export import one_pager_file

    if out.suffix.lower() != ENDING:
        raise WorkshopError(
            "The page is a .docx document. Choose a name that ends so, instead of {file}.", file=out
        )
    target = fresh_file(out)
    write(target, one_pager_file(_opened(archive, identity, passphrase_file), totals, words))
    say(words.say("Written: {file}. Read it and write on in it before you give it away.", file=target))


def counted(
    file: Path | None,
    present: str | None,
    words: Wording,
    *,
    invited: int | None,
    women: int | None,
    men: int | None,
    other: int | None,
    first_time: int | None,
) -> Totals:
    """What the organiser counted, from the file or as it was typed. Raises WorkshopError."""
    from workshop.domain.totals import Totals
    from workshop.library import load_totals

    days = _days(present) if present else ()
    typed = Totals(invited, days, women, men, other, first_time)
    if file is None:
        return typed
    if typed != Totals():
        raise WorkshopError("Give the numbers in the file {file} or one by one, not both.", file=file)
    return load_totals(file, words)


def _days(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
        raise WorkshopError("“{text}” should be a number for each day, as 16,15,16.", text=text)
    return tuple(map(int, parts))


def _opened(file: Path, identity: Path | None, passphrase_file: Path | None) -> ReadArchive:
    from workshop.export import read_archive

    key = _text(identity).strip() if identity else None
    passphrase = _text(passphrase_file).partition("\n")[0].rstrip("\r") if passphrase_file else None
    return read_archive(_bytes(file), key, passphrase)


def _text(file: Path) -> str:
    return _bytes(file).decode("utf-8", "replace")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise WorkshopError("{file} cannot be read.", file=file) from error
