"""An exercise as YAML writes it."""

from __future__ import annotations

from typing import Literal, cast, get_args

from yaml.nodes import Node, ScalarNode

from workshop.domain.exercise import (
    Card,
    Depth,
    Exercise,
    FormCue,
    Minutes,
    Phase,
    Phones,
    Source,
    Step,
    Variations,
)
from workshop.domain.prompt import Audience, ListPrompt, TextPrompt

from .prompts import read_id, read_prompt
from .reader import Reader, Table

LONGEST_SESSION = 480
_GROUPS = ("solo", "pairs", "small", "plenary")
_REQUIRED = (
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


def read_exercise(reader: Reader, id: str, text: str) -> Exercise | None:
    """The exercise in `text`, or None; what is wrong with it stands in `reader.problems`."""
    root = reader.root(text)
    if root is None:
        return None
    table = reader.table(root, required=_REQUIRED, optional=("fallback", "cards"))
    if reader.problems:
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
        groups=reader.items(table["groups"], lambda node: reader.one_of(node, _GROUPS)),
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
    )
    _check_sums(reader, table, exercise)
    _check_prompts(reader, table, exercise)
    return exercise


def _read_what_is_there(reader: Reader, table: Table) -> None:
    if "steps" in table:
        reader.items(table["steps"], lambda node: _step(reader, node))
    if "prompts" in table:
        reader.items(table["prompts"], lambda node: read_prompt(reader, node))
    if "minutes" in table:
        read_minutes(reader, table["minutes"])


def read_minutes(reader: Reader, node: Node) -> Minutes:
    """`minutes: 20`, or `{least, planned, most}`."""
    if isinstance(node, ScalarNode):
        planned = reader.number(node, 1, LONGEST_SESSION)
        return Minutes(planned, planned, planned)
    table = reader.table(node, required=("least", "planned", "most"))
    numbers = [
        reader.number(table[key], 1, LONGEST_SESSION) for key in ("least", "planned", "most") if key in table
    ]
    if numbers != sorted(numbers):
        reader.problem(node, "Minutes should rise from least to planned to most.")
    return Minutes(*numbers) if len(numbers) == 3 else Minutes(1, 1, 1)


def read_sources(reader: Reader, node: Node) -> tuple[Source, ...]:
    def read(item: Node) -> Source:
        table = reader.table(item, required=("document", "practice"))
        return Source(
            reader.text(table["document"]) if "document" in table else "",
            reader.prose(table["practice"]) if "practice" in table else "",
        )

    return reader.items(node, read)


def _step(reader: Reader, node: Node) -> Step:
    table = reader.table(
        node, required=("title", "minutes", "phase", "say", "do", "if_it_fails"), optional=("form",)
    )
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
    keys: tuple[Literal["id", "title", "text", "care_frame"], ...] = ("id", "title", "text", "care_frame")
    table = reader.table(node, required=keys)
    return Card(
        id=read_id(reader, table["id"]) if "id" in table else "",
        title=reader.prose(table["title"]) if "title" in table else "",
        text=reader.prose(table["text"]) if "text" in table else "",
        care_frame=reader.prose(table["care_frame"]) if "care_frame" in table else "",
    )


def _variations(reader: Reader, node: Node) -> Variations:
    table = reader.table(node, required=("small", "large", "paper"))
    small, large, paper = (
        reader.prose(table[key]) if key in table else "" for key in ("small", "large", "paper")
    )
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
