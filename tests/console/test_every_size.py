"""Every screen at every size: a title, the bottom line, what it is for; nothing cut without an ellipsis."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from workshop.console.widgets.lined import Lined
from workshop.room import Room

from .answering import begin
from .conftest import Driven, Driving
from .places import MAIN, PLACES, WITH_DESK, busy, go

SIZES = ((40, 12), (60, 18), (80, 24), (100, 30), (120, 40), (200, 60))
EVERYWHERE = {(40, 12), (80, 24)}
"""Where every place is looked at: as small as it may be, and as small as it is meant to be."""
SMALLEST_DAY = (60, 18)
"""Below that the day asks for more room; every other place still works."""
HOLDS: dict[str, tuple[str, str]] = {
    "Adding": ("It comes next", "enter adds it"),
    "Asking": ("How many phones will come?", "enter takes it"),
    "CarePlace": ("Somebody needs care", "Supports today"),
    "Chores": ("1 Before", "▌✓ The five questions"),
    "Copying": ("My green, yel", "A yellow sign"),
    "Cover": ("■ Locked", "u unlocks"),
    "Day": ("Stressor mapping", "▶ What we will do"),
    "Deciding": ("was closed. Open it again?", "enter opens it"),
    "DeskSheet": ("Texts in a browser", "! Never on the projector."),
    "Grounding": ("Grounding", "Eyes stay open"),
    "GroupPlaces": ("Where each group meets", "● circle"),
    "GroupQuestion": ("One question for making groups", "Light, and safe"),
    "Help": ("Keys and signs", "Here"),
    "JoinCode": ("Open this on your phone", "http://192.168.12.34:8765/"),
    "KioskSheet": ("Lend this laptop", "enter lends it"),
    "Leaving": ("A session runs. Leave now?", "esc stays"),
    "MissingMinutes": ("This laptop was off for 25", "1 The session went on"),
    "NetworkPlace": ("How phones get here", "network · 192.168.12.34"),
    "NoteSheet": ("A note on the day", "enter keeps it"),
    "OnTime": ("75 minutes late", "› 1 Push"),
    "Papers": ("Sheets of paper", "› Stressor mapping"),
    "PutAway": ("Put the groups away?", "enter puts them away"),
    "Readiness": ("Before we begin", "A support person is here"),
    "Referrals": ("People who can help", "no referral directory"),
    "Said": ("What the room said", "What weighs on you"),
    "Sealing": ("Who can open it?", "esc writes nothing"),
    "Shelves": ("The library", "› A budget"),
    "SmallGroups": ("Small groups", "No groups yet"),
    "SupportSheet": ("Who supports today, and where?", "enter keeps it"),
    "ThemeSheet": ("Theme 1", "enter keeps it"),
    "Timeline": ("Day 1", "▶ 15:00"),
    "WhatLeaves": ("What leaves the laptop", "After 30 days"),
    "WallTest": ("What stands on the big screen?", "1 A circle"),
}
"""By place: its title, and something of what it is for."""


def test_every_place_is_held_to_something() -> None:
    assert set(HOLDS) == set(PLACES), "tests/console/test_every_size.py needs a line for each screen"


def _is_seen(widget: Widget) -> bool:
    return bool(widget.display and widget.region.area and widget.visible)


def cut_short(driven: Driven) -> list[str]:
    """Lines that are wider, and texts that are longer, than their place and end without an ellipsis."""
    found = []
    for widget in driven.app.screen.query(Widget):
        if not _is_seen(widget):
            continue
        lines: Sequence[Content] = ()
        match widget:
            case Lined():
                lines = widget.lines
            case Static(content=Content() as content) if widget.styles.text_wrap == "nowrap":
                lines = content.split()
            case Static():
                needs = widget.get_content_height(widget.size, driven.app.size, widget.size.width)
                if needs > widget.size.height:
                    found.append(f"{widget}: {widget.content}")
            case _:
                pass
        for y, line in enumerate(lines):
            if line.cell_length > widget.size.width > 0:
                drawn = widget.render_line(y).text.rstrip()
                if not drawn.endswith("…"):
                    found.append(f"{line.plain!r} as {drawn!r}")
    return found


def out_of_reach(driven: Driven) -> list[str]:
    """What of a sheet is above or below the screen, with nothing around it that scrolls."""
    found = []
    for widget in driven.app.screen.query(Static):
        for around in widget.ancestors:
            if not isinstance(around, Widget) or around.allow_vertical_scroll or not widget.display:
                break
            if widget.region.y < around.region.y or widget.region.bottom > around.region.bottom:
                found.append(f"{widget}: {widget.content}")
                break
    return found


def has_to_be_scrolled(sheet: Screen[object]) -> bool:
    return any(part.show_vertical_scrollbar for part in sheet.query(Vertical))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_place_is_whole(console: Driving, room: Room, size: tuple[int, int]) -> None:
    await busy(room)
    async with console(size=size, joining=WITH_DESK) as driven:
        for place in PLACES if size in EVERYWHERE else MAIN:
            await go(driven, place)
            seen, screen = driven.seen, driven.app.screen
            lines = seen.splitlines()
            assert len(lines) == size[1]
            if place == "Day" and (size[0] < SMALLEST_DAY[0] or size[1] < SMALLEST_DAY[1]):
                assert "A little more room, please" in seen
                continue
            shown = " ".join(seen.replace("│", " ").split())
            for part in HOLDS[place]:
                assert part in shown or part[: size[0] // 3] in shown, (place, part, seen)
            assert cut_short(driven) == [], place
            if screen.is_modal:
                assert out_of_reach(driven) == [], place
                assert size[1] < 24 or not has_to_be_scrolled(screen), place
            else:
                last = lines[-1].strip()
                assert last.endswith(("back to the day", "back", "to the piles", "help", "…")), (place, last)


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
