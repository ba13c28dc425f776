"""An exercise as a sheet for pens: every type of prompt is drawn, every audience has a leaf of its own."""

from __future__ import annotations

from typing import assert_never

from workshop.domain.exercise import Exercise
from workshop.domain.form import SHARED, letters
from workshop.domain.prompt import (
    Audience,
    ChoicePrompt,
    DatePrompt,
    ListPrompt,
    MatrixPrompt,
    MultiPrompt,
    Option,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
)
from workshop.wording import Wording

from .typesetting import Paper, typeset

_CHARACTERS_A_LINE = 85
"""What handwriting puts on a line of this sheet."""
_MOST_LINES = 12


def exercise_paper(exercise: Exercise, words: Wording, *, paper: Paper = "a4") -> bytes:
    """A participant's sheet: what is for the group is collected, what is mine is another leaf and is kept."""
    leaves = (
        _leaf(
            exercise,
            (Audience.ROOM,),
            words.say("For the group"),
            words.say("Without your name. This sheet is collected face down. Leave out whatever you like."),
            words,
        ),
        _leaf(
            exercise,
            (Audience.FACILITATOR,),
            words.say("For the facilitators"),
            words.say("Without your name. Fold it and hand it over. The group does not see it."),
            words,
        ),
        _own_leaf(exercise, words),
    )
    data = {
        "title": words.say("Notes"),
        "name": words.say(exercise.title),
        "nothing": words.say("There is nothing to fill in here. You may use this sheet for notes."),
        "leaves": [leaf for leaf in leaves if leaf["prompts"]],
    }
    return typeset("sheet.typ", data, words, paper=paper)


def _own_leaf(exercise: Exercise, words: Wording) -> dict[str, object]:
    """What stays with whoever writes: a participant, or, of a preparation, the facilitators."""
    if "preparation" in exercise.serves:
        title = words.say("For the facilitators alone")
        promise = words.say("No names of people. It is never archived; destroy it when the process ends.")
    else:
        title = words.say("Only for you")
        promise = words.say("This sheet stays with you. Nobody collects it.")
    return _leaf(exercise, (Audience.MINE, Audience.PAPER), title, promise, words)


def _leaf(
    exercise: Exercise, audiences: tuple[Audience, ...], title: str, promise: str, words: Wording
) -> dict[str, object]:
    prompts = [prompt for audience in audiences for prompt in exercise.form(audience)]
    return {
        "title": title,
        "promise": promise,
        "prompts": [
            {"ask": words.say(prompt.ask), "hint": words.say(prompt.hint), "room": drawn(prompt, words)}
            for prompt in prompts
        ],
    }


def drawn(prompt: Prompt, words: Wording) -> dict[str, object]:
    """The room that a prompt gives to a pen."""
    match prompt:
        case TextPrompt():
            return {"kind": "lines", "lines": _lines(prompt.lines, prompt.characters)}
        case ListPrompt():
            return {"kind": "list", "places": list(prompt.places), "lines": _lines(1, prompt.characters)}
        case ScalePrompt():
            ends = [words.say(prompt.low), words.say(prompt.high)]
            return {"kind": "scale", "values": [str(value) for value in prompt.values], "ends": ends}
        case ChoicePrompt():
            note = "" if prompt.hint else words.say("Choose one, or none.")
            return {"kind": "choice", **_options(prompt, words), "note": note}
        case MultiPrompt():
            note = "" if prompt.hint else words.say("As many as you like, or none.")
            if prompt.most is not None:
                note = words.count("One, or none.", "Up to {n}, or none.", prompt.most)
            return {"kind": "multi", **_options(prompt, words), "note": note}
        case RankingPrompt():
            note = words.say("Write 1 beside the first, 2 beside the next. Some may stay without a number.")
            return {"kind": "ranking", **_options(prompt, words), "note": note}
        case MatrixPrompt():
            return {
                "kind": "matrix",
                "cell": prompt.cell,
                "rows": _labels(prompt.rows, words),
                "columns": _labels(prompt.columns, words),
                "values": [str(value) for value in prompt.values],
                "ends": [words.say(prompt.low), words.say(prompt.high)],
            }
        case DatePrompt():
            parts = [words.say("day"), words.say("month"), words.say("year")]
            return {"kind": "date", "parts": parts}
        case _:
            assert_never(prompt)


def _options(prompt: ChoicePrompt | MultiPrompt | RankingPrompt, words: Wording) -> dict[str, object]:
    """What can be chosen; on leaves that somebody types in, with the key of each."""
    keys = letters(prompt.options) if prompt.audience in SHARED else ("",) * len(prompt.options)
    return {"options": _labels(prompt.options, words), "keys": list(keys)}


def _lines(lines: int, characters: int) -> int:
    return min(_MOST_LINES, max(lines, -(-characters // _CHARACTERS_A_LINE)))


def _labels(options: tuple[Option, ...], words: Wording) -> list[str]:
    return [words.say(option.label) for option in options]
