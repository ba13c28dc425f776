"""What a whole step of a form says, whoever typed it: a phone, or a facilitator from a sheet of paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from .answer import Answer, Refused
from .prompt import Audience, Fields, Option, Prompt, as_fields, read

SHARED = (Audience.ROOM, Audience.FACILITATOR)
"""Whose answers somebody else may type in; what is for someone alone stays with its owner."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the fields of a form say, by prompt, and what of it could not be taken."""

    answers: Mapping[str, Answer]
    refusals: Mapping[str, Refused]


def read_form(prompts: tuple[Prompt, ...], fields: Fields) -> Reading:
    answers: dict[str, Answer] = {}
    refusals: dict[str, Refused] = {}
    for prompt in prompts:
        match read(prompt, fields):
            case None:
                pass
            case Refused() as refused:
                refusals[prompt.id] = refused
            case answer:
                answers[prompt.id] = answer
    return Reading(answers, refusals)


def read_plain(prompts: tuple[Prompt, ...], plain: Mapping[str, object]) -> Reading:
    """What a phone says of its own form, answers as `to_plain` writes them: checked as if they were typed."""
    fields: dict[str, list[str]] = {}
    for prompt in prompts:
        fields |= as_fields(prompt, plain.get(prompt.id))
    return read_form(prompts, fields)


def letters(options: tuple[Option, ...]) -> tuple[str, ...]:
    """The letter of each option: printed beside it on paper, and the key that chooses it."""
    known = ascii_lowercase + ascii_uppercase
    return tuple(known[place : place + 1] for place in range(len(options)))
