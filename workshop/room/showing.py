"""What may be seen of a form's answers: by the facilitator, and by the room.

responses -> tally -> disclose -> arranged (merged, put away, by theme) -> the facilitator
                                                                        -> released texts only -> the room
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workshop.domain.arrangement import Arrangement
from workshop.domain.disclosure import Hidden, Veil, bare, disclose
from workshop.domain.figure import Note, Notes, tally
from workshop.domain.prompt import Audience, MultiPrompt, Prompt

from .responses import FormResponses
from .values import Shown


def for_the_facilitator(
    exercise: str, prompt: Prompt, responses: FormResponses, arrangement: Arrangement, veil: Veil
) -> Shown | Hidden:
    """The figure of a closed form; see domain/disclosure.py. `veil` is the workshop's own."""
    shown = _disclosed(exercise, prompt, responses, arrangement.frozen.get((exercise, prompt.id)), veil)
    if isinstance(shown, Hidden) or not isinstance(shown.figure, Notes):
        return shown
    return replace(shown, figure=arrangement.arranged(exercise, prompt.id, shown.figure)[0])


def put_away(
    exercise: str, prompt: Prompt, responses: FormResponses, arrangement: Arrangement
) -> tuple[Note, ...]:
    """The texts that are out of the facilitator's list."""
    shown = _disclosed(exercise, prompt, responses, arrangement.frozen.get((exercise, prompt.id)), bare)
    if isinstance(shown, Hidden) or not isinstance(shown.figure, Notes):
        return ()
    return arrangement.arranged(exercise, prompt.id, shown.figure)[1]


def _disclosed(
    exercise: str, prompt: Prompt, responses: FormResponses, frozen: int | None, veil: Veil
) -> Shown | Hidden:
    """The figure of all answers, or of those up to the batch `frozen`, which joined in threes as ever.

    What was asked for the facilitator alone is shown to the facilitator in full: a need for a ramp or a
    diet is one person's, and it is meant to be met.
    """
    counted = responses if frozen is None else responses.until(frozen)
    figure = tally(prompt, sorted(counted.answers(prompt), key=lambda pair: pair[0]))
    if prompt.audience is Audience.FACILITATOR:
        disclosed = figure if figure.n else Hidden(1)
    else:
        disclosed = disclose(
            figure,
            sensitive=prompt.sensitive,
            at_least=prompt.at_least,
            several=isinstance(prompt, MultiPrompt),
            veil=lambda cell: veil(f"{exercise}/{prompt.id}/{cell}"),
        )
    if isinstance(disclosed, Hidden):
        return disclosed
    more = responses.has_more(prompt) or (frozen is not None and responses.batches > frozen)
    return Shown(exercise, prompt, disclosed, at_least=more, frozen=frozen is not None)


def for_the_room(shown: Shown, notes_released: frozenset[tuple[str, str, str]]) -> Shown:
    """A released figure: of free texts, the released ones only."""
    if not isinstance(shown.figure, Notes):
        return shown
    chosen = tuple(
        note for note in shown.figure.notes if (shown.exercise, shown.prompt.id, note.id) in notes_released
    )
    used = {note.theme for note in chosen}
    themes = tuple(theme for theme in shown.figure.themes if theme.number in used)
    return replace(shown, figure=Notes(shown.figure.n, chosen, themes))


def by_place(released: Iterable[Shown]) -> dict[str, tuple[str, ...]]:
    """Released texts that go into everyone's plan, by their place in it."""
    results: dict[str, tuple[str, ...]] = {}
    for shown in released:
        if shown.prompt.feeds and isinstance(shown.figure, Notes):
            texts = tuple(note.text for note in shown.figure.notes)
            results[shown.prompt.feeds] = results.get(shown.prompt.feeds, ()) + texts
    return results
