"""What is wrong with a file is said with its line, what is allowed, and the nearest spelling."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from workshop.domain.errors import ContentProblems, WorkshopError
from workshop.domain.exercise import Exercise
from workshop.domain.prompt import Audience, Prompt
from workshop.library import check, content_folder, load_file, load_library

EXERCISE = content_folder("exercises") / "stressor-mapping.yaml"
TODAY = date(2026, 11, 23)
AGENDA = content_folder("agendas") / "three-day-holistic.yaml"
HALF = content_folder("agendas") / "half-day-introduction.yaml"
RETREAT = content_folder("agendas") / "healing-retreat.yaml"
MINE = content_folder("exercises") / "my-green-yellow-red.yaml"
BREATH = content_folder("exercises") / "grounding.yaml"
SELF_CHECK = content_folder("exercises") / "private-self-check.yaml"
CHECK = content_folder("self-checks") / "six-sliders.yaml"
PEOPLE = content_folder("referrals") / "example.yaml"
WEATHER = content_folder("exercises") / "check-in.yaml"

# (shipped file, what is written there, what stands there instead, words of the message,
#  what stands on the line that is named, where it is another one)
MISTAKES: list[tuple[Path, str, str, str, str]] = [
    (EXERCISE, "depth: 2", "dept: 2", "Did you mean “depth”", ""),
    (EXERCISE, "depth: 2", "depth: 4", "from 1 to 3", ""),
    (EXERCISE, "depth: 2", "depth: two", "whole number", ""),
    (EXERCISE, "depth: 2", f"depth: {'9' * 5000}", "whole number", ""),
    (EXERCISE, "depth: 2", "depth: 3", "add “requires: [support_person]”", ""),
    (EXERCISE, "phones: optional", "phones: no", "Allowed: on, optional, off", ""),
    (EXERCISE, "phones: optional", "phones: off", "Give them the audience paper", ""),
    (EXERCISE, "title: Stressor mapping", "title:", "text is missing", ""),
    (EXERCISE, "fallback: grounding", "fallback: groundng", "no exercise “groundng”", ""),
    (EXERCISE, "fallback: grounding\n", "", "no “fallback”", "title: Stressor mapping"),
    (EXERCISE, "type: multi", "type: mulit", "Did you mean “multi”", ""),
    (EXERCISE, "audience: room", "audience: group", "Allowed: room, facilitator, mine, paper", ""),
    (EXERCISE, "sensitive: true", "sensitive: yes", "Allowed: true, false", ""),
    (EXERCISE, "feeds: P2.stressors", "feeds: P2.stresors", "has no field stresors", ""),
    (EXERCISE, "feeds: P2.stressors[1].source", "feeds: P2.stressors[1].sauce", "has no column sauce", ""),
    (EXERCISE, "    feeds: P2.stressors\n", "", "needs “feeds”", "ask: Stressors that I want"),
    (EXERCISE, "minutes: 4\n", "minutes: 5\n", "steps take 46 minutes", "minutes: {least: 30"),
    (EXERCISE, "phase: input", "phase: inputs", "Did you mean “input”", ""),
    (EXERCISE, "cell: mark", "cell: marks", "Did you mean “mark”", ""),
    (EXERCISE, "cell: mark", "cell: text", "Text cells are for “mine” and “paper” only", ""),
    (EXERCISE, "- id: influence", "- id: sources", "id of two prompts", ""),
    (EXERCISE, "- id: influence", "- id: In fluence", "lower-case", ""),
    (EXERCISE, "groups: [solo, small, plenary]", "groups: solo", "a list", ""),
    (EXERCISE, "groups: [solo, small, plenary]", "groups: []", "needs at least one line", ""),
    (EXERCISE, "form: open", "form: opened", "Did you mean “open”", ""),
    (EXERCISE, "    form: open\n", "", "no step opens the form", "  - title:"),
    (EXERCISE, "    form: release\n", "", "no later step shows it", "  - title:"),
    (EXERCISE, "{least: 30, pl", "{least: 50, pl", "rise from least", ""),
    (EXERCISE, "document: S001", "dokument: S001", "Did you mean “document”", ""),
    (
        MINE,
        "columns:\n      signs: Signs",
        "columns:\n      sings: Signs",
        "has no column sings",
        "sings: Signs",
    ),
    (MINE, "      red: Red, I need", "      blue: Red, I need", "has no record blue", ""),
    (MINE, "type: date\n    audience: mine", "type: day\n    audience: mine", "Did you mean “date”", ""),
    (BREATH, "{in: 4, out: 6,", "{in: 6, out: 4,", "out should be longer", ""),
    (BREATH, "rounds: 6", "rounds: 60", "from 1 to 20", ""),
    (
        WEATHER,
        "care: [storm]",
        "care: [strom]",
        "“strom” is not among the choices: sun, cloud, rain, storm",
        "",
    ),
    (WEATHER, "care: [storm]", "care: storm", "a list", ""),
    (WEATHER, "care: [storm]", "care: []", "needs at least one line", ""),
    (WEATHER, "care: [storm]", "care: {at_most: 1}", "a list", ""),
    (WEATHER, "care: [storm]", "care: [sun, cloud, rain, storm]", "Every answer would ask for care", ""),
    (WEATHER, "care: {at_most: 1}", "care: {at_mots: 1}", "Did you mean “at_most”", ""),
    (WEATHER, "care: {at_most: 1}", "care: {at_most: 6}", "from 1 to 5", ""),
    (WEATHER, "care: {at_most: 1}", "care: {at_most: 5}", "Every answer would ask for care", ""),
    (WEATHER, "care: {at_most: 1}", "care: {at_most: 2, at_least: 3}", "Every answer would ask", ""),
    (WEATHER, "care: {at_most: 1}", "care: {}", "Say up to where", ""),
    (WEATHER, "care: {at_most: 1}", "care: [1]", "a table", ""),
    (
        WEATHER,
        "    care: [storm]",
        "    sensitive: true\n    care: [storm]",
        "Keep one of the two",
        "care: [storm]",
    ),
    (
        EXERCISE,
        "    cell: mark\n",
        "    cell: mark\n    care: [nobody]\n",
        "not among the choices",
        "[nobody]",
    ),
    (
        BREATH,
        "    high: Very steady\n",
        "    high: Very steady\n    care: {at_most: 2}\n",
        "read by its owner alone",
        "care: {at_most: 2}",
    ),
    (CHECK, "up_to: 64", "up_to: 30", "The bands should rise", "  - id: much-strain"),
    (CHECK, "up_to: 100", "up_to: 90", "reach 100", "  - id: much-strain"),
    (CHECK, "items: [sleep,", "items: [sleeping,", "no item “sleeping”", "  - id: body"),
    (SELF_CHECK, "self_check: six-sliders", "self_check: sixsliders", "no self-check “sixsliders”", ""),
    (PEOPLE, "kind: doctor", "kind: docter", "Did you mean “doctor”", ""),
    (PEOPLE, "verified_on: 2026-11-10", "verified_on: 10.11.2026", "should be a day", ""),
    (PEOPLE, "verified_on: 2026-11-10", "verified_on: 2027-11-10", "has not come yet", ""),
    (PEOPLE, "verified_on: 2026-11-10", "verified_on: 2026-03-10", "more than 90 days", ""),
    (PEOPLE, "- id: doctor-elm", "- id: night-line", "id of two contacts", ""),
    (AGENDA, 'start: "09:00"', "start: 9", "time of day", ""),
    (AGENDA, 'start: "09:00"', 'start: "25:00"', "time of day", ""),
    (AGENDA, 'start: "09:00"', 'start: "99999999999999999999:00"', "time of day", ""),
    (AGENDA, 'ends: "17:00"', 'ends: "16:30"', "ends at 17:00", ""),
    (AGENDA, "exercise: stressor-mapping", "exercise: stresor-mapping", "mean “stressor-mapping”", ""),
    (AGENDA, "kind: meal", "kind: lunch", "Allowed: exercise, break", ""),
    (AGENDA, "        kind: meal\n", "", "Say which “exercise” this is", "- id: lunch\n"),
    (AGENDA, "keep: could", "keep: maybe", "Allowed: must, should, could", ""),
    (AGENDA, "- id: check-in-two", "- id: agreement", "id of two sessions", ""),
    (
        AGENDA,
        "{least: 40, planned: 55, most: 60}",
        "{least: 40, planned: 57, most: 60}",
        "Shorten",
        "- id: lunch\n",
    ),
    (AGENDA, "group: {least: 8, most: 20", "group: {least: 28, most: 20", "less than", ""),
    (AGENDA, "managers_apart]", "managers_aside]", "Did you mean “managers_apart”", ""),
    (AGENDA, "goal: Each", "gaol: Each", "Did you mean “goal”", ""),
    (AGENDA, "days:", "days", "YAML", "  - title: Arriving"),
    (RETREAT, "requires: [support_person]\n", "", "needs a support_person", "- id: "),
    (AGENDA, "follow_ups: [30, 90]\n", "", "left alone", "title: Three days"),
    (AGENDA, "follow_ups: [30, 90]", "follow_ups: [soon]", "whole number", ""),
    (RETREAT, 'phones: "off"', 'phones: "of"', "Did you mean “off”", ""),
    (HALF, "override:", "overide:", "Did you mean “override”", ""),
    (
        HALF,
        "override:\n",
        "override:\n          fallback: groundng\n",
        "no exercise “groundng”",
        "fallback: groundng",
    ),
    (
        HALF,
        "override:\n",
        "override:\n          self_check: sliders\n",
        "no self-check “sliders”",
        "self_check: sliders",
    ),
]


def _mistaken(tmp_path: Path, file: Path, right: str, wrong: str) -> tuple[Path, int]:
    text = file.read_text(encoding="utf-8")
    assert right in text, f"{right} is no longer in {file.name}"
    copy = tmp_path / file.name
    copy.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return copy, text[: text.index(right)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "right", "wrong", "message", "on"), MISTAKES, ids=lambda v: v[:24] if isinstance(v, str) else ""
)
def test_a_mistake_is_named_on_its_line_with_its_mend(
    tmp_path: Path, file: Path, right: str, wrong: str, message: str, on: str
) -> None:
    copy, line = _mistaken(tmp_path, file, right, wrong)
    named = [problem for problem in check([copy], TODAY) if message in problem.message]
    assert named, [str(problem) for problem in check([copy], TODAY)]
    if on:
        lines = copy.read_text(encoding="utf-8").splitlines()
        assert any(on.strip() in lines[one.line - 1] for one in named)
    else:
        assert line in [problem.line for problem in named]


def test_forty_mistakes_are_told_apart() -> None:
    assert len({message for _, _, _, message, _ in MISTAKES}) >= 40


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
    messages = " ".join(problem.message for problem in check([copy], TODAY))
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
        "a: " + "[" * 100_000 + "]" * 100_000,
        "- " * 100_000 + "a",
    ],
    ids=lambda text: text[:12],
)
def test_rubbish_is_a_problem_and_never_a_crash(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rubbish.yaml"
    file.write_text(text, encoding="utf-8")
    assert check([file], TODAY)


def test_care_is_marked_on_what_this_laptop_reads_and_on_nothing_else(tmp_path: Path) -> None:
    copy, _ = _mistaken(
        tmp_path, WEATHER, "audience: room\n    ask: The strength", "audience: paper\n    ask: The"
    )
    assert any("What stays on paper is not read here" in str(problem) for problem in check([copy], TODAY))
    copy, _ = _mistaken(tmp_path, WEATHER, "type: choice", "type: ranking")
    assert any("“care” is not known here" in str(problem) for problem in check([copy], TODAY))
    text = EXERCISE.read_text(encoding="utf-8").replace(
        "    cell: mark\n", "    cell: mark\n    care: [none]\n", 1
    )
    copy.write_text(text, encoding="utf-8")
    assert check([copy], TODAY) == ()


def test_the_shipped_care_marks() -> None:
    """Each is a choice that somebody made; docs/write-your-own.md says which, and why no others."""
    library = load_library()
    marked = {
        f"{exercise.id}/{prompt.id}": (prompt.audience.value, getattr(prompt, "care", ()))
        for exercise in library.exercises.values()
        for prompt in exercise.prompts
        if getattr(prompt, "care", ())
    }
    assert marked == {
        "check-in/weather": ("room", ("storm",)),
        "check-in/energy": ("room", (1,)),
        "check-out/weather": ("room", ("storm",)),
        "safe-now/needed": ("facilitator", ("doctor", "talk", "place")),
        "small-group-counselling/pulse": ("facilitator", ("word",)),
    }


def test_yaml_surprises_are_turned_off(tmp_path: Path) -> None:
    copy, _ = _mistaken(tmp_path, EXERCISE, "none: Hardly", "no: Off\n      on: 12:30")
    assert check([copy], TODAY) == ()
    text = AGENDA.read_text(encoding="utf-8")
    agenda = tmp_path / "agendas" / "mine.yaml"
    agenda.parent.mkdir()
    agenda.write_text(
        text.replace('start: "09:00"', "start: 09:00").replace('at: "13:00"', "at: 13:00"), encoding="utf-8"
    )
    library, id = load_file(agenda)
    assert [f"{day.start:%H:%M}" for day in library.agendas[id].days] == ["09:00"] * 3


def test_files_of_one_name_in_two_folders_are_both_checked(tmp_path: Path) -> None:
    text = EXERCISE.read_text(encoding="utf-8")
    for folder, depth in (("a", "9"), ("b", "2"), ("c", "8")):
        (tmp_path / folder).mkdir()
        changed = text.replace("depth: 2", f"depth: {depth}", 1)
        (tmp_path / folder / "mine.yaml").write_text(changed, encoding="utf-8")
    found = check([tmp_path], TODAY)
    assert {Path(problem.file).parent.name for problem in found} == {"a", "c"}


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match="cannot be read"):
        check([tmp_path / "nowhere.yaml"], TODAY)


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
    assert check([content_folder("agendas"), content_folder("exercises")], TODAY) == ()
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
