"""What would make a key wait, put off: Python's and Textual's own housekeeping.

Measured in benchmarks/console.py. All of it is the process's, so it holds while a console runs.
"""

from __future__ import annotations

import contextlib
import gc
import os
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import constants
from textual import screen as screens
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.cache import FIFOCache, LRUCache
from textual.color import Color
from textual.css.model import RuleSet
from textual.css.styles import Styles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.driver import Driver
from textual.renderables.background_screen import BackgroundScreen
from textual.strip import Strip

ESCAPE = 0.025
"""Seconds after which a lone escape is the key; a terminal sends the rest of a longer one at once."""
FRAME = 1 / 250
"""Seconds between two frames; a sheet is drawn in several, and each would wait for a sixtieth of a second."""
SWITCH = 0.001
"""Seconds for which a thread, such as one that fills the book, keeps the others waiting."""
BETWEEN, RESTING = 0.1, 0.6
"""Seconds since the last key after which a wait of some milliseconds, and a longer one, is not felt."""
NEVER = 1_000_000
MANY = 2_000
"""New things that are worth a look for garbage."""
YOUNG = 200_000
"""New things after which Python looks for garbage by itself: a frame makes twenty thousand at most."""
STYLES = 4_096
"""Styles whose look behind a sheet is remembered."""
SHEETS = 1_000
"""Sheets of rules that are remembered: more than there are kinds of widget."""

CACHES = {
    "_divide_cache": 4,
    "_crop_cache": 16,
    "_style_cache": 16,
    "_filter_cache": 4,
    "_line_length_cache": 4,
    "_crop_extend_cache": 4,
    "_offsets_cache": 4,
}
"""What Textual keeps with each piece of a line, and how many of it."""

Parsed = LRUCache[tuple[object, ...], list[RuleSet]]


@contextlib.contextmanager
def swift() -> Iterator[None]:
    """What is there already is not looked through for garbage any more, and all other waits for `sweep`."""
    thresholds, switch, frame = gc.get_threshold(), sys.getswitchinterval(), screens.UPDATE_PERIOD
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, NEVER, NEVER)
    sys.setswitchinterval(SWITCH)
    screens.UPDATE_PERIOD = FRAME  # type: ignore[misc]  # final for Textual, which reads it for each screen
    try:
        yield
    finally:
        screens.UPDATE_PERIOD = frame  # type: ignore[misc]
        sys.setswitchinterval(switch)
        gc.set_threshold(*thresholds)
        gc.unfreeze()


@contextlib.contextmanager
def light() -> Iterator[None]:
    """A piece of a line gets a cache when it first asks for one; Textual makes seven with each one.

    A frame has a thousand pieces and more, and is gone with the next.
    """

    def begin(strip: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        strip._segments = list(segments)
        strip._cell_length = cell_length
        strip._render_cache = None
        strip._link_ids = None
        strip._cell_count = None

    def missing(strip: Strip, name: str) -> FIFOCache[object, object]:
        if name not in CACHES:
            raise AttributeError(name)
        cache: FIFOCache[object, object] = FIFOCache(CACHES[name])
        setattr(strip, name, cache)
        return cache

    full = Strip.__init__
    Strip.__init__ = begin  # type: ignore[assignment, method-assign]
    Strip.__getattr__ = missing  # type: ignore[attr-defined]  # stays, for pieces that are there afterwards
    try:
        yield
    finally:
        Strip.__init__ = full  # type: ignore[method-assign]


@contextlib.contextmanager
def dimmed() -> Iterator[None]:
    """What lies behind a sheet is dimmed once for each style; Textual does it for each piece of a line."""
    of_textual = BackgroundScreen.process_segments

    @lru_cache(STYLES)
    def tinted(style: Style | None, color: Color) -> Style | None:
        (piece,) = of_textual((Segment("", style),), color)
        return piece.style

    def process(cls: type[BackgroundScreen], segments: Iterable[Segment], color: Color) -> Iterator[Segment]:
        for segment in segments:
            yield segment if segment.control else Segment(segment.text, tinted(segment.style, color))

    BackgroundScreen.process_segments = classmethod(process)  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        BackgroundScreen.process_segments = of_textual  # type: ignore[method-assign]


def brisk(driver: type[Driver]) -> type[Driver]:
    """A terminal's `driver` that knows a lone escape soon; any other as it is.

    Textual's own looks for the rest of a longer key for a tenth of a second, whatever it was told.
    """
    if driver.__name__ != "LinuxDriver":
        return driver
    from textual.drivers.linux_driver import LinuxDriver

    if "ESCDELAY" not in os.environ:
        constants.ESCAPE_DELAY = ESCAPE  # type: ignore[misc]  # final for Textual, which reads it at each escape

    class Brisk(LinuxDriver):
        def run_input_thread(self) -> None:
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")(errors="replace").decode
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(constants.ESCAPE_DELAY):
                        read = os.read(self.fileno, 4096)
                        if not read:
                            break
                        for event in parser.feed(decode(read)):
                            self.process_message(event)
                    for event in parser.tick():
                        self.process_message(event)

    return Brisk


class Remembering(Stylesheet):
    """Reads each sheet of rules once for each theme; Textual's own reads all of them anew at every change.

    What was read holds for the process: a console that comes back after unlocking reads nothing.
    """

    _read: ClassVar[dict[frozenset[tuple[str, str]], Parsed]] = {}

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = self._read_with(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        self._parse_cache = LRUCache(1)  # Textual empties the one that it finds
        super().set_variables(variables)
        self._parse_cache = self._read_with(variables)

    def reparse(self) -> None:
        self.parse()

    def update_nodes(self, nodes: Iterable[DOMNode], animate: bool = False) -> None:
        """Asks each widget once to draw itself anew; Textual asks it, and all within, for every rule."""
        anew: dict[DOMNode, bool] = {}

        def gather(
            styles: Styles,
            *,
            layout: bool = False,
            children: bool = False,
            parent: bool = False,
            repaint: bool = True,
        ) -> None:
            node = styles.node
            if node is None or not node._is_mounted:
                return
            if parent and isinstance(node._parent, DOMNode):
                anew.setdefault(node._parent, False)
            within = node.walk_children(with_self=False) if children else ()
            for one in (node, *within):
                anew[one] = anew.get(one, False) or layout

        of_textual = Styles.refresh
        Styles.refresh = gather  # type: ignore[assignment, method-assign]
        try:
            super().update_nodes(nodes, animate)
        finally:
            Styles.refresh = of_textual  # type: ignore[method-assign]
        for node, layout in anew.items():
            node.refresh(layout=layout)

    def _read_with(self, variables: dict[str, str]) -> Parsed:
        return self._read.setdefault(frozenset(variables.items()), LRUCache(SHEETS))


def sweep(seconds: float) -> None:
    """Garbage goes where no key was pressed for some `seconds`: what is new soon, what is old at a rest."""
    if gc.get_threshold()[2] != NEVER:
        return
    new, middle, old = gc.get_count()
    if seconds >= RESTING and (middle or old):
        gc.collect()
    elif seconds >= BETWEEN and new > MANY:
        gc.collect(0)


def let_go() -> None:
    """Textual keeps one cache by who draws, and so the lines of widgets that are gone."""
    StylesCache.get_inner_outer.cache_clear()
