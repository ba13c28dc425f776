"""A plan of days and sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Literal

from .exercise import Helper, Minutes, Phones, Source

SessionKind = Literal["exercise", "break", "meal", "free", "ritual", "celebration"]
Keep = Literal["must", "should", "could"]
"""Whether a session may be dropped when the day runs late."""
Held = Literal["in_person", "online", "asynchronous", "preparation"]
"""How a day is held. An asynchronous day is open from its start to its end, and everybody comes when it
suits them; a preparation is the facilitators' own work."""
Split = Literal["area_of_work", "managers_apart", "own_choice", "mixed"]
"""How small groups are made; OMCT's guide: by the nature of the work, and with an eye on hierarchy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One block of a day. `at` fixes its beginning, as lunch or prayer do.

    `aim`, `phones`, `groups` and `materials` say what is particular here; where they are None or empty, the
    exercise's own hold.
    """

    id: str
    title: str
    kind: SessionKind
    minutes: Minutes
    keep: Keep = "should"
    at: time | None = None
    exercise: str | None = None
    aim: str = ""
    phones: Phones | None = None
    groups: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    prayer: bool = False
    """Whether there is room for prayer."""
    choice_to_stop: str = ""
    """What is said before it begins, so that people may rest instead."""
    if_short: str = ""
    if_crisis: str = ""
    continues: str | None = None
    """The id of the session that it is the rest of, where one was split."""

    @property
    def rests(self) -> bool:
        """Whether nothing is asked of anybody."""
        return self.kind in ("break", "meal", "free", "celebration")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day, or one meeting of a longer process; `week` counts from 0."""

    title: str
    start: time
    sessions: tuple[Session, ...]
    ends: time | None = None
    """When it should end; an asynchronous day closes then."""
    phase: str = ""
    week: int | None = None
    held: Held = "in_person"
    about: str = ""
    repeats: str = ""
    """How often it is held, where it is a pattern for many."""

    @property
    def minutes(self) -> int:
        return sum(session.minutes.planned for session in self.sessions)

    def session(self, id: str) -> Session | None:
        return next((session for session in self.sessions if session.id == id), None)


@dataclass(frozen=True, slots=True)
class GroupSize:
    least: int
    most: int
    split: tuple[Split, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    id: str
    title: str
    about: str
    goal: str
    group: GroupSize
    days: tuple[Day, ...]
    sources: tuple[Source, ...]
    if_short: str = ""
    if_crisis: str = ""
    follow_ups: tuple[int, ...] = ()
    """Days after the end at which people meet again."""
    requires: tuple[Helper, ...] = ()
    start_here: bool = False
    """Whether a newcomer is shown it first."""
    residential: bool = False
    """Whether people stay overnight."""

    @property
    def exercises(self) -> tuple[str, ...]:
        """The ids of the exercises it uses, each once, in order."""
        used = (session.exercise for day in self.days for session in day.sessions if session.exercise)
        return tuple(dict.fromkeys(used))
