"""Packs what goes out, for browsers that unpack it: the first page and a form come in one round trip.

Packing beside a secret can tell the secret to whoever sends text of their own along and measures lengths
(BREACH). Over plain http whoever measures lengths reads the page anyway; over a certificate of one's own that
would not be so. Therefore `plain` names the paths whose pages hold codes and plans: they leave as they are.
What is left holds no text of two people, and marks that are worth nothing to anyone outside the room.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEAST = 400
"""Bytes below which packing gains nothing."""
_PACKED = ("text/", "image/svg+xml")
_WRAPPED = 16
"""Added to zlib's window bits: the gzip format. Unlike the gzip module it writes no time of day."""


class Compressed:
    """Wraps an app whose answers come whole, in one piece."""

    def __init__(self, app: ASGIApp, plain: Collection[str] = ()) -> None:
        self._app = app
        self._plain = frozenset(plain)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {}

        async def pack(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            headers = dict(start["headers"])
            body: bytes = message.get("body", b"")
            if _is_text(headers) and len(body) >= LEAST:
                headers[b"vary"] = b"Accept-Encoding"
                if _unpacks(scope):
                    body = _packed(body)
                    headers[b"content-encoding"] = b"gzip"
                    headers[b"content-length"] = str(len(body)).encode()
            await send({**start, "headers": list(headers.items())})
            await send({**message, "body": body})

        await self._app(scope, receive, send if scope["path"] in self._plain else pack)


def _packed(body: bytes) -> bytes:
    packing = zlib.compressobj(6, wbits=zlib.MAX_WBITS + _WRAPPED)
    return packing.compress(body) + packing.flush()


def _is_text(headers: dict[bytes, bytes]) -> bool:
    return headers.get(b"content-type", b"").decode("latin-1").startswith(_PACKED)


def _unpacks(scope: Scope) -> bool:
    """Whether the browser says that it takes gzip, and does not give it the weight 0 (RFC 9110, 12.5.3)."""
    asked = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding")
    for one in asked.decode("latin-1").lower().split(","):
        coding, _, weight = one.partition(";")
        if coding.strip() == "gzip":
            return weight.replace(" ", "").removeprefix("q=").strip("0.") != "" or not weight
    return False
