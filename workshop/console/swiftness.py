"""What would make a key wait, put off: Python's and Textual's own housekeeping.

Measured in benchmarks/console.py. All of it is the process's, so it holds while a console runs.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator

from textual import constants
from textual._styles_cache import StylesCache

ESCAPE = 0.025
"""Seconds after which a lone escape is the key; a terminal sends the rest of a longer one at once."""
SWITCH = 0.001
"""Seconds for which a thread, such as one that fills the book, keeps the others waiting."""
RESTING = 0.6
"""Seconds since the last key after which a short wait is not felt."""
NEVER = 1_000_000


@contextlib.contextmanager
def swift() -> Iterator[None]:
    """What is there already is not looked through for garbage any more, and old garbage waits for `sweep`."""
    thresholds, switch, escape = gc.get_threshold(), sys.getswitchinterval(), constants.ESCAPE_DELAY
    gc.collect()
    gc.freeze()
    gc.set_threshold(thresholds[0], thresholds[1], NEVER)
    sys.setswitchinterval(SWITCH)
    if "ESCDELAY" not in os.environ:
        constants.ESCAPE_DELAY = ESCAPE  # type: ignore[misc]  # final for Textual, which reads it at each escape
    try:
        yield
    finally:
        constants.ESCAPE_DELAY = escape  # type: ignore[misc]  # as above
        sys.setswitchinterval(switch)
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def sweep(seconds: float) -> None:
    """Garbage goes where no key was pressed for some `seconds`, and only then."""
    if seconds >= RESTING and gc.get_threshold()[2] == NEVER and gc.get_count()[2] > 0:
        gc.collect()


def let_go() -> None:
    """Textual keeps one cache by who draws, and so the lines of widgets that are gone."""
    StylesCache.get_inner_outer.cache_clear()
