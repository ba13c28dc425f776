"""Three ways to be on time: push, squeeze, drop, each with its numbers, and the day before and after."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive

from workshop.console.keys import bindings, keys
from workshop.console.kindly import kindly
from workshop.console.when import clock
from workshop.console.widgets.columns import beside, padded
from workshop.console.widgets.lines import hanging
from workshop.console.widgets.ontime import preview_lines, proposal_lines
from workshop.room import Room
from workshop.wording import Wording, mark

from .pages import Pages

WIDE = 100
"""Cells from which on the day stands beside the proposals."""
TALL = 30
"""Lines below which only the proposal that is looked at is told in full."""
MOST = 76
"""Cells of a line that the eye still follows."""
GAP = 4


class OnTime(Pages):
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ontime"), *bindings("away")]
    HELP = mark(
        "Three ways to be on time, with what each would cost, and the day as it is and as it would be. "
        "Nothing changes until you take one, and z undoes it."
    )

    chosen: reactive[int] = reactive(0)
    """The proposal being looked at."""

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words

    def look(self) -> None:
        room, words, width = self._room, self._words, self.width
        now = room.forecast()
        self.show_keys(key for key in keys(words) if key.place in ("ontime", "away"))
        if now.late <= 0 and now.behind <= 0:
            self.show(words.say("On time"), self._on_time(width))
            return
        ends = clock(now.ends)
        if now.late > 0:
            title = words.count(
                "{n} minute late: the day would end {ends}",
                "{n} minutes late: the day would end {ends}",
                now.late,
                ends=ends,
            )
        else:
            title = words.count(
                "{n} minute behind; the day still ends {ends}",
                "{n} minutes behind; the day still ends {ends}",
                now.behind,
                ends=ends,
            )
        found = room.timetable.proposals(room.day_number)
        then = found[self.chosen].forecast
        if width < WIDE:
            brief = self.app.size.height < TALL
            lines = proposal_lines(words, found, self.chosen, now, width, brief=brief)
            self.show(title, [Content(""), *lines, Content(""), *preview_lines(words, now, then, width)])
            return
        half = min(MOST, width // 2 - GAP)
        preview = preview_lines(words, now, then, min(MOST, width - half - GAP - 2))
        lines = [padded(line, half + GAP) for line in proposal_lines(words, found, self.chosen, now, half)]
        self.show(title, [Content(""), *beside([lines, preview])])

    def _on_time(self, width: int) -> list[Content]:
        say = self._words.say
        return [
            *hanging(Content.styled("✓ ", "$success"), Content(say("Nothing needs to change.")), width),
            *hanging(
                Content("  "),
                Content.styled(say("t shows the whole day, to move or change sessions by hand."), "$muted"),
                width,
            ),
        ]

    @property
    def _late(self) -> bool:
        now = self._room.forecast()
        return now.late > 0 or now.behind > 0

    def watch_chosen(self) -> None:
        if self.is_mounted:
            self.look()

    def action_choose(self, place: int) -> None:
        self.chosen = place

    def action_move(self, by: int) -> None:
        self.chosen = max(0, min(2, self.chosen + by))

    def action_take(self) -> None:
        """Takes the proposal that is looked at, and goes back to the day."""
        room, words = self._room, self._words
        found = room.timetable.proposals(room.day_number)[self.chosen]
        if not self._late or not found.helps:
            return
        with kindly(self, words):
            taken = room.timetable.take(found.kind, room.day_number)
            ends = clock(taken.forecast.ends)
            self.notify(words.say("Taken: the day ends {ends}. z undoes it.", ends=ends), markup=False)
            self.dismiss()

    def action_leave(self) -> None:
        self.dismiss()
