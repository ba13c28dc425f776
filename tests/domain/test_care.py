"""Which answers say that somebody may need care: the marked ones, of those that this laptop can read."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.answer import Answer
from workshop.domain.care import may_ask_for_care, needs_care
from workshop.domain.prompt import (
    Audience,
    ChoicePrompt,
    MatrixPrompt,
    MultiPrompt,
    Prompt,
    ScalePrompt,
    from_plain,
    to_plain,
)

from ..console.answering import plain
from .strategies import PROMPTS

READ = [replace(prompt, audience=Audience.ROOM) for prompt in PROMPTS]
MARKABLE = [prompt for prompt in READ if "care" in {field.name for field in fields(prompt)}]


def marks(prompt: Prompt) -> tuple[object, ...]:
    """Everything that can be marked in `prompt`."""
    match prompt:
        case ScalePrompt():
            return prompt.values
        case ChoicePrompt() | MultiPrompt():
            return tuple(option.id for option in prompt.options)
        case MatrixPrompt(cell="mark"):
            return tuple(column.id for column in prompt.columns)
        case MatrixPrompt():
            return prompt.values
        case _:
            return ()


def said(prompt: Prompt, plain: object) -> set[object]:
    """What an answer says that could be marked, as JSON holds it."""
    if isinstance(prompt, MatrixPrompt):
        assert isinstance(plain, list)
        return {cell[1 if prompt.cell == "mark" else 2] for cell in plain}
    return set(plain) if isinstance(plain, list) else {plain}


@pytest.mark.parametrize("prompt", READ, ids=lambda prompt: prompt.id)
@given(phone=st.integers(0, 60), data=st.data())
def test_an_answer_asks_for_care_when_it_says_something_marked(
    prompt: Prompt, phone: int, data: st.DataObject
) -> None:
    answer = from_plain(prompt, plain(prompt, phone))
    if not isinstance(answer, Answer):
        return
    assert not needs_care(prompt, answer), "nothing is marked yet"
    if prompt not in MARKABLE:
        return
    chosen = tuple(data.draw(st.sets(st.sampled_from(marks(prompt)))))
    marked: Prompt = replace(prompt, care=chosen)  # type: ignore[arg-type]  # those that can be marked
    values = said(prompt, to_plain(answer))
    assert needs_care(marked, answer) == bool(values & set(chosen))
    for audience in (Audience.MINE, Audience.PAPER):
        assert not needs_care(replace(marked, audience=audience), answer), "nobody here can read it"
    assert needs_care(replace(marked, audience=Audience.FACILITATOR), answer) == needs_care(marked, answer)


@pytest.mark.parametrize("prompt", READ, ids=lambda prompt: prompt.id)
def test_only_what_is_marked_and_read_may_ask(prompt: Prompt) -> None:
    assert not may_ask_for_care(prompt)
    if prompt in MARKABLE:
        marked: Prompt = replace(prompt, care=marks(prompt)[:1])  # type: ignore[arg-type]  # those that can be marked
        assert may_ask_for_care(marked)
        assert not may_ask_for_care(replace(marked, audience=Audience.MINE))


def test_four_kinds_of_prompts_can_be_marked() -> None:
    assert {type(prompt) for prompt in MARKABLE} == {ScalePrompt, ChoicePrompt, MultiPrompt, MatrixPrompt}


def test_the_marked_numbers_and_not_those_between() -> None:
    scale = next(prompt for prompt in READ if isinstance(prompt, ScalePrompt))
    marked = replace(scale, care=(1, 2, 5))
    answers = ((value, from_plain(scale, value)) for value in scale.values)
    assert [value for value, a in answers if isinstance(a, Answer) and needs_care(marked, a)] == [1, 2, 5]
