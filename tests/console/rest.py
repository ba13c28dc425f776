"""When a console has come to rest, and its frames, which nobody sees."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from rich.console import RenderableType
from textual._animator import Animator
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual._queue import Queue
from textual.app import App
from textual.events import Key
from textual.geometry import Region
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

from workshop.console import Choice, Outcome

Running = App[Outcome] | App[Choice]
MOMENT = 0.001
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


@contextmanager
def arriving_at_once() -> Iterator[None]:
    """What would glide to its place stands there at once, as for who asked that nothing moves."""
    begin = Animator._animate

    def arrive(self: Animator, *what: Any, **how: Any) -> None:
        begin(self, *what, **how)
        level, self.app.animation_level = self.app.animation_level, "none"
        self()  # takes all there
        self()  # and finds nothing left to move
        self.app.animation_level = level

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Animator, "_animate", arrive)
        yield


def pressed(key: str) -> Key:
    """What a terminal sends for `key`, named as for Textual's pilot."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        sign: str | None = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        sign = name if len(name) == 1 else None
    return Key(name, sign)


def _works(pump: MessagePump) -> bool:
    """Whether it reads a message, or has one to read."""
    queue: Queue[Message | None] = pump._message_queue
    return pump._running and not (queue.empty() and queue.ready_event._waiters)


def _is_alive(app: Running) -> bool:
    return app.is_running and app._exception is None


def _hears(app: Running) -> bool:
    """Whether anything is still to be heard, moved or mounted."""
    if app.animator._animations or app.animator._scheduled or _works(app):
        return True
    widgets = (one for each in app.screen_stack for one in each.walk_children(Widget, with_self=True))
    return any(not one.is_mounted or _works(one) for one in widgets)


def _has_to_draw(app: Running) -> bool:
    """Whether anything is to be laid out or drawn, or waits until that is done."""
    screen = app.screen
    waits = screen._layout_required or screen._scroll_required or screen._repaint_required
    return bool(waits or screen._dirty_widgets or screen._callbacks)


async def rest(app: Running) -> None:
    """Until nothing is to be done, and for a moment nothing new came and no frame was drawn.

    A frame is drawn as soon as all is heard: Textual would wait for the next sixtieth of a second.
    """
    while _is_alive(app):
        rounds = 0
        while _is_alive(app) and ((hears := _hears(app)) or _has_to_draw(app)):
            if not hears:
                app.screen._on_timer_update()
            rounds += 1
            await asyncio.sleep(0 if rounds < IMPATIENT else MOMENT)
        drawn = Frames.drawn
        await asyncio.sleep(MOMENT)
        if not _is_alive(app) or (Frames.drawn == drawn and not _hears(app) and not _has_to_draw(app)):
            return
