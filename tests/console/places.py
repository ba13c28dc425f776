"""Every screen of the console, and the keys that lead to it: what tests go through one by one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace

from textual.screen import Screen
from textual.widget import Widget

from workshop.console import screens, widgets
from workshop.console.screens.live import Live
from workshop.console.screens.pages import Pages
from workshop.room import Room

from .answering import answer, begin
from .conftest import JOINING, Driven
from .printing import FakeLaptop

WITH_DESK = replace(JOINING, desk="http://127.0.0.1:9/a-token-that-nobody-guesses/")
"""How phones find the laptop, with a page for the facilitator: one place shows its address."""
PLACES: dict[str, tuple[str, ...]] = {
    "Day": (),
    "JoinCode": ("q",),
    "NetworkPlace": ("q", "enter"),
    "Grounding": ("g",),
    "Help": ("question_mark",),
    "Leaving": ("ctrl+q",),
    "NoteSheet": ("e",),
    "Readiness": ("f",),
    "Referrals": ("i",),
    "Shelves": ("a",),
    "Adding": ("a", "enter"),
    "Timeline": ("t",),
    "KioskSheet": ("k",),
    "CarePlace": ("s",),
    "SupportSheet": ("s", "enter"),
    "Chores": ("y", "1"),
    "WallTest": ("y", "1", "down", "down", "down", "enter"),
    "Asking": ("y", "1", "down", "down", "down", "down", "enter"),
    "WhatLeaves": ("y", "3", "down", "enter"),
    "Sealing": ("y", "3", "down", "enter", "enter"),
    "Said": ("v",),
    "DeskSheet": ("v", "b"),
    "ThemeSheet": ("v", "up", "1"),
    "Papers": ("j",),
    "Deciding": ("j", "enter"),
    "Copying": ("j", "down", "enter", "enter"),
    "SmallGroups": ("m",),
    "GroupQuestion": ("m", "3"),
    "GroupPlaces": ("m", "5"),
    "PutAway": ("m", "enter", "delete"),
    "OnTime": ("r",),
    "MissingMinutes": (),
    "Cover": ("l",),
}
"""By the name of its class: the keys from the day of a `busy` room. A new screen needs a line here.

What changes the room comes last, so that one console can go through all of them in this order.
"""
MAIN = ("Day", "Timeline", "Chores", "Said", "Papers", "SmallGroups", "OnTime", "Cover")
"""The places where a facilitator is most of the time, in the same order."""
WRITING = {
    "Adding",
    "Asking",
    "Copying",
    "GroupPlaces",
    "GroupQuestion",
    "NoteSheet",
    "SupportSheet",
    "ThemeSheet",
}
"""Where signs are written, and a question mark is one of them."""


def _late(driven: Driven) -> None:
    driven.clock.now = driven.clock.now.replace(hour=17)


def _was_off(driven: Driven) -> None:
    driven.room.timetable.stop = 25 * 60
    driven.app._ask_missing()


def _can_write(driven: Driven) -> None:
    driven.app._laptop = FakeLaptop().laptop


FIRST: dict[str, Callable[[Driven], None]] = {
    "OnTime": _late,
    "MissingMinutes": _was_off,
    "Sealing": _can_write,
}
"""What happens before a place can be seen."""
MOST_STEPS = 4
"""How many places lie above one another at the most."""
BACK = {"MissingMinutes": "1"}
"""Where another key than escape leads on."""


async def busy(room: Room) -> None:
    """Texts that were answered, figures of the session that runs, and somebody who wishes to talk."""
    for session, exercise in (
        ("introductions", "introductions-with-a-card"),
        ("stressors", "stressor-mapping"),
    ):
        begin(room, session)
        room.open_form(exercise)
        await answer(room, exercise, 9)
        await room.close_form(exercise)
    await room.wish("talk")


def _classes(package: object, kind: type[Widget]) -> Iterator[type[Widget]]:
    name, path = package.__name__, package.__path__  # type: ignore[attr-defined]  # packages have both
    for module in pkgutil.iter_modules(path):
        for found in vars(importlib.import_module(f"{name}.{module.name}")).values():
            if isinstance(found, type) and issubclass(found, kind) and found.__module__.startswith(name):
                yield found


def screen_classes() -> set[type[Widget]]:
    """Every screen that can be shown."""
    return set(_classes(screens, Screen)) - {Live, Pages}


def widget_classes() -> set[type[Widget]]:
    return set(_classes(widgets, Widget))


async def press_through(driven: Driven, key: str) -> None:
    """Presses a key; what is read in the background because of it is waited for."""
    await driven.press(key)
    if driven.app.workers:
        await driven.app.workers.wait_for_complete()
        await driven.settle()


async def go(driven: Driven, place: str) -> None:
    """From wherever one is to `place`."""
    driven.app.clear_notifications()
    for _ in range(MOST_STEPS):
        if driven.place != "Day":
            await driven.press(BACK.get(driven.place, "escape"))
    if place in FIRST:
        FIRST[place](driven)
        await driven.settle()
    for key in PLACES[place]:
        await press_through(driven, key)
    assert driven.place == place, f"{place} is not where {PLACES[place]} leads"
