"""The socket, the server and the laptop's own addresses."""

from __future__ import annotations

import logging
import signal
import socket

import pytest
from starlette.responses import PlainTextResponse

from tests.web.wire import Wire
from workshop.domain.errors import WorkshopError
from workshop.web import bind, serving


def test_any_port_is_a_free_one() -> None:
    with bind("127.0.0.1", 0) as sock:
        host, port = sock.getsockname()
        assert host == "127.0.0.1"
        assert port > 0
        with socket.create_connection((host, port)):
            pass


def test_a_taken_port_is_told_in_one_sentence_with_the_mend() -> None:
    with bind("127.0.0.1", 0) as sock:
        port = sock.getsockname()[1]
        with pytest.raises(WorkshopError, match=rf"Port {port} is taken.*--port"):
            bind("127.0.0.1", port)


@pytest.mark.parametrize("host", ["203.0.113.9", "no such host", "a" * 300, "::ffff:zz"])
def test_an_address_that_is_not_ours_is_told_in_one_sentence(host: str) -> None:
    with pytest.raises(WorkshopError, match=r"This laptop has no address .*--host"):
        bind(host, 0)


def test_a_port_that_cannot_be_is_told_in_one_sentence() -> None:
    with pytest.raises(WorkshopError, match="There is no port 70000"):
        bind("127.0.0.1", 70000)


def test_a_port_that_is_not_allowed_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(WorkshopError, match="does not let you use port 80"):
        bind("127.0.0.1", 80)


async def test_serving_ends_with_its_block_and_touches_neither_signals_nor_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    handlers = logging.getLogger().handlers[:]
    sock = bind("127.0.0.1", 0)
    wire = Wire(*sock.getsockname())
    async with serving(PlainTextResponse("here"), sock):
        assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
        assert (await wire.ask()).body == b"here"
    assert sock.fileno() == -1
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((wire.host, wire.port))
    assert logging.getLogger().handlers == handlers
    assert capfd.readouterr() == ("", "")


async def test_what_goes_wrong_inside_ends_the_block_and_still_closes() -> None:
    sock = bind("127.0.0.1", 0)
    with pytest.raises(KeyError):
        async with serving(PlainTextResponse("here"), sock):
            raise KeyError
    assert sock.fileno() == -1
