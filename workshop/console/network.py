"""What the console asks of the networks that this laptop is in; who listens there is handed in."""

from __future__ import annotations

from typing import Protocol

from workshop.domain.network import Firewall, Interface, News, is_loopback


class Networks(Protocol):
    @property
    def seen(self) -> tuple[Interface, ...]:
        """Every address of this laptop, the likeliest for phones first, as of a few seconds ago."""

    @property
    def here(self) -> str:
        """The address on which phones come in."""

    @property
    def port(self) -> int: ...

    @property
    def firewall(self) -> Firewall | None:
        """One that is on, or that systems like this have; None where nothing is known."""

    async def choose(self, address: str) -> None:
        """Phones come in there from now on; nothing else stops. Raises WorkshopError, and stays."""

    def take_news(self) -> tuple[News, ...]:
        """Each is given once."""


class FixedNetwork:
    """The one address there is, as in the demo: nothing to choose."""

    def __init__(self, address: str) -> None:
        bare = address.removeprefix("http://").rstrip("/")
        host, _, port = bare.partition(":")
        self.here = host
        self.port = int(port) if port.isdigit() else 80
        self.seen = () if is_loopback(host) else (Interface("", host),)
        self.firewall: Firewall | None = None

    async def choose(self, address: str) -> None:
        """There is no other."""

    def take_news(self) -> tuple[News, ...]:
        return ()
