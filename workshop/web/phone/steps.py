"""The steps of forms: one audience of one exercise each, the group before the facilitators before me."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.care import may_ask_for_care
from workshop.domain.exercise import Breathing, Exercise
from workshop.domain.form import Reading, read_form
from workshop.domain.prompt import Audience, Fields, Prompt
from workshop.room import Room

TYPED = (Audience.ROOM, Audience.FACILITATOR, Audience.MINE)


@dataclass(frozen=True, slots=True)
class Step:
    exercise: Exercise
    audience: Audience

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        return self.exercise.form(self.audience)

    @property
    def may_ask_for_care(self) -> bool:
        """Whether the facilitators are told that somebody may need care when an answer says so."""
        return any(map(may_ask_for_care, self.prompts))

    @property
    def following(self) -> Step | None:
        audiences = self.exercise.audiences
        after = audiences[audiences.index(self.audience) + 1 :]
        return Step(self.exercise, after[0]) if after else None


def read_step(step: Step, fields: Fields) -> Reading:
    return read_form(step.prompts, fields)


def slow_breath(room: Room) -> Breathing | None:
    """The breath that phones offer: the running exercise's own, or that of the workshop's grounding."""
    exercises = [room.exercise] if room.exercise else []
    exercises += [e for e in room.bundle.exercises.values() if "grounding" in e.serves]
    return next((exercise.breathing for exercise in exercises if exercise.breathing), None)


def find_step(room: Room, exercise: str, audience: str) -> Step | None:
    """The step that a form named, or None where there is no such step."""
    known = room.bundle.exercises.get(exercise)
    found = next((typed for typed in TYPED if typed.value == audience), None)
    if known is None or found is None or not known.form(found):
        return None
    return Step(known, found)


def is_writable(room: Room, step: Step) -> bool:
    """Open forms take answers; into a plan everyone may write for as long as they like."""
    if step.audience is Audience.MINE:
        return room.takes_entries(step.exercise.id)
    return room.is_open(step.exercise.id)


def is_submission(room: Room, step: Step, id: str) -> bool:
    """Whether this laptop gave `id` out for this opening of the form."""
    return id.isascii() and room.is_submission_id(step.exercise.id, step.audience, id)


def open_steps(room: Room) -> tuple[Step, ...]:
    """The first step of every open form, the newest form first."""
    exercises = (room.bundle.exercises[id] for id in reversed(room.state.opened))
    return tuple(Step(exercise, exercise.audiences[0]) for exercise in exercises)


def plan_step(room: Room, exercise: str) -> Step | None:
    """The private step of an exercise, where it can be written into a plan now."""
    step = find_step(room, exercise, Audience.MINE.value)
    return step if step and is_writable(room, step) else None


def plan_steps(room: Room) -> tuple[Step, ...]:
    """What can be written into a plan: the private step of every form that was ever opened."""
    found = (Step(exercise, Audience.MINE) for exercise in room.bundle.exercises.values())
    return tuple(step for step in found if step.prompts and is_writable(room, step))
