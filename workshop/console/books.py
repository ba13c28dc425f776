"""The library, read once for as long as a console runs: that takes a moment, and holds other things up."""

from __future__ import annotations

import asyncio

from workshop.library import Library, load_library
from workshop.wording import Wording


class Books:
    """`library` is None until it was read."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self.library: Library | None = None

    async def read(self) -> Library:
        """Raises WorkshopError where its content is mistaken."""
        if self.library is None:
            self.library = await asyncio.to_thread(load_library, self._words)
        return self.library
