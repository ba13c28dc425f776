"""What a run of an agenda holds: an exercise for every session, in the session's minutes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.answer import ChoiceAnswer
from workshop.domain.exercise import Exercise, Minutes
from workshop.domain.prompt import Audience
from workshop.library import Bundle, load_addition, load_bundle, load_file, load_library
from workshop.room import Response, Room

LIBRARY = load_library()


@given(st.sampled_from(sorted(LIBRARY.exercises)), st.integers(1, 480))
def test_steps_share_the_minutes_of_their_session(id: str, minutes: int) -> None:
    exercise = LIBRARY.exercises[id]
    fitted = exercise.within(Minutes(1, minutes, minutes))
    assert fitted.minutes.planned == minutes
    assert all(step.minutes >= 1 for step in fitted.steps)
    assert [step.title for step in fitted.steps] == [step.title for step in exercise.steps]
    if minutes >= len(exercise.steps):
        assert sum(step.minutes for step in fitted.steps) == minutes


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda exercise: exercise.id)
def test_twice_the_minutes_are_twice_each_step(exercise: Exercise) -> None:
    double = 2 * exercise.minutes.planned
    fitted = exercise.within(Minutes(1, double, double))
    assert [step.minutes for step in fitted.steps] == [2 * step.minutes for step in exercise.steps]


def test_what_a_session_says_of_its_own_holds_for_its_exercise() -> None:
    own = 0
    for id in LIBRARY.agendas:
        bundle = LIBRARY.bundle(id)
        for session in (session for day in bundle.agenda.days for session in day.sessions):
            exercise = bundle.exercises.get(session.exercise or "")
            if exercise is None:
                continue
            for said, holds in (
                (session.phones, exercise.phones),
                (session.groups, exercise.groups),
                (session.materials, exercise.materials),
            ):
                own += bool(said)
                assert not said or said == holds, f"{id}: {session.id}"
    assert own > 10


@pytest.mark.parametrize("id", sorted(LIBRARY.agendas))
def test_every_session_has_an_exercise_of_its_own(id: str) -> None:
    bundle = LIBRARY.bundle(id)
    held = [session for day in bundle.agenda.days for session in day.sessions if session.exercise]
    assert len({session.exercise for session in held}) == len(held)
    for session in held:
        exercise = bundle.exercises[session.exercise or ""]
        assert exercise.minutes == session.minutes
        assert exercise.id == session.exercise
    again = load_bundle(bundle.to_plain())
    assert again.agenda == bundle.agenda
    assert again.exercises == bundle.exercises
    assert again.self_checks == bundle.self_checks


def _override(bundle: Bundle) -> Exercise:
    return next(e for e in bundle.exercises.values() if e.id == "finish-my-plan")


def test_an_override_holds_in_its_agenda_alone() -> None:
    short = _override(LIBRARY.bundle("half-day-introduction"))
    whole = _override(LIBRARY.bundle("three-day-holistic"))
    assert short.minutes.planned < whole.minutes.planned
    assert {step.title for step in short.steps} != {step.title for step in whole.steps}
    assert short.cautions == whole.cautions, "what is not overridden stays"


def test_what_an_override_falls_back_on_comes_along(tmp_path: Path) -> None:
    text = LIBRARY.sources["agendas", "half-day-introduction"].text
    file = tmp_path / "mine.yaml"
    file.write_text(text.replace("override:\n", "override:\n          fallback: remembrance\n", 1))
    library, id = load_file(file)
    bundle = library.bundle(id)
    assert "remembrance" in bundle.exercises
    assert "remembrance" in load_bundle(bundle.to_plain()).exercises


def test_an_exercise_that_is_worth_a_look_is_added_all_the_same() -> None:
    addition = LIBRARY.addition("stressor-mapping")
    text = addition.exercise_source.text.replace("fallback: grounding\n", "", 1)
    warned = replace(addition, exercise_source=replace(addition.exercise_source, text=text))
    assert load_addition(warned.to_json()).exercise.fallback is None


async def test_two_evenings_are_two_figures(room: Room) -> None:
    for exercise, weather in (("check-out", "sun"), ("check-out-2", "rain")):
        room.open_form(exercise)
        for _ in range(5):
            id = room.submission_id(exercise, Audience.ROOM)
            answers = {"weather": ChoiceAnswer(weather)}
            await room.receive(Response(exercise, Audience.ROOM, id, answers))
        await room.close_form(exercise)
    for exercise, weather in (("check-out", "sun"), ("check-out-2", "rain")):
        prompt = room.bundle.exercises[exercise].prompt("weather")
        assert prompt is not None
        shown = room.figures.shown(exercise, prompt)
        counts = {bar.id: bar.count for bar in shown.figure.bars}  # type: ignore[union-attr]  # a choice's bars
        assert counts[weather] == 5
        assert sum(count or 0 for count in counts.values()) == 5
