"""A list of titles with a cursor: what there is in the library."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

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
        """The lines that fit, each with the place of its entry."""
        height, seen = self.size.height, self.seen
        if seen is None or height < 1:
            return []
        lines = self._lines(seen)
        first = next((n for n, (place, _) in enumerate(lines) if place == seen.at), 0)
        top = max(0, min(first - height // 3, len(lines) - height))
        while 0 < top < len(lines) and lines[top][0] == lines[top - 1][0]:
            top += 1  # An entry is shown from its first line.
        return lines[top : top + height]

    def _lines(self, seen: CatalogueSeen) -> list[tuple[int, Content]]:
        width = self.size.width
        columns = [
            max(Content(fact).cell_length for fact in column)
            for column in zip(*(entry.facts for entry in seen.entries), strict=True)
        ]
        lines: list[tuple[int, Content]] = []
        for place, entry in enumerate(seen.entries):
            here = place == seen.at
            if entry.heading:
                lines.append((place, Content.styled(entry.heading, "bold $muted")))
            lead = Content.styled(CURSOR if here else " " * len(CURSOR), "bold $primary")
            title = Content.assemble(lead, Content.styled(entry.title, "bold $primary" if here else ""))
            if width < ONE_LINE:
                facts = Content.styled(" " * len(CURSOR) + " · ".join(entry.facts), "$muted")
                lines += [
                    (place, across(title, Content(""), width)),
                    (place, across(facts, Content(""), width)),
                ]
            else:
                padded = (
                    fact.pad_right(column - fact.cell_length)
                    for fact, column in zip(map(Content, entry.facts), columns, strict=True)
                )
                lines.append((place, across(title, Content("  ").join(padded).stylize("$muted"), width)))
        return lines

    def on_click(self, event: events.Click) -> None:
        lines = self._in_sight()
        y = event.get_content_offset_capture(self).y
        if 0 <= y < len(lines):
            self.post_message(self.Picked(lines[y][0]))
