"""The vault's folder: who may write in it, how it begins, and how it is wiped.

header.a header.b   lock   letters-0001 ...   log   pulse   book book.previous   aside
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from workshop.vault import posix
from workshop.vault.atomic import no_room, settle, settle_folder, write_all
from workshop.vault.errors import FolderNotEmpty, NotAVault, VaultInUse
from workshop.vault.header import COPIES
from workshop.vault.letterbox import segments
from workshop.vault.logbook import NAME as LOG
from workshop.vault.pulse import NAME as PULSE
from workshop.vault.storage import NAME as BOOK
from workshop.vault.storage import PREVIOUS

LOCK = "lock"
ASIDE = "aside"
"""Letters that would not open or that this version cannot read: kept sealed, never thrown away."""
_NAMES = (*COPIES, BOOK, PREVIOUS, LOG, PULSE, ASIDE, LOCK)


def take_lock(folder: Path) -> int:
    """Become the one writer of a folder; returns the descriptor whose closing gives that up.

    Raises:
        VaultInUse: another is.
        NoRoom: the folder cannot be written to.
    """
    path = folder / LOCK
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        settle(path)
        settle(folder)
    except OSError as error:
        raise no_room(error, folder) from error
    try:
        posix.take_lock(descriptor)
    except OSError as error:
        os.close(descriptor)
        raise VaultInUse(folder) from error
    return descriptor


@contextlib.contextmanager
def left_alone(folder: Path) -> Iterator[None]:
    """Nobody writes in a folder until the block ends, and nothing in it is changed.

    Raises:
        VaultInUse: somebody writes there now.
    """
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        # Nobody ever wrote here, or nobody can.
        yield
        return
    try:
        try:
            posix.take_lock(descriptor)
        except OSError as error:
            raise VaultInUse(folder) from error
        yield
    finally:
        os.close(descriptor)


def take_new_folder(folder: Path) -> int:
    """Make a folder for a vault, mode 0700, and become its one writer.

    Raises:
        FolderNotEmpty: it holds something already.
        VaultInUse, NoRoom
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(path.name != LOCK for path in folder.iterdir()):
            raise FolderNotEmpty(folder)
        folder.chmod(0o700)
        posix.sync_folder(folder.parent)
    except FileExistsError as error:
        raise FolderNotEmpty(folder) from error
    except OSError as error:
        raise no_room(error, folder) from error
    return take_lock(folder)


def discard(folder: Path) -> None:
    """Remove what an interrupted beginning left behind, so that it can be tried again."""
    with contextlib.suppress(OSError):
        for path in _ours(folder):
            path.unlink(missing_ok=True)


def remove_remains(folder: Path) -> None:
    """Unlink what may hold answers beside the book: letters put aside, and what a crash left unfinished.

    Raises:
        NoRoom: the disk refuses.
    """
    try:
        for name in (ASIDE, f"{BOOK}.new", f"{PREVIOUS}.new", f"{LOG}.new"):
            (folder / name).unlink(missing_ok=True)
        settle_folder(folder)
    except OSError as error:
        raise no_room(error, folder) from error


def wipe(folder: Path) -> None:
    """Destroy every copy of the header, then unlink the rest of the vault, and the folder if that empties it.

    Without a header nothing sealed can be opened, passphrase or not. A header is overwritten once: on an SSD
    that is likely to destroy it, not certain, and more passes would not change that.

    Raises:
        NotAVault: nothing of a vault is there.
        VaultInUse: it is open somewhere.
        NoRoom: the disk refuses.
    """
    if not _ours(folder):
        raise NotAVault(folder)
    lock = take_lock(folder)
    try:
        for path in _ours(folder):
            if path.name.startswith(COPIES):
                _overwrite(path)
                path.unlink()
        posix.sync_folder(folder)
        for path in _ours(folder):
            path.unlink(missing_ok=True)
        settle_folder(folder)
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise no_room(error, folder) from error
    finally:
        os.close(lock)


def _ours(folder: Path) -> list[Path]:
    named = (folder / f"{name}{ending}" for name in _NAMES for ending in ("", ".new"))
    return [*(path for path in named if path.exists()), *segments(folder)]


def _overwrite(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        write_all(descriptor, os.urandom(os.fstat(descriptor).st_size))
        posix.sync_file(descriptor)
    finally:
        os.close(descriptor)
