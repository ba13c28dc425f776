"""The free texts of closed forms, as the facilitator may see them."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.disclosure import GONE, Hidden
from workshop.domain.exercise import Exercise
from workshop.domain.figure import Note, Notes, tally
from workshop.domain.prompt import Audience, Prompt
from workshop.room import Room, Shown


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its texts, and which of them the room may see."""

    exercise: Exercise
    prompt: Prompt
    shown: Shown | Hidden
    released: bool
    chosen: frozenset[str]
    """Ids of the texts that are chosen for the room."""

    @property
    def for_the_room(self) -> bool:
        """What was asked for the facilitator is read here too, and shown to nobody else."""
        return self.prompt.audience is Audience.ROOM

    @property
    def notes(self) -> tuple[Note, ...]:
        if isinstance(self.shown, Shown) and isinstance(self.shown.figure, Notes):
            return self.shown.figure.notes
        return ()

    @property
    def needs(self) -> int:
        """How many answers it would need; 0 where it may be read."""
        return self.shown.needs if isinstance(self.shown, Hidden) else 0


def questions(room: Room) -> tuple[Question, ...]:
    """Those with free texts whose form is closed, the last of the agenda first; none while locked."""
    if room.locked:
        return ()
    state = room.state
    return tuple(
        Question(
            exercise,
            prompt,
            shown,
            (id, prompt.id) in state.released,
            frozenset(note for in_, of, note in state.notes_released if (in_, of) == (id, prompt.id)),
        )
        for id, exercise in reversed(tuple(room.bundle.exercises.items()))
        if id in state.closed
        for prompt in exercise.form(Audience.ROOM) + exercise.form(Audience.FACILITATOR)
        if isinstance(tally(prompt, ()), Notes) and (shown := room.figures.shown(id, prompt)) is not GONE
    )
