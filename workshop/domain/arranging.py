"""What the facilitator does with what the room said, one value for each act: ids and her own words only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FigureFrozen:
    """A figure stays as it is: batches after `batch` do not join it."""

    at: datetime
    exercise: str
    prompt: str
    batch: int


@dataclass(frozen=True, slots=True)
class FigureThawed:
    at: datetime
    exercise: str
    prompt: str


@dataclass(frozen=True, slots=True)
class TextPutAway:
    """A text is out of the list, and can be shown to nobody."""

    at: datetime
    exercise: str
    prompt: str
    note: str


@dataclass(frozen=True, slots=True)
class TextBroughtBack:
    at: datetime
    exercise: str
    prompt: str
    note: str


@dataclass(frozen=True, slots=True)
class TextsMerged:
    """`note` says the same as `into`, and counts as it from now on."""

    at: datetime
    exercise: str
    prompt: str
    note: str
    into: str


@dataclass(frozen=True, slots=True)
class TextsTakenApart:
    """Every text that counted as `note` stands alone again."""

    at: datetime
    exercise: str
    prompt: str
    note: str


@dataclass(frozen=True, slots=True)
class ThemeNamed:
    """One of a figure's themes, 1 to 9, has a title in the facilitator's words."""

    at: datetime
    exercise: str
    prompt: str
    theme: int
    title: str


@dataclass(frozen=True, slots=True)
class TextSorted:
    """A text belongs to a theme; 0 takes it out."""

    at: datetime
    exercise: str
    prompt: str
    note: str
    theme: int


Arranging = (
    FigureFrozen
    | FigureThawed
    | TextPutAway
    | TextBroughtBack
    | TextsMerged
    | TextsTakenApart
    | ThemeNamed
    | TextSorted
)
