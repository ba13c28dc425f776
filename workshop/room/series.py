"""The series that a workshop belongs to, and what the meeting before left for this one.

    an archive -> Brought -> begin -> the new vault -> Along -> script, wall, plans
    the earlier vault -> Inheritance -> (its group's texts, its series) ->

Kept in the book, beside the group's texts (see earlier.py):

    series       {"id": 16 random hex digits, "round": 0}
    came-along   {"archived": [place], "states": {text: state}, "dates": [[days, "2027-01"]],
                  "moved": [[statement, [answers, at_least, counts], [answers, at_least, counts]]]}
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from workshop.domain.commitments import Promise, in_order
from workshop.domain.errors import WorkshopError
from workshop.domain.events import FigureHidden, FigureReleased
from workshop.domain.figure import Note, Notes
from workshop.domain.plan import place, plan_field
from workshop.domain.prompt import Audience, TextPrompt
from workshop.vault import JSON

from .journal import Journal
from .values import Shown

SERIES, CAME_ALONG = "series", "came-along"
"""Names in the book."""
AGREEMENT, COLLECTIVE = "P12.agreement", "P12.collective"
"""The places in everyone's plan for what comes along."""
ALONG = "_came-along"
"""Stands for the exercise of what came along; no exercise can have this id."""
_ID_BYTES = 8


class OtherSeries(WorkshopError):
    """An archive and an earlier workshop that do not belong together."""


@dataclass(frozen=True, slots=True)
class Series:
    """`id` is random and says nothing of anybody; empty for a workshop from before there were any."""

    id: str = ""
    round: int = 0
    """0 for the workshop itself, 1 for its first follow-up."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A figure of a scale as it was disclosed: how many chose 1, 2, and so on; None is hidden."""

    answers: int
    at_least: bool
    counts: tuple[int | None, ...]

    @property
    def mean(self) -> float | None:
        """None where a count is hidden, or nobody answered."""
        counts = [count for count in self.counts if count is not None]
        if len(counts) < len(self.counts) or not sum(counts):
            return None
        return sum(value * count for value, count in enumerate(counts, start=1)) / sum(counts)


@dataclass(frozen=True, slots=True)
class Moved:
    """A statement of the evaluation, before and after the meeting before."""

    statement: str
    before: Weighed
    after: Weighed


@dataclass(frozen=True, slots=True)
class Brought:
    """All that comes along from an archive; whatever else is in it stays there."""

    series: Series = Series()
    agreement: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    dates: tuple[tuple[int, str], ...] = ()
    """When people meant to meet again: after how many days, and the month, as 2027-01."""
    moved: tuple[Moved, ...] = ()

    @property
    def group(self) -> dict[str, tuple[str, ...]]:
        """Its texts by their places in the plan."""
        texts = {AGREEMENT: self.agreement, COLLECTIVE: tuple(one.text for one in self.promises)}
        return {path: found for path, found in texts.items() if found}

    def to_plain(self) -> JSON:
        plain = {
            "archived": list(self.group),
            "states": {one.text: one.state for one in self.promises if one.state},
            "dates": [[days, month] for days, month in self.dates],
            "moved": [[one.statement, _plain(one.before), _plain(one.after)] for one in self.moved],
        }
        return cast(JSON, plain)


def series_of(kept: JSON) -> Series:
    """As the book holds it."""
    if not isinstance(kept, dict):
        return Series()
    return Series(str(kept["id"]), int(str(kept["round"])))


def next_series(left: Series | None, brought: Series | None) -> Series:
    """The series of a new workshop, after the one that an earlier vault left and that of an archive.

    Raises OtherSeries where these are two.
    """
    before = [one for one in (left, brought) if one is not None]
    ids = list(dict.fromkeys(one.id for one in before if one.id))
    if len(ids) > 1:
        raise OtherSeries(
            "This archive is not of the workshop that you go on from, nor of one before it. "
            "Please leave one of the two out."
        )
    id = ids[0] if ids else secrets.token_hex(_ID_BYTES)
    return Series(id, max((one.round + 1 for one in before), default=0))


def plain_series(series: Series) -> JSON:
    return {"id": series.id, "round": series.round}


@dataclass(frozen=True, slots=True)
class _Held:
    group: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    archived: frozenset[str] = frozenset()
    states: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[tuple[int, str], ...] = ()
    moved: tuple[Moved, ...] = ()


_NOTHING = _Held()


class Along:
    """What the meeting before left for this one; empty while the room is locked."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._held = _NOTHING

    def load(self, group: Mapping[str, tuple[str, ...]], kept: JSON) -> None:
        """Knows the group's texts, and what an archive said beside them, as the book holds these."""
        self._held = _read(group, kept if isinstance(kept, dict) else {})

    @property
    def in_memory(self) -> bool:
        """Whether anything that people wrote is held."""
        return self._held is not _NOTHING

    def forget(self) -> None:
        """What people wrote goes from memory."""
        self._held = _NOTHING

    @property
    def agreement(self) -> tuple[str, ...]:
        return self._held.group.get(AGREEMENT, ())

    @property
    def promises(self) -> tuple[Promise, ...]:
        """In the order in which they are numbered, with what had become of them when it was last asked."""
        states = self._held.states
        texts = in_order(self._held.group.get(COLLECTIVE, ()))
        return tuple(Promise(text, states.get(text, "")) for text in texts)

    @property
    def dates(self) -> tuple[tuple[int, str], ...]:
        return self._held.dates

    @property
    def moved(self) -> tuple[Moved, ...]:
        return self._held.moved

    @property
    def archived(self) -> dict[str, tuple[str, ...]]:
        """The texts that were in an archive before, by their places: they may be in the next one, too."""
        return {path: texts for path, texts in self._held.group.items() if path in self._held.archived}

    @property
    def shown(self) -> tuple[Shown, ...]:
        """What of it the facilitator can show to the room."""
        return (
            *_shown("agreement", AGREEMENT, self.agreement),
            *_shown("commitments", COLLECTIVE, numbered(self.promises)),
        )

    @property
    def released(self) -> tuple[Shown, ...]:
        """What of it the room sees."""
        return tuple(one for one in self.shown if self.is_released(one.prompt.id))

    def is_released(self, id: str) -> bool:
        return (ALONG, id) in self._journal.state.released

    def toggle(self, id: str) -> None:
        """Shows something to the room, or hides it again."""
        made = FigureHidden if self.is_released(id) else FigureReleased
        self._journal.log(made(self._journal.now, ALONG, id), "figures")


def numbered(promises: tuple[Promise, ...]) -> tuple[str, ...]:
    """The texts of commitments, each with the number under which people are asked after it."""
    return tuple(f"{number}. {one.text}" for number, one in enumerate(promises, start=1))


def _shown(id: str, path: str, texts: tuple[str, ...]) -> tuple[Shown, ...]:
    if not texts:
        return ()
    prompt = TextPrompt(
        id=id, audience=Audience.ROOM, ask=plan_field(place(path)).label, characters=1, feeds=path
    )
    notes = tuple(Note(f"{id}-{number}", text) for number, text in enumerate(texts))
    return (Shown(ALONG, prompt, Notes(len(notes), notes), at_least=False),)


def _plain(one: Weighed) -> list[object]:
    return [one.answers, one.at_least, list(one.counts)]


def _read(group: Mapping[str, tuple[str, ...]], kept: Mapping[str, JSON]) -> _Held:
    texts = {path: group[path] for path in (AGREEMENT, COLLECTIVE) if path in group}
    if not texts and not kept:
        return _NOTHING
    plain = cast("dict[str, list[list[object]]]", kept)
    states = cast("dict[str, str]", kept.get("states", {}))
    return _Held(
        group=texts,
        archived=frozenset(map(str, plain.get("archived", ()))),
        states=states,
        dates=tuple((int(str(days)), str(month)) for days, month in plain.get("dates", ())),
        moved=tuple(
            Moved(str(statement), _weighed(before), _weighed(after))
            for statement, before, after in plain.get("moved", ())
        ),
    )


def _weighed(plain: object) -> Weighed:
    answers, at_least, counts = cast("tuple[int, bool, list[int | None]]", plain)
    return Weighed(answers, at_least, tuple(counts))
