"""A console in front of a room, driven by keys; and what stands on its screen, as text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual._context import visible_screen_stack
from textual.app import App
from textual.pilot import Pilot

from tests.conftest import FakeClock
from workshop.console import Choice, Console, Outcome, Windows
from workshop.console.laptop import Laptop
from workshop.domain.joining import Joining, Wifi
from workshop.room import Room
from workshop.wording import ENGLISH, Wording

from .networks import FakeNetworks
from .rest import arriving_at_once, drawn_for_nobody, pressed, rest

JOINING = Joining("http://192.168.12.34:8765/", "http://127.0.0.1:8766/", Wifi("notes", "green river 42"))


class Tick:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Driven:
    """A running console with its room, its clock and its keys."""

    def __init__(self, app: Console, pilot: Pilot[Outcome], room: Room, clock: FakeClock, tick: Tick) -> None:
        self.app = app
        self.pilot = pilot
        self.room = room
        self.clock = clock
        self.tick = tick

    async def press(self, *keys: str) -> None:
        """Presses keys, waits for what each began, and lets the console look at the room."""
        for key in keys:
            self.app.post_message(pressed(key))
            await rest(self.app)
            while self.app._errands:
                await asyncio.gather(*self.app._errands)
                await rest(self.app)
        await self._look()

    async def settle(self) -> None:
        await rest(self.app)
        await self._look()

    async def _look(self) -> None:
        await asyncio.gather(*self.app._errands)
        if self.app.is_running:
            self.app._repaint()
            await rest(self.app)

    def is_paused(self) -> bool:
        return self.room.state.paused_since is not None

    def is_locked(self) -> bool:
        return self.room.locked

    @property
    def place(self) -> str:
        return type(self.app.screen).__name__

    @property
    def told(self) -> list[str]:
        """The notifications that stand on the screen."""
        return [notification.message for notification in self.app._notifications]

    @property
    def seen(self) -> str:
        return on_screen(self.app)


def on_screen(app: App[Outcome] | App[Choice]) -> str:
    """Every cell of the terminal as text, what shows through a sheet with it."""
    visible_screen_stack.set(app._background_screens)
    compositor = app.screen._compositor
    return "\n".join(strip.text for strip in compositor.render_strips())


Driving = Callable[..., AbstractAsyncContextManager[Driven]]


@pytest.fixture(autouse=True, scope="session")
def _hurried() -> Iterator[None]:
    with drawn_for_nobody(), arriving_at_once():
        yield


@pytest.fixture
def console(room: Room, clock: FakeClock) -> Driving:
    """`async with console(size=..., words=..., theme=...) as driven`."""

    @asynccontextmanager
    async def driving(
        size: tuple[int, int] = (120, 40),
        words: Wording = ENGLISH,
        theme: str = "dusk",
        joining: Joining = JOINING,
        windows: Windows | None = None,
        laptop: Laptop | None = None,
        networks: FakeNetworks | None = None,
    ) -> AsyncIterator[Driven]:
        tick = Tick()
        app = Console(
            room,
            words,
            networks.joining if networks else lambda: joining,
            theme=theme,
            tick=tick,
            windows=windows,
            laptop=laptop,
            networks=networks,
        )
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            driven = Driven(app, pilot, room, clock, tick)
            await driven.settle()
            yield driven

    return driving
