"""One thing to see to, and what all of them are made from."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from textual.content import Content

from workshop.console.laptop import Health
from workshop.console.when import short_date
from workshop.domain.joining import Joining
from workshop.room import Room
from workshop.wording import Wording

ChoreState = Literal["done", "open", "look", "known"]
"""Seen to, still to do, worth a look, or only there to be known."""
Act = Literal[
    "tick",
    "readiness",
    "directory",
    "code",
    "network",
    "listen",
    "kiosk",
    "papers",
    "wall",
    "phones",
    "flipchart",
    "paper",
    "cards",
    "date",
    "note",
    "forms",
    "letterbox",
    "figures",
    "retention",
    "close",
    "archive",
    "nothing",
]
"""What enter does on it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph whose further lines stand below its first, not below its lead."""

    lead: Content
    text: Content


Line = Content | tuple[Content, Content] | Item
"""A paragraph, the two ends of one line, or an item."""


@dataclass(frozen=True, slots=True)
class Chore:
    """`word` says its state in words; `day` is the one that a tick belongs to."""

    id: str
    day: int
    state: ChoreState
    title: str
    word: str
    about: tuple[Line, ...] = ()
    act: Act = "nothing"
    ticks: bool = False
    """Whether space ticks it off."""
    group: str = ""
    """What it is listed with, where there is space for headings."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the lists are made from."""

    room: Room
    words: Wording
    joining: Joining
    health: Health | None = None

    @property
    def folder(self) -> str:
        """The workshop's folder, as a command takes it from where we are."""
        folder = self.room.vault.folder.absolute()
        here = Path.cwd()
        return shlex.quote(str(folder.relative_to(here) if folder.is_relative_to(here) else folder))

    def is_done(self, day: int, id: str) -> bool:
        return self.room.hosting.is_done(day, id)

    def to_tick(self, day: int, id: str, title: str, about: Iterable[Line], act: Act = "tick") -> Chore:
        """Something that only the facilitator knows to be done."""
        state, word = ticked(self.words, self.is_done(day, id))
        return Chore(id, day, state, title, word, tuple(about), act, ticks=True)


def grouped(group: str, *chores: Chore) -> tuple[Chore, ...]:
    return tuple(replace(chore, group=group) for chore in chores)


def ticked(words: Wording, done: bool) -> tuple[ChoreState, str]:
    return ("done", words.say("done")) if done else ("open", words.say("to do"))


def dated(words: Wording, day: date) -> str:
    """As "Tue 14 Oct · 2026-10-14": in words, and so that nobody reads it otherwise."""
    return f"{short_date(words, day)} · {day.isoformat()}"


def said(*texts: str) -> tuple[Line, ...]:
    """Paragraphs."""
    return tuple(Content(text) for text in texts)


def soft(text: str) -> Content:
    return Content.styled(text, "$muted")


def item(lead: str, style: str, text: str) -> Item:
    return Item(Content.styled(lead, style), Content(text))


def command(text: str) -> Item:
    """A line to type in the terminal, as it stands."""
    return Item(Content("  "), Content.styled(text, "bold $primary"))
