"""Where phones come in: one socket on one address, which may become another one while all goes on.

The new listener is open before the old one closes, so that no moment is without; what a phone has begun to
send to the old one is still taken. Nothing is sent to find out: the laptop only looks at its own addresses.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.domain.errors import WorkshopError
from workshop.domain.joining import Joining, Wifi
from workshop.domain.network import Firewall, Interface, News, best
from workshop.room import Room

from .firewall import firewall
from .interfaces import interfaces

if TYPE_CHECKING:
    from starlette.types import ASGIApp

PORTS = range(8000, 8010)
"""Tried in turn where no port is named: short to say aloud."""
LOOK_SECONDS = 4.0
"""How often the laptop looks at its own addresses."""
PATIENCE = 2
"""Looks at which an address must be missing before phones are led elsewhere: Wi-Fi comes and goes."""
NOWHERE = "127.0.0.1"
"""Where there is no network: a page that is lent out on this laptop still works."""


@dataclass(frozen=True, slots=True)
class Network:
    """Where to listen: None is the best address of this laptop, or any free port of ours."""

    host: str | None = None
    port: int | None = None
    wifi: Wifi | None = None


class Listening:
    """The console's `Networks`. It follows the laptop where the address is gone, and only then."""

    def __init__(
        self, room: Room, network: Network, look: Callable[[], tuple[Interface, ...]] = interfaces
    ) -> None:
        """Listens at once, so that nobody else takes the port. Raises WorkshopError."""
        self._room = room
        self._network = network
        self._look = look
        self._seen = look()
        first = best(self._seen)
        self._place = ("", 0)
        self._socket, self._place = self._bound(network.host or (first.address if first else NOWHERE))
        self._home = self.here
        """What was chosen: where it is there again, phones are led there rather than anywhere else."""
        self._known = {one.address for one in self._seen}
        self._follows = network.host is None or self.here in self._known
        self._missing = 0
        self._news: list[News] = []
        self._app: ASGIApp | None = None
        self._server = contextlib.AsyncExitStack()
        self._closing: frozenset[str] = frozenset()
        self._moving = asyncio.Lock()

    # -- what it is now ----------------------------------------------------------------------------

    @property
    def here(self) -> str:
        return self._place[0]

    @property
    def port(self) -> int:
        return self._place[1]

    @property
    def seen(self) -> tuple[Interface, ...]:
        return self._seen

    @property
    def firewall(self) -> Firewall | None:
        return firewall()

    def joining(self, wall: str, desk: str = "") -> Joining:
        """How phones find the laptop at this moment."""
        return Joining(_address(self._place), wall, self._network.wifi, desk)

    def hosts(self) -> frozenset[str]:
        """The values of the Host header that are ours at this moment."""
        return _names(self._place) | self._closing

    def take_news(self) -> tuple[News, ...]:
        news, self._news = tuple(self._news), []
        return news

    # -- serving -----------------------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def serving(self, app: ASGIApp) -> AsyncIterator[None]:
        """Serves `app` here, wherever that comes to be, until the block ends."""
        from workshop.web import serving

        self._app = app
        await self._server.enter_async_context(serving(app, self._socket))
        watch = asyncio.create_task(self._watch(), name="network")
        try:
            yield
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
            await self._server.aclose()

    async def choose(self, address: str) -> None:
        await self._move(address)
        self._home, self._follows, self._missing = self.here, True, 0

    async def look(self) -> None:
        """Looks at the laptop's own addresses, and follows where the one in use is gone for good."""
        seen = await asyncio.to_thread(self._look)
        if seen != self._seen:
            self._seen = seen
            self._room.hosting.look()
        addresses = {one.address for one in seen}
        if self._follows and self.here not in addresses:
            self._missing += 1
            if self._missing >= PATIENCE or self.here == NOWHERE:
                await self._follow(addresses)
        else:
            self._missing = 0
            self._news += [
                News("other", one.address)
                for one in seen
                if self._follows and one.is_for_phones and one.address not in self._known
            ][:1]
        self._known |= addresses

    async def _follow(self, addresses: set[str]) -> None:
        nearest = best(self._seen)
        there = self._home if self._home in addresses else nearest.address if nearest else NOWHERE
        if there != self.here:
            await self._move(there)
            self._missing = 0
            self._news.append(News("gone") if there == NOWHERE else News("moved", self.joining("").short))

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            # An address that went again in the same moment: the next look finds out.
            with contextlib.suppress(WorkshopError):
                await self.look()

    async def _move(self, host: str) -> None:
        from workshop.web import serving

        async with self._moving:
            if host == self.here or self._app is None:
                return
            sock, place = self._bound(host)
            server = contextlib.AsyncExitStack()
            await server.enter_async_context(serving(self._app, sock))
            old, self._server = self._server, server
            self._closing, self._place = _names(self._place), place
            self._room.hosting.move()
            await old.aclose()
            self._closing = frozenset()

    def _bound(self, host: str) -> tuple[socket.socket, tuple[str, int]]:
        """A socket with its address, on the first port that is free. Raises WorkshopError."""
        sock = first_free(host, self._ports(), self._network.port or 0)
        own, port = sock.getsockname()[:2]
        return sock, (own, port)

    def _ports(self) -> tuple[int, ...]:
        """What is tried first: the port that phones know already, then ours; none where one was asked for."""
        if self._network.port:
            return ()
        known = (self._place[1],) if self._place[1] else ()
        return known if self._network.port == 0 else (*known, *PORTS)


def first_free(host: str, ports: Iterable[int], last: int) -> socket.socket:
    """Listens on the first of `ports` that nobody has, or at least on `last`. Raises WorkshopError."""
    from workshop.web import bind

    for port in ports:
        with contextlib.suppress(WorkshopError):
            return bind(host, port)
    return bind(host, last)


def _address(place: tuple[str, int]) -> str:
    return f"http://{place[0]}:{place[1]}/"


def _names(place: tuple[str, int]) -> frozenset[str]:
    host, port = place
    also = {f"localhost:{port}"} if host.startswith("127.") else set()
    return frozenset({f"{host}:{port}", *also})
