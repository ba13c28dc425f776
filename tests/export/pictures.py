"""Pages as pictures, and how much of their ink lies in the same place."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

_DARK = 128


@dataclass(frozen=True)
class Ink:
    """What is dark of a page, cut to its edges: each row is a number, each dark point a bit of it."""

    rows: tuple[int, ...]
    width: int

    def __bool__(self) -> bool:
        return bool(self.rows)


def inks(pdf: bytes, dots: int) -> list[Ink]:
    """The ink of each page, at so many dots an inch."""
    done = subprocess.run(
        ["pdftoppm", "-r", str(dots), "-gray"], input=pdf, stdout=subprocess.PIPE, check=True
    )
    pages, rest = [], done.stdout
    while rest:
        kind, size, _, rest = rest.split(b"\n", 3)
        assert kind == b"P5"
        width, height = map(int, size.split())
        pages.append(_ink(rest[: width * height], width))
        rest = rest[width * height :]
    return pages


def _ink(grey: bytes, width: int) -> Ink:
    bits = bytes(ord("1") if shade < _DARK else ord("0") for shade in range(256))
    dark = grey.translate(bits)
    rows = [int(dark[start : start + width], 2) for start in range(0, len(dark), width)]
    inked = [place for place, row in enumerate(rows) if row]
    if not inked:
        return Ink((), 0)
    rows = rows[inked[0] : inked[-1] + 1]
    every = 0
    for row in rows:
        every |= row
    right = (every & -every).bit_length() - 1
    return Ink(tuple(row >> right for row in rows), every.bit_length() - right)


def overlap(one: Ink, other: Ink, slack: int = 2) -> float:
    """The part of all ink that both have, where they lie best on each other: 1 for the same picture."""
    return max(
        _overlap(one, other, across, down)
        for across in range(-slack, slack + 1)
        for down in range(-slack, slack + 1)
    )


def _overlap(one: Ink, other: Ink, across: int, down: int) -> float:
    pad = [0] * abs(down)
    first = [*([] if down >= 0 else pad), *one.rows]
    second = [*(pad if down >= 0 else []), *other.rows]
    longest = max(len(first), len(second))
    first += [0] * (longest - len(first))
    second += [0] * (longest - len(second))
    # Cut at the left edge, they are numbers whose first bits belong together.
    first = [row << max(0, other.width - one.width) for row in first]
    second = [row << max(0, one.width - other.width) for row in second]
    first = [row << 8 for row in first]
    second = [row << (8 + across) for row in second]
    both = sum((a & b).bit_count() for a, b in zip(first, second, strict=True))
    either = sum((a | b).bit_count() for a, b in zip(first, second, strict=True))
    return both / either
