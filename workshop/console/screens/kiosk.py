"""Asked before the laptop is lent to people without a phone."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.wording import Wording, mark


class KioskSheet(ModalScreen[bool]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", id="kiosk.lend", show=False),
        Binding("escape", "answer(False)", id="kiosk.stay", show=False),
    ]
    HELP = mark(
        "Enter lends this laptop to people without a phone, esc keeps it. The console stays locked meanwhile."
    )

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-kiosk"):
            yield Static(Content.styled(say("Lend this laptop to people without a phone?"), "bold"))
            yield Static(Content(say("The console locks behind it; unlock brings it back.")))
            yield Static(Content(say("A page fills the screen. Each person begins anew and leaves nothing.")))
            stay = say("It does not close the rest of this laptop: stay near, and look away.")
            yield Static(Content.styled(stay, "$warning"))
            yield Static(Content.styled(say("enter lends it · esc keeps it"), "$muted"))

    def action_answer(self, lend: bool) -> None:
        self.dismiss(lend)
