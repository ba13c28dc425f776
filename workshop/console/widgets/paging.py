"""Turning the pages of what is longer than the screen."""

from __future__ import annotations

from textual.widget import Widget

_KEPT = 2
"""Lines that stay in sight from one page to the next, so that a reader finds the place."""


def turn_pages(scroll: Widget, pages: int) -> None:
    """Moves `scroll` by whole pages at once, so that no page is lost while the key is held down."""
    scroll.scroll_relative(y=pages * max(1, scroll.size.height - _KEPT), animate=False, immediate=True)
