"""Whose sheets of paper are typed in: every leaf of the agenda that somebody else may type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from workshop.console.keys import bindings, keys
from workshop.console.kindly import kindly
from workshop.console.widgets.catalogue import Catalogue, CatalogueSeen, Entry
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.lines import across
from workshop.domain.exercise import Exercise
from workshop.domain.form import SHARED
from workshop.domain.prompt import Audience
from workshop.room import Room
from workshop.wording import Wording, mark

from .copying import Copying, Run, audience_name
from .deciding import asks_to_open
from .live import Live


@dataclass(frozen=True, slots=True)
class Pile:
    """The sheets of one exercise for one audience: each audience has a leaf of its own."""

    exercise: Exercise
    audience: Audience
    day: int


class Papers(Live):
    """Enter takes up a pile; the running session's is chosen already."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("papers"), *bindings("away")]
    HELP = mark(
        "A pile of sheets for each exercise that people answered on paper. Choose one, and type it in."
    )

    def __init__(self, room: Room, words: Wording, run: Run) -> None:
        """`run` does what must be finished, even when the screen is left."""
        super().__init__()
        self._room = room
        self._words = words
        self._run = run
        self._at = self._begin_at()

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="about")
        yield Catalogue(id="piles")
        yield Static(id="nothing")
        yield KeysLine(id="keys")

    def on_resize(self) -> None:
        self.call_after_refresh(self.look)

    # -- what there is to type ---------------------------------------------------------------------

    def _piles(self) -> tuple[Pile, ...]:
        """In the order of the agenda, the group's leaf before the facilitators'."""
        exercises = self._room.bundle.exercises
        placed = {
            session.exercise: number
            for number, day in enumerate(self._room.agenda.days, start=1)
            for session in day.sessions
            if session.exercise
        }
        return tuple(
            Pile(exercises[id], audience, day)
            for id, day in placed.items()
            if id in exercises
            for audience in SHARED
            if exercises[id].form(audience)
        )

    def _begin_at(self) -> int:
        """The running session's pile; else that of the form that was opened last; else today's first."""
        room, piles = self._room, self._piles()
        running = [room.exercise.id] if room.exercise else []
        for id in (*running, *reversed(room.state.opened)):
            for place, pile in enumerate(piles):
                if pile.exercise.id == id:
                    return place
        today = (place for place, pile in enumerate(piles) if pile.day > room.day_number)
        return next(today, 0)

    @property
    def here(self) -> Pile | None:
        piles = self._piles()
        return piles[min(self._at, len(piles) - 1)] if piles else None

    # -- looking -----------------------------------------------------------------------------------

    def look(self) -> None:
        piles, words = self._piles(), self._words
        self._at = max(0, min(self._at, len(piles) - 1))
        title = Content.styled(words.say("Sheets of paper"), "bold")
        width = max(20, self.size.width - 4)
        self.query_one("#title", Static).update(across(title, Content(""), width), layout=False)
        self.query_one("#about", Static).update(Content("\n").join(map(Content, self._about())))
        catalogue = self.query_one(Catalogue)
        catalogue.display = bool(piles)
        catalogue.name_frame(Content.styled(words.say("Which pile?"), "bold"))
        entries = tuple(
            self._entry(pile, heading=place == 0 or piles[place - 1].day != pile.day)
            for place, pile in enumerate(piles)
        )
        catalogue.seen = CatalogueSeen(entries, self._at)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not piles
        nothing.update(Content(words.say("No exercise of this agenda asks anything that is typed in here.")))
        self.show_keys(key for key in keys(words) if key.place in ("papers", "away"))

    def _about(self) -> list[str]:
        say, room = self._words.say, self._room
        lines = []
        if room.sheets.unfinished:
            lines.append(
                say("▲ Before the screen was locked, a sheet was not finished: please type it again.")
            )
        if room.exercise is not None and room.exercise.audiences == (Audience.MINE,):
            title = say(room.exercise.title)
            lines.append(say("“{title}” asks everyone only for their own plan.", title=title))
        lines.append(
            say(
                "What is only for oneself is not typed here: that leaf stays with its owner, "
                "who can write it at the kiosk."
            )
        )
        lines.append(say("Mix the pile before you begin: then its order tells nothing."))
        return lines

    def _entry(self, pile: Pile, *, heading: bool) -> Entry:
        words, room = self._words, self._room
        typed = room.sheets.typed(pile.exercise.id, pile.audience)
        facts = (
            audience_name(words, pile.audience),
            self._state(pile.exercise.id),
            words.count("{n} sheet typed", "{n} sheets typed", typed) if typed else "–",
        )
        day = words.say("Day {n}", n=pile.day) if heading else ""
        return Entry(words.say(pile.exercise.title), facts, day)

    def _state(self, exercise: str) -> str:
        say, state = self._words.say, self._room.state
        if exercise in state.opened:
            return say("● open")
        return say("○ closed") if exercise in state.closed else say("○ not open yet")

    # -- keys --------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return True if action != "begin" else self.here is not None or None

    def action_move(self, by: int) -> None:
        self._at += by
        self.look()

    @on(Catalogue.Picked)
    def _pick(self, picked: Catalogue.Picked) -> None:
        self._at = picked.place
        self.look()

    def action_begin(self) -> None:
        pile = self.here
        if pile is None:
            return

        def answer(yes: bool | None) -> None:
            if yes:
                with kindly(self, self._words):
                    self._room.open_form(pile.exercise.id)
                    self._begin(pile)

        if self._room.is_open(pile.exercise.id):
            self._begin(pile)
        else:
            asking = asks_to_open(self._room, self._words, pile.exercise, pile.audience)
            self.app.push_screen(asking, answer)

    def _begin(self, pile: Pile) -> None:
        self.app.push_screen(Copying(self._room, self._words, pile.exercise, pile.audience, self._run))

    def action_leave(self) -> None:
        self.dismiss()
