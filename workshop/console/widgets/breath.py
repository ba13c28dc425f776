"""A slow breath to speak along with: a bar that grows and shrinks in an exercise's own time, or its count."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from workshop.domain.exercise import Breathing
from workshop.wording import Wording

_WIDTH = 24
_BEAT = 0.25
"""Seconds between two drawings: one short line, so the keys stay quick."""


class Breath(Static):
    """Stands still until it is started, and rests again after its rounds."""

    def __init__(
        self,
        breathing: Breathing,
        words: Wording,
        tick: Callable[[], float] = time.monotonic,
        *,
        still: bool = False,
    ) -> None:
        """`still` counts the seconds in words, and moves nothing."""
        super().__init__(id="breath")
        self._breathing = breathing
        self._words = words
        self._tick = tick
        self._still = still
        self._began: float | None = None
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        self._draw()

    def toggle(self) -> None:
        """Begins at the first breath in, or stops."""
        self._began = self._tick() if self._began is None else None
        if self._timer is None:
            self._timer = self.set_interval(_BEAT, self._draw)
        self._draw()

    def _draw(self) -> None:
        drawn = self._drawn()
        if not isinstance(self.content, Content) or not self.content.is_same(drawn):
            self.update(drawn, layout=False)

    def _drawn(self) -> Content:
        breathing, say = self._breathing, self._words.say
        passed = None if self._began is None else self._tick() - self._began
        if passed is None or passed >= breathing.seconds * breathing.rounds:
            self._began = None
            text = say(
                "A slow breath: {inward} seconds in, {outward} out, {rounds} times. Enter begins.",
                inward=breathing.inward,
                outward=breathing.outward,
                rounds=breathing.rounds,
            )
            return Content.styled(text, "$muted")
        round_, within = divmod(passed, breathing.seconds)
        growing = within < breathing.inward
        share = within / breathing.inward if growing else (breathing.seconds - within) / breathing.outward
        filled = round(share * _WIDTH)
        left = (breathing.inward if growing else breathing.seconds) - within
        round_of = (f"  {int(round_) + 1}/{breathing.rounds}", "$muted")
        if self._still:
            whole = breathing.inward if growing else breathing.outward
            counted = [
                (f" {n}", "bold $primary" if n == ceil(left) else "$muted") for n in range(whole, 0, -1)
            ]
            return Content.assemble((say("in") if growing else say("out"), "bold"), *counted, round_of)
        return Content.assemble(
            ("█" * filled, "$primary"),
            ("░" * (_WIDTH - filled), "$line"),
            f"  {say('in') if growing else say('out')} {ceil(left)}",
            round_of,
        )
