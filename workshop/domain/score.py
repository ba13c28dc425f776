"""Self-checks: what a person's own answers add up to, in plain words, for that person alone.

A result is never a diagnosis. It is worked out where the person reads it, and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from .answer import Answer, ChoiceAnswer, ScaleAnswer

Method = Literal["sum", "mean"]


@dataclass(frozen=True, slots=True)
class Item:
    """One question, by the id of its prompt; a reversed one counts from the other end."""

    id: str
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of totals up to and with `up_to`, and what it says to the person."""

    id: str
    up_to: int
    title: str
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subscale:
    """Some of the items, read together."""

    id: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """How answers are read. Each item is a whole number from `lowest` to `highest`.

    The total is the sum or the mean of the items, times `times`, to the nearest whole number. Up to
    `missing` items may be left out: the others' mean stands in for them.
    """

    id: str
    title: str
    about: str
    method: Method
    lowest: int
    highest: int
    items: tuple[Item, ...]
    bands: tuple[Band, ...]
    times: int = 1
    missing: int = 0
    subscales: tuple[Subscale, ...] = ()
    licence: str = ""

    @property
    def least(self) -> int:
        """The lowest total there can be."""
        return self._times(Fraction(self.lowest) * (len(self.items) if self.method == "sum" else 1))

    @property
    def most(self) -> int:
        """The highest total there can be."""
        return self._times(Fraction(self.highest) * (len(self.items) if self.method == "sum" else 1))

    def _times(self, value: Fraction) -> int:
        # Halves go up: Python's own rounding would send them to the even neighbour.
        return int(value * self.times + Fraction(1, 2))

    def read(self, values: Mapping[str, int]) -> Result | None:
        """What `values`, by item, come to; None where more is left out than may be.

        Values that are no whole number from `lowest` to `highest` count as left out.
        """
        counted = {
            item.id: self.lowest + self.highest - values[item.id] if item.reversed else values[item.id]
            for item in self.items
            if self.lowest <= values.get(item.id, self.lowest - 1) <= self.highest
        }
        if not counted or len(self.items) - len(counted) > self.missing:
            return None
        total = self._total(counted, [item.id for item in self.items])
        answered = (part for part in self.subscales if any(item in counted for item in part.items))
        parts = {part.id: self._total(counted, part.items) for part in answered}
        band = next(band for band in self.bands if total <= band.up_to)
        return Result(self, total, band, parts)

    def _total(self, counted: Mapping[str, int], items: Iterable[str]) -> int:
        asked = list(items)
        given = [counted[item] for item in asked if item in counted]
        mean = Fraction(sum(given), len(given))
        return self._times(mean if self.method == "mean" else mean * len(asked))


@dataclass(frozen=True, slots=True)
class Result:
    """What a self-check says to the one person who answered it."""

    check: SelfCheck
    total: int
    band: Band
    subscales: Mapping[str, int]


def values(answers: Mapping[str, Answer]) -> dict[str, int]:
    """The numbers in `answers`, by prompt: a scale's own, or a choice's whose options are numbers."""
    found: dict[str, int] = {}
    for id, answer in answers.items():
        match answer:
            case ScaleAnswer(value):
                found[id] = value
            case ChoiceAnswer(option) if option.isdigit():
                found[id] = int(option)
            case _:
                pass
    return found
