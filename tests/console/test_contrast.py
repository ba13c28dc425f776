"""Every cell that is drawn can be read: at least 4.5 to 1, and 7 to 1 in the themes of high contrast."""

from __future__ import annotations

import pytest
from rich.color import ColorType

from workshop.console.themes import OWN, THEMES
from workshop.room import Room

from .answering import answer, begin
from .conftest import Driven, Driving
from .places import PLACES, go
from .test_themes import contrast

LINES = set("─│╭╮╰╯━╸╺┃▔▁▏▎▍▌▋▊▉█▀▄▁▂▃▅▆▇▐░▒▓▕┌┐└┘├┤┬┴┼") | {"·"}
"""Frames, bars and dots are no text: what they say stands beside them in words or figures."""
SHEETS = {"Adding", "Leaving", "NoteSheet", "Readiness"}
"""What lies below a sheet is dimmed, and read again once the sheet is gone."""


def misses(driven: Driven, least: float) -> set[tuple[str, str, str]]:
    """What is drawn with too little contrast: a text, its colour, and the colour behind it."""
    found = set()
    top = driven.app.screen
    sheets = [one.region for one in top.children if one.display] if top.is_modal else [top.region]
    for y, strip in enumerate(top._compositor.render_strips()):
        x = 0
        for segment in strip:
            text, style = segment.text, segment.style
            read = {sign for sign in text if not sign.isspace()} - LINES
            if read and style is not None and any(one.contains(x, y) for one in sheets):
                color, ground = style.color, style.bgcolor
                if style.reverse:
                    color, ground = ground, color
                assert color is not None and ground is not None, text
                if color.type is ColorType.TRUECOLOR and ground.type is ColorType.TRUECOLOR:
                    one, other = color.get_truecolor().hex, ground.get_truecolor().hex
                    if contrast(one, other) < least:
                        found.add((text.strip(), one, other))
            x += segment.cell_length
    return found


@pytest.mark.parametrize("theme", [theme.name for theme in OWN])
async def test_every_cell_can_be_read(console: Driving, room: Room, theme: str) -> None:
    begin(room, "introductions")
    room.open_form("introductions-with-a-card")
    await answer(room, "introductions-with-a-card", 9)
    await room.close_form("introductions-with-a-card")
    begin(room, "stressors")
    room.open_form("stressor-mapping")
    await room.wish("talk")
    least = 7.0 if theme.endswith("contrast") else 4.5
    async with console(size=(120, 50), theme=theme) as driven:
        for place in sorted(PLACES):
            if place == "Cover":
                continue
            await go(driven, place)
            assert misses(driven, least) == set(), place
            if place == "Said":
                await driven.press("up", "up", "space")
                assert misses(driven, least) == set(), "a chosen text"
            while driven.place != "Day":
                await driven.press("escape")
        await driven.press("ctrl+c")
        assert misses(driven, least) == set(), "what is told"
        await driven.press("ctrl+p")
        assert misses(driven, least) == set(), "the palette"
        await driven.press("escape", "l")
        assert misses(driven, least) == set(), "the cover"


@pytest.mark.parametrize("theme", [name for name in THEMES if name.startswith("ansi")])
async def test_the_terminals_own_colours_are_left_to_it(console: Driving, room: Room, theme: str) -> None:
    begin(room, "stressors")
    async with console(theme=theme) as driven:
        for strip in driven.app.screen._compositor.render_strips():
            for segment in strip:
                if segment.text.strip() and segment.style is not None and segment.style.color is not None:
                    assert segment.style.color.type is not ColorType.TRUECOLOR, segment
