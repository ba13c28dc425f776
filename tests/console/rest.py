"""When a console has come to rest, and its frames, which nobody sees."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from rich.console import RenderableType
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual._queue import Queue
from textual.app import App
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

from workshop.console import Choice, Outcome

Running = App[Outcome] | App[Choice]
MOMENT = 0.005
"""Seconds in which something that was just put off begins."""
IMPATIENT = 100
"""Rounds of the loop after which what still works is left more time."""


class Frames:
    """How many were drawn so far in this process."""

    drawn = 0


@contextmanager
def drawn_for_nobody() -> Iterator[None]:
    """Every widget of a frame draws its lines as ever; without a terminal nobody needs them side by side.

    What stands on the screen is put together where a test looks at it.
    """
    whole = Compositor.render_update

    def update(
        self: Compositor,
        full: bool = False,
        screen_stack: list[Screen[object]] | None = None,
        simplify: bool = False,
    ) -> RenderableType | None:
        if full:
            return whole(self, full, screen_stack, simplify)
        visible_screen_stack.set(screen_stack or [])
        dirty, screen = self._dirty_regions.copy(), self.size.region
        self._dirty_regions.clear()
        if dirty:
            Frames.drawn += 1
            for _ in self._get_renders(Region.from_union(list(dirty)).intersection(screen)):
                pass
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", update)
        yield


def _works(pump: MessagePump) -> bool:
    """Whether it reads a message, or has one to read."""
    queue: Queue[Message | None] = pump._message_queue
    return pump._running and not (queue.empty() and queue.ready_event._waiters)


def _is_alive(app: Running) -> bool:
    return app.is_running and app._exception is None


def _is_busy(app: Running) -> bool:
    """Whether anything is still to be heard, moved, mounted, laid out or drawn."""
    screen, moving = app.screen, app.animator
    if moving._animations or moving._scheduled:
        return True
    if screen._layout_required or screen._scroll_required or screen._dirty_widgets or _works(app):
        return True
    widgets = (one for each in app.screen_stack for one in each.walk_children(Widget, with_self=True))
    return any(not one.is_mounted or _works(one) for one in widgets)


async def rest(app: Running) -> None:
    """Until nothing is to be done, and for a moment nothing new came and no frame was drawn."""
    while _is_alive(app):
        rounds = 0
        while _is_alive(app) and _is_busy(app):
            rounds += 1
            await asyncio.sleep(0 if rounds < IMPATIENT else MOMENT)
        drawn = Frames.drawn
        await asyncio.sleep(MOMENT)
        if not _is_alive(app) or (Frames.drawn == drawn and not _is_busy(app)):
            return
