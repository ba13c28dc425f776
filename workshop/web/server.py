"""The server: a socket of our own, served for as long as a block runs, without a word on the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import AsyncIterator, Generator

import uvicorn
from starlette.types import ASGIApp

from workshop.domain.errors import WorkshopError

from .protocol import Connection

KEEP_ALIVE_SECONDS = 5
# Nothing is logged: above every level there is.
_SILENT = logging.CRITICAL + 1


class BindError(WorkshopError):
    """The server cannot listen where it was told to."""


def bind(host: str, port: int) -> socket.socket:
    """A listening socket on `host` and `port`, 0 for any port. Raises BindError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Said to be TCP: only then asyncio sends small answers at once; else each waits some 40 ms.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(socket.SOMAXCONN)
    except (OSError, OverflowError, UnicodeError) as error:
        sock.close()
        raise _bind_error(error, host, port) from error
    return sock


def _bind_error(error: Exception, host: str, port: int) -> BindError:
    if isinstance(error, OverflowError):
        return BindError("There is no port {port}. Choose one from 1024 to 65535, or 0 for any.", port=port)
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.EADDRINUSE:
        return BindError(
            "Port {port} is taken. Close what uses it, or choose another with --port.", port=port
        )
    if code in (errno.EACCES, errno.EPERM):
        return BindError(
            "This system does not let you use port {port}. Choose one above 1023 with --port.", port=port
        )
    return BindError(
        "This laptop has no address {host}. Join the network first, or choose another with --host.", host=host
    )


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leaves signals to the program that owns the terminal."""
        yield


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, sock: socket.socket) -> AsyncIterator[None]:
    """Serves `app` on `sock` until the block ends, and closes the socket."""
    server = _Server(
        uvicorn.Config(
            app,
            http=Connection,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            log_level=_SILENT,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=1,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[sock]), name="web")
    while not server.started:
        if task.done():
            sock.close()
            task.result()
        await asyncio.sleep(0.005)
    try:
        yield
    finally:
        server.should_exit = True
        await task
