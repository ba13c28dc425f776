"""At a follow-up the wall shows what the group agreed and promised before, once the facilitator shows it."""

from __future__ import annotations

import pytest

from tests.conftest import FakeClock
from tests.following import AGREED, PROMISED, SERIES, STATEMENT, follow_up, to
from tests.web.test_wall import Wall, link, wall
from tests.web.test_wall_scenes import said
from workshop.room import Room
from workshop.vault import Vault

__all__ = ["wall"]


@pytest.fixture
async def room(vault: Vault, clock: FakeClock) -> Room:
    return await follow_up(vault, clock)


async def test_it_shows_what_came_along_when_it_is_shown(wall: Wall, room: Room) -> None:
    to(room, "check-in")
    before = await wall.look()
    assert not any(text in before.html for text in (*AGREED, *PROMISED, STATEMENT, SERIES))
    assert "What we agreed" not in before.html
    room.along.toggle("agreement")
    assert said(await wall.look()) == ["What we agreed", "We speak freely here if…", *AGREED]
    to(room, "how-did-it-go")
    page = await wall.look()
    assert AGREED[0] not in said(page), "with the next session it steps aside"
    assert said(await wall.look(link(page, "What we agreed")))[2:4] == list(AGREED)
    room.along.toggle("commitments")
    shown = said(await wall.look())
    assert shown[-2:] == [f"1. {PROMISED[0]}", f"2. {PROMISED[1]}"]
    assert "answers" not in " ".join(shown), "nobody was asked for it"
    room.open_form("how-did-it-go")
    asked = said(await wall.look())
    assert asked[: len(shown)] == shown, "the words stay while people are asked what became of them"
    assert asked[len(shown) :] == ["On your phone now:", "How did it go?"]
    await room.close_form("how-did-it-go")
    assert SERIES not in (await wall.look()).html
    room.along.toggle("commitments")
    assert PROMISED[0] not in (await wall.look()).html
    room.along.toggle("commitments")
    room.lock()
    locked = (await wall.look()).html
    assert not any(text in locked for text in (*AGREED, *PROMISED))
