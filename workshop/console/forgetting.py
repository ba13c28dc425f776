"""What was drawn lives on in the caches of those who draw; once the room is locked it leaves them too."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from rich.cells import cached_cell_len
from textual._styles_cache import StylesCache
from textual.screen import Screen

from .swiftness import let_go


@runtime_checkable
class Forgetful(Protocol):
    """A widget that holds what people wrote: its parent may remember it for longer than it is shown."""

    def forget(self) -> None: ...


def forget(screens: Iterable[Screen[object]]) -> None:
    """Empties the lines that widgets keep, gone ones too, and the texts whose width was measured.

    A sheet that was closed before keeps the lines below it for as long as Textual remembers its colours.
    """
    for screen in screens:
        for widget in screen.walk_children(with_self=True):
            if isinstance(widget, Forgetful):
                widget.forget()
            widget.refresh()
    cached_cell_len.cache_clear()
    StylesCache.get_inner_outer.cache_clear()
    let_go()
    gc.collect()
