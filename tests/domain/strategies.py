"""Prompts of every type, answers as forms would send them, and figures with anything in them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tests.conftest import HOSTILE
from workshop.domain.cleaning import one_line
from workshop.domain.figure import (
    Bars,
    Counts,
    Figure,
    Grid,
    GridRow,
    Note,
    Notes,
    Order,
    Spread,
    Tally,
    Theme,
)
from workshop.domain.prompt import (
    Audience,
    ChoicePrompt,
    DatePrompt,
    Fields,
    ListPrompt,
    MatrixPrompt,
    MultiPrompt,
    Option,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
)

_OPTIONS = tuple(Option(id, id.title()) for id in ("sun", "cloud", "rain", "storm"))
_ROWS = tuple(Option(id, id.title()) for id in ("physical", "digital", "psychosocial"))

PROMPTS: tuple[Prompt, ...] = (
    TextPrompt(id="text", audience=Audience.ROOM, ask="A word", characters=40),
    TextPrompt(id="letter", audience=Audience.MINE, ask="A letter", characters=400, lines=4),
    ListPrompt(id="list", audience=Audience.MINE, ask="Three", most=3, characters=40),
    ScalePrompt(
        id="scale", audience=Audience.ROOM, ask="How far", lowest=1, highest=5, low="Low", high="High"
    ),
    ChoicePrompt(id="choice", audience=Audience.ROOM, ask="Weather", options=_OPTIONS),
    MultiPrompt(id="multi", audience=Audience.ROOM, ask="Which", options=_OPTIONS, most=3),
    RankingPrompt(id="ranking", audience=Audience.ROOM, ask="Order", options=_OPTIONS),
    MatrixPrompt(id="mark", audience=Audience.ROOM, ask="Where", cell="mark", rows=_ROWS, columns=_OPTIONS),
    MatrixPrompt(
        id="rate", audience=Audience.ROOM, ask="How", cell="scale", rows=_ROWS, columns=_OPTIONS[:1]
    ),
    MatrixPrompt(
        id="note", audience=Audience.MINE, ask="What", cell="text", rows=_ROWS, columns=_OPTIONS[:2]
    ),
    DatePrompt(id="date", audience=Audience.MINE, ask="When"),
)

anything: st.SearchStrategy[Fields] = st.dictionaries(
    st.sampled_from(
        [p.id for p in PROMPTS]
        + [f"list.{n}" for n in range(5)]
        + [f"ranking.{o.id}" for o in _OPTIONS]
        + [f"{m}.{r.id}" for m in ("mark", "rate", "note") for r in _ROWS]
        + [f"{m}.{r.id}.{o.id}" for m in ("mark", "rate", "note") for r in _ROWS for o in _OPTIONS]
    ),
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                ["sun", "cloud", "rain", "storm", "1", "2", "3", "٣", "2026-11-23", "0", "-1", "1e3"]
            ),
        ),
        max_size=5,
    ),
)
"""What a phone may post, honest or not."""

labels = st.sampled_from(HOSTILE).map(one_line) | st.text(min_size=1, max_size=30).map(one_line)
counts = st.none() | st.integers(0, 30)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Figures with any labels, and any cells hidden."""
    cells = tuple(Tally(str(place), draw(labels), draw(counts)) for place in range(draw(st.integers(1, 6))))
    n = draw(st.integers(max((cell.count or 0 for cell in cells), default=0), 90))
    months = tuple(replace(cell, label=f"2026-{place:02}") for place, cell in enumerate(cells, 1))
    values = tuple(replace(cell, label=str(place)) for place, cell in enumerate(cells, 1))
    themes = tuple(Theme(number, draw(labels)) for number in range(1, draw(st.integers(1, 4))))
    notes = tuple(Note(cell.id, cell.label, (cell.count or 0) + 1, draw(st.integers(0, 4))) for cell in cells)
    made: tuple[Figure, ...] = (
        Bars(n, cells),
        Spread(n, values, cells[0].label, cells[-1].label),
        Order(n, cells),
        Counts(n, months),
        Grid(n, tuple(cell.label for cell in cells), (GridRow(draw(labels), cells),) * 2),
        Notes(n, notes, themes),
    )
    return draw(st.sampled_from(made))
