"""What the console asks of the browsers on this laptop; who opens them is handed in."""

from __future__ import annotations

from typing import Literal, Protocol

Opened = Literal["alone", "among others", "nowhere"]
"""A full screen with a profile that is thrown away; the laptop's own browser; or nothing could be opened."""


class Windows(Protocol):
    lent: str
    """The address that stands on the screen while the laptop is lent out; empty while it is not."""

    def open(self, address: str) -> bool:
        """In the laptop's own browser; False where none opens."""

    def lend(self, address: str) -> Opened:
        """Alone on the screen if that is possible, with nothing of anybody's in it. It may take a moment."""


class NoWindows:
    """Opens nothing: people are shown the address instead."""

    def __init__(self) -> None:
        self.lent = ""

    def open(self, address: str) -> bool:
        return False

    def lend(self, address: str) -> Opened:
        self.lent = address
        return "nowhere"
