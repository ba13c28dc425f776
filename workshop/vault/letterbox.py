"""The letterbox: everything that phones send is durable here before anyone is told "saved".

    drop ─┐
    drop ─┼─> queue ─> writer thread: seal, append, one fsync ─> every drop returns
    drop ─┘                              letters-0001, letters-0002, ...

Writing needs the public key only, so it goes on while the vault is locked.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from workshop.vault.atomic import no_room, settle_folder
from workshop.vault.errors import NoRoom
from workshop.vault.records import RecordFile, mend, scan_file
from workshop.vault.sealing import seal

PREFIX = "letters-"
MOST_AT_ONCE = 4096
"""Letters in one group: bounds how long the first of them waits for the last."""


def segments(folder: Path) -> list[Path]:
    """The letterbox's files in a folder, oldest first."""
    return sorted(folder.glob(f"{PREFIX}[0-9]*"), key=_number)


def segment_mark(blobs: Sequence[bytes]) -> str:
    """What tells one segment from every other, for ever: sealed boxes never repeat."""
    return blake2b(b"".join(blobs), digest_size=16).hexdigest()


@dataclass(slots=True)
class _Drop:
    plain: bytes
    done: asyncio.Future[None]


class Letterbox:
    """Append-only segments of sealed letters in a folder.

    Raises (on opening):
        NoRoom: a torn tail cannot be cut off.
    """

    torn: int
    """Bytes cut off at opening: a letter that a crash interrupted, which nobody was told was saved."""
    damaged: int
    """Bytes found damaged between whole letters at opening, and stepped over."""

    def __init__(self, folder: Path, public_key: bytes) -> None:
        self._folder = folder
        self._public_key = public_key
        self._counts: dict[Path, int] = {}
        self.torn = self.damaged = 0
        for path in segments(folder):
            found = mend(path)
            self._counts[path] = len(found.blobs)
            self.torn += found.size - found.end
            self.damaged += found.skipped
        # Never a number that was used before: an old segment must not be taken for a new one.
        self._number = max(map(_number, self._counts), default=0)
        self._file: RecordFile | None = None
        self._writing = threading.Lock()
        self._entering = threading.Lock()
        self._closed = False
        self._queue: queue.SimpleQueue[_Drop | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="letterbox", daemon=True)
        self._writer.start()

    async def drop(self, plain: bytes) -> None:
        """Keep a letter; it is durable on return.

        Raises:
            NoRoom: it was not kept; a later drop tries again.
            RuntimeError: the letterbox is closed.
        """
        done = asyncio.get_running_loop().create_future()
        with self._entering:
            if self._closed:
                raise RuntimeError("the letterbox is closed")
            self._queue.put(_Drop(plain, done))
        await done

    @property
    def pending(self) -> int:
        """Letters in all segments not removed yet."""
        return sum(tuple(self._counts.values()))

    def rotate(self) -> list[Path]:
        """Start a new segment and return the closed ones, oldest first; waits for a running group."""
        with self._writing:
            self._leave()
            return sorted(self._counts, key=_number)

    def sealed(self, paths: Sequence[Path]) -> list[bytes]:
        """The sealed letters of some segments, in order."""
        return [blob for path in paths for blob in scan_file(path).blobs]

    def remove(self, paths: Sequence[Path]) -> None:
        """Remove closed segments, durably: they do not come back after a crash.

        Raises:
            NoRoom: the disk refuses.
        """
        with self._writing:
            try:
                for path in paths:
                    path.unlink(missing_ok=True)
                    self._counts.pop(path, None)
                if paths:
                    settle_folder(self._folder)
            except OSError as error:
                raise no_room(error, self._folder) from error

    def close(self) -> None:
        """Finish what is queued and let go of the files; a second time does nothing."""
        with self._entering:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._writer.join()

    def _write(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first]
            last = False
            with contextlib.suppress(queue.Empty):
                while len(group) < MOST_AT_ONCE:
                    following = self._queue.get_nowait()
                    if following is None:
                        last = True
                        break
                    group.append(following)
            self._answer(group, self._keep(group))
            if last:
                break
        with self._writing:
            self._leave()

    def _keep(self, group: Sequence[_Drop]) -> Exception | None:
        try:
            blobs = [seal(letter.plain, self._public_key) for letter in group]
            with self._writing:
                if self._file is None:
                    self._number += 1
                    self._file = RecordFile(self._folder / f"{PREFIX}{self._number:04}")
                path = self._file.path
                try:
                    self._file.append(blobs)
                except NoRoom:
                    # What was written before the failure stays in its segment; go on in another.
                    self._leave()
                    if path not in self._counts:
                        with contextlib.suppress(OSError):
                            path.unlink(missing_ok=True)
                    raise
                self._counts[path] = self._counts.get(path, 0) + len(blobs)
        except Exception as error:
            # Whatever it was, the phones that wait are told that nothing was kept.
            return error
        return None

    def _leave(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    @staticmethod
    def _answer(group: Sequence[_Drop], error: Exception | None) -> None:
        loops = {letter.done.get_loop() for letter in group}
        for loop in loops:
            waiting = [letter.done for letter in group if letter.done.get_loop() is loop]
            # A loop that is closed has nobody left to tell.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(_settle_all, waiting, error)


def _settle_all(waiting: Sequence[asyncio.Future[None]], error: Exception | None) -> None:
    for done in waiting:
        if done.done():
            continue
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)


def _number(path: Path) -> int:
    digits = path.name.removeprefix(PREFIX)
    return int(digits) if digits.isdecimal() else 0
