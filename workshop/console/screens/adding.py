"""Asks how many minutes an exercise of the library gets in today's agenda."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from workshop.domain import terms
from workshop.domain.exercise import Exercise
from workshop.wording import Wording, mark

LONGEST = 480
"""Minutes: a session is no longer than a working day."""


class Adding(ModalScreen[int | None]):
    """Gives the minutes, or None where the exercise stays in the library."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", id="adding.leave", show=False)]
    HELP = mark("How many minutes the exercise gets. It comes next, and everything after it moves.")

    def __init__(self, exercise: Exercise, words: Wording, *, support: bool) -> None:
        """`support` says whether a support person is here, as the five questions were answered."""
        super().__init__()
        self._exercise = exercise
        self._words = words
        self._support = support

    def compose(self) -> ComposeResult:
        say, exercise = self._words.say, self._exercise
        with Vertical(id="sheet-of-adding"):
            yield Static(Content.styled(say(exercise.title), "bold"))
            yield Static(Content.styled(say("It comes next today. How many minutes?"), "$muted"))
            for text in self._needs():
                yield Static(Content.styled(f"! {text}", "$warning"), classes="need")
            yield Input(str(exercise.minutes.planned), id="minutes", max_length=6)
            yield Static(id="advice")
            yield Static(Content.styled(say("enter adds it · esc leaves it in the library"), "$muted"))

    def _needs(self) -> list[str]:
        """Who has to be there, said before it is added."""
        say, exercise = self._words.say, self._exercise
        needs = []
        if exercise.requires:
            needs.append(say("Who must be there: {who}.", who=terms.helpers(self._words, exercise.requires)))
        if not self._support and (exercise.depth == 3 or "support_person" in exercise.requires):
            needs.append(say("By the five questions (f) no support person is here."))
        return needs

    @property
    def _minutes(self) -> int | None:
        """What is written, where it can be held."""
        text = self.query_one(Input).value.strip()
        minutes = int(text) if text.isascii() and text.isdigit() else 0
        return minutes if 1 <= minutes <= LONGEST else None

    @on(Input.Changed)
    def _advise(self) -> None:
        """A hint where it would be shorter or longer than it is meant to be."""
        words, meant, minutes = self._words, self._exercise.minutes, self._minutes
        text, style = words.say("Meant for {minutes}.", minutes=terms.minutes(words, meant)), "$muted"
        if minutes is not None and minutes < meant.least:
            text = words.count(
                "Short for it: it is meant to have {n} min or more.",
                "Short for it: it is meant to have {n} min or more.",
                meant.least,
            )
            style = "$warning"
        elif minutes is not None and minutes > meant.most:
            text = words.count(
                "Long for it: {n} min are enough.", "Long for it: {n} min are enough.", meant.most
            )
            style = "$warning"
        self.query_one("#advice", Static).update(Content.styled(text, style))

    @on(Input.Submitted)
    def _take(self) -> None:
        if self._minutes is not None:
            self.dismiss(self._minutes)
            return
        text = self._words.say("Please write the minutes as a number from 1 to {most}.", most=LONGEST)
        self.query_one("#advice", Static).update(Content.styled(text, "bold $warning"))

    def action_leave(self) -> None:
        self.dismiss(None)
