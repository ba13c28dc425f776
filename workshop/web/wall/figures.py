"""Draws what was released, large enough to be read from ten metres; as a table where that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from workshop.export.figures import Drawing, caption, drawing
from workshop.export.spoken import sentence
from workshop.room import Shown
from workshop.web.pages import Pages
from workshop.wording import Wording

from .paging import Density, laid_out

_LEVELS = 4
"""Shades of a grid's cells; each holds its number, so that no colour speaks alone."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page of a figure, ready to stand on the wall."""

    html: Markup
    density: Density
    release: int
    """The how manieth release it is a page of."""
    page: int
    """From 0."""
    pages: int


def draw_figure(
    pages: Pages,
    shown: Shown,
    words: Wording,
    *,
    agreed: bool = False,
    table: bool = False,
    release: int = 0,
    choose_page: Callable[[int], int] = lambda pages: 0,
) -> Drawn:
    """A figure with its question, what stands out in it, and its caption; every type by its kind of drawing.

    `agreed` draws texts as what the group agreed; `choose_page` says which page of so many.
    """
    whole = drawing(shown.figure, words)
    layout = laid_out(whole, table=table)
    page = choose_page(len(layout.pages))
    html = pages.draw(
        "figure.html",
        words,
        question=words.say(shown.prompt.ask),
        said=sentence(shown.figure, words),
        caption=caption(shown, words),
        drawn=layout.pages[page],
        density=layout.density,
        agreed=agreed,
        as_table=table,
        page=page + 1,
        pages=len(layout.pages),
        places=_places(whole),
        level=lambda share: round(share * _LEVELS),
        tenths=lambda share: round(share * 1000) / 10,
    )
    return Drawn(html, layout.density, release, page, len(layout.pages))


def _places(drawn: Drawing) -> dict[str, int]:
    """The place of each thing that was ranked, by its label; equal points share one."""
    if drawn.kind != "order":
        return {}
    return {
        stroke.label: 1 + sum(other.share > stroke.share for other in drawn.strokes)
        for stroke in drawn.strokes
    }
