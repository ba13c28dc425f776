"""Who supports people today, and where they are."""

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
from workshop.room import LONGEST_SUPPORT
from workshop.wording import Wording, mark


class SupportSheet(ModalScreen[str | None]):
    """Gives what was written, which may be empty; None where one leaves it as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", id="support.leave", show=False)]
    HELP = mark("Who supports people today, and where they are. Enter keeps it, esc leaves it.")

    def __init__(self, words: Wording, person: str) -> None:
        super().__init__()
        self._words = words
        self._person = person

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-support"):
            yield Static(Content.styled(say("Who supports today, and where?"), "bold"))
            about = say(
                "A role and a place, as “counsellor, behind the blue door”. Never somebody who takes part. "
                "It is kept sealed, and stands on this screen only."
            )
            yield Static(Content.styled(about, "$muted"))
            yield Input(self._person, id="person", max_length=LONGEST_SUPPORT)
            yield Static(Content.styled(say("enter keeps it · esc leaves it"), "$muted"))

    @on(Input.Submitted)
    def _keep(self) -> None:
        self.dismiss(one_line(self.query_one(Input).value))

    def action_leave(self) -> None:
        self.dismiss(None)
