"""The facilitator lays out what the room said: freezes figures, puts texts away, merges and sorts them."""

from __future__ import annotations

from collections.abc import Callable

from workshop.domain.arrangement import THEMES, Arrangement
from workshop.domain.arranging import (
    FigureFrozen,
    FigureThawed,
    TextBroughtBack,
    TextPutAway,
    TextsMerged,
    TextSorted,
    TextsTakenApart,
    ThemeNamed,
)
from workshop.domain.cleaning import one_line
from workshop.domain.disclosure import Hidden, bare
from workshop.domain.events import NoteHidden
from workshop.domain.figure import Note, Theme
from workshop.domain.prompt import Audience, Prompt

from .journal import Journal
from .responses import Form, FormResponses
from .showing import for_the_facilitator, put_away
from .values import NotNow

LONGEST_TITLE = 60


class Layout:
    """A part of the room. Every act is an event and can be undone; none carries a word that people wrote.

    Args:
        readable: the responses to a form; none while the room is locked.
    """

    def __init__(self, journal: Journal, readable: Callable[[Form], FormResponses]) -> None:
        self._journal = journal
        self._readable = readable

    @property
    def _now(self) -> Arrangement:
        return self._journal.state.arrangement

    def is_frozen(self, exercise: str, prompt: Prompt) -> bool:
        return (exercise, prompt.id) in self._now.frozen

    def toggle_frozen(self, exercise: str, prompt: Prompt) -> None:
        """Lets a figure stay as it is, or lets later answers join it again, in threes. Raises NotNow."""
        at = self._journal.now
        if self.is_frozen(exercise, prompt):
            self._journal.log(FigureThawed(at, exercise, prompt.id), "figures")
            return
        if prompt.audience is not Audience.ROOM:
            raise NotNow("What is for you alone always shows everything: it cannot be frozen.")
        responses = self._readable((exercise, prompt.audience))
        shown = for_the_facilitator(exercise, prompt, responses, self._now, bare)
        if isinstance(shown, Hidden):
            raise NotNow("There is no figure yet that could be frozen: it needs {needs}.", needs=shown.needs)
        self._journal.log(FigureFrozen(at, exercise, prompt.id, responses.batches), "figures")

    def away(self, exercise: str, prompt: Prompt) -> tuple[Note, ...]:
        """The texts that were put away; none while locked."""
        if not any(text[:2] == (exercise, prompt.id) for text in self._now.put_away):
            return ()
        return put_away(exercise, prompt, self._readable((exercise, prompt.audience)), self._now)

    def put_away(self, exercise: str, prompt: Prompt, note: Note) -> None:
        """Takes a text out of the list; one that the room saw is kept back first, and stays so."""
        at = self._journal.now
        if (exercise, prompt.id, note.id) in self._journal.state.notes_released:
            self._journal.log(NoteHidden(at, exercise, prompt.id, note.id), "figures")
        self._journal.log(TextPutAway(at, exercise, prompt.id, self._root(exercise, prompt, note)), "figures")

    def bring_back(self, exercise: str, prompt: Prompt, note: Note) -> None:
        root = self._root(exercise, prompt, note)
        self._journal.log(TextBroughtBack(self._journal.now, exercise, prompt.id, root), "figures")

    def merge(self, exercise: str, prompt: Prompt, note: Note, into: str) -> None:
        """Lets `note` count as the text `into`, under that one's wording."""
        if self._now.counts_as(exercise, prompt.id, into) != self._root(exercise, prompt, note):
            at = self._journal.now
            self._journal.log(TextsMerged(at, exercise, prompt.id, note.id, into), "figures")

    def take_apart(self, exercise: str, prompt: Prompt, note: Note) -> None:
        """Lets all that counts as `note` stand alone again. Raises NotNow for a single text."""
        if note.times < 2:
            raise NotNow("This text stands alone already.")
        root = self._root(exercise, prompt, note)
        self._journal.log(TextsTakenApart(self._journal.now, exercise, prompt.id, root), "figures")

    def theme(self, exercise: str, prompt: Prompt, number: int) -> Theme | None:
        """The theme of that number; also while locked, since its title is the facilitator's."""
        themes = self._now.themes_of(exercise, prompt.id)
        return next((theme for theme in themes if theme.number == number), None)

    def name_theme(self, exercise: str, prompt: Prompt, number: int, title: str) -> None:
        """Gives a theme its title, or another one; an empty one changes nothing."""
        title = one_line(title)[:LONGEST_TITLE]
        known = self.theme(exercise, prompt, number)
        if title and number in THEMES and (known is None or known.title != title):
            self._journal.log(ThemeNamed(self._journal.now, exercise, prompt.id, number, title), "figures")

    def sort(self, exercise: str, prompt: Prompt, note: Note, number: int) -> None:
        """Puts a text into a theme that has a title; 0 takes it out."""
        named = number == 0 or self.theme(exercise, prompt, number) is not None
        if named and number != note.theme:
            root = self._root(exercise, prompt, note)
            self._journal.log(TextSorted(self._journal.now, exercise, prompt.id, root, number), "figures")

    def _root(self, exercise: str, prompt: Prompt, note: Note) -> str:
        return self._now.counts_as(exercise, prompt.id, note.id)
