"""One leaf of paper while it is typed in: what stands on it so far, and where the next key goes.

Every key gives a new leaf, and nothing here draws or keeps anything.

    spot -> spot -> ... -> the end, from where the leaf is kept
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workshop.domain.answer import Refused
from workshop.domain.cleaning import one_line, passing
from workshop.domain.form import Reading, read_form
from workshop.domain.prompt import Prompt, as_fields, read

from .spots import Line, Number, Order, Pick, Spot, Ticks, first, is_filled, names, option_at, spots

LONGEST = 4
"""A text may grow to so many times what there is room for, until it is shortened."""

Typed = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """`at` counts the spots of all prompts; after the last one comes the end."""

    prompts: tuple[Prompt, ...]
    typed: Typed = field(default_factory=dict)
    at: int = 0
    caret: int = 0
    """Where the next sign of a line goes."""
    fresh: bool = True
    """Nothing was typed since the hand came to this spot: a digit begins a new number."""
    refusal: Refused | None = None
    """Why the hand cannot go on."""

    @classmethod
    def of(cls, prompts: tuple[Prompt, ...], answers: Mapping[str, object]) -> Leaf:
        """A leaf that holds `answers`, as JSON, to be mended; the hand is at its end."""
        typed: dict[str, tuple[str, ...]] = {}
        for prompt in prompts:
            fields = as_fields(prompt, answers.get(prompt.id))
            typed |= {name: tuple(values) for name, values in fields.items()}
        leaf = cls(prompts, typed)
        return leaf._go(len(leaf.stops))

    @property
    def stops(self) -> tuple[tuple[int, Spot], ...]:
        """Every spot with the place of its prompt."""
        return tuple((place, spot) for place, prompt in enumerate(self.prompts) for spot in spots(prompt))

    @property
    def spot(self) -> Spot | None:
        """Where the hand is; None at the end."""
        return self.stops[self.at][1] if self.at < len(self.stops) else None

    @property
    def place(self) -> int:
        """The place of the prompt where the hand is."""
        return self.stops[self.at][0] if self.at < len(self.stops) else len(self.prompts)

    @property
    def is_blank(self) -> bool:
        return not any(is_filled(spot, self.typed) for _, spot in self.stops)

    @property
    def reading(self) -> Reading:
        """What the leaf says, read as a phone's form is."""
        return read_form(self.prompts, self.typed)

    # -- going on and back -------------------------------------------------------------------------

    def move(self, by: int) -> Leaf:
        """One spot on, or one back; on only where what stands here can be taken."""
        if by > 0 and (refused := self._refused()):
            return replace(self, refusal=refused)
        return self._go(self.at + by)

    def onward(self) -> Leaf:
        """Past this spot; past the rest of a list where a line of it is left empty."""
        spot = self.spot
        if isinstance(spot, Line) and spot.place and not one_line(first(self.typed, spot.name)):
            return self.question(1)
        return self.move(1)

    def question(self, by: int) -> Leaf:
        """To the first spot of the next question, or of the one before."""
        if by > 0 and (refused := self._refused()):
            return replace(self, refusal=refused)
        return self._go(self._first_of(self.place + by))

    def mend(self, refusals: Mapping[str, Refused]) -> Leaf:
        """At the first question of `refusals`, saying what can be mended."""
        place, prompt = next((n, one) for n, one in enumerate(self.prompts) if one.id in refusals)
        return replace(self._go(self._first_of(place)), refusal=refusals[prompt.id])

    def _refused(self) -> Refused | None:
        if self.place == len(self.prompts):
            return None
        answer = read(self.prompts[self.place], self.typed)
        return answer if isinstance(answer, Refused) else None

    def _first_of(self, place: int) -> int:
        return next((n for n, (of, _) in enumerate(self.stops) if of >= place), len(self.stops))

    def _go(self, at: int) -> Leaf:
        at = max(0, min(len(self.stops), at))
        moved = replace(self, at=at, fresh=True, refusal=None)
        return replace(moved, caret=len(moved._text))

    # -- typing ------------------------------------------------------------------------------------

    def strike(self, key: str) -> Leaf:
        """One key that is a sign: it chooses, counts or writes, as this spot has it."""
        digit = unicodedata.digit(key, None) if len(key) == 1 else None
        match self.spot:
            case Line():
                return self.write(key)
            case Number() as number:
                return self if digit is None else self._count(number, str(digit))
            case Pick() | Ticks() | Order() as choosing:
                option = option_at(choosing, key, digit)
                return self if option is None else self._choose(choosing, option)
            case None:
                return self

    def write(self, text: str) -> Leaf:
        """Signs into a line, at the caret; elsewhere there is nothing to write."""
        spot = self.spot
        if not isinstance(spot, Line):
            return self
        written = passing(text) if spot.several else passing(text).replace("\n", " ")
        whole = self._text
        written = written[: max(0, LONGEST * spot.characters - len(whole))]
        changed = whole[: self.caret] + written + whole[self.caret :]
        return replace(self._with({spot.name: (changed,)}), caret=self.caret + len(written))

    def wipe(self) -> Leaf:
        """The sign before the caret, or what was chosen here, goes; from an empty spot the hand goes back."""
        spot = self.spot
        if spot is None or not is_filled(spot, self.typed):
            return self.move(-1)
        if isinstance(spot, Line):
            return self.step(-1).delete() if self.caret else self
        if isinstance(spot, Order):
            return self._choose(spot, spot.order(self.typed)[-1])
        return self._with(dict.fromkeys(names(spot), ()))

    def delete(self) -> Leaf:
        """The sign after the caret goes."""
        spot = self.spot
        if not isinstance(spot, Line):
            return self
        text = self._text
        return self._with({spot.name: (text[: self.caret] + text[self.caret + 1 :],)})

    def step(self, by: int) -> Leaf:
        """The caret goes along the line."""
        return replace(self, caret=max(0, min(len(self._text), self.caret + by)), refusal=None)

    @property
    def _text(self) -> str:
        return first(self.typed, self.spot.name) if isinstance(self.spot, Line) else ""

    def _with(self, changed: Typed) -> Leaf:
        return replace(self, typed={**self.typed, **changed}, fresh=False, refusal=None)

    def _count(self, spot: Number, digit: str) -> Leaf:
        """A digit that does not fit behind a number is the first of what comes next."""
        before = "" if self.fresh else first(self.typed, spot.name)
        if before and not spot.fits(before + digit):
            return self.move(1).strike(digit) if int(before) in spot.values else self
        if not spot.fits(before + digit):
            return self
        counted = self._with({spot.name: (before + digit,)})
        return counted.move(1) if spot.is_complete(before + digit) else counted

    def _choose(self, spot: Pick | Ticks | Order, option: str) -> Leaf:
        match spot:
            case Pick():
                return self._with({spot.name: (option,)}).move(1)
            case Ticks():
                ticked = spot.ticked(self.typed)
                rest = tuple(one for one in ticked if one != option)
                return self._with({spot.name: rest if option in ticked else (*ticked, option)})
            case Order():
                before = spot.order(self.typed)
                rest = tuple(one for one in before if one != option)
                order = rest if option in before else (*before, option)
                places = {spot.name(one): (str(n),) for n, one in enumerate(order, start=1)}
                ordered = self._with({name: places.get(name, ()) for name in names(spot)})
                return ordered.move(1) if len(order) == len(spot.options) else ordered
