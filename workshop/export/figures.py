"""Figures on paper and page: each kind as rows of words and numbers, and as a drawing beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, assert_never

from workshop.domain.figure import HALVES, Bars, Counts, Figure, Grid, Notes, Order, Spread, Tally
from workshop.room import Shown
from workshop.wording import Wording

from .days import spelled

if TYPE_CHECKING:
    from markupsafe import Markup

HIDDEN = "·"
"""A cell that is hidden or empty: nobody can tell which."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One number of a figure, as people read it; `share` is its part of the longest, 0 to 1."""

    label: str
    number: str
    share: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid: what it is called, and its cells."""

    label: str
    cells: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A free text, and how many were merged into it."""

    text: str
    times: int = 1

    @property
    def often(self) -> str:
        """As "× 3"; empty for a single one."""
        return f"× {self.times}" if self.times > 1 else ""


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of one theme; the title is empty where nothing was sorted."""

    title: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure ready to draw: bars and columns have `strokes`, grids `rows`, free texts `texts`."""

    kind: Literal["bars", "columns", "grid", "order", "texts"]
    heading: tuple[str, ...]
    """What stands above the label and the numbers of its table."""
    strokes: tuple[Stroke, ...] = ()
    rows: tuple[Row, ...] = ()
    groups: tuple[Texts, ...] = ()
    """Free texts by theme."""
    ends: tuple[str, str] = ("", "")
    """The words at the two ends of a scale."""
    hides: bool = False

    @property
    def texts(self) -> tuple[Text, ...]:
        return tuple(text for group in self.groups for text in group.texts)

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """Its numbers as rows of cells, without the heading."""
        if self.rows:
            return tuple((row.label, *(cell.number for cell in row.cells)) for row in self.rows)
        if self.groups:
            titles = len(self.heading) > 2
            return tuple(
                (*((group.title,) if titles else ()), text.text, str(text.times))
                for group in self.groups
                for text in group.texts
            )
        return tuple((stroke.label, stroke.number) for stroke in self.strokes)


def drawing(figure: Figure, words: Wording) -> Drawing:
    """What a figure looks like, its labels in the language of `words`."""
    people = words.say("How many")
    match figure:
        case Bars(_, bars):
            return Drawing("bars", ("", people), _strokes(bars, words), hides=_hides(bars))
        case Spread(_, values, low, high):
            ends = (words.say(low), words.say(high))
            heading = (words.say("Value"), people)
            return Drawing("columns", heading, _strokes(values, words), ends=ends, hides=_hides(values))
        case Notes():
            titles = (words.say("Theme"),) if figure.themes else ()
            return Drawing("texts", (*titles, words.say("Text"), people), groups=_groups(figure, words))
        case Grid(_, columns, grid_rows):
            most = max((cell.count or 0 for row in grid_rows for cell in row.cells), default=0)
            rows = tuple(
                Row(_in_words(row.label, words), _strokes(row.cells, words, most)) for row in grid_rows
            )
            return Drawing(
                "grid",
                ("", *(_in_words(c, words) for c in columns)),
                rows=rows,
                hides=any(_hides(row.cells) for row in grid_rows),
            )
        case Order(_, places):
            return Drawing("order", ("", words.say("Points")), _strokes(places, words))
        case Counts(_, counts):
            heading = (words.say("Month"), people)
            return Drawing("bars", heading, _strokes(counts, words), hides=_hides(counts))
        case _:
            assert_never(figure)


def caption(shown: Shown, words: Wording) -> str:
    """How many answered, that later answers are left out, and what a dot means where there is one."""
    n = shown.figure.n
    if shown.at_least:
        said = words.count("At least {n} answer", "At least {n} answers", n)
    else:
        said = words.count("{n} answer", "{n} answers", n)
    sentences = [f"{said}."]
    if shown.frozen:
        sentences.append(words.say("Later answers are not in it."))
    if drawing(shown.figure, words).hides:
        sentences.append(words.say("A dot is a number that is not shown."))
    return " ".join(sentences)


def figure_html(shown: Shown, words: Wording) -> Markup:
    """A figure as HTML: its question, its drawing, its numbers in a table, its caption."""
    from markupsafe import Markup

    from .pages import render

    drawn = drawing(shown.figure, words)
    html = render(
        "figure.html",
        question=words.say(shown.prompt.ask),
        caption=caption(shown, words),
        drawn=drawn,
        nothing=words.say("No text was chosen to be shown."),
    )
    return Markup(html)


def _groups(notes: Notes, words: Wording) -> tuple[Texts, ...]:
    """The themes in the facilitator's words; what has none stands last."""
    rest = words.say("Also said") if notes.themes else ""
    return tuple(
        Texts(theme.title if theme else rest, tuple(Text(note.text, note.times) for note in texts))
        for theme, texts in notes.by_theme
        if texts
    )


def _strokes(tallies: tuple[Tally, ...], words: Wording, most: int | None = None) -> tuple[Stroke, ...]:
    highest = most if most is not None else max((tally.count or 0 for tally in tallies), default=0)
    return tuple(
        Stroke(
            _in_words(tally.label, words),
            HIDDEN if tally.count is None else str(tally.count),
            (tally.count or 0) / highest if highest else 0.0,
        )
        for tally in tallies
    )


def _in_words(label: str, words: Wording) -> str:
    """Labels are content, but for the numbers of a scale and for months; a grid may join two."""
    if label.replace("-", "").isdigit():
        return spelled(label, words)
    return ": ".join(words.say(half) for half in label.split(HALVES))


def _hides(tallies: tuple[Tally, ...]) -> bool:
    return any(tally.count is None for tally in tallies)
