"""How lines are set: two ends of a line, hanging indents, bars and titled frames."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

_EIGHTHS = " ▏▎▍▌▋▊▉"


def across(left: Content, right: Content, width: int) -> Content:
    """`left` and `right` at the two ends of one line; where both do not fit, the left gives way."""
    space = max(0, width - right.cell_length - (1 if right else 0))
    fitted = left.truncate(space, ellipsis=True) if left.cell_length > space else left
    gap = max(0, width - fitted.cell_length - right.cell_length)
    return Content.assemble(fitted, " " * gap, right)


def hanging(lead: Content, text: Content, width: int) -> list[Content]:
    """`text` wrapped beside `lead`, its further lines indented below its first."""
    indent = lead.cell_length
    if "\n" not in text.plain and text.cell_length <= width - indent:
        return [Content.assemble(lead, text)]
    first, *rest = text.wrap(max(10, width - indent)) or [Content("")]
    return [Content.assemble(lead, first), *(Content.assemble(" " * indent, line) for line in rest)]


def beside(left: list[Content], right: list[Content], width: int, gap: int) -> list[Content]:
    """Two columns of `width` cells, with `gap` cells between them."""
    rows = max(len(left), len(right))
    left = [*left, *[Content("")] * (rows - len(left))]
    right = [*right, *[Content("")] * (rows - len(right))]
    return [
        Content.assemble(one, " " * (width + gap - one.cell_length), two)
        for one, two in zip(left, right, strict=True)
    ]


def bar(share: float, width: int) -> str:
    """A bar of eighths for a share between 0 and 1; anything above 0 can be seen."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    if share > 0:
        eighths = max(1, eighths)
    whole, part = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[part] if part else "")


def progress(share: float, width: int) -> tuple[str, str]:
    """A soft line for a share between 0 and 1: what has gone, and what is left."""
    halves = round(max(0.0, min(1.0, share)) * width * 2)
    whole, half = divmod(halves, 2)
    gone = "━" * whole + ("╸" if half else "")
    return gone, "─" * (width - len(gone))


class Panel(Widget):
    """A framed part of the screen with its name at the left of the frame and a fact at the right."""

    _left: Content = Content("")
    _right: Content | None = None

    def name_frame(self, left: Content, right: Content | None = None) -> None:
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self._draw_frame()

    def on_resize(self) -> None:
        self._draw_frame()

    def _draw_frame(self) -> None:
        space = self.outer_size.width - 6
        if not self.outer_size.width:
            # Before it has a place: the frame itself cuts what does not fit.
            self.border_title = self._left
            return
        if not self._right:
            self.border_title = self._left.truncate(max(1, space), ellipsis=True)
            return
        room = max(1, space - self._right.cell_length - 4)
        left = self._left.truncate(room, ellipsis=True) if self._left.cell_length > room else self._left
        rule = "─" * max(1, space - left.cell_length - self._right.cell_length - 2)
        self.border_title = Content.assemble(left, " ", (rule, "$line"), " ", self._right)
