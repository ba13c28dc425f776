"""The whole day on one screen, as planned and as it was or will be; what is ahead can be changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive

from workshop.console.keys import bindings, keys
from workshop.console.kindly import kindly
from workshop.console.widgets.reading import day_lines
from workshop.console.widgets.today import TodaySeen, full
from workshop.domain.agenda import Day, Session
from workshop.domain.forecast import Forecast
from workshop.room import Room
from workshop.wording import Wording, mark

from .pages import Pages

MOST = 100
"""Cells of a line that the eye still follows."""
SHOWN = ("leave", "carry(1)", "carry(-1)", "give(5)", "give(-5)", "leave_out", "split", "repeat", "turn(1)")


class Timeline(Pages):
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("time"), *bindings("away")]

    HELP = mark(
        "The whole day: each session as it was planned, and as it was or will be. What is ahead can be "
        "moved, shortened, split, left out, or held once more."
    )

    number: reactive[int] = reactive(0)
    """The day being looked at, 0 for the first."""
    at: reactive[str] = reactive("")
    """The session under the cursor."""

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words
        self._top = 0

    def on_mount(self) -> None:
        self.set_reactive(Timeline.number, self._room.day_number)
        self._begin_at_now()
        self.look()
        self.call_after_refresh(self._bring_into_sight)

    def _begin_at_now(self) -> None:
        seen = TodaySeen.at(self._words, self._forecast)
        self.set_reactive(Timeline.at, seen.rows[seen.current].session if seen.rows else "")

    @property
    def _day(self) -> Day:
        return self._room.agenda.days[self.number]

    @property
    def _forecast(self) -> Forecast:
        return self._room.timetable.forecast(self.number, self._day)

    def look(self) -> None:
        words, room = self._words, self._room
        seen = TodaySeen.at(words, self._forecast)
        width = min(MOST, self.width)
        day = words.say("Day {day} of {days}", day=self.number + 1, days=len(room.agenda.days))
        plan, now = words.say("plan"), words.say("now")
        about = day_lines(words, self._day, width)
        head = [
            *about,
            *([Content("")] if about else []),
            Content.styled(f"    {plan:>5}  {now:>5}", "$muted"),
        ]
        self._top = len(head)
        rows = [full(row, width, at=row.session == self.at) for row in (*seen.rows, seen.end)]
        self.show(f"{day} · {words.say(self._day.title)}", [*head, *rows])
        self.show_keys(key for key in keys(words) if key.action in SHOWN and key.place in ("time", "away"))

    # -- looking -----------------------------------------------------------------------------------

    def watch_at(self) -> None:
        if self.is_mounted:
            self.look()
            self.call_after_refresh(self._bring_into_sight)

    def watch_number(self) -> None:
        if self.is_mounted:
            self._begin_at_now()
            self.look()

    def _bring_into_sight(self) -> None:
        names = [session.id for session in self._day.sessions]
        if self.at in names:
            line = self._top + names.index(self.at)
            region = Region(0, max(0, line - 1), 1, 4)
            self.query_one("#pages").scroll_to_region(region, animate=False)

    def action_move(self, by: int) -> None:
        names = [session.id for session in self._day.sessions]
        place = names.index(self.at) if self.at in names else 0
        self.at = names[max(0, min(len(names) - 1, place + by))]

    def action_turn(self, by: int) -> None:
        self.number = max(0, min(len(self._room.agenda.days) - 1, self.number + by))

    # -- changing ----------------------------------------------------------------------------------

    @property
    def here(self) -> Session | None:
        """The session under the cursor."""
        return self._day.session(self.at)

    def _change(self, change: Callable[[str], None]) -> None:
        if self.here is not None:
            with kindly(self, self._words):
                change(self.here.id)
                self.look()

    def action_carry(self, by: int) -> None:
        timetable = self._room.timetable
        self._change(lambda session: timetable.move(self.number, self._day, session, by))
        self.call_after_refresh(self._bring_into_sight)

    def action_give(self, minutes: int) -> None:
        running = self._room.session
        if running is not None and running.id == self.at:
            with kindly(self, self._words):
                self._room.adjust(minutes)
            return
        timetable = self._room.timetable
        self._change(lambda session: timetable.lengthen(self.number, self._day, session, minutes))

    def action_leave_out(self) -> None:
        timetable = self._room.timetable
        self._change(lambda session: timetable.leave_out(self.number, self._day, session))

    def action_split(self) -> None:
        timetable = self._room.timetable
        self._change(lambda session: timetable.split(self.number, self._day, session))

    def action_repeat(self) -> None:
        timetable = self._room.timetable
        self._change(lambda session: timetable.repeat(self.number, self._day, session))

    def action_leave(self) -> None:
        self.dismiss()
