"""Which answers say that somebody may need care: those that the exercise marks so."""

from __future__ import annotations

from typing import assert_never

from .answer import Answer, ChoiceAnswer, MatrixAnswer, MultiAnswer, ScaleAnswer
from .prompt import (
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
)

READ = (Audience.ROOM, Audience.FACILITATOR)
"""Whose answers this laptop can read; of what is for oneself it knows nothing, and so it can see nothing."""


def may_ask_for_care(prompt: Prompt) -> bool:
    """Whether there is an answer to `prompt` that says so."""
    return prompt.audience in READ and bool(getattr(prompt, "care", ()))


def needs_care(prompt: Prompt, answer: Answer) -> bool:
    """Whether `answer` to `prompt` says that somebody may need care."""
    if prompt.audience not in READ:
        return False
    match prompt:
        case ScalePrompt():
            return isinstance(answer, ScaleAnswer) and answer.value in prompt.care
        case ChoicePrompt():
            return isinstance(answer, ChoiceAnswer) and answer.option in prompt.care
        case MultiPrompt():
            return isinstance(answer, MultiAnswer) and not set(prompt.care).isdisjoint(answer.options)
        case MatrixPrompt():
            return isinstance(answer, MatrixAnswer) and any(
                (cell.column if prompt.cell == "mark" else cell.value) in prompt.care for cell in answer.cells
            )
        case TextPrompt() | ListPrompt() | RankingPrompt() | DatePrompt():
            return False
        case _:
            assert_never(prompt)
