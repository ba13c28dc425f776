"""TinyDB on one sealed file: the document lives in memory while unlocked, and is replaced whole on disk."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from tinydb import Storage

from workshop.vault.atomic import read_quietly, write_atomically
from workshop.vault.errors import DamagedVault, VaultLocked
from workshop.vault.jsonvalue import pack, unpack_object
from workshop.vault.sealing import seal

NAME = "book"
PREVIOUS = "book.previous"

Document: TypeAlias = dict[str, dict[str, Any]]
"""What TinyDB hands over: tables of documents by their number."""


class SealedStorage(Storage):
    """The file `book` in a folder, and `book.previous`, the generation before it.

    Args:
        folder: where both lie.
        public_key: what they are sealed to.
        open_blob: opens a sealed blob, or gives None.

    Raises:
        DamagedVault: neither generation opens.
    """

    fell_back: bool
    """Whether `book` was damaged, so that the generation before it was taken."""

    def __init__(self, folder: Path, public_key: bytes, open_blob: Callable[[bytes], bytes | None]) -> None:
        self._path = folder / NAME
        self._previous = folder / PREVIOUS
        self._public_key = public_key
        self._turn = threading.Lock()
        self._together = 0
        self._plain, self.fell_back = self._load(open_blob)
        self._document: Document | None = unpack_object(self._plain)  # type: ignore[assignment]  # its own writing
        # A damaged generation must not take the place of the good one before it.
        self._keeps = not self.fell_back

    def read(self) -> Document:
        """The document itself, not a copy.

        Raises:
            VaultLocked: it was forgotten.
        """
        document = self._document
        if document is None:
            raise VaultLocked
        return document

    def write(self, data: Document) -> None:
        """Replace the file; within `together` this waits for its end.

        Raises:
            NoRoom: disk and document are as they were before.
            VaultLocked: it was forgotten.
        """
        if self._together:
            self._remember(data, self._plain)
            return
        try:
            plain = pack(data)
            write_atomically(
                self._path,
                seal(plain, self._public_key),
                keep_as=self._previous if self._keeps else None,
            )
        except BaseException:
            self._go_back()
            raise
        self._keeps = True
        self._remember(data, plain)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Make several changes one replacement of the file, or none at all; one thread at a time.

        Raises:
            NoRoom: nothing was changed.
        """
        self._together += 1
        try:
            yield
        except BaseException:
            self._together -= 1
            self._go_back()
            raise
        self._together -= 1
        self.write(self.read())

    def forget(self) -> None:
        """Drop the document from memory; what is being written meanwhile is finished on disk."""
        with self._turn:
            self._document = None
            self._plain = b""

    def _remember(self, data: Document, plain: bytes) -> None:
        with self._turn:
            if self._document is None:
                raise VaultLocked
            self._document = data
            self._plain = plain

    def _go_back(self) -> None:
        # TinyDB changes the document in place: only its own bytes know what it was.
        with self._turn:
            if self._document is not None:
                self._document = unpack_object(self._plain)  # type: ignore[assignment]  # its own writing

    def _load(self, open_blob: Callable[[bytes], bytes | None]) -> tuple[bytes, bool]:
        found = [path for path in (self._path, self._previous) if path.exists()]
        for path in found:
            with contextlib.suppress(OSError, ValueError):
                plain = open_blob(read_quietly(path))
                if plain is not None and unpack_object(plain) is not None:
                    return plain, path != self._path
        if found:
            raise DamagedVault
        return b"{}", False
