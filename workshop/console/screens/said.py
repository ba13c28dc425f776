"""What the room said: every figure of the forms that were opened, and what of it the room may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from workshop.console.keys import bindings, keys
from workshop.console.kindly import kindly
from workshop.console.messages import FormAsked, ReleaseAsked
from workshop.console.widgets.card import Card, CardSeen
from workshop.console.widgets.figures import Picked
from workshop.console.widgets.keysline import KeysLine
from workshop.domain.exercise import Exercise
from workshop.domain.figure import Note, Notes
from workshop.domain.prompt import Audience, Prompt
from workshop.room import Room, Shown
from workshop.wording import Wording, mark

from .live import Live

SIGHT = 4
"""Lines that stay in sight with the text on which the cursor stands."""


def asked(exercise: Exercise) -> tuple[Prompt, ...]:
    """The prompts whose figures the facilitator sees."""
    return exercise.form(Audience.ROOM) + exercise.form(Audience.FACILITATOR)


def card_of(
    room: Room, exercise: Exercise, prompt: Prompt, cursor: str | None = None, *, selected: bool = False
) -> CardSeen:
    """One prompt as its card shows it; nothing of an open form."""
    shown = None if room.is_open(exercise.id) else room.shown(exercise.id, prompt)
    released = frozenset(
        note for id, of, note in room.state.notes_released if (id, of) == (exercise.id, prompt.id)
    )
    return CardSeen(
        exercise.id,
        exercise.title,
        prompt,
        shown,
        (exercise.id, prompt.id) in room.state.released,
        Picked(released, cursor, prompt.audience is Audience.FACILITATOR),
        selected,
    )


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the cursor can stand: a figure, or one free text in it."""

    exercise: Exercise
    prompt: Prompt
    note: Note | None = None


class Said(Live):
    """Up and down go from figure to figure, and from text to text within one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("figures"), *bindings("away")]
    HELP = mark(
        "What people answered, as figures. You see each one first; the room sees only what you show to "
        "it. Of free texts it sees the ones that you chose."
    )

    at: reactive[int] = reactive(0)
    """The stop where the cursor stands."""

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with VerticalScroll(can_focus=False, id="cards"):
            yield Static(id="nothing")
        yield KeysLine(id="keys")

    @staticmethod
    def _card_id(exercise: Exercise, prompt: Prompt) -> str:
        return f"card-{exercise.id}--{prompt.id}"

    def _prompts(self) -> Iterator[tuple[Exercise, Prompt]]:
        """What has been asked so far, in the order of the agenda; nothing while locked."""
        state = self._room.state
        for exercise in self._room.bundle.exercises.values():
            if not self._room.locked and (exercise.id in state.opened or exercise.id in state.closed):
                for prompt in asked(exercise):
                    yield exercise, prompt

    def _stops(self) -> tuple[Stop, ...]:
        found: list[Stop] = []
        for exercise, prompt in self._prompts():
            found.append(Stop(exercise, prompt))
            shown = None if self._room.is_open(exercise.id) else self._room.shown(exercise.id, prompt)
            room_may_see = prompt.audience is Audience.ROOM
            if room_may_see and isinstance(shown, Shown) and isinstance(shown.figure, Notes):
                found += [Stop(exercise, prompt, note) for note in shown.figure.notes]
        return tuple(found)

    def _begin_at(self, exercise: Exercise | None) -> None:
        """Puts the cursor on the first figure of an exercise."""
        stops = self._stops()
        places = [place for place, stop in enumerate(stops) if exercise and stop.exercise.id == exercise.id]
        self.at = places[0] if places else max(0, len(stops) - 1)

    def on_mount(self) -> None:
        self._begin_at(self._room.exercise)
        self.call_after_refresh(self._bring_into_sight)

    def look(self) -> None:
        room, words = self._room, self._words
        here = self.here
        self.put("#title", Content.styled(words.say("What the room said"), "bold"))
        self.query_one("#nothing").display = here is None
        if room.locked:
            nothing = words.say("Unlock first (u): what people wrote is not in memory now.")
        else:
            nothing = words.say("Nothing has been asked yet. o opens the form of a session.")
        self.put("#nothing", Content(nothing))
        self._look_at_cards(here)
        self.show_keys(
            key for key in keys(words) if key.place in ("figures", "away") or key.action == "unlock"
        )

    def _look_at_cards(self, here: Stop | None) -> None:
        cards = self.query_one("#cards", VerticalScroll)
        before: Widget = self.query_one("#nothing")
        shown: set[str] = set()
        for exercise, prompt in self._prompts():
            id = self._card_id(exercise, prompt)
            card = self.query_one_optional(f"#{id}", Card)
            if card is None:
                card = Card(self._words, id=id)
                cards.mount(card, after=before)
            selected = here is not None and (here.exercise.id, here.prompt.id) == (exercise.id, prompt.id)
            cursor = here.note.id if selected and here is not None and here.note else None
            card.seen = card_of(self._room, exercise, prompt, cursor, selected=selected)
            shown.add(id)
            before = card
        for card in self.query(Card):
            if card.id not in shown:
                card.remove()

    @property
    def here(self) -> Stop | None:
        stops = self._stops()
        return stops[min(self.at, len(stops) - 1)] if stops else None

    def watch_at(self) -> None:
        if not self.is_mounted:
            return
        self.look()
        self.call_after_refresh(self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        here = self.here
        if here is not None:
            card = self.query_one_optional(f"#{self._card_id(here.exercise, here.prompt)}", Card)
            if card is None or not card.region.height:
                # It has just been made, and has no place yet.
                self.call_after_refresh(self._bring_into_sight)
                return
            line = card.cursor_line
            if line is None:
                card.scroll_visible(animate=False)
            else:
                at = Region(0, card.virtual_region.y + line, card.virtual_region.width, SIGHT)
                self.query_one("#cards").scroll_to_region(at, animate=False)

    def action_move(self, by: int) -> None:
        self.at = max(0, min(len(self._stops()) - 1, self.at + by))

    def action_release(self) -> None:
        if self.here is not None:
            self.post_message(ReleaseAsked(self.here.exercise.id, self.here.prompt))

    def action_choose_text(self) -> None:
        here = self.here
        if here is not None and here.note is not None:
            with kindly(self, self._words):
                self._room.toggle_note(here.exercise.id, here.prompt, here.note)

    def action_open_form(self) -> None:
        if self.here is not None:
            self.post_message(FormAsked(self.here.exercise.id, open=True))

    def action_close_form(self) -> None:
        if self.here is not None:
            self.post_message(FormAsked(self.here.exercise.id, open=False))

    def action_leave(self) -> None:
        self.dismiss()
