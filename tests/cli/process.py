"""A program under test, run as its users run it: its own process, its own terminal or none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

WORKSHOP = (sys.executable, "-m", "workshop")


def run(
    *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """One command to its end, without a terminal."""
    return subprocess.run(
        [*WORKSHOP, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        timeout=120,
    )


class Served:
    """`workshop serve`, until it is stopped or killed."""

    def __init__(self, folder: Path, passphrase_file: Path, *forms: str, **environment: str) -> None:
        opened = [part for form in forms for part in ("--open", form)]
        command = [*WORKSHOP, "serve", str(folder), "--host", "127.0.0.1", "--port", "0", *opened]
        self.process = subprocess.Popen(
            [*command, "--passphrase-file", str(passphrase_file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("ready "), line + (self.process.stderr.read() if self.process.stderr else "")
        self.address = line.removeprefix("ready ").strip()

    def kill(self) -> None:
        """As if the power failed."""
        self.process.send_signal(signal.SIGKILL)
        self._done()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self._done()

    def _done(self) -> int:
        status = self.process.wait(timeout=30)
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()
        return status
