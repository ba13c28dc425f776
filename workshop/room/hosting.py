"""What surrounds the days: what was seen to, how many phones will come, which dates, and this laptop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from workshop.domain.agenda import Agenda
from workshop.domain.calendar import dates
from workshop.domain.events import ChoreDone, DayDated, FlipchartChosen, PhonesExpected, RetentionSet

from .journal import Journal
from .values import NotNow

Awake = Literal["unknown", "ready", "kept", "unable"]
"""Whether this laptop is kept from sleeping: nobody tends to it, while sessions run, now, or it cannot be."""


class Hosting:
    """What is kept is an event; what this laptop has seen since it started is in memory alone."""

    def __init__(self, journal: Journal, agenda: Callable[[], Agenda]) -> None:
        self._journal = journal
        self._agenda = agenda
        self._reached = False
        self._test_picture = False
        self._awake: Awake = "unknown"

    # -- kept --------------------------------------------------------------------------------------

    def is_done(self, day: int, chore: str) -> bool:
        return (day, chore) in self._journal.state.chores

    def tick(self, day: int, chore: str, *, done: bool) -> None:
        """Ticks something off, or on again."""
        if done != self.is_done(day, chore):
            self._journal.log(ChoreDone(self._journal.now, day, chore, done))

    def expect_phones(self, n: int) -> None:
        """With fewer than five, forms become flipchart steps."""
        if n < 0:
            raise NotNow("Please write a number, 0 or more.")
        self._journal.log(PhonesExpected(self._journal.now, n))

    def choose_flipchart(self, on: bool) -> None:
        if on != self._journal.state.phones.flipchart:
            self._journal.log(FlipchartChosen(self._journal.now, on))

    def keep_for(self, days: int) -> None:
        """So many days after the last one the keys are destroyed."""
        if days < 0:
            raise NotNow("Please write a number, 0 or more.")
        self._journal.log(RetentionSet(self._journal.now, days))

    def dates(self) -> tuple[date, ...]:
        """The date of every day: real where it began, planned where not."""
        return dates(self._agenda(), self._journal.state, self._journal.now.date())

    def set_date(self, day: int, on: date) -> None:
        """Gives a day to come a date. Raises NotNow where it has begun, has passed, or is out of order."""
        state, known = self._journal.state, self.dates()
        if state.day_runs(day):
            raise NotNow("Day {day} has begun. It keeps its date.", day=day + 1)
        if on < self._journal.now.date():
            raise NotNow("That date has passed. Choose a later one.")
        if day > 0 and on < known[day - 1]:
            raise NotNow(
                "Day {before} is on {date}. Day {day} cannot come before it.",
                before=day,
                date=known[day - 1].isoformat(),
                day=day + 1,
            )
        later = [(number, at) for number, at in state.dated.items() if number > day and at < on]
        if later:
            number, at = min(later)
            raise NotNow(
                "Day {after} is on {date}. Give that day a later date first.",
                after=number + 1,
                date=at.isoformat(),
            )
        self._journal.log(DayDated(self._journal.now, day, on.isoformat()))

    # -- in memory alone ---------------------------------------------------------------------------

    @property
    def reached(self) -> bool:
        """Whether a phone of the network has reached this laptop since it started; which one is not known."""
        return self._reached

    def reach(self) -> None:
        if not self._reached:
            self._reached = True
            self._journal.tell("run")

    def move(self) -> None:
        """Phones come in at another address now: whether it works there is not known yet."""
        self._reached = False
        self._journal.tell("run")

    def look(self) -> None:
        """Something of this laptop is different: whoever shows it looks again."""
        self._journal.tell("run")

    @property
    def test_picture(self) -> bool:
        """Whether the wall shows a picture to look for on the projector, and nothing else."""
        return self._test_picture

    def show_test_picture(self, on: bool) -> None:
        if on != self._test_picture:
            self._test_picture = on
            self._journal.tell("run")

    @property
    def awake(self) -> Awake:
        return self._awake

    @awake.setter
    def awake(self, awake: Awake) -> None:
        if awake != self._awake:
            self._awake = awake
            self._journal.tell("run")
