"""Where the cursor can stand in what the room said: a figure, a text in it, or what was put away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workshop.console.widgets.card import CardSeen, View
from workshop.console.widgets.rounds import RoundsSeen
from workshop.console.widgets.texts import AWAY, Picked
from workshop.domain.exercise import Exercise, Minutes, Variations
from workshop.domain.figure import Note, Notes
from workshop.domain.prompt import Audience, Prompt
from workshop.domain.trend import Round, holdings, trend
from workshop.room import ALONG, Room, Shown
from workshop.wording import mark

Key = tuple[str, str, str]
"""The ids of exercise and prompt; and of a text, AWAY, or nothing for the figure itself."""


@dataclass(frozen=True, slots=True)
class Stop:
    exercise: Exercise
    prompt: Prompt
    mark: str = ""
    note: Note | None = None
    away: bool = False
    """Whether the text was put away."""

    @property
    def key(self) -> Key:
        return self.exercise.id, self.prompt.id, self.mark

    @property
    def figure(self) -> tuple[str, str]:
        return self.exercise.id, self.prompt.id


def asked(exercise: Exercise) -> tuple[Prompt, ...]:
    """The prompts whose figures the facilitator sees."""
    return exercise.form(Audience.ROOM) + exercise.form(Audience.FACILITATOR)


def asked_so_far(room: Room) -> Iterator[tuple[Exercise, Prompt]]:
    """What came along, then in the order of the agenda; nothing while locked."""
    state = room.state
    for shown in room.along.shown:
        yield came_along(shown), shown.prompt
    for exercise in room.bundle.exercises.values():
        if not room.locked and (exercise.id in state.opened or exercise.id in state.closed):
            for prompt in asked(exercise):
                yield exercise, prompt


def came_along(shown: Shown) -> Exercise:
    """Stands for an exercise where what came along from the meeting before stands among figures."""
    return Exercise(
        id=shown.exercise,
        title=mark("From the meeting before"),
        purpose="",
        minutes=Minutes(0, 0, 0),
        depth=1,
        phones="off",
        groups=(),
        materials=(),
        when_not_to_use="",
        cautions=(),
        steps=(),
        if_short="",
        if_distress="",
        fallback=None,
        debrief=(),
        variations=Variations("", "", ""),
        prompts=(shown.prompt,),
        sources=(),
    )


def card_of(room: Room, exercise: Exercise, prompt: Prompt) -> CardSeen:
    """One prompt as its card shows it; of an open form nothing but what was frozen before."""
    if exercise.id == ALONG:
        before = next((one for one in room.along.shown if one.prompt == prompt), None)
        seen = room.along.is_released(prompt.id)
        return CardSeen(ALONG, exercise.title, prompt, before, seen, Picked(), selected=False)
    hidden = room.is_open(exercise.id) and not room.layout.is_frozen(exercise.id, prompt)
    shown = None if hidden else room.figures.shown(exercise.id, prompt)
    released = frozenset(
        note for id, of, note in room.state.notes_released if (id, of) == (exercise.id, prompt.id)
    )
    away = () if hidden else room.layout.away(exercise.id, prompt)
    private = prompt.audience is Audience.FACILITATOR
    is_released = (exercise.id, prompt.id) in room.state.released
    picked = Picked(released, private=private, away=away)
    return CardSeen(exercise.id, exercise.title, prompt, shown, is_released, picked, selected=False)


def stops_of(exercise: Exercise, seen: CardSeen, *, unfolded: bool) -> Iterator[Stop]:
    """The stops of one card, from its top to its bottom."""
    prompt = seen.prompt
    yield Stop(exercise, prompt)
    if prompt.audience is not Audience.ROOM or not isinstance(seen.shown, Shown) or exercise.id == ALONG:
        return
    figure = seen.shown.figure
    if isinstance(figure, Notes):
        for _, notes in figure.by_theme:
            yield from (Stop(exercise, prompt, note.id, note) for note in notes)
        if seen.picked.away:
            yield Stop(exercise, prompt, AWAY)
        if unfolded:
            yield from (Stop(exercise, prompt, note.id, note, away=True) for note in seen.picked.away)


def standing_on(
    seen: CardSeen, here: Stop | None, view: View, *, marked: Key | None, unfolded: bool
) -> CardSeen:
    """A card with the cursor of `here` in it, where it stands there."""
    selected = here is not None and here.figure == (seen.exercise, seen.prompt.id)
    picked = replace(
        seen.picked,
        cursor=(here.mark or None) if selected and here is not None else None,
        marked=marked[2] if marked and marked[:2] == (seen.exercise, seen.prompt.id) else None,
        unfolded=unfolded,
    )
    return replace(seen, picked=picked, selected=selected, view=view)


def rounds_of(room: Room, exercise: Exercise, prompt: Prompt) -> RoundsSeen:
    """The same question in every round of the exercise whose form was opened so far."""
    rounds = []
    for holding in holdings(room.agenda, room.bundle.exercises, exercise):
        one = room.bundle.exercises[holding.exercise]
        same = one.prompt(prompt.id)
        held = holding.exercise in room.state.opened or holding.exercise in room.state.closed
        if held and same is not None and (type(same), same.audience) == (type(prompt), prompt.audience):
            shown = card_of(room, one, same).shown
            rounds.append(Round(holding, shown.figure if isinstance(shown, Shown) else shown))
    return RoundsSeen(exercise.title, prompt, trend(tuple(rounds)))
