"""What its owner writes into a plan, the first time or once more: filled in, changed, emptied.

A form that was filled in says which questions it had (`_had`), so that one which is emptied goes from the
plan. Without a script the code is asked for once more, and the laptop fills the form in for one request.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from workshop.domain.form import Reading
from workshop.domain.prompt import as_fields
from workshop.room import Room

from .keys import Keys, Ticket
from .planscreens import PlanScreens
from .screens import Screens
from .steps import Step, plan_step, read_step
from .visit import Visit


@dataclass(frozen=True, slots=True)
class Written:
    """What a form brought for a plan: answers to keep, and questions that were emptied."""

    step: Step
    reading: Reading
    emptied: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        return not self.reading.answers and not self.emptied


def written(room: Room, visit: Visit) -> Written | None:
    """None where the exercise cannot be written now."""
    step = plan_step(room, visit.field("_exercise"))
    if step is None:
        return None
    reading = read_step(step, visit.fields)
    had = visit.fields.get("_had", ())
    emptied = (prompt.id for prompt in step.prompts if prompt.id in had and prompt.id not in reading.answers)
    return Written(step, reading, tuple(emptied))


class Changing:
    def __init__(self, room: Room, keys: Keys, screens: Screens, plans: PlanScreens) -> None:
        self._room = room
        self._keys = keys
        self._screens = screens
        self._plans = plans

    async def keep(self, ticket: Ticket, found: Written) -> None:
        """Raises NoRoom."""
        await self._keys.keep(ticket, found.step, found.reading.answers)
        if found.emptied:
            await self._keys.take_out(ticket, found.step, found.emptied)

    async def form(self, visit: Visit) -> Response:
        """An exercise's private form as it was written, for whoever has the code."""
        step = plan_step(self._room, visit.field("_exercise"))
        if step is None:
            return self._screens.closed(visit)
        if "_code" not in visit.fields:
            return self._plans.change(visit, step)
        key = await self._keys.typed(visit)
        if isinstance(key, str):
            return self._plans.change(visit, step, refusal=key)
        answers = self._keys.read(key).answers
        typed: dict[str, list[str]] = {}
        had: list[str] = []
        for prompt in step.prompts:
            name = f"{step.exercise.id}/{prompt.id}"
            if name in answers:
                had.append(prompt.id)
                typed |= as_fields(prompt, answers[name])
        page = self._screens.form(visit, step, typed=typed, had=had, changing=True)
        return self._plans.with_ticket(visit, page, self._keys.cookie(key))
