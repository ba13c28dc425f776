"""The logbook: what the facilitator did, sealed and appended in a file of its own.

It works while locked, and since it never dates a response, it tells nothing about anyone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from workshop.vault.atomic import write_atomically
from workshop.vault.records import RecordFile, mend, record, scan_file
from workshop.vault.sealing import seal

NAME = "log"


class Logbook:
    """The file `log` in a folder.

    Raises (on opening):
        NoRoom: a torn tail cannot be cut off.
    """

    torn: int
    """Bytes cut off at opening: an event that a crash interrupted."""

    def __init__(self, folder: Path, public_key: bytes) -> None:
        self._path = folder / NAME
        self._public_key = public_key
        self._file = RecordFile(self._path)
        self._turn = threading.Lock()
        found = mend(self._path)
        self.torn = found.size - found.end

    def append(self, plain: bytes) -> None:
        """Keep an event; it is durable on return.

        Raises:
            NoRoom: it was not kept; a later one tries again.
        """
        with self._turn:
            self._file.append([seal(plain, self._public_key)])

    def sealed(self) -> list[bytes]:
        """Every sealed event, in order."""
        with self._turn:
            return list(scan_file(self._path).blobs)

    def rewrite(self, plains: Iterable[bytes]) -> None:
        """Put these events in place of all so far: at every moment one of the two logbooks is whole.

        Raises:
            NoRoom: it is as it was.
        """
        with self._turn:
            self._file.close()
            write_atomically(self._path, b"".join(record(seal(one, self._public_key)) for one in plains))

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._file.close()
