"""The application that the loopback listener serves to the projector: reading only."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

from workshop.domain.joining import Joining
from workshop.export.codes import qr_svg, wifi_text
from workshop.export.days import day_in_words
from workshop.room import Room
from workshop.web.guard import Guard, Hosts
from workshop.web.pages import Pages
from workshop.web.site import READ, Page, Site, file
from workshop.wording import Wording, languages, wording

from .figures import Drawn, draw_figure
from .released import Released, Standing
from .scene import Scene, scene
from .tools import tools
from .view import View, view_of

MANY_QUESTIONS = 5
"""More than these take the whole width."""


class Wall:
    def __init__(
        self,
        room: Room,
        joining: Callable[[], Joining],
        words: Wording,
        choose_words: Callable[[str], Wording],
        pages: Pages,
    ) -> None:
        self._room = room
        self._joining = joining
        self._words = words
        self._choose_words = choose_words
        self._pages = pages
        self._released = Released(room)
        # A hash, since a scene holds what people wrote, and a locked room must not.
        self._last = 0
        # Another beginning with every run: a page from before a restart must not take the first for its own.
        self._version = secrets.randbelow(2**40)

    async def page(self, request: Request) -> Response:
        now, view = self._scene(), view_of(request)
        words = self._in_words(view.lang)
        stage = _stage(now, view)
        standing = now.agreed if stage == "agreement" and view.show else now.shown
        figure = None
        if standing and stage in ("figure", "agreement"):
            figure = self._figure(standing, view, words, agreed=stage == "agreement")
        wifi = now.joining.wifi
        return self._pages.page(
            "wall/wall.html",
            words,
            now=now,
            view=view,
            stage=stage,
            layout=_layout(stage, now, figure),
            version=self._version,
            figure=figure,
            tools=tools(now, view, words, languages(), figure),
            day=lambda on: day_in_words(on, words),
            joining_code=_code(now.joining.address),
            wifi_code=_code(wifi_text(wifi)) if wifi else "",
        )

    async def version(self, request: Request) -> Response:
        """A number that grows when the page would look different."""
        self._scene()
        return PlainTextResponse(str(self._version))

    def _figure(self, standing: Standing, view: View, words: Wording, *, agreed: bool) -> Drawn:
        return draw_figure(
            self._pages,
            standing.shown,
            words,
            agreed=agreed,
            table=view.table,
            release=standing.number,
            choose_page=lambda pages: view.page_of(standing.number, standing.turn, pages),
        )

    def _in_words(self, tag: str) -> Wording:
        chosen = self._choose_words(tag) if tag else self._words
        return chosen if chosen.language.id == tag else self._words

    def _scene(self) -> Scene:
        now = scene(self._room, self._released, self._joining())
        if hash(now) != self._last:
            self._last = hash(now)
            self._version += 1
        return now


def wall_app(
    room: Room,
    joining: Callable[[], Joining],
    words: Wording,
    hosts: Hosts,
    *,
    choose_words: Callable[[str], Wording] = wording,
) -> ASGIApp:
    """The wall of `room`, answered to requests for one of `hosts` (values of the Host header).

    It speaks in `words`, unless its address asks for another language.
    """
    pages = Pages()
    wall = Wall(room, joining, words, choose_words, pages)
    site = Site(
        {
            "/": Page(wall.page),
            "/v": Page(wall.version),
            "/s.css": file("wall.css", "text/css; charset=utf-8"),
            "/s.js": file("wall.js", "text/javascript; charset=utf-8"),
            "/icon.svg": file("icon.svg", "image/svg+xml"),
        }
    )
    return Guard(
        site, hosts, lambda status, language: pages.refusal(status, words), methods=READ, full_screen=True
    )


def _stage(now: Scene, view: View) -> str:
    """What stands there: what the console is at, unless somebody at the wall holds something else."""
    if now.test_picture:
        return "test"
    if view.show == "join":
        return "join"
    if view.show == "agreement" and now.agreed:
        return "agreement"
    return now.stage


def _layout(stage: str, now: Scene, figure: Drawn | None) -> str:
    """Where the way in stands: large in the middle, beside what is shown, or in the line above it."""
    if stage in ("test", "join"):
        return stage
    much = (
        figure.density == "many" if figure else stage == "asked" and now.asked[0].questions > MANY_QUESTIONS
    )
    return "wide" if much else "staged"


def _code(text: str) -> Markup:
    return Markup(qr_svg(text))
