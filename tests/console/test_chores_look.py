"""A picture of each of the three parts. Mend with `pytest --snapshot-update`."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension

from tests.conftest import FakeClock
from tests.console.printing import FakeLaptop
from workshop.room import Room

from .answering import begin
from .conftest import Driving
from .test_look import taken


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SVGImageSnapshotExtension)


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "dusk"), ((120, 40), "paper")])
async def test_before(
    console: Driving, room: Room, picture: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    room.hosting.expect_phones(3)
    room.hosting.awake = "ready"
    async with console(size=size, theme=theme, laptop=FakeLaptop().laptop) as driven:
        await driven.press("y", "down", "down")
        assert "▌○ Open this on one phone first" in driven.seen
        assert taken(driven) == picture


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "paper"), ((120, 40), "dusk")])
async def test_evening(
    console: Driving,
    room: Room,
    clock: FakeClock,
    picture: SnapshotAssertion,
    size: tuple[int, int],
    theme: str,
) -> None:
    for number, session in enumerate(room.day.sessions):
        begin(room, session.id)
        clock.forward(session.minutes.planned + (4 if number % 4 == 1 else -1 if number % 3 == 0 else 0))
    room.note("Lunch came late; the room was cold")
    async with console(size=size, theme=theme, laptop=FakeLaptop().laptop) as driven:
        await driven.press("y", "space", "down", "down")
        assert "▌○ Twenty minutes for the facilitators" in driven.seen
        if size[0] > 100:
            await driven.press("down", "down", "down", "down", "down")
            assert "▌  How today ran" in driven.seen
        assert taken(driven) == picture


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "dusk"), ((120, 40), "paper")])
async def test_after(
    console: Driving, room: Room, picture: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    for day in room.agenda.days:
        begin(room, day.sessions[-1].id)
        room.begin_next()
    room.hosting.keep_for(120)
    async with console(size=size, theme=theme) as driven:
        await driven.press("y", "down", "down", "space")
        assert "▌✓ After 30 days" in driven.seen
        assert taken(driven) == picture
