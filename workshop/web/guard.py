"""What stands in front of every page: what it lets in, and the headers that everything leaves with.

host, method, pace -> body (type, size, time, fields) -> origin or proof -> the page -> our headers
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .headers import guarded_headers
from .pace import Pace

Hosts = Callable[[], frozenset[str]] | frozenset[str]
"""Every value of the Host header that is ours, as "192.168.1.20:8000"; a function where it may change."""
Fields = Mapping[str, Sequence[str]]
Refusal = Callable[[int, str], Response]
"""The page for a status, in the language of a tag."""

LARGEST_BODY = 64 * 1024
MOST_FIELDS = 400
BODY_SECONDS = 15.0
# Read on and thrown away, so that a phone hears why; whoever sends more is cut off.
_HEARD_OUT = 1024 * 1024
_FORM = "application/x-www-form-urlencoded"
_FIELDS = "workshop.fields"


class Refused(Exception):
    """A request that goes no further."""

    def __init__(self, status: int, *, close: bool = False) -> None:
        super().__init__(status)
        self.status = status
        self.close = close


def sent_fields(request: Request) -> Fields:
    """The fields of the form that was sent; the guard has read and counted them."""
    fields: Fields = request.scope.get(_FIELDS, {})
    return fields


class Guard:
    """Wraps an app. `proven` tells whether fields carry a mark of ours, for a POST without an Origin."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: Hosts,
        refusal: Refusal,
        *,
        methods: frozenset[str] = frozenset({"GET", "HEAD", "POST"}),
        proven: Callable[[Fields], bool] = lambda fields: False,
        pace: Pace | None = None,
        body_seconds: float = BODY_SECONDS,
        full_screen: bool = False,
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._refusal = refusal
        self._methods = methods
        self._proven = proven
        self._pace = pace or Pace()
        self._body_seconds = body_seconds
        self._full_screen = full_screen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        answer = _Answer(send, full_screen=self._full_screen)
        try:
            await self._admit(scope, receive)
            await self._app(scope, receive, answer)
        except Refused as refused:
            answer.close = refused.close
            await self._refusal(refused.status, _language(scope))(scope, receive, answer)
        except Exception:
            # Nothing is logged, and nobody's screen shows how it happened.
            if not answer.begun:
                await self._refusal(500, _language(scope))(scope, receive, answer)

    async def _admit(self, scope: Scope, receive: Receive) -> None:
        host = _only(scope, b"host")
        hosts = self._hosts() if callable(self._hosts) else self._hosts
        if host is None:
            raise Refused(400)
        if host.lower() not in hosts:
            raise Refused(421)
        client = scope.get("client")
        if not self._pace.admits(client[0] if client else ""):
            raise Refused(429)
        if scope["method"] not in self._methods:
            raise Refused(405)
        if scope["method"] == "POST":
            await self._read(scope, receive, host)

    async def _read(self, scope: Scope, receive: Receive, host: str) -> None:
        origins = _all(scope, b"origin")
        if origins and origins != [f"http://{host}"]:
            raise Refused(403)
        if (_only(scope, b"content-type") or "").partition(";")[0].strip().lower() != _FORM:
            raise Refused(415)
        body = await self._body(receive)
        try:
            pairs = parse_qsl(
                body.decode("utf-8", "replace"),
                keep_blank_values=True,
                errors="replace",
                max_num_fields=MOST_FIELDS,
            )
        except ValueError:
            raise Refused(413) from None
        fields: dict[str, list[str]] = {}
        for name, value in pairs:
            fields.setdefault(name, []).append(value)
        if not origins and not self._proven(fields):
            raise Refused(403)
        scope[_FIELDS] = fields

    async def _body(self, receive: Receive) -> bytes:
        """The whole body, counted as it comes: no header is believed."""
        body = bytearray()
        heard = 0
        try:
            async with asyncio.timeout(self._body_seconds):
                more = True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise Refused(400, close=True)
                    piece: bytes = message.get("body", b"")
                    more = message.get("more_body", False)
                    heard += len(piece)
                    if heard <= LARGEST_BODY:
                        body += piece
                    elif heard > _HEARD_OUT:
                        raise Refused(413, close=True)
        except TimeoutError:
            raise Refused(408, close=True) from None
        if heard > LARGEST_BODY:
            raise Refused(413)
        return bytes(body)


class _Answer:
    """Passes an answer on with our headers."""

    def __init__(self, send: Send, *, full_screen: bool) -> None:
        self._send = send
        self._full_screen = full_screen
        self.begun = False
        self.close = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = guarded_headers(list(message.get("headers", ())), full_screen=self._full_screen)
            if self.close:
                headers.append((b"connection", b"close"))
            message = {**message, "headers": headers}
        await self._send(message)


def _all(scope: Scope, name: bytes) -> list[str]:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    return [value.decode("latin-1") for header, value in headers if header == name]


def _only(scope: Scope, name: bytes) -> str | None:
    values = _all(scope, name)
    return values[0] if len(values) == 1 else None


def _language(scope: Mapping[str, Any]) -> str:
    query: bytes = scope.get("query_string", b"")
    return parse_qs(query.decode("latin-1"), max_num_fields=None).get("lang", [""])[0]
