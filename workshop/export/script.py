"""The facilitator's script of an exercise, on paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from workshop.domain import terms
from workshop.domain.exercise import Exercise, Minutes, Step
from workshop.domain.prompt import Audience
from workshop.wording import Wording

from .typesetting import Paper, typeset


def script_paper(exercise: Exercise, words: Wording, *, paper: Paper = "a4") -> bytes:
    """The facilitator's script, from what to watch for to what to say."""
    data = {
        "title": words.say(exercise.title),
        "purpose": words.say(exercise.purpose),
        "facts": _facts(exercise, words),
        "cautions_label": words.say("Take care"),
        "cautions": [words.say(caution) for caution in exercise.cautions],
        "when_not": labelled(words.say("When not to use it"), exercise.when_not_to_use, words),
        "say": words.say("Say"),
        "do": words.say("Do"),
        "if_it_fails": words.say("If it does not work"),
        "steps_label": words.say("Step by step"),
        "steps": [_step(step, words) for step in exercise.steps],
        "debrief_label": words.say("Ask at the end"),
        "debrief": [words.say(question) for question in exercise.debrief],
        "cards_label": words.say("To explain"),
        "cards": [
            {
                "title": words.say(card.title),
                "text": words.say(card.text),
                "care_frame": words.say(card.care_frame),
            }
            for card in exercise.cards
        ],
        "otherwise": [
            labelled(words.say("If time is short"), exercise.if_short, words),
            labelled(words.say("If it becomes too much"), exercise.if_distress, words),
            labelled(words.say("With few people"), exercise.variations.small, words),
            labelled(words.say("With many people"), exercise.variations.large, words),
            labelled(words.say("On paper"), exercise.variations.paper, words),
        ],
        "asked_label": words.say("What people are asked"),
        "asked": [
            {"audience": _audience(prompt.audience, words), "ask": words.say(prompt.ask)}
            for prompt in exercise.prompts
        ],
    }
    return typeset("script.typ", data, words, paper=paper)


def labelled(label: str, text: str, words: Wording) -> dict[str, str]:
    """A piece of content under a label, as the templates draw it."""
    return {"label": label, "text": words.say(text)}


def _facts(exercise: Exercise, words: Wording) -> list[dict[str, str]]:
    facts = [
        (words.say("Minutes"), _minutes(exercise.minutes, words)),
        (words.say("Depth"), words.say(terms.DEPTHS[exercise.depth][1])),
        (words.say("People work"), terms.groups(words, exercise.groups)),
        (words.say("Phones"), words.say(terms.PHONES[exercise.phones])),
        (words.say("Who must be there"), terms.helpers(words, exercise.requires)),
        (words.say("To bring"), listed(exercise.materials, words)),
        (words.say("Whose wording"), words.say(exercise.licence)),
    ]
    return [{"label": label, "text": text} for label, text in facts if text]


def listed(texts: Iterable[str], words: Wording) -> str:
    """Pieces of content on one line."""
    return ", ".join(words.say(text) for text in texts)


def _minutes(minutes: Minutes, words: Wording) -> str:
    if minutes.least == minutes.most:
        return str(minutes.planned)
    return words.say(
        "{planned} (from {least} to {most})",
        planned=minutes.planned,
        least=minutes.least,
        most=minutes.most,
    )


def _step(step: Step, words: Wording) -> dict[str, object]:
    cues = {
        "open": words.say("open the form"),
        "close": words.say("close the form"),
        "release": words.say("close the form and show the figure"),
    }
    return {
        "title": words.say(step.title),
        "minutes": words.count("{n} minute", "{n} minutes", step.minutes),
        "cue": cues[step.form] if step.form else "",
        "say": [words.say(text) for text in step.say],
        "do": [words.say(text) for text in step.do],
        "if_it_fails": words.say(step.if_it_fails),
    }


def _audience(audience: Audience, words: Wording) -> str:
    match audience:
        case Audience.ROOM:
            return words.say("for the group")
        case Audience.FACILITATOR:
            return words.say("for the facilitators")
        case Audience.MINE:
            return words.say("for oneself")
        case Audience.PAPER:
            return words.say("on paper only")
        case _:
            assert_never(audience)
