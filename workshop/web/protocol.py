"""One connection: uvicorn's, but it waits for no slow header, and answers what it cannot read as we do."""

from __future__ import annotations

import asyncio
from collections import Counter

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .headers import guarded_headers

HEADER_SECONDS = 10.0
LARGEST_HEADER = 16 * 1024
MOST_CONNECTIONS = 512
"""From one address: a whole room may share it, and the laptop has some 1,000 to give."""


class Connection(HttpToolsProtocol):
    """Closes itself where the headers of a request take too long or too much room."""

    _header_clock: asyncio.TimerHandle | None = None
    _header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent
        super().connection_made(transport)
        others = (other.client for other in self.connections if isinstance(other, Connection))
        addresses = Counter(client[0] for client in others if client)
        if self.client and addresses[self.client[0]] > MOST_CONNECTIONS:
            transport.abort()
            return
        self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._header_clock is not None:
            self._header_bytes += len(data)
        try:
            super().data_received(data)
        except Exception:
            self.transport.abort()
        if self._header_clock is not None and self._header_bytes > LARGEST_HEADER:
            self.send_400_response("")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._header_clock is None:
            self._await_headers()

    def on_headers_complete(self) -> None:
        self._stop_clock()
        if not self.url.startswith(b"/") or sum(map(len, self._header_pieces())) > LARGEST_HEADER:
            raise ValueError("a proxy's request, or one with too much in front")
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """What no guard can see, since no request came of it, leaves with the guard's headers."""
        self._stop_clock()
        lines = [b"HTTP/1.1 400 Bad Request"]
        lines += [name + b": " + value for name, value in guarded_headers([(b"content-length", b"0")])]
        self.transport.write(b"\r\n".join([*lines, b"connection: close", b"", b""]))
        self.transport.close()

    def _header_pieces(self) -> list[bytes]:
        return [self.url, *(piece for header in self.headers for piece in header)]

    def _await_headers(self) -> None:
        self._header_bytes = 0
        self._header_clock = self.loop.call_later(HEADER_SECONDS, self._give_up)

    def _give_up(self) -> None:
        self._header_clock = None
        self.transport.abort()

    def _stop_clock(self) -> None:
        if self._header_clock is not None:
            self._header_clock.cancel()
            self._header_clock = None
