"""What is typed for small groups: a question of one's own, and where each sign meets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from workshop.domain.cleaning import one_line
from workshop.domain.groups import FEWEST_OPTIONS, MOST_OPTIONS, Question
from workshop.domain.signs import Sign
from workshop.wording import Wording, mark

LONGEST_QUESTION, LONGEST_OPTION, LONGEST_PLACE = 120, 40, 40
_BETWEEN = re.compile("[,;，、،؛/]")


def question_of(text: str, options: str) -> Question | None:
    """The question as it was typed, its answers between commas; None where there are not two to six."""
    found = dict.fromkeys(one_line(option)[:LONGEST_OPTION] for option in _BETWEEN.split(options))
    answers = tuple(option for option in found if option)
    asked = one_line(text)[:LONGEST_QUESTION]
    if not asked or not FEWEST_OPTIONS <= len(answers) <= MOST_OPTIONS:
        return None
    return Question(asked, answers)


class GroupQuestion(ModalScreen[Question | None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", id="question.leave", show=False)]
    HELP = mark(
        "A question of your own for making groups. Phones ask it; then people are mixed by it, or meet "
        "those who said the same."
    )

    def __init__(self, words: Wording, last: Question | None) -> None:
        super().__init__()
        self._words = words
        self._last = last

    def compose(self) -> ComposeResult:
        say, last = self._words.say, self._last
        with Vertical(id="sheet-of-question"):
            yield Static(Content.styled(say("One question for making groups"), "bold"))
            about = say("Light, and safe to be seen on a phone: nothing about what somebody lived through.")
            yield Static(Content.styled(about, "$muted"))
            yield Input(last.text if last else "", id="asked", max_length=LONGEST_QUESTION)
            yield Static(Content.styled(say("Its answers, two to six, with commas between them"), "$muted"))
            yield Input(", ".join(last.options) if last else "", id="options", max_length=300)
            yield Static(id="advice")
            yield Static(Content.styled(say("enter asks it · esc leaves it"), "$muted"))

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        options = self.query_one("#options", Input)
        question = question_of(self.query_one("#asked", Input).value, options.value)
        if question is not None:
            self.dismiss(question)
        elif event.input is not options:
            options.focus()
        else:
            text = self._words.say("Please write a question and two to six answers, with commas between.")
            self.query_one("#advice", Static).update(Content.styled(text, "bold $warning"))

    def action_leave(self) -> None:
        self.dismiss(None)


class GroupPlaces(ModalScreen[Mapping[str, str] | None]):
    """Gives a place for each sign, by its id; empty where none was named."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", id="places.leave", show=False),
        Binding("down", "move(1)", id="places.down", show=False),
        Binding("up", "move(-1)", id="places.up", show=False),
    ]
    HELP = mark("Where each group meets: a place beside its sign, or nothing.")

    def __init__(self, words: Wording, signs: Sequence[Sign], places: Mapping[str, str]) -> None:
        super().__init__()
        self._words = words
        self._signs = signs
        self._places = dict(places)

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-places"):
            yield Static(Content.styled(say("Where each group meets"), "bold"))
            yield Static(Content.styled(say("Phones and wall show it beside the sign."), "$muted"))
            with VerticalScroll(id="signs", can_focus=False):
                for sign in self._signs:
                    with Horizontal(classes="place"):
                        yield Static(Content.assemble((sign.mark, "bold $primary"), f" {say(sign.word)}"))
                        place = self._places.get(sign.id, "")
                        yield Input(place, id=f"place-{sign.id}", max_length=LONGEST_PLACE)
            yield Static(Content.styled(say("↑ ↓ move · enter keeps them · esc leaves them"), "$muted"))

    def action_move(self, by: int) -> None:
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @on(Input.Submitted)
    def _keep(self) -> None:
        self.dismiss(
            {sign.id: one_line(self.query_one(f"#place-{sign.id}", Input).value) for sign in self._signs}
        )

    def action_leave(self) -> None:
        self.dismiss(None)


class PutAway(ModalScreen[bool]):
    """Asked before groups go that nobody can bring back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", id="put-away.yes", show=False),
        Binding("escape", "answer(False)", id="put-away.no", show=False),
    ]
    HELP = mark("Enter puts the groups away, esc keeps them.")

    def __init__(self, words: Wording, *, made: bool) -> None:
        super().__init__()
        self._words = words
        self._made = made

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-putting-away"):
            yield Static(Content.styled(say("Put the groups away?"), "bold"))
            about = (
                say("Phones and wall no longer show the signs.")
                if self._made
                else say("What people said for their groups goes from memory.")
            )
            yield Static(Content(about))
            yield Static(Content.styled(say("enter puts them away · esc keeps them"), "$muted"))

    def action_answer(self, away: bool) -> None:
        self.dismiss(away)
