"""Figures drawn in a terminal: blocks with numbers beside them; hidden and empty look the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from textual.content import Content

from workshop.console.when import months
from workshop.domain.cleaning import one_line
from workshop.domain.figure import HALVES, Bars, Counts, Figure, Grid, Notes, Order, Spread, Tally
from workshop.wording import Wording

from .lines import bar, hanging

NOTHING = "·"
CURSOR = "› "
_SHADES = "░▒▓█"


@dataclass(frozen=True, slots=True)
class Picked:
    """Which free texts the room may see, and on which one the cursor stands."""

    released: frozenset[str] = frozenset()
    cursor: str | None = None
    private: bool = False
    """What was asked for the facilitator alone can never be shown."""


NONE_PICKED = Picked()


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
            return _bars([(_month(words, cell.label), cell) for cell in counts], n, width)
        case Order(_, places):
            most = max((cell.count or 0 for cell in places), default=0)
            ranked = [(f"{place}. {words.say(cell.label)}", cell) for place, cell in enumerate(places, 1)]
            return _bars(ranked, most, width)
        case Grid():
            return _grid(words, figure, width)
        case Notes():
            return _notes(words, figure, width, picked)
        case _:
            assert_never(figure)


def _month(words: Wording, label: str) -> str:
    year, _, month = label.partition("-")
    return f"{months(words)[int(month) - 1]} {year}"


def _fit(text: str, width: int) -> Content:
    """`text` in exactly `width` cells."""
    content = Content(text)
    if content.cell_length > width:
        return content.truncate(width, ellipsis=True)
    return content.pad_right(width - content.cell_length)


def _bars(rows: list[tuple[str, Tally]], whole: int, width: int) -> list[Content]:
    """A label, a number and a bar a line; a full bar is `whole`."""
    longest = max((Content(label).cell_length for label, _ in rows), default=0)
    label_width = min(longest, max(8, width - 18))
    bar_width = max(4, min(40, width - label_width - 8))
    lines = []
    for label, cell in rows:
        count = cell.count or 0
        number = str(count) if count else NOTHING
        drawn = bar(count / whole if whole else 0, bar_width)
        style = "bold" if count else "$muted"
        lines.append(
            Content.assemble(
                _fit(label, label_width), "  ", (f"{number:>3}", style), "  ", (drawn, "$primary")
            )
        )
    return lines


def _grid(words: Wording, grid: Grid, width: int) -> list[Content]:
    columns = [column if column.isdigit() else words.say(column) for column in grid.columns]
    labels = [_row_label(words, row.label) for row in grid.rows]
    wished = max([7, *(Content(column).cell_length + 2 for column in columns)])
    column_width = max(5, min(wished, (width - 12) // max(1, len(columns))))
    longest = max((Content(label).cell_length for label in labels), default=0)
    label_width = max(8, min(longest, width - column_width * len(columns) - 2))
    head = [_fit(column, column_width - 2).pad_right(2).stylize("$muted") for column in columns]
    lines = [Content.assemble(" " * (label_width + 2), *head)]
    for label, row in zip(labels, grid.rows, strict=True):
        cells = [_fit(_cell(cell.count or 0, grid.n), column_width) for cell in row.cells]
        lines.append(
            Content.assemble(_fit(label, label_width), "  ", *(cell.stylize("$primary") for cell in cells))
        )
    return lines


def _row_label(words: Wording, label: str) -> str:
    """A row of a scale for several columns is named by row and column; each half has its own words."""
    return ": ".join(words.say(half) for half in label.split(HALVES))


def _cell(count: int, whole: int) -> str:
    """A shade for each quarter of all who answered, and the number."""
    if not count:
        return NOTHING
    shade = _SHADES[min(3, (count * 4 - 1) // whole)]
    return f"{shade * 2} {count}"


def _notes(words: Wording, notes: Notes, width: int, picked: Picked) -> list[Content]:
    lines: list[Content] = []
    column = max(Content(sign).cell_length for sign in (words.say("● chosen"), words.say("○ kept back")))
    for note in notes.notes:
        released = note.id in picked.released
        at = note.id == picked.cursor
        sign = words.say("● chosen") if released else words.say("○ kept back")
        state = Content.styled(sign, "bold $success" if released else "$muted").pad_right(
            column - Content(sign).cell_length
        )
        if picked.private:
            state = Content.styled("–", "$muted")
        lead = Content.assemble((CURSOR if at else "  ", "bold $primary"), state, "  ")
        lines += hanging(lead, Content.styled(one_line(note.text), "bold" if at else ""), width)
    return lines
