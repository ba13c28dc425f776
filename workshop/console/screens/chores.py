"""Before, evening, after: what there is to see to around a day, as a list with a cursor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from workshop.console.chores import PARTS, Around, Chore, Part, after, before, evening, fitting
from workshop.console.keys import bindings, keys
from workshop.console.kindly import kindly
from workshop.console.laptop import Health, Laptop
from workshop.console.messages import FormAsked, LettersAsked, NetworkAsked
from workshop.console.widgets.chorelist import About, ChoreList, ChoresSeen
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.lines import across
from workshop.domain.joining import Joining
from workshop.room import Room
from workshop.wording import Wording, mark

from ..widgets.paging import turn_pages
from .live import Live
from .sheets import Sheets
from .walltest import WallTest

ROOMY = 60
"""Cells from which the title names the day as well."""


class Chores(Live):
    """Opens on the part that fits the moment."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("chores"), *bindings("away")]
    HELP = mark(
        "What there is to see to before a day, in the evening, and after the last day. Each line says "
        "what it is about."
    )

    def __init__(
        self, room: Room, words: Wording, joining: Callable[[], Joining], laptop: Laptop | None
    ) -> None:
        super().__init__()
        self._room = room
        self._words = words
        self._joining = joining
        self._laptop = laptop
        self._sheets = Sheets(self, room, words, laptop)
        self._part: Part = fitting(room)
        self._at = dict.fromkeys(PARTS, 0)
        self._listed: tuple[Chore, ...] = ()
        self._health: Health | None = None
        self._looked: datetime | None = None
        """The minute in which the laptop was last looked at."""

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with Horizontal(id="chores"):
            yield ChoreList(id="chore-list")
            yield About(id="about-chore")
        yield KeysLine(id="keys")

    def on_resize(self) -> None:
        self.call_after_refresh(self.look)

    # -- looking -----------------------------------------------------------------------------------

    def look(self) -> None:
        self._listed = self._made()
        self._show()

    def _made(self) -> tuple[Chore, ...]:
        """The lines of the part that is open; with many answers that takes a moment."""
        minute = self._room.now.replace(second=0, microsecond=0)
        if self._laptop is not None and minute != self._looked:
            self._health, self._looked = self._laptop.health(), minute
        around = Around(self._room, self._words, self._joining(), self._health)
        return {"before": before, "evening": evening, "after": after}[self._part](around)

    @property
    def _here(self) -> Chore:
        return self._listed[min(self._at[self._part], len(self._listed) - 1)]

    def _show(self) -> None:
        chores = self._listed
        at = min(self._at[self._part], len(chores) - 1)
        self.query_one("#title", Static).update(self._title(chores), layout=False)
        self.query_one(ChoreList).seen = ChoresSeen(chores, at)
        self.query_one(About).chore = chores[at]
        shown = ("tick", "do", "part(1)", "print", "move(1)", "move(-1)", "leave")
        self.show_keys(
            key for key in keys(self._words) if key.place in ("chores", "away") and key.action in shown
        )

    def _title(self, chores: tuple[Chore, ...]) -> Content:
        say = self._words.say
        names = {"before": say("Before"), "evening": say("Evening"), "after": say("After")}
        parts = [
            Content.assemble(
                (f"{number} ", "$primary"),
                (names[part], "bold underline" if part == self._part else "$muted"),
            )
            for number, part in enumerate(PARTS, start=1)
        ]
        left = sum(chore.state in ("open", "look") for chore in chores)
        to_do = self._words.count("{n} to see to", "{n} to see to", left)
        word = Content.styled(to_do, "$muted") if left else Content.styled(say("✓ all seen to"), "$success")
        day = say("Day {day} of {days}", day=self._day + 1, days=len(self._room.agenda.days))
        width = max(20, self.size.width - 4)
        head, right = Content("   ").join(parts), word
        if self._part != "after" and width >= ROOMY:
            right = Content.assemble((day, "$muted"), "   ", word)
        return across(head, right if head.cell_length + right.cell_length < width else Content(""), width)

    @property
    def _day(self) -> int:
        return self._room.state.day if self._part == "evening" else self._room.day_number

    # -- keys --------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self._listed:
            return True
        match action:
            case "tick":
                return self._here.ticks or None
            case "do":
                return self._here.act != "nothing" or None
            case "print":
                return self._to_print is not None or None
            case _:
                return True

    def action_move(self, by: int) -> None:
        self._go_to((self._at[self._part] + by) % len(self._listed))

    @on(ChoreList.Picked)
    def _pick(self, picked: ChoreList.Picked) -> None:
        self._go_to(picked.place)

    def _go_to(self, place: int) -> None:
        self._at[self._part] = place
        self._show()
        self.refresh_bindings()

    def action_turn(self, pages: int) -> None:
        """What the line is about, where it has a page; else the list."""
        beside = self.query_one("#about-page")
        scroll = beside if beside.size.height else self.query_one(ChoreList)
        turn_pages(scroll, pages)

    def action_part(self, by: int) -> None:
        self._open(PARTS[(PARTS.index(self._part) + by) % len(PARTS)])

    def action_to_part(self, number: int) -> None:
        self._open(PARTS[number])

    def _open(self, part: Part) -> None:
        self._part = part
        self.look()
        self.refresh_bindings()

    def action_tick(self) -> None:
        chore = self._here
        if chore.act == "flipchart":
            self._turn_flipchart()
        elif chore.ticks:
            with kindly(self, self._words):
                done = self._room.hosting.is_done(chore.day, chore.id)
                self._room.hosting.tick(chore.day, chore.id, done=not done)
            self.look()

    def _turn_flipchart(self) -> None:
        with kindly(self, self._words):
            self._room.hosting.choose_flipchart(not self._room.state.phones.flipchart)

    async def action_do(self) -> None:
        """What the line under the cursor is there for."""
        chore = self._here
        match chore.act:
            case "tick":
                self.action_tick()
            case "readiness" | "directory" | "code" | "note" | "figures" | "archive":
                await self._go(chore)
            case "network":
                self.post_message(NetworkAsked())
            case "wall" if self._room.locked:
                # Locked, the wall shows the time and nothing else.
                self.notify(
                    self._words.say("Unlock first (u): locked, the wall shows the time alone."), markup=False
                )
            case "wall":
                self.app.push_screen(WallTest(self._room, self._words, self._joining().wall), self._seen)
            case "phones":
                self._sheets.ask_phones()
            case "flipchart":
                self._turn_flipchart()
            case "paper" | "cards":
                self._sheets.ask_folder(chore)
            case "date":
                self._sheets.ask_date(chore)
            case "retention":
                self._sheets.ask_retention()
            case "close":
                self._sheets.ask_closing()
            case "forms":
                for exercise in self._room.state.opened:
                    self.post_message(FormAsked(exercise, open=False))
            case "letterbox":
                self.post_message(LettersAsked())
            case "listen" | "kiosk" | "papers" | "nothing":
                pass

    async def _go(self, chore: Chore) -> None:
        """To another place of the console."""
        ways = {"directory": "referrals", "figures": "said"}
        await self.run_action(f"app.{ways.get(chore.act, chore.act)}")

    def action_print(self) -> None:
        chore = self._to_print
        if chore is not None:
            self._sheets.ask_folder(chore)

    @property
    def _to_print(self) -> Chore | None:
        if self._laptop is None:
            return None
        return next((chore for chore in self._listed if chore.act == "paper"), None)

    def _seen(self, right: bool | None) -> None:
        if right:
            with kindly(self, self._words):
                self._room.hosting.tick(self._room.day_number, "wall", done=True)

    def action_leave(self) -> None:
        self.dismiss()
