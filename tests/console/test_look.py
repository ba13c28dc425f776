"""One picture of each place, so that a change of its look is seen. Mend with `pytest --snapshot-update`."""

from __future__ import annotations

import re

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension

from workshop.room import Room

from .answering import answer, begin
from .conftest import Driven, Driving


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SVGImageSnapshotExtension)


def taken(driven: Driven) -> str:
    """The picture without the address of a font, which nobody should fetch."""
    return re.sub(r"@font-face \{.*?\}", "", driven.app.export_screenshot(title="Workshop"), flags=re.DOTALL)


async def under_way(driven: Driven) -> None:
    """A late morning: a form is open, one person wishes to talk."""
    begin(driven.room, "stressors")
    driven.clock.forward(16)
    driven.room.open_form("stressor-mapping")
    await answer(driven.room, "stressor-mapping", 12)
    await driven.room.wish("talk")
    await driven.press("x")


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "dusk"), ((140, 45), "dusk"), ((140, 45), "paper")])
async def test_day(console: Driving, picture: SnapshotAssertion, size: tuple[int, int], theme: str) -> None:
    async with console(size=size, theme=theme) as driven:
        await under_way(driven)
        assert "▶ Tick what weighs on you" in driven.seen
        assert "● Open · 10 or more" in driven.seen
        assert taken(driven) == picture


async def test_said(console: Driving, picture: SnapshotAssertion) -> None:
    async with console(size=(140, 45)) as driven:
        await under_way(driven)
        await driven.press("c", "v", "r")
        assert "● the room sees it" in driven.seen
        assert taken(driven) == picture


async def test_code(console: Driving, picture: SnapshotAssertion) -> None:
    async with console(size=(80, 24), theme="paper") as driven:
        await driven.press("q")
        assert "http://192.168.12.34:8765/" in driven.seen
        assert taken(driven) == picture


async def test_locked(console: Driving, room: Room, picture: SnapshotAssertion) -> None:
    async with console(size=(120, 40)) as driven:
        await under_way(driven)
        await driven.press("l", "escape")
        assert "Locked: answers are kept sealed" in driven.seen
        assert taken(driven) == picture
