"""The application that the loopback listener serves to the projector: reading only."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

from workshop.domain.joining import Joining
from workshop.export.codes import qr_svg, wifi_text
from workshop.room import Room
from workshop.web.figures import draw_figure
from workshop.web.guard import Guard, Hosts
from workshop.web.pages import Pages
from workshop.web.site import READ, Page, Site, file
from workshop.wording import Wording

from .scene import Released, Scene, scene


class Wall:
    def __init__(self, room: Room, joining: Callable[[], Joining], words: Wording, pages: Pages) -> None:
        self._room = room
        self._joining = joining
        self._words = words
        self._pages = pages
        self._released = Released(room)
        # A hash, since a scene holds what people wrote, and a locked room must not.
        self._last = 0
        self._version = 0

    async def page(self, request: Request) -> Response:
        now = self._scene()
        wifi = now.joining.wifi
        return self._pages.page(
            "wall/wall.html",
            self._words,
            now=now,
            version=self._version,
            joining_code=_code(now.joining.address),
            wifi_code=_code(wifi_text(wifi)) if wifi else "",
            figures=[draw_figure(self._pages, shown, self._words) for shown in now.shown],
        )

    async def version(self, request: Request) -> Response:
        """A number that grows when the page would look different."""
        self._scene()
        return PlainTextResponse(str(self._version))

    def _scene(self) -> Scene:
        now = scene(self._room, self._released, self._joining())
        if hash(now) != self._last:
            self._last = hash(now)
            self._version += 1
        return now


def wall_app(room: Room, joining: Callable[[], Joining], words: Wording, hosts: Hosts) -> ASGIApp:
    """The wall of `room`, answered to requests for one of `hosts` (values of the Host header)."""
    pages = Pages()
    wall = Wall(room, joining, words, pages)
    site = Site(
        {
            "/": Page(wall.page),
            "/v": Page(wall.version),
            "/s.css": file("wall.css", "text/css; charset=utf-8"),
            "/s.js": file("wall.js", "text/javascript; charset=utf-8"),
            "/icon.svg": file("icon.svg", "image/svg+xml"),
        }
    )
    return Guard(site, hosts, lambda status, language: pages.refusal(status, words), methods=READ)


def _code(text: str) -> Markup:
    return Markup(qr_svg(text))
