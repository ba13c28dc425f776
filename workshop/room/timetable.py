"""The course of the day: what can be done when it runs late, and what the facilitator changes by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from workshop.domain.agenda import Day
from workshop.domain.course import (
    SHORTEST_PART,
    Course,
    Slot,
    again,
    changed,
    including,
    moved,
    planned_course,
    rearranged,
    split,
)
from workshop.domain.events import DayArranged, StopExplained
from workshop.domain.forecast import Forecast, Line, forecast
from workshop.domain.proposal import Kind, Proposal, proposals, propose
from workshop.library import Addition, Bundle

from .journal import Journal
from .values import NotNow

Meaning = Literal["break", "went_on", "pause"]
"""What the time of a stop was: a break was held, the session went on, or it stood still."""
SHORTEST_STOP = 60
"""Seconds that are worth a question."""


class Timetable:
    """Part of the room; `planned` is the bundle as the agenda has it, with what was added to it."""

    def __init__(self, journal: Journal, planned: Callable[[], Bundle], arrange: Callable[[], None]) -> None:
        self._journal = journal
        self._planned = planned
        self._arrange = arrange
        self.stop: int | None = None
        """Seconds for which the laptop was off while a session ran; None once it was said what they were."""

    def course(self, day: int) -> Course:
        """The course of a day as agreed last; the agenda's own where nothing was changed."""
        return self._journal.state.courses.get(day) or planned_course(self._planned().agenda.days[day])

    def including(self, addition: Addition, number: int, before: str, minutes: int) -> Course:
        """The course of a day with an exercise of the library in it; its end stays as agreed."""
        planned = self._planned()
        more = planned.including(addition, number, before, minutes).agenda.days[number]
        known = {session.id for session in planned.agenda.days[number].sessions}
        added = next(session.id for session in more.sessions if session.id not in known)
        return including(self.course(number), added, minutes, before)

    def forecast(self, number: int, day: Day) -> Forecast:
        """A day as it was or will be; one that is still to come begins in time."""
        state, now = self._journal.state, self._journal.now
        if state.runs and number > state.day:
            same_evening = state.runs[-1].began.date() == now.date()
            if same_evening or number > state.day + 1 or not state.day_over:
                now = datetime.combine(now.date(), day.start)
        return forecast(day, number, state, now)

    def proposals(self, number: int) -> tuple[Proposal, ...]:
        """What can be done now, one of each kind."""
        bundle, journal = self._planned(), self._journal
        return proposals(bundle.agenda.days[number], number, journal.state, journal.now, bundle.exercises)

    def take(self, kind: Kind, number: int) -> Proposal:
        """Makes the proposal of that kind, as it is at this moment, the course of the day."""
        bundle, journal = self._planned(), self._journal
        taken = propose(
            kind, bundle.agenda.days[number], number, journal.state, journal.now, bundle.exercises
        )
        self._keep(number, kind, taken.course)
        return taken

    # -- by hand -----------------------------------------------------------------------------------

    def move(self, number: int, day: Day, session: str, by: int) -> None:
        """Puts a session that has not begun so many places later; never before what has. Raises NotNow."""
        self._ahead(number, day, session)
        course = self.course(number)
        frozen = self._begun(number, day)
        slots = moved(course.slots, session, by, frozen)
        if slots == course.slots:
            raise NotNow("It cannot be moved any further.")
        self._change(number, day, "moved", slots)

    def leave_out(self, number: int, day: Day, session: str) -> None:
        """Leaves a session out that has not begun, or takes it back in. Raises NotNow."""
        slot = self.course(number).slot(session)
        if slot is not None and slot.left_out:
            self._change(number, day, "taken_in", changed(self.course(number).slots, session, left_out=False))
            return
        self._ahead(number, day, session)
        self._change(number, day, "left_out", changed(self.course(number).slots, session, left_out=True))

    def lengthen(self, number: int, day: Day, session: str, minutes: int) -> None:
        """Gives minutes to a session that has not begun, or takes some; it keeps one. Raises NotNow."""
        line = self._ahead(number, day, session)
        if line.minutes + minutes < 1:
            raise NotNow("A session keeps at least one minute.")
        slots = changed(self.course(number).slots, session, minutes=line.minutes + minutes)
        self._change(number, day, "lengthened", slots)

    def split(self, number: int, day: Day, session: str) -> None:
        """Halves a session that has not begun; its rest can then be moved. Raises NotNow."""
        line = self._ahead(number, day, session)
        if line.minutes < 2 * SHORTEST_PART:
            raise NotNow("It is too short to be split.")
        if line.session.exercise is None:
            raise NotNow("Only an exercise can be split.")
        slots = split(self.course(number), session, (line.minutes + 1) // 2)
        self._change(number, day, "split", slots)

    def repeat(self, number: int, day: Day, session: str) -> None:
        """Holds a session once more, to come next; its answers are a round of their own. Raises NotNow."""
        lines = self.forecast(number, day).lines
        line = next((line for line in lines if line.session.id == session), None)
        if line is None or line.session.exercise is None:
            raise NotNow("Only an exercise can be held once more.")
        if self._journal.state.day_over and number <= self._journal.state.day:
            raise NotNow("This day is over.")
        course = self.course(number)
        place = max(self._begun(number, day), self._place(course, session) + 1)
        self._change(number, day, "again", again(course, session, line.length, place))

    def _place(self, course: Course, session: str) -> int:
        return next((n for n, slot in enumerate(course.slots) if slot.session == session), len(course.slots))

    def _begun(self, number: int, day: Day) -> int:
        """How many of the day's first sessions have begun or were passed over by one that has."""
        runs = {run.session for run in self._journal.state.day_runs(number)}
        places = [place for place, session in enumerate(day.sessions) if session.id in runs]
        return max(places, default=-1) + 1

    def _ahead(self, number: int, day: Day, session: str) -> Line:
        for line in self.forecast(number, day).lines:
            if line.session.id == session and line.state == "ahead":
                return line
        raise NotNow("That session has begun or is over. Only what is ahead can be changed.")

    def _change(self, number: int, day: Day, how: str, slots: tuple[Slot, ...]) -> None:
        planned = self._planned().agenda.days[number]
        self._keep(number, how, rearranged(self.course(number), planned, slots, self._begun(number, day)))

    def _keep(self, number: int, how: str, course: Course) -> None:
        journal = self._journal
        journal.log(DayArranged(journal.now, number, how, course.to_json()))
        self._arrange()

    # -- after a stop ------------------------------------------------------------------------------

    def came_back(self, last_seen: datetime | None) -> None:
        """The laptop was last seen running at `last_seen`; asks what the time since was, where it matters."""
        state, now = self._journal.state, self._journal.now
        if last_seen is None or state.running is None or state.paused_since is not None:
            return
        seconds = int((now - last_seen).total_seconds())
        self.stop = seconds if seconds >= SHORTEST_STOP else None

    def explain_stop(self, meaning: Meaning, number: int, day: Day) -> str | None:
        """Says what the time of the stop was; the forecast follows.

        A break that was held takes the place of the next one, where it was as long as that has to be.
        Returns the title of the break that falls away.
        """
        if self.stop is None:
            return None
        seconds, self.stop = self.stop, None
        journal = self._journal
        journal.log(StopExplained(journal.now, seconds, meaning))
        if meaning != "break":
            return None
        for line in self.forecast(number, day).lines:
            if line.state == "ahead" and line.session.kind == "break":
                if seconds < line.session.minutes.least * 60:
                    return None
                slots = changed(self.course(number).slots, line.session.id, left_out=True)
                self._change(number, day, "had_break", slots)
                return line.session.title
        return None
