"""Every outcome of a secret veil with its exact chance: what an attacker can know at best."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from workshop.domain.disclosure import Veil

Out = TypeVar("Out", bound=Hashable)


class _Undecided(float):
    """A number from 0 to 1 that is decided only as far as it is compared."""

    paths: _Paths
    low: Fraction
    high: Fraction

    def below(self, other: float) -> bool:
        at = Fraction(other)
        if at <= self.low or at >= self.high:
            return at >= self.high
        is_below = self.paths.branch((at - self.low) / (self.high - self.low))
        self.low, self.high = (self.low, at) if is_below else (at, self.high)
        return is_below

    def __lt__(self, other: float) -> bool:
        return self.below(other)

    def __ge__(self, other: float) -> bool:
        return not self.below(other)


class _Placed(float):
    """A place in a secret order."""

    order: list[_Placed]

    def __lt__(self, other: float) -> bool:
        return self._at(self) < self._at(other)

    def _at(self, one: float) -> int:
        return next(at for at, known in enumerate(self.order) if known is one)


@dataclass(slots=True)
class _Paths:
    """One way through all decisions; `following` goes on to the next."""

    taken: list[bool] = field(default_factory=list)
    place: int = 0
    chance: Fraction = Fraction(1)

    def branch(self, chance: Fraction) -> bool:
        if self.place == len(self.taken):
            self.taken.append(True)
        took = self.taken[self.place]
        self.place += 1
        self.chance *= chance if took else 1 - chance
        return took

    def following(self) -> _Paths | None:
        taken = list(self.taken)
        while taken and not taken[-1]:
            taken.pop()
        return _Paths([*taken[:-1], False]) if taken else None


def outcomes(run: Callable[[Veil], Out]) -> dict[Out, Fraction]:
    """The chance of everything that `run` can give, over all veils."""
    found: dict[Out, Fraction] = {}
    paths: _Paths | None = _Paths()
    while paths is not None:
        out = run(_veil(paths))
        found[out] = found.get(out, Fraction(0)) + paths.chance
        paths = paths.following()
    return found


def _veil(paths: _Paths) -> Veil:
    orders: dict[str, list[_Placed]] = {}

    def veil(name: str) -> float:
        if not name.endswith("/beside"):
            number = _Undecided()
            number.paths, number.low, number.high = paths, Fraction(0), Fraction(1)
            return number
        # Only cells of one row are compared.
        row = orders.setdefault(name.rpartition("/")[0].rpartition(".")[0], [])
        place = next((at for at in range(len(row)) if paths.branch(Fraction(1, len(row) + 1 - at))), len(row))
        placed = _Placed()
        placed.order = row
        row.insert(place, placed)
        return placed

    return veil
