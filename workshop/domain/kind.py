"""What kind of fields a prompt has, as one word: templates and phones go by it."""

from __future__ import annotations

from typing import assert_never

from .prompt import (
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


def kind(prompt: Prompt) -> str:
    """The type of `prompt`; matrices by their cells, too."""
    match prompt:
        case TextPrompt():
            return "text"
        case ListPrompt():
            return "list"
        case ScalePrompt():
            return "scale"
        case ChoicePrompt():
            return "choice"
        case MultiPrompt():
            return "multi"
        case RankingPrompt():
            return "ranking"
        case MatrixPrompt():
            return f"matrix-{prompt.cell}"
        case DatePrompt():
            return "date"
        case _:
            assert_never(prompt)
