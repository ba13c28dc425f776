"""Brings letters from the letterbox into the book, so that no crash in between loses or doubles one.

rotate ─> open ─> set aside what cannot be read ─> merge, with the segments' marks ─> remove the segments
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.vault.book import Book
from workshop.vault.jsonvalue import unwrap
from workshop.vault.letterbox import Letterbox, segment_mark
from workshop.vault.letters import Letter, OpenLetter, SealedResponseLetter, from_bytes
from workshop.vault.records import RecordFile

Opener = Callable[[Sequence[bytes]], Sequence[bytes | None]]


@dataclass(frozen=True, slots=True)
class Emptied:
    """How many letters went into the book, and how many were put aside."""

    letters: int
    aside: int


def empty(letterbox: Letterbox, book: Book, opener: Opener, aside: Path, rng: random.Random) -> Emptied:
    """Empty the letterbox; the book knows which segments it has, however often this begins anew.

    Args:
        letterbox: to be emptied.
        book: to be filled.
        opener: opens sealed letters, None for one that will not.
        aside: the file of records for letters that cannot be read: kept sealed, never thrown away.
        rng: shuffles the responses.

    Raises:
        VaultLocked: the vault was locked meanwhile; the letters are still there.
        NoRoom: the disk refuses; likewise.
    """
    paths = letterbox.rotate()
    if not paths:
        return Emptied(0, 0)
    sealed = {path: letterbox.sealed([path]) for path in paths}
    marks = {path: segment_mark(blobs) for path, blobs in sealed.items()}
    known = book.merged()
    blobs = [blob for path in paths if marks[path] not in known for blob in sealed[path]]
    letters, unread = _read(blobs, opener)
    if unread:
        file = RecordFile(aside)
        file.append(unread)
        file.close()
    book.merge(letters, rng, marks=marks.values())
    letterbox.remove(paths)
    return Emptied(len(letters), len(unread))


def _read(blobs: Sequence[bytes], opener: Opener) -> tuple[list[OpenLetter], list[bytes]]:
    """The letters in their order, and the blobs that cannot be read.

    What a phone sealed lies sealed within its letter: all of that is opened in a second round.
    """
    found: list[Letter | None] = []
    inner: list[bytes] = []
    for plain in opener(blobs):
        letter: Letter | None = None
        with contextlib.suppress(ValueError):
            letter = from_bytes(plain) if plain is not None else None
            if isinstance(letter, SealedResponseLetter):
                inner.append(unwrap(letter.answers))
        found.append(letter)
    opened = iter(opener(inner) if inner else ())
    letters: list[OpenLetter] = []
    unread: list[bytes] = []
    for blob, letter in zip(blobs, found, strict=True):
        try:
            if letter is None:
                raise ValueError("does not open")
            letters.append(
                letter.opened(next(opened)) if isinstance(letter, SealedResponseLetter) else letter
            )
        except ValueError:
            unread.append(blob)
    return letters, unread
