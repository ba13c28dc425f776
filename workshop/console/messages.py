"""What screens ask of the console: acts of the room that take a moment and outlive the screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from workshop.domain.prompt import Prompt
from workshop.export import Archive


@dataclass
class FormAsked(Message):
    """A form is to open, or to close."""

    exercise: str
    open: bool


class DeskAsked(Message):
    """The texts are to be read in a browser on this laptop."""


@dataclass
class ReleaseAsked(Message):
    """A figure is to be shown to the room, or hidden again."""

    exercise: str
    prompt: Prompt


@dataclass
class PrintAsked(Message):
    """The sheets of a day are to be written into a folder, or so many cards."""

    folder: str
    day: int
    cards: int


@dataclass
class ArchiveAsked(Message):
    """The archive is to be written, sealed to recipients or with a passphrase where there are any."""

    archive: Archive
    file: str
    recipients: tuple[str, ...]
    passphrase: str | None


@dataclass
class PosterAsked(Message):
    """How phones join is to be written into a folder, to be printed."""

    folder: str


class NetworkAsked(Message):
    """The networks, and what to do when no phone comes, are to be shown."""


@dataclass
class AddressAsked(Message):
    """Phones are to come in at another address of this laptop."""

    address: str


@dataclass
class ClosingAsked(Message):
    """What people answered is to be destroyed: now, or in so many days."""

    days: int


@dataclass
class LettersAsked(Message):
    """What waits in the letterbox is to go into the book now."""
