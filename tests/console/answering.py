"""Answers for a room in tests: each prompt answered in a way of its own, by as many phones as wished."""

from __future__ import annotations

from typing import assert_never

from workshop.domain.answer import Answer, Refused
from workshop.domain.prompt import (
    Audience,
    ChoicePrompt,
    DatePrompt,
    ListPrompt,
    MatrixPrompt,
    MultiPrompt,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
    from_plain,
)
from workshop.room import Response, Room

TEXTS = ("rest on Fridays", "a team that answers for each other", "phones away at night", "say it aloud")


def plain(prompt: Prompt, phone: int, text: str | None = None) -> object:
    """What phone number `phone` answers, as JSON."""
    words = text if text is not None else f"{TEXTS[phone % len(TEXTS)]} {phone}"
    match prompt:
        case TextPrompt():
            return words[: prompt.characters]
        case ListPrompt():
            return [words[: prompt.characters]]
        case ScalePrompt():
            return prompt.values[(phone * phone) % len(prompt.values)]
        case ChoicePrompt():
            return prompt.options[(phone * phone) % len(prompt.options)].id
        case MultiPrompt():
            ticked = [o.id for place, o in enumerate(prompt.options) if (phone + place) % (place + 2) == 0]
            return ticked[: prompt.most]
        case RankingPrompt():
            turn = phone % 2
            return [option.id for option in prompt.options[turn:]]
        case MatrixPrompt(cell="mark"):
            columns = prompt.columns
            return [[row.id, columns[(phone + p) % len(columns)].id, 1] for p, row in enumerate(prompt.rows)]
        case MatrixPrompt():
            return [[row.id, c.id, prompt.values[phone % 3]] for row in prompt.rows for c in prompt.columns]
        case DatePrompt():
            return f"2027-{phone % 4 + 1:02}-15"
        case _:
            assert_never(prompt)


def answers(prompts: tuple[Prompt, ...], phone: int, text: str | None = None) -> dict[str, Answer]:
    given: dict[str, Answer] = {}
    for prompt in prompts:
        answer = from_plain(prompt, plain(prompt, phone, text))
        assert not isinstance(answer, Refused), answer
        if answer is not None:
            given[prompt.id] = answer
    return given


async def answer(room: Room, exercise: str, phones: int, texts: tuple[str, ...] = ()) -> None:
    """`phones` phones answer the open form of an exercise."""
    known = room.bundle.exercises[exercise]
    for audience in known.audiences:
        if audience is Audience.MINE:
            continue
        for phone in range(phones):
            id = room.submission_id(exercise, audience)
            text = texts[phone % len(texts)] if texts else None
            given = answers(known.form(audience), phone, text)
            await room.receive(Response(exercise, audience, id, given))


def begin(room: Room, session: str) -> None:
    """Goes on until `session` runs."""
    while room.session is None or room.session.id != session:
        room.begin_next()
