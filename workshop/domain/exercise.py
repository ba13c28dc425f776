"""What people do in a session: the facilitator's script and the prompts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from .prompt import Audience, Prompt

Phase = Literal["activity", "discussion", "input", "deepening", "synthesis"]
"""Where a step stands in the arc that Level Up and Tactical Tech's trainers' manual call ADIDS."""
Phones = Literal["on", "optional", "off"]
FormCue = Literal["open", "close", "release"]
Depth = Literal[1, 2, 3]
"""1 light, 2 medium, 3 deep: deep needs a support person."""
Helper = Literal["support_person", "qualified_practitioner"]
"""Who has to be there."""
Service = Literal["trust", "grounding", "closing", "preparation"]
"""What an exercise is for, beyond itself: the rules of an agenda count on the first three; preparation is
the facilitators' own work, and its sheets are theirs."""


@dataclass(frozen=True, slots=True)
class Minutes:
    least: int
    planned: int
    most: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a practice comes from: the document's id in docs/sources.md, and the practice in our words.

    `rows` are the ids of the practices in docs/practices.md that it carries out.
    """

    document: str
    practice: str
    rows: tuple[str, ...] = ()


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
class Breathing:
    """A slow breath that a screen can draw: seconds in, seconds out, and how many rounds.

    The out-breath is the longer one, and the breath is never held.
    """

    inward: int
    outward: int
    rounds: int

    @property
    def seconds(self) -> int:
        """One round."""
        return self.inward + self.outward


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
    requires: tuple[Helper, ...] = ()
    serves: tuple[Service, ...] = ()
    breathing: Breathing | None = None
    self_check: str | None = None
    """The id of the self-check that reads what a person answers here, for that person alone."""
    licence: str = ""
    """Whose wording this is and on what terms, where it is not ours."""
    repeats: str | None = None
    """The id of the exercise that an agenda holds once more under an id of its own."""

    def form(self, audience: Audience) -> tuple[Prompt, ...]:
        """The prompts of one step of the form, in the order of the file."""
        return tuple(prompt for prompt in self.prompts if prompt.audience is audience)

    def within(self, given: Minutes) -> Exercise:
        """The same exercise in the minutes of a session: its steps share them, each at least one.

        Largest remainders first; the steps are unchanged where there are more of them than minutes.
        """
        minutes, planned = given.planned, self.minutes.planned
        if minutes == planned or minutes < len(self.steps):
            return replace(self, minutes=given)
        shares = [max(1.0, step.minutes * minutes / planned) for step in self.steps]
        whole = [int(share) for share in shares]
        by_remainder = sorted(range(len(shares)), key=lambda i: shares[i] - whole[i], reverse=True)
        while sum(whole) > minutes:
            longest = max(range(len(whole)), key=whole.__getitem__)
            whole[longest] -= 1
        for i in range(minutes - sum(whole)):
            whole[by_remainder[i % len(whole)]] += 1
        steps = tuple(replace(step, minutes=n) for step, n in zip(self.steps, whole, strict=True))
        return replace(self, steps=steps, minutes=given)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """The steps of the form, in the order people meet them: the group, the facilitator, then me."""
        typed = (Audience.ROOM, Audience.FACILITATOR, Audience.MINE)
        return tuple(audience for audience in typed if self.form(audience))

    def prompt(self, id: str) -> Prompt | None:
        return next((prompt for prompt in self.prompts if prompt.id == id), None)
