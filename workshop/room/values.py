"""What comes into the room and what goes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workshop.domain.answer import Answer
from workshop.domain.errors import WorkshopError
from workshop.domain.figure import Figure
from workshop.domain.prompt import Audience, Prompt

Wish = Literal["talk", "pause"]
Change = Literal["run", "answers", "figures", "care", "lock"]
"""What listeners are told: the day's course, a count, what is shown, a wish, locked or unlocked."""


@dataclass(frozen=True, slots=True)
class Response:
    """One anonymous submission to one form: no person, no time, no order."""

    exercise: str
    audience: Audience
    id: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Entry:
    """One private answer on its way to its participant's plan. `slot` and `public_key` are base64url."""

    slot: str
    public_key: str
    exercise: str
    prompt: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Care:
    """How many would like to talk, how many need a pause: exact, at once, and nothing else."""

    talk: int
    pause: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with its question, as a surface may draw it."""

    exercise: str
    prompt: Prompt
    figure: Figure
    at_least: bool
    """Later answers wait for two more, or the figure is frozen: the number is a lower bound."""
    frozen: bool = False
    """It stays as it is until the facilitator thaws it."""


class FormIsClosed(WorkshopError):
    """The form does not take answers now, or not with this submission id."""


class NotReady(WorkshopError):
    """The questions before a workshop were not answered yet."""


class NotNow(WorkshopError):
    """The facilitator asked for something that is not possible at this moment."""
