"""What a figure may show: property-based, since a single counter-example is a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.disclosure import PEOPLE, WRITERS, Hidden, Veil, disclose, in_fives, in_steps
from workshop.domain.figure import Bars, Counts, Note, Notes, Spread, Tally

from .veils import outcomes

counts = st.lists(st.integers(0, 12), min_size=1, max_size=7)


def _tallies(numbers: list[int]) -> tuple[Tally, ...]:
    return tuple(Tally(str(i), str(i), number) for i, number in enumerate(numbers))


@st.composite
def veils(draw: st.DrawFn) -> Veil:
    rng = draw(st.randoms(use_true_random=False))
    drawn: dict[str, float] = {}
    return lambda name: drawn.setdefault(name, rng.random())


@given(counts, veils())
def test_a_choice_that_is_sensitive_gives_no_small_cell_away(numbers: list[int], veil: Veil) -> None:
    total = sum(numbers)
    shown = disclose(Bars(total, _tallies(numbers)), sensitive=True, veil=veil)
    if isinstance(shown, Hidden):
        assert total < PEOPLE
        return
    assert isinstance(shown, Bars)
    visible = [bar.count for bar in shown.bars if bar.count is not None]
    assert all(count >= PEOPLE for count in visible)
    assert shown.bars == _tallies(numbers) or not visible or total - sum(visible) >= PEOPLE
    assert shown.bars == _tallies(numbers) or not visible or len(numbers) - len(visible) >= 2


@given(counts, veils())
def test_where_several_may_be_ticked_each_cell_hides_by_itself(numbers: list[int], veil: Veil) -> None:
    n = max(PEOPLE, *numbers)
    shown = disclose(Bars(n, _tallies(numbers)), sensitive=True, several=True, veil=veil)
    assert isinstance(shown, Bars)
    for bar in shown.bars:
        alone = disclose(Bars(n, (_tallies(numbers)[int(bar.id)],)), sensitive=True, several=True, veil=veil)
        assert isinstance(alone, Bars) and alone.bars == (bar,)
        assert bar.count is None or bar.count >= PEOPLE


@given(counts, veils())
def test_hidden_and_empty_look_the_same(numbers: list[int], veil: Veil) -> None:
    shown = disclose(Spread(sum(numbers), _tallies(numbers), "low", "high"), sensitive=True, veil=veil)
    if isinstance(shown, Spread):
        assert not any(cell.count == 0 for cell in shown.values)


@given(counts, veils())
def test_a_hidden_month_does_not_stand_there(numbers: list[int], veil: Veil) -> None:
    shown = disclose(Counts(sum(numbers), _tallies(numbers)), sensitive=True, veil=veil)
    if isinstance(shown, Counts):
        assert all(month.count is not None and month.count >= PEOPLE for month in shown.counts)


@given(counts, st.integers(1, 30), veils())
def test_cells_need_as_many_as_a_workshop_asks_for(numbers: list[int], people: int, veil: Veil) -> None:
    shown = disclose(Bars(sum(numbers), _tallies(numbers)), sensitive=True, people=people, veil=veil)
    if isinstance(shown, Bars):
        assert all(bar.count is None or bar.count >= max(PEOPLE, people) for bar in shown.bars)


def test_how_often_a_veil_hides() -> None:
    for count, chance in ((4, 1), (5, 1 / 2), (6, 1 / 4), (9, 1 / 32)):
        figure = Bars(9, _tallies([count]))
        hides = outcomes(lambda veil, it=figure: disclose(it, sensitive=True, several=True, veil=veil))  # type: ignore[misc]
        assert hides[Bars(9, (Tally("0", "0", None),))] == chance


@given(counts, st.integers(0, 30))
def test_a_threshold_may_be_raised_and_never_lowered(numbers: list[int], people: int) -> None:
    total = sum(numbers)
    shown = disclose(Bars(total, _tallies(numbers)), people=people)
    assert isinstance(shown, Hidden) == (total < max(PEOPLE, people))


@pytest.mark.parametrize("written", range(12))
def test_free_texts_need_more_people(written: int) -> None:
    notes = Notes(written, tuple(Note(str(i), "word") for i in range(written)))
    assert isinstance(disclose(notes), Hidden) == (written < WRITERS)


@given(st.integers(0, 1000))
def test_counts_grow_in_steps(count: int) -> None:
    assert in_steps(count) <= count
    assert in_steps(count) in (0, 3) or in_steps(count) % 5 == 0


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_prompt_asks_for_more_answers_and_never_for_fewer(n: int, at_least: int) -> None:
    shown = disclose(Bars(n, _tallies([n])), at_least=at_least)
    needs = max(PEOPLE, at_least)
    assert shown == (Bars(n, _tallies([n])) if n >= needs else Hidden(needs))
    texts = disclose(Notes(n, ()), at_least=at_least)
    assert isinstance(texts, Hidden) == (n < max(WRITERS, at_least))


@given(st.integers(0, 1000))
def test_what_is_counted_for_the_archive_goes_in_fives(count: int) -> None:
    told = in_fives("n", count)
    assert told == (None if count < PEOPLE else count - count % 5)
