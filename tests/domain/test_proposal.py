"""A day that runs late: what is proposed keeps its promises, and what is undone is as if it had not been."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workshop.domain.agenda import Day, Session
from workshop.domain.course import (
    Course,
    arranged,
    changed,
    course_from_json,
    moved,
    planned_course,
    rearranged,
)
from workshop.domain.events import DayArranged, Paused, Resumed, SessionBegan, StepTicked, Undone
from workshop.domain.exercise import Minutes
from workshop.domain.forecast import Forecast, forecast
from workshop.domain.proposal import KINDS, Proposal, proposals, propose
from workshop.domain.workshop import State, fold, replay

NINE = datetime(2026, 10, 12, 9, 0)


def _at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def _session(
    id: str,
    planned: int,
    least: int | None = None,
    *,
    kind: str = "exercise",
    keep: str = "should",
    at: str = "",
) -> Session:
    return Session(
        id=id,
        title=id,
        kind=kind,  # type: ignore[arg-type]  # written out by the test
        keep=keep,  # type: ignore[arg-type]  # likewise
        minutes=Minutes(planned if least is None else least, planned, planned + 10),
        at=time.fromisoformat(at) if at else None,
        exercise=id if kind == "exercise" else None,
    )


DAY = Day(
    title="A day",
    start=time(9),
    sessions=(
        _session("opening", 30, 20, keep="must"),
        _session("map", 60, 40),
        _session("tea", 30, 20, kind="break"),
        _session("threats", 60, 45, keep="must"),
        _session("lunch", 60, at="12:00", kind="meal"),
        _session("risk", 60, 50, keep="must"),
        _session("time", 30, 20, keep="could"),
        _session("closing", 30, 30, keep="must"),
    ),
)
"""Nine to three."""


def _late(minutes: int) -> State:
    """The opening has taken so much longer than planned; the map begins now."""
    return replay([SessionBegan(_at(0), 0, "opening"), SessionBegan(_at(30 + minutes), 0, "map")])


def _proposal(kind: str, minutes: int) -> Proposal:
    return propose(kind, DAY, 0, _late(minutes), _at(30 + minutes), {})  # type: ignore[arg-type]  # a kind by name


def _lines(found: Proposal) -> dict[str, tuple[int, str]]:
    return {
        line.session.id: (line.minutes, f"{line.begins:%H:%M}")
        for line in found.forecast.lines
        if line.state == "ahead"
    }


def test_a_push_parts_what_would_run_into_lunch_and_ends_later() -> None:
    found = _proposal("push", 20)
    assert _lines(found) == {
        "tea": (30, "10:50"),
        "threats": (40, "11:20"),
        "lunch": (60, "12:00"),
        "threats-continued": (20, "13:00"),
        "risk": (60, "13:20"),
        "time": (30, "14:20"),
        "closing": (30, "14:50"),
    }
    assert f"{found.forecast.ends:%H:%M}" == "15:20"
    assert found.course.agreed_end == 15 * 60 + 20
    assert found.slips == ()


def test_a_push_moves_a_session_whole_that_is_not_worth_beginning_before_lunch() -> None:
    found = _proposal("push", 55)
    assert "threats-continued" not in _lines(found)
    assert _lines(found)["threats"] == (60, "13:00")
    assert _lines(found)["lunch"] == (60, "12:00")


def test_a_squeeze_shares_the_loss_and_keeps_lunch_and_the_end() -> None:
    found = _proposal("squeeze", 10)
    assert _lines(found)["threats"] == (50, "11:10")
    assert _lines(found)["tea"] == (30, "10:40"), "a break is not eaten while others can give"
    assert _lines(found)["lunch"] == (60, "12:00")
    assert (found.short_by, found.slips) == (0, ())


def test_a_squeeze_takes_from_a_break_only_at_last_and_says_so() -> None:
    found = _proposal("squeeze", 20)
    assert [(c.session.id, c.before, c.after, c.resting) for c in found.changes] == [
        ("tea", 30, 25, True),
        ("threats", 60, 45, False),
    ]
    assert _lines(found)["lunch"] == (60, "12:00")


def test_what_even_the_least_minutes_cannot_save_is_said() -> None:
    found = _proposal("squeeze", 40)
    assert [(slip.session.id, slip.minutes) for slip in found.slips] == [("lunch", 15)]


def test_a_drop_names_the_least_important_first() -> None:
    state = replay([SessionBegan(_at(0), 0, "opening"), SessionBegan(_at(180), 0, "lunch")])
    found = propose("drop", DAY, 0, state, _at(265), {})
    assert [change.session.id for change in found.changes] == ["time"]
    assert f"{found.forecast.ends:%H:%M}" == "14:55"


def test_nothing_is_left_out_that_must_stay_or_gives_rest() -> None:
    found = _proposal("drop", 25)
    assert [change.session.id for change in found.changes] == ["time"], "neither tea nor threats"
    assert [(slip.session.id, slip.minutes) for slip in found.slips] == [("lunch", 25)]


def test_after_a_choice_the_day_counts_from_what_was_agreed() -> None:
    found = _proposal("push", 20)
    state = fold(_late(20), DayArranged(_at(50), 0, "push", found.course.to_json()))
    seen = forecast(found.day, 0, state, _at(50))
    assert (seen.behind, seen.late) == (0, 0)
    assert f"{seen.planned_end:%H:%M} {seen.agreed_end:%H:%M}" == "15:00 15:20"


# -- any day, any moment -----------------------------------------------------------------------------

kinds = st.sampled_from(["exercise", "exercise", "exercise", "break", "free", "ritual"])
keeps = st.sampled_from(["must", "should", "could"])


@st.composite
def days(draw: st.DrawFn) -> Day:
    sessions: list[Session] = []
    cursor = 9 * 60
    for number in range(draw(st.integers(2, 9))):
        planned = draw(st.integers(5, 60))
        least = draw(st.integers(1, planned))
        fixed = number > 0 and draw(st.integers(0, 3)) == 0
        cursor += draw(st.integers(0, 20)) if fixed else 0
        at = f"{cursor // 60:02}:{cursor % 60:02}" if fixed and cursor < 23 * 60 else ""
        kind = "meal" if at else draw(kinds)
        sessions.append(_session(f"s{number}", planned, least, kind=kind, keep=draw(keeps), at=at))
        cursor += planned
    return Day(title="Any", start=time(9), sessions=tuple(sessions))


@st.composite
def moments(draw: st.DrawFn) -> tuple[Day, State, datetime]:
    """A day in its course: some sessions have run, each in any number of minutes and seconds."""
    day = draw(days())
    state, now = State(), _at(draw(st.integers(0, 60)))
    for session in day.sessions[: draw(st.integers(0, len(day.sessions)))]:
        state = fold(state, SessionBegan(now, 0, session.id))
        if draw(st.booleans()):
            state = fold(state, Paused(now))
            now += timedelta(seconds=draw(st.integers(0, 900)))
            state = fold(state, Resumed(now))
        now += timedelta(seconds=draw(st.integers(0, 5400)))
    return day, state, now


def _ahead(seen: Forecast) -> dict[str, int]:
    return {line.session.id: line.minutes for line in seen.lines if line.state == "ahead"}


def _fixed_are_kept(seen: Forecast) -> set[str]:
    """Those that begin on the minute."""
    return {
        line.session.id
        for line in seen.lines
        if line.state == "ahead"
        and line.session.at
        and line.begins - datetime.combine(seen.date, line.session.at) <= timedelta(seconds=30)
    }


@given(moments())
def test_proposals_keep_their_promises(moment: tuple[Day, State, datetime]) -> None:
    day, state, now = moment
    before = forecast(day, 0, state, now)
    assume(before.late > 0)
    sessions = {session.id: session for session in day.sessions}
    for found in proposals(day, 0, state, now, {}):
        after = found.forecast
        begun = [line for line in before.lines if line.state in ("done", "running", "passed_over")]
        assert [(line.session.id, line.begins) for line in begun] == [
            (line.session.id, line.begins) for line in after.lines[: len(begun)]
        ], "what has begun is never touched"
        slipping = {slip.session.id for slip in found.slips}
        fixed = {id for id in _ahead(before) if sessions[id].at}
        assert fixed <= _fixed_are_kept(after) | slipping, "a fixed time holds, or it is said by how much"
        assert _fixed_are_kept(before) <= _fixed_are_kept(after), "and none is lost that held"
        assert after.ends <= before.ends or found.kind == "push"
        if found.kind == "push":
            whole = sum(_ahead(after).values())
            assert whole == sum(_ahead(before).values()), "every session keeps its minutes"
        if found.kind == "squeeze":
            for id, minutes in _ahead(after).items():
                assert minutes == before_minutes(before, id) or minutes >= sessions[id].minutes.least
            taken = sum(change.before - change.after for change in found.changes)
            assert sum(_ahead(before).values()) - taken == sum(_ahead(after).values())
            resting = [change for change in found.changes if change.resting]
            assert all(sessions[change.session.id].kind != "exercise" for change in resting)
            others = [c for c in found.changes if sessions[c.session.id].kind != "exercise"]
            assert others == resting, "rest is never taken from without being named"
        if found.kind == "drop":
            for change in found.changes:
                assert change.session.keep != "must"
                assert change.session.kind == "exercise"
                assert change.session.at is None
        if found.kind != "push" and not found.slips and found.short_by == 0:
            assert after.ends <= before.agreed_end + timedelta(seconds=30)


def before_minutes(seen: Forecast, id: str) -> int:
    return _ahead(seen)[id]


@given(moments())
def test_what_is_proposed_is_what_is_taken(moment: tuple[Day, State, datetime]) -> None:
    day, state, now = moment
    for found in proposals(day, 0, state, now, {}):
        taken = fold(state, DayArranged(now, 0, found.kind, found.course.to_json()))
        seen = forecast(arranged(day, taken.courses[0]), 0, taken, now)
        assert seen.lines == tuple(
            replace(line, agreed=other.agreed)
            for line, other in zip(found.forecast.lines, seen.lines, strict=True)
        )
        assert seen.ends == found.forecast.ends


@given(moments(), st.lists(st.sampled_from(KINDS), min_size=1, max_size=4), st.booleans())
def test_undo_is_exact(moment: tuple[Day, State, datetime], kinds: list[str], tick: bool) -> None:
    day, state, now = moment
    states = [state]
    for kind in kinds:
        taken = propose(kind, day, 0, states[-1], now, {})  # type: ignore[arg-type]  # a kind by name
        event = DayArranged(now, 0, kind, taken.course.to_json())
        states.append(fold(states[-1], event))
        if tick:
            states.append(fold(states[-1], StepTicked(now, "s0", 1, done=True)))
    undone = states[-1]
    for before in reversed(states[:-1]):
        undone = fold(undone, Undone(now))
        assert undone == before


@given(moments())
def test_a_course_survives_being_written_down(moment: tuple[Day, State, datetime]) -> None:
    day, state, now = moment
    for found in proposals(day, 0, state, now, {}):
        assert course_from_json(found.course.to_json()) == found.course


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"slots": [{}]}'])
def test_anything_else_is_no_course(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        course_from_json(text)


def test_a_day_without_changes_is_its_agenda() -> None:
    course = planned_course(DAY)
    assert arranged(DAY, course) == DAY
    assert isinstance(course, Course)
    assert course.agreed_end == course.planned_end == 15 * 60


def test_what_is_parted_has_parts_worth_holding() -> None:
    assert _lines(_proposal("push", 2))["threats-continued"] == (5, "13:00")


@pytest.mark.parametrize("seconds", [1, 20, 40])
def test_a_fixed_time_is_kept_to_the_second(seconds: int) -> None:
    late = _at(40) + timedelta(seconds=seconds)
    state = replay([SessionBegan(_at(0), 0, "opening"), SessionBegan(late, 0, "map")])
    lunch = next(
        line
        for line in propose("squeeze", DAY, 0, state, late, {}).forecast.lines
        if line.session.id == "lunch"
    )
    assert lunch.begins == _at(180)


def test_by_hand_what_is_left_out_takes_no_time_and_what_has_begun_stays() -> None:
    course = planned_course(DAY)
    slots = changed(course.slots, "map", left_out=True)
    found = rearranged(course, DAY, slots, frozen=1)
    assert [slot.agreed - 9 * 60 for slot in found.slots[:4]] == [0, 30, 30, 60]
    assert found.agreed_end == course.agreed_end
    assert moved(course.slots, "opening", 1, frozen=1) == course.slots
    assert moved(course.slots, "map", -1, frozen=1) == course.slots
