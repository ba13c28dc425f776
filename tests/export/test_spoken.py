"""A sentence and a table behind every figure: the figure's own numbers, and nothing that is hidden."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.strategies import PROMPTS, anything, figures
from workshop.domain.answer import Refused
from workshop.domain.disclosure import Hidden, disclose
from workshop.domain.figure import (
    Bars,
    Counts,
    Figure,
    Grid,
    Note,
    Notes,
    Order,
    Spread,
    Tally,
    Theme,
    tally,
)
from workshop.domain.prompt import Fields, read
from workshop.export.figures import HIDDEN, drawing
from workshop.export.spoken import sentence
from workshop.room import Shown
from workshop.wording import ENGLISH, wording

from .archives import shown_figures
from .reading import untranslated

pytestmark = pytest.mark.own_words


def numbers(figure: Figure) -> list[int | None]:
    match figure:
        case Notes():
            return [note.times for _, notes in figure.by_theme for note in notes]
        case Grid(_, _, rows):
            return [cell.count for row in rows for cell in row.cells]
        case Bars(_, cells) | Spread(_, cells) | Order(_, cells) | Counts(_, cells):
            return [cell.count for cell in cells]


def check(figure: Figure) -> None:
    said = sentence(figure, ENGLISH)
    assert said.strip() and said.endswith(".")
    assert "\n" not in said
    drawn = drawing(figure, ENGLISH)
    firsts = 1 if isinstance(figure, Grid) else len(drawn.heading) - 1
    told = [cell for row in drawn.table for cell in row[firsts:]]
    assert told == [HIDDEN if count is None else str(count) for count in numbers(figure)]


@given(figures())
def test_every_figure_is_said_in_one_sentence_and_its_table_has_its_numbers(figure: Figure) -> None:
    check(figure)


@given(st.lists(anything, min_size=1, max_size=12))
def test_so_is_every_prompt_whatever_was_answered(forms: list[Fields]) -> None:
    for prompt in PROMPTS:
        answers = [(str(place), read(prompt, form)) for place, form in enumerate(forms)]
        given = [
            (id, answer) for id, answer in answers if answer is not None and not isinstance(answer, Refused)
        ]
        figure = tally(prompt, given)
        check(figure)
        shown = disclose(figure, sensitive=True)
        if not isinstance(shown, Hidden):
            check(shown)


@given(figures())
def test_hidden_and_none_are_said_alike(figure: Figure) -> None:
    """Where one cell is hidden, whether another is hidden too or empty cannot be heard."""
    if None in numbers(figure):
        assert sentence(_emptied(figure), ENGLISH) == sentence(figure, ENGLISH)


def _emptied(figure: Figure) -> Figure:
    """`figure` with nobody in all hidden cells but the first of them."""

    def emptied(cells: tuple[Tally, ...]) -> tuple[Tally, ...]:
        first = next((cell.id for cell in cells if cell.count is None), "")
        return tuple(replace(c, count=0) if c.count is None and c.id != first else c for c in cells)

    match figure:
        case Bars(_, cells):
            return replace(figure, bars=emptied(cells))
        case Spread(_, cells):
            return replace(figure, values=emptied(cells))
        case Order(_, cells):
            return replace(figure, places=emptied(cells))
        case Counts(_, cells):
            return replace(figure, counts=emptied(cells))
        case Grid(_, _, rows):
            return replace(figure, rows=tuple(replace(row, cells=emptied(row.cells)) for row in rows))
        case Notes():
            return figure


@given(st.lists(st.integers(0, 12), min_size=2, max_size=6))
def test_what_is_kept_from_sight_is_not_said_by_name(numbers: list[int]) -> None:
    cells = tuple(Tally(str(place), f"label-{place}", number) for place, number in enumerate(numbers))
    shown = disclose(Bars(sum(numbers), cells), sensitive=True)
    if isinstance(shown, Bars):
        said = sentence(shown, ENGLISH)
        assert "nobody" not in said or all(cell.count is not None for cell in shown.bars)
        for cell in shown.bars:
            assert cell.count is not None or cell.label not in said


SAID = {
    "bars": "Most of you chose “Urgent cases” (19 of 23); small numbers stay hidden.",
    "spread": "Chosen most often: 3 (7 of 20); the mean is 3.4 of 5 “Calm”.",
    "notes": "9 of you wrote; 1 text stands here.",
    "grid": "Most of you chose “Money”: none (12 of 17).",
    "order": "Ranked first with 30 points: “Urgent cases”; then “Long hours” with 22.",
    "counts": "Most of you chose November 2026 (6 of 8).",
}


@pytest.mark.parametrize("shown", shown_figures(), ids=lambda shown: shown.prompt.id)
def test_what_is_said_of_each_kind(shown: Shown) -> None:
    figure, id = shown.figure, shown.prompt.id
    assert sentence(figure, ENGLISH) == SAID[id]


def test_what_nobody_chose_is_said_where_nothing_is_hidden() -> None:
    cells = tuple(Tally(id, id, count) for id, count in (("sun", 9), ("rain", 0), ("storm", 0)))
    assert sentence(Bars(9, cells), ENGLISH) == (
        "All of you chose “sun” (9 of 9); nobody chose “rain” or “storm”."
    )


def test_texts_are_counted_and_never_quoted() -> None:
    notes = tuple(Note(str(place), f"secret {place}", theme=1 + place % 2) for place in range(9))
    themes = (Theme(1, "Rest"), Theme(2, "Team"))
    said = sentence(Notes(9, notes, themes), ENGLISH)
    assert said == "9 of you wrote; most texts are about “Rest” (5)."
    assert "secret" not in sentence(Notes(9, notes), ENGLISH)


@pytest.mark.parametrize("shown", shown_figures("12"), ids=lambda shown: shown.prompt.id)
def test_the_sentence_is_translated(shown: Shown) -> None:
    said = sentence(shown.figure, wording("en-XA"))
    assert untranslated(re.sub(r"\d", "", said)) == []
