"""Seals bytes to a public key, padded so that the size of a sealed blob tells next to nothing.

    plain  ->  length (4 bytes, big-endian) + plain + zeros up to the step  ->  libsodium sealed box

A phone seals in the same way (tweetnacl box, BLAKE2b nonce), so this layout is fixed.
"""

from __future__ import annotations

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

STEPS = (256, 512, 1024, 2048, 4096)
"""Padded sizes in bytes (security.md 7c); beyond the last, its multiples."""

_LENGTH = 4


def padded_size(length: int) -> int:
    """How many bytes `length` bytes of plain text take once padded, the length prefix included."""
    needed = length + _LENGTH
    for step in STEPS:
        if needed <= step:
            return step
    return -(-needed // STEPS[-1]) * STEPS[-1]


def pad(plain: bytes) -> bytes:
    """`plain` with its length in front and zeros behind, up to the next step."""
    return (len(plain).to_bytes(_LENGTH, "big") + plain).ljust(padded_size(len(plain)), b"\0")


def unpad(padded: bytes) -> bytes:
    """What `pad` was given.

    Raises:
        ValueError: these bytes do not come from `pad`.
    """
    length = int.from_bytes(padded[:_LENGTH], "big")
    plain = padded[_LENGTH : _LENGTH + length]
    if len(padded) < _LENGTH or pad(plain) != padded:
        raise ValueError("not padded as expected")
    return plain


def seal(plain: bytes, public_key: bytes) -> bytes:
    """Pad and seal to the holder of the key that belongs to `public_key` (32 bytes, X25519)."""
    return SealedBox(PublicKey(public_key)).encrypt(pad(plain))


def open_sealed(sealed: bytes, private_key: bytes) -> bytes:
    """What was sealed.

    Raises:
        ValueError: damaged, or sealed to another key.
    """
    try:
        padded = SealedBox(PrivateKey(private_key)).decrypt(sealed)
    except (CryptoError, TypeError) as error:
        raise ValueError("does not open") from error
    return unpad(padded)
