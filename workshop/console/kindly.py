"""What the room refuses is told in its own one sentence, gently."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from textual.app import App
from textual.widget import Widget

from workshop.domain.errors import WorkshopError
from workshop.wording import Wording

from .outcome import Outcome


@contextmanager
def kindly(node: App[Outcome] | Widget, words: Wording) -> Iterator[None]:
    try:
        yield
    except WorkshopError as refused:
        node.notify(words.say(refused.english, **refused.values), markup=False, timeout=8)
