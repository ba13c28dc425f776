"""Who supports people today, and that support was given: no name of anybody who takes part, and no number."""

from __future__ import annotations

from workshop.domain.cleaning import one_line
from workshop.domain.events import SupportGiven, SupportPersonNamed

from .journal import Journal

LONGEST_SUPPORT = 120
"""Characters of who and where."""


class Support:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def person(self) -> str:
        """Who supports, by role, and where to find them; empty where nobody was named."""
        named = self._journal.state.support_person
        return named.text if named else ""

    @property
    def is_of_today(self) -> bool:
        """Whether that was said today; the day before, it may have been somebody else."""
        named = self._journal.state.support_person
        return named is not None and named.at.date() == self._journal.now.date()

    @property
    def given_today(self) -> bool:
        return self._journal.now.date() in self._journal.state.support_given

    def name(self, text: str) -> None:
        """Keeps who supports; an empty text takes the name away."""
        self._journal.log(SupportPersonNamed(self._journal.now, one_line(text)[:LONGEST_SUPPORT]), "care")

    def give(self) -> None:
        """Keeps that support was given today; once a day, so that nobody can count."""
        if not self.given_today:
            self._journal.log(SupportGiven(self._journal.now), "care")
