"""Draws what was released, large enough to be read from ten metres, with its numbers in a table beneath."""

from __future__ import annotations

from markupsafe import Markup

from workshop.export.figures import caption, drawing
from workshop.room import Shown
from workshop.wording import Wording

from .pages import Pages

_LEVELS = 4
"""Shades of a grid's cells; each holds its number, so that no colour speaks alone."""


def draw_figure(pages: Pages, shown: Shown, words: Wording) -> Markup:
    """A figure with its question and its caption; every type by its kind of drawing."""
    return pages.draw(
        "figure.html",
        words,
        question=words.say(shown.prompt.ask),
        caption=caption(shown, words),
        drawn=drawing(shown.figure, words),
        level=lambda share: round(share * _LEVELS),
        tenths=lambda share: round(share * 1000) / 10,
    )
