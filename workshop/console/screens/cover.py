"""What covers the screen when it is locked: the time, and nothing that tells what this is."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Digits, Static

from workshop.console.when import clock
from workshop.room import Room
from workshop.wording import Wording


class Cover(ModalScreen[None]):
    """Below it the day goes on; escape shows clock, timeline and script, still locked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", id="cover.leave", show=False),
        Binding("u", "app.unlock", id="cover.unlock", show=False),
        Binding("ctrl+q", "app.quit", id="cover.quit", show=False),
    ]

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words

    def compose(self) -> ComposeResult:
        say = self._words.say
        yield Digits(clock(self._room.now), id="clock")
        yield Static(Content.styled(say("■ Locked"), "bold $warning"))
        yield Static(Content(say("Phones are still served. What comes in is kept sealed.")))
        yield Static(Content.styled(say("u unlocks · esc shows the script, still locked"), "$muted"))

    def look(self) -> None:
        self.query_one(Digits).update(clock(self._room.now))

    def action_leave(self) -> None:
        self.dismiss()
