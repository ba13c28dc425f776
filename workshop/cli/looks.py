"""How the console looks: what the options say, else what was chosen the last time, which the vault keeps."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace

from workshop.domain.errors import WorkshopError
from workshop.room import Room

KEPT = "theme"
"""Its name in the book."""


@dataclass(frozen=True, slots=True)
class Looks:
    """`theme` is empty where none is asked for."""

    theme: str = ""
    animation: bool = True

    def checked(self) -> Looks:
        """Raises WorkshopError for a theme that there is not."""
        from workshop.console import THEMES

        if self.theme and self.theme not in THEMES:
            raise WorkshopError(
                "There is no theme “{theme}”. There are: {themes}.",
                theme=self.theme,
                themes=", ".join(THEMES),
            )
        return self

    def or_kept(self, room: Room) -> Looks:
        """With the theme that was used in this workshop the last time, where none is asked for."""
        from workshop.console import THEMES

        kept = None if room.locked else room.vault.book.kept(KEPT)
        theme = self.theme or (kept if isinstance(kept, str) and kept in THEMES else THEMES[1])
        return replace(self, theme=theme)


def keep_theme(room: Room, theme: str) -> None:
    """Keeps it, sealed, for the next time; what is locked or full keeps the one before."""
    if not room.locked and room.vault.book.kept(KEPT) != theme:
        with contextlib.suppress(WorkshopError):
            room.vault.book.keep(KEPT, theme)
