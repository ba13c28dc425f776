"""What the facilitator sees of the check-out's first question."""

from __future__ import annotations

from workshop.domain.disclosure import Hidden
from workshop.room import Room

CHECK_OUT = "check-out"


def weather(room: Room) -> int | None:
    """How many are in the figure of the weather inside, or None while it is hidden."""
    prompt = room.bundle.exercises[CHECK_OUT].prompt("weather")
    assert prompt is not None
    shown = room.figures.shown(CHECK_OUT, prompt)
    return None if isinstance(shown, Hidden) else shown.figure.n
