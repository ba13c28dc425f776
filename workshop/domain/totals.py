"""How many took part, as the organiser types it for a funder: what of it may stand on a page.

These numbers never come from answers, and a few are hidden in them as in any figure. Whoever reads the page
may know how many were there, and how it is made; still nothing hidden can be counted back. So women, men and
others are shown in a division of all who took part in which every part has `PEOPLE` or more, and parts are
put together in a fixed order: choosing the smallest neighbour would itself tell of sizes. Nobody and a few
look the same. How many of those invited came is no secret: a funder asks for it, and it names no one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .disclosure import PEOPLE

Parts = tuple[int, int, int]
"""Women, men, others."""


class Part(Enum):
    """Who is counted together."""

    WOMEN = "women"
    MEN = "men"
    OTHERS = "others"
    MEN_AND_OTHERS = "men-and-others"
    WOMEN_AND_OTHERS = "women-and-others"


@dataclass(frozen=True, slots=True)
class Totals:
    """What the organiser typed; None, or no day, for what was not. People, each of them once."""

    invited: int | None = None
    present: tuple[int, ...] = ()
    """On each day."""
    women: int | None = None
    men: int | None = None
    other: int | None = None
    first_time: int | None = None
    """Who had never been to a workshop of this kind."""

    @property
    def took_part(self) -> int:
        """At least so many: not all come every day, and not all may have been counted as someone."""
        return max(sum(self.told), *self.present, 0)

    @property
    def told(self) -> Parts:
        return self.women or 0, self.men or 0, self.other or 0

    @property
    def has_parts(self) -> bool:
        return not self.women is self.men is self.other is None

    @property
    def has_all_parts(self) -> bool:
        return None not in (self.women, self.men, self.other)


@dataclass(frozen=True, slots=True)
class ShownTotals:
    """What may be shown of `Totals`: None is hidden, or was not typed."""

    invited: int | None
    present: tuple[int | None, ...]
    parts: tuple[tuple[Part, int], ...]
    """Together all who took part; empty where no division of them may be shown."""
    first_time: int | None


def shown_totals(totals: Totals) -> ShownTotals:
    """What may be shown of `totals`."""
    return ShownTotals(
        invited=_enough(totals.invited),
        present=tuple(_enough(count) for count in totals.present),
        parts=_divided(totals) if totals.has_parts else (),
        first_time=_first_time(totals),
    )


def hides(totals: Totals, shown: ShownTotals) -> bool:
    """Whether something that was typed is hidden, or put together with another number."""
    plain = (totals.invited, totals.present, totals.first_time)
    parts = len(totals.told) if totals.has_parts else 0
    return plain != (shown.invited, shown.present, shown.first_time) or len(shown.parts) < parts


def _enough(count: int | None) -> int | None:
    return None if count is None or count < PEOPLE else count


def _first_time(totals: Totals) -> int | None:
    """Hidden where those who had been before are few, too: everyone knows how many there were in all."""
    alls = {totals.took_part, sum(totals.told) if totals.has_all_parts else totals.took_part}
    count = _enough(totals.first_time)
    return None if count is None or min(alls) - count < PEOPLE else count


def _divided(totals: Totals) -> tuple[tuple[Part, int], ...]:
    """The finest division, of those in this order, in which every part is large enough.

    Whoever took part and was counted as nothing is among the others; but where all three were typed, they
    have to be large enough by themselves.
    """
    women, men, other = totals.told
    uncounted = totals.took_part - sum(totals.told)
    with_all = _divisions((women, men, other + uncounted))
    by_themselves = _divisions(totals.told) if totals.has_all_parts else with_all
    for division, strict in zip(with_all, by_themselves, strict=True):
        if all(count >= PEOPLE for _, count in strict):
            return division
    return ()


def _divisions(parts: Parts) -> tuple[tuple[tuple[Part, int], ...], ...]:
    women, men, others = parts
    return (
        ((Part.WOMEN, women), (Part.MEN, men), (Part.OTHERS, others)),
        ((Part.WOMEN, women), (Part.MEN_AND_OTHERS, men + others)),
        ((Part.MEN, men), (Part.WOMEN_AND_OTHERS, women + others)),
    )
