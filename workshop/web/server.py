"""The server: a socket of our own, served for as long as a block runs, without a word on the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import logging
import socket
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from workshop.domain.errors import WorkshopError

from .protocol import Connection

KEEP_ALIVE_SECONDS = 5
# Nothing is logged: above every level there is.
_SILENT = logging.CRITICAL + 1
_ROUTES = Path("/proc/net/route")
# Addresses beyond which a laptop or a phone commonly spans a network of its own.
_NEAR = ("192.168.1.1", "192.168.0.1", "10.42.0.2", "192.168.137.2", "192.168.2.2", "172.20.10.2")
# Reserved for documentation: nothing is sent there, but the way to it is the way to everywhere.
_FAR = "192.0.2.1"
_PRIVATE = tuple(map(ipaddress.IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
_VIRTUAL = ("docker", "br-", "veth", "virbr", "tun", "tap", "wg", "lxc", "podman", "vmnet")


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


def addresses() -> tuple[str, ...]:
    """The laptop's own IPv4 addresses that phones could reach, the likeliest first; no packet is sent."""
    found: dict[str, bool] = {}
    for target, virtual in _targets():
        own = _own_address(target)
        if own is not None:
            found[own] = found.get(own, True) and virtual
    return tuple(sorted(found, key=lambda own: (not _is_private(own), found[own])))


def _is_private(own: str) -> bool:
    address = ipaddress.IPv4Address(own)
    return any(address in network for network in _PRIVATE)


def _targets() -> Iterator[tuple[str, bool]]:
    """Addresses to look towards, and whether what leads there is no real network."""
    yield _FAR, False
    for name, address in _routed_networks():
        yield address, name.startswith(_VIRTUAL)
    for address in _NEAR:
        yield address, False


def _routed_networks() -> Iterator[tuple[str, str]]:
    """Each interface of Linux with the first address of a network that it leads to."""
    try:
        lines = _ROUTES.read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return
    for line in lines:
        name, destination = line.split()[:2]
        network = int.from_bytes(bytes.fromhex(destination), "little")
        if network:
            yield name, str(ipaddress.IPv4Address(network + 1))


def _own_address(target: str) -> str | None:
    """Our address on the way to `target`; connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect((target, 9))
        except OSError:
            return None
        own: str = sock.getsockname()[0]
    address = ipaddress.IPv4Address(own)
    return None if address.is_loopback or address.is_link_local or address.is_unspecified else own
