"""Every screen of the console, and the keys that lead to it: what tests go through one by one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from textual.screen import Screen
from textual.widget import Widget

from workshop.console import screens, widgets
from workshop.console.screens.help import Help
from workshop.console.screens.live import Live
from workshop.console.screens.pages import Pages

from .conftest import Driven

PLACES: dict[str, tuple[str, ...]] = {
    "Adding": ("a", "enter"),
    "Cover": ("l",),
    "Day": (),
    "Grounding": ("g",),
    "Help": ("question_mark",),
    "JoinCode": ("q",),
    "Leaving": ("ctrl+q",),
    "NoteSheet": ("e",),
    "Readiness": ("f",),
    "Referrals": ("i",),
    "Said": ("v",),
    "Shelves": ("a",),
    "Timeline": ("t",),
}
"""By the name of its class: the keys from the day while a session runs. A new screen needs a line here."""


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


async def go(driven: Driven, place: str) -> None:
    """From the day to `place`; what is read in the background is waited for."""
    for key in PLACES[place]:
        await driven.press(key)
        await driven.app.workers.wait_for_complete()
        await driven.settle()
    assert driven.place == place


def is_help(place: str) -> bool:
    return place == Help.__name__
