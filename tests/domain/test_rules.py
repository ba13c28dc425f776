"""The rules for a day that people can carry: shipped agendas keep each, and a broken one is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from workshop.domain.agenda import Agenda, Session, SessionKind
from workshop.domain.exercise import Depth, Exercise, Minutes
from workshop.domain.rules import Finding, findings
from workshop.library import load_library

LIBRARY = load_library()
PLAIN = LIBRARY.agendas["half-day-introduction"]
LIGHT = LIBRARY.exercises["care-words"]
GROUNDING = LIBRARY.exercises["grounding"]
AGREEMENT = LIBRARY.exercises["group-agreement"]


def _session(
    id: str, minutes: int, kind: SessionKind = "exercise", *, prayer: bool = False, stop: str = ""
) -> Session:
    return Session(
        id=id,
        title=id,
        kind=kind,
        minutes=Minutes(minutes, minutes, minutes),
        exercise=id if kind == "exercise" else None,
        prayer=prayer,
        choice_to_stop=stop,
    )


def _exercise(depth: Depth = 1, base: Exercise = LIGHT) -> Exercise:
    return replace(base, depth=depth, minutes=Minutes(1, 30, 480), prompts=(), requires=())


def _agenda(*sessions: Session) -> Agenda:
    day = replace(PLAIN.days[0], sessions=sessions)
    return replace(PLAIN, days=(day,), follow_ups=(30,), requires=("support_person",))


def _broken(agenda: Agenda, **depths: Depth) -> list[Finding]:
    exercises: dict[str, Exercise] = {}
    for day in agenda.days:
        for session in day.sessions:
            if session.exercise:
                base = {"ground": GROUNDING, "trust": AGREEMENT}.get(session.id.split("_")[0], LIGHT)
                exercises[session.id] = _exercise(depths.get(session.id, 1), base)
    return list(findings(agenda, exercises))


def _said(found: list[Finding]) -> str:
    return " ".join(one.english.format(**dict(one.values)) for one in found)


LUNCH = _session("lunch", 60, "meal", prayer=True)
TEA = _session("tea", 30, "break")

BROKEN: list[tuple[str, tuple[Session, ...], dict[str, Depth], str, bool]] = [
    ("ninety-one minutes", (_session("a", 45), _session("b", 46)), {}, "91 minutes without a break", True),
    (
        "a day too long",
        (*(_session(f"e{n}", 60) for n in range(8)), LUNCH),
        {},
        "asks for 540 minutes",
        True,
    ),
    ("little rest", (*(_session(f"e{n}", 75) for n in range(5)), TEA), {}, "20 % is the least", True),
    (
        "no place for prayer",
        (_session("a", 90), _session("meal", 90, "meal"), _session("b", 90), TEA, _session("c", 60)),
        {},
        "place for prayer",
        True,
    ),
    (
        "a half-day without rest",
        (_session("a", 90), _session("b", 90)),
        {},
        "10 % is the least",
        True,
    ),
    (
        "depth 3 on the first morning",
        (_session("trust", 20), _session("deep", 30), _session("ground", 10), LUNCH, _session("a", 90)),
        {"deep": 3},
        "first half-day",
        False,
    ),
    (
        "depth 3 before trust",
        (_session("a", 60), LUNCH, _session("deep", 30), _session("ground", 10), TEA, _session("b", 90)),
        {"deep": 3},
        "Trust comes before depth 3",
        False,
    ),
    (
        "depth 3 late in the day",
        (_session("trust", 60), LUNCH, _session("deep", 30), _session("ground", 10), TEA, _session("b", 30)),
        {"deep": 3},
        "the day ends 70 minutes later",
        False,
    ),
    (
        "nothing eases depth 3",
        (_session("trust", 60), LUNCH, _session("deep", 30), _session("a", 60), TEA, _session("b", 60)),
        {"deep": 3},
        "After depth 3 comes a grounding",
        False,
    ),
    (
        "a grounding and then depth again",
        (
            _session("trust", 60),
            LUNCH,
            _session("deep", 30),
            _session("ground", 10),
            _session("a", 30),
            TEA,
            _session("b", 60),
        ),
        {"deep": 3, "a": 2},
        "After depth 3 comes a grounding",
        False,
    ),
    (
        "two deep sessions in a row",
        (_session("a", 30), _session("b", 30), _session("c", 10)),
        {"a": 2, "b": 2},
        "choice_to_stop",
        True,
    ),
    (
        "much depth without a grounding",
        (_session("a", 65), LUNCH, _session("b", 65), TEA, _session("c", 40)),
        {"a": 2, "b": 2},
        "130 minutes of depth 2. Each half",
        True,
    ),
    (
        "much depth and a heavy end",
        (_session("ground", 5), _session("a", 70), TEA, _session("b", 70), _session("c", 20)),
        {"a": 2, "b": 2},
        "last 30 minutes should be light",
        True,
    ),
    ("a day that ends deep", (_session("a", 30), _session("b", 30)), {"b": 2}, "ends lightly", True),
]


@pytest.mark.parametrize(
    ("_name", "sessions", "depths", "says", "warning"), BROKEN, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_broken_rule_is_named(
    _name: str, sessions: tuple[Session, ...], depths: dict[str, Depth], says: str, warning: bool
) -> None:
    found = _broken(_agenda(*sessions), **depths)
    assert says in _said(found)
    assert all(one.warning == warning for one in found if says.split()[0] in one.english)


KEPT: list[tuple[str, tuple[Session, ...], dict[str, Depth]]] = [
    ("ninety minutes", (_session("a", 45), _session("b", 45)), {}),
    ("a short pause is one", (_session("a", 60), _session("p", 5, "break"), _session("b", 60), TEA), {}),
    (
        "depth 3 in its place",
        (
            _session("trust", 60),
            LUNCH,
            _session("deep", 30),
            _session("ground", 10),
            TEA,
            _session("a", 90),
        ),
        {"deep": 3},
    ),
    (
        "a choice to stop",
        (_session("a", 30), _session("b", 30, stop="Rest if you like."), _session("c", 5)),
        {"a": 2, "b": 2},
    ),
    (
        "a grounding between",
        (_session("a", 30), _session("ground", 5), _session("b", 30), _session("c", 5)),
        {"a": 2, "b": 2},
    ),
]


@pytest.mark.parametrize(("_name", "sessions", "depths"), KEPT, ids=lambda v: v if isinstance(v, str) else "")
def test_what_stays_within_the_rules_is_left_alone(
    _name: str, sessions: tuple[Session, ...], depths: dict[str, Depth]
) -> None:
    assert _said(_broken(_agenda(*sessions), **depths)) == ""


def test_meeting_once_is_worth_a_word() -> None:
    agenda = replace(_agenda(_session("a", 30)), follow_ups=())
    assert "left alone" in _said(_broken(agenda))


def test_who_must_be_there_stands_in_the_agenda() -> None:
    agenda = replace(_agenda(_session("a", 30)), requires=())
    needing = {"a": replace(_exercise(), requires=("qualified_practitioner",))}
    (found,) = findings(agenda, needing)
    assert not found.warning
    assert dict(found.values) == {"helper": "qualified_practitioner"}


def test_where_people_stay_overnight_meals_are_their_own() -> None:
    long_day = _agenda(*(_session(f"m{n}", 90, "meal", prayer=True) for n in range(6)), _session("a", 60))
    assert "asks for 600 minutes" in _said(_broken(long_day))
    assert _said(_broken(replace(long_day, residential=True))) == ""


@pytest.mark.parametrize("agenda", LIBRARY.agendas.values(), ids=lambda agenda: agenda.id)
def test_the_sums_of_every_shipped_day_are_right(agenda: Agenda) -> None:
    assert list(findings(agenda, LIBRARY.done[agenda.id])) == []
    assert agenda.follow_ups and agenda.if_short and agenda.if_crisis
    for day in agenda.days:
        assert day.ends is not None, day.title
        end = datetime.combine(datetime.min, day.start)
        for session in day.sessions:
            begins = datetime.combine(datetime.min, session.at) if session.at else end
            end = max(end, begins) + timedelta(minutes=session.minutes.planned)
            if session.exercise and session.kind == "exercise":
                assert session.aim, f"{agenda.id}: {session.id}"
        if day.held != "asynchronous":
            assert end.time() == day.ends, day.title


def test_a_newcomer_is_shown_three() -> None:
    first = [agenda.id for agenda in LIBRARY.agendas.values() if agenda.start_here]
    assert sorted(first) == ["half-day-introduction", "team-care-plan-day", "three-day-holistic"]
    assert len(LIBRARY.agendas) == 13


def test_the_three_days_are_eight_hours_each_with_room_to_breathe() -> None:
    for day in LIBRARY.agendas["three-day-holistic"].days:
        assert day.minutes == 480
        assert sum(session.minutes.planned for session in day.sessions if session.rests) >= 0.2 * 480
        assert any(session.prayer for session in day.sessions)
