"""The whole day on one screen: as planned, and as it was or will be."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workshop.console.keys import bindings, keys
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.reading import day_lines
from workshop.console.widgets.today import TodaySeen, full
from workshop.room import Room
from workshop.wording import Wording

from .live import Live


class Timeline(Live):
    BINDINGS = bindings("away")

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with VerticalScroll(id="pages"):
            yield Static(id="lines")
        yield KeysLine(id="keys")

    def on_resize(self) -> None:
        self.call_after_refresh(self.look)

    def look(self) -> None:
        words = self._words
        seen = TodaySeen.at(words, self._room.forecast())
        width = max(30, self.query_one("#pages").size.width - 1)
        day = words.say("Day {day}", day=self._room.day_number + 1)
        title = Content.styled(f"{day} · {words.say(self._room.day.title)}", "bold")
        self.query_one("#title", Static).update(title, layout=False)
        plan, now = words.say("plan"), words.say("now")
        about = day_lines(words, self._room.day, width)
        head = [*about, *([Content("")] if about else []), Content.styled(f"  {plan:>5}  {now:>5}", "$muted")]
        rows = [full(row, width) for row in (*seen.rows, seen.end)]
        self.query_one("#lines", Static).update(Content("\n").join([*head, *rows]))
        shown = ("leave", "next", "back", "adjust(5)", "adjust(-5)")
        self.show_keys(key for key in keys(words) if key.action in shown)

    def action_leave(self) -> None:
        self.dismiss()
