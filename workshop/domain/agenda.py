"""A plan of days and sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Literal

from .exercise import Minutes, Source

SessionKind = Literal["exercise", "break", "meal", "free", "ritual", "celebration"]
Keep = Literal["must", "should", "could"]
"""Whether a session may be dropped when the day runs late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One block of a day. `at` fixes its beginning, as lunch or prayer do."""

    id: str
    title: str
    kind: SessionKind
    minutes: Minutes
    keep: Keep = "should"
    at: time | None = None
    exercise: str | None = None
    if_short: str = ""
    if_crisis: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    title: str
    start: time
    sessions: tuple[Session, ...]

    @property
    def minutes(self) -> int:
        return sum(session.minutes.planned for session in self.sessions)

    def session(self, id: str) -> Session | None:
        return next((session for session in self.sessions if session.id == id), None)


@dataclass(frozen=True, slots=True)
class GroupSize:
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    id: str
    title: str
    about: str
    goal: str
    group: GroupSize
    days: tuple[Day, ...]
    sources: tuple[Source, ...]

    @property
    def exercises(self) -> tuple[str, ...]:
        """The ids of the exercises it uses, each once, in order."""
        used = (session.exercise for day in self.days for session in day.sessions if session.exercise)
        return tuple(dict.fromkeys(used))
