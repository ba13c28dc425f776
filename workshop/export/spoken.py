"""One sentence to speak for every figure; what is hidden and what is none are the same to it.

It never quotes a free text: those that the room may not see must not slip out in a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from workshop.domain.figure import HALVES, Bars, Counts, Figure, Grid, Notes, Order, Spread, Tally
from workshop.domain.trend import mean
from workshop.wording import Wording

from .days import spelled

NAMED = 2
"""So many things are named one by one; of more, the first, and how many others."""


def sentence(figure: Figure, words: Wording) -> str:
    """What stands out in `figure`, to be said aloud."""
    match figure:
        case Bars(n, bars):
            named = [(_quoted(words, words.say(cell.label)), cell) for cell in bars]
            return _counted(words, n, named, nobody=True)
        case Spread(n, values, low, high):
            return _spread(words, figure, n, values, (low, high))
        case Counts(n, counts):
            named = [(spelled(cell.label, words), cell) for cell in counts]
            return _counted(words, n, named, nobody=False)
        case Grid(n, columns, rows):
            cells = [
                (_place(words, row.label, column), cell)
                for row in rows
                for column, cell in zip(columns, row.cells, strict=True)
            ]
            return _counted(words, n, cells, nobody=False)
        case Order(_, places):
            return _order(words, places)
        case Notes():
            return _notes(words, figure)
        case _:
            assert_never(figure)


def _counted(words: Wording, n: int, named: list[tuple[str, Tally]], *, nobody: bool) -> str:
    """What most people chose; and, where asked for, what nobody did."""
    cells = [cell for _, cell in named]
    top = max((cell.count or 0 for cell in cells), default=0)
    if not top:
        return _nothing(words)
    leaders = _listed(words, [name for name, cell in named if cell.count == top])
    said = _most(words, leaders, top, n)
    empty = [name for name, cell in named if not cell.count]
    if _hides(cells):
        return _joined(words, said, words.say("small numbers stay hidden"))
    if nobody and empty:
        return _joined(words, said, words.say("nobody chose {what}", what=_any_of(words, empty)))
    return _joined(words, said)


def _spread(words: Wording, figure: Spread, n: int, values: Sequence[Tally], ends: tuple[str, str]) -> str:
    meanings = {0: ends[0], len(values) - 1: ends[1]}
    named = [(_value(words, cell.label, meanings.get(place, "")), cell) for place, cell in enumerate(values)]
    top = max((cell.count or 0 for cell in values), default=0)
    if not top:
        return _nothing(words)
    said = _most(words, _listed(words, [name for name, cell in named if cell.count == top]), top, n)
    middle = mean(figure)
    if middle is None:
        more = words.say("small numbers stay hidden") if _hides(values) else ""
        return _joined(words, said, more)
    of = _value(words, values[-1].label, ends[1])
    return _joined(
        words, said, words.say("the mean is {mean} of {highest}", mean=f"{middle:.1f}", highest=of)
    )


def _order(words: Wording, places: Sequence[Tally]) -> str:
    ranked = [place for place in places if place.count]
    if not ranked:
        return _nothing(words)
    top = max(place.count or 0 for place in ranked)
    leaders = _listed(words, [_quoted(words, words.say(p.label)) for p in ranked if p.count == top])
    points = words.count("{n} point", "{n} points", top)
    said = words.say("Ranked first with {points}: {what}", points=points, what=leaders)
    after = [place for place in ranked if place.count != top]
    if not after:
        return _joined(words, said)
    second = max(place.count or 0 for place in after)
    following = _listed(words, [_quoted(words, words.say(p.label)) for p in after if p.count == second])
    return _joined(words, said, words.say("then {what} with {points}", what=following, points=second))


def _notes(words: Wording, notes: Notes) -> str:
    said = words.count("{n} of you wrote", "{n} of you wrote", notes.n)
    by_theme = [(theme, len(texts)) for theme, texts in notes.by_theme if theme is not None]
    top = max((count for _, count in by_theme), default=0)
    if not top:
        more = words.count("{n} text stands here", "{n} texts stand here", len(notes.notes))
        return _joined(words, said, more)
    leaders = _listed(words, [_quoted(words, theme.title) for theme, count in by_theme if count == top])
    more = words.say("most texts are about {what} ({n} each)", what=leaders, n=top)
    if sum(count == top for _, count in by_theme) == 1:
        more = words.say("most texts are about {what} ({n})", what=leaders, n=top)
    return _joined(words, said, more)


def _most(words: Wording, what: str, top: int, n: int) -> str:
    if top == n:
        return words.say("All of you chose {what} ({top} of {n})", what=what, top=top, n=n)
    if top * 2 > n:
        return words.say("Most of you chose {what} ({top} of {n})", what=what, top=top, n=n)
    return words.say("Chosen most often: {what} ({top} of {n})", what=what, top=top, n=n)


def _nothing(words: Wording) -> str:
    return words.say("No number here is large enough to be shown.")


def _joined(words: Wording, said: str, more: str = "") -> str:
    return words.say("{said}; {more}.", said=said, more=more) if more else words.say("{said}.", said=said)


def _listed(words: Wording, names: Sequence[str]) -> str:
    first, *others = names
    if not others:
        return first
    if len(names) <= NAMED:
        return words.say("{first} and {second}", first=first, second=others[0])
    return words.count("{first} and {n} other", "{first} and {n} others", len(others), first=first)


def _any_of(words: Wording, names: Sequence[str]) -> str:
    first, *others = names
    if not others:
        return first
    if len(names) <= NAMED:
        return words.say("{first} or {second}", first=first, second=others[0])
    return words.count("{first} or {n} other", "{first} or {n} others", len(others), first=first)


def _quoted(words: Wording, label: str) -> str:
    return words.say("“{label}”", label=label)


def _value(words: Wording, value: str, meaning: str) -> str:
    if not meaning:
        return value
    return words.say("{value} “{meaning}”", value=value, meaning=words.say(meaning))


def _place(words: Wording, row: str, column: str) -> str:
    """A cell of a grid; the columns of a scale are numbers, not words."""
    label = ": ".join(words.say(half) for half in row.split(HALVES))
    said = column if column.isdigit() else words.say(column)
    return words.say("“{label}”: {column}", label=label, column=said)


def _hides(cells: Sequence[Tally]) -> bool:
    return any(cell.count is None for cell in cells)
