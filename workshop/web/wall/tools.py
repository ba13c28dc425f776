"""What somebody at the wall's own keyboard can choose: links with a key each, seen under the pointer only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.wording import Language, Wording

from .figures import Drawn
from .scene import Scene
from .view import View


@dataclass(frozen=True, slots=True)
class Tool:
    title: str
    address: str
    keys: str
    """As browsers name them, by spaces; clickers send the keys of pages."""
    hint: str = ""
    """The key as people know it."""
    language: str = ""


def tools(
    now: Scene, view: View, words: Wording, languages: tuple[Language, ...], figure: Drawn | None
) -> tuple[Tool, ...]:
    """Every choice that changes something at this moment."""
    if now.test_picture:
        return ()
    found = [*_held(now, view, words), *_pages(view, words, figure)]
    if figure and view.table:
        found.append(Tool(words.say("As a picture"), view.to(table=False), "t", "t"))
    elif figure:
        found.append(Tool(words.say("As a table"), view.to(table=True), "t", "t"))
    if view.look != "dark":
        found.append(Tool(words.say("Dark"), view.to(look="dark"), "d", "d"))
    if view.look != "light":
        found.append(Tool(words.say("Light"), view.to(look="light"), "l", "l"))
    if len(languages) > 1:
        found += [
            Tool(one.title, view.to(lang=one.id), "", "", one.id)
            for one in languages
            if one.id != words.language.id
        ]
    return tuple(found)


def _held(now: Scene, view: View, words: Wording) -> Iterator[Tool]:
    """What can stand there whatever the console does, and the way back to following it."""
    if now.locked:
        return
    if view.show:
        yield Tool(words.say("Follow the console again"), view.to(show=""), "q a", "q")
        return
    yield Tool(words.say("The code, large"), view.to(show="join"), "q", "q")
    if now.agreed:
        yield Tool(words.say("What we agreed"), view.to(show="agreement"), "a", "a")


def _pages(view: View, words: Wording, figure: Drawn | None) -> Iterator[Tool]:
    if figure is None or figure.pages < 2:
        return
    onward, back = "ArrowRight PageDown", "ArrowLeft PageUp"
    if words.language.direction == "rtl":
        onward, back = "ArrowLeft PageDown", "ArrowRight PageUp"
    number = figure.page + 1
    before = number - 1 or figure.pages
    after = number % figure.pages + 1
    yield Tool(words.say("Page before"), view.to(of=figure.release, page=before), back)
    yield Tool(words.say("Next page"), view.to(of=figure.release, page=after), onward)
