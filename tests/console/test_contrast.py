"""Every cell that is drawn can be read: at least 4.5 to 1, and 7 to 1 in the themes of high contrast."""

from __future__ import annotations

import pytest
from rich.color import ColorType

from workshop.console.themes import OWN, THEMES
from workshop.room import Room

from .answering import begin
from .conftest import Driven, Driving
from .places import MAIN, PLACES, WITH_DESK, busy, go
from .test_themes import contrast

LINES = set("─│╭╮╰╯━╸╺┃▔▁▏▎▍▌▋▊▉█▀▄▁▂▃▅▆▇▐░▒▓▕┌┐└┘├┤┬┴┼") | {"·"}
"""Frames, bars and dots are no text: what they say stands beside them in words or figures."""
THROUGHOUT = {"dusk", "paper-contrast"}
"""Themes in which every place is looked at; one of each kind of colours, and one of each measure."""
STATES = {
    "Day": {"o": "an open form", "c": "a closed form", "ctrl+c": "what is told", "ctrl+p": "the palette"},
    "Said": {"up": "the cursor on a text", "space": "a chosen text", "tab": "tables", "right": "rounds"},
    "Chores": {"2": "the evening", "3": "after"},
    "OnTime": {"2": "a squeeze", "3": "a drop"},
}
"""By place: keys pressed there one after the other, and what they show."""


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
    await busy(room)
    least = 7.0 if theme.endswith("contrast") else 4.5
    async with console(size=(120, 50), theme=theme, joining=WITH_DESK) as driven:
        for place in PLACES if theme in THROUGHOUT else MAIN:
            await go(driven, place)
            assert misses(driven, least) == set(), place
            for key, state in STATES.get(place, {}).items():
                await driven.press(key)
                assert misses(driven, least) == set(), state


@pytest.mark.parametrize("theme", [name for name in THEMES if name.startswith("ansi")])
async def test_the_terminals_own_colours_are_left_to_it(console: Driving, room: Room, theme: str) -> None:
    begin(room, "stressors")
    async with console(theme=theme) as driven:
        for strip in driven.app.screen._compositor.render_strips():
            for segment in strip:
                if segment.text.strip() and segment.style is not None and segment.style.color is not None:
                    assert segment.style.color.type is not ColorType.TRUECOLOR, segment
