"""The vault: one folder, one writer; sealed letters go in always, what they say comes out while unlocked.

create ─> unlocked <──── unlock, adopt ───── locked <─ open
             └──────────────── lock ───────────^
"""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from workshop.vault.beside import Beside, Left, read_beside, read_left
from workshop.vault.book import Book
from workshop.vault.emptying import empty
from workshop.vault.errors import NotAVault, VaultLocked
from workshop.vault.folder import ASIDE, discard, remove_remains, take_lock, take_new_folder, wipe
from workshop.vault.header import Header, has_header, read_header
from workshop.vault.jsonvalue import JSON
from workshop.vault.keyholder import Keyholder
from workshop.vault.letterbox import Letterbox
from workshop.vault.logbook import Logbook
from workshop.vault.passphrase import PassphraseSource
from workshop.vault.pulse import beat, moment, sealed_pulse


class Vault:
    """An open vault; `close` it. Nothing else may write in its folder meanwhile."""

    aside: int
    """Letters put aside since opening, because they would not open or could not be read."""

    def __init__(self, folder: Path, lock: int, header: Header) -> None:
        self._folder = folder
        self._lock = lock
        self._header = header
        self._keyholder: Keyholder | None = None
        self._book: Book | None = None
        self._emptying = threading.Lock()
        self.aside = 0
        self._letterbox = Letterbox(folder, header.public_key)
        self._logbook = Logbook(folder, header.public_key)

    @classmethod
    def create(
        cls,
        folder: Path,
        source: PassphraseSource,
        *,
        memory_mib: int = 256,
        texts: Mapping[str, str] | None = None,
        plan_salt: bytes | None = None,
    ) -> Vault:
        """Make a vault, unlocked, in a folder that is empty or not there yet.

        Args:
            folder: becomes mode 0700.
            source: where the passphrase comes from.
            memory_mib: what every unlocking will need, in MiB; 64 or more.
            texts: translations of `passphrase.TEXTS`.
            plan_salt: an earlier workshop's, so that its plan codes open here, too.

        Raises:
            FolderNotEmpty, VaultInUse, NoRoom, PoorPassphrase, NoPassphrase, KeyholderFailed
        """
        lock = take_new_folder(folder)
        try:
            keyholder = Keyholder.create(
                folder, source, memory_mib=memory_mib, texts=texts, plan_salt=plan_salt
            )
        except BaseException:
            discard(folder)
            os.close(lock)
            raise
        vault = cls(folder, lock, keyholder.header)
        vault.adopt(keyholder)
        return vault

    @classmethod
    def open(cls, folder: Path) -> Vault:
        """Open a vault, locked; mends its header and cuts torn tails off.

        Raises:
            NotAVault, VaultInUse, DamagedHeader, NoRoom
        """
        if not has_header(folder):
            raise NotAVault(folder)
        lock = take_lock(folder)
        try:
            return cls(folder, lock, read_header(folder, repair=True))
        except BaseException:
            os.close(lock)
            raise

    def unlock(self, source: PassphraseSource, *, texts: Mapping[str, str] | None = None) -> None:
        """Unlock; blocks while a person types. Call it on the main thread.

        Raises:
            WrongPassphrase, NoPassphrase, KeyholderFailed, DamagedVault
        """
        self.adopt(Keyholder.unlock(self._folder, source, texts=texts))

    async def unlock_async(self, source: PassphraseSource, *, texts: Mapping[str, str] | None = None) -> None:
        """As `unlock`, while the loop goes on serving. Call it on the main thread's loop."""
        self.adopt(await Keyholder.unlock_async(self._folder, source, texts=texts))

    def adopt(self, keyholder: Keyholder) -> None:
        """Take over a living keyholder of this vault and read the book; on failure it is killed.

        What was unlocked before is locked first: an emptying that still runs then ends without removing
        letters that the book read here does not have.

        Raises:
            DamagedVault: the book opens in neither generation.
            VaultLocked: the keyholder died, or holds another vault's key.
        """
        try:
            if keyholder.header.public_key != self._header.public_key:
                raise VaultLocked
            self.lock()
            book = Book(self._folder, self._header.public_key, lambda blob: keyholder.open([blob])[0])
        except BaseException:
            keyholder.kill()
            raise
        self._keyholder, self._book = keyholder, book

    def lock(self) -> None:
        """Kill the keyholder and drop what people wrote; letterbox and logbook go on."""
        keyholder, book = self._keyholder, self._book
        self._keyholder = self._book = None
        if keyholder is not None:
            keyholder.kill()
        if book is not None:
            book.forget()

    @property
    def locked(self) -> bool:
        """Whether nothing can be read; also so when the keyholder died by itself."""
        if self._keyholder is not None and not self._keyholder.alive:
            self.lock()
        return self._keyholder is None

    @property
    def folder(self) -> Path:
        """Where the vault lies."""
        return self._folder

    @property
    def header(self) -> Header:
        """Public key and plan salt are in it."""
        return self._header

    @property
    def letterbox(self) -> Letterbox:
        """Where phones' letters go, locked or not."""
        return self._letterbox

    @property
    def logbook(self) -> Logbook:
        """Where the facilitator's acts go, locked or not."""
        return self._logbook

    @property
    def book(self) -> Book:
        """What has been emptied from the letterbox.

        Raises:
            VaultLocked: the vault is locked.
        """
        if self.locked or self._book is None:
            raise VaultLocked
        return self._book

    def opened(self, blobs: Sequence[bytes]) -> list[bytes | None]:
        """What blobs sealed to this vault hold (a phone may have sealed them); None where one does not open.

        Raises:
            VaultLocked: the vault is locked.
        """
        keyholder = self._keyholder
        if keyholder is None:
            raise VaultLocked
        return keyholder.open(blobs)

    def empty_letterbox(self, rng: random.Random) -> int:
        """Move every letter into the book, and only then remove its segment; returns how many letters.

        A crash between the two does no harm: the book knows which segments it has. For an executor.

        Args:
            rng: shuffles the responses.

        Raises:
            VaultLocked: the vault is locked, or was meanwhile; the letters are still there.
            NoRoom: likewise.
        """
        with self._emptying:
            book = self.book
            emptied = empty(self._letterbox, book, self.opened, self._folder / ASIDE, rng)
            self.aside += emptied.aside
            return emptied.letters

    def log(self, event: bytes) -> None:
        """Keep an event of the facilitator's; durable on return.

        Raises:
            NoRoom: it was not kept.
        """
        self._logbook.append(event)

    def events(self) -> list[bytes]:
        """Every event that opens, in order.

        Raises:
            VaultLocked: the vault is locked.
        """
        return [event for event in self.opened(self._logbook.sealed()) if event is not None]

    def destroy_answers(
        self, name: str, left: JSON, surviving: Callable[[list[bytes]], Iterable[bytes]]
    ) -> None:
        """Destroy every response and wish; the letterbox was emptied before. Plans stay.

        Stopped anywhere on the way, calling it again finishes it; that the logbook was rewritten tells that
        it is finished.

        Args:
            name: under which `left` is kept in the book.
            left: what stays of the responses.
            surviving: of the events of the logbook, those that stay.

        Raises:
            VaultLocked: the vault is locked.
            NoRoom: it has to be called again.
        """
        self.book.destroy_answers(name, left)
        remove_remains(self._folder)
        self.aside = 0
        self._logbook.rewrite(surviving(self.events()))

    def beat(self, at: datetime) -> None:
        """Keep that the program runs at `at`; locked or not, durable on return. For an executor.

        Raises:
            NoRoom: it was not kept.
        """
        beat(self._folder, self._header.public_key, at)

    def last_beat(self) -> datetime | None:
        """When the program was last seen running; None where that was never kept, or does not open.

        Raises:
            VaultLocked: the vault is locked.
        """
        sealed = sealed_pulse(self._folder)
        return moment(self.opened([sealed])[0]) if sealed else None

    def close(self) -> None:
        """Lock, finish what is queued, and let another process have the folder."""
        self.lock()
        self._letterbox.close()
        self._logbook.close()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    @staticmethod
    def is_vault(folder: Path) -> bool:
        """Whether a vault lies in `folder`, readable or not."""
        return has_header(folder)

    @staticmethod
    def read_beside(
        folder: Path, source: PassphraseSource, *, texts: Mapping[str, str] | None = None
    ) -> Beside:
        """See `beside.read_beside`."""
        return read_beside(folder, source, texts=texts)

    @staticmethod
    def read_left(folder: Path, source: PassphraseSource, *, texts: Mapping[str, str] | None = None) -> Left:
        """See `beside.read_left`."""
        return read_left(folder, source, texts=texts)

    @staticmethod
    def wipe(folder: Path) -> None:
        """Destroy a vault that nobody has open; see `folder.wipe`.

        Raises:
            NotAVault, VaultInUse, NoRoom
        """
        wipe(folder)
