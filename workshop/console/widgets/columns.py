"""Labels and numbers in columns: long words wrap, and scripts that terminals measure wrongly stand alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from textual.content import Content

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_MARKS = frozenset({"Mn", "Mc", "Me"})


def stands_alone(text: str) -> bool:
    """Whether a terminal may draw `text` wider, narrower or the other way round than it counts its cells.

    Nothing that must be in line comes after such a text.
    """
    return any(
        unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT or unicodedata.category(sign) in _MARKS
        for sign in text
    )


def longest(texts: Iterable[str]) -> int:
    """The cells of the longest."""
    return max((Content(text).cell_length for text in texts), default=0)


def longest_word(texts: Iterable[str]) -> int:
    return longest(word for text in texts for word in text.split())


def wrapped(text: str, width: int) -> list[Content]:
    """`text` in lines of exactly `width` cells."""
    lines = Content(text).wrap(width) or [Content("")]
    return [padded(line, width) for line in lines]


def padded(content: Content, width: int) -> Content:
    """`content` with blank cells behind it, up to `width`."""
    return content.pad_right(max(0, width - content.cell_length))


def beside(columns: list[list[Content]], gap: str = "  ") -> list[Content]:
    """Columns of lines next to each other; each column's first line tells its width."""
    height = max((len(column) for column in columns), default=0)
    widths = [column[0].cell_length if column else 0 for column in columns]
    return [
        Content(gap).join(
            column[row] if row < len(column) else Content(" " * width)
            for column, width in zip(columns, widths, strict=True)
        )
        for row in range(height)
    ]
