"""What is wrong with a file is said with its line, what is allowed, and the nearest spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.domain.errors import ContentProblems, WorkshopError
from workshop.domain.exercise import Exercise
from workshop.domain.prompt import Audience, Prompt
from workshop.library import check, content_folder, load_file, load_library

EXERCISE = content_folder("exercises") / "stressor-mapping.yaml"
AGENDA = content_folder("agendas") / "three-day-holistic.yaml"

# (shipped file, what is written there, what stands there instead, words of the message)
MISTAKES = [
    (EXERCISE, "depth: 2", "dept: 2", "Did you mean “depth”"),
    (EXERCISE, "depth: 2", "depth: 4", "from 1 to 3"),
    (EXERCISE, "depth: 2", "depth: two", "whole number"),
    (EXERCISE, "phones: optional", "phones: no", "Allowed: on, optional, off"),
    (EXERCISE, "title: Stressor mapping", "title:", "text is missing"),
    (EXERCISE, "fallback: grounding", "fallback: groundng", "no exercise “groundng”"),
    (EXERCISE, "type: multi", "type: mulit", "Did you mean “multi”"),
    (EXERCISE, "audience: room", "audience: group", "Allowed: room, facilitator, mine, paper"),
    (EXERCISE, "sensitive: true", "sensitive: yes", "Allowed: true, false"),
    (EXERCISE, "feeds: P2.stressors", "feeds: P2.stresors", "has no field stresors"),
    (EXERCISE, "minutes: 4\n", "minutes: 5\n", "steps take 46 minutes"),
    (EXERCISE, "phase: input", "phase: inputs", "Did you mean “input”"),
    (EXERCISE, "cell: mark", "cell: marks", "Did you mean “mark”"),
    (EXERCISE, "- id: influence", "- id: sources", "id of two prompts"),
    (EXERCISE, "- id: influence", "- id: In fluence", "lower-case"),
    (EXERCISE, "groups: [solo, small, plenary]", "groups: solo", "a list"),
    (EXERCISE, "form: open", "form: opened", "Did you mean “open”"),
    (
        EXERCISE,
        "minutes: {least: 30, planned: 45, most: 60}",
        "minutes: {least: 50, planned: 45, most: 60}",
        "rise",
    ),
    (AGENDA, 'start: "09:00"', "start: 9", "time of day"),
    (AGENDA, 'start: "09:00"', 'start: "25:00"', "time of day"),
    (AGENDA, "exercise: stressor-mapping", "exercise: stresor-mapping", "Did you mean “stressor-mapping”"),
    (AGENDA, "kind: meal", "kind: lunch", "Allowed: exercise, break"),
    (AGENDA, "keep: could", "keep: maybe", "Allowed: must, should, could"),
    (AGENDA, "- id: goal", "- id: agreement", "id of two sessions"),
    (
        AGENDA,
        "minutes: {least: 40, planned: 55, most: 60}",
        "minutes: {least: 40, planned: 57, most: 60}",
        "Shorten",
    ),
    (AGENDA, "group: {least: 8, most: 20}", "group: {least: 28, most: 20}", "less than"),
    (AGENDA, "goal: Each", "gaol: Each", "Did you mean “goal”"),
    (AGENDA, "days:", "days", "YAML"),
]


def _mistaken(tmp_path: Path, file: Path, right: str, wrong: str) -> tuple[Path, int]:
    text = file.read_text(encoding="utf-8")
    assert right in text, f"{right} is no longer in {file.name}"
    copy = tmp_path / file.name
    copy.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return copy, text[: text.index(right)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "right", "wrong", "message"), MISTAKES, ids=lambda v: v[:24] if isinstance(v, str) else ""
)
def test_a_mistake_is_named_with_its_mend(
    tmp_path: Path, file: Path, right: str, wrong: str, message: str
) -> None:
    copy, _ = _mistaken(tmp_path, file, right, wrong)
    problems = check([copy])
    assert problems
    assert any(message in problem.message for problem in problems), [str(problem) for problem in problems]


@pytest.mark.parametrize("place", [0, 1, 3, 6, 8, 9, 11, 20, 21, 22])
def test_the_line_is_the_line_of_the_mistake(tmp_path: Path, place: int) -> None:
    file, right, wrong, _ = MISTAKES[place]
    copy, line = _mistaken(tmp_path, file, right, wrong)
    assert line in [problem.line for problem in check([copy])]


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    text = EXERCISE.read_text(encoding="utf-8")
    for right, wrong in (
        ("depth: 2", "depht: 2"),
        ("type: multi", "type: mutli"),
        ("phase: input", "phase: putin"),
    ):
        text = text.replace(right, wrong, 1)
    copy = tmp_path / "broken.yaml"
    copy.write_text(text, encoding="utf-8")
    messages = " ".join(problem.message for problem in check([copy]))
    assert all(word in messages for word in ("depht", "depth", "mutli", "putin"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b\n",
        "a: [1, 2",
        "\t:",
        "title: *nowhere",
        "? [a]\n: b\n",
        "\x00",
        "days: 3\n",
        "days:\n  - 1\n",
    ],
)
def test_rubbish_is_a_problem_and_never_a_crash(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rubbish.yaml"
    file.write_text(text, encoding="utf-8")
    assert check([file])


def test_yaml_surprises_are_turned_off(tmp_path: Path) -> None:
    copy, _ = _mistaken(tmp_path, EXERCISE, "none: Hardly", "no: Off\n      on: 12:30")
    assert check([copy]) == ()
    text = AGENDA.read_text(encoding="utf-8")
    agenda = tmp_path / "agendas" / "mine.yaml"
    agenda.parent.mkdir()
    agenda.write_text(
        text.replace('start: "09:00"', "start: 09:00").replace('at: "13:00"', "at: 13:00"), encoding="utf-8"
    )
    library, id = load_file(agenda)
    assert [f"{day.start:%H:%M}" for day in library.agendas[id].days] == ["09:00"]


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match="cannot be read"):
        check([tmp_path / "nowhere.yaml"])


def test_a_broken_agenda_does_not_load(tmp_path: Path) -> None:
    copy, _ = _mistaken(tmp_path, AGENDA, "exercise: check-out", "exercise: chekc-out")
    with pytest.raises(ContentProblems, match=r"three-day-holistic\.yaml:\d+: .*check-out"):
        load_file(copy)


def test_every_prompt_type_and_audience_is_in_use() -> None:
    prompts = [prompt for exercise in load_library().exercises.values() for prompt in exercise.prompts]
    assert {type(prompt) for prompt in prompts} == set(Prompt.__args__)
    assert {prompt.audience for prompt in prompts} == set(Audience)


@pytest.mark.parametrize("exercise", load_library().exercises.values(), ids=lambda exercise: exercise.id)
def test_an_exercise_can_be_run_from_its_text_alone(exercise: Exercise) -> None:
    assert all(step.say and step.do and step.if_it_fails for step in exercise.steps)
    assert exercise.debrief
    assert exercise.cautions
    assert exercise.sources
    assert exercise.fallback or exercise.id == "grounding"


def test_shipped_content_is_clean_and_says_nothing_twice() -> None:
    assert check([content_folder("agendas"), content_folder("exercises")]) == ()
    said = [
        text
        for exercise in load_library().exercises.values()
        for step in exercise.steps
        for text in (*step.say, *step.do, step.if_it_fails)
    ]
    assert len(said) == len(set(said))


def test_day_one_is_eight_hours_with_room_to_breathe() -> None:
    day = load_library().agendas["three-day-holistic"].days[0]
    rest = sum(session.minutes.planned for session in day.sessions if session.kind != "exercise")
    assert day.minutes == 480
    assert rest >= 0.2 * day.minutes


def test_a_file_that_somebody_sent_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    text = AGENDA.read_text(encoding="utf-8").replace(
        "title: Three days of holistic security", 'title: "Days\\e]52;c;ZXZpbA==\\a and nights"', 1
    )
    agenda = tmp_path / "sent.yaml"
    agenda.write_text(text, encoding="utf-8")
    library, id = load_file(agenda)
    assert library.agendas[id].title == "Days]52;c;ZXZpbA== and nights"
