"""Answers on their way: a form closes only when none is."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Passing:
    def __init__(self) -> None:
        self._under_way: Counter[str] = Counter()
        self._quiet = asyncio.Condition()

    @asynccontextmanager
    async def through(self, exercise: str) -> AsyncIterator[None]:
        """Around everything that an answer to `exercise` goes through."""
        self._under_way[exercise] += 1
        try:
            yield
        finally:
            async with self._quiet:
                self._under_way[exercise] -= 1
                self._quiet.notify_all()

    async def until_none(self, exercise: str) -> None:
        async with self._quiet:
            await self._quiet.wait_for(lambda: self._under_way[exercise] == 0)
