"""Sharing what small groups found, in two stages: with one other group first, then with the whole room.

IMLU splits people by their work and then brings the groups together (OMCT's guide): nobody has to speak to
a full room first, and what travels has been chosen twice.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .signs import Sign

Pair = tuple[Sign, ...]
"""Two groups; three where their number is odd. The first one begins."""


@dataclass(frozen=True, slots=True)
class ShareBack:
    """`turn` 0 is the first stage; from 1 on, whose sentence the room hears; behind the last it is over."""

    pairs: tuple[Pair, ...]
    turn: int = 0

    @property
    def stage(self) -> int:
        return 1 if self.turn == 0 else 2

    @property
    def speaking(self) -> Pair | None:
        return self.pairs[self.turn - 1] if 1 <= self.turn <= len(self.pairs) else None

    @property
    def over(self) -> bool:
        return self.turn > len(self.pairs)

    def onward(self) -> ShareBack:
        return self if self.over else replace(self, turn=self.turn + 1)

    def partners(self, sign: Sign) -> Pair:
        """The other groups of its pair."""
        return tuple(other for pair in self.pairs if sign in pair for other in pair if other != sign)


def paired(signs: Sequence[Sign], rng: random.Random) -> ShareBack:
    """Pairs in a drawn order, so that neither size nor sign says who begins.

    One group has nobody to share with: it goes straight to the room.
    """
    drawn = list(signs)
    rng.shuffle(drawn)
    pairs = [tuple(drawn[place : place + 2]) for place in range(0, len(drawn), 2)]
    if len(pairs) > 1 and len(pairs[-1]) == 1:
        pairs[-2:] = [pairs[-2] + pairs[-1]]
    return ShareBack(tuple(pairs), turn=1 if len(drawn) == 1 else 0)
