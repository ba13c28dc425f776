"""Rounds side by side: the group in each, under the thresholds, and never a person."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.disclosure import Hidden, disclose
from workshop.domain.figure import Bars, Counts, Figure, Grid, GridRow, Note, Notes, Order, Spread, Tally
from workshop.domain.trend import Holding, Line, Round, holdings, mean, trend
from workshop.library import Bundle


def one(figure: Figure | Hidden | None, day: int = 0) -> Round:
    return Round(Holding(f"e-{day}", day, "Check-in"), figure)


def tallies(*counts: int | None) -> tuple[Tally, ...]:
    return tuple(Tally(str(place), str(place), count) for place, count in enumerate(counts, 1))


def test_every_holding_of_an_exercise_is_found_from_each_of_them(bundle: Bundle) -> None:
    for id in ("check-in", "check-in-2"):
        found = holdings(bundle.agenda, bundle.exercises, bundle.exercises[id])
        assert [(holding.exercise, holding.day) for holding in found] == [("check-in", 1), ("check-in-2", 2)]
        assert found[0].title == "Check-in on day two"
    alone = holdings(bundle.agenda, bundle.exercises, bundle.exercises["stressor-mapping"])
    assert len(alone) == 1


def test_lines_stand_beside_each_other_by_what_they_count() -> None:
    first = Bars(9, (Tally("sun", "Sun", 5), Tally("rain", "Rain", 4)))
    second = Bars(6, (Tally("rain", "Rain", 1), Tally("storm", "Storm", 5)))
    assert trend((one(first), one(second))).lines == (
        Line("Sun", (5, None)),
        Line("Rain", (4, 1)),
        Line("Storm", (None, 5)),
    )


def test_months_of_all_rounds_stand_in_their_order() -> None:
    late = Counts(5, (Tally("2026-12", "2026-12", 5),))
    early = Counts(5, (Tally("2026-11", "2026-11", 5),))
    assert [line.label for line in trend((one(late), one(early))).lines] == ["2026-11", "2026-12"]


def test_every_kind_of_figure_has_a_place() -> None:
    grid = Grid(5, ("low", "high"), (GridRow("money", tallies(2, 3)),))
    figures: tuple[Figure | Hidden | None, ...] = (
        Bars(5, tallies(5)),
        Spread(5, tallies(2, 3), "a", "b"),
        Order(5, tallies(9, 3)),
        grid,
        Notes(8, (Note("a", "words"),)),
        Counts(5, ()),
        Hidden(5),
        None,
    )
    for figure in figures:
        made = trend((one(figure),))
        numbers = 0 if figure is None or isinstance(figure, Hidden | Notes | Counts) else 1
        assert bool(made.lines) == bool(numbers)


def test_a_hidden_round_has_no_numbers_and_no_mean() -> None:
    shown = Spread(6, tallies(1, 2, 3), "low", "high")
    made = trend((one(Hidden(5)), one(shown), one(None)))
    assert [line.counts for line in made.lines] == [(None, 1, None), (None, 2, None), (None, 3, None)]
    assert made.means == (None, (1 + 4 + 9) / 6, None)


@given(st.lists(st.integers(0, 12), min_size=2, max_size=7))
def test_a_mean_is_told_only_where_every_cell_is(counts: list[int]) -> None:
    whole = Spread(sum(counts), tallies(*counts), "low", "high")
    told = mean(whole)
    assert (told is None) == (sum(counts) == 0)
    shown = disclose(whole, sensitive=True)
    if isinstance(shown, Spread) and any(cell.count is None for cell in shown.values):
        assert mean(shown) is None, "a hidden cell could be counted back from it"


def test_nothing_in_a_round_could_link_two_answers() -> None:
    assert {field.name for field in fields(Round)} == {"holding", "figure"}
    assert {field.name for field in fields(Line)} == {"label", "counts"}
