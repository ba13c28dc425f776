"""The title of a theme, in the facilitator's words."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from workshop.domain.cleaning import one_line
from workshop.room.layout import LONGEST_TITLE
from workshop.wording import Wording, mark


class ThemeSheet(ModalScreen[str]):
    """Gives the title, or an empty text."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", id="theme.leave", show=False)]
    HELP = mark("A name for texts that belong together. Enter keeps it, esc leaves it.")

    def __init__(self, words: Wording, number: int, title: str) -> None:
        super().__init__()
        self._words = words
        self._number = number
        self._title = title

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-theme"):
            yield Static(Content.styled(say("Theme {number}", number=self._number), "bold"))
            about = say("A few words of yours; the room sees them above the texts that you show.")
            yield Static(Content.styled(about, "$muted"))
            yield Input(self._title, max_length=LONGEST_TITLE, id="text")
            yield Static(Content.styled(say("enter keeps it · esc leaves it"), "$muted"))

    @on(Input.Submitted)
    def _keep(self) -> None:
        self.dismiss(one_line(self.query_one(Input).value))

    def action_leave(self) -> None:
        self.dismiss("")
