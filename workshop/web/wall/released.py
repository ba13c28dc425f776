"""Which released figures belong to this moment, and since when: the room keeps neither order nor session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from workshop.room import ALONG, Change, Room, Shown

from .paging import may_turn

TURNS_AFTER = timedelta(seconds=20)
"""For so long a page of a long figure stays, before the next one comes by itself."""
_Figure = tuple[str, str]
"""The ids of its exercise and its prompt."""
_Session = tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class _Release:
    notes: frozenset[str]
    """The random ids of the texts released in it."""
    since: datetime
    session: _Session
    """The session that ran when it was released."""
    number: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure that the room looks at."""

    shown: Shown
    number: int
    """The how manieth release it is: pages of it are remembered by that."""
    turn: int
    """Counts up while it stands there, so that the pages of a long one turn by themselves."""


class Released:
    """Remembers what was released, oldest first.

    Of what people wrote it holds no more than the room does: nothing once that is locked.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._releases: dict[_Figure, _Release] = {}
        self._number = 0
        self._shown: dict[_Figure, Shown] | None = None
        # What was released before the program started belongs to its own exercise alone.
        self._update(None)
        room.listen(self._note)

    def newest(self) -> Standing | None:
        """The newest figure of this moment.

        With the next session the figures of the one before step aside; they come back with their exercise,
        or when they are released again.
        """
        shown, now = self._all(), self._session
        exercise = self._room.session.exercise if self._room.session else None
        for key, release in reversed(self._releases.items()):
            of_now = now is None or release.session == now or key[0] == exercise
            if of_now and key in shown:
                return self._standing(shown[key], release)
        return None

    def of(self, place: str) -> Standing | None:
        """The newest figure whose answers go to this place of everyone's plan."""
        for key, shown in self._all().items():
            if shown.prompt.feeds == place:
                return self._standing(shown, self._releases[key])
        return None

    def _standing(self, shown: Shown, release: _Release) -> Standing:
        turn = (self._room.now - release.since) // TURNS_AFTER if may_turn(shown.figure) else 0
        return Standing(shown, release.number, turn)

    @property
    def _session(self) -> _Session:
        """A session that was split is one."""
        session = self._room.session
        return (self._room.day_number, session.continues or session.id) if session else None

    def _all(self) -> dict[_Figure, Shown]:
        if self._shown is None:
            # This group's own before what came along: of two agreements its own is the one that holds.
            released = (*self._room.figures.released(), *self._room.along.released)
            found = {(shown.exercise, shown.prompt.id): shown for shown in released}
            self._shown = {key: shown for key, shown in found.items() if key in self._releases}
        return self._shown

    def _note(self, change: Change) -> None:
        if change in ("figures", "lock"):
            self._update(self._session)

    def _update(self, session: _Session) -> None:
        """What is new, or has changed, goes to the end, as released in `session`."""
        self._shown = None
        state = self._room.state
        now: dict[_Figure, frozenset[str]] = {
            (id, prompt.id): frozenset(
                note for in_, of, note in state.notes_released if (in_, of) == (id, prompt.id)
            )
            for id, exercise in self._room.bundle.exercises.items()
            for prompt in exercise.prompts
            if (id, prompt.id) in state.released
        }
        now |= {(in_, of): frozenset() for in_, of in sorted(state.released) if in_ == ALONG}
        releases = {key: one for key, one in self._releases.items() if now.get(key) == one.notes}
        for key, notes in now.items():
            if key not in releases:
                self._number += 1
                releases[key] = _Release(notes, self._room.now, session, self._number)
        self._releases = releases
