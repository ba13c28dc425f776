"""The code that brings phones here, or joins them to the Wi-Fi, with what it says in plain letters."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Digits, Static

from workshop.console.keys import bindings, keys
from workshop.console.widgets.code import Code
from workshop.console.widgets.keysline import KeysLine
from workshop.domain.joining import Joining
from workshop.export import qr_rows, wifi_text
from workshop.wording import Wording, mark

from .live import Live


class JoinCode(Live):
    """Made for one moment; the address may be another one when it is called again."""

    BINDINGS = bindings("away")
    HELP = mark(
        "Phones point their camera at the code, or people type the address below it. Phones that are not "
        "yet in the same Wi-Fi need its code first."
    )

    def __init__(self, joining: Joining, words: Wording, *, wifi: bool) -> None:
        super().__init__()
        self._joining = joining
        self._words = words
        self._wifi = joining.wifi if wifi else None

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        yield Code(id="code")
        yield Digits(id="large")
        yield Static(id="address")
        yield Static(id="wall")
        yield KeysLine(id="keys")

    def look(self) -> None:
        words, joining, wifi = self._words, self._joining, self._wifi
        code = self.query_one(Code)
        code.instead = words.say("A larger window shows the code.")
        if wifi is not None:
            title = words.say("Join the Wi-Fi first")
            address = words.say("{name}   password {password}", name=wifi.name, password=wifi.password)
            code.rows = qr_rows(wifi_text(wifi))
            wall = ""
        else:
            title = words.say("Open this on your phone")
            address = joining.address
            self._enlarge(address)
            code.rows = qr_rows(joining.address)
            wall = words.say("For the projector, on this laptop: {wall}", wall=joining.wall)
        self.query_one("#title", Static).update(Content.styled(title, "bold"))
        self.query_one("#address", Static).update(Content.styled(address, "bold $primary"))
        self.query_one("#wall", Static).update(Content.styled(wall, "$muted"))
        shown = ("leave", "wifi", "code")
        self.show_keys(key for key in keys(words) if key.action in shown)

    def _enlarge(self, address: str) -> None:
        """Figures, points and colons can be drawn large: an address by number, where there is space."""
        bare = address.removeprefix("http://").rstrip("/")
        large = self.query_one(Digits)
        large.update(bare)
        large.set_class(set(bare) <= set("0123456789.:"), "-known")

    def action_leave(self) -> None:
        self.dismiss()
