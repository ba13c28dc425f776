"""A place of one title and many lines, to be scrolled: they are made anew for the width there is."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workshop.console.widgets.keysline import KeysLine

from .live import Live

NARROWEST = 30
"""Cells: below that nothing is laid out any narrower."""


class Pages(Live):
    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with VerticalScroll(id="pages"):
            yield Static(id="lines")
        yield KeysLine(id="keys")

    def on_resize(self) -> None:
        self.call_after_refresh(self.look)

    @property
    def width(self) -> int:
        """Cells that a line has."""
        return max(NARROWEST, self.query_one("#pages").size.width - 1)

    def show(self, title: str, lines: Iterable[Content]) -> None:
        self.query_one("#title", Static).update(Content.styled(title, "bold"), layout=False)
        self.query_one("#lines", Static).update(Content("\n").join(lines))
