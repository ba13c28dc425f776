"""One question before something that cannot be undone, or that others would notice."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.domain.exercise import Exercise
from workshop.domain.prompt import Audience
from workshop.room import Room
from workshop.wording import Wording, mark


class Deciding(ModalScreen[bool]):
    """Gives whether it was answered with enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", id="deciding.yes", show=False),
        Binding("escape", "answer(False)", id="deciding.no", show=False),
    ]
    HELP = mark("One question before something changes. Enter does it, esc leaves everything as it is.")

    def __init__(self, question: str, about: tuple[str, ...], answers: str) -> None:
        """`answers` says what enter and escape do."""
        super().__init__()
        self._question = question
        self._about = about
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet-of-deciding"):
            yield Static(Content.styled(self._question, "bold"))
            for line in self._about:
                yield Static(Content(line), classes="about")
            yield Static(Content.styled(self._answers, "$muted"), classes="about")

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)


def asks_to_open(room: Room, words: Wording, exercise: Exercise, audience: Audience) -> Deciding:
    """Asks before a form is opened for paper; of a closed one it says what opening it again means."""
    say = words.say
    title = say(exercise.title)
    answers = say("enter opens it · esc leaves it closed")
    phones = say("Phones can answer it then, too. Close it when the pile is typed.")
    if exercise.id not in room.state.closed:
        return Deciding(say("“{title}” is not open. Open it now?", title=title), (phones,), answers)
    about = [phones]
    if audience is Audience.ROOM:
        about.append(say("What comes now joins the figures in threes: one or two answers wait for a third."))
        if any(prompt.sensitive for prompt in exercise.form(audience)):
            about.append(say("The figure of a sensitive question, once shown, stays as it is."))
    return Deciding(say("“{title}” was closed. Open it again?", title=title), tuple(about), answers)


def asks_to_close(room: Room, words: Wording) -> Deciding:
    """Asks before what people answered is destroyed."""
    say, goes = words.say, room.closing.goes()
    about = [
        words.count("What was sent to {n} form goes.", "What was sent to {n} forms goes.", goes.forms),
        say("A text or a figure that the room was not shown goes, too. Look once more (v), if in doubt."),
        say("What the room was shown stays, for the archive, and plans stay, sealed."),
    ]
    if not room.is_over:
        about.append(say("Not all days have run. After this no form takes answers any more."))
    return Deciding(
        say("Destroy what people answered? This cannot be undone."),
        tuple(about),
        say("enter destroys it · esc leaves everything as it is"),
    )


def asks_to_drop(words: Wording) -> Deciding:
    """Asks before a sheet that is not finished is dropped."""
    say = words.say
    about = say("Nothing of it is kept then. The paper stays as it is, and can be typed again.")
    return Deciding(
        say("Drop what stands on this sheet?"), (about,), say("enter drops it · esc goes on with it")
    )
