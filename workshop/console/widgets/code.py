"""A QR code in half blocks, as large as there is space for."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from workshop.console.themes import SCANNABLE, SCANNABLE_EDGE

_HALVES = {" ": (" ", " "), "▀": ("█", " "), "▄": (" ", "█"), "█": ("█", "█")}


def doubled(rows: tuple[str, ...]) -> tuple[str, ...]:
    """`rows` twice as wide and twice as high."""
    larger: list[str] = []
    for row in rows:
        for half in (0, 1):
            larger.append("".join(_HALVES[sign][half] * 2 for sign in row))
    return tuple(larger if larger[-1].strip() else larger[:-1])


def _style(row: str) -> str:
    """A last half row of margin ends on the theme's own background."""
    return SCANNABLE_EDGE if set(row) == {"▀"} else SCANNABLE


class Code(Widget):
    """Light on black in every theme, for cameras; words take its place where it would be cut off."""

    rows: reactive[tuple[str, ...]] = reactive(())
    instead: reactive[str] = reactive("")

    def render(self) -> Content:
        width, height = self.size
        for rows in (doubled(self.rows), self.rows) if self.rows else ():
            if len(rows) <= height and len(rows[0]) <= width:
                left = (width - len(rows[0])) // 2
                lines = [Content.assemble(" " * left, (row, _style(row))) for row in rows]
                top = (height - len(rows)) // 2
                return Content("\n").join([*[Content("")] * top, *lines])
        return Content(self.instead)
