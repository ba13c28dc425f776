"""How somebody at the wall's browser wants to see it: remembered in its address, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from starlette.requests import Request

Look = Literal["", "light", "dark"]
"""Empty is as the system has it."""
Show = Literal["", "join", "agreement"]
"""What is to stand there whatever the console does; empty follows the console."""
_LOOKS: dict[str, Look] = {"light": "light", "dark": "dark"}
_SHOWS: dict[str, Show] = {"join": "join", "agreement": "agreement"}
_LONGEST_PAGE = 9
_LONGEST_TAG = 35


@dataclass(frozen=True, slots=True)
class View:
    look: Look = ""
    show: Show = ""
    table: bool = False
    """Figures as tables."""
    of: int = 0
    """The release that `page` belongs to: with the next figure, pages turn by themselves again."""
    page: int = 0
    """Counted from 1; 0 turns by itself."""
    lang: str = ""
    """The language; empty is the console's."""

    @property
    def address(self) -> str:
        """Where this view stands."""
        page = f"{self.of}.{self.page}" if self.page else ""
        chosen = {
            "look": self.look,
            "show": self.show,
            "table": "1" if self.table else "",
            "page": page,
            "lang": self.lang,
        }
        return "/?" + urlencode({name: value for name, value in chosen.items() if value})

    def to(self, **changes: object) -> str:
        """The address of this view with `changes`."""
        return replace(self, **changes).address  # type: ignore[arg-type]  # fields of a view, from templates

    def page_of(self, release: int, turn: int, pages: int) -> int:
        """Which of so many pages of a figure to show, from 0."""
        if self.page and self.of == release:
            return min(self.page, pages) - 1
        return turn % pages


def view_of(request: Request) -> View:
    """What the address asks for; what is not known is passed over."""
    asked = request.query_params
    tag = asked.get("lang", "")
    of, page = _numbers(asked.get("page", ""))
    return View(
        _LOOKS.get(asked.get("look", ""), ""),
        _SHOWS.get(asked.get("show", ""), ""),
        asked.get("table") == "1",
        of,
        page,
        # Every tag that is looked up is remembered: the memory is not for made-up ones.
        tag if len(tag) <= _LONGEST_TAG else "",
    )


def _numbers(typed: str) -> tuple[int, int]:
    of, _, page = typed.partition(".")
    if len(typed) <= _LONGEST_PAGE and of.isdecimal() and page.isdecimal():
        return int(of), int(page)
    return 0, 0
