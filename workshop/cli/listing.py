"""The command list: what there is, short for people and whole for other programs."""

from __future__ import annotations

import json
from typing import cast, get_args

from workshop.domain.agenda import Agenda
from workshop.domain.errors import WorkshopError
from workshop.domain.exercise import Exercise, Phones
from workshop.domain.prompt import Audience
from workshop.domain.score import SelfCheck
from workshop.library import GROUPS, PROMPT_TYPES, Filter, load_library, matches
from workshop.wording import Wording, languages, mark

from .terminal import say

Row = dict[str, object]
_PROMPTS = {
    "text": mark("Words of one's own"),
    "list": mark("A few short texts"),
    "scale": mark("A number between two ends"),
    "choice": mark("One of several"),
    "multi": mark("Some of several"),
    "ranking": mark("An order"),
    "matrix": mark("Rows by columns"),
    "date": mark("A day"),
}


def wanted(
    text: str | None,
    depth: int | None,
    minutes: int | None,
    group: str | None,
    phones: str | None,
    source: str | None,
) -> Filter:
    """What the options of the command ask for. Raises WorkshopError for words that are none of theirs."""
    for option, word, allowed in (
        ("--groups", group, GROUPS),
        ("--phones", phones, get_args(Phones)),
    ):
        if word is not None and word not in allowed:
            raise WorkshopError(
                "“{word}” is nothing that {option} knows. Allowed: {allowed}.",
                word=word,
                option=option,
                allowed=", ".join(allowed),
            )
    return Filter(
        text=text or "",
        depth=depth,
        minutes=minutes,
        group=group,
        phones=cast(Phones, phones) if phones else None,
        source=source,
    )


def list_(what: str, filter: Filter, whole: bool, as_json: bool, words: Wording) -> None:
    """Lists `what`: agendas to start with or the `whole` of them, exercises that `filter` lets through."""
    if what != "exercises" and filter != Filter():
        raise WorkshopError("Only exercises can be searched: workshop list exercises --search rest")
    match what:
        case "agendas":
            _agendas(whole, as_json, words)
        case "exercises":
            found = [one for one in load_library(words).exercises.values() if matches(one, filter, words)]
            if found or as_json:
                _print([_exercise(one, words) for one in found], as_json, [_length(e, words) for e in found])
            else:
                say(words.say("No exercise is like that. Ask for less at once."))
        case "self-checks":
            checks = list(load_library(words).self_checks.values())
            details = [words.count("One question", "{n} questions", len(check.items)) for check in checks]
            _print([_self_check(check, words) for check in checks], as_json, details)
        case "prompts":
            _print([{"id": kind, "title": words.say(_PROMPTS[kind])} for kind in PROMPT_TYPES], as_json)
        case "languages":
            _print(
                [{"id": one.id, "title": one.title, "direction": one.direction} for one in languages()],
                as_json,
            )
        case _:
            raise WorkshopError(
                "“{what}” cannot be listed. There are: agendas, exercises, self-checks, prompts, languages.",
                what=what,
            )


def _agendas(whole: bool, as_json: bool, words: Wording) -> None:
    agendas = sorted(load_library(words).agendas.values(), key=lambda agenda: not agenda.start_here)
    shown = [one for one in agendas if whole or as_json or one.start_here]
    details = [words.count("One day", "{n} days", len(agenda.days)) for agenda in shown]
    _print([_agenda(agenda, words) for agenda in shown], as_json, details)
    if len(shown) < len(agendas):
        say(
            words.count(
                "One more: workshop list agendas --all",
                "{n} more: workshop list agendas --all",
                len(agendas) - len(shown),
            )
        )


def _print(rows: list[Row], as_json: bool, details: list[str] | None = None) -> None:
    if as_json:
        say(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    width = max((len(str(row["id"])) for row in rows), default=0)
    for row, detail in zip(rows, details or [""] * len(rows), strict=True):
        say(f"{row['id']:{width}}  " + "  ·  ".join(filter(None, (str(row["title"]), detail))))


def _length(exercise: Exercise, words: Wording) -> str:
    return words.say("{minutes} min, depth {depth}", minutes=exercise.minutes.planned, depth=exercise.depth)


def _agenda(agenda: Agenda, words: Wording) -> Row:
    return {
        "id": agenda.id,
        "title": words.say(agenda.title),
        "days": len(agenda.days),
        "minutes": sum(day.minutes for day in agenda.days),
        "start_here": agenda.start_here,
        "about": words.say(agenda.about),
        "group": {
            "least": agenda.group.least,
            "most": agenda.group.most,
            "split": list(agenda.group.split),
        },
        "follow_ups": list(agenda.follow_ups),
        "requires": list(agenda.requires),
    }


def _exercise(exercise: Exercise, words: Wording) -> Row:
    return {
        "id": exercise.id,
        "title": words.say(exercise.title),
        "minutes": exercise.minutes.planned,
        "least": exercise.minutes.least,
        "most": exercise.minutes.most,
        "depth": exercise.depth,
        "audiences": [audience.value for audience in Audience if exercise.form(audience)],
        "phones": exercise.phones,
        "groups": list(exercise.groups),
        "requires": list(exercise.requires),
        "sources": list(dict.fromkeys(source.document for source in exercise.sources)),
        "licence": words.say(exercise.licence),
    }


def _self_check(check: SelfCheck, words: Wording) -> Row:
    return {
        "id": check.id,
        "title": words.say(check.title),
        "about": words.say(check.about),
        "items": len(check.items),
        "method": check.method,
        "licence": words.say(check.licence),
    }
