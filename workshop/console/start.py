"""The first screen, for `workshop` without a command: go on, begin, try, print or check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop.domain.agenda import Agenda
from workshop.domain.cleaning import one_line
from workshop.wording import Wording

from .themes import OWN, TERMINAL_VARIABLES


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on with a workshop that was begun."""

    folder: Path


@dataclass(frozen=True, slots=True)
class New:
    agenda: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Demo:
    """Try it with simulated phones."""


@dataclass(frozen=True, slots=True)
class Print:
    """Paper and cards for an agenda."""

    agenda: str


@dataclass(frozen=True, slots=True)
class Doctor:
    """Is this laptop ready?"""


@dataclass(frozen=True, slots=True)
class Leave:
    pass


Choice = Resume | New | Demo | Print | Doctor | Leave


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of a list, and what choosing it does."""

    title: str
    about: str
    chosen: Callable[[], None]


class Step(Screen[None]):
    """One question with its offers; escape goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.step_back", id="step.back", show=False)]

    def __init__(self, title: str, about: str, hint: str, offers: tuple[Offer, ...]) -> None:
        super().__init__()
        self._hint = hint
        self._title = title
        self._about = about
        self._offers = offers

    def compose(self) -> ComposeResult:
        yield Static(Content.styled(self._title, "bold $primary"), id="title")
        yield Static(Content(self._about), id="about")
        yield OptionList(*(self._option(offer) for offer in self._offers))
        yield Static(Content(self._hint), id="hint")

    @staticmethod
    def _option(offer: Offer) -> Option:
        lines = Content.styled(offer.title, "bold")
        return Option(Content.assemble(lines, "\n", offer.about) if offer.about else lines)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._offers[event.option_index].chosen()


class FolderStep(Step):
    """Asks for the folder of a new workshop."""

    def __init__(self, words: Wording, given: Callable[[Path], None]) -> None:
        super().__init__(
            words.say("Where to keep it"),
            words.say("A name for the folder. It tells others nothing if it says nothing: “notes” is fine."),
            words.say("enter goes on · esc goes back · ctrl+q leaves"),
            (),
        )
        self._words = words
        self._given = given

    def compose(self) -> ComposeResult:
        yield Static(Content.styled(self._title, "bold $primary"), id="title")
        yield Static(Content(self._about), id="about")
        yield Input(value="notes", id="folder")
        yield Static(Content(self._hint), id="hint")

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        name = one_line(event.value)
        if not name:
            self.notify(self._words.say("A short name is enough, for instance “notes”."), markup=False)
        elif Path(name).expanduser().exists():
            self.notify(
                self._words.say("“{name}” exists already. Choose another name.", name=name), markup=False
            )
        else:
            self._given(Path(name).expanduser())


class Start(App[Choice], inherit_bindings=False):
    """Returns what was chosen; `recent` are folders with a workshop.

    Of `agendas`, those to start with are offered first, the others one step further.
    """

    CSS_PATH = "console.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", id="start.quit", priority=True, show=False),
        Binding("ctrl+c", "help_quit", id="start.help-quit", show=False),
    ]

    def __init__(
        self,
        words: Wording,
        recent: tuple[Path, ...],
        agendas: tuple[Agenda, ...],
        *,
        theme: str = "dusk",
        animation: bool = True,
    ) -> None:
        super().__init__()
        if not animation:
            self.animation_level = "none"
        self._words = words
        self._recent = recent
        self._agendas = agendas
        for own in OWN:
            self.register_theme(own)
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return TERMINAL_VARIABLES

    def get_default_screen(self) -> Step:
        say = self._words.say
        return Step(
            say("Workshop"),
            say("Everything stays on this laptop. What would you like to do?"),
            say("↑ ↓ choose · enter takes it · ctrl+q leaves"),
            self._first(),
        )

    def _first(self) -> tuple[Offer, ...]:
        say = self._words.say
        resume = tuple(
            Offer(
                say("Go on with {folder}", folder=folder.name),
                say("Asks for its passphrase, and goes on where you were."),
                lambda folder=folder: self.exit(Resume(folder)),  # type: ignore[misc]  # mypy cannot infer defaults
            )
            for folder in self._recent
        )
        return (
            *resume,
            Offer(say("Begin a new workshop"), say("Choose an agenda and a folder."), self._new),
            Offer(
                say("Try it"),
                say("Simulated phones, a workshop that is thrown away."),
                lambda: self.exit(Demo()),
            ),
            Offer(
                say("Print"), say("Posters, sheets and cards of an agenda, for paper."), self._choose_papers
            ),
            Offer(
                say("Check this laptop"),
                say("Network, fonts, disk, clock: what is fine, what to do."),
                lambda: self.exit(Doctor()),
            ),
            Offer(say("Leave"), "", lambda: self.exit(Leave())),
        )

    def _new(self) -> None:
        def folder(agenda: str) -> None:
            self.push_screen(FolderStep(self._words, lambda path: self.exit(New(agenda, path))))

        self._choose_agenda(folder)

    def _choose_papers(self) -> None:
        self._choose_agenda(lambda agenda: self.exit(Print(agenda)))

    def _choose_agenda(self, chosen: Callable[[str], None]) -> None:
        words = self._words
        first = tuple(agenda for agenda in self._agendas if agenda.start_here)
        others = tuple(agenda for agenda in self._agendas if not agenda.start_here)
        offers = self._agendas_offered(first, chosen)
        if others:
            more = Offer(
                words.say("Something else"),
                words.count("{n} further agenda.", "{n} further agendas.", len(others)),
                lambda: self._ask_agenda(self._agendas_offered(others, chosen)),
            )
            offers = (*offers, more)
        self._ask_agenda(offers)

    def _agendas_offered(
        self, agendas: tuple[Agenda, ...], chosen: Callable[[str], None]
    ) -> tuple[Offer, ...]:
        say = self._words.say
        return tuple(
            Offer(say(agenda.title), say(agenda.goal), lambda id=agenda.id: chosen(id))  # type: ignore[misc]  # mypy cannot infer defaults
            for agenda in agendas
        )

    def _ask_agenda(self, offers: tuple[Offer, ...]) -> None:
        say = self._words.say
        self.push_screen(
            Step(
                say("Which agenda?"),
                say("It decides the days, the sessions and what is asked."),
                say("↑ ↓ choose · enter takes it · esc goes back · ctrl+q leaves"),
                offers,
            )
        )

    def action_step_back(self) -> None:
        if len(self.screen_stack) > 1:
            self.pop_screen()

    async def action_quit(self) -> None:
        self.exit(Leave())

    def action_help_quit(self) -> None:
        self.notify(self._words.say("ctrl+q leaves."), markup=False)
