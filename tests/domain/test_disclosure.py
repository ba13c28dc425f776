"""What a figure may show: property-based, since a single counter-example is a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.disclosure import PEOPLE, WRITERS, Hidden, disclose, in_steps
from workshop.domain.figure import Bars, Note, Notes, Spread, Tally

counts = st.lists(st.integers(0, 12), min_size=1, max_size=7)


def _tallies(numbers: list[int]) -> tuple[Tally, ...]:
    return tuple(Tally(str(i), str(i), number) for i, number in enumerate(numbers))


@given(counts)
def test_a_choice_that_is_sensitive_gives_no_small_cell_away(numbers: list[int]) -> None:
    total = sum(numbers)
    shown = disclose(Bars(total, _tallies(numbers)), sensitive=True)
    if isinstance(shown, Hidden):
        assert total < PEOPLE
        return
    assert isinstance(shown, Bars)
    visible = [bar.count for bar in shown.bars if bar.count is not None]
    hidden_sum = total - sum(visible)
    assert all(count >= PEOPLE for count in visible)
    assert hidden_sum == 0 or hidden_sum >= PEOPLE or not visible, "what is hidden cannot be counted back"


@given(counts)
def test_hidden_and_empty_look_the_same(numbers: list[int]) -> None:
    shown = disclose(Spread(sum(numbers), _tallies(numbers), "low", "high"), sensitive=True)
    if isinstance(shown, Spread):
        assert not any(cell.count == 0 for cell in shown.values)


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
