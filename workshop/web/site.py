"""Exact paths and what answers them; everything else is not here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from .guard import Refused

Endpoint = Callable[[Request], Awaitable[Response]]
READ = frozenset({"GET", "HEAD"})
READ_AND_SEND = READ | {"POST"}


@dataclass(frozen=True, slots=True)
class Page:
    """What answers one path, and to which methods."""

    answer: Endpoint
    methods: frozenset[str] = READ


class Site:
    """An app of a few pages, by their paths; it stands behind a guard."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = self._pages.get(scope["path"])
        if page is None:
            raise Refused(404)
        if scope["method"] not in page.methods:
            raise Refused(405)
        response = await page.answer(Request(scope))
        await response(scope, receive, send)


def file(name: str, media_type: str) -> Page:
    """A file that comes with the package, read once."""
    content = resources.files("workshop.web").joinpath("static", name).read_bytes()

    async def send(request: Request) -> Response:
        return Response(content, media_type=media_type)

    return Page(send)
