"""The command palette: what the keys do, where they can do it now, and the colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.app import SystemCommand
from textual.screen import Screen

from workshop.wording import Wording

from .keys import keys


def commands(words: Wording, screen: Screen[object], paint: Callable[[str], None]) -> Iterator[SystemCommand]:
    """Every key that is possible now on `screen`, and the archive; `paint` takes the name of a theme."""
    active = {binding.binding.id for binding in screen.active_bindings.values() if binding.enabled}
    for key in keys(words):
        if key.id in active:
            yield SystemCommand(key.tooltip, key.sign, partial(screen.run_action, key.target))
    title = words.say("What leaves the laptop: the archive, line by line")
    yield SystemCommand(title, "", partial(screen.run_action, "app.archive"))
    themes = {
        "paper": words.say("Colours: paper"),
        "dusk": words.say("Colours: dusk"),
        "paper-contrast": words.say("Colours: paper, high contrast"),
        "dusk-contrast": words.say("Colours: dusk, high contrast"),
        "ansi-light": words.say("Colours: the terminal's own, light"),
        "ansi-dark": words.say("Colours: the terminal's own, dark"),
    }
    for theme, title in themes.items():
        yield SystemCommand(title, "", partial(paint, theme))
