"""Turns templates into pages, in the words of the person who asked."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from workshop.export.shapes import SHAPES
from workshop.wording import Wording, mark

_SENTENCES = {
    400: mark("This page could not read what your phone sent. Please open the address on the wall again."),
    403: mark(
        "This did not come from a page of ours. Please open the address on the wall, and send it again."
    ),
    404: mark("There is nothing at this address. Please open the address on the wall."),
    405: mark("There is nothing at this address. Please open the address on the wall."),
    408: mark("It took too long to arrive, so it was not kept. Please try again."),
    413: mark("This is more than fits in one form, so it was not kept. Please send less."),
    415: mark("This page could not read what your phone sent. Please open the address on the wall again."),
    421: mark("This is not the address of this page. Please open the address on the wall."),
    429: mark("Very many phones ask at once. Please wait a moment and try again."),
    500: mark("Something went wrong on the laptop. Please try again, or tell a facilitator."),
}
_NOT_HERE = frozenset({400, 404, 405, 421})


class Pages:
    """The templates of the package, every value in them escaped."""

    def __init__(self, address: Callable[[str], str] = lambda path: path) -> None:
        """`address` tells where a page finds a file of the site, as `/s.css`."""
        self._templates = Environment(
            loader=PackageLoader("workshop.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.globals["address"] = address
        self._templates.globals["shapes"] = {id: Markup(shape) for id, shape in SHAPES.items()}

    def draw(self, template: str, words: Wording, **values: object) -> Markup:
        """A piece of a page, or a whole one."""
        language = words.language
        return Markup(
            self._templates.get_template(template).render(
                say=words.say, count=words.count, lang=language.id, dir=language.direction, **values
            )
        )

    def page(self, template: str, words: Wording, /, status: int = 200, **values: object) -> Response:
        return HTMLResponse(self.draw(template, words, **values), status)

    def refusal(self, status: int, words: Wording) -> Response:
        """A short kind page for a request that leads nowhere."""
        sentence = words.say(_SENTENCES.get(status, _SENTENCES[500]))
        return self.page("refusal.html", words, status, sentence=sentence, here=status in _NOT_HERE)
