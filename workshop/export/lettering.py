"""Which letters the fonts of this laptop can draw: so that no paper comes out as a page of boxes.

Typst takes any font that has a letter when those that a template names have not, as systems do. So what
counts is whether one font of all has it, whatever the font is called.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from workshop.wording import mark

from .press import fonts

SCRIPTS: Mapping[str, str] = {
    mark("Latin"): "AaÑñĐđỆệŒœ",
    mark("Arabic"): "ابجدپچگۀۍ",
    mark("Burmese"): "ကခဂငစညမျြွှ",
    mark("Thai"): "กขคงจชญำไโ์",
    mark("Khmer"): "កខគឃងចញ្ាំះ",
    mark("Lao"): "ກຂຄງຈຊຍໍາໄ",
    mark("Devanagari"): "कखगघङचञ्ािी",
    mark("Cyrillic"): "АаБбЖжЇїЎўӘә",
}
"""The scripts that plans and papers come in, each with letters that a font for it has."""
_COLLECTION = b"ttcf"
_OWN = ((0x20, 0x24F), (0x400, 0x45F), (0x1E00, 0x1EFF))
"""What the fonts that come with Typst have: Latin and Russian."""
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of the tables that name letters by their number, the widest first."""


def missing_scripts() -> tuple[str, ...]:
    """Scripts with a letter that no font here has: their papers would have empty boxes."""
    missing = missing_letters("".join(SCRIPTS.values()))
    return tuple(script for script, sample in SCRIPTS.items() if missing.intersection(sample))


def missing_letters(text: str) -> frozenset[str]:
    """The signs of `text` that no font on this laptop can draw."""
    wanted = {sign for sign in text if sign.isprintable() and not sign.isspace() and not _within(sign, _OWN)}
    for path, index in _files():
        if not wanted:
            break
        wanted -= _drawn(path, index, frozenset(wanted))
    return frozenset(wanted)


@cache
def _files() -> tuple[tuple[Path, int], ...]:
    """Every font file, those of the families first that the templates name."""
    found = {(Path(font.path), font.index): font.family for font in fonts().fonts() if font.path}
    return tuple(sorted(found, key=lambda file: (not found[file].startswith("Noto S"), found[file], file)))


def _drawn(path: Path, index: int, wanted: frozenset[str]) -> frozenset[str]:
    """Which of `wanted` the font at `path` has a drawing for; none where it cannot be read."""
    try:
        ranges = _ranges(path, index)
    except (OSError, struct.error, ValueError):
        return frozenset()
    return frozenset(sign for sign in wanted if _within(sign, ranges))


def _within(sign: str, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(first <= ord(sign) <= last for first, last in ranges)


@cache
def _ranges(path: Path, index: int) -> tuple[tuple[int, int], ...]:
    """The letters of a font, from its `cmap` table, as first and last of each run."""
    with path.open("rb") as file:
        at = 0
        if file.read(4) == _COLLECTION:
            file.seek(12 + 4 * index)
            (at,) = struct.unpack(">I", file.read(4))
        file.seek(at + 4)
        (count,) = struct.unpack(">H6x", file.read(8))
        for tag, offset, length in struct.iter_unpack(">4s4xII", file.read(16 * count)):
            if tag == b"cmap":
                file.seek(offset)
                return tuple(_runs(file.read(length)))
    return ()


def _runs(table: bytes) -> Iterable[tuple[int, int]]:
    (count,) = struct.unpack_from(">2xH", table)
    tables = {
        (platform, encoding): offset
        for platform, encoding, offset in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count])
    }
    at = next((tables[kind] for kind in _UNICODE if kind in tables), None)
    if at is None:
        return []
    (form,) = struct.unpack_from(">H", table, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", table, at + 12)
        places = struct.iter_unpack(">III", table[at + 16 : at + 16 + 12 * groups])
        return [(first, last) for first, last, _ in places]
    if form == 4:
        (double,) = struct.unpack_from(">H", table, at + 6)
        half = double // 2
        lasts = struct.unpack_from(f">{half}H", table, at + 14)
        firsts = struct.unpack_from(f">{half}H", table, at + 16 + double)
        # The last run names 0xFFFF, which is no letter.
        return [(first, last) for first, last in zip(firsts, lasts, strict=True) if first != 0xFFFF]
    return []
