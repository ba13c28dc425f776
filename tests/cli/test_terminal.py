"""The real console in a real terminal: keys, a phone beside it, a power cut, and the same place again."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from workshop.demo.browser import Browser

from .process import WORKSHOP, run

LINES, COLUMNS = 40, 120
PATIENCE = 60
FORM = "arrival-and-consent"


class Terminal:
    """`workshop run` in a pseudo-terminal."""

    def __init__(self, folder: Path, passphrase_file: Path, port: int) -> None:
        self._end, theirs = pty.openpty()
        place = ["--host", "127.0.0.1", "--port", str(port), "--passphrase-file", str(passphrase_file)]
        self.process = subprocess.Popen(
            [*WORKSHOP, "run", str(folder), *place],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "LINES": str(LINES), "COLUMNS": str(COLUMNS)},
        )
        os.close(theirs)
        self.written = b""

    def until(self, words: str) -> None:
        """Reads what is painted until `words` have been written whole since the last time."""
        while words.encode() not in self.written:
            ready, _, _ = select.select([self._end], [], [], PATIENCE)
            assert ready, f"{words!r} did not appear"
            try:
                self.written += os.read(self._end, 65536)
            except OSError:
                pytest.fail(f"the console ended: {self.written[-2000:]!r}")
        self.written = b""

    def press(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def end(self, how: signal.Signals) -> tuple[int, bytes]:
        """Ends it; its exit status, and what it wrote last."""
        self.process.send_signal(how)
        rest = b""
        try:
            while piece := os.read(self._end, 65536):
                rest += piece
        except OSError:
            pass
        os.close(self._end)
        return self.process.wait(timeout=PATIENCE), rest


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answer(port: int) -> None:
    phone = Browser(f"http://127.0.0.1:{port}/")
    page = phone.get("/")
    page = phone.send(page, page.post_forms[0], page.post_forms[0].as_served())
    step = page.post_forms[0]
    saved = phone.send(page, step, [*step.as_served(), ("break-table", "tea")])
    assert saved.status == 200
    phone.close()


def test_killed_in_the_middle_it_comes_back_to_the_same_place(folder: Path, passphrase_file: Path) -> None:
    port = _free_port()
    console = Terminal(folder, passphrase_file, port)
    console.until("n begins the day")
    console.press("n")
    console.until("Before we begin")
    console.press("yyyyy")
    console.until("All five are there")
    console.press("\r")
    console.until("Who invites you")
    console.press("o")
    console.until("Open")
    for _ in range(5):
        _answer(port)
    console.end(signal.SIGKILL)

    again = Terminal(folder, passphrase_file, port)
    again.until("Who invites you")
    _answer(port)
    again.press("c")
    again.until("Closed")
    again.press("v")
    again.until("6 answers")
    status, rest = again.end(signal.SIGTERM)
    assert status == 0
    assert b"\x1b[?1049l" in rest, "the terminal gets its own screen back"
    assert b"Traceback" not in rest
    told = run("status", folder, "--json", "--passphrase-file", passphrase_file)
    report = json.loads(told.stdout)
    assert report["state"] == "running"
    assert report["responses"] == {FORM: 6}
    assert report["letterbox"] == 0
