"""The room's clock: never below zero, never faster than time, and no pause counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.countdown import Countdown, TimeLeft
from workshop.domain.events import (
    DayEnded,
    Event,
    Paused,
    Resumed,
    RoomClockSet,
    RoomClockTaken,
    SessionBegan,
    SessionReopened,
    event_from_plain,
    event_to_plain,
)
from workshop.domain.workshop import replay

NINE = datetime(2026, 10, 12, 9, 0)
SECONDS = st.integers(0, 4000)


def _at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def test_it_counts_whole_minutes_and_the_last_until_it_is_over() -> None:
    clock = Countdown(NINE, 10)
    assert clock.left(NINE, None) == TimeLeft(10, 100)
    assert clock.left(_at(5), None) == TimeLeft(5, 50)
    assert clock.left(_at(9.5), None).minutes == 1
    assert clock.left(_at(10), None) == TimeLeft(0, 0)
    assert clock.left(_at(10), None).over
    assert clock.left(_at(300), None) == TimeLeft(0, 0)


@given(st.integers(1, 120), st.lists(st.tuples(SECONDS, SECONDS), max_size=6), SECONDS)
def test_pauses_of_any_length_do_not_count(minutes: int, stretches: list[tuple[int, int]], last: int) -> None:
    events: list[Event] = [SessionBegan(NINE, 0, "a"), RoomClockSet(NINE, minutes)]
    now, ran = NINE, timedelta()
    for running, pause in stretches:
        now += timedelta(seconds=running)
        ran += timedelta(seconds=running)
        events.append(Paused(now))
        state = replay(events)
        assert state.room_clock is not None
        waiting = now + timedelta(seconds=pause)
        assert state.room_clock.left(waiting, state.paused_since) == state.room_clock.left(now, now)
        now = waiting
        events.append(Resumed(now))
    now += timedelta(seconds=last)
    ran += timedelta(seconds=last)
    clock = replay(events).room_clock
    assert clock is not None
    left = clock.left(now, None)
    assert left == Countdown(NINE, minutes).left(NINE + ran, None)
    assert 0 <= left.minutes <= minutes
    assert 0 <= left.hundredths <= 100
    assert left.over == (ran >= timedelta(minutes=minutes)) == (left.hundredths == 0)


def test_given_in_the_middle_of_a_pause_it_waits_for_its_end() -> None:
    state = replay([SessionBegan(NINE, 0, "a"), Paused(_at(1)), RoomClockSet(_at(5), 3), Resumed(_at(9))])
    assert state.room_clock is not None
    assert state.room_clock.left(_at(9), None).minutes == 3
    assert state.room_clock.left(_at(11.5), None).minutes == 1


def test_it_goes_with_its_session_and_when_it_is_taken_away() -> None:
    given_: list[Event] = [SessionBegan(NINE, 0, "a"), RoomClockSet(_at(1), 5)]
    assert replay(given_).room_clock is not None
    for after in (
        SessionBegan(_at(2), 0, "b"),
        SessionReopened(_at(2), 0, "a"),
        DayEnded(_at(2)),
        RoomClockTaken(_at(2)),
    ):
        assert replay([*given_, after]).room_clock is None
    assert replay([RoomClockSet(NINE, 5)]).room_clock is None, "no session, no step"


def test_it_survives_the_logbook() -> None:
    for event in (RoomClockSet(NINE, 5), RoomClockTaken(NINE)):
        assert event_from_plain(event_to_plain(event)) == event
