"""What has to be there for a day: each thing once, with what it is for."""

from __future__ import annotations

from collections.abc import Mapping

from .agenda import Day, Session
from .exercise import Exercise


def needed(session: Session, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """What a session needs; where it says something of its own, that holds."""
    exercise = exercises.get(session.exercise or "")
    return session.materials or (exercise.materials if exercise else ())


def materials(day: Day, exercises: Mapping[str, Exercise]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every thing in the order in which it is needed, with the titles of its sessions, each once."""
    found: dict[str, dict[str, None]] = {}
    for session in day.sessions:
        for thing in needed(session, exercises):
            found.setdefault(thing, {})[session.title] = None
    return tuple((thing, tuple(titles)) for thing, titles in found.items())
