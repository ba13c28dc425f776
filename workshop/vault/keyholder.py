"""The keyholder: a child process that alone can open what is sealed, and dies to lock.

    python -m workshop.vault.keyholder     the child, on its standard input and output
    Keyholder                              the parent's handle on it

Start it from the main thread: on Linux a child goes when the thread that started it goes.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import workshop
from workshop.vault import frames, posix
from workshop.vault.errors import KeyholderFailed, NoPassphrase, PoorPassphrase, VaultLocked, WrongPassphrase
from workshop.vault.header import LEAST_MEMLIMIT, Header, read_header, write_header
from workshop.vault.jsonvalue import JSON, bytes_of, pack, unpack_object, wrap
from workshop.vault.keychild import live, source_to
from workshop.vault.passphrase import LEAST_CHARACTERS, FromTerminal, Generated, PassphraseSource

_MIB = 1024**2
# What a child needs to find Python, its language and the terminal; nothing else of ours goes along.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TERM", "SYSTEMROOT", "LD_LIBRARY_PATH")


class Keyholder:
    """A living keyholder; `open` until `kill`."""

    def __init__(self, process: subprocess.Popen[bytes], header: Header) -> None:
        self._process = process
        self._turn = threading.Lock()
        self.header = header
        """The header whose private key it holds."""

    @classmethod
    def create(
        cls,
        folder: Path,
        source: PassphraseSource,
        *,
        memory_mib: int = 256,
        texts: Mapping[str, str] | None = None,
        plan_salt: bytes | None = None,
    ) -> Keyholder:
        """Make a key pair and a header in `folder`, which exists; passphrase and key stay in the child.

        Args:
            folder: where both copies of the header go.
            source: where the passphrase comes from.
            memory_mib: what every unlocking will need, in MiB; 64 or more.
            texts: translations of `passphrase.TEXTS`.
            plan_salt: an earlier workshop's, so that its plan codes open here; without one, a fresh one.

        Raises:
            PoorPassphrase, NoPassphrase, KeyholderFailed: no passphrase, or no child.
            NoRoom: the header could not be written.
            ValueError: `memory_mib` is below the floor.
        """
        if memory_mib * _MIB < LEAST_MEMLIMIT:
            raise ValueError("too little memory")
        start = _Start("create", source, texts, memory_mib * _MIB, plan_salt)
        keyholder = start.finish()
        try:
            write_header(folder, keyholder.header)
        except BaseException:
            keyholder.kill()
            raise
        return keyholder

    @classmethod
    def unlock(
        cls, folder: Path, source: PassphraseSource, *, texts: Mapping[str, str] | None = None
    ) -> Keyholder:
        """Open the vault in `folder`; blocks while a person types.

        Raises:
            WrongPassphrase: three times on a terminal, once from a file.
            NotAVault, DamagedHeader: there is nothing to unlock.
            NoPassphrase, KeyholderFailed: no passphrase, or no child.
        """
        return _Start("unlock", source, texts, read_header(folder, repair=False)).finish()

    @classmethod
    async def unlock_async(
        cls, folder: Path, source: PassphraseSource, *, texts: Mapping[str, str] | None = None
    ) -> Keyholder:
        """As `unlock`, while the loop goes on serving; call it on the main thread's loop.

        Cancelling it ends the child and gives the terminal back.
        """
        start = _Start("unlock", source, texts, read_header(folder, repair=False))
        answer = asyncio.get_running_loop().run_in_executor(None, start.finish)
        try:
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            start.abandon()
            with contextlib.suppress(Exception):
                (await answer).kill()
            raise

    @property
    def alive(self) -> bool:
        """Whether the child still lives."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def open(self, blobs: Sequence[bytes]) -> list[bytes | None]:
        """What each blob holds, None for one that would not open; any thread may call, and waits.

        Raises:
            VaultLocked: the keyholder is dead, or died meanwhile.
        """
        try:
            with self._turn:
                incoming, outgoing = _pipes(self._process)
                frames.send(outgoing, frames.join(blobs))
                opened = frames.split(frames.receive(incoming))
        except (OSError, EOFError, ValueError) as error:
            raise VaultLocked from error
        return opened

    def kill(self) -> None:
        """End the child at once, with all it knows; a second time does nothing."""
        self._process.kill()
        self._process.wait()
        # Only now, with the pipes dead, is a waiting `open` sure to let go.
        with self._turn:
            _close(self._process)


class _Start:
    """A child that was started and has not answered yet."""

    def __init__(
        self,
        task: Literal["create", "unlock"],
        source: PassphraseSource,
        texts: Mapping[str, str] | None,
        subject: Header | int,
        plan_salt: bytes | None = None,
    ) -> None:
        job: dict[str, JSON] = {"task": task, "source": source_to(source), "texts": dict(texts or {})}
        if isinstance(subject, Header):
            job["header"] = wrap(subject.to_bytes())
        else:
            job["memlimit"] = subject
        if plan_salt is not None:
            job["plan_salt"] = wrap(plan_salt)
        self._job = pack(job)
        self._shows = task == "create" and isinstance(source, FromTerminal | Generated)
        self._asks = self._shows or isinstance(source, FromTerminal)
        self._process = _spawn()

    def finish(self) -> Keyholder:
        """Wait for the child to hold the key."""
        with posix.kept_terminal(shows=self._shows) if self._asks else contextlib.nullcontext():
            try:
                return Keyholder(self._process, self._answer())
            except BaseException:
                self._process.kill()
                self._process.wait()
                _close(self._process)
                raise

    def abandon(self) -> None:
        """End the child before it has answered."""
        self._process.kill()

    def _answer(self) -> Header:
        try:
            incoming, outgoing = _pipes(self._process)
            frames.send(outgoing, self._job)
            answer = unpack_object(frames.receive(incoming))
        except (OSError, EOFError, ValueError) as error:
            raise KeyholderFailed from error
        match answer.get("refused"):
            case None:
                return Header.from_bytes(bytes_of(answer.get("header")))
            case "WrongPassphrase":
                raise WrongPassphrase
            case "PoorPassphrase":
                raise PoorPassphrase(LEAST_CHARACTERS)
            case "NoPassphrase":
                raise NoPassphrase
            case _:
                raise KeyholderFailed


def _spawn() -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    environment["PYTHONPATH"] = str(Path(workshop.__file__).absolute().parents[1])
    try:
        # -P: modules lying about in the current folder are not ours.
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "workshop.vault.keyholder"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            close_fds=True,
            env=environment,
        )
    except OSError as error:
        raise KeyholderFailed from error


def _pipes(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    if process.stdout is None or process.stdin is None:
        raise OSError("no pipes")
    return process.stdout.fileno(), process.stdin.fileno()


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


if __name__ == "__main__":
    live(sys.stdin.fileno(), sys.stdout.fileno())
