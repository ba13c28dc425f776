"""What is kept is JSON, written the one same way everywhere: compact, UTF-8, keys in order."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from typing import TypeAlias

JSON: TypeAlias = bool | int | float | str | Sequence["JSON"] | Mapping[str, "JSON"] | None
"""A value that JSON can carry. Once read back, objects are `dict` and arrays are `list`."""


_TO_BASE64 = str.maketrans("-_", "+/")


def pack(value: JSON) -> bytes:
    """The one encoding of a value: the same value always gives the same bytes.

    Raises:
        ValueError: a number is infinite or not a number.
        TypeError: something in it is no JSON value.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def unpack(data: bytes) -> JSON:
    """The value that `data` encodes.

    Raises:
        ValueError: not JSON.
    """
    try:
        value: JSON = json.loads(data.decode("utf-8", "surrogatepass"))
    except RecursionError as error:
        raise ValueError("too deeply nested") from error
    return value


def unpack_object(data: bytes) -> dict[str, JSON]:
    """The JSON object that `data` encodes.

    Raises:
        ValueError: not JSON, or no object.
    """
    value = unpack(data)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def text_of(data: bytes) -> str:
    """Slots and public keys as letters, addresses and cookies carry them: base64url without padding."""
    return urlsafe_b64encode(data).decode("ascii").rstrip("=")


def unwrap(text: str) -> bytes:
    """Bytes that came as text: base64 or base64url, with or without its padding.

    Raises:
        ValueError: neither.
    """
    plain = text.rstrip("=").translate(_TO_BASE64)
    return b64decode(plain + "=" * (-len(plain) % 4), validate=True)


def wrap(data: bytes) -> str:
    """Bytes as they stand in JSON: base64."""
    return b64encode(data).decode("ascii")


def bytes_of(text: object, size: int | None = None) -> bytes:
    """The bytes that `wrap` wrote.

    Raises:
        ValueError: not exactly what `wrap` would have written, or not `size` bytes long.
    """
    if not isinstance(text, str):
        raise ValueError("not base64")
    data = b64decode(text, validate=True)
    if wrap(data) != text or (size is not None and len(data) != size):
        raise ValueError("not base64 of the expected size")
    return data
