"""Networks for tests of the console: those that are there, and who chose one."""

from __future__ import annotations

from dataclasses import replace

from workshop.domain.errors import WorkshopError
from workshop.domain.joining import Joining, Wifi
from workshop.domain.network import Firewall, Interface, News

HOME = Interface("wlan0", "192.168.12.34", "wifi")
CABLE = Interface("eth0", "10.0.0.5", "wired")
TUNNEL = Interface("tun0", "10.8.0.2", "vpn")


class FakeNetworks:
    def __init__(self, *seen: Interface, firewall: Firewall | None = None) -> None:
        self.seen: tuple[Interface, ...] = seen or (HOME, CABLE, TUNNEL)
        self.here = self.seen[0].address
        self.port = 8765
        self.firewall: Firewall | None = firewall
        self.news: tuple[News, ...] = ()
        self.refuses = False
        self._joining = Joining("", "http://127.0.0.1:8766/", Wifi("notes", "green river 42"))

    def joining(self) -> Joining:
        return replace(self._joining, address=f"http://{self.here}:{self.port}/")

    async def choose(self, address: str) -> None:
        if self.refuses:
            raise WorkshopError(
                "This laptop has no address {host}. Join the network first, or choose another with --host.",
                host=address,
            )
        self.here = address

    def take_news(self) -> tuple[News, ...]:
        news, self.news = self.news, ()
        return news
