"""Phones come in at another address while everything goes on: real sockets, of loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlencode

import pytest

from tests.web.reading import Form, Page
from tests.web.wire import Reply, Wire
from workshop.cli.listening import NOWHERE, Listening, Network
from workshop.domain.errors import WorkshopError
from workshop.domain.joining import Wifi
from workshop.domain.network import Interface, News
from workshop.room import Room
from workshop.web import bind, phone_app

MORNING = Interface("wlan0", "127.0.0.2", "wifi")
EVENING = Interface("wlan0", "127.0.0.3", "wifi")
TUNNEL = Interface("tun0", "127.0.0.4", "vpn")
Seen = list[Interface]


def listening(room: Room, seen: Seen, host: str | None = None, port: int | None = 0) -> Listening:
    return Listening(room, Network(host, port, Wifi("corner", "tea")), lambda: tuple(seen))


@asynccontextmanager
async def served(room: Room, phones: Listening) -> AsyncIterator[Callable[[], Wire]]:
    async with phones.serving(phone_app(room, phones.hosts)):
        yield lambda: Wire(phones.here, phones.port)


async def test_the_address_is_chosen_and_everything_goes_on(room: Room) -> None:
    seen = [MORNING, EVENING]
    phones = listening(room, seen)
    async with served(room, phones) as wire:
        before = wire()
        assert phones.joining("w").address == f"http://{before.authority}/"
        page = Page((await before.ask()).body.decode())
        room.hosting.reach()
        await phones.choose(EVENING.address)
        after = wire()
        assert after.host == "127.0.0.3" and after.port == before.port, "phones know the port already"
        assert phones.joining("w").wifi == Wifi("corner", "tea")
        assert not room.hosting.reached, "whether it works there must be seen again"
        with pytest.raises(ConnectionRefusedError):
            await before.ask()
        assert (await after.ask()).status == 200
        assert (await after.ask(headers=(("Host", before.authority),))).status == 421, "that is nobody's"
        form = page.posts[0]
        assert (await send(after, form)).status in (200, 303), "the page of before still sends"
        with pytest.raises(WorkshopError, match="no address"):
            await phones.choose("203.0.113.9")
        assert (await wire().ask()).status == 200
    assert phones.take_news() == (), "who chose it knows"


async def send(wire: Wire, form: Form) -> Reply:
    body = urlencode(form.filled(), doseq=True).encode()
    headers = (
        ("Host", wire.authority),
        ("Origin", f"http://{wire.authority}"),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Content-Length", str(len(body))),
    )
    return await wire.ask("POST", form.action, headers, body)


async def test_it_follows_the_laptop_when_the_address_is_gone_for_good(room: Room) -> None:
    seen = [MORNING, TUNNEL]
    phones = listening(room, seen)
    async with served(room, phones) as wire:
        first = wire()
        seen[:] = [TUNNEL]
        await phones.look()
        assert wire() == first, "Wi-Fi comes and goes"
        seen[:] = [MORNING, TUNNEL]
        await phones.look()
        seen[:] = [EVENING, TUNNEL]
        await phones.look()
        assert wire() == first, "counted anew"
        await phones.look()
        assert wire().host == EVENING.address and (await wire().ask()).status == 200
        assert phones.take_news()[-1] == News("moved", f"{EVENING.address}:{first.port}")
        assert phones.seen == (EVENING, TUNNEL)
        await phones.look()
        assert phones.take_news() == (), "said once"


async def test_without_any_network_it_waits_on_the_laptop_itself_and_goes_home_again(room: Room) -> None:
    seen = [EVENING]
    phones = listening(room, seen)
    async with served(room, phones) as wire:
        seen[:] = [TUNNEL]
        for _ in range(2):
            await phones.look()
        assert wire().host == NOWHERE and (await wire().ask()).status == 200, "a lent laptop still works"
        assert phones.take_news() == (News("gone"),)
        seen[:] = [MORNING, EVENING]
        await phones.look()
        assert wire().host == EVENING.address, "the one that people know"
        assert [news.kind for news in phones.take_news()] == ["moved"]


async def test_another_network_is_offered_once_and_never_taken(room: Room) -> None:
    seen = [MORNING]
    phones = listening(room, seen)
    async with served(room, phones) as wire:
        for now in ([MORNING, TUNNEL], [MORNING, EVENING], [MORNING], [MORNING, EVENING]):
            seen[:] = now
            await phones.look()
        assert wire().host == MORNING.address
        assert phones.take_news() == (News("other", EVENING.address),)


async def test_an_address_that_was_asked_for_and_is_none_of_a_network_stays(room: Room) -> None:
    seen: Seen = [EVENING]
    phones = listening(room, seen, host="127.0.0.9")
    async with served(room, phones) as wire:
        seen[:] = [MORNING]
        for _ in range(3):
            await phones.look()
        assert wire().host == "127.0.0.9"
        assert phones.take_news() == ()
        await phones.choose(MORNING.address)
        assert wire().host == MORNING.address


async def test_a_port_that_was_asked_for_is_kept_or_nothing_moves(room: Room) -> None:
    with bind("127.0.0.2", 0) as sock:
        port = sock.getsockname()[1]
    phones = listening(room, [MORNING, EVENING], port=port)
    async with served(room, phones) as wire:
        with bind(EVENING.address, port):
            with pytest.raises(WorkshopError, match="is taken"):
                await phones.choose(EVENING.address)
            assert (await wire().ask()).status == 200 and wire().host == MORNING.address
        await phones.choose(EVENING.address)
        assert wire() == Wire(EVENING.address, port)
