"""Where texts can be read in every script: a page for the facilitator alone, in a browser on this laptop."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.wording import Wording, mark


class DeskSheet(ModalScreen[bool]):
    """Gives whether it is to be opened here; nothing opens before somebody says so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", id="desk.open", show=False),
        Binding("escape", "answer(False)", id="desk.leave", show=False),
    ]
    HELP = mark("Where you can read texts and choose them in a browser: on this laptop, for you alone.")

    def __init__(self, words: Wording, address: str, *, opened: bool = True) -> None:
        """`opened` is False where no browser could be opened a moment ago."""
        super().__init__()
        self._words = words
        self._address = address
        self._opened = opened

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-desk"):
            yield Static(Content.styled(say("Texts in a browser, on this laptop alone"), "bold"))
            yield Static(Content(say("Every script reads right there, and texts can be chosen.")))
            yield Static(Content.styled(say("! Never on the projector."), "bold $warning"))
            mirrored = say("If the room can see this screen, move the window, or switch the projector off.")
            yield Static(Content(mirrored))
            yield Static(Content.styled(self._address, "bold $primary"), id="desk-address")
            if not self._opened:
                by_hand = say("No browser opened here. Type or copy the address into one.")
                yield Static(Content.styled(by_hand, "$warning"))
            keys = say("enter opens it · esc goes back · it is gone while the console is locked")
            yield Static(Content.styled(keys, "$muted"))

    def action_answer(self, open: bool) -> None:
        self.dismiss(open)
