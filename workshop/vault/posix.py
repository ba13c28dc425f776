"""Everything that only POSIX systems can do, each with a plain fallback elsewhere."""

from __future__ import annotations

import contextlib
import ctypes
import getpass
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

# From <linux/prctl.h> and <sys/mman.h>; Python names none of them.
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_MCL_CURRENT = 1
_MCL_FUTURE = 2
# Below this, locking future memory would make Argon2id's own allocation fail.
_ROOM_TO_LOCK = 2 * 1024**3

_ALTERNATE_SCREEN = "\x1b[?1049h\x1b[H"
_MAIN_SCREEN = "\x1b[?1049l"

if sys.platform == "win32":
    import msvcrt

    def sync_file(descriptor: int) -> None:
        """Return once the file is on the disk itself."""
        os.fsync(descriptor)

    def sync_folder(folder: Path) -> None:
        """Return once names made, changed or removed in `folder` are on the disk itself."""

    def take_lock(descriptor: int) -> None:
        """Take the one lock on an open file, or raise OSError at once when another holds it."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def harden() -> None:
        """Make this process hard to look into."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def lock_memory() -> None:
        """Ask the system never to swap this process out."""

    def ask_hidden(prompt: str) -> bytes:
        """One line from the terminal, unseen."""
        return getpass.getpass(prompt).encode()

    def ask_shown(shown: str, prompt: str) -> bytes:
        """Show a text, then one unseen line from the terminal."""
        return ask_hidden(f"{shown}\n\n{prompt}")

    @contextlib.contextmanager
    def kept_terminal(*, shows: bool) -> Iterator[None]:
        """Leave the terminal as it was found, whatever happens to a child that asks on it."""
        yield

else:
    import fcntl
    import resource
    import termios

    def sync_file(descriptor: int) -> None:
        """Return once the file is on the disk itself."""
        if sys.platform == "darwin":
            # There fsync stops at the drive's cache.
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def sync_folder(folder: Path) -> None:
        """Return once names made, changed or removed in `folder` are on the disk itself."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            sync_file(descriptor)
        finally:
            os.close(descriptor)

    def take_lock(descriptor: int) -> None:
        """Take the one lock on an open file, or raise OSError at once when another holds it."""
        # flock and not lockf: it also keeps two openings within one process apart.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def harden() -> None:
        """Make this process hard to look into: no core dump, no debugger, gone with its parent."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            with contextlib.suppress(OSError, AttributeError):
                libc = ctypes.CDLL(None)
                libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
                libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)

    def lock_memory() -> None:
        """Ask the system never to swap this process out; it may refuse."""
        if sys.platform != "linux":
            return
        _, most = resource.getrlimit(resource.RLIMIT_MEMLOCK)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_MEMLOCK, (most, most))
        ample = most == resource.RLIM_INFINITY or most >= _ROOM_TO_LOCK
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mlockall(_MCL_CURRENT | (_MCL_FUTURE if ample else 0))

    def ask_hidden(prompt: str) -> bytes:
        """One line from the terminal, unseen, without its end.

        Raises:
            OSError: there is no terminal.
            EOFError: the terminal went away.
        """
        descriptor = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
        try:
            before = termios.tcgetattr(descriptor)
            unseen = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, unseen)
            try:
                os.write(descriptor, prompt.encode())
                return _line(descriptor)
            finally:
                termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
                os.write(descriptor, b"\n")
        except termios.error as error:
            raise OSError("the terminal does not answer") from error
        finally:
            os.close(descriptor)

    def ask_shown(shown: str, prompt: str) -> bytes:
        """Show a text on a screen of its own, which leaves nothing to scroll back to, and ask there.

        Raises:
            OSError: there is no terminal.
            EOFError: the terminal went away.
        """
        _show(f"{_ALTERNATE_SCREEN}{shown}\n\n")
        try:
            return ask_hidden(prompt)
        finally:
            _show(_MAIN_SCREEN)

    def _show(text: str) -> None:
        descriptor = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY)
        try:
            os.write(descriptor, text.encode())
        finally:
            os.close(descriptor)

    def _line(descriptor: int) -> bytes:
        line = b""
        while not line.endswith(b"\n"):
            piece = os.read(descriptor, 4096)
            if not piece:
                raise EOFError
            line += piece
        return line[:-1]

    @contextlib.contextmanager
    def kept_terminal(*, shows: bool) -> Iterator[None]:
        """Leave the terminal as it was found, whatever happens to a child that asks on it.

        Args:
            shows: the child may have been on a screen of its own.
        """
        try:
            descriptor = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
        except OSError:
            yield
            return
        try:
            before = termios.tcgetattr(descriptor)
            try:
                yield
            except BaseException:
                # The child may have been killed with the echo off.
                termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
                if shows:
                    os.write(descriptor, _MAIN_SCREEN.encode())
                raise
        finally:
            os.close(descriptor)
