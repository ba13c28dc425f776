"""An exercise as YAML writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast, get_args

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from workshop.domain.exercise import (
    Breathing,
    Card,
    Depth,
    Exercise,
    FormCue,
    Helper,
    Minutes,
    Phase,
    Phones,
    Service,
    Source,
    Step,
    Variations,
)
from workshop.domain.prompt import Audience, ListPrompt, TextPrompt

from .prompts import read_id, read_prompt
from .reader import Reader, Table

LONGEST_SESSION = 480
LONGEST_CARD = 90
"""Words."""
_HARMFUL = re.compile(
    r"\b(emdr|hypno\w*|blindfold\w*|hold (?:your|the) breath|re-?enact\w*|relive \w+|guided imagery"
    r"|tell (?:us|the group) what (?:was done|happened) to you|exposure therapy|cathar\w*)\b"
)
"""What a workshop does not do, as English says it."""
GROUPS = ("solo", "pairs", "small", "plenary")
MINUTES_REQUIRED = ("least", "planned", "most")
SOURCE_REQUIRED = ("document", "practice")
SOURCE_OPTIONAL = ("rows",)
BREATHING_REQUIRED = ("in", "out", "rounds")
MOST_BREATHING = 20
"""Seconds of one breath, and rounds."""
STEP_REQUIRED = ("title", "minutes", "phase", "say", "do", "if_it_fails")
STEP_OPTIONAL = ("form",)
CARD_REQUIRED = ("id", "title", "text", "care_frame")
VARIATIONS_REQUIRED = ("small", "large", "paper")
REQUIRED = (
    "title",
    "purpose",
    "minutes",
    "depth",
    "phones",
    "groups",
    "materials",
    "when_not_to_use",
    "cautions",
    "steps",
    "if_short",
    "if_distress",
    "debrief",
    "variations",
    "prompts",
    "sources",
)
OPTIONAL = (
    "fallback",
    "cards",
    "requires",
    "serves",
    "breathing",
    "self_check",
    "licence",
)


def read_exercise(reader: Reader, id: str, text: str) -> Exercise | None:
    """The exercise in `text`, or None; what is wrong with it stands in `reader.problems`."""
    root = reader.root(text)
    return None if root is None else _exercise(reader, id, root)


def read_override(reader: Reader, node: Node) -> None:
    """The keys of an exercise that an agenda writes anew: each is read for itself."""
    _read_what_is_there(reader, reader.table(node, required=(), optional=(*REQUIRED, *OPTIONAL)))


def overridden(reader: Reader, id: str, text: str, override: Node) -> Exercise | None:
    """The exercise in `text` with the keys of `override`, a node of the agenda that `reader` reads."""
    root = Reader("").root(text)
    if not isinstance(root, MappingNode) or not isinstance(override, MappingNode):
        return None
    anew = {key.value for key, _ in override.value}
    kept = [(key, value) for key, value in root.value if key.value not in anew]
    whole = MappingNode(root.tag, [*kept, *override.value], override.start_mark, override.end_mark)
    both = _Overriding(reader.file, reader.words, override=override, own=frozenset(_below(override)))
    exercise = _exercise(both, id, whole)
    reader.problems += both.problems
    return exercise


@dataclass(slots=True)
class _Overriding(Reader):
    """Reads nodes of two files; what is wrong with one of the exercise's is noted where it is overridden."""

    override: Node = field(kw_only=True)
    own: frozenset[int] = frozenset()

    def _line(self, node: Node) -> int:
        return int((node if id(node) in self.own else self.override).start_mark.line) + 1


def _below(node: Node) -> Iterator[int]:
    yield id(node)
    if isinstance(node, MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _below(part)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _below(item)


def _exercise(reader: Reader, id: str, root: Node) -> Exercise | None:
    table = reader.table(root, required=REQUIRED, optional=OPTIONAL)
    if reader.mistaken:
        # What is there is still read, so that every problem is named at once.
        _read_what_is_there(reader, table)
        return None
    exercise = Exercise(
        id=id,
        title=reader.prose(table["title"]),
        purpose=reader.prose(table["purpose"]),
        minutes=read_minutes(reader, table["minutes"]),
        depth=cast(Depth, reader.number(table["depth"], 1, 3)),
        phones=cast(Phones, reader.one_of(table["phones"], get_args(Phones))),
        groups=read_groups(reader, table["groups"]),
        materials=reader.prose_list(table["materials"]),
        when_not_to_use=reader.prose(table["when_not_to_use"]),
        cautions=reader.prose_list(table["cautions"]),
        steps=reader.items(table["steps"], lambda node: _step(reader, node)),
        if_short=reader.prose(table["if_short"]),
        if_distress=reader.prose(table["if_distress"]),
        fallback=reader.text(table["fallback"]) if "fallback" in table else None,
        debrief=reader.prose_list(table["debrief"]),
        variations=_variations(reader, table["variations"]),
        prompts=tuple(p for p in reader.items(table["prompts"], lambda n: read_prompt(reader, n)) if p),
        sources=read_sources(reader, table["sources"]),
        cards=reader.items(table["cards"], lambda node: _card(reader, node)) if "cards" in table else (),
        requires=read_helpers(reader, table),
        serves=_serves(reader, table),
        breathing=_breathing(reader, table["breathing"]) if "breathing" in table else None,
        self_check=reader.text(table["self_check"]) if "self_check" in table else None,
        licence=reader.prose(table["licence"]) if "licence" in table else "",
    )
    _check_sums(reader, table, exercise)
    _check_prompts(reader, table, exercise)
    _check_form(reader, table, exercise)
    _check_care(reader, table, exercise)
    return exercise


def _read_what_is_there(reader: Reader, table: Table) -> None:
    """Every part by itself, and none against another."""
    for key in ("title", "purpose", "when_not_to_use", "if_short", "if_distress", "licence"):
        if key in table:
            reader.prose(table[key])
    for key in ("materials", "cautions", "debrief"):
        if key in table:
            reader.prose_list(table[key])
    readers: dict[str, Callable[[Node], object]] = {
        "steps": lambda node: reader.items(node, lambda item: _step(reader, item)),
        "prompts": lambda node: reader.items(node, lambda item: read_prompt(reader, item)),
        "cards": lambda node: reader.items(node, lambda item: _card(reader, item)),
        "minutes": lambda node: read_minutes(reader, node),
        "variations": lambda node: _variations(reader, node),
        "sources": lambda node: read_sources(reader, node),
        "breathing": lambda node: _breathing(reader, node),
        "depth": lambda node: reader.number(node, 1, 3),
        "phones": lambda node: reader.one_of(node, get_args(Phones)),
        "groups": lambda node: read_groups(reader, node),
        "requires": lambda node: read_helpers(reader, table),
        "serves": lambda node: _serves(reader, table),
    }
    for key, read in readers.items():
        if key in table:
            read(table[key])


def read_minutes(reader: Reader, node: Node) -> Minutes:
    """`minutes: 20`, or `{least, planned, most}`."""
    if isinstance(node, ScalarNode):
        planned = reader.number(node, 1, LONGEST_SESSION)
        return Minutes(planned, planned, planned)
    table = reader.table(node, required=MINUTES_REQUIRED)
    numbers = [reader.number(table[key], 1, LONGEST_SESSION) for key in MINUTES_REQUIRED if key in table]
    if numbers != sorted(numbers):
        reader.problem(node, "Minutes should rise from least to planned to most.")
    return Minutes(*numbers) if len(numbers) == 3 else Minutes(1, 1, 1)


def read_groups(reader: Reader, node: Node) -> tuple[str, ...]:
    """How people sit together: alone, in pairs, in small groups, all."""
    return reader.items(node, lambda item: reader.one_of(item, GROUPS))


def read_sources(reader: Reader, node: Node) -> tuple[Source, ...]:
    def read(item: Node) -> Source:
        table = reader.table(item, required=SOURCE_REQUIRED, optional=SOURCE_OPTIONAL)
        return Source(
            reader.text(table["document"]) if "document" in table else "",
            reader.prose(table["practice"]) if "practice" in table else "",
            reader.items(table["rows"], reader.text) if "rows" in table else (),
        )

    return reader.items(node, read)


def read_helpers(reader: Reader, table: Table) -> tuple[Helper, ...]:
    """Who has to be there, under `requires`."""
    if "requires" not in table:
        return ()
    return reader.items(table["requires"], lambda node: cast(Helper, reader.one_of(node, get_args(Helper))))


def _serves(reader: Reader, table: Table) -> tuple[Service, ...]:
    if "serves" not in table:
        return ()
    return reader.items(table["serves"], lambda node: cast(Service, reader.one_of(node, get_args(Service))))


def _breathing(reader: Reader, node: Node) -> Breathing:
    table = reader.table(node, required=BREATHING_REQUIRED)
    inward, outward, rounds = (
        reader.number(table[key], 1, MOST_BREATHING) if key in table else 1 for key in BREATHING_REQUIRED
    )
    if outward <= inward and not reader.mistaken:
        reader.problem(node, "The breath out should be longer than the breath in.")
    return Breathing(inward, outward, rounds)


def _step(reader: Reader, node: Node) -> Step:
    table = reader.table(node, required=STEP_REQUIRED, optional=STEP_OPTIONAL)
    return Step(
        title=reader.prose(table["title"]) if "title" in table else "",
        minutes=reader.number(table["minutes"], 1, LONGEST_SESSION) if "minutes" in table else 0,
        phase=cast(Phase, reader.one_of(table["phase"], get_args(Phase))) if "phase" in table else "activity",
        say=reader.prose_list(table["say"]) if "say" in table else (),
        do=reader.prose_list(table["do"]) if "do" in table else (),
        if_it_fails=reader.prose(table["if_it_fails"]) if "if_it_fails" in table else "",
        form=cast(FormCue, reader.one_of(table["form"], get_args(FormCue))) if "form" in table else None,
    )


def _card(reader: Reader, node: Node) -> Card:
    table = reader.table(node, required=CARD_REQUIRED)
    return Card(
        id=read_id(reader, table["id"]) if "id" in table else "",
        title=reader.prose(table["title"]) if "title" in table else "",
        text=reader.prose(table["text"]) if "text" in table else "",
        care_frame=reader.prose(table["care_frame"]) if "care_frame" in table else "",
    )


def _variations(reader: Reader, node: Node) -> Variations:
    table = reader.table(node, required=VARIATIONS_REQUIRED)
    small, large, paper = (reader.prose(table[key]) if key in table else "" for key in VARIATIONS_REQUIRED)
    return Variations(small, large, paper)


def _check_sums(reader: Reader, table: Table, exercise: Exercise) -> None:
    minutes = sum(step.minutes for step in exercise.steps)
    if minutes != exercise.minutes.planned:
        reader.problem(
            table["minutes"],
            "The steps take {steps} minutes together, and {planned} are planned. Change one of the two.",
            steps=minutes,
            planned=exercise.minutes.planned,
        )


def _check_form(reader: Reader, table: Table, exercise: Exercise) -> None:
    """A form that is asked is opened by a step, and what the room said is looked at by a later one."""
    cues = [step.form for step in exercise.steps]
    if exercise.audiences and "open" not in cues:
        reader.problem(
            table["steps"], "There are prompts, and no step opens the form. Add “form: open” to one."
        )
    elif exercise.form(Audience.ROOM) and "release" not in cues[cues.index("open") + 1 :]:
        reader.problem(
            table["steps"],
            "The room is asked something, and no later step shows it. Add “form: release” to one.",
        )
    if exercise.phones == "off" and exercise.audiences:
        reader.problem(
            table["phones"], "Phones are off, and there are prompts to type. Give them the audience paper."
        )


def _check_care(reader: Reader, table: Table, exercise: Exercise) -> None:
    """What keeps people from harm; see docs/promises.md and the rules for a day in domain/rules.py."""
    for key in ("steps", "cautions", "debrief", "groups"):
        if not table[key].value:
            reader.problem(table[key], "“{key}” needs at least one line.", key=key)
    if exercise.depth == 3 and "support_person" not in exercise.requires:
        reader.problem(
            table["depth"], "Depth 3 needs somebody for support: add “requires: [support_person]”."
        )
    if exercise.fallback is None and "grounding" not in exercise.serves:
        reader.warning(
            table["title"],
            "There is no “fallback” for when it becomes too much. “grounding” fits nearly always.",
        )
    for node, card in zip(table["cards"].value if "cards" in table else (), exercise.cards, strict=True):
        words = len(card.text.split())
        if words > LONGEST_CARD:
            reader.warning(
                node,
                "This card has {words} words; {most} are the most that are read.",
                words=words,
                most=LONGEST_CARD,
            )
    for node, step in zip(table["steps"].value, exercise.steps, strict=True):
        found = _HARMFUL.search(" ".join((*step.say, *step.do)).lower())
        if found:
            reader.warning(
                node,
                "“{word}” has no place in a workshop: it can open more than a group can hold. Leave it to a "
                "practitioner, elsewhere.",
                word=found.group(),
            )


def _check_prompts(reader: Reader, table: Table, exercise: Exercise) -> None:
    seen: set[str] = set()
    order = list(Audience)
    furthest = 0
    nodes = table["prompts"].value
    for node, prompt in zip(nodes, exercise.prompts, strict=False):
        if prompt.id in seen:
            reader.problem(node, "“{id}” is the id of two prompts. Give each its own.", id=prompt.id)
        seen.add(prompt.id)
        place = order.index(prompt.audience)
        if place < furthest:
            reader.problem(node, "Prompts stand in the order room, facilitator, mine, paper.")
        furthest = max(furthest, place)
        if (
            prompt.audience is Audience.ROOM
            and prompt.feeds
            and not isinstance(prompt, TextPrompt | ListPrompt)
        ):
            reader.problem(node, "Only a text or a list for the room may feed P12.")
