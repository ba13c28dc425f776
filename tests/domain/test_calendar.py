"""The dates of the days: real where they began, else given, else by the agenda; never crossed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.agenda import Agenda, Day, GroupSize
from workshop.domain.calendar import dates, follow_ups, kept_until
from workshop.domain.events import DayDated, DayEnded, Event, RetentionSet, SessionBegan, Undone
from workshop.domain.workshop import State, replay

MONDAY = date(2026, 10, 12)
ONE = timedelta(days=1)


def _agenda(*weeks: int | None) -> Agenda:
    days = tuple(Day(title=str(week), start=time(9), sessions=(), week=week) for week in weeks)
    return Agenda(
        id="a",
        title="A",
        about="",
        goal="",
        group=GroupSize(1, 9),
        days=days,
        sources=(),
        follow_ups=(30, 90),
    )


def _at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour))


def _ran(*days: date) -> list[Event]:
    """The first days, on these dates, each begun and ended."""
    return [
        event
        for number, day in enumerate(days)
        for event in (SessionBegan(_at(day), number, "a"), DayEnded(_at(day, 17)))
    ]


def test_by_default_one_day_follows_the_other() -> None:
    found = dates(_agenda(None, None, None), State(), MONDAY)
    assert found == (MONDAY, MONDAY + ONE, MONDAY + 2 * ONE)


def test_weeks_come_on_the_weekday_of_the_week_before() -> None:
    found = dates(_agenda(0, 0, 1, 3, 3), State(), MONDAY)
    assert [(day - MONDAY).days for day in found] == [0, 1, 7, 21, 22]


def test_a_day_that_began_keeps_its_date_and_the_others_follow() -> None:
    agenda = _agenda(None, None, None)
    state = replay(_ran(MONDAY, MONDAY + 4 * ONE))
    later = MONDAY + 10 * ONE
    assert dates(agenda, state, MONDAY + 4 * ONE)[2] == MONDAY + 5 * ONE
    assert dates(agenda, state, later) == (MONDAY, MONDAY + 4 * ONE, later), "nothing to come has passed"


def test_a_given_date_holds_and_is_undone() -> None:
    agenda = _agenda(None, None, None)
    friday = MONDAY + 4 * ONE
    moved: list[Event] = [DayDated(_at(MONDAY), 1, friday.isoformat())]
    assert dates(agenda, replay(moved), MONDAY) == (MONDAY, friday, friday + ONE)
    assert dates(agenda, replay([*moved, Undone(_at(MONDAY))]), MONDAY)[1] == MONDAY + ONE


def test_what_follows_counts_from_the_last_day() -> None:
    agenda = _agenda(None, None)
    state = replay([*_ran(MONDAY, MONDAY + ONE), RetentionSet(_at(MONDAY), 90)])
    later = MONDAY + 60 * ONE
    assert follow_ups(agenda, state, later) == ((30, date(2026, 11, 12)), (90, date(2027, 1, 11)))
    assert kept_until(agenda, state, later) == date(2027, 1, 11)
    assert kept_until(agenda, State(), later) is None


_WEEKS = st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=1, max_size=8)
_SPANS = st.lists(st.integers(0, 20), max_size=8)
_GIVEN = st.dictionaries(st.integers(0, 7), st.integers(-30, 60))


@given(_WEEKS, _SPANS, _GIVEN, st.integers(0, 40), st.integers(0, 40))
def test_dates_are_never_passed_never_crossed_and_move_with_time_only_forward(
    weeks: list[int | None], spans: list[int], given_dates: dict[int, int], wait: int, more: int
) -> None:
    agenda = _agenda(*weeks)
    began = [MONDAY + sum(spans[: n + 1]) * ONE for n in range(min(len(spans), len(weeks)))]
    state = replay(_ran(*began))
    today = max([MONDAY, *began]) + wait * ONE
    state = replace(state, dated={n: MONDAY + by * ONE for n, by in given_dates.items()})
    found = dates(agenda, state, today)
    assert len(found) == len(weeks)
    assert list(found[: len(began)]) == began
    assert list(found) == sorted(found)
    assert all(day >= today for day in found[len(began) :])
    later = dates(agenda, state, today + more * ONE)
    assert all(then >= now for now, then in zip(found, later, strict=True))
    as_they_are = replace(state, dated=dict(enumerate(found)))
    assert dates(agenda, as_they_are, today) == found, "giving each its own date changes nothing"


@given(_WEEKS, st.lists(st.integers(0, 30), min_size=8, max_size=8))
def test_given_dates_in_order_and_to_come_all_hold(weeks: list[int | None], gaps: list[int]) -> None:
    meant = [MONDAY + sum(gaps[: n + 1]) * ONE for n in range(len(weeks))]
    state = replace(State(), dated=dict(enumerate(meant)))
    assert list(dates(_agenda(*weeks), state, MONDAY)) == meant
