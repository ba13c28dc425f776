"""Every screen at every size: a title, the bottom line, what it is for; nothing cut without an ellipsis."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from workshop.console.widgets.lined import Lined
from workshop.room import Room

from .answering import answer, begin
from .conftest import Driven, Driving
from .places import PLACES, go

SIZES = ((40, 12), (60, 18), (80, 24), (100, 30), (120, 40), (200, 60))
SMALLEST_DAY = (60, 18)
"""Below that the day asks for more room; every other place still works."""
HOLDS: dict[str, tuple[str, str]] = {
    "Adding": ("It comes next", "enter adds it"),
    "Cover": ("■ Locked", "u unlocks"),
    "Day": ("Stressor mapping", "▶ What we will do"),
    "Grounding": ("Grounding", "Eyes stay open"),
    "Help": ("Keys and signs", "Here"),
    "JoinCode": ("Open this on your phone", "http://192.168.12.34:8765/"),
    "Leaving": ("A session runs. Leave now?", "esc stays"),
    "NoteSheet": ("A note on the day", "enter keeps it"),
    "Readiness": ("Before we begin", "A support person is here"),
    "Referrals": ("People who can help", "no referral directory"),
    "Said": ("What the room said", "What weighs on you"),
    "Shelves": ("The library", "Exercises"),
    "Timeline": ("Day 1", "9:15"),
}
"""By place: its title, and something of what it is for."""
SHEETS = {"Adding", "Cover", "Leaving", "NoteSheet", "Readiness"}
"""What lies above another place says its own keys."""


def test_every_place_is_held_to_something() -> None:
    assert set(HOLDS) == set(PLACES), "tests/console/test_every_size.py needs a line for each screen"


def _is_seen(widget: Widget) -> bool:
    return bool(widget.display and widget.region.area and widget.visible)


def cut_short(driven: Driven) -> list[str]:
    """Lines that are wider than their place has cells and end without an ellipsis."""
    found = []
    for widget in driven.app.screen.query(Lined):
        for y, line in enumerate(widget.lines if _is_seen(widget) else ()):
            if line.cell_length > widget.size.width > 0:
                drawn = widget.render_line(y).text.rstrip()
                if not drawn.endswith("…"):
                    found.append(f"{line.plain!r} as {drawn!r}")
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("place", sorted(PLACES))
async def test_a_place_is_whole(console: Driving, room: Room, place: str, size: tuple[int, int]) -> None:
    begin(room, "stressors")
    room.open_form("stressor-mapping")
    await answer(room, "stressor-mapping", 9)
    await room.close_form("stressor-mapping")
    async with console(size=size) as driven:
        await go(driven, place)
        lines = driven.seen.splitlines()
        assert len(lines) == size[1]
        if place == "Day" and (size[0] < SMALLEST_DAY[0] or size[1] < SMALLEST_DAY[1]):
            assert "A little more room, please" in driven.seen
            return
        for part in HOLDS[place]:
            shown = " ".join(driven.seen.split())
            assert part in shown or part[: size[0] // 3] in shown, part
        if place not in SHEETS:
            last = lines[-1].strip()
            assert last.endswith(("back to the day", "help", "…")), last
        assert cut_short(driven) == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_what_is_told_covers_nothing_that_matters(
    console: Driving, room: Room, size: tuple[int, int]
) -> None:
    begin(room, "stressors")
    await room.wish("talk")
    async with console(size=size) as driven:
        before = driven.seen.splitlines()
        await driven.press("ctrl+c", "ctrl+c")
        assert "ctrl+q leaves the console." in driven.seen
        after = driven.seen.splitlines()
        assert after[0] == before[0], "the heading"
        assert after[-1] == before[-1], "the keys"
        for part in ("▶ What we will do, and what we will not", "◆ 1 would like to talk", "Not open yet"):
            assert part in driven.seen
        assert all(one.timeout <= 8 for one in driven.app._notifications)
