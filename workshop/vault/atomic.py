"""Replaces a file so that at every moment one whole generation of it is on the disk."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from pathlib import Path

from workshop.vault import posix
from workshop.vault.errors import NoRoom
from workshop.wording import mark

_DAY = 86_400
_FULL = mark(
    "There is no room left on the disk that holds {folder}. Free some space, then go on: nothing is lost."
)
_SHUT = mark("{folder} cannot be written to. Please check the disk and its permissions, then go on.")
_SHUT_ERRORS = {errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}


def no_room(error: OSError, folder: Path) -> NoRoom:
    """The sentence for a failed write in `folder`."""
    return NoRoom(_SHUT if error.errno in _SHUT_ERRORS else _FULL, folder)


def settle(path: Path) -> None:
    """Set a file's or folder's times to midnight UTC of today, so that they tell the day and no more."""
    midnight = time.time() // _DAY * _DAY
    with contextlib.suppress(OSError):
        os.utime(path, (midnight, midnight))


def settle_folder(folder: Path) -> None:
    """Make names in `folder` durable, and its times as vague as those of its files.

    Raises:
        OSError: the disk refuses.
    """
    settle(folder)
    posix.sync_folder(folder)


def read_quietly(path: Path) -> bytes:
    """A file's bytes, without leaving the time of reading behind.

    Raises:
        OSError: it cannot be read.
    """
    data = path.read_bytes()
    settle(path)
    return data


def write_atomically(path: Path, data: bytes, *, keep_as: Path | None = None) -> None:
    """Replace `path` by `data`, durable on return, mode 0600, times at midnight UTC.

    Args:
        path: the file; its folder exists.
        data: all of its new bytes.
        keep_as: a name in the same folder under which the generation so far stays.

    Raises:
        NoRoom: nothing could be written; `path` is as it was.
    """
    fresh = path.with_name(f"{path.name}.new")
    try:
        _write(fresh, data)
        if keep_as is not None and path.exists():
            _keep(path, keep_as)
        fresh.replace(path)
        settle_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise no_room(error, path.parent) from error


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, however small the pieces the system takes.

    Raises:
        OSError: the disk refuses; part of `data` may have been written.
    """
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        write_all(descriptor, data)
        settle(path)
        posix.sync_file(descriptor)
    finally:
        os.close(descriptor)


def _keep(path: Path, keep_as: Path) -> None:
    link = keep_as.with_name(f"{keep_as.name}.new")
    link.unlink(missing_ok=True)
    try:
        os.link(path, link)
    except (OSError, NotImplementedError):
        # A memory card's file system has no hard links; then there is a moment with only `keep_as`.
        path.replace(keep_as)
        return
    link.replace(keep_as)
    # Renaming one name of a file onto another of its names leaves both in place.
    link.unlink(missing_ok=True)
