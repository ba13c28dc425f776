"""A real console in a real terminal: `workshop run` on a pseudo-terminal, keys in, frames out."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock, and how many of them were spent waiting for a core that others had."""

    seconds: float
    queued: float

    @property
    def own(self) -> float:
        """What a machine takes that has nothing else to do."""
        return max(0.0, self.seconds - self.queued)


class Terminal:
    """Of `columns` by `lines`; what the console writes is read as a terminal would read it."""

    def __init__(self, folder: Path, passphrase_file: Path, port: int, columns: int, lines: int) -> None:
        self._end, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        where = ("--host", "127.0.0.1", "--port", str(port), "--passphrase-file", str(passphrase_file))
        self.process = subprocess.Popen(
            (sys.executable, "-m", "workshop", "run", str(folder), *where),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "LINES": str(lines),
                "COLUMNS": str(columns),
            },
        )
        os.close(theirs)

    def press(self, key: bytes, mark: str) -> Taken:
        """How long from the key to the frame that holds `mark`."""
        self.drain()
        began, queued = time.perf_counter(), self._queued()
        os.write(self._end, key)
        self.until(mark)
        return Taken(time.perf_counter() - began, self._queued() - queued)

    def _queued(self) -> float:
        """Seconds for which the console's own thread and we stood in the queue for a core; Linux says so."""
        seconds = 0.0
        for process in (self.process.pid, os.getpid()):
            with contextlib.suppress(OSError):
                times = Path(f"/proc/{process}/task/{process}/schedstat").read_text(encoding="ascii").split()
                seconds += int(times[1]) / 1e9
        return seconds

    def until(self, mark: str) -> None:
        """Reads until `mark` was written. Raises TimeoutError."""
        wanted, written = mark.encode(), b""
        ends = time.monotonic() + PATIENCE
        while wanted not in written:
            ready, _, _ = select.select([self._end], [], [], max(0.0, ends - time.monotonic()))
            if not ready:
                raise TimeoutError(f"{mark!r} was not written")
            written += os.read(self._end, 65536)

    def drain(self, quiet: float = 0.0) -> None:
        """Reads what was written so far, until nothing comes for `quiet` seconds."""
        while select.select([self._end], [], [], quiet)[0]:
            os.read(self._end, 65536)

    def rest(self, seconds: float) -> None:
        """Reads for a while, as a terminal does while nobody presses a key."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            if select.select([self._end], [], [], left)[0]:
                os.read(self._end, 65536)

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(OSError):
            while os.read(self._end, 65536):
                pass
        os.close(self._end)
        self.process.wait(timeout=PATIENCE)
