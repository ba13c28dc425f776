"""A list of titles with a cursor: what there is in the library."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from .columns import longest, padded
from .lines import Panel, across
from .texts import CURSOR

ONE_LINE = 66
"""Cells below which the facts stand under the title, not beside it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the list, in words; `heading` stands above it."""

    title: str
    facts: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueSeen:
    entries: tuple[Entry, ...]
    at: int


class Catalogue(Panel):
    """As many entries as there is space for, around the one where the cursor stands."""

    seen: reactive[CatalogueSeen | None] = reactive(None)

    @dataclass
    class Picked(Message):
        """An entry was clicked."""

        place: int

    def render(self) -> Content:
        return Content("\n").join(line for _, line in self._in_sight())

    def _in_sight(self) -> list[tuple[int, Content]]:
        """The lines that fit, each with the place of its entry; the others are not even made."""
        height, seen = self.size.height, self.seen
        if seen is None or height < 1:
            return []
        per_entry = 1 if self.size.width >= ONE_LINE else 2
        places = [
            place
            for place, entry in enumerate(seen.entries)
            for _ in range(per_entry + (1 if entry.heading else 0))
        ]
        first = places.index(seen.at) if seen.at in places else 0
        top = max(0, min(first - height // 3, len(places) - height))
        while 0 < top < len(places) and places[top] == places[top - 1]:
            top += 1  # An entry is shown from its first line.
        shown = dict.fromkeys(places[top : top + height])
        columns = [longest(column) for column in zip(*(entry.facts for entry in seen.entries), strict=True)]
        return [(place, line) for place in shown for line in self._lines(seen, place, columns)][:height]

    def _lines(self, seen: CatalogueSeen, place: int, columns: list[int]) -> list[Content]:
        """One entry; its facts are in columns as wide as the longest of all entries."""
        entry, here, width = seen.entries[place], place == seen.at, self.size.width
        lead = Content.styled(CURSOR if here else " " * len(CURSOR), "bold $primary")
        title = Content.assemble(lead, Content.styled(entry.title, "bold $primary" if here else ""))
        lines = [Content.styled(entry.heading, "bold $muted")] if entry.heading else []
        if width < ONE_LINE:
            facts = Content.styled(" " * len(CURSOR) + " · ".join(entry.facts), "$muted")
            return [*lines, across(title, Content(""), width), across(facts, Content(""), width)]
        cells = (padded(Content(fact), column) for fact, column in zip(entry.facts, columns, strict=True))
        return [*lines, across(title, Content("  ").join(cells).stylize("$muted"), width)]

    def on_click(self, event: events.Click) -> None:
        lines = self._in_sight()
        y = event.get_content_offset_capture(self).y
        if 0 <= y < len(lines):
            self.post_message(self.Picked(lines[y][0]))
