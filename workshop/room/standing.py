"""What stands of a workshop's answers when they were destroyed: what the room was shown, and a few counts.

Kept in the book, sealed like all of it, under `closed`:

    destroyed   {"month": "2026-11", "forms": 14, "answers": 140}    the record of what went
    counts      {"exercise/audience": 20}                            how many answered, in whole fives
    figures     [{"exercise", "prompt", "figure", "at_least", "frozen"}]      what was released
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import cast

from workshop.domain.figure import Figure, Notes
from workshop.domain.plainfigure import figure_from_plain, figure_to_plain
from workshop.domain.prompt import Audience
from workshop.library import Bundle
from workshop.vault import JSON

from .responses import Form
from .values import Shown

CLOSED = "closed"
"""Its name in the book."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """The record of what was destroyed: nothing in it is finer than a month, or a step of five answers."""

    month: str
    """As 2026-11."""
    forms: int
    """Forms that anybody had answered."""
    answers: int
    """Responses to all of them together, in whole fives; 0 for fewer than five."""


@dataclass(frozen=True, slots=True)
class Standing:
    """As the book holds it."""

    destroyed: Destroyed
    counts: Mapping[Form, int]
    """How many answered, in whole fives; fewer than five are none."""
    figures: Mapping[tuple[str, str], Shown]
    """By exercise and prompt."""

    @property
    def notes(self) -> Iterator[tuple[str, str, str]]:
        """(exercise, prompt, note) of every text that the room was shown."""
        for (exercise, prompt), shown in self.figures.items():
            if isinstance(shown.figure, Notes):
                yield from ((exercise, prompt, note.id) for note in shown.figure.notes)


def standing_to_plain(destroyed: Destroyed, counts: Mapping[Form, int], released: Iterable[Shown]) -> JSON:
    """Texts get other ids: which of them came from one person's list is gone with the answers."""
    return cast(
        JSON,
        {
            "destroyed": asdict(destroyed),
            "counts": {f"{exercise}/{audience.value}": n for (exercise, audience), n in counts.items()},
            "figures": [
                {
                    "exercise": shown.exercise,
                    "prompt": shown.prompt.id,
                    "figure": figure_to_plain(_renamed(shown.figure)),
                    "at_least": shown.at_least,
                    "frozen": shown.frozen,
                }
                for shown in released
            ],
        },
    )


def _renamed(figure: Figure) -> Figure:
    if not isinstance(figure, Notes):
        return figure
    return replace(figure, notes=tuple(replace(note, id=secrets.token_urlsafe(9)) for note in figure.notes))


def standing_of(kept: JSON, bundle: Bundle) -> Standing | None:
    """What `standing_to_plain` wrote; None for a workshop that is not closed."""
    if not isinstance(kept, dict):
        return None
    counts = {tuple(name.rsplit("/", 1)): n for name, n in kept["counts"].items()}
    figures: dict[tuple[str, str], Shown] = {}
    for one in kept["figures"]:
        exercise = bundle.exercises.get(one["exercise"])
        prompt = exercise.prompt(one["prompt"]) if exercise else None
        if prompt is not None:
            figure = figure_from_plain(one["figure"])
            shown = Shown(one["exercise"], prompt, figure, one["at_least"], one["frozen"])
            figures[shown.exercise, prompt.id] = shown
    return Standing(
        Destroyed(**kept["destroyed"]),
        {(exercise, Audience(audience)): n for (exercise, audience), n in counts.items()},
        figures,
    )
