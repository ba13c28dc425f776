"""How what the room said is laid out: what is frozen, put away, merged, and sorted into themes.

It holds ids and the facilitator's own words, never an answer: it can stay in memory while the room is locked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from .arranging import (
    Arranging,
    FigureFrozen,
    FigureThawed,
    TextBroughtBack,
    TextPutAway,
    TextsMerged,
    TextSorted,
    TextsTakenApart,
    ThemeNamed,
)
from .figure import Note, Notes, Theme

THEMES = range(1, 10)
"""A theme's number is the digit that sorts into it."""
Text = tuple[str, str, str]
"""(exercise, prompt, note)."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    frozen: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By (exercise, prompt), the last batch that is part of a frozen figure."""
    put_away: frozenset[Text] = frozenset()
    merged: Mapping[Text, str] = field(default_factory=dict)
    """By text, the note of the same figure as which it counts."""
    themes: Mapping[tuple[str, str, int], str] = field(default_factory=dict)
    """Titles by (exercise, prompt, number)."""
    sorted: Mapping[Text, int] = field(default_factory=dict)
    """The number of each sorted text's theme."""

    def counts_as(self, exercise: str, prompt: str, note: str) -> str:
        """The note that stands for `note`: itself, where it was not merged."""
        passed: set[str] = set()
        while (exercise, prompt, note) in self.merged and note not in passed:
            passed.add(note)
            note = self.merged[exercise, prompt, note]
        return note

    def themes_of(self, exercise: str, prompt: str) -> tuple[Theme, ...]:
        return tuple(
            Theme(number, title)
            for (in_, of, number), title in sorted(self.themes.items())
            if (in_, of) == (exercise, prompt)
        )

    def arranged(self, exercise: str, prompt: str, notes: Notes) -> tuple[Notes, tuple[Note, ...]]:
        """`notes` merged and by theme, those without a theme last; and apart from them what was put away."""
        groups: dict[str, list[Note]] = {}
        for note in notes.notes:
            groups.setdefault(self.counts_as(exercise, prompt, note.id), []).append(note)
        themes = self.themes_of(exercise, prompt)
        numbers = [theme.number for theme in themes]
        listed: list[Note] = []
        away: list[Note] = []
        for root, members in groups.items():
            # What was chosen for the room is one wording: another in its place stands for itself.
            wording = next((note for note in members if note.id == root), members[0])
            key = (exercise, prompt, root)
            number = self.sorted.get(key, 0)
            note = Note(wording.id, wording.text, len(members), number if number in numbers else 0)
            (away if key in self.put_away else listed).append(note)
        listed.sort(key=lambda note: note.theme or len(THEMES) + 1)
        return Notes(notes.n, tuple(listed), themes), tuple(away)


def after(arrangement: Arrangement, event: Arranging) -> Arrangement:
    """`arrangement` after `event`."""
    match event:
        case FigureFrozen(_, exercise, prompt, batch):
            return replace(arrangement, frozen={**arrangement.frozen, (exercise, prompt): batch})
        case FigureThawed(_, exercise, prompt):
            left = {key: batch for key, batch in arrangement.frozen.items() if key != (exercise, prompt)}
            return replace(arrangement, frozen=left)
        case TextPutAway(_, exercise, prompt, note):
            return replace(arrangement, put_away=arrangement.put_away | {(exercise, prompt, note)})
        case TextBroughtBack(_, exercise, prompt, note):
            return replace(arrangement, put_away=arrangement.put_away - {(exercise, prompt, note)})
        case TextsMerged(_, exercise, prompt, note, into):
            root = arrangement.counts_as(exercise, prompt, into)
            head = arrangement.counts_as(exercise, prompt, note)
            if root == head:
                return arrangement
            return replace(arrangement, merged={**arrangement.merged, (exercise, prompt, head): root})
        case TextsTakenApart(_, exercise, prompt, note):
            kept = {
                key: into
                for key, into in arrangement.merged.items()
                if key[:2] != (exercise, prompt) or arrangement.counts_as(*key) != note
            }
            return replace(arrangement, merged=kept)
        case ThemeNamed(_, exercise, prompt, theme, title):
            return replace(arrangement, themes={**arrangement.themes, (exercise, prompt, theme): title})
        case TextSorted(_, exercise, prompt, note, theme):
            out = {
                key: number for key, number in arrangement.sorted.items() if key != (exercise, prompt, note)
            }
            return replace(arrangement, sorted={**out, (exercise, prompt, note): theme} if theme else out)
        case _:
            assert_never(event)
