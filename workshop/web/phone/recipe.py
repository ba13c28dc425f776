"""What a phone needs to put its owner's plan together by itself: where each answer goes, and our words.

The laptop adds the sealed entries and reads none of them. browser/src/plan.js does with it what
domain/plan.py does with a plan that is open here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from workshop.domain.plan import first_place
from workshop.domain.plan_parts import PARTS, PlanField
from workshop.domain.prompt import ChoicePrompt, MultiPrompt, Option, Prompt, RankingPrompt, ScalePrompt
from workshop.domain.score import SelfCheck
from workshop.room import Room
from workshop.room.plans import SealedEntries
from workshop.wording import Wording

from .inputs import kind


def plan_recipe(room: Room, sealed: SealedEntries, words: Wording) -> str:
    """One plan, sealed as it lies here, and how to read it; as JSON."""
    known = {name: prompt for name in sealed.entries if (prompt := _prompt(room, name)) is not None}
    exercises = dict.fromkeys(name.partition("/")[0] for name in known)
    checks = {id: check for id in exercises if (check := self_check(room, id)) is not None}
    return json.dumps(
        {
            "title": words.say("Notes"),
            "yes": words.say("yes"),
            "counter": sealed.counter + 1,
            "entries": list(sealed.entries.items()),
            "prompts": {name: target for name, prompt in known.items() if (target := _target(prompt, words))},
            "parts": [
                {
                    "id": part.id,
                    "title": words.say(part.title),
                    "fields": [_field(field, words) for field in part.fields],
                }
                for part in PARTS
            ],
            "group": list(_group(room)),
            "checks": {id: described(check, words) for id, check in checks.items()},
        },
        ensure_ascii=False,
    )


def self_check(room: Room, exercise: str) -> SelfCheck | None:
    known = room.bundle.exercises.get(exercise)
    return room.bundle.self_check(known) if known else None


def described(check: SelfCheck, words: Wording) -> dict[str, object]:
    """How a phone reads a self-check: browser/src/check.js."""
    return {
        "title": words.say(check.title),
        "method": check.method,
        "lowest": check.lowest,
        "highest": check.highest,
        "times": check.times,
        "missing": check.missing,
        "most": check.most,
        "items": [{"id": item.id, "reversed": item.reversed} for item in check.items],
        "subscales": [
            {"title": words.say(part.title), "items": list(part.items)} for part in check.subscales
        ],
        "bands": [
            {"upTo": band.up_to, "title": words.say(band.title), "say": [words.say(one) for one in band.say]}
            for band in check.bands
        ],
        "licence": words.say(check.licence) if check.licence else "",
        "told": words.say(
            "{total} of {most}. This is no diagnosis. "
            "Only this page says it to you; the number is kept nowhere.",
            total="{total}",
            most="{most}",
        ),
    }


def _prompt(room: Room, name: str) -> Prompt | None:
    exercise, _, prompt = name.partition("/")
    known = room.bundle.exercises.get(exercise)
    return known.prompt(prompt) if known else None


def _target(prompt: Prompt, words: Wording) -> dict[str, object] | None:
    where = first_place(prompt.feeds)
    if where is None:
        return None
    part, field, record, column = where
    target: dict[str, object] = {
        "field": f"{part}.{field}",
        "record": record,
        "column": column,
        "kind": kind(prompt),
    }
    if isinstance(prompt, ChoicePrompt | MultiPrompt | RankingPrompt):
        target["labels"] = {option.id: words.say(option.label) for option in prompt.options}
    if isinstance(prompt, ScalePrompt):
        target["most"] = prompt.highest
    return target


def _field(field: PlanField, words: Wording) -> dict[str, object]:
    def named(options: tuple[Option, ...]) -> list[tuple[str, str]]:
        return [(option.id, words.say(option.label)) for option in options]

    return {
        "id": field.id,
        "label": words.say(field.label),
        "rows": named(field.rows),
        "columns": named(field.columns),
        "leaves": bool(field.leaves_in),
    }


def _group(room: Room) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    """The group's released texts: by path, and the field and the column they go into."""
    for path, texts in room.figures.for_plans().items():
        where = first_place(path)
        if where is not None:
            yield path, texts, f"{where[0]}.{where[1]}", where[3]
