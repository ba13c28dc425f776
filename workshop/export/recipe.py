"""What a browser needs to put its owner's plan together by itself: where each answer goes, and our words.

Nothing in it is anybody's answer. browser/src/plan.js does with it what domain/plan.py does with a plan that
is open here, and a sealed plan file carries it, so that it opens without us.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workshop.domain.kind import kind
from workshop.domain.plan import first_place
from workshop.domain.plan_parts import PARTS, PlanField
from workshop.domain.prompt import ChoicePrompt, MultiPrompt, Option, Prompt, RankingPrompt, ScalePrompt
from workshop.domain.referral import Contacts
from workshop.domain.urgency import soon_in_recipe
from workshop.wording import Wording

from .days import day_patterns
from .letter import CARDS, LEADING, ROWS, STEPWISE, TEXTS, TICKED
from .planjson import plain_contacts


def plan_recipe(
    prompts: Mapping[str, Prompt],
    group: Mapping[str, tuple[str, ...]],
    words: Wording,
    contacts: Contacts | None = None,
) -> dict[str, object]:
    """How to read a plan, as JSON holds it.

    Args:
        prompts: those that the plan answers, by "exercise/prompt".
        group: the group's released texts, by their place in the plan.
        words: the language of its owner.
        contacts: where help can be found, as of today.
    """
    recipe: dict[str, object] = {
        "lang": words.language.id,
        "dir": words.language.direction,
        "title": words.say("Notes"),
        "yes": words.say("yes"),
        "texts": {name: words.say(text) for name, text in TEXTS.items()},
        "days": day_patterns(words),
        "leading": list(LEADING),
        "soon": soon_in_recipe(),
        "prompts": {name: target for name, prompt in prompts.items() if (target := _target(prompt, words))},
        "parts": [
            {
                "id": part.id,
                "title": words.say(part.title),
                "fields": [_field(part.id, field, words) for field in part.fields],
            }
            for part in PARTS
        ],
        "group": list(_group(group)),
    }
    if contacts is not None:
        recipe["contacts"] = {
            "day": contacts.day.isoformat(),
            "kinds": {one.kind: words.say(one.kind_in_words) for one in contacts.referrals},
            "list": plain_contacts(contacts),
        }
    return recipe


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


def _field(part: str, field: PlanField, words: Wording) -> dict[str, object]:
    def named(options: tuple[Option, ...]) -> list[tuple[str, str]]:
        return [(option.id, words.say(option.label)) for option in options]

    name = f"{part}.{field.id}"
    described: dict[str, object] = {
        "id": field.id,
        "label": words.say(field.label),
        "many": field.many,
        "rows": named(field.rows),
        "columns": named(field.columns),
        "leaves": sorted(field.leaves_in),
    }
    forms = sorted(form for form in CARDS if form in field.leaves_in and name in CARDS[form])
    card = {form: list(CARDS[form][name]) for form in forms}
    if card:
        described["card"] = card
    for way, fields in (("steps", STEPWISE), ("ticks", TICKED), ("rows", ROWS)):
        if field.id in fields:
            described["drawn"] = way
    return described


def _group(group: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    """The group's released texts: by path, and the field and the column they go into."""
    for path, texts in group.items():
        where = first_place(path)
        if where is not None:
            yield path, texts, f"{where[0]}.{where[1]}", where[3]
