"""How phones find the laptop, the projector the wall, and the facilitator the desk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wifi:
    """The network that phones should be on; its own code spares them typing."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Joining:
    """The address that phones open, the loopback address of the wall, and the Wi-Fi where it is known."""

    address: str
    wall: str
    wifi: Wifi | None = None
    desk: str = ""
    """Where the facilitator reads texts in a browser: for the console alone, no page ever gets it."""

    @property
    def short(self) -> str:
        """The address as people say it aloud and type it."""
        return self.address.removeprefix("http://").rstrip("/")
