"""What a page for a funder counts: nothing that is hidden can be counted back from what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.domain.disclosure import PEOPLE
from workshop.domain.totals import Part, ShownTotals, Totals, hides, shown_totals

numbers = st.integers(0, 16)
typed = st.none() | numbers
totals = st.builds(
    Totals,
    invited=typed,
    present=st.lists(st.integers(0, 30), max_size=3).map(tuple),
    women=typed,
    men=typed,
    other=st.none() | st.integers(0, 7),
    first_time=typed,
)
Told = tuple[int, int, int]


def _numbers(shown: ShownTotals) -> Iterator[int]:
    yield from (n for n in (shown.invited, *shown.present, shown.first_time) if n is not None)
    yield from (n for _, n in shown.parts)


@given(totals)
def test_no_number_below_five_is_shown(typed: Totals) -> None:
    assert all(number >= PEOPLE for number in _numbers(shown_totals(typed)))


@given(totals)
def test_the_parts_are_all_who_took_part_so_no_difference_is_left_to_reckon_with(typed: Totals) -> None:
    shown = shown_totals(typed)
    if shown.parts:
        assert sum(count for _, count in shown.parts) == typed.took_part
        assert typed.took_part >= max(typed.present, default=0)
    if shown.first_time is not None:
        assert typed.took_part - shown.first_time >= PEOPLE


def _same_page(typed: Totals) -> list[Told]:
    """All women, men and others that make the same page of the same number of people."""
    page, people = shown_totals(typed), sum(typed.told)
    others = (
        (women, men, people - women - men) for women in range(people + 1) for men in range(people - women + 1)
    )
    return [
        told
        for told in others
        if shown_totals(replace(typed, women=told[0], men=told[1], other=told[2])) == page
    ]


@settings(max_examples=60)
@given(numbers, numbers, st.integers(0, 7), st.lists(st.integers(0, 30), max_size=2).map(tuple), typed)
def test_who_knows_the_rule_and_how_many_there_were_cannot_count_back_a_hidden_part(
    women: int, men: int, other: int, present: tuple[int, ...], first_time: int | None
) -> None:
    typed = Totals(None, present, women, men, other, first_time)
    if sum(typed.told) == 0:
        return
    shown = dict(shown_totals(typed).parts)
    possible = _same_page(typed)
    assert typed.told in possible
    for place, part in enumerate((Part.WOMEN, Part.MEN, Part.OTHERS)):
        if part not in shown:
            values = {told[place] for told in possible}
            assert len(values) >= min(PEOPLE, sum(typed.told) + 1), f"{part} is one of {values}"


@given(numbers, st.integers(0, 30), typed)
def test_who_was_there_for_the_first_time_cannot_be_counted_back(
    first_time: int, present: int, women: int | None
) -> None:
    typed = Totals(present=(present,), women=women, first_time=first_time)
    page = shown_totals(typed)
    if page.first_time is None and typed.took_part:
        possible = {
            n for n in range(typed.took_part + 1) if shown_totals(replace(typed, first_time=n)) == page
        }
        assert len(possible) >= min(PEOPLE, typed.took_part + 1)


@pytest.mark.parametrize(
    ("told", "present", "parts"),
    [
        ((8, 7, 5), (20, 19), {Part.WOMEN: 8, Part.MEN: 7, Part.OTHERS: 5}),
        ((12, 6, 0), (18, 17), {Part.WOMEN: 12, Part.MEN_AND_OTHERS: 6}),
        ((12, 6, None), (18, 17), {Part.WOMEN: 12, Part.MEN_AND_OTHERS: 6}),
        ((12, 4, 2), (18,), {Part.WOMEN: 12, Part.MEN_AND_OTHERS: 6}),
        ((3, 12, 2), (17,), {Part.MEN: 12, Part.WOMEN_AND_OTHERS: 5}),
        ((12, None, None), (20,), {Part.WOMEN: 12, Part.MEN_AND_OTHERS: 8}),
        ((None, 12, None), (20,), {Part.MEN: 12, Part.WOMEN_AND_OTHERS: 8}),
        ((12, 12, 5), (31,), {Part.WOMEN: 12, Part.MEN: 12, Part.OTHERS: 7}),
        ((12, 3, 1), (16,), {}),
        ((12, 0, 0), (12,), {}),
        ((12, None, None), (), {}),
        ((10, 0, 0), (15, 10), {}),
    ],
)
def test_a_few_are_put_together_with_others(
    told: tuple[int | None, ...], present: tuple[int, ...], parts: dict[Part, int]
) -> None:
    women, men, other = told
    typed = Totals(None, present, women, men, other)
    shown = shown_totals(typed)
    assert dict(shown.parts) == parts
    assert hides(typed, shown) == (len(parts) < 3)


def test_a_few_on_one_day_are_hidden_and_so_is_one_who_had_been_before() -> None:
    typed = Totals(20, (16, 4, 0), first_time=15)
    shown = shown_totals(typed)
    assert (shown.invited, shown.present, shown.first_time) == (20, (16, None, None), None)
    assert hides(typed, shown)


def test_what_was_not_typed_hides_nothing() -> None:
    assert not hides(Totals(), shown_totals(Totals()))
    assert not hides(Totals(20, (16, 15), first_time=9), shown_totals(Totals(20, (16, 15), first_time=9)))
