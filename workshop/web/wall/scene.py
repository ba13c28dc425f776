"""What the wall shows at this moment, as one value: equal scenes need no new page."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.countdown import TimeLeft
from workshop.domain.exercise import Breathing
from workshop.domain.joining import Joining
from workshop.room import Change, Room, Shown, WallGroups
from workshop.web.course import meet_again
from workshop.wording import mark

SMALL_GROUPS = mark("Small groups")

_Figure = tuple[str, str]
"""The ids of its exercise and its prompt."""


@dataclass(frozen=True, slots=True)
class Scene:
    """While the room is locked it holds the clocks and joining, and nothing else."""

    joining: Joining
    time: str
    left: TimeLeft | None = None
    """The room's own clock for a step; nothing of the facilitator's time is ever here."""
    passed: int = 0
    """How much of the session is over, in hundredths; the clock's shape."""
    agenda: str = ""
    session: str = ""
    meet_again: str = ""
    paused: bool = False
    breathing: Breathing | None = None
    asked: tuple[str, ...] = ()
    """Titles of open forms, the newest first."""
    shown: tuple[Shown, ...] = ()
    """Released figures, the newest first."""
    groups: WallGroups | None = None
    test_picture: bool = False
    """A word and a shape to look for on the projector, in place of everything else."""


class Released:
    """Remembers in which order figures were released, since the room keeps none.

    Of what people wrote it holds no more than the room does: nothing once that is locked.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._order: dict[_Figure, frozenset[str]] = {}
        """The figures, oldest first, and the random ids of the texts released in each."""
        self._shown: tuple[Shown, ...] | None = None
        self._note("figures")
        room.listen(self._note)

    def newest_first(self) -> tuple[Shown, ...]:
        if self._shown is None:
            released = {(shown.exercise, shown.prompt.id): shown for shown in self._room.figures.released()}
            self._shown = tuple(released[key] for key in reversed(self._order) if key in released)
        return self._shown

    def _note(self, change: Change) -> None:
        """What is new, or has changed, goes to the end."""
        if change not in ("figures", "lock"):
            return
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
        kept = {key: notes for key, notes in self._order.items() if now.get(key) == notes}
        self._order = kept | {key: notes for key, notes in now.items() if key not in kept}


def scene(room: Room, released: Released, joining: Joining) -> Scene:
    time = f"{room.now:%H:%M}"
    if room.locked:
        return Scene(joining, time, room.clock.left)
    if room.hosting.test_picture:
        return Scene(joining, time, test_picture=True)
    session, line = room.session, room.forecast().running
    exercise = room.exercise
    title = session.title if session else ""
    asked = tuple(room.bundle.exercises[id].title for id in reversed(room.state.opened))
    return Scene(
        joining,
        time,
        room.clock.left,
        passed=_hundredths(room) if line else 0,
        agenda=room.agenda.title,
        session=title,
        meet_again=meet_again(room),
        paused=room.state.paused_since is not None,
        breathing=exercise.breathing if exercise else None,
        asked=(SMALL_GROUPS, *asked) if room.groups.is_open else asked,
        shown=released.newest_first(),
        groups=room.groups.for_the_wall,
    )


def _hundredths(room: Room) -> int:
    """In steps of five, so that the clock moves softly."""
    now = room.forecast()
    whole = (now.elapsed + now.left).total_seconds()
    share = now.elapsed.total_seconds() / whole if whole > 0 else 1.0
    return max(0, min(100, int(share * 20) * 5))
