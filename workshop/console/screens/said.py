"""What the room said: every figure of the forms that were opened, and what of it the room may see."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from workshop.console.keys import Key, bindings, keys
from workshop.console.kindly import kindly
from workshop.console.messages import DeskAsked, FormAsked, ReleaseAsked
from workshop.console.recalling import recalled
from workshop.console.widgets.card import Card, CardSeen, View
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.rounds import Rounds
from workshop.console.widgets.texts import AWAY
from workshop.domain.exercise import Exercise
from workshop.domain.figure import Note, Notes
from workshop.domain.prompt import Audience, Prompt
from workshop.room import ALONG, Room, Shown
from workshop.wording import Wording, mark

from ..widgets.paging import turn_pages
from .live import Live
from .stops import Key as Place
from .stops import Stop, asked_so_far, card_of, rounds_of, standing_on, stops_of
from .theme import ThemeSheet

SIGHT = 4
"""Lines that stay in sight with the text on which the cursor stands."""
OF_TEXTS = ("choose_text", "sort({key})", "same", "apart", "put_away")
"""Keys that do something with one text; the bottom line names them only there."""
OF_ROUNDS = ("drawings", "swap", "move(1)", "move(-1)", "turn(1)", "turn(-1)")
OF_FIGURES = ("freeze", "swap", "compare", "open_form", "close_form")


class Said(Live):
    """Up and down go from figure to figure, and from text to text within one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("figures"), *bindings("away")]
    HELP = mark(
        "What people answered, as figures. You see each one first; the room sees only what you show to "
        "it. Of free texts it sees the ones that you chose."
    )

    at: reactive[Place] = reactive(("", "", ""))
    """The stop where the cursor stands."""
    view: reactive[Literal["drawing", "table", "rounds"]] = reactive("drawing")
    """Figures as drawings or as tables, or the rounds of one of them side by side."""

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words
        self._cards: list[tuple[Exercise, CardSeen]] = []
        """What was read of the room when it was last looked at."""
        self._stops: tuple[Stop, ...] = ()
        self._index = 0
        """Where in the stops the cursor was: it stays there when its text is gone."""
        self._marked: Place | None = None
        """The text that others are to be merged into."""
        self._unfolded: set[tuple[str, str]] = set()
        """Figures whose put away texts are listed."""

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with VerticalScroll(can_focus=False, id="cards"):
            yield Static(id="nothing")
        with VerticalScroll(can_focus=False, id="rounds"):
            yield Rounds(self._words)
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        self.look()
        self._begin_at(self._room.exercise)
        self.call_after_refresh(self._bring_into_sight)

    def _begin_at(self, exercise: Exercise | None) -> None:
        """Puts the cursor on the first figure of an exercise, on what it looks back at, or on the last."""
        figures = [stop for stop in self._stops if not stop.mark]
        own = [stop for stop in figures if exercise and stop.exercise.id == exercise.id]
        before = {one.card for one in recalled(self._words, self._room, exercise)} if exercise else set()
        own += [stop for stop in figures if stop.exercise.id == ALONG and stop.prompt.id in before]
        if figures:
            self.at = (own[0] if own else figures[-1]).key

    def forget(self) -> None:
        """Nothing of what was read stays once the room is locked."""
        self._cards, self._stops = [], ()

    # -- looking -----------------------------------------------------------------------------------

    def look(self) -> None:
        room = self._room
        self._cards = [(exercise, card_of(room, exercise, prompt)) for exercise, prompt in asked_so_far(room)]
        self._draw()

    def _draw(self) -> None:
        """Shows what was read; a cursor that moves reads nothing anew."""
        room, words = self._room, self._words
        self._stops = tuple(stop for exercise, card in self._cards for stop in self._stops_of(exercise, card))
        here = self.here
        if here is not None:
            self._index = self._stops.index(here)
        title = words.say("Side by side") if self.view == "rounds" else words.say("What the room said")
        self.put("#title", Content.styled(title, "bold"))
        self.query_one("#nothing").display = here is None
        if room.locked:
            nothing = words.say("Unlock first (u): what people wrote is not in memory now.")
        else:
            nothing = words.say("Nothing has been asked yet. o opens the form of a session.")
        self.put("#nothing", Content(nothing))
        beside = self.view == "rounds" and here is not None
        self.query_one("#cards").display = not beside
        self.query_one("#rounds").display = beside
        rounds = self.query_one(Rounds)
        rounds.seen = rounds_of(room, here.exercise, here.prompt) if beside and here is not None else None
        self._look_at_cards(here, [card for _, card in self._cards])
        self.show_keys(key for key in keys(words) if self._leads_somewhere(key, here))

    def _stops_of(self, exercise: Exercise, seen: CardSeen) -> tuple[Stop, ...]:
        if self.view == "drawing":
            unfolded = (exercise.id, seen.prompt.id) in self._unfolded
            return tuple(stops_of(exercise, seen, unfolded=unfolded))
        if self.view == "rounds" and (seen.prompt.audience is not Audience.ROOM or exercise.id == ALONG):
            return ()
        return (Stop(exercise, seen.prompt),)

    def _look_at_cards(self, here: Stop | None, cards: list[CardSeen]) -> None:
        view: View = "table" if self.view == "table" else "drawing"
        parent = self.query_one("#cards", VerticalScroll)
        before: Widget = self.query_one("#nothing")
        shown: set[str] = set()
        for seen in cards:
            id = self._card_id(seen.exercise, seen.prompt)
            card = self.query_one_optional(f"#{id}", Card)
            if card is None:
                card = Card(self._words, id=id)
                parent.mount(card, after=before)
            unfolded = (seen.exercise, seen.prompt.id) in self._unfolded
            card.seen = standing_on(seen, here, view, marked=self._marked, unfolded=unfolded)
            shown.add(id)
            before = card
        for card in self.query(Card):
            if card.id not in shown:
                card.remove()

    def _leads_somewhere(self, key: Key, here: Stop | None) -> bool:
        if key.action in OF_TEXTS:
            return here is not None and bool(here.mark) and _has_use(key, here)
        if self.view == "rounds":
            return key.action in OF_ROUNDS or key.place == "away"
        if key.action in OF_FIGURES:
            return here is None or not (here.mark or here.exercise.id == ALONG)
        if key.action == "drawings":
            return False
        return key.place in ("figures", "away") or key.action == "unlock"

    @staticmethod
    def _card_id(exercise: str, prompt: Prompt) -> str:
        return f"card-{exercise}--{prompt.id}"

    @property
    def here(self) -> Stop | None:
        if not self._stops:
            return None
        found = next((stop for stop in self._stops if stop.key == self.at), None)
        if found is None:
            same = [stop for stop in self._stops if stop.key[:2] == self.at[:2]]
            near = self._stops[min(self._index, len(self._stops) - 1)]
            found = near if near in same or not same else same[-1]
        return found

    @property
    def _asked_here(self) -> Stop | None:
        """Where the cursor is, unless on what came along: nobody is asked for that."""
        return None if self.here is None or self.here.exercise.id == ALONG else self.here

    def watch_at(self) -> None:
        self._draw_again()

    def watch_view(self) -> None:
        self._draw_again()

    def _draw_again(self) -> None:
        if self.is_mounted:
            self._draw()
            self.call_after_refresh(self._bring_into_sight)

    def _look_again(self) -> None:
        if self.is_mounted:
            self.look()
            self.call_after_refresh(self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        here = self.here
        if here is None or self.view == "rounds":
            return
        card = self.query_one_optional(f"#{self._card_id(here.exercise.id, here.prompt)}", Card)
        if card is None or not card.region.height:
            # It has just been made, and has no place yet.
            self.call_after_refresh(self._bring_into_sight)
            return
        line = card.cursor_line
        if line is None:
            card.scroll_visible(animate=False)
        else:
            at = Region(0, card.virtual_region.y + line, card.virtual_region.width, SIGHT)
            self.query_one("#cards").scroll_to_region(at, animate=False)

    # -- going -------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        if self._stops:
            self.at = self._stops[max(0, min(len(self._stops) - 1, self._index + by))].key

    def action_turn(self, pages: int) -> None:
        scroll = self.query_one("#rounds" if self.view == "rounds" else "#cards")
        turn_pages(scroll, pages)

    def action_swap(self) -> None:
        self.view = "drawing" if self.view == "table" else "table"

    def action_compare(self) -> None:
        self.view = "rounds"

    def action_drawings(self) -> None:
        self.view = "drawing"

    def action_leave(self) -> None:
        self.dismiss()

    # -- whole figures -----------------------------------------------------------------------------

    def action_release(self) -> None:
        if self.here is not None:
            self.post_message(ReleaseAsked(self.here.exercise.id, self.here.prompt))

    def action_freeze(self) -> None:
        here = self._asked_here
        if here is not None:
            with kindly(self, self._words):
                self._room.layout.toggle_frozen(here.exercise.id, here.prompt)
            self._look_again()

    def action_open_form(self) -> None:
        here = self._asked_here
        if here is not None:
            self.post_message(FormAsked(here.exercise.id, open=True))

    def action_close_form(self) -> None:
        here = self._asked_here
        if here is not None:
            self.post_message(FormAsked(here.exercise.id, open=False))

    def action_desk(self) -> None:
        self.post_message(DeskAsked())

    # -- one text ----------------------------------------------------------------------------------

    def action_choose_text(self) -> None:
        here = self.here
        if here is not None and here.note is not None and not here.away:
            with kindly(self, self._words):
                self._room.figures.toggle_note(here.exercise.id, here.prompt, here.note)
            self._look_again()

    def action_put_away(self) -> None:
        """Puts a text away; on the line that counts these, lists them; on one of them, brings it back."""
        here = self.here
        if here is None or not here.mark:
            return
        with kindly(self, self._words):
            if here.mark == AWAY:
                self._unfolded ^= {here.figure}
            elif here.note is not None and here.away:
                self._room.layout.bring_back(here.exercise.id, here.prompt, here.note)
            elif here.note is not None:
                self._room.layout.put_away(here.exercise.id, here.prompt, here.note)
        self._look_again()

    def action_same(self) -> None:
        """Marks the text whose wording is kept; then lets others count as it."""
        here = self.here
        if here is None or here.note is None or here.away:
            return
        marked = self._marked
        if marked == here.key:
            self._marked = None
        elif marked is None or marked not in [stop.key for stop in self._stops] or marked[:2] != here.figure:
            self._marked = here.key
        else:
            with kindly(self, self._words):
                self._room.layout.merge(here.exercise.id, here.prompt, here.note, marked[2])
        self._look_again()

    def action_apart(self) -> None:
        here = self.here
        if here is not None and here.note is not None and not here.away:
            with kindly(self, self._words):
                self._room.layout.take_apart(here.exercise.id, here.prompt, here.note)
            self._look_again()

    def action_sort(self, number: int) -> None:
        """Puts a text into a theme, naming it first where it is new; on a figure, names its theme."""
        here = self.here
        if here is None or here.away or here.mark == AWAY or not self._has_texts(here):
            return
        theme = self._room.layout.theme(here.exercise.id, here.prompt, number)
        if number and (theme is None or here.note is None):
            self._name_theme(here, number, theme.title if theme else "")
        elif here.note is not None:
            self._sort(here, here.note, number)

    def _has_texts(self, here: Stop) -> bool:
        if here.note is not None:
            return True
        shown = self._room.figures.shown(here.exercise.id, here.prompt)
        return isinstance(shown, Shown) and isinstance(shown.figure, Notes)

    def _name_theme(self, here: Stop, number: int, title: str) -> None:
        def answer(title: str | None) -> None:
            if not title:
                return
            with kindly(self, self._words):
                self._room.layout.name_theme(here.exercise.id, here.prompt, number, title)
            if here.note is not None:
                self._sort(here, here.note, number)
            self._look_again()

        self.app.push_screen(ThemeSheet(self._words, number, title), answer)

    def _sort(self, here: Stop, note: Note, number: int) -> None:
        """Sorts a text; the cursor goes on to the one that followed it."""
        texts = [stop.key for stop in self._stops if stop.figure == here.figure and stop.note]
        place = texts.index(here.key) if here.key in texts else -1
        with kindly(self, self._words):
            self._room.layout.sort(here.exercise.id, here.prompt, note, number)
        if 0 <= place < len(texts) - 1:
            self.at = texts[place + 1]
        self._look_again()


def _has_use(key: Key, here: Stop) -> bool:
    """Whether a key does something with the text, or with the line, on which the cursor stands."""
    if here.note is None or here.away:
        return key.action == "put_away"
    return key.action != "apart" or here.note.times > 1
