"""What can be done now: keys that lead nowhere are dimmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workshop.domain.exercise import Exercise
from workshop.domain.joining import Joining
from workshop.room import Room


@dataclass(frozen=True, slots=True)
class Possible:
    """Asks the room; True is possible, None is not possible now, False has no place here at all."""

    room: Room
    joining: Callable[[], Joining]

    def action(self, name: str) -> bool | None:
        room = self.room
        match name:
            case "unlock":
                return room.locked
            case "lock":
                return not room.locked
            case "library" | "paper":
                return not room.locked or None
            case "pause" | "adjust":
                return room.state.running is not None or None
            case "undo":
                return bool(room.state.undoable) or None
            case "open_form":
                return self.to_open is not None or None
            case "close_form":
                return self.to_close is not None or None
            case "grounding":
                return self.grounding is not None or None
            case "room_clock":
                steps = room.exercise is not None and room.exercise.steps
                return bool(room.clock.left or steps) or None
            case "heard":
                needed = not room.locked and room.attention.needed
                return bool(room.care.talk or room.care.pause or needed) or None
            case "wifi":
                return self.joining().wifi is not None or None
            case _:
                return True

    @property
    def to_open(self) -> str | None:
        """The exercise of the running session, where its form can be opened."""
        exercise = self.room.exercise
        if exercise is None or not exercise.audiences or self.room.is_open(exercise.id):
            return None
        return exercise.id

    @property
    def to_close(self) -> str | None:
        """The running session's form, or the one that was opened last."""
        opened, exercise = self.room.state.opened, self.room.exercise
        if exercise is not None and exercise.id in opened:
            return exercise.id
        return opened[-1] if opened else None

    @property
    def grounding(self) -> Exercise | None:
        """What the running exercise falls back on, or the plain grounding."""
        running = self.room.exercise
        fallback = running.fallback if running is not None and running.fallback else "grounding"
        return self.room.bundle.exercises.get(fallback)
