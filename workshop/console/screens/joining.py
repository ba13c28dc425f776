"""The code that brings phones here, or joins them to the Wi-Fi, with what it says in plain letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Digits, Static

from workshop.console.keys import bindings, keys
from workshop.console.messages import NetworkAsked
from workshop.console.widgets.code import Code
from workshop.console.widgets.keysline import KeysLine
from workshop.domain.joining import Joining
from workshop.export import qr_rows, wifi_text
from workshop.wording import Wording, mark

from .live import Live


class JoinCode(Live):
    """Follows the address where it becomes another one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("code"), *bindings("away")]
    HELP = mark(
        "Phones point their camera at the code, or people type the address below it. Phones that are not "
        "yet in the same Wi-Fi need its code first. When no phone comes: enter."
    )

    def __init__(self, joining: Callable[[], Joining], words: Wording, *, wifi: bool) -> None:
        super().__init__()
        self._joining = joining
        self._words = words
        self._wifi = wifi

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        yield Code(id="code")
        yield Digits(id="large")
        yield Static(id="address")
        yield Static(id="wall")
        yield KeysLine(id="keys")

    def look(self) -> None:
        words, joining = self._words, self._joining()
        wifi = joining.wifi if self._wifi else None
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
            self._enlarge(joining.short)
            code.rows = qr_rows(joining.address)
            wall = words.say("For the projector, on this laptop: {wall}", wall=joining.wall)
        self.query_one("#title", Static).update(Content.styled(title, "bold"))
        self.query_one("#address", Static).update(Content.styled(address, "bold $primary"))
        self.query_one("#wall", Static).update(Content.styled(wall, "$muted"))
        shown = ("leave", "wifi", "code", "network")
        self.show_keys(key for key in keys(words) if key.action in shown)

    def _enlarge(self, address: str) -> None:
        """Figures, points and colons can be drawn large: an address by number, where there is space."""
        large = self.query_one(Digits)
        large.update(address)
        large.set_class(set(address) <= set("0123456789.:"), "-known")

    def action_network(self) -> None:
        self.post_message(NetworkAsked())

    def action_leave(self) -> None:
        self.dismiss()
