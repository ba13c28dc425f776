"""Drawings, tables and rounds: they fit, keep every word, and stay in line whatever the script."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.content import Content

from tests.domain.strategies import figures
from workshop.console.widgets.columns import stands_alone
from workshop.console.widgets.figures import draw
from workshop.console.widgets.rounds import RoundsSeen, rounds_lines
from workshop.console.widgets.tables import table
from workshop.console.widgets.texts import AWAY, NONE_PICKED, Picked, put_away
from workshop.domain.disclosure import Hidden
from workshop.domain.figure import Bars, Figure, Grid, GridRow, Note, Notes, Order, Spread, Tally, Theme
from workshop.domain.prompt import Audience, ScalePrompt
from workshop.domain.trend import Holding, Round, trend
from workshop.wording import ENGLISH

pytestmark = pytest.mark.own_words
LONG = "Always having to be reachable for everybody who may need us at night"
PROMPT = ScalePrompt(id="p", audience=Audience.ROOM, ask="How steady?", lowest=1, highest=5, low="", high="")


def tallies(*pairs: tuple[str, int | None]) -> tuple[Tally, ...]:
    return tuple(Tally(str(place), label, count) for place, (label, count) in enumerate(pairs))


def plain(lines: list[Content]) -> str:
    return "\n".join(line.plain for line in lines)


def side_by_side(*shown: Figure | Hidden | None) -> RoundsSeen:
    rounds = tuple(
        Round(Holding(f"e-{day}", day, "Check-in of the morning"), figure) for day, figure in enumerate(shown)
    )
    return RoundsSeen("Check-in", PROMPT, trend(rounds))


def check_fit(lines: list[Content], width: int) -> None:
    for line in lines:
        assert line.cell_length <= width, line.plain
        assert not any("@click" in str(span.style) for span in line.spans)
        assert all(sign.isprintable() or sign in "\u200b\u200c\u200d" for sign in line.plain)


@given(figures(), st.integers(36, 200))
def test_any_figure_fits_as_a_drawing_and_as_a_table(figure: Figure, width: int) -> None:
    check_fit(draw(ENGLISH, figure, width), width)
    check_fit(table(ENGLISH, figure, width), width)


@given(figures(), st.integers(36, 200), st.integers(1, 20))
@example(Spread(1, (Tally("0", "1", 1),), "မင်္ဂလာပါ نعم", "សួស្តី नमस्ते"), 36, 1)
@example(Spread(9, tallies(("1", 4), ("5", 5)), "", ""), 36, 20)
def test_any_rounds_fit_side_by_side(figure: Figure, width: int, rounds: int) -> None:
    shown = [figure if place % 3 else Hidden(5) for place in range(rounds)]
    check_fit(rounds_lines(ENGLISH, side_by_side(*shown, figure, None), width), width)


@pytest.mark.parametrize("width", [36, 52, 76, 116])
def test_long_labels_wrap_and_lose_no_word(width: int) -> None:
    cells = tallies((LONG, 5), ("short", 3))
    grid = Grid(9, ("not at all", "very much so"), (GridRow(LONG, cells), GridRow("short", cells)))
    for figure in (Bars(9, cells), Order(9, cells), Spread(9, cells, "", ""), grid):
        for lines in (draw(ENGLISH, figure, width), table(ENGLISH, figure, width)):
            words = re.sub(r"[^a-zA-Z]+", " ", plain(lines))
            for word in LONG.split():
                assert word in words
            assert "…" not in plain(lines)


@pytest.mark.parametrize("label", ["متى نرتاح معاً", "သူငယ်ချင်းများ", "សួស្តីអ្នកទាំងអស់គ្នា"])
def test_nothing_stands_in_line_behind_a_script_that_terminals_measure_wrongly(label: str) -> None:
    assert stands_alone(label)
    cells = tallies((label, 5), ("plain", 3))
    grid = Grid(9, ("plain", label), (GridRow(label, cells),))
    for figure in (Bars(9, cells), Order(9, cells), grid):
        for lines in (draw(ENGLISH, figure, 60), table(ENGLISH, figure, 60)):
            for line in lines:
                after = line.plain.partition(label)[2] if label in line.plain else ""
                assert not after.strip(), line.plain


def test_what_stands_in_line_does_so_in_every_row() -> None:
    lines = [line.plain for line in draw(ENGLISH, Bars(9, tallies((LONG, 9), ("a", 4), ("b", 0))), 70)]
    numbered = [line for line in lines if re.search(r"[94·]  ", line)]
    assert len({line.rindex("▏") for line in numbered}) == 1
    assert len(numbered) == 3


def test_columns_that_do_not_fit_have_letters_and_a_legend() -> None:
    columns = tuple(f"the column number {word}" for word in ("one", "two", "three", "four", "five"))
    cells = tallies(*((column, 3) for column in columns))
    text = plain(draw(ENGLISH, Grid(9, columns, (GridRow("row", cells),)), 44))
    assert "A  the column number one" in text
    assert re.search(r"A +B +C +D +E", text)


def test_a_grid_without_space_for_columns_has_bars() -> None:
    columns = tuple(str(value) for value in range(1, 11))
    cells = tallies(*((column, 3) for column in columns))
    text = plain(draw(ENGLISH, Grid(9, columns, (GridRow("row", cells),)), 40))
    assert text.count("█") > 10


def test_texts_stand_under_their_themes_with_counts() -> None:
    notes = Notes(9, (Note("a", "tea", 3, 1), Note("b", "rest")), (Theme(1, "Warm"), Theme(2, "Quiet")))
    lines = plain(draw(ENGLISH, notes, 60, Picked(frozenset({"a"}), "a", marked="a"))).splitlines()
    assert lines == [
        "1 Warm · 1",
        "› ● chosen     tea  × 3  = keeps its wording",
        "",
        "2 Quiet · 0",
        "",
        "· No theme yet · 1",
        "  ○ kept back  rest",
    ]


def test_what_was_put_away_is_counted_and_listed_only_when_it_is_unfolded() -> None:
    away = (Note("a", "an unkind word"),)
    folded = plain(put_away(ENGLISH, 60, Picked(cursor=AWAY, away=away)))
    assert "› ▸ put away: 1" in folded
    assert "unkind" not in folded
    assert "› – an unkind word" in plain(put_away(ENGLISH, 60, Picked(cursor="a", away=away, unfolded=True)))
    assert put_away(ENGLISH, 60, NONE_PICKED) == []


def test_rounds_show_their_means_and_what_changed() -> None:
    low = Spread(6, tallies(("1", 6), ("2", 0), ("3", 0)), "Little", "Much")
    high = Spread(6, tallies(("1", 0), ("2", 6), ("3", 0)), "Little", "Much")
    text = plain(rounds_lines(ENGLISH, side_by_side(low, high, low, Hidden(5)), 120))
    assert "1.0" in text and "2.0  ▲ +1.0" in text and "1.0  ▼ −1.0" in text
    assert "▁▅▁·" in text, "one little line over all rounds"
    assert "1  Little" in text and "3  Much" in text
    assert "Day 4" in text and "hidden: it needs 5 answers" in " ".join(text.split())


def test_a_mean_that_would_give_a_hidden_cell_away_is_not_told() -> None:
    hides = Spread(9, tallies(("1", 9), ("2", None)), "Little", "Much")
    shows = Spread(9, tallies(("1", 9), ("2", 0)), "Little", "Much")
    text = " ".join(plain(rounds_lines(ENGLISH, side_by_side(hides, shows), 120)).split())
    assert "not told: small" in text


def test_texts_of_rounds_stand_below_each_other() -> None:
    first = Notes(8, (Note("a", "tea"),))
    second = Notes(8, (Note("b", "rest"),))
    text = plain(rounds_lines(ENGLISH, side_by_side(first, second, Hidden(8)), 60))
    assert text.index("tea") < text.index("Day 2") < text.index("rest") < text.index("Day 3")
    assert "kept back" not in text
