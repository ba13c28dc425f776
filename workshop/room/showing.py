"""What may be seen of a form's answers: by the facilitator, and by the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workshop.domain.disclosure import Hidden, disclose
from workshop.domain.figure import Notes, tally
from workshop.domain.prompt import Audience, Prompt

from .responses import FormResponses
from .values import Shown


def for_the_facilitator(exercise: str, prompt: Prompt, responses: FormResponses) -> Shown | Hidden:
    """The figure of a closed form; see domain/disclosure.py.

    What was asked for the facilitator alone is shown to the facilitator in full: a need for a ramp or a
    diet is one person's, and it is meant to be met.
    """
    figure = tally(prompt, sorted(responses.answers(prompt), key=lambda pair: pair[0]))
    if prompt.audience is Audience.FACILITATOR:
        disclosed = figure if figure.n else Hidden(1)
    else:
        disclosed = disclose(figure, sensitive=prompt.sensitive, at_least=prompt.at_least)
    if isinstance(disclosed, Hidden):
        return disclosed
    return Shown(exercise, prompt, disclosed, at_least=responses.has_more(prompt))


def for_the_room(shown: Shown, notes_released: frozenset[tuple[str, str, str]]) -> Shown:
    """A released figure: of free texts, the released ones only."""
    if not isinstance(shown.figure, Notes):
        return shown
    chosen = tuple(
        note for note in shown.figure.notes if (shown.exercise, shown.prompt.id, note.id) in notes_released
    )
    return replace(shown, figure=Notes(shown.figure.n, chosen))


def by_place(released: Iterable[Shown]) -> dict[str, tuple[str, ...]]:
    """Released texts that go into everyone's plan, by their place in it."""
    results: dict[str, tuple[str, ...]] = {}
    for shown in released:
        if shown.prompt.feeds and isinstance(shown.figure, Notes):
            texts = tuple(note.text for note in shown.figure.notes)
            results[shown.prompt.feeds] = results.get(shown.prompt.feeds, ()) + texts
    return results
