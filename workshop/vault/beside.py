"""A look into a vault beside the process that writes in it: nothing is locked, nothing is changed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.vault.book import Book, StoredResponse
from workshop.vault.entries import PlanLetter, SealedEntries, apply
from workshop.vault.folder import left_alone
from workshop.vault.jsonvalue import JSON
from workshop.vault.keyholder import Keyholder
from workshop.vault.letterbox import segment_mark, segments
from workshop.vault.letters import from_bytes
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
        book, waiting = _beside(folder, keyholder)
        return Beside(
            counts=book.counts(),
            entry_count=book.entry_count(),
            care=book.care(),
            slots=len(book.slots()),
            letterbox=len(waiting),
            events=_events(folder, keyholder),
            kept=book.all_kept(),
            plans_written=len({slot for slot, _ in book.entries()}),
            most_answers=book.most_answers(),
        )
    finally:
        keyholder.kill()


@dataclass(frozen=True, slots=True)
class Left:
    """What a workshop that is over leaves to the next one.

    `plans` by slot, with what still lies in the letterbox; `in_figures` the responses that are part of a
    figure; the rest as in `Beside`.
    """

    plan_salt: bytes
    plans: dict[str, SealedEntries]
    in_figures: dict[tuple[str, str], list[StoredResponse]]
    events: tuple[bytes, ...]
    kept: dict[str, JSON]


def read_left(folder: Path, source: PassphraseSource, *, texts: Mapping[str, str] | None = None) -> Left:
    """Read what a later workshop takes over from the vault in `folder`, which stays as it is.

    Args and what is raised as in `read_beside`, and

    Raises:
        VaultInUse: another process has it open: what it leaves is not known yet.
    """
    with left_alone(folder):
        keyholder = Keyholder.unlock(folder, source, texts=texts)
        try:
            book, waiting = _beside(folder, keyholder)
            plans = book.plans()
            for plain in keyholder.open(waiting):
                for letter in _plan_letters(plain):
                    apply(plans, letter)
            return Left(
                keyholder.header.plan_salt,
                {slot: plan for slot, plan in plans.items() if plan.public_key},
                book.in_figures(),
                _events(folder, keyholder),
                book.all_kept(),
            )
        finally:
            keyholder.kill()


def _beside(folder: Path, keyholder: Keyholder) -> tuple[Book, list[bytes]]:
    """The book, and the sealed letters that are not in it yet."""
    # Letters first, then the book: one that moves meanwhile is seen in one or both, never in neither.
    letters = {path: scan_file(path).blobs for path in segments(folder)}
    book = Book(folder, keyholder.header.public_key, lambda blob: keyholder.open([blob])[0])
    merged = book.merged()
    waiting = [
        blob
        for path, blobs in letters.items()
        if path.exists() and segment_mark(blobs) not in merged
        for blob in blobs
    ]
    return book, waiting


def _events(folder: Path, keyholder: Keyholder) -> tuple[bytes, ...]:
    events = keyholder.open(scan_file(folder / LOG).blobs)
    return tuple(event for event in events if event is not None)


def _plan_letters(plain: bytes | None) -> Iterator[PlanLetter]:
    """The letter in `plain`, where it is one about a plan."""
    with contextlib.suppress(ValueError):
        letter = from_bytes(plain) if plain is not None else None
        if isinstance(letter, PlanLetter):
            yield letter
