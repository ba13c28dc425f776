"""What covers the screen when it is locked or lent out: the time, and nothing that tells what this is."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Digits, Static

from workshop.console.when import clock
from workshop.console.windows import Opened
from workshop.room import Room
from workshop.wording import Wording


class Cover(ModalScreen[None]):
    """Below it the day goes on; escape shows clock, timeline and script, still locked.

    While the laptop is lent out somebody else sits at it: no key leads anywhere but the passphrase.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", id="cover.leave", show=False),
        Binding("u", "app.unlock", id="cover.unlock", show=False),
        Binding("ctrl+q", "quit", id="cover.quit", show=False),
        Binding("k", "lend_again", id="cover.lend", show=False),
    ]

    def __init__(self, room: Room, words: Wording, lent: str = "") -> None:
        """`lent` is the address of the page that is lent out; empty where the laptop is not."""
        super().__init__()
        self._room = room
        self._words = words
        self._lent = lent

    def compose(self) -> ComposeResult:
        say = self._words.say
        yield Digits(clock(self._room.now), id="clock")
        if self._lent:
            yield from self._compose_lent()
            return
        yield Static(Content.styled(say("■ Locked"), "bold $warning"))
        yield Static(Content(say("Phones are still served. What comes in is kept sealed.")))
        yield Static(Content.styled(say("u unlocks · esc shows the script, still locked"), "$muted"))

    def _compose_lent(self) -> ComposeResult:
        say = self._words.say
        yield Static(Content.styled(say("■ Lent out"), "bold $warning"))
        yield Static(Content(say("Somebody without a phone writes at this laptop. The console is locked.")))
        yield Static(Content.styled(self._lent, "bold $primary"))
        yield Static(id="opened")
        keys = say("u unlocks and takes the laptop back · k opens the page again")
        yield Static(Content.styled(keys, "$muted"))

    def tell(self, opened: Opened) -> None:
        """How the page that is lent out could be opened."""
        say = self._words.say
        said = {
            "alone": say("The page fills the screen; Alt+Tab leads back here."),
            "among others": say("It opened in your own browser. Look first what else is open there."),
            "nowhere": say("No browser could be opened. Open this address by hand, in a private window."),
        }
        self.query_one("#opened", Static).update(Content(said[opened]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self._lent:
            return action not in ("leave", "quit")
        return action != "lend_again"

    def look(self) -> None:
        self.query_one(Digits).update(clock(self._room.now))

    def action_leave(self) -> None:
        self.dismiss()

    async def action_quit(self) -> None:
        await self.app.action_quit()

    async def action_lend_again(self) -> None:
        await self.app.run_action("lend_again")
