"""That a phone of the network came is a bare yes; this laptop itself is none."""

from __future__ import annotations

import httpx2
import pytest

from tests.web.conftest import HOST
from tests.web.wire import served
from workshop.room import Room
from workshop.web import phone_app

PHONE = "192.168.1.77"


async def _ask(room: Room, client: str, path: str = "/", host: str = HOST) -> int:
    transport = httpx2.ASGITransport(phone_app(room, frozenset({HOST})), client=(client, 50_000))
    async with httpx2.AsyncClient(transport=transport, base_url=f"http://{host}") as asking:
        return (await asking.get(path)).status_code


@pytest.mark.parametrize(
    "client", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "192.168.1.20", "testclient", ""]
)
async def test_this_laptop_is_no_phone(room: Room, client: str) -> None:
    assert await _ask(room, client) == 200
    assert not room.hosting.reached


@pytest.mark.parametrize("client", [PHONE, "10.0.0.3", "fe80::1", "::ffff:192.168.1.77"])
async def test_a_phone_of_the_network_is_noticed(room: Room, client: str) -> None:
    assert await _ask(room, client) == 200
    assert room.hosting.reached


async def test_who_asks_for_something_else_has_not_reached_us(room: Room) -> None:
    assert await _ask(room, PHONE, host="evil.example") == 421
    assert not room.hosting.reached


async def test_no_address_is_kept(room: Room) -> None:
    await _ask(room, PHONE)
    assert room.hosting.reached is True
    assert PHONE not in str(vars(room.hosting))


async def test_over_a_real_connection_of_loopback_nothing_is_noticed(room: Room) -> None:
    async with served(lambda hosts: phone_app(room, hosts)) as wire:
        assert (await wire.ask()).status == 200
    assert not room.hosting.reached
