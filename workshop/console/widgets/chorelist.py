"""Things to see to on one line each, with a cursor; what one is about stands below it, or beside the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from workshop.console.chores import Chore, Item

from .lines import Panel, across, hanging

SIGNS = {
    "done": ("✓", "$success"),
    "open": ("○", "$foreground"),
    "look": ("!", "bold $warning"),
    "known": (" ", "$muted"),
}
"""Each state's sign and colour; the word stands at the end of the line."""
INDENT = "    "
WIDE = 110
"""Cells from which what a line is about has a page of its own."""

TALL = 30
"""Lines from which the list has headings."""


@dataclass(frozen=True, slots=True)
class ChoresSeen:
    chores: tuple[Chore, ...]
    at: int


def chore_line(chore: Chore, width: int, *, here: bool) -> Content:
    sign, style = SIGNS[chore.state]
    lead = Content.assemble(("▌" if here else " ", "bold $primary"), (f"{sign} ", style))
    title = Content.styled(chore.title, "bold" if here else "$muted" if chore.state == "done" else "")
    return across(Content.assemble(lead, title), Content.styled(chore.word, style), width)


def about_lines(chore: Chore, width: int) -> Iterator[Content]:
    narrow = max(10, width)
    for line in chore.about:
        match line:
            case Content():
                yield from line.wrap(narrow)
            case Item(lead, text):
                yield from hanging(lead, text, narrow)
            case (left, right) if left.cell_length + right.cell_length + 2 <= width:
                yield across(left, right, width)
            case (left, right):
                yield from left.wrap(narrow)
                yield from hanging(Content("  "), right, narrow)


class About(Panel):
    """What the line under the cursor is about, beside the list."""

    chore: reactive[Chore | None] = reactive(None)

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False, id="about-page"):
            yield Static(id="about-text")

    def watch_chore(self, before: Chore | None, now: Chore | None) -> None:
        self._set()
        if self.is_mounted and (before is None or now is None or before.id != now.id):
            self.query_one("#about-page", VerticalScroll).scroll_home(animate=False)

    def on_resize(self) -> None:
        super().on_resize()
        self._set()

    def _set(self) -> None:
        if self.is_mounted and self.chore is not None:
            self.name_frame(Content.styled(self.chore.title, "bold"))
            lines = about_lines(self.chore, max(20, self.size.width - 2))
            self.query_one("#about-text", Static).update(Content("\n").join(lines))


class ChoreList(VerticalScroll, can_focus=False):
    """Where it is narrow, what the line under the cursor is about stands below that line."""

    seen: reactive[ChoresSeen | None] = reactive(None)

    class Picked(Message):
        """A line was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def compose(self) -> ComposeResult:
        yield Static(id="chore-lines")

    def watch_seen(self, before: ChoresSeen | None, now: ChoresSeen | None) -> None:
        self._set()
        ids = [[chore.id for chore in seen.chores] if seen else [] for seen in (before, now)]
        if before is None or now is None or before.at != now.at or ids[0] != ids[1]:
            self.call_after_refresh(self._bring_into_sight)

    def on_resize(self) -> None:
        self._set()
        self.call_after_refresh(self._bring_into_sight)

    def _rows(self) -> list[tuple[int | None, Content]]:
        """Every line with the place of its chore; headings where all fits with them."""
        seen = self.seen
        if seen is None:
            return []
        width = max(20, self.size.width - 1)
        screen = self.screen.size
        groups = [chore.group for chore in seen.chores]
        headings = screen.height >= TALL and len(groups) + 2 * len(set(groups)) <= self.size.height
        rows: list[tuple[int | None, Content]] = []
        for place, chore in enumerate(seen.chores):
            here = place == seen.at
            if headings and (place == 0 or chore.group != groups[place - 1]):
                rows += [(None, Content("")), (None, Content.styled(f"   {chore.group}", "bold $primary"))]
            rows.append((place, chore_line(chore, width, here=here)))
            if here and screen.width < WIDE:
                inner = about_lines(chore, width - len(INDENT))
                rows += [(place, Content.assemble(INDENT, line)) for line in inner]
        return rows

    def _set(self) -> None:
        if self.is_mounted and self.seen is not None:
            rows = self._rows()
            self.query_one("#chore-lines", Static).update(Content("\n").join(line for _, line in rows))

    def _bring_into_sight(self) -> None:
        """The line under the cursor, and of what it is about as much as fits."""
        if self.seen is None:
            return
        places = [number for number, (place, _) in enumerate(self._rows()) if place == self.seen.at]
        if places:
            fitting = min(len(places), max(1, self.size.height))
            self.scroll_to_region(Region(0, places[0], 1, fitting), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        y = event.get_content_offset_capture(self).y + round(self.scroll_y)
        rows = self._rows()
        place = rows[y][0] if 0 <= y < len(rows) else None
        if place is not None:
            self.post_message(self.Picked(place))
