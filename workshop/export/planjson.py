"""A plan as data: everything that its owner wrote, to keep, and to bring to the follow-up.

Only here, where the owner asks for the whole of their own, are the fields too that never leave by default.

    {"format": "workshop-plan", "version": 2,
     "edition": {"number": 2, "day": "2026-10-03" or null},
     "answers": {"exercise/prompt": the answer as `prompt.to_plain` writes it},
     "versions": [the answers of each earlier version, the oldest first],
     "group": {"P12.agreement": ["a text that the group released"]},
     "contacts": [{"title", "kind", "route", "languages": [], "cost", "verified_on": "2026-10-30"}]}

docs/schema/plan.json says the same to programs. Version 1, which had neither editions nor versions, is read
like a first edition.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from workshop.domain.errors import WorkshopError
from workshop.domain.referral import Contacts, ReferralKind, by_kind
from workshop.wording import mark

from .letter import Edition

FORMAT = "workshop-plan"
VERSION = 2
LARGEST = 4 << 20
"""Bytes; a plan with many versions has a few hundred thousand."""
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_OTHER = mark("This file is no plan as data. Please choose the one whose name ends in .json.")

Answers = Mapping[str, object]
"""By "exercise/prompt", as JSON holds them."""


class NoPlanFile(WorkshopError):
    """A file that is no plan as data; the sentence says what to bring instead."""


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What is in such a file. Answers are as they were written: `prompt.from_plain` checks each."""

    edition: Edition
    answers: Answers
    versions: tuple[Answers, ...]
    group: Mapping[str, tuple[str, ...]]
    contacts: tuple[Mapping[str, object], ...]


def plan_json(
    answers: Answers,
    group: Mapping[str, tuple[str, ...]],
    contacts: Contacts | None = None,
    *,
    edition: Edition | None = None,
    versions: tuple[Answers, ...] = (),
) -> bytes:
    """Everything that a participant wrote, in the form described above; the same each time."""
    edition = edition or Edition(len(versions) + 1)
    everything = {
        "format": FORMAT,
        "version": VERSION,
        "edition": {
            "number": edition.number,
            "day": edition.day.isoformat() if edition.day else None,
        },
        "answers": dict(answers),
        "versions": [dict(earlier) for earlier in versions],
        "group": {path: list(texts) for path, texts in group.items()},
        "contacts": plain_contacts(contacts) if contacts else [],
    }
    return f"{json.dumps(everything, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def plain_contacts(contacts: Contacts) -> list[dict[str, object]]:
    """The contacts as JSON holds them, in the order in which people look for help."""
    return [
        {
            "title": one.title,
            "kind": one.kind,
            "route": one.route,
            "languages": list(one.languages),
            "cost": one.cost,
            "verified_on": one.verified_on.isoformat(),
        }
        for _, group in by_kind(contacts.referrals)
        for one in group
    ]


def read_plan_json(data: bytes) -> ReadPlan:
    """What `plan_json` wrote, of this version or the first. Raises NoPlanFile."""
    whole = _object(data)
    if whole.get("format") != FORMAT:
        raise NoPlanFile(_OTHER)
    version = whole.get("version")
    if version not in (1, VERSION) or isinstance(version, bool):
        raise NoPlanFile(
            "A newer program wrote this plan. Please open it with that one, or bring another copy."
        )
    try:
        return ReadPlan(
            edition=_edition(whole["edition"]) if version == VERSION else Edition(),
            answers=_answers(whole["answers"]),
            versions=tuple(map(_answers, _list(whole["versions"]))) if version == VERSION else (),
            group={path: tuple(map(_text, _list(texts))) for path, texts in _answers(whole["group"]).items()},
            contacts=tuple(map(_contact, _list(whole.get("contacts", [])))),
        )
    except (KeyError, ValueError) as wrong:
        raise NoPlanFile("This plan is not whole. If you have another copy of it, use that.") from wrong


def plan_schema() -> dict[str, object]:
    """JSON Schema of the file, for programs of other people."""
    text = {"type": "string"}
    answer = {
        "description": "A text, a day or the id of a choice; a number on a scale; a list of texts or ids; "
        "or the cells of a table as [row, column, value].",
        "anyOf": [
            text,
            {"type": "integer"},
            {"type": "array", "items": text},
            {
                "type": "array",
                "items": {
                    "type": "array",
                    "prefixItems": [text, text, {"type": ["string", "integer"]}],
                    "items": False,
                    "minItems": 3,
                },
            },
        ],
    }
    contact = {
        "title": text,
        "kind": {"enum": list(get_args(ReferralKind))},
        "route": text,
        "languages": {"type": "array", "items": text},
        "cost": text,
        "verified_on": {"type": "string", "format": "date", "pattern": _DAY},
    }
    properties: dict[str, object] = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "edition": _closed(
            {
                "number": {"type": "integer", "minimum": 1},
                "day": {"type": ["string", "null"], "format": "date", "pattern": _DAY},
            },
            "Which version of the plan this is, and the day on which it was made where that is said.",
        ),
        "answers": {"$ref": "#/$defs/answers", "description": "What is in the plan now."},
        "versions": {
            "type": "array",
            "items": {"$ref": "#/$defs/answers"},
            "description": "Earlier versions, the oldest first.",
        },
        "group": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": text},
            "description": "What the group released, by its place in the plan.",
        },
        "contacts": {
            "type": "array",
            "items": _closed(contact, "A person or place that can help."),
            "description": "Where help can be found; empty where the workshop had no list.",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A plan of Workshop as data: everything that its owner wrote",
        **_closed(properties, "Answers are named exercise/prompt, places in the plan as in P12.agreement."),
        "$defs": {"answers": {"type": "object", "additionalProperties": answer}},
    }


def _closed(properties: dict[str, object], description: str) -> dict[str, object]:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _object(data: bytes) -> dict[str, object]:
    if len(data) > LARGEST:
        raise NoPlanFile("This file is too large to be a plan.")
    try:
        whole = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as wrong:
        raise NoPlanFile(_OTHER) from wrong
    return whole if isinstance(whole, dict) else {}


def _no_number(name: str) -> object:
    raise ValueError(name)


def _edition(value: object) -> Edition:
    match value:
        case {"number": int(number), "day": None | str() as day} if number is not True and number >= 1:
            return Edition(number, date.fromisoformat(day) if isinstance(day, str) else None)
        case _:
            raise ValueError("edition")


def _answers(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError("answers")
    return {str(name): answer for name, answer in value.items()}


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("list")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def _contact(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ValueError("contact")
    return value
