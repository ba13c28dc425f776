"""How phones get here: this laptop's networks, to choose from, and what to do when no phone comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from workshop.console.chores import Chore
from workshop.console.keys import bindings, keys
from workshop.console.laptop import Laptop
from workshop.console.messages import AddressAsked, PosterAsked
from workshop.console.network import Networks
from workshop.console.ways import address_of, line_of, ways
from workshop.console.widgets.chorelist import About, ChoreList, ChoresSeen
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.lines import across
from workshop.console.widgets.paging import turn_pages
from workshop.domain.joining import Joining
from workshop.room import Room
from workshop.wording import Wording, mark

from .asking import Asking
from .live import Live


class NetworkPlace(Live):
    """The cursor stays on its line while networks come and go above it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("network"), *bindings("away")]
    HELP = mark(
        "How phones get here. Above, this laptop's networks: enter lets phones come in at another one. "
        "Below, what to try step by step when no phone comes."
    )

    def __init__(
        self,
        room: Room,
        words: Wording,
        joining: Callable[[], Joining],
        networks: Networks,
        laptop: Laptop | None,
    ) -> None:
        super().__init__()
        self._room = room
        self._words = words
        self._joining = joining
        self._networks = networks
        self._laptop = laptop
        self._listed: tuple[Chore, ...] = ()
        self._at = line_of(networks.here)

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
        self._listed = ways(self._room, self._words, self._joining(), self._networks)
        self._show()

    @property
    def _place(self) -> int:
        return next((place for place, one in enumerate(self._listed) if one.id == self._at), 0)

    @property
    def _here(self) -> Chore:
        return self._listed[self._place]

    def _show(self) -> None:
        say = self._words.say
        address = Content.styled(self._joining().short, "bold $primary")
        width = max(20, self.size.width - 4)
        title = Content.styled(say("How phones get here"), "bold")
        fits = title.cell_length + address.cell_length < width
        self.put("#title", across(title, address if fits else Content(""), width))
        self.query_one(ChoreList).seen = ChoresSeen(self._listed, self._place)
        self.query_one(About).chore = self._here
        self.show_keys(key for key in keys(self._words) if key.place in ("network", "away"))

    # -- keys --------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "do" if self._listed:
                return self._here.act != "nothing" or None
            case "poster":
                return self._laptop is not None or None
            case _:
                return True

    def action_move(self, by: int) -> None:
        self._go_to((self._place + by) % len(self._listed))

    @on(ChoreList.Picked)
    def _pick(self, picked: ChoreList.Picked) -> None:
        self._go_to(picked.place)

    def _go_to(self, place: int) -> None:
        self._at = self._listed[place].id
        self._show()
        self.refresh_bindings()

    def action_turn(self, pages: int) -> None:
        """What the line is about, where it has a page; else the list."""
        beside = self.query_one("#about-page")
        turn_pages(beside if beside.size.height else self.query_one(ChoreList), pages)

    async def action_do(self) -> None:
        chore = self._here
        address = address_of(chore)
        if address is not None:
            self.post_message(AddressAsked(address))
        elif chore.act != "nothing":
            ways = {"papers": "paper"}
            await self.run_action(f"app.{ways.get(chore.act, chore.act)}")

    def action_poster(self) -> None:
        words, laptop = self._words, self._laptop
        assert laptop is not None

        def order(text: str | None) -> None:
            if text:
                self.post_message(PosterAsked(text))

        about = (
            words.say("It holds the Wi-Fi's name and password, and the address of now: for this room alone."),
            words.say("Nothing that is there already is written over."),
        )
        title = words.say("A poster: how phones join")
        self.app.push_screen(Asking(words, title, about, f"{laptop.sheets}-poster"), order)

    def action_leave(self) -> None:
        self.dismiss()
