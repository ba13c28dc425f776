"""A zip from somewhere, unfolded with care: what it says of its sizes is looked at before anything is read.

Nothing is read further than a file says that it goes, so a small zip never becomes a large memory.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

LARGEST = 32 * 1024**2
"""Bytes that an archive may have, folded and unfolded."""
_LARGEST_LIST = 64 * 1024
"""Bytes that the list of its files may have."""
_END = struct.Struct("<4s8xI6x")
"""The end of a zip: its signature, and how many bytes its list has."""
_FARTHER_END = b"PK\x06\x07"
"""The signature of what stands before the end of a zip beyond four gigabytes."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def unfolded(data: bytes) -> dict[str, bytes]:
    """The files of a zip by their names. Raises ValueError for one that is damaged, hostile or too large."""
    try:
        _look_at_end(data)
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            entries = parcel.infolist()
            _look_at(entries)
            return {entry.filename: _content(parcel, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, OSError, EOFError) as error:
        raise ValueError from error


def _look_at_end(data: bytes) -> None:
    at = data.rfind(b"PK\x05\x06")
    if len(data) > LARGEST or at < 0 or data[max(at - 20, 0) : at].startswith(_FARTHER_END):
        raise ValueError
    _, size = _END.unpack_from(data, at)
    if size > _LARGEST_LIST:
        raise ValueError


def _look_at(entries: list[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise ValueError
    if len({entry.filename for entry in entries}) < len(entries):
        raise ValueError
    if any(entry.compress_type not in _METHODS or entry.flag_bits & 1 for entry in entries):
        raise ValueError


def _content(parcel: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with parcel.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise ValueError
    return content
