"""Tickets: the write-only cookie of `/m`, so that adding to a plan asks for the code only once.

    base64url( slot (16) + public key (32) + keyed BLAKE2b of both (32) )

A ticket names no secret: whoever finds it can add to the plan, and read nothing.
"""

from __future__ import annotations

import hmac
from hashlib import blake2b

from workshop.vault.jsonvalue import text_of, unwrap

_SLOT = 16
_KEY = 32
_SIGNATURE = 32
_WHOLE = _SLOT + _KEY + _SIGNATURE


def sign(slot: bytes, public_key: bytes, key: bytes) -> str:
    """A ticket for one plan.

    Args:
        slot: the plan's, 16 bytes.
        public_key: the plan's, 32 bytes.
        key: the workshop's ticket key, 16 to 64 bytes.
    """
    body = slot + public_key
    return text_of(body + _signature(body, key))


def verify(ticket: str, key: bytes) -> tuple[bytes, bytes] | None:
    """Slot and public key of a genuine ticket, else None."""
    try:
        whole = unwrap(ticket)
    except ValueError:
        return None
    body, signature = whole[: _SLOT + _KEY], whole[_SLOT + _KEY :]
    if len(whole) != _WHOLE or not hmac.compare_digest(signature, _signature(body, key)):
        return None
    if text_of(whole) != ticket:
        # Base64 has several spellings of the same bytes; a ticket has one.
        return None
    return body[:_SLOT], body[_SLOT:]


def _signature(body: bytes, key: bytes) -> bytes:
    return blake2b(body, key=key, digest_size=_SIGNATURE, person=b"ticket").digest()
