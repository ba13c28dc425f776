"""Five questions before a workshop: who and what is there, so that people are safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from workshop.console.widgets.columns import longest, padded
from workshop.console.widgets.lines import hanging
from workshop.console.widgets.texts import CURSOR
from workshop.domain.cleaning import one_line
from workshop.domain.events import QUESTIONS
from workshop.wording import Wording, mark

ASKED: Mapping[str, tuple[str, str]] = {
    "support_person": (
        mark("A support person is here"),
        mark("Somebody with time for one person, who does not facilitate."),
    ),
    "two_routes": (
        mark("Two ways to further help were tried in the last 90 days"),
        mark("Two contacts that answered, in a language spoken here."),
    ),
    "private_room": (
        mark("There is a private room"),
        mark("Nobody sees or hears in, and there is a second, quiet place."),
    ),
    "strangers": (
        mark("We know what we do if police or strangers come"),
        mark("Who goes to the door, what is put away; l covers the screen."),
    ),
    "way_home": (
        mark("Everyone has a safe way home"),
        mark("Also those who leave early, and those who live far away."),
    ),
}
"""Each question as a sentence to say yes or no to, and what it means."""


@dataclass(frozen=True, slots=True)
class Ready:
    answers: Mapping[str, bool]
    despite: str


class Readiness(ModalScreen[Ready | None]):
    """Gives the answers, or None where one would rather wait."""

    AUTO_FOCUS = ""
    HELP = mark(
        "Five things that keep people safe. Answer each with y or n. Where one is missing you may still "
        "begin; then write down why."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", id="readiness.yes", show=False),
        Binding("n", "answer(False)", id="readiness.no", show=False),
        Binding("down", "move(1)", id="readiness.down", show=False),
        Binding("up", "move(-1)", id="readiness.up", show=False),
        Binding("enter", "begin", id="readiness.begin", show=False),
        Binding("escape", "leave", id="readiness.leave", show=False),
    ]

    def __init__(self, words: Wording, fresh: int | None = None) -> None:
        """`fresh` says how many contacts of the directory were checked of late; None without a directory."""
        super().__init__()
        self._words = words
        self._fresh = fresh
        self._answers: dict[str, bool] = {}
        self._place = 0

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-readiness"):
            yield Static(Content.styled(say("Before we begin"), "bold"))
            with VerticalScroll(id="questions", can_focus=False):
                yield Static(id="asked")
            yield Static(id="why")
            yield Input(id="despite", placeholder=say("Why we begin all the same"))
            keys = say("y yes · n no · ↑ ↓ move · enter begins · esc waits")
            yield Static(Content.styled(keys, "$muted"))

    def on_mount(self) -> None:
        self.query_one(Input).display = False
        self._show()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        asked = self.query_one("#asked", Static)
        width = asked.content_size.width or self.size.width
        lines = [line for question in QUESTIONS for line in self._entry(question, width)]
        asked.update(Content("\n").join(lines))
        self.query_one("#why", Static).update(self._what_follows())

    def _entry(self, question: str, width: int) -> list[Content]:
        """A question with its answer; where the cursor stands, what it means hangs below it."""
        say = self._words.say
        sentence, meaning = ASKED[question]
        here = question == QUESTIONS[self._place]
        answer = self._answers.get(question)
        sign, style = {None: ("·", "$muted"), True: ("✓", "$success"), False: ("✗", "$warning")}[answer]
        word = {None: "", True: say("yes"), False: say("no")}[answer]
        answers = longest((say("yes"), say("no")))
        lead = Content.assemble(
            (CURSOR if here else " " * len(CURSOR), "$primary"),
            padded(Content.styled(f"{sign} {word}", style), answers + 3),
        )
        lines = hanging(lead, Content.styled(say(sentence), "bold" if here else ""), width)
        if here:
            told = [say(meaning)]
            if question == "two_routes" and self._fresh is not None:
                told.append(
                    self._words.count(
                        "The directory holds {n} contact checked in that time.",
                        "The directory holds {n} contacts checked in that time.",
                        self._fresh,
                    )
                )
            indent = Content(" " * lead.cell_length)
            lines += [line for one in told for line in hanging(indent, Content.styled(one, "$muted"), width)]
        return lines

    def _what_follows(self) -> Content:
        say = self._words.say
        if len(self._answers) < len(QUESTIONS):
            return Content("")
        if all(self._answers.values()):
            return Content.styled(say("All five are there. Enter begins."), "$success")
        return Content.styled(
            say("Something is missing. Waiting is a good choice. If you begin, write down why:"), "$warning"
        )

    def action_answer(self, yes: bool) -> None:
        self._answers[QUESTIONS[self._place]] = yes
        self._place = min(self._place + 1, len(QUESTIONS) - 1)
        complete = len(self._answers) == len(QUESTIONS)
        why = self.query_one(Input)
        why.display = complete and not all(self._answers.values())
        if why.display:
            why.focus()
        self._show()

    def action_move(self, by: int) -> None:
        self._place = (self._place + by) % len(QUESTIONS)
        self.set_focus(None)
        self._show()

    def action_begin(self) -> None:
        if len(self._answers) == len(QUESTIONS) and all(self._answers.values()):
            self.dismiss(Ready(self._answers, ""))

    @on(Input.Submitted)
    def _begin_despite(self) -> None:
        despite = one_line(self.query_one(Input).value)
        if despite:
            self.dismiss(Ready(self._answers, despite))

    def action_leave(self) -> None:
        self.dismiss(None)
