"""What the facilitator takes out of the archive: remembered while the program runs, in memory only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from workshop.export import Item

WHOLE = ("text", "note")
"""Kinds whose number may change: they are known by everything they say."""
NAMED = ("pair", "commitment", "care")
"""The same, where what follows the first line may change, too."""
KEPT_BACK = ("note",)
"""Kinds that leave only where they are put in one by one."""


class TakenOut:
    """Outlives a lock, and so holds no text: only keyed fingerprints of what stays here."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._turned: set[bytes] = set()

    def among(self, items: Iterable[Item]) -> frozenset[str]:
        """The ids of those that stay here."""
        return frozenset(item.id for item in items if self._is_out(item))

    def turn(self, items: Iterable[Item], *, out: bool) -> None:
        """Takes these out, or puts them in again."""
        for item in items:
            if not item.stays and self._is_out(item) != out:
                self._turned ^= {self._fingerprint(item)}

    def _is_out(self, item: Item) -> bool:
        return (_kind(item) in KEPT_BACK) != (self._fingerprint(item) in self._turned)

    def _fingerprint(self, item: Item) -> bytes:
        kind = _kind(item)
        if kind in WHOLE:
            said = (kind, *item.lines)
        elif kind in NAMED:
            said = (kind, *item.lines[:1])
        else:
            said = (item.id,)
        return hashlib.blake2b("\0".join(said).encode(), key=self._key, digest_size=16).digest()


def _kind(item: Item) -> str:
    return item.id.partition(":")[0]
