"""What of an archive comes along into a follow-up: an allow-list, like the archive's own.

Agreement, commitments, months, and the statements of the evaluation with their disclosed counts. All else
stays in the archive: notes, other figures and texts, counts of people, what was spent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop.domain.cleaning import one_line
from workshop.domain.commitments import STATES, Promise, in_order
from workshop.domain.outcomes import pairs
from workshop.room import AGREEMENT, Brought, Moved, Series, Weighed

from .reading import ReadArchive, ReadFigure

MOST, LONGEST = 40, 400
"""Texts, and letters of each: an archive may come from anywhere."""
_BY_PASSPHRASE = b"age-encryption.org/v1\n-> scrypt "
_ROUNDS = range(1000)
_DAYS = range(10_000)
_ID = re.compile(r"[0-9a-f]{16}")
_MONTH = re.compile(r"\d{4}-\d{2}")


def coming_along(archive: ReadArchive) -> Brought:
    """What comes along; of an archive from before there were series, without one."""
    agreed = [text for group in archive.group if group.path == AGREEMENT for text in group.texts]
    states = {_short(one.text): one.state for one in archive.commitments}
    return Brought(
        series=Series(
            archive.series if _ID.fullmatch(archive.series) else "",
            archive.round if archive.round in _ROUNDS else 0,
        ),
        agreement=_texts(agreed),
        promises=tuple(
            Promise(text, states[text] if states[text] in STATES else "") for text in _texts(in_order(states))
        ),
        dates=tuple(
            (one.days, one.month)
            for one in archive.dates[:MOST]
            if one.days in _DAYS and _MONTH.fullmatch(one.month)
        ),
        moved=tuple(_moved(archive)),
    )


def asks_for_passphrase(data: bytes) -> bool:
    """Whether an archive is sealed with a passphrase, and not to keys."""
    return data.startswith(_BY_PASSPHRASE)


def _texts(texts: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(short for text in texts[:MOST] if (short := _short(text)))


def _short(text: str) -> str:
    return one_line(text)[:LONGEST]


def _moved(archive: ReadArchive) -> Iterator[Moved]:
    """Each statement as it was weighed last; a pair that was taken out of the archive does not come along."""
    found: dict[str, Moved] = {}
    left = {pair.statement for pair in archive.pairs} if archive.version > 1 else None
    for exercise in dict.fromkeys(figure.exercise for figure in archive.figures):
        figures = {one.prompt: one for one in archive.figures if one.exercise == exercise}
        for statement, before, after in pairs(figures):
            if left is None or statement in left:
                found[statement] = Moved(statement, _weighed(figures[before]), _weighed(figures[after]))
    yield from found.values()


def _weighed(figure: ReadFigure) -> Weighed:
    counts = tuple(cell.count for cell in figure.cells[:MOST])
    return Weighed(figure.answers, figure.at_least, counts)
