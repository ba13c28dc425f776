"""A sheet that asks for one short text, and says kindly what of it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
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


class Asking(ModalScreen[str]):
    """Gives the text, or an empty one where it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", id="asking.leave", show=False)]
    HELP = mark("One short answer. Enter takes it, esc leaves everything as it is.")

    def __init__(
        self,
        words: Wording,
        title: str,
        about: tuple[str, ...],
        value: str,
        refuse: Callable[[str], str] = lambda text: "",
    ) -> None:
        """`refuse` says why a text cannot be taken; nothing where it can."""
        super().__init__()
        self._words = words
        self._title = title
        self._about = about
        self._value = value
        self._refuse = refuse

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet-of-asking"):
            yield Static(Content.styled(self._title, "bold"))
            for text in self._about:
                yield Static(Content.styled(text, "$muted"))
            yield Input(self._value, id="asked-for")
            yield Static(id="refused")
            keys = self._words.say("enter takes it · esc leaves it as it is")
            yield Static(Content.styled(keys, "$muted"))

    def on_mount(self) -> None:
        self.query_one("#refused").display = False

    @on(Input.Submitted)
    def _take(self) -> None:
        text = one_line(self.query_one(Input).value)
        why = self._refuse(text)
        refused = self.query_one("#refused", Static)
        refused.display = bool(why)
        refused.update(Content.styled(why, "bold $warning"))
        if not why:
            self.dismiss(text)

    def action_leave(self) -> None:
        self.dismiss("")
