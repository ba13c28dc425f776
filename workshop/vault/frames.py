"""How parent and keyholder speak: frames with a length in front, batches of blobs inside.

frame   length (8 bytes, big-endian) + that many bytes
batch   for each blob: 0 (would not open) or 1 + length (8 bytes, big-endian) + that many bytes
"""

from __future__ import annotations

import os
from collections.abc import Sequence

_LENGTH = 8
_PIECE = 1 << 20


def send(descriptor: int, payload: bytes) -> None:
    """Write one frame.

    Raises:
        OSError: the other side is gone.
    """
    for part in (len(payload).to_bytes(_LENGTH, "big"), payload):
        view = memoryview(part)
        while view:
            view = view[os.write(descriptor, view) :]


def receive(descriptor: int) -> bytes:
    """Read one frame.

    Raises:
        EOFError: the other side is gone.
        OSError: the pipe is broken.
    """
    return _exactly(descriptor, int.from_bytes(_exactly(descriptor, _LENGTH), "big"))


def join(blobs: Sequence[bytes | None]) -> bytes:
    """A batch as one payload; None marks a blob that would not open."""
    parts: list[bytes] = []
    for blob in blobs:
        if blob is None:
            parts.append(b"\0")
        else:
            parts += (b"\1", len(blob).to_bytes(_LENGTH, "big"), blob)
    return b"".join(parts)


def split(payload: bytes) -> list[bytes | None]:
    """The batch that `join` made into a payload."""
    blobs: list[bytes | None] = []
    at = 0
    while at < len(payload):
        if payload[at] == 0:
            blobs.append(None)
            at += 1
            continue
        start = at + 1 + _LENGTH
        at = start + int.from_bytes(payload[at + 1 : start], "big")
        blobs.append(payload[start:at])
    return blobs


def _exactly(descriptor: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = os.read(descriptor, min(_PIECE, size - len(data)))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)
