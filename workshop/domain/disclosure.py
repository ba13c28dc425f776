"""What of a figure may be shown: the one rule for console, wall, export and archive.

A figure needs answers from at least `PEOPLE` people, free texts from at least `WRITERS`; a workshop may
raise the two, never lower them. Every part of a split figure is a figure of its own and needs as many.

In a figure marked sensitive, a cell below `PEOPLE` stays hidden, and hidden and empty look the same. A firm
threshold alone would tell on the last person: who knows that four others chose a cell, and sees it hidden,
knows that this one did not. So a secret veil lies over the cells:

    five are hidden with a chance of 1/2, six with 1/4, seven with 1/8, and so on;
    where each person has one cell of a row, at least two cells hide, and fewer than five people never do
    alone: further cells hide, in a secret order, until enough do, and by the same chances one more.

So neither what is hidden nor what hides beside it proves that somebody chose a cell, or did not. Whoever
knows the answers of everybody else learns nothing of a hidden one but odds: less than three to one, of any
two cells that it may be. A cell that is shown tells what it tells.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from .figure import Bars, Counts, Figure, Grid, Notes, Order, Spread, Tally

PEOPLE = 5
"""Fewest answers in a figure (security.md: thresholds in practice lie between 3 and 5)."""
WRITERS = 8
"""Fewest answers before any free text is shown: a way of writing is a face."""

Veil = Callable[[str], float]
"""A secret number from 0 to below 1 for each name in a figure, as if drawn once: the same ever after."""


def bare(name: str) -> float:
    """A veil that hides no more than must be: for figures in which nothing is sensitive, as free texts."""
    return 0.99


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that is not shown, and how many answers it would need."""

    needs: int


def disclose(
    figure: Figure,
    *,
    sensitive: bool = False,
    people: int = PEOPLE,
    at_least: int = 0,
    several: bool = False,
    veil: Veil = bare,
) -> Figure | Hidden:
    """`figure` as it may be shown, or `Hidden`.

    `people` raises both thresholds, for a figure and for its cells; `at_least`, a prompt's own, raises the
    figure's alone. Neither ever lowers one. `several` tells that one person may have several of the bars.
    """
    needs = max(PEOPLE, people)
    whole = max(WRITERS if isinstance(figure, Notes) else PEOPLE, people, at_least)
    if figure.n < whole:
        return Hidden(whole)
    if not sensitive:
        return figure
    veiled = _Veiled(figure.n, needs, veil)
    match figure:
        case Bars(n, bars):
            # Where several may be ticked, no total gives a hidden bar away.
            return Bars(n, veiled.apart(bars) if several else veiled.together(bars))
        case Spread():
            return replace(figure, values=veiled.together(figure.values))
        case Grid(n, columns, rows):
            # Rows may be skipped: whoever did so counts among the hidden, since nobody can tell.
            return Grid(n, columns, tuple(replace(r, cells=veiled.together(r.cells)) for r in rows))
        case Counts(n, counts):
            # Months are listed only where somebody chose them: a hidden one that stood there would tell so.
            return Counts(n, tuple(month for month in veiled.together(counts, 1) if month.count is not None))
        case Notes() | Order():
            return figure
        case _:
            assert_never(figure)


@dataclass(frozen=True, slots=True)
class _Veiled:
    n: int
    needs: int
    veil: Veil

    def apart(self, cells: tuple[Tally, ...]) -> tuple[Tally, ...]:
        """Each cell by itself."""
        return _without(cells, self._covered(cells))

    def together(self, cells: tuple[Tally, ...], least: int = 2) -> tuple[Tally, ...]:
        """Cells of which each person has one at most; where any hides, at least `least` do."""
        hidden = self._covered(cells)
        if not hidden:
            return cells
        beside = sorted(
            (cell for cell in cells if cell.id not in hidden), key=lambda cell: self.veil(f"{cell.id}/beside")
        )
        # All that anybody can reckon: how many are not in the cells that are shown.
        rest = self.n - sum(cell.count or 0 for cell in beside)
        further = self.veil(f"{cells[0].id}/further")
        for cell in beside:
            if len(hidden) >= least and further >= _chance(rest, self.needs):
                break
            hidden.add(cell.id)
            rest += cell.count or 0
        return _without(cells, hidden)

    def _covered(self, cells: tuple[Tally, ...]) -> set[str]:
        return {cell.id for cell in cells if self.veil(cell.id) < _chance(cell.count or 0, self.needs)}


def _chance(count: int, needs: int) -> float:
    """How likely so many are hidden: certain for too few, then half as likely with each one more."""
    return 1.0 if count < needs else 0.5 ** (count - needs + 1)


def _without(cells: tuple[Tally, ...], hidden: set[str]) -> tuple[Tally, ...]:
    return tuple(replace(cell, count=None) if cell.id in hidden else cell for cell in cells)


def in_steps(count: int) -> int:
    """`count` as people may see it while it grows: it moves in steps, so that nobody sees who just sent.

    0, then 3, then every fifth.
    """
    if count < 3:
        return 0
    return 3 if count < 5 else count // 5 * 5


def in_fives(name: str, count: int, veil: Veil = bare) -> int | None:
    """`count` in whole fives, as "at least 10"; None where it is hidden, as a cell is."""
    return None if veil(name) < _chance(count, PEOPLE) else count // 5 * 5
