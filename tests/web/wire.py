"""Speaks to a served application byte by byte."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from starlette.types import ASGIApp

from workshop.web import bind, serving

PATIENCE = 20
"""Seconds after which a test gives up, never a figure it asserts."""


@dataclass(frozen=True)
class Reply:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for found, value in self.headers if found == name), None)


@dataclass(frozen=True)
class Wire:
    host: str
    port: int

    @property
    def authority(self) -> str:
        return f"{self.host}:{self.port}"

    async def say(self, *pieces: bytes) -> bytes:
        """Everything that comes back until the other side closes."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            async with asyncio.timeout(PATIENCE):
                return await reader.read()
        except ConnectionError:
            return b""
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def ask(
        self,
        method: str = "GET",
        path: str = "/",
        headers: tuple[tuple[str, str], ...] | None = None,
        body: bytes = b"",
    ) -> Reply:
        """One request with exactly these headers, and what is answered."""
        if headers is None:
            headers = (("Host", self.authority),)
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        head = "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")
        return reply(await self.say(head + body))


def reply(answer: bytes) -> Reply:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = (line.partition(": ") for line in lines)
    return Reply(int(first.split()[1]), tuple((name, value) for name, _, value in headers), body)


@contextlib.asynccontextmanager
async def served(app: Callable[[frozenset[str]], ASGIApp]) -> AsyncIterator[Wire]:
    """Serves the app that `app` makes for its address on loopback."""
    sock = bind("127.0.0.1", 0)
    wire = Wire(*sock.getsockname())
    async with serving(app(frozenset({wire.authority})), sock):
        yield wire
