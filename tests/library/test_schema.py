"""What an editor says about a file is what the readers say: the same keys, the same words, the same types."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from workshop.domain.exercise import Exercise
from workshop.domain.plan import NoSuchPlace, place
from workshop.domain.plan_parts import PARTS
from workshop.library import SCHEMAS, SchemaKind, check, content_folder, load_library, schema_text
from workshop.library.agendas import read_agenda
from workshop.library.exercises import read_exercise
from workshop.library.prompts import PROMPT_KEYS
from workshop.library.reader import Reader
from workshop.library.referrals import read_directory
from workshop.library.schema import HELP, feeds_pattern, schema
from workshop.library.selfchecks import read_self_check

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
VALIDATORS = {kind: Draft202012Validator(schema(kind)) for kind in SCHEMAS}
FOLDERS: tuple[tuple[SchemaKind, Path], ...] = (
    ("agenda", content_folder("agendas")),
    ("exercise", content_folder("exercises")),
    ("self-check", content_folder("self-checks")),
    ("referrals", content_folder("referrals")),
)
SHIPPED = [(kind, path) for kind, folder in FOLDERS for path in sorted(folder.glob("*.yaml"))]


class _Editor(yaml.SafeLoader):
    """Reads as editors do (YAML 1.2): whole numbers and true are no texts, while 12:30, yes and days are."""


_Editor.yaml_implicit_resolvers = {}
_Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(0|[1-9][0-9]*)$"), list("0123456789"))
_Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
_Editor.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(null|~|)$"), ["n", "~", ""])


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(one) for key, one in value.items()}
    return [_with_text_keys(one) for one in value] if isinstance(value, list) else value


def refused(kind: SchemaKind, text: str) -> list[str]:
    """What an editor would mark in `text`."""
    found = _with_text_keys(yaml.load(text, _Editor))
    return [f"{error.json_path}: {error.message}" for error in VALIDATORS[kind].iter_errors(found)]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_files_in_docs_are_current(kind: SchemaKind) -> None:
    file = ROOT / "docs" / "schema" / f"{kind}.json"
    assert file.read_text(encoding="utf-8") == schema_text(kind), "run: make schema"
    Draft202012Validator.check_schema(json.loads(schema_text(kind)))


@pytest.mark.parametrize(("kind", "path"), SHIPPED, ids=lambda v: v.stem if isinstance(v, Path) else v)
def test_every_shipped_file_is_valid(kind: SchemaKind, path: Path) -> None:
    assert refused(kind, path.read_text(encoding="utf-8")) == []


def _below(value: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if isinstance(value, dict):
        found.append(value)
        value = list(value.values())
    if isinstance(value, list):
        found += [one for inner in value for one in _below(inner)]
    return found


def test_the_words_to_choose_from_are_those_of_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[tuple[str, ...]] = set()
    one_of = Reader.one_of

    def listening(self: Reader, node: yaml.Node, allowed: tuple[str, ...]) -> str:
        asked.add(tuple(map(str, allowed)))
        return one_of(self, node, allowed)

    monkeypatch.setattr(Reader, "one_of", listening)
    check([path for _, path in SHIPPED], TODAY)
    offered = {tuple(one["enum"]) for kind in SCHEMAS for one in _below(schema(kind)) if "enum" in one}
    assert offered == asked - {("true", "false")}


def test_every_table_is_closed_and_every_key_explained() -> None:
    tables = [one for kind in SCHEMAS for one in _below(schema(kind)) if "required" in one and "type" in one]
    closed = [table for table in tables if table.get("additionalProperties") is False]
    assert len(closed) == len(tables) - 2, "only a prompt stays open, for its type to close"
    explained = [value["description"] for table in closed for value in table["properties"].values()]
    assert explained
    assert all(one.endswith((".", "].", "]")) and len(one) > 15 for one in explained)
    assert set(HELP.values()) == set(explained), "no sentence is left over"


def test_an_override_takes_every_key_of_an_exercise() -> None:
    definitions: Any = schema("agenda")["$defs"]
    exercise: Any = schema("exercise")
    assert set(definitions["override"]["properties"]) == set(exercise["properties"])
    assert definitions["override"]["required"] == []


def test_a_prompt_of_each_type_has_the_keys_of_its_reader() -> None:
    definitions: Any = schema("exercise")["$defs"]
    for name, (required, optional) in PROMPT_KEYS.items():
        assert definitions[f"prompt-{name}"]["required"] == list(required)
        assert set(definitions[f"prompt-{name}"]["properties"]) == {*required, *optional}


def _is_place(path: str) -> bool:
    try:
        place(path)
    except NoSuchPlace:
        return False
    return True


def test_the_places_of_the_plan_are_those_of_the_plan() -> None:
    pattern = re.compile(feeds_pattern())
    columns = {column.id for part in PARTS for field in part.fields for column in field.columns}
    records = {row.id for part in PARTS for field in part.fields for row in field.rows} | {"1", "12", "x"}
    paths = [
        f"{part.id}.{field.id}{f'[{record}]' if record else ''}{f'.{column}' if column else ''}"
        for part in PARTS
        for field in part.fields
        for record in ("", *sorted(records))
        for column in ("", *sorted(columns))
    ]
    wrong = ["P16.levels", "P2", "P2.", "P2.stresors", "P2.stressors[].what", "P2.stressors.what.who"]
    told = {path: pattern.fullmatch(path) is not None for path in (*paths, *wrong)}
    assert told == {path: _is_place(path) for path in (*paths, *wrong)}
    assert 100 < sum(told.values()) < len(told)


EXERCISE = """
title: A walk outside
purpose: Everyone gets air.
minutes: 20
depth: 1
phones: optional
groups: [pairs, plenary]
materials: [Umbrellas]
when_not_to_use: Not where being seen together is a risk.
cautions: [Walking is an offer.]
steps:
  - title: Out and back
    minutes: 20
    phase: activity
    form: open
    say: [Walk for a while.]
    do: [Open the form.]
    if_it_fails: Open the windows.
if_short: Ten minutes at the door.
if_distress: Walk beside the person.
fallback: grounding
debrief: ["What was well out there?"]
variations: {small: Walk together., large: Leave in two groups., paper: Pin it up.}
prompts:
  - {id: sky, type: choice, audience: facilitator, ask: Sky, options: {sun: Sun, storm: Storm}, care: [storm]}
  - id: calm
    type: scale
    audience: mine
    ask: How calm?
    from: 0
    to: 10
    low: Not
    high: Very
    feeds: P3.steadiness
cards:
  - {id: air, title: Air, text: Air does good., care_frame: Who breathes can think.}
breathing: {in: 4, out: 6, rounds: 10}
sources: [{document: S002, practice: Time outdoors, rows: [80, 80a]}]
"""
AGENDA = """
title: An afternoon
about: Two hours.
goal: People have walked.
group: {least: 4, most: 12, split: [own_choice]}
follow_ups: [30]
sources: [{document: S002, practice: Time outdoors}]
days:
  - title: Afternoon
    start: "14:00"
    ends: "15:00"
    held: in_person
    sessions:
      - id: settle
        exercise: grounding
        minutes: {least: 5, planned: 10, most: 15}
        keep: must
      - {id: tea, kind: break, title: Tea, minutes: 50, prayer: true}
"""
SELF_CHECK = """
title: Two questions
about: Ours.
method: sum
from: 0
to: 5
items: [{id: one}, {id: two, reversed: true}]
subscales: [{id: all, title: All, items: [one, two]}]
bands:
  - {id: low, up_to: 4, title: Low, say: [Rest.]}
  - {id: high, up_to: 10, title: High, say: [Good.]}
"""
REFERRALS = """
title: Ours
contacts:
  - id: river
    title: River House
    kind: doctor
    route: The blue door
    languages: [English]
    cost: Free
    verified_on: 2026-11-02
    on_phones: false
"""
TEXTS: dict[SchemaKind, str] = {
    "agenda": AGENDA,
    "exercise": EXERCISE,
    "self-check": SELF_CHECK,
    "referrals": REFERRALS,
}
MISTAKES: list[tuple[SchemaKind, str, str]] = [
    ("agenda", "goal: People have walked.", "gaol: People have walked."),
    ("agenda", "goal: People have walked.\n", ""),
    ("agenda", "goal: People have walked.", "goal: [People, have, walked]"),
    ("agenda", "goal: People have walked.", "goal:"),
    ("agenda", "[own_choice]", "[no_choice]"),
    ("agenda", "[own_choice]", "own_choice"),
    ("agenda", "least: 4, most: 12", "least: 4"),
    ("agenda", "least: 4, most: 12", "least: 0, most: 12"),
    ("agenda", "follow_ups: [30]", "follow_ups: [731]"),
    ("agenda", "follow_ups: [30]", "start_here: yes"),
    ("agenda", "held: in_person", "held: at_home"),
    ("agenda", "held: in_person", "place: at home"),
    ("agenda", 'start: "14:00"', "start: 14"),
    ("agenda", 'start: "14:00"', 'start: "24:00"'),
    ("agenda", '    start: "14:00"\n', ""),
    ("agenda", 'ends: "15:00"', 'ends: ["15:00"]'),
    ("agenda", "kind: break", "kind: brake"),
    ("agenda", "title: Tea, ", ""),
    ("agenda", "kind: break, ", ""),
    ("agenda", "id: tea, ", ""),
    ("agenda", "id: tea", "id: Tea Time"),
    ("agenda", "keep: must", "keep: maybe"),
    ("agenda", "keep: must", "kep: must"),
    ("agenda", "minutes: 50", "minutes: fifty"),
    ("agenda", "minutes: 50", "minutes: 481"),
    ("agenda", "least: 5, planned: 10", "least: 5"),
    ("agenda", "keep: must", "override: {dept: 1}"),
    ("agenda", "keep: must", "override: {depth: 4}"),
    ("agenda", "keep: must", "override: {cautions: []}"),
    ("agenda", "prayer: true", "override: {depth: 1}"),
    ("exercise", "depth: 1", "dept: 1"),
    ("exercise", "depth: 1\n", ""),
    ("exercise", "depth: 1", "depth: 3"),
    ("exercise", "depth: 1", "depth: 1\nid: walk"),
    ("exercise", "phones: optional", "phones: no"),
    ("exercise", "groups: [pairs, plenary]", "groups: [pair]"),
    ("exercise", "groups: [pairs, plenary]", "groups: []"),
    ("exercise", "groups: [pairs, plenary]", "groups: pairs"),
    ("exercise", "phase: activity", "phase: activities"),
    ("exercise", "phase: activity", "phases: activity"),
    ("exercise", "say: [Walk for a while.]", "say: Walk for a while."),
    ("exercise", "    if_it_fails: Open the windows.\n", ""),
    ("exercise", "form: open", "form: opened"),
    ("exercise", "large: Leave in two groups., ", ""),
    ("exercise", "type: scale", "type: skale"),
    ("exercise", "    type: scale\n", ""),
    ("exercise", "    low: Not\n", ""),
    ("exercise", "low: Not", "lines: 3"),
    ("exercise", "to: 10", "to: ten"),
    ("exercise", "to: 10", "to: 11"),
    ("exercise", "audience: mine", "audience: me"),
    ("exercise", "    feeds: P3.steadiness\n", ""),
    ("exercise", "feeds: P3.steadiness", "feeds: P3.steadines"),
    ("exercise", "audience: mine", "audience: room"),
    ("exercise", "audience: mine", "audience: paper"),
    ("exercise", "care: [storm]", "care: storm"),
    ("exercise", "care: [storm]", "care: []"),
    ("exercise", "care: [storm]", "care: {at_most: 1}"),
    ("exercise", "audience: facilitator, ask", "audience: paper, ask"),
    ("exercise", "audience: facilitator, ask", "audience: room, sensitive: true, ask"),
    ("exercise", "to: 10", "to: 10\n    care: {at_most: 2}"),
    ("exercise", "id: air, ", ""),
    ("exercise", "id: air", "id: air, colour: blue"),
    ("exercise", "text: Air does good.", "text: [Air, does, good]"),
    ("exercise", "in: 4", "in: 21"),
    ("exercise", "in: 4, ", ""),
    ("exercise", "document: S002, ", ""),
    ("self-check", "method: sum", "method: median"),
    ("self-check", "method: sum\n", ""),
    ("self-check", "reversed: true", "revers: true"),
    ("self-check", "up_to: 4, ", ""),
    ("self-check", "up_to: 4", "up_to: four"),
    ("self-check", "items: [one, two]", "items: one"),
    ("self-check", "from: 0", "from: 11"),
    ("referrals", "kind: doctor", "kind: docter"),
    ("referrals", "    cost: Free\n", ""),
    ("referrals", "languages: [English]", "languages: English"),
    ("referrals", "verified_on: 2026-11-02", "verified_on: yesterday"),
    ("referrals", "on_phones: false", "on_phones: no"),
    ("referrals", "on_phones: false", "phone: 112"),
]


class _Shelf:
    """The shipped exercises, read once."""

    library = load_library()
    titles: Mapping[str, str] = {id: exercise.title for id, exercise in library.exercises.items()}

    def exercise(self, id: str) -> Exercise | None:
        return self.library.exercises[id]

    def text(self, id: str) -> str:
        return self.library.sources["exercises", id].text

    def has_self_check(self, id: str) -> bool:
        return id in self.library.self_checks


def mistakes(kind: SchemaKind, text: str) -> list[str]:
    """What the reader finds wrong in `text`."""
    reader = Reader("mine.yaml")
    match kind:
        case "agenda":
            read_agenda(reader, "mine", text, _Shelf())
        case "exercise":
            read_exercise(reader, "mine", text)
        case "self-check":
            read_self_check(reader, "mine", text)
        case "referrals":
            read_directory(reader, "mine", text, TODAY)
    return [str(problem) for problem in reader.problems if not problem.warning]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_without_a_mistake_both_are_content(kind: SchemaKind) -> None:
    assert mistakes(kind, TEXTS[kind]) == []
    assert refused(kind, TEXTS[kind]) == []


@pytest.mark.parametrize(("kind", "right", "wrong"), MISTAKES)
def test_what_the_reader_refuses_the_editor_marks(kind: SchemaKind, right: str, wrong: str) -> None:
    assert TEXTS[kind].count(right) == 1
    text = TEXTS[kind].replace(right, wrong)
    assert mistakes(kind, text), "the reader"
    assert refused(kind, text), "the schema"
