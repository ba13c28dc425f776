"""Asked before the console is left while a session runs."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.wording import Wording, mark


class Leaving(ModalScreen[bool]):
    HELP = mark("Enter leaves the console, esc stays. What was received is kept either way.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", id="leaving.leave", show=False),
        Binding("escape", "answer(False)", id="leaving.stay", show=False),
    ]

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-leaving"):
            yield Static(Content.styled(say("A session runs. Leave now?"), "bold"))
            yield Static(Content(say("Phones can no longer reach this laptop then.")))
            yield Static(Content(say("Nothing is lost; start again with `workshop run`.")))
            yield Static(Content.styled(say("enter leaves · esc stays"), "$muted"))

    def action_answer(self, leave: bool) -> None:
        self.dismiss(leave)
