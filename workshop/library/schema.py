"""JSON Schemas for editors: what may stand in a file, from the same keys and words as the readers use.

An editor shows `HELP` beside a key, offers what is allowed and marks what is not. What a schema cannot say,
as that the steps add up to the minutes, `workshop check` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from workshop.domain.agenda import Held, Keep, SessionKind, Split
from workshop.domain.disclosure import PEOPLE
from workshop.domain.exercise import Depth, FormCue, Helper, Phase, Phones, Service
from workshop.domain.plan_parts import PARTS, PlanField
from workshop.domain.prompt import Audience
from workshop.domain.referral import ReferralKind
from workshop.domain.score import Method

from . import agendas, care, exercises, prompts, referrals, selfchecks

Plain = dict[str, object]
SchemaKind = Literal["agenda", "exercise", "self-check", "referrals"]
SCHEMAS: tuple[SchemaKind, ...] = get_args(SchemaKind)
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TITLES: Mapping[SchemaKind, str] = {
    "agenda": "An agenda of Workshop: days and their sessions",
    "exercise": "An exercise of Workshop: what people do, step by step, and what is asked",
    "self-check": "A self-check of Workshop: how answers are added up for the person who gave them",
    "referrals": "A referral directory of Workshop: where people can find help",
}
_ROOTS: Mapping[SchemaKind, str] = {
    "agenda": "agenda",
    "exercise": "exercise",
    "self-check": "check",
    "referrals": "directory",
}

_TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "agenda": (agendas.REQUIRED, agendas.OPTIONAL),
    "group": (agendas.GROUP_REQUIRED, agendas.GROUP_OPTIONAL),
    "day": (agendas.DAY_REQUIRED, agendas.DAY_OPTIONAL),
    "session": (agendas.SESSION_REQUIRED, agendas.SESSION_OPTIONAL),
    "override": ((), (*exercises.REQUIRED, *exercises.OPTIONAL)),
    "exercise": (exercises.REQUIRED, exercises.OPTIONAL),
    "range": (exercises.MINUTES_REQUIRED, ()),
    "source": (exercises.SOURCE_REQUIRED, exercises.SOURCE_OPTIONAL),
    "step": (exercises.STEP_REQUIRED, exercises.STEP_OPTIONAL),
    "card": (exercises.CARD_REQUIRED, ()),
    "breathing": (exercises.BREATHING_REQUIRED, ()),
    "variations": (exercises.VARIATIONS_REQUIRED, ()),
    **{f"prompt-{name}": keys for name, keys in prompts.PROMPT_KEYS.items()},
    "care": ((), care.RANGE),
    "check": (selfchecks.REQUIRED, selfchecks.OPTIONAL),
    "item": (selfchecks.ITEM_REQUIRED, selfchecks.ITEM_OPTIONAL),
    "band": (selfchecks.BAND_REQUIRED, ()),
    "subscale": (selfchecks.SUBSCALE_REQUIRED, ()),
    "directory": (referrals.REQUIRED, ()),
    "contact": (referrals.CONTACT_REQUIRED, referrals.CONTACT_OPTIONAL),
}
"""Every table of every kind of file: the keys it needs, and those it allows."""


def _ref(name: str) -> Plain:
    return {"$ref": f"#/$defs/{name}"}


def _number(lowest: int, highest: int) -> Plain:
    return {"type": "integer", "minimum": lowest, "maximum": highest}


def _one_of(words: tuple[str, ...]) -> Plain:
    return {"type": "string", "enum": list(words)}


def _list(item: Plain, least: int = 0) -> Plain:
    return {"type": "array", "items": item, **({"minItems": least} if least else {})}


def _field_pattern(field: PlanField) -> str:
    records = "|".join(row.id for row in field.rows) or "[0-9]+"
    columns = "|".join(column.id for column in field.columns)
    return rf"{field.id}(\[({records})\])?" + (rf"(\.({columns}))?" if columns else "")


def feeds_pattern() -> str:
    """Every place that the plan has, as one regular expression."""
    parts = (rf"{part.id}\.({'|'.join(map(_field_pattern, part.fields))})" for part in PARTS)
    return f"^({'|'.join(parts)})$"


_TEXT: Plain = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""Readers take what stands there as text, also where YAML would make a number of it."""
_LINES = _list(_TEXT)
_ID: Plain = {"type": ["string", "integer"], "pattern": f"^{prompts.ID.pattern}$"}
_FLAG: Plain = {"type": "boolean"}
_CLOCK: Plain = {"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$"}
_DAY: Plain = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_OPTIONS: Plain = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": _ID["pattern"]},
    "additionalProperties": _TEXT,
}
_SESSION_MINUTES = _number(1, exercises.LONGEST_SESSION)
_BREATH = _number(1, exercises.MOST_BREATHING)
_DEPTHS: tuple[int, ...] = get_args(Depth)

_VALUES: Mapping[str, Plain] = {
    "about": _TEXT,
    "aim": _TEXT,
    "ask": _TEXT,
    "at": _CLOCK,
    "at_least": _number(PEOPLE, prompts.MOST_NEEDED),
    "audience": _one_of(tuple(audience.value for audience in Audience)),
    "bands": _list(_ref("band"), 1),
    "breathing": _ref("breathing"),
    "cards": _list(_ref("card")),
    "care_frame": _TEXT,
    "prompt.care": _list(_ID, 1),
    "prompt-scale.care": _ref("care"),
    "prompt-matrix.care": {"anyOf": [_list(_ID, 1), _ref("care")]},
    "care.at_least": _number(0, prompts.HIGHEST_NUMBER),
    "care.at_most": _number(0, prompts.HIGHEST_NUMBER),
    "cautions": _list(_TEXT, 1),
    "cell": _one_of(prompts.CELLS),
    "characters": _number(1, prompts.LONGEST),
    "choice_to_stop": _TEXT,
    "columns": _OPTIONS,
    "contacts": _list(_ref("contact")),
    "cost": _TEXT,
    "days": _list(_ref("day"), 1),
    "debrief": _list(_TEXT, 1),
    "depth": _number(min(_DEPTHS), max(_DEPTHS)),
    "do": _LINES,
    "document": _TEXT,
    "ends": _CLOCK,
    "exercise": _TEXT,
    "fallback": _TEXT,
    "feeds": _ref("place"),
    "follow_ups": _list(_number(1, agendas.LATEST_FOLLOW_UP)),
    "form": _one_of(get_args(FormCue)),
    "goal": _TEXT,
    "group": _ref("group"),
    "group.least": _number(1, agendas.MOST_PEOPLE),
    "group.most": _number(1, agendas.MOST_PEOPLE),
    "groups": _list(_one_of(exercises.GROUPS)),
    "exercise.groups": _list(_one_of(exercises.GROUPS), 1),
    "override.groups": _list(_one_of(exercises.GROUPS), 1),
    "held": _one_of(get_args(Held)),
    "high": _TEXT,
    "hint": _TEXT,
    "id": _ID,
    "if_crisis": _TEXT,
    "if_distress": _TEXT,
    "if_it_fails": _TEXT,
    "if_short": _TEXT,
    "in": _BREATH,
    "items": _list(_ref("item")),
    "subscale.items": _LINES,
    "keep": _one_of(get_args(Keep)),
    "kind": _one_of(get_args(SessionKind)),
    "contact.kind": _one_of(get_args(ReferralKind)),
    "languages": _LINES,
    "large": _TEXT,
    "least": _SESSION_MINUTES,
    "licence": _TEXT,
    "lines": _number(1, prompts.MOST_LINES),
    "low": _TEXT,
    "materials": _LINES,
    "method": _one_of(get_args(Method)),
    "minutes": {"anyOf": [_SESSION_MINUTES, _ref("range")]},
    "step.minutes": _SESSION_MINUTES,
    "missing": {"type": "integer", "minimum": 0},
    "most": _SESSION_MINUTES,
    "prompt-list.most": _number(1, prompts.MOST_TEXTS),
    "prompt.most": {"type": "integer", "minimum": 1},
    "on_phones": _FLAG,
    "options": _OPTIONS,
    "out": _BREATH,
    "override": _ref("override"),
    "paper": _TEXT,
    "phase": _TEXT,
    "step.phase": _one_of(get_args(Phase)),
    "phones": _one_of(get_args(Phones)),
    "planned": _SESSION_MINUTES,
    "practice": _TEXT,
    "prayer": _FLAG,
    "prompts": _list(_ref("prompt")),
    "purpose": _TEXT,
    "reach": _TEXT,
    "records": _TEXT,
    "repeats": _TEXT,
    "requires": _list(_one_of(get_args(Helper))),
    "residential": _FLAG,
    "reversed": _FLAG,
    "rounds": _BREATH,
    "route": _TEXT,
    "rows": _LINES,
    "prompt.rows": _OPTIONS,
    "say": _LINES,
    "self_check": _TEXT,
    "sensitive": _FLAG,
    "serves": _list(_one_of(get_args(Service))),
    "sessions": _list(_ref("session"), 1),
    "small": _TEXT,
    "sources": _list(_ref("source")),
    "split": _list(_one_of(get_args(Split))),
    "start": _CLOCK,
    "start_here": _FLAG,
    "steps": _list(_ref("step"), 1),
    "subscales": _list(_ref("subscale")),
    "text": _TEXT,
    "times": _number(1, selfchecks.MOST_TIMES),
    "title": _TEXT,
    "prompt.from": _number(0, prompts.HIGHEST_NUMBER),
    "prompt.to": _number(0, prompts.HIGHEST_NUMBER),
    "check.from": _number(0, selfchecks.HIGHEST_ITEM),
    "check.to": _number(1, selfchecks.HIGHEST_ITEM),
    "type": _one_of(prompts.PROMPT_TYPES),
    "up_to": _number(0, selfchecks.HIGHEST_TOTAL),
    "variations": _ref("variations"),
    "verified_on": _DAY,
    "week": _number(0, agendas.LONGEST_PROCESS),
    "when_not_to_use": _TEXT,
}
"""What stands at a key: `table.key` where a table has its own, else `key` for all."""

HELP: Mapping[str, str] = {
    "about": "For whom this is and how it goes, in a few sentences.",
    "aim": "What people have, know or can do after this session.",
    "ask": "The question, as people read it on the phone or on paper.",
    "at": "A fixed time of day, in quotes, as “13:00”. What stands before has to end by then.",
    "at_least": "Show the figure only when at least so many people have answered.",
    "audience": (
        "Who reads the answer: room (without a name, may be shown), facilitator (without a name, on the "
        "console only), mine (my own plan, nobody else), paper (never typed)."
    ),
    "bands": "Stretches of totals from low to high, each with what it says to the person.",
    "breathing": "A slow breath that the screen draws. The breath out is the longer one.",
    "cards": "Short texts that explain something, to be read out or handed round.",
    "care_frame": "The same thought said as care for the work, for people who find “stress” a weak word.",
    "care": (
        "Answers at which somebody may need care: ids as [storm], on a scale {at_most: 2} or {at_least: 9}. "
        "The facilitators then see that somebody may need care, and nothing else."
    ),
    "care.at_least": "From this number up to the high end.",
    "care.at_most": "From the low end up to this number.",
    "cautions": "What can go wrong, and how to keep people from harm. Each is one line.",
    "cell": "What is filled in: mark (a tick), scale (a number) or text (for mine and paper only).",
    "characters": "How long an answer may be.",
    "choice_to_stop": "What you say before this begins, so that people may rest instead.",
    "columns": "The columns, each as “id: words”.",
    "contacts": "The places and people that can help.",
    "cost": "What it costs, in plain words.",
    "days": "The days, or the meetings of a longer process, in order.",
    "debrief": "Questions for talking it over afterwards.",
    "depth": "How deep it goes: 1 is light, 2 medium. At 3, deep, a support person has to be there.",
    "do": "What you do in this step. Each is one line.",
    "document": "The id of the document, as docs/sources.md lists them.",
    "ends": "When the day ends, in quotes, as “17:00”. Planned minutes have to come out at it.",
    "exercise": "The id of an exercise: its file's name without .yaml. “workshop list exercises” shows all.",
    "fallback": "The id of the exercise to go to when this one becomes too much.",
    "feeds": "The place in the plan that the answer fills, as P2.stressors[1].what.",
    "follow_ups": "Days after the end at which people meet again, as [30, 90].",
    "form": "What this step does with the form: open it, close it, or release what the room said.",
    "goal": "What each person leaves with, in one sentence.",
    "group": "How many people it is made for, and how small groups are made.",
    "group.least": "The fewest people it works with.",
    "group.most": "The most people it works with.",
    "groups": "How people sit together: solo, pairs, small, plenary.",
    "held": (
        "in_person, online, asynchronous (open from start to end, each comes when it suits), or preparation "
        "(the facilitators' own work)."
    ),
    "high": "What the high end means.",
    "hint": "A short help below the question.",
    "id": "A short name of its own: lower-case letters, digits and hyphens.",
    "item.id": "The id of the prompt whose answer counts here.",
    "if_crisis": "What to do instead when something has happened to the group or near it.",
    "if_distress": "What helps when somebody is overwhelmed.",
    "if_it_fails": "What to do when this step does not work.",
    "if_short": "What to leave out when time runs short.",
    "in": "Seconds of breathing in.",
    "items": "The questions that count, by the ids of their prompts.",
    "subscale.items": "The ids of the items that are read together.",
    "keep": "When the day runs late: must stays, should goes late, could goes first.",
    "kind": "What this block is; without it, an exercise. Breaks, meals and free time count as rest.",
    "contact.kind": "What kind of help this is.",
    "languages": "The languages that are spoken there.",
    "large": "What to change with many people.",
    "least": "The fewest minutes that make sense.",
    "licence": "Whose wording this is, and on what terms, where it is not ours.",
    "lines": "How many lines the field shows.",
    "low": "What the low end means.",
    "materials": "What has to lie ready.",
    "method": "How the items become one number: sum or mean.",
    "minutes": "How long it takes: one number, or {least: 20, planned: 30, most: 40}.",
    "step.minutes": "How long this step takes. All steps together take the planned minutes.",
    "missing": "How many items may be left out; the mean of the others stands in for them.",
    "most": "The most minutes that make sense.",
    "prompt.most": "How many may be written or chosen.",
    "on_phones": "Whether participants see it on their phones; with false, only the facilitator does.",
    "options": "What can be chosen, each as “id: words”.",
    "out": "Seconds of breathing out: more than in.",
    "override": "Keys of the exercise that are different in this session. The rest stays as in its file.",
    "paper": "How it goes without phones.",
    "phase": "The part of a longer process that this day belongs to, in your own words.",
    "step.phase": "Where this step stands in the arc: activity, discussion, input, deepening, synthesis.",
    "phones": "on (does not go without), optional, or off.",
    "planned": "The minutes that you plan with.",
    "practice": "The practice that the document describes, in your own words.",
    "prayer": "Whether there is time for prayer in this break or meal.",
    "prompts": "What is asked, in the order room, facilitator, mine, paper. An empty list asks nothing.",
    "purpose": "What this is good for, in one or two sentences.",
    "reach": "Whom it is for, and what to know before going.",
    "records": "What happens to what people say there.",
    "repeats": "How often this day is held, where it is a pattern for many, in your own words.",
    "requires": "Who has to be there: support_person, qualified_practitioner.",
    "residential": "Whether people stay overnight; then meals do not count into the length of a day.",
    "reversed": "Whether this item counts from the other end.",
    "rounds": "How many breaths.",
    "route": "How one gets there: a number, a door, a person to ask.",
    "rows": "The numbers of the practices in docs/practices.yaml that it carries out.",
    "prompt.rows": "The rows, each as “id: words”.",
    "say": "What you say, word for word. Each is one line.",
    "band.say": "What the person reads, kindly and without a diagnosis.",
    "self_check": "The id of the self-check that adds up a person's answers, for that person alone.",
    "sensitive": "Whether small numbers have to stay hidden also within the figure.",
    "serves": "What it does for those around it: trust, grounding, closing, preparation.",
    "sessions": "The blocks of the day, in order.",
    "small": "What to change with few people.",
    "sources": "Where this comes from.",
    "split": "How small groups are made.",
    "start": "When the day starts, in quotes, as “09:00”.",
    "start_here": "Whether a newcomer is shown this agenda first.",
    "steps": "Your script, step by step.",
    "subscales": "Some of the items, read together.",
    "text": "The words of the card, at most ninety.",
    "times": "What the sum or mean is multiplied by, for a handy number.",
    "title": "The name that people see.",
    "session.title": "The name that people see; without it, the exercise's own.",
    "prompt.from": "The number at the low end.",
    "prompt.to": "The number at the high end.",
    "check.from": "The lowest number of an item.",
    "check.to": "The highest number of an item.",
    "type": "What kind of answer this takes.",
    "up_to": "The highest total of this band. The last band reaches the highest total there can be.",
    "variations": "What to change for few people, for many, and on paper.",
    "verified_on": "The day on which somebody last tried this contact, as 2026-03-21.",
    "week": "The week of a longer process, counted from 0.",
    "when_not_to_use": "When to leave it out.",
}
"""What an editor shows beside a key: `table.key` where a table has its own sentence, else `key` for all."""


def _told(audience: Audience, then: Plain) -> Plain:
    says = {"properties": {"audience": {"const": audience.value}}, "required": ["audience"]}
    return {"if": says, "then": then}


_AUDIENCE_RULES: Plain = {
    "allOf": [
        _told(Audience.MINE, {"required": ["feeds"], "properties": {"care": False}}),
        _told(
            Audience.ROOM,
            {
                "properties": {"feeds": {"pattern": r"^P12\."}},
                "not": {"required": ["care", "sensitive"], "properties": {"sensitive": {"const": True}}},
            },
        ),
        _told(Audience.FACILITATOR, {"properties": {"feeds": False}}),
        _told(Audience.PAPER, {"properties": {"feeds": False, "care": False}}),
    ]
}
_RULES: Mapping[str, Plain] = {
    "session": {
        "if": {"not": {"required": ["exercise"]}},
        "then": {
            "required": ["title", "kind"],
            "properties": {"kind": {"not": {"const": "exercise"}}, "override": False},
        },
    },
    "exercise": {
        "if": {"properties": {"depth": {"const": 3}}},
        "then": {
            "required": ["requires"],
            "properties": {"requires": {"contains": {"const": "support_person"}}},
        },
    },
    "care": {"minProperties": 1},
    **{f"prompt-{name}": _AUDIENCE_RULES for name in prompts.PROMPT_TYPES},
}
"""What a table asks for besides its keys."""

_PROMPT: Plain = {
    "type": "object",
    "required": ["type"],
    "properties": {"type": {"description": HELP["type"], **_VALUES["type"]}},
    "allOf": [
        {
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": _ref(f"prompt-{name}"),
        }
        for name in prompts.PROMPT_TYPES
    ],
}

_DEFINITIONS: Mapping[str, Plain] = {
    "prompt": _PROMPT,
    "place": {"type": "string", "pattern": feeds_pattern()},
}


def _of(found: Mapping[str, object], table: str, key: str) -> object:
    """The nearest entry: the table's own, its kind's, or everybody's."""
    names = (f"{table}.{key}", f"{table.partition('-')[0]}.{key}", key)
    return next(found[name] for name in names if name in found)


def _table(name: str) -> Plain:
    required, optional = _TABLES[name]
    properties: Plain = {}
    for key in (*required, *optional):
        value = _of(_VALUES, name, key)
        assert isinstance(value, dict)
        properties[key] = {"description": _of(HELP, name, key), **value}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        **_RULES.get(name, {}),
    }


def _named(value: object) -> Iterator[str]:
    """The definitions that `value` refers to."""
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].rpartition("/")[2]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _named(one)


def schema(kind: SchemaKind) -> Plain:
    """The JSON Schema of one kind of file."""
    root = _table(_ROOTS[kind])
    definitions: dict[str, Plain] = {}
    waiting = list(_named(root))
    while waiting:
        name = waiting.pop()
        if name not in definitions:
            definitions[name] = _DEFINITIONS.get(name) or _table(name)
            waiting += _named(definitions[name])
    return {
        "$schema": DIALECT,
        "title": _TITLES[kind],
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text(kind: SchemaKind) -> str:
    """The same as a file holds it."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=1) + "\n"
