"""Marks by which this laptop knows its own forms and ids again, and its veil; the same after a restart."""

from __future__ import annotations

import hashlib
import secrets


class Proofs:
    """`key` is the workshop's own, 32 random bytes."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def mark(self, text: str) -> str:
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=12).hexdigest()

    def fresh(self, place: str) -> str:
        """A random id that carries the proof that it was given out for `place`."""
        return self._signed(place, secrets.token_urlsafe(12))

    def is_for(self, place: str, id: str) -> bool:
        """Whether `id` was given out for `place`."""
        return secrets.compare_digest(self._signed(place, id.partition(".")[0]).encode(), id.encode())

    def _signed(self, place: str, nonce: str) -> str:
        return f"{nonce}.{self.mark(f'{place}/{nonce}')}"

    def veil(self, name: str) -> float:
        """A secret number from 0 to below 1 for `name`, always the same; see domain/disclosure.py."""
        key = hashlib.blake2b(b"veil", key=self._key, digest_size=32).digest()
        return int.from_bytes(hashlib.blake2b(name.encode(), key=key, digest_size=6).digest()) / 2**48

    @property
    def ticket_key(self) -> bytes:
        """Signs the write-only tickets of plans."""
        return hashlib.blake2b(b"ticket", key=self._key, digest_size=32).digest()
