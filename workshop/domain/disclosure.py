"""What of a figure may be shown: the one rule for console, wall, export and archive.

A figure needs answers from at least `PEOPLE` people, free texts from at least `WRITERS`; a workshop may
raise the two, never lower them. Every part of a split figure is a figure of its own and needs as many.
In a figure marked sensitive, a cell below `PEOPLE` stays hidden, and so does the smallest one beside it
where the hidden one could be counted back. Hidden and empty look the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from .figure import Bars, Counts, Figure, Grid, Notes, Order, Spread, Tally

PEOPLE = 5
"""Fewest answers in a figure (security.md: thresholds in practice lie between 3 and 5)."""
WRITERS = 8
"""Fewest answers before any free text is shown: a way of writing is a face."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that is not shown, and how many answers it would need."""

    needs: int


def disclose(
    figure: Figure, *, sensitive: bool = False, people: int = PEOPLE, at_least: int = 0
) -> Figure | Hidden:
    """`figure` as it may be shown, or `Hidden`.

    `people` raises both thresholds, for a figure and for its cells; `at_least`, a prompt's own, raises the
    figure's alone. Neither ever lowers one.
    """
    needs = max(PEOPLE, people)
    whole = max(WRITERS if isinstance(figure, Notes) else PEOPLE, people, at_least)
    if figure.n < whole:
        return Hidden(whole)
    if not sensitive:
        return figure
    match figure:
        case Bars(n, bars):
            # Several may be ticked, so no total gives a hidden bar away; for a choice the total does.
            closed = sum(bar.count or 0 for bar in bars) == n
            return Bars(n, _suppressed(bars, needs, closed=closed))
        case Spread():
            return replace(figure, values=_suppressed(figure.values, needs, closed=True))
        case Grid(n, columns, rows):
            # Rows may be skipped, so a row's total is not known; but it may be guessed: treat it as known.
            return Grid(
                n, columns, tuple(replace(r, cells=_suppressed(r.cells, needs, closed=True)) for r in rows)
            )
        case Counts(n, counts):
            return Counts(n, _suppressed(counts, needs, closed=True))
        case Notes() | Order():
            return figure
        case _:
            assert_never(figure)


def _suppressed(cells: tuple[Tally, ...], needs: int, *, closed: bool) -> tuple[Tally, ...]:
    hidden = {cell.id for cell in cells if (cell.count or 0) < needs}
    held_back = sum(cell.count or 0 for cell in cells if cell.id in hidden)
    if closed and 0 < held_back < needs:
        # The total is known, so what is hidden could be counted back: its smallest neighbour hides too.
        shown = sorted((cell for cell in cells if cell.id not in hidden), key=lambda cell: cell.count or 0)
        hidden.update(cell.id for cell in shown[:1])
    return tuple(replace(cell, count=None) if cell.id in hidden else cell for cell in cells)


def in_steps(count: int) -> int:
    """`count` as people may see it while it grows: it moves in steps, so that nobody sees who just sent.

    0, then 3, then every fifth.
    """
    if count < 3:
        return 0
    return 3 if count < 5 else count // 5 * 5


def in_fives(count: int) -> int | None:
    """`count` in whole fives, as "at least 10"; None for fewer than five."""
    return count // 5 * 5 if count >= PEOPLE else None
