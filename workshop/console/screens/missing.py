"""Asked after a stop, while a session ran: what were the missing minutes?"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.room import Meaning
from workshop.wording import Wording, mark


class MissingMinutes(ModalScreen[Meaning]):
    """Gives what the time of the stop was."""

    HELP = mark("The laptop was off while a session ran. The forecast needs to know what that time was.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "answer('went_on')", id="missing.went-on", show=False),
        Binding("2", "answer('break')", id="missing.break", show=False),
        Binding("3", "answer('pause')", id="missing.pause", show=False),
    ]

    def __init__(self, words: Wording, title: str, seconds: int) -> None:
        """`title` is the session's that ran; `seconds` how long the laptop was off."""
        super().__init__()
        self._words = words
        self._title = title
        self._seconds = seconds

    def compose(self) -> ComposeResult:
        words, say = self._words, self._words.say
        minutes = max(1, round(self._seconds / 60))
        with Vertical(id="sheet-of-missing"):
            yield Static(
                Content.styled(
                    words.count(
                        "This laptop was off for {n} minute. What was that time?",
                        "This laptop was off for {n} minutes. What was that time?",
                        minutes,
                    ),
                    "bold",
                )
            )
            yield Static(
                Content.styled(say("“{title}” ran when it stopped.", title=say(self._title)), "$muted")
            )
            for key, text in (
                ("1", say("The session went on: the minutes count for it.")),
                ("2", say("We had a break: the next break falls away, if this one was as long.")),
                ("3", say("Everything stood still: the minutes count for nothing.")),
            ):
                yield Static(Content.assemble((f"{key}  ", "bold $primary"), text), classes="choice")
            yield Static(Content.styled(say("Everything that was kept is still there."), "$muted"))

    def action_answer(self, meaning: Meaning) -> None:
        self.dismiss(meaning)
