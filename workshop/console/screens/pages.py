"""A place of one title and many lines, to be scrolled: they are made anew for the width there is."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.lined import Lined

from .live import Live

NARROWEST = 30
"""Cells: below that nothing is laid out any narrower."""
BESIDE = 5
"""Cells of a line of the screen that are none of the lines': two margins at each side, and the scrollbar."""


class Pages(Live):
    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with VerticalScroll(id="pages"):
            yield Lined(id="lines")
        yield KeysLine(id="keys")

    def on_resize(self) -> None:
        self.call_after_refresh(self.look)

    @property
    def width(self) -> int:
        """Cells that a line has."""
        width = self.query_one("#pages").size.width
        # Before anything has a place: the screen's, less what stands beside the lines.
        return max(NARROWEST, (width or self.app.size.width - BESIDE) - 1)

    def show(self, title: str, lines: Iterable[Content]) -> None:
        self.put("#title", Content.styled(title, "bold"))
        self.query_one("#lines", Lined).show(lines)
