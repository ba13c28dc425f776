"""Draws every type of prompt as labelled fields, by one template for each."""

from __future__ import annotations

from markupsafe import Markup

from workshop.domain.answer import Refused
from workshop.domain.cleaning import clean
from workshop.domain.kind import kind
from workshop.domain.prompt import (
    Audience,
    Fields,
    ListPrompt,
    MatrixPrompt,
    Prompt,
    TextPrompt,
    field_name,
)
from workshop.web.pages import Pages
from workshop.wording import Wording


def draw_prompt(
    pages: Pages,
    prompt: Prompt,
    typed: Fields,
    refused: Refused | None,
    words: Wording,
    *,
    people: bool = False,
) -> Markup:
    """The fields of `prompt`, holding what was `typed`, with the sentence for what could not be taken.

    `people` tells that the page names people who can help.
    """
    refusal = words.say(refused.english, **dict(refused.values)) if refused else ""
    notes = {"hint": bool(prompt.hint), "limit": _limit(prompt) > 0, "refusal": bool(refusal)}
    return pages.draw(
        f"inputs/{kind(prompt)}.html",
        words,
        prompt=prompt,
        name=lambda *parts: field_name(prompt, *parts),
        value=lambda *parts: next(iter(typed.get(field_name(prompt, *parts), ())), ""),
        values=typed.get(field_name(prompt), ()),
        limit=_limit(prompt),
        asked=_asked(prompt),
        refusal=refusal,
        described=" ".join(f"{note}-{prompt.id}" for note, there in notes.items() if there),
        read_later=prompt.audience is not Audience.MINE and _is_free_text(prompt),
        people=people,
    )


def _asked(prompt: Prompt) -> Markup:
    """What every question carries: where a refusal leads, and how a phone's script reads its fields."""
    limit = Markup(' data-limit="{}"').format(_limit(prompt)) if _limit(prompt) else ""
    asked = Markup('id="q-{}" data-prompt="{}" data-kind="{}"{}')
    return asked.format(prompt.id, prompt.id, kind(prompt), limit)


def _is_free_text(prompt: Prompt) -> bool:
    return isinstance(prompt, TextPrompt | ListPrompt) or (
        isinstance(prompt, MatrixPrompt) and prompt.cell == "text"
    )


def _limit(prompt: Prompt) -> int:
    """How many characters one field takes; 0 where nothing is written."""
    return getattr(prompt, "characters", 0) if _is_free_text(prompt) else 0


def own_words(prompt: Prompt, typed: Fields) -> tuple[str, ...]:
    """What was `typed` in words of one's own, as it would be kept."""
    if not _is_free_text(prompt):
        return ()
    fields = (name for name in typed if name.partition(".")[0] == prompt.id)
    values = (clean(value) for name in fields for value in typed[name])
    return tuple(value for value in values if value)
