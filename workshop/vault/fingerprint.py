"""Four words for a vault's public key: the same on wall and phone, so that a wrong key is seen.

They catch a mistaken or an exchanged key. They do not catch a page that was rewritten on its way: such a page
could show any words.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b

WORDS = 4
_BITS = 11
"""Of one word: BIP39's English list has 2048."""


@cache
def fingerprint(public_key: bytes) -> tuple[str, ...]:
    """The first 44 bits of BLAKE2b of the key, as words."""
    # Slow to import, and a console without a network never wants it.
    from mnemonic import Mnemonic

    words = Mnemonic("english").wordlist
    number = int.from_bytes(blake2b(public_key, digest_size=8).digest(), "big") >> (64 - WORDS * _BITS)
    return tuple(words[number >> (_BITS * place) & (2**_BITS - 1)] for place in reversed(range(WORDS)))
