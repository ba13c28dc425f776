"""A figure as a table of words and numbers, for reading out and for terminals that draw badly."""

from __future__ import annotations

from textual.content import Content

from workshop.domain.cleaning import one_line
from workshop.domain.figure import Figure
from workshop.export.figures import Drawing, drawing
from workshop.wording import Wording

from .columns import beside, longest, longest_word, stands_alone, wrapped
from .lines import hanging

_GAP = 2
_NARROWEST = 12
"""Cells that a column of words keeps at least."""


def table(words: Wording, figure: Figure, width: int) -> list[Content]:
    """Its rows under their headings; where those do not fit, each number under the name of its column."""
    drawn = drawing(figure, words)
    heading = tuple(map(one_line, drawn.heading))
    rows = [tuple(map(one_line, row)) for row in _rows(drawn)]
    named = 1 if drawn.rows else len(heading) - 1
    counted = range(named, len(heading))
    least = [max(longest_word((heading[at],)), longest(row[at] for row in rows)) for at in counted]
    whole = [max(longest((heading[at],)), width) for at, width in zip(counted, least, strict=True)]
    # A heading stands on one line where that leaves half of the width to the words.
    widths = whole if sum(whole) + _GAP * len(whole) <= width // 2 else least
    share = (width - sum(widths) - _GAP * (len(heading) - 1)) // named
    if share < _NARROWEST or any(stands_alone(cell) for row in (heading, *rows) for cell in row):
        return _one_by_one(heading, rows, named, width)
    labels = [max(1, min(share, longest(row[at] for row in (heading, *rows)))) for at in range(named)]
    head = _line(heading, labels, widths, "bold")
    lines = [*head, Content.styled("─" * max(line.cell_length for line in head), "$line")]
    for row in rows:
        lines += _line(row, labels, widths, "")
    return lines


def _rows(drawn: Drawing) -> tuple[tuple[str, ...], ...]:
    """The table, with the words at the two ends of a scale."""
    if drawn.kind != "columns" or not drawn.table:
        return drawn.table
    (first, *counts), *between = drawn.table
    rows = [(f"{first}  {drawn.ends[0]}", *counts), *between]
    last, *counts = rows[-1]
    return (*rows[:-1], (f"{last}  {drawn.ends[1]}", *counts))


def _line(row: tuple[str, ...], labels: list[int], widths: list[int], style: str) -> list[Content]:
    words = [wrapped(cell, width) for cell, width in zip(row, labels, strict=False)]
    numbers = [
        [line.pad_left(width - line.cell_length) for line in Content(cell).wrap(width) or [Content("")]]
        for cell, width in zip(row[len(labels) :], widths, strict=True)
    ]
    return [line.stylize(style) for line in beside([*words, *numbers])]


def _one_by_one(
    heading: tuple[str, ...], rows: list[tuple[str, ...]], named: int, width: int
) -> list[Content]:
    lines: list[Content] = []
    for row in rows:
        for label in row[:named]:
            lines += hanging(Content(""), Content.styled(label, "bold"), width)
        for name, number in zip(heading[named:], row[named:], strict=True):
            lead = Content.styled(f"  {number:>4}  ", "bold")
            lines += hanging(lead, Content.styled(name, "$muted"), width)
    return lines
