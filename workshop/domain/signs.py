"""The signs of small groups: a shape and a word each; none is a rank, a number, a creed or a flag."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.wording import mark


@dataclass(frozen=True, slots=True)
class Sign:
    id: str
    word: str
    """English; it is said where it is shown."""
    mark: str
    """One cell of a terminal. Phones and wall draw the shape itself."""


SIGNS = (
    Sign("circle", mark("circle"), "●"),
    Sign("square", mark("square"), "■"),
    Sign("leaf", mark("leaf"), "φ"),
    Sign("wave", mark("wave"), "≈"),
    Sign("bowl", mark("bowl"), "∪"),
    Sign("loop", mark("loop"), "∞"),
    Sign("arch", mark("arch"), "∩"),
    Sign("path", mark("path"), "∫"),
    Sign("stripes", mark("stripes"), "≡"),
    Sign("tune", mark("tune"), "♪"),
    Sign("spiral", mark("spiral"), "@"),
    Sign("mat", mark("mat"), "#"),
)
"""Always used from the first one on, so that places can be named and paper signs hung beforehand; which
group gets which sign is drawn."""
