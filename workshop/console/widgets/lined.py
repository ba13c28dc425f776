"""Many lines that cost no more than the few that are in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget


class Lined(Widget):
    """Lines made for the width there is: each is drawn when it comes into sight, and anew where it changes.

    They are shown as they are (`show`), or made for a width when that is known: by a function (`draw`), or by
    a subclass (`make`) that says when they would be others (`remake`).
    """

    DEFAULT_CSS = """
    Lined {
        height: auto;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    lines: tuple[Content, ...] = ()
    """What stands there now."""
    _drawn: Callable[[int], Sequence[Content]] | None = None
    _width = -1
    """The cells for which they were made; less than none where they never were."""

    def show(self, lines: Iterable[Content]) -> None:
        """These from now on."""
        given = tuple(lines)
        self.draw(lambda width: given)

    def draw(self, drawn: Callable[[int], Sequence[Content]]) -> None:
        """What `drawn` gives for a width, from now on."""
        self._drawn = drawn
        self.remake()

    def make(self, width: int) -> Sequence[Content]:
        """The lines for `width` cells."""
        return self._drawn(width) if self._drawn is not None else ()

    def remake(self) -> None:
        """Makes them again; only those that are others now are drawn again."""
        if self._width < 0:
            self.refresh(layout=True)
            return
        before, self.lines = self.lines, tuple(self.make(self._width))
        if len(before) != len(self.lines):
            self.refresh(layout=True)
            return
        for y, (one, other) in enumerate(zip(before, self.lines, strict=True)):
            if not one.is_same(other):
                self.refresh(Region(0, y, self._width, 1))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if width != self._width:
            self._width = width
            self.lines = tuple(self.make(width))
        return len(self.lines)

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.visual_style
        if y >= len(self.lines):
            return Strip.blank(width, style.rich_style)
        return Visual.to_strips(self, self.lines[y], width, 1, style)[0]
