"""Leaving a place while it is still being read."""

from __future__ import annotations

import asyncio
import threading

import pytest

from workshop.console import books
from workshop.console.screens import whatleaves
from workshop.console.widgets.keysline import KeysLine
from workshop.room import Room

from .answering import begin
from .conftest import Driving
from .places import PLACES


@pytest.mark.parametrize(
    ("place", "module", "reading"),
    [("Shelves", books, "load_library"), ("WhatLeaves", whatleaves, "spelled")],
)
async def test_a_place_is_left_while_it_is_being_read(
    console: Driving,
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    module: object,
    reading: str,
) -> None:
    """What was read comes when half of the screen's parts are gone already."""
    begin(room, "stressors")
    held, really = threading.Event(), getattr(module, reading)

    def read_slowly(*given: object) -> object:
        held.wait()
        return really(*given)

    async def last_to_go(line: KeysLine) -> None:
        if type(line.screen).__name__ == place:
            while len(line.screen.children) > 1:
                await asyncio.sleep(0)
            held.set()
            await line.app.workers.wait_for_complete()

    monkeypatch.setattr(module, reading, read_slowly)
    monkeypatch.setattr(KeysLine, "on_unmount", last_to_go, raising=False)
    async with console() as driven:
        try:
            await driven.press(*PLACES[place])
            assert driven.place == place
            await driven.press("escape")
            assert held.is_set()
            assert driven.place != place
        finally:
            held.set()
