"""The day as it was and will be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.agenda import Day, Session
from workshop.domain.events import (
    Adjusted,
    DayEnded,
    Event,
    Paused,
    Resumed,
    SessionBegan,
    SessionReopened,
    event_from_plain,
    event_to_plain,
)
from workshop.domain.exercise import Minutes
from workshop.domain.forecast import forecast
from workshop.domain.workshop import replay

NINE = datetime(2026, 10, 12, 9, 0)


def _session(id: str, planned: int, least: int = 5, at: time | None = None) -> Session:
    return Session(id=id, title=id, kind="exercise", minutes=Minutes(least, planned, planned), at=at)


DAY = Day(
    title="A day",
    start=time(9),
    sessions=(
        _session("a", 30),
        _session("b", 60),
        _session("lunch", 60, 60, time(10, 30)),
        _session("c", 30),
    ),
)


def _at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def test_before_it_begins_the_day_is_as_planned() -> None:
    found = forecast(DAY, 0, replay([]), _at(-20))
    assert [line.begins for line in found.lines] == [_at(0), _at(30), _at(90), _at(150)]
    assert (found.late, found.behind, found.impossible_by) == (0, 0, 0)


def test_a_long_session_pushes_what_follows() -> None:
    found = forecast(DAY, 0, replay([SessionBegan(_at(0), 0, "a")]), _at(48))
    assert found.left == timedelta(minutes=-18)
    assert found.behind == 18
    assert found.late == 18
    assert found.lines[2].begins == _at(108), "lunch cannot begin before what runs ahead of it"


def test_a_fixed_session_never_begins_before_its_time() -> None:
    events: list[Event] = [SessionBegan(_at(0), 0, "a"), SessionBegan(_at(10), 0, "b")]
    found = forecast(DAY, 0, replay(events), _at(40))
    assert found.lines[2].begins == _at(90)
    assert found.behind == -20
    assert found.late == 0


def test_a_pause_does_not_count() -> None:
    events: list[Event] = [SessionBegan(_at(0), 0, "a"), Paused(_at(5)), Resumed(_at(15))]
    assert forecast(DAY, 0, replay(events), _at(20)).elapsed == timedelta(minutes=10)
    assert forecast(DAY, 0, replay(events[:2]), _at(20)).elapsed == timedelta(minutes=5)


def test_what_cannot_be_kept_is_said_in_minutes() -> None:
    found = forecast(DAY, 0, replay([SessionBegan(_at(0), 0, "c")]), _at(300))
    assert found.impossible_by == 300 - 180


def test_the_end_of_the_day_is_known_afterwards() -> None:
    events: list[Event] = [SessionBegan(_at(0), 0, "a"), SessionBegan(_at(40), 0, "c"), DayEnded(_at(70))]
    found = forecast(DAY, 0, replay(events), _at(500))
    assert [line.state for line in found.lines] == ["done", "passed_over", "passed_over", "done"]
    assert found.ends == _at(70)
    assert found.lines[0].drift == 10


ids = st.sampled_from(["a", "b", "lunch", "c"])
minutes = st.integers(0, 600)
some_events = st.lists(
    st.one_of(
        st.builds(lambda m, s: SessionBegan(_at(m), 0, s), minutes, ids),
        st.builds(lambda m, s: SessionReopened(_at(m), 0, s), minutes, ids),
        st.builds(lambda m: Paused(_at(m)), minutes),
        st.builds(lambda m: Resumed(_at(m)), minutes),
        st.builds(lambda m, n: Adjusted(_at(m), n), minutes, st.integers(-60, 60)),
        st.builds(lambda m: DayEnded(_at(m)), minutes),
    ),
    max_size=12,
)


@given(some_events, minutes)
def test_whatever_was_logged_the_forecast_keeps_its_rules(events: list[Event], now: int) -> None:
    found = forecast(DAY, 0, replay(events), _at(now))
    ahead = [line for line in found.lines if line.state == "ahead"]
    assert len(found.lines) == len(DAY.sessions)
    assert all(line.begins >= _at(90) for line in ahead if line.session.id == "lunch")
    assert all(one.ends <= other.begins for one, other in pairwise(ahead))
    assert found.soonest_end <= found.ends


@given(some_events)
def test_events_survive_being_written_down(events: list[Event]) -> None:
    assert replay(event_from_plain(event_to_plain(event)) for event in events) == replay(events)


def test_a_day_that_ended_late_is_late_and_no_longer_impossible() -> None:
    found = forecast(DAY, 0, replay([SessionBegan(_at(0), 0, "a"), DayEnded(_at(300))]), _at(310))
    assert found.over
    assert (found.late, found.impossible_by) == (120, 0)


def test_an_asynchronous_day_stays_open_until_it_closes() -> None:
    day = Day(
        title="In writing",
        start=time(7),
        ends=time(21),
        held="asynchronous",
        sessions=(_session("question", 15), _session("synthesis", 30, at=time(20))),
    )
    morning = datetime.combine(NINE.date(), time(7))
    found = forecast(day, 0, replay([SessionBegan(morning, 0, "question")]), morning + timedelta(hours=5))
    assert [line.length for line in found.lines] == [13 * 60, 60]
    assert found.lines[0].ends == morning + timedelta(hours=13)
    assert (found.behind, found.late) == (0, 0), "nobody is late while it is open"
    assert found.ends == morning + timedelta(hours=14)
    question, synthesis = day.sessions
    longer = replace(day, sessions=(question, _session("added", 20), synthesis))
    found = forecast(longer, 0, replay([SessionBegan(morning, 0, "question")]), morning)
    assert [line.length for line in found.lines] == [13 * 60 - 20, 20, 60], (
        "what is added takes its minutes alone"
    )


def test_what_was_not_held_on_a_day_before_is_left_out_of_it() -> None:
    tomorrow = _at(24 * 60)
    events: list[Event] = [
        SessionBegan(_at(0), 0, "a"),
        DayEnded(_at(40)),
        SessionBegan(tomorrow, 1, "a"),
    ]
    found = forecast(DAY, 0, replay(events), tomorrow)
    assert [line.state for line in found.lines] == ["done", "passed_over", "passed_over", "passed_over"]
    assert found.over
