"""The library on its shelves: find an exercise, read it, and put it into today; agendas for reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from workshop.console.books import Books
from workshop.console.dials import Wanted, dials
from workshop.console.keys import bindings, keys
from workshop.console.kindly import kindly
from workshop.console.widgets.catalogue import Catalogue, CatalogueSeen, Entry
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.lines import across
from workshop.console.widgets.reading import AgendaReading, ExerciseReading, Reading
from workshop.domain import terms
from workshop.domain.agenda import Agenda
from workshop.domain.errors import WorkshopError
from workshop.domain.exercise import Exercise
from workshop.room import Room
from workshop.wording import Wording, mark

from .adding import Adding
from .live import Live

GAP = "  "


class Shelves(Live):
    """Exercises, or agendas; the letters of the search field are typed only while it has the focus."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("library"), *bindings("away")]
    HELP = mark(
        "Every exercise and every agenda. Search and filter on top, then read; an exercise can be put "
        "into today."
    )

    def __init__(self, room: Room, words: Wording, books: Books) -> None:
        super().__init__()
        self._room = room
        self._words = words
        self._books = books
        self._library = books.library
        self._why = ""
        """Why there is no library, where its content is mistaken."""
        self._agendas = False
        self._wanted = Wanted()
        self._found: tuple[Exercise, ...] | tuple[Agenda, ...] = ()
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Static(id="found")
        placeholder = self._words.say("/ words of the title or the purpose")
        yield Input(placeholder=placeholder, id="search")
        yield Static(id="dials")
        with Horizontal(id="shelves"):
            yield Catalogue(id="catalogue")
            yield Reading(self._words, id="reading")
        yield Static(id="nothing")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """The list at once; the page beside it is made once the list is there to be seen."""
        self._look_at_list()
        if self._library is None:
            self.run_worker(self._load())

    async def _load(self) -> None:
        try:
            self._library = await self._books.read()
        except WorkshopError as refused:
            self._why = self._words.say(refused.english, **refused.values)
        self.look_later()

    # -- what is found -----------------------------------------------------------------------------

    def _exercises(self) -> tuple[Exercise, ...]:
        if self._library is None:
            return ()
        by_title = sorted(self._library.exercises.values(), key=lambda one: self._words.say(one.title))
        return self._wanted.among(tuple(by_title), self._words)

    def _read_agendas(self) -> tuple[Agenda, ...]:
        """Those to start with first."""
        if self._library is None:
            return ()
        asked = self._wanted.text.casefold().split()

        def read(agenda: Agenda) -> str:
            texts = (agenda.title, agenda.about, agenda.goal)
            return "\n".join((*texts, *map(self._words.say, texts))).casefold()

        found = (one for one in self._library.agendas.values() if all(word in read(one) for word in asked))
        return tuple(sorted(found, key=lambda one: not one.start_here))

    @property
    def here(self) -> Exercise | Agenda | None:
        """What is being read."""
        return self._found[self._at] if self._found else None

    # -- looking -----------------------------------------------------------------------------------

    def on_resize(self) -> None:
        self.call_after_refresh(self.look)

    def look(self) -> None:
        self._look_at_list()
        self._look_at_page()

    def _look_at_list(self) -> None:
        self._found = found = self._read_agendas() if self._agendas else self._exercises()
        self._at = max(0, min(self._at, len(found) - 1))
        self._look_at_head(len(found))
        agendas = [one for one in found if isinstance(one, Agenda)]
        exercises = [one for one in found if isinstance(one, Exercise)]
        entries = (*self._agenda_entries(agendas), *self._exercise_entries(exercises))
        self.query_one("#shelves").display = bool(found)
        self.query_one("#nothing").display = not found
        self.put("#nothing", Content(self._nothing()))
        catalogue = self.query_one(Catalogue)
        said = self._words.say("Agendas") if self._agendas else self._words.say("Exercises")
        catalogue.name_frame(Content.styled(said, "bold"))
        catalogue.seen = CatalogueSeen(entries, self._at)
        self._look_at_keys()

    def _look_at_head(self, found: int) -> None:
        words = self._words
        title = Content.styled(words.say("The library"), "bold")
        count = Content("")
        if self._library is not None:
            all = len(self._library.agendas if self._agendas else self._library.exercises)
            count = Content.styled(words.say("{found} of {all}", found=found, all=all), "$muted")
        width = max(20, self.size.width - 4)
        self.put("#found", across(title, count, width))
        self.query_one("#dials").display = not self._agendas
        self.put("#dials", self._dials(width))

    def _dials(self, width: int) -> Content:
        """Every filter with its key and where it stands, as many on a line as fit."""
        lines: list[list[Content]] = [[]]
        for dial, stop in zip(dials(self._words), self._wanted.stops(self._words), strict=True):
            style = "bold $foreground" if stop.filters else "$muted"
            said = Content.assemble((dial.key, "bold $primary"), f" {dial.title}: ", (stop.title, style))
            if lines[-1] and Content(GAP).join([*lines[-1], said]).cell_length > width:
                lines.append([])
            lines[-1].append(said)
        return Content("\n").join(Content(GAP).join(line) for line in lines)

    def _exercise_entries(self, exercises: Iterable[Exercise]) -> tuple[Entry, ...]:
        words = self._words
        return tuple(
            Entry(
                words.say(one.title),
                (
                    terms.minutes(words, one.minutes),
                    terms.depth(words, one.depth),
                    words.say(terms.PHONES[one.phones]),
                ),
            )
            for one in exercises
        )

    def _agenda_entries(self, agendas: Iterable[Agenda]) -> tuple[Entry, ...]:
        words = self._words
        headings = {True: words.say("To start with"), False: words.say("Further")}
        entries: list[Entry] = []
        before: bool | None = None
        for one in agendas:
            facts = (
                words.count("One day", "{n} days", len(one.days)),
                words.count("{n} min", "{n} min", sum(day.minutes for day in one.days)),
            )
            heading = headings[one.start_here] if one.start_here is not before else ""
            entries.append(Entry(words.say(one.title), facts, heading))
            before = one.start_here
        return tuple(entries)

    def _nothing(self) -> str:
        say = self._words.say
        if self._library is None:
            return self._why or say("Looking through the library...")
        if self._agendas:
            return say("No agenda is like that. Press 0 to see all again, or search for fewer words.")
        return say(
            "No exercise is like that. Press 0 to see all again, turn a filter on, or search for fewer words."
        )

    def _look_at_page(self) -> None:
        words, library, here = self._words, self._library, self.here
        reading = self.query_one(Reading)
        if library is None or here is None:
            reading.page = None
            return
        reading.name_frame(Content.styled(words.say(here.title), "bold"))
        if isinstance(here, Agenda):
            reading.page = AgendaReading(here)
            return
        check = library.self_checks.get(here.self_check or "")
        fallback = library.exercises.get(here.fallback or "")
        reading.page = ExerciseReading(here, check.title if check else "", fallback.title if fallback else "")

    def _look_at_keys(self) -> None:
        say = self._words.say
        shown = [key for key in keys(self._words) if key.place in ("library", "away")]
        shown = [key for key in shown if not key.action.startswith("dial")]
        if self._agendas:
            shown = [replace(key, label=say("exercises")) if key.action == "swap" else key for key in shown]
        if self.focused is not None:
            back = replace(shown[-1], label=say("back to the list"))
            shown = [*(key for key in shown if key.action.startswith(("move", "turn"))), back]
        self.show_keys(shown)

    # -- keys --------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to filter among agendas, and none of them goes into a day."""
        if action in ("dial", "add") and self._agendas:
            return None
        return True if action != "add" else self.here is not None or None

    def action_search(self) -> None:
        self.query_one(Input).focus()

    def on_descendant_focus(self) -> None:
        self.look()

    def on_descendant_blur(self) -> None:
        self.look()

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._want(replace(self._wanted, text=event.value))

    @on(Input.Submitted)
    def _leave_field(self) -> None:
        self.set_focus(None)

    def _want(self, wanted: Wanted) -> None:
        if wanted != self._wanted:
            self._wanted, self._at = wanted, 0
            self.look()

    def action_dial(self, place: int) -> None:
        self._want(self._wanted.turn(self._words, place))

    def action_widen(self) -> None:
        self.query_one(Input).value = ""
        self._want(Wanted())

    def action_swap(self) -> None:
        self._agendas, self._at = not self._agendas, 0
        self.set_focus(None)
        self.query_one(Input).value = ""
        self.look()

    def action_move(self, by: int) -> None:
        self._go_to(self._at + by)

    @on(Catalogue.Picked)
    def _pick(self, picked: Catalogue.Picked) -> None:
        self._go_to(picked.place)

    def _go_to(self, place: int) -> None:
        self._at = max(0, place)
        self.look()

    def action_turn(self, pages: int) -> None:
        self.query_one(Reading).turn(pages)

    def action_add(self) -> None:
        library, exercise = self._library, self.here
        if library is None or not isinstance(exercise, Exercise):
            return

        def answer(minutes: int | None) -> None:
            if minutes is None:
                return
            with kindly(self, self._words):
                added = self._room.add(library.addition(exercise.id), minutes)
                said = self._words.count(
                    "Comes next: {title}, {n} min",
                    "Comes next: {title}, {n} min",
                    added.minutes.planned,
                    title=self._words.say(added.title),
                )
                self.notify(said, markup=False)
                if self.is_current:
                    self.dismiss()

        ready = self._room.state.ready
        support = ready is None or ready.support_person
        self.app.push_screen(Adding(exercise, self._words, support=support), answer)

    def action_leave(self) -> None:
        if self.focused is not None:
            self.set_focus(None)
        else:
            self.dismiss()
