"""The facilitator gives the room a clock, and takes it away; it outlives a crash and a lock."""

from __future__ import annotations

import pytest

from tests.conftest import FakeClock
from workshop.domain.countdown import TimeLeft
from workshop.room import NotNow, Room, enter
from workshop.vault import Vault


def left(room: Room) -> TimeLeft | None:
    return room.clock.left


async def test_it_is_given_paused_and_taken_away(room: Room, clock: FakeClock) -> None:
    told: list[str] = []
    room.begin_next()
    room.listen(told.append)
    room.clock.toggle(4)
    assert left(room) == TimeLeft(4, 100)
    assert told == ["run"]
    clock.forward(1)
    room.toggle_pause()
    clock.forward(30)
    assert left(room) == TimeLeft(3, 76)
    room.toggle_pause()
    room.clock.toggle(9)
    assert left(room) is None
    assert room.state.undoable == ()


async def test_without_a_step_there_is_none_to_give(room: Room) -> None:
    with pytest.raises(NotNow):
        room.clock.toggle(4)
    room.begin_next()
    with pytest.raises(NotNow):
        room.clock.toggle(0)


async def test_a_lock_leaves_it_as_it_is(room: Room, clock: FakeClock) -> None:
    room.begin_next()
    room.clock.toggle(4)
    clock.forward(2)
    room.lock()
    assert room.clock.left == TimeLeft(2, 50)
    assert room.state.room_clock is not None


async def test_zero_closes_no_form(room: Room, clock: FakeClock) -> None:
    room.begin_next()
    room.open_form("stressor-mapping")
    room.clock.toggle(1)
    clock.forward(5)
    assert room.clock.left is not None and room.clock.left.over
    assert room.is_open("stressor-mapping")


async def test_after_a_restart_it_goes_on(vault: Vault, room: Room, clock: FakeClock) -> None:
    room.begin_next()
    room.clock.toggle(10)
    clock.forward(3)
    again = await enter(vault, clock=clock)
    assert again.clock.left == TimeLeft(7, 70)
