"""The append-only file that letterbox and logbook share: sealed records, one fsync for many.

    record   version (1 byte) + length (4 bytes, big-endian) + sealed blob + BLAKE2b of all that (4 bytes)

A tail that no record begins any more was torn by a crash before anyone was told "saved": it is cut off.
Damage with whole records behind it is stepped over, since those records were acknowledged.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from workshop.vault import posix
from workshop.vault.atomic import no_room, read_quietly, settle, settle_folder, write_all

VERSION = 0xA1
_LENGTH = 4
_HEAD = 1 + _LENGTH
_CHECK = 4


@dataclass(frozen=True, slots=True)
class Scan:
    """What a file of records holds.

    `blobs` are the sealed blobs in order; `end` is where the last whole record ends and `size` how long the
    file is, in bytes, so that `size - end` are torn; `skipped` counts damaged bytes before `end`.
    """

    blobs: tuple[bytes, ...]
    end: int
    size: int
    skipped: int


def record(blob: bytes) -> bytes:
    """A sealed blob as one record."""
    body = bytes((VERSION,)) + len(blob).to_bytes(_LENGTH, "big") + blob
    return body + _check(body)


def scan(data: bytes) -> Scan:
    """Read every whole record of a file's bytes; never fails."""
    blobs: list[bytes] = []
    at = end = skipped = 0
    while at < len(data):
        blob = _blob_at(data, at)
        if blob is None:
            # Look for the next record behind the damage.
            at = data.find(VERSION, at + 1)
            if at < 0:
                break
            continue
        skipped += at - end
        at = end = at + _HEAD + len(blob) + _CHECK
        blobs.append(blob)
    return Scan(tuple(blobs), end, len(data), skipped)


def scan_file(path: Path) -> Scan:
    """Read every whole record of a file; one that is not there holds none.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        return scan(read_quietly(path))
    except FileNotFoundError:
        return scan(b"")


def mend(path: Path) -> Scan:
    """Read a file of records and cut a torn tail off it.

    Raises:
        NoRoom: the tail cannot be cut.
    """
    try:
        found = scan_file(path)
        if found.end < found.size:
            os.truncate(path, found.end)
            settle(path)
    except OSError as error:
        raise no_room(error, path.parent) from error
    return found


class RecordFile:
    """One open file of records; not for two threads at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None
        self._end = 0

    def append(self, blobs: Sequence[bytes]) -> None:
        """Add records with one fsync for all; durable on return.

        Raises:
            NoRoom: none of them was kept, and the file ends where it ended before.
        """
        try:
            descriptor = self._open()
            write_all(descriptor, b"".join(record(blob) for blob in blobs))
            settle(self.path)
            posix.sync_file(descriptor)
            self._end = os.fstat(descriptor).st_size
        except OSError as error:
            self._cut_back()
            raise no_room(error, self.path.parent) from error

    def close(self) -> None:
        """Let go of the file; a later `append` opens it again."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        if self._descriptor is None:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            self._descriptor = os.open(self.path, flags, 0o600)
            self._end = os.fstat(self._descriptor).st_size
            # It may be new, and a file without a durable name is no file after a crash.
            settle(self.path)
            settle_folder(self.path.parent)
        return self._descriptor

    def _cut_back(self) -> None:
        # After a failed fsync the descriptor is not to be trusted any more (fsync reports a loss only once).
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self._end)
                posix.sync_file(self._descriptor)
            with contextlib.suppress(OSError):
                settle(self.path)
        self.close()


def _blob_at(data: bytes, at: int) -> bytes | None:
    if data[at] != VERSION:
        return None
    start = at + _HEAD
    stop = start + int.from_bytes(data[at + 1 : start], "big")
    if stop + _CHECK > len(data) or data[stop : stop + _CHECK] != _check(data[at:stop]):
        return None
    return data[start:stop]


def _check(body: bytes) -> bytes:
    return blake2b(body, digest_size=_CHECK).digest()
