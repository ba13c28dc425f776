"""Figures drawn in a terminal: blocks with numbers beside them; hidden and empty look the same."""

from __future__ import annotations

from string import ascii_uppercase
from typing import assert_never

from textual.content import Content

from workshop.console.when import months
from workshop.domain.figure import HALVES, Bars, Counts, Figure, Grid, Notes, Order, Spread, Tally
from workshop.wording import Wording

from .columns import beside, longest, longest_word, padded, stands_alone, wrapped
from .lines import bar, hanging
from .texts import NONE_PICKED, Picked, texts

NOTHING = "·"
_SHADES = "░▒▓█"
_NUMBER = 8
"""Cells of a number, of the space around it, and of the line at the bar's end."""
_LONGEST_BAR = 40
_SHORTEST_BAR = 16
"""So long a bar stays before labels wrap."""
_WHOLE = "▏"


def draw(words: Wording, figure: Figure, width: int, picked: Picked = NONE_PICKED) -> list[Content]:
    """`figure` in lines of at most `width` cells."""
    match figure:
        case Bars(n, bars):
            return _bars([(words.say(cell.label), cell) for cell in bars], n, width)
        case Spread(n, values, low, high):
            ends = {0: words.say(low), len(values) - 1: words.say(high)}
            labelled = [
                (f"{cell.label}  {ends[place]}" if ends.get(place) else cell.label, cell)
                for place, cell in enumerate(values)
            ]
            return _bars(labelled, n, width)
        case Counts(n, counts):
            return _bars([(month(words, cell.label), cell) for cell in counts], n, width)
        case Order(_, places):
            most = max((cell.count or 0 for cell in places), default=0)
            ranked = [(f"{place}. {words.say(cell.label)}", cell) for place, cell in enumerate(places, 1)]
            return _bars(ranked, most, width)
        case Grid():
            return _grid(words, figure, width)
        case Notes():
            return texts(words, figure, width, picked)
        case _:
            assert_never(figure)


def month(words: Wording, label: str) -> str:
    year, _, number = label.partition("-")
    return f"{months(words)[int(number) - 1]} {year}"


def shaded(count: int | None, whole: int) -> Content:
    """A shade for each quarter of all who answered, and the number; hidden and none are a dot."""
    if not count:
        return Content.styled(NOTHING, "$muted")
    shade = _SHADES[max(0, min(3, (count * 4 - 1) // whole))] if whole else _SHADES[0]
    return Content.assemble((f"{shade * 2} {count}", "$primary"))


def _bars(rows: list[tuple[str, Tally]], whole: int, width: int) -> list[Content]:
    """A label, a number and a bar a line; a full bar is `whole`. Long labels wrap."""
    labels = [label for label, _ in rows]
    alone = any(map(stands_alone, labels))
    label_width = (
        0 if alone else min(longest(labels), max(8, width * 2 // 5, width - _SHORTEST_BAR - _NUMBER))
    )
    bar_width = max(4, min(_LONGEST_BAR, width - label_width - _NUMBER))
    lines: list[Content] = []
    for label, cell in rows:
        number = f"{cell.count or NOTHING:>3}"
        drawn = Content.assemble(
            (number, "bold" if cell.count else "$muted"), "  ", _track(cell.count or 0, whole, bar_width)
        )
        if alone:
            lines += hanging(Content(""), Content(label), width)
            lines.append(Content.assemble("  ", drawn))
        else:
            lines += beside([wrapped(label, label_width), [drawn]])
    return lines


def _track(count: int, whole: int, width: int) -> Content:
    """A bar, and a fine line where it would end if all had chosen it."""
    drawn = bar(count / whole if whole else 0, width)
    return Content.assemble((drawn, "$primary"), " " * (width - len(drawn)), (_WHOLE, "$line"))


def _grid(words: Wording, grid: Grid, width: int) -> list[Content]:
    """Rows by columns where there is space; else each row with its columns as bars."""
    columns = [column if column.isdigit() else words.say(column) for column in grid.columns]
    labels = [_row_label(words, row.label) for row in grid.rows]
    cell = max((shaded(one.count, grid.n).cell_length for row in grid.rows for one in row.cells), default=1)
    lettered = any(map(stands_alone, columns))
    count = max(1, len(columns))
    for label_width in (
        min(longest(labels), max(12, width * 2 // 5)),
        min(longest(labels), max(10, width // 4)),
    ):
        available = (width - label_width - 2) // count - 2
        for names in ((columns,) if not lettered else ()) + (list(ascii_uppercase[:count]),):
            column_width = min(available, max(cell, longest(names)))
            if column_width >= max(cell, longest_word(names)) and count <= len(ascii_uppercase):
                legend = [] if names is columns else _legend(names, columns, width)
                return [*legend, *_table(grid, labels, names, label_width, column_width, width)]
    return _stacked(grid, labels, columns, width)


def _table(
    grid: Grid, labels: list[str], columns: list[str], label_width: int, column_width: int, width: int
) -> list[Content]:
    head = [[line.stylize("$muted") for line in wrapped(column, column_width)] for column in columns]
    tallest = max((len(lines) for lines in head), default=0)
    # Headings stand on their columns.
    head = [[Content(" " * column_width)] * (tallest - len(lines)) + lines for lines in head]
    alone = any(map(stands_alone, labels))
    label_width = 0 if alone else label_width
    lines = beside([[Content(" " * label_width)], *head])
    for label, row in zip(labels, grid.rows, strict=True):
        cells = [[padded(shaded(cell.count, grid.n), column_width)] for cell in row.cells]
        if alone:
            lines += [*hanging(Content(""), Content(label), width), *beside([[Content("")], *cells])]
        else:
            lines += beside([wrapped(label, label_width), *cells])
    return lines


def _legend(letters: list[str], columns: list[str], width: int) -> list[Content]:
    lines: list[Content] = []
    for letter, column in zip(letters, columns, strict=True):
        lines += hanging(Content.styled(f"{letter}  ", "$muted"), Content(column), width)
    return [*lines, Content("")]


def _stacked(grid: Grid, labels: list[str], columns: list[str], width: int) -> list[Content]:
    lines: list[Content] = []
    for label, row in zip(labels, grid.rows, strict=True):
        lines += hanging(Content(""), Content.styled(label, "bold"), width)
        cells = list(zip(columns, row.cells, strict=True))
        lines += [Content.assemble("  ", line) for line in _bars(cells, grid.n, width - 2)]
    return lines


def _row_label(words: Wording, label: str) -> str:
    """A row of a scale for several columns is named by row and column; each half has its own words."""
    return ": ".join(words.say(half) for half in label.split(HALVES))
