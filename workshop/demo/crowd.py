"""All simulated phones of a demo, on threads of their own."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from .browser import Browser
from .people import people
from .phone import Pace, Phone

PATIENCE = 60.0
"""Seconds after which a phone that does not settle ends the demo: something is wrong then."""


class Crowd:
    """The phones, and what they have in common: waiting for all of them."""

    def __init__(self, phones: tuple[Phone, ...], moved: asyncio.Event) -> None:
        self.phones = phones
        self._moved = moved
        self._running = [asyncio.create_task(phone.run()) for phone in phones]

    async def rest(self) -> None:
        """Phones go into pockets: what they show stays as it is."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def until_finished(self, exercise: str, opening: int) -> None:
        """Until every phone has sent what it would send to a form that was opened so often."""
        await self._until(lambda: all(phone.has_finished(exercise, opening) for phone in self.phones))

    async def until_waiting(self) -> None:
        """Until every phone shows the waiting page."""
        await self._until(lambda: all(phone.is_waiting for phone in self.phones))

    async def _until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not done():
                self._moved.clear()
                # Pages change without an answer too: look again at every beat of the waiting pages.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(0.05):
                        await self._moved.wait()


@contextlib.asynccontextmanager
async def crowd(address: str, count: int, pace: Pace, today: date, seed: int = 1) -> AsyncIterator[Crowd]:
    """`count` phones that join at `address` and answer until the block ends."""
    moved = asyncio.Event()
    with ThreadPoolExecutor(count, thread_name_prefix="phone") as threads:
        phones = tuple(
            Phone(
                Browser(address, number),
                person,
                pace,
                random.Random(seed * 1000 + number),
                threads,
                today,
                moved.set,
            )
            for number, person in enumerate(people(count), start=1)
        )
        here = Crowd(phones, moved)
        try:
            yield here
        finally:
            await here.rest()
            for phone in phones:
                phone.browser.close()
