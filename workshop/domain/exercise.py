"""What people do in a session: the facilitator's script and the prompts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .prompt import Audience, Prompt

Phase = Literal["activity", "discussion", "input", "deepening", "synthesis"]
"""Where a step stands in the arc that Level Up and Tactical Tech's trainers' manual call ADIDS."""
Phones = Literal["on", "optional", "off"]
FormCue = Literal["open", "close", "release"]
Depth = Literal[1, 2, 3]
"""1 light, 2 medium, 3 deep: deep needs a support person."""


@dataclass(frozen=True, slots=True)
class Minutes:
    least: int
    planned: int
    most: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a practice comes from: the document's id in docs/sources.md, and the practice in our words."""

    document: str
    practice: str


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    minutes: int
    phase: Phase
    say: tuple[str, ...]
    do: tuple[str, ...]
    if_it_fails: str
    form: FormCue | None = None
    """What the step asks of the form: opening, closing or releasing it."""


@dataclass(frozen=True, slots=True)
class Card:
    """Short psychoeducation: accurate, no diagnosis; `care_frame` says it as care for the work."""

    id: str
    title: str
    text: str
    care_frame: str


@dataclass(frozen=True, slots=True)
class Variations:
    small: str
    large: str
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    id: str
    title: str
    purpose: str
    minutes: Minutes
    depth: Depth
    phones: Phones
    groups: tuple[str, ...]
    materials: tuple[str, ...]
    when_not_to_use: str
    cautions: tuple[str, ...]
    steps: tuple[Step, ...]
    if_short: str
    if_distress: str
    fallback: str | None
    debrief: tuple[str, ...]
    variations: Variations
    prompts: tuple[Prompt, ...]
    sources: tuple[Source, ...]
    cards: tuple[Card, ...] = ()

    def form(self, audience: Audience) -> tuple[Prompt, ...]:
        """The prompts of one step of the form, in the order of the file."""
        return tuple(prompt for prompt in self.prompts if prompt.audience is audience)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """The steps of the form, in the order people meet them: the group, the facilitator, then me."""
        typed = (Audience.ROOM, Audience.FACILITATOR, Audience.MINE)
        return tuple(audience for audience in typed if self.form(audience))

    def prompt(self, id: str) -> Prompt | None:
        return next((prompt for prompt in self.prompts if prompt.id == id), None)
