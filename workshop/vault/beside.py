"""A look into a vault beside the process that writes in it: nothing is locked, nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.vault.book import Book
from workshop.vault.jsonvalue import JSON
from workshop.vault.keyholder import Keyholder
from workshop.vault.letterbox import segment_mark, segments
from workshop.vault.logbook import NAME as LOG
from workshop.vault.passphrase import PassphraseSource
from workshop.vault.records import scan_file


@dataclass(frozen=True, slots=True)
class Beside:
    """What a vault held at one moment.

    `counts` are responses by form, `entry_count` private answers, `care` wishes by kind, `slots` plans begun,
    `letterbox` letters that are in none of these yet, `events` the facilitator's acts in order, `kept` the
    single documents by name. `plans_written` are plans with an entry in them, and `most_answers` the
    answers to the most answered prompt: the greater of the two is the least number of people.
    """

    counts: dict[str, int]
    entry_count: int
    care: dict[str, int]
    slots: int
    letterbox: int
    events: tuple[bytes, ...]
    kept: dict[str, JSON]
    plans_written: int
    most_answers: int


def read_beside(folder: Path, source: PassphraseSource, *, texts: Mapping[str, str] | None = None) -> Beside:
    """Look into the vault in `folder`, whether or not another process has it open.

    Args:
        folder: the vault's.
        source: where the passphrase comes from.
        texts: translations of `passphrase.TEXTS`.

    Raises:
        NotAVault, DamagedHeader, DamagedVault, WrongPassphrase, NoPassphrase, KeyholderFailed
    """
    keyholder = Keyholder.unlock(folder, source, texts=texts)
    try:
        # Letters first, then the book: one that moves meanwhile is seen in one or both, never in neither.
        letters = {path: scan_file(path).blobs for path in segments(folder)}
        book = Book(folder, keyholder.header.public_key, lambda blob: keyholder.open([blob])[0])
        merged = book.merged()
        waiting = [
            blobs for path, blobs in letters.items() if path.exists() and segment_mark(blobs) not in merged
        ]
        events = keyholder.open(scan_file(folder / LOG).blobs)
        return Beside(
            counts=book.counts(),
            entry_count=book.entry_count(),
            care=book.care(),
            slots=len(book.slots()),
            letterbox=sum(map(len, waiting)),
            events=tuple(event for event in events if event is not None),
            kept=book.all_kept(),
            plans_written=len({slot for slot, _ in book.entries()}),
            most_answers=book.most_answers(),
        )
    finally:
        keyholder.kill()
