"""At a follow-up the console says which meeting this is, and what the one before left, where it is needed."""

from __future__ import annotations

import pytest

from tests.conftest import FakeClock
from tests.following import AGREED, PROMISED, SERIES, follow_up, to
from workshop.room import Room
from workshop.vault import Vault

from .conftest import Driving


@pytest.fixture
async def room(vault: Vault, clock: FakeClock) -> Room:
    return await follow_up(vault, clock)


async def test_the_script_recalls_what_belongs_to_its_exercise(console: Driving, room: Room) -> None:
    async with console() as driven:
        assert "The second meeting of this series" in driven.seen
        assert "Meant to meet again: January 2027, March 2027" in driven.seen
        to(room, "check-in")
        await driven.settle()
        assert "We agreed before" in driven.seen and all(text in driven.seen for text in AGREED)
        assert PROMISED[0] not in driven.seen
        await driven.press("v")
        assert "From the meeting before" in driven.seen and "○ not shown" in driven.seen
        await driven.press("r")
        assert [shown.prompt.id for shown in room.along.released] == ["agreement"]
        assert "● the room sees it" in driven.seen
        await driven.press("asterisk", "o", "c", "slash", "1", "space", "x", "equals_sign")
        assert (room.state.opened, driven.told) == ((), []), "nobody is asked for it"
        await driven.press("r", "escape")
        assert not room.along.released

        to(room, "how-did-it-go")
        await driven.settle()
        assert "We promised each other" in driven.seen
        assert f"1. {PROMISED[0]} (kept in part)" in driven.seen and f"2. {PROMISED[1]}" in driven.seen
        await driven.press("v", "r", "escape")
        assert [shown.prompt.id for shown in room.along.released] == ["commitments"]
        to(room, "evaluation")
        await driven.settle()
        assert "I know my main risks: before 2.0, afterwards 3.6" in driven.seen
        await driven.press("l")
        assert not any(text in driven.seen for text in (*AGREED, *PROMISED, "afterwards", SERIES))


async def test_it_can_be_read_where_there_is_little_space(console: Driving, room: Room) -> None:
    to(room, "check-in")
    async with console(size=(80, 24)) as driven:
        await driven.press("v")
        assert AGREED[0] in driven.seen
