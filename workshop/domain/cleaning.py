"""What people type is only ever text: cleaned once, where it enters."""

from __future__ import annotations

import unicodedata

# Persian, Indic scripts and emoji join with the first two; Khmer, Thai, Burmese and Lao break lines by
# the third. Category Cf holds them together with the bidi overrides that may not pass.
_KEPT_FORMATS = frozenset("\u200c\u200d\u200b")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: str) -> str:
    """What passes of `text`, without the blank space at both ends."""
    return passing(text).strip()


def passing(text: str) -> str:
    """`text` in NFC without controls (but newline), surrogates, private use, unassigned, bidi overrides.

    Line ends become newlines, and a tab becomes a space.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    composed = unicodedata.normalize("NFC", lines)
    # Nearly every text is of printable signs alone, and all of these pass; looking at each takes long.
    if composed.replace("\n", " ").isprintable():
        return composed
    kept = "".join(sign for sign in composed if _passes(sign))
    # Dropping a sign may bring a letter and its mark together.
    return unicodedata.normalize("NFC", kept)


def one_line(text: str) -> str:
    """`clean(text)` with every run of blank space, newlines included, as one space."""
    return " ".join(clean(text).split())


def _passes(sign: str) -> bool:
    if sign == "\n" or sign in _KEPT_FORMATS:
        return True
    return unicodedata.category(sign) not in _DROPPED_CATEGORIES
