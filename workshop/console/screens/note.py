"""A facilitator's own note on the run of the day."""

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
from workshop.wording import Wording, mark


class NoteSheet(ModalScreen[str]):
    """Gives the note, or an empty text."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", id="note.leave", show=False)]
    HELP = mark(
        "A note for yourself on the run of the day, kept sealed with the workshop. Enter keeps it, esc "
        "leaves it."
    )

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-note"):
            yield Static(Content.styled(say("A note on the day"), "bold"))
            about = say("About how the day runs: never about a person, or about an answer.")
            yield Static(Content.styled(about, "$muted"))
            yield Input(id="text")
            yield Static(Content.styled(say("enter keeps it · esc leaves it"), "$muted"))

    @property
    def draft(self) -> str:
        return one_line(self.query_one(Input).value)

    @on(Input.Submitted)
    def _keep(self) -> None:
        self.dismiss(self.draft)

    def action_leave(self) -> None:
        self.dismiss("")
