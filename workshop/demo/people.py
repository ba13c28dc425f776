"""The people behind the simulated phones: invented, diverse, none of them real."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from typing import Any

from .browser import Field, Form

Answers = Mapping[str, Mapping[str, Any]]
"""By exercise and prompt, as people.json writes them."""


_AGAIN = re.compile(r"-\d+$")


@dataclass(frozen=True, slots=True)
class Person:
    sketch: str
    answers: Answers
    second_round: frozenset[str]
    """Prompts, as "exercise/prompt", that wait until their form opens a second time."""

    def answers_to(self, exercise: str) -> Mapping[str, Any]:
        """What this person answers; to one held again (`check-in-2`) the same, if no more is known."""
        return self.answers.get(exercise) or self.answers.get(_AGAIN.sub("", exercise), {})

    def has_to_say(self, exercise: str, form: Form, already: Set[str], *, round_: int) -> frozenset[str]:
        """The prompts of `form` that this person would answer now, and has not answered already."""
        asked = {one.name.partition(".")[0] for one in form.fields if one.kind != "hidden"}
        known = asked & set(self.answers_to(exercise)) - already
        return frozenset(p for p in known if round_ > 1 or f"{exercise}/{p}" not in self.second_round)

    def fill(self, exercise: str, form: Form, prompts: Set[str], today: date) -> list[tuple[str, str]]:
        """The form with these prompts answered; everything else stays as it was served."""
        answers = self.answers_to(exercise)
        mine = {prompt: answers[prompt] for prompt in prompts}
        return list(_filled(form, mine, today))


def people(count: int) -> tuple[Person, ...]:
    """`count` people; after the sixteenth they begin again."""
    text = resources.files(__package__).joinpath("people.json").read_text(encoding="utf-8")
    kept = json.loads(text)
    later = frozenset(kept["second_round"])
    known = [Person(one["sketch"], one["answers"], later) for one in kept["people"]]
    return tuple(known[number % len(known)] for number in range(count))


def _filled(form: Form, mine: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    for one in form.fields:
        if not one.name:
            continue
        if one.kind == "hidden":
            yield one.name, one.value
            continue
        prompt, *parts = one.name.split(".")
        wanted = _wanted(mine.get(prompt), parts, one, today)
        if one.kind in ("radio", "checkbox"):
            if one.value in wanted:
                yield one.name, one.value
        elif wanted:
            yield one.name, wanted[0]
        elif one.value or one.kind != "select":
            yield one.name, one.value


def _wanted(answer: Any, parts: list[str], one: Field, today: date) -> list[str]:
    """What this field should hold, judging by the answer's shape and by the kind of field the page has."""
    match answer, parts:
        case None, _:
            return []
        case dict(), [row]:
            cell = answer.get(row)
            return [str(cell)] if cell is not None and not isinstance(cell, dict) else []
        case dict(), [row, column]:
            cell = answer.get(row, {}).get(column)
            return [] if cell is None else [str(cell)]
        case list(), [place] if place.isdigit():
            number = int(place)
            return [str(answer[number - 1])] if number <= len(answer) else []
        case list(), [option]:
            return [str(answer.index(option) + 1)] if option in answer else []
        case list(), []:
            return [str(option) for option in answer]
        case int(), [] if one.kind == "date":
            return [(today + timedelta(days=answer)).isoformat()]
        case _, []:
            return [str(answer)]
        case _:
            return []
