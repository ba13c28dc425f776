"""The whole day on one screen: as planned, and as it was or will be."""

from __future__ import annotations

from textual.content import Content

from workshop.console.keys import bindings, keys
from workshop.console.widgets.reading import day_lines
from workshop.console.widgets.today import TodaySeen, full
from workshop.room import Room
from workshop.wording import Wording, mark

from .pages import Pages


class Timeline(Pages):
    BINDINGS = bindings("away")
    HELP = mark("The whole day: each session as it was planned, and as it was or will be.")

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words

    def look(self) -> None:
        words = self._words
        seen = TodaySeen.at(words, self._room.forecast())
        width = self.width
        day = words.say("Day {day}", day=self._room.day_number + 1)
        plan, now = words.say("plan"), words.say("now")
        about = day_lines(words, self._room.day, width)
        head = [*about, *([Content("")] if about else []), Content.styled(f"  {plan:>5}  {now:>5}", "$muted")]
        rows = [full(row, width) for row in (*seen.rows, seen.end)]
        self.show(f"{day} · {words.say(self._room.day.title)}", [*head, *rows])
        shown = ("leave", "next", "back", "adjust(5)", "adjust(-5)")
        self.show_keys(key for key in keys(words) if key.action in shown)

    def action_leave(self) -> None:
        self.dismiss()
