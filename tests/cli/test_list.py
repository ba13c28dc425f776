"""What `workshop list` shows: little to begin with, all of it for programs, and what was asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from workshop.library import Filter, load_library, matches

from .process import run


def _rows(*arguments: str) -> list[dict[str, Any]]:
    done = run("list", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert isinstance(rows, list)
    return rows


def test_agendas_to_start_with_come_first_and_the_others_are_counted() -> None:
    agendas = load_library().agendas
    start = [agenda.id for agenda in agendas.values() if agenda.start_here]
    *shown, last = run("list", "agendas").stdout.splitlines()
    assert [line.split()[0] for line in shown] == start
    assert last == f"{len(agendas) - len(start)} more: workshop list agendas --all"
    whole = [line.split()[0] for line in run("list", "agendas", "--all").stdout.splitlines()]
    assert whole[: len(start)] == start
    assert set(whole) == set(agendas)


def test_programs_get_every_agenda_with_what_it_needs() -> None:
    rows = {row["id"]: row for row in _rows("agendas")}
    agendas = load_library().agendas
    assert rows.keys() == agendas.keys()
    for id, row in rows.items():
        agenda = agendas[id]
        assert row["title"] == agenda.title
        assert (row["days"], row["minutes"]) == (len(agenda.days), sum(day.minutes for day in agenda.days))
        assert row["group"] == {
            "least": agenda.group.least,
            "most": agenda.group.most,
            "split": list(agenda.group.split),
        }
        assert (row["start_here"], row["about"]) == (agenda.start_here, agenda.about)
        assert (row["follow_ups"], row["requires"]) == (list(agenda.follow_ups), list(agenda.requires))


def test_programs_get_every_exercise_with_what_it_needs() -> None:
    row = next(row for row in _rows("exercises") if row["id"] == "well-being-index")
    assert (row["least"], row["minutes"], row["most"]) == (10, 15, 20)
    assert (row["depth"], row["phones"], row["groups"]) == (2, "optional", ["solo"])
    assert (row["audiences"], row["requires"], row["sources"]) == (["mine"], ["support_person"], ["S001"])
    assert "CC BY-NC-SA 3.0 IGO" in row["licence"]


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("--depth", "1"), Filter(depth=1)),
        (("--minutes", "15"), Filter(minutes=15)),
        (("--groups", "pairs"), Filter(group="pairs")),
        (("--phones", "off"), Filter(phones="off")),
        (("--source", "S004"), Filter(source="S004")),
        (("--search", "STRESS"), Filter(text="stress")),
        (
            ("--depth", "2", "--groups", "small", "--minutes", "20"),
            Filter(depth=2, group="small", minutes=20),
        ),
    ],
)
def test_exercises_are_narrowed_down(arguments: tuple[str, ...], wanted: Filter) -> None:
    exercises = load_library().exercises
    found = {row["id"] for row in _rows("exercises", *arguments)}
    assert found == {id for id, exercise in exercises.items() if matches(exercise, wanted)}
    assert 0 < len(found) < len(exercises)


def test_a_filter_lets_through_what_it_says() -> None:
    exercise = load_library().exercises["stressor-mapping"]
    minutes = exercise.minutes
    right = (
        Filter(),
        Filter(text="stressor MAPPING"),
        Filter(text=exercise.purpose.split()[3]),
        Filter(depth=exercise.depth),
        Filter(minutes=minutes.least),
        Filter(group=exercise.groups[-1]),
        Filter(phones=exercise.phones),
        Filter(source=exercise.sources[-1].document),
    )
    wrong = (
        Filter(text="mapping elsewhere-not-said"),
        Filter(depth=exercise.depth - 1),
        Filter(minutes=minutes.least - 1),
        Filter(group="pairs"),
        Filter(phones="off"),
        Filter(source="S999"),
    )
    assert "pairs" not in exercise.groups and minutes.least < minutes.planned
    assert [one for one in right if not matches(exercise, one)] == []
    assert [one for one in wrong if matches(exercise, one)] == []
    grounding = load_library().exercises["grounding"]
    assert grounding.title.startswith("Grounding") and "rounding" not in grounding.purpose
    assert matches(grounding, Filter(text="grOUNDING"))


def test_an_empty_shelf_is_said() -> None:
    done = run("list", "exercises", "--search", "nothing is called so")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert _rows("exercises", "--search", "nothing is called so") == []


def test_self_checks_are_listed() -> None:
    rows = {row["id"]: row for row in _rows("self-checks")}
    assert rows.keys() == load_library().self_checks.keys()
    assert rows["six-sliders"]["items"] == 6
    assert "6 questions" in run("list", "self-checks").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("agendas", "--depth", "1"),
        ("exercises", "--depth", "4"),
        ("exercises", "--groups", "crowd"),
        ("exercises", "--phones", "no"),
        ("practices",),
    ],
)
def test_what_cannot_be_listed_is_a_sentence(arguments: tuple[str, ...]) -> None:
    done = run("list", *arguments)
    assert done.returncode == 2
    assert 0 < done.stderr.count("\n") <= 4
    assert "Traceback" not in done.stderr
