"""The shapes of the signs of small groups, one tone each: phones, wall and paper draw the same."""

from __future__ import annotations

from collections.abc import Mapping

SHAPES: Mapping[str, str] = {
    "circle": '<circle cx="50" cy="50" r="42"/>',
    "square": '<rect x="11" y="11" width="78" height="78"/>',
    "leaf": (
        '<path d="M84 8 C88 60 62 88 30 80 L14 94 L8 88 L22 72 C14 40 40 12 84 8 Z"/>'
        '<path d="M72 22 L26 74" class="cut" fill="none" stroke-width="4"/>'
    ),
    "wave": (
        '<g fill="none" stroke="currentColor" stroke-width="11" stroke-linecap="round">'
        '<path d="M8 34 q10.5 -20 21 0 t21 0 t21 0 t21 0"/>'
        '<path d="M8 66 q10.5 -20 21 0 t21 0 t21 0 t21 0"/>'
        "</g>"
    ),
    "bowl": '<path d="M6 34 H94 A44 44 0 0 1 70 74 V86 H30 V74 A44 44 0 0 1 6 34 Z"/>',
    "loop": (
        '<path d="M50 50 C61 33 70 27 77 27 a23 23 0 0 1 0 46 C70 73 61 67 50 50 C39 33 30 27 23 27 a23 '
        '23 0 0 0 0 46 C30 73 39 67 50 50 Z" transform="translate(5 5) scale(.9)" fill="none" '
        'stroke="currentColor" stroke-width="12"/>'
    ),
    "arch": '<path d="M10 92 V50 A40 40 0 0 1 90 50 V92 H66 V52 A16 16 0 0 0 34 52 V92 Z"/>',
    "path": (
        '<path d="M18 90 C18 54 84 70 84 42 C84 20 46 30 46 10" fill="none" stroke="currentColor" '
        'stroke-width="13" stroke-linecap="round"/>'
    ),
    "stripes": (
        '<rect x="8" y="14" width="84" height="16" rx="3"/>'
        '<rect x="8" y="42" width="84" height="16" rx="3"/>'
        '<rect x="8" y="70" width="84" height="16" rx="3"/>'
    ),
    "tune": (
        '<ellipse cx="34" cy="76" rx="20" ry="15" transform="rotate(-18 34 76)"/>'
        '<path d="M46 72 V10 C56 30 80 28 78 54 C72 40 60 40 54 38 V72 Z"/>'
    ),
    "spiral": (
        '<path d="M46 46 a8 8 0 0 1 16 0 a17 17 0 0 1 -34 0 a26 26 0 0 1 52 0 a35 35 0 0 1 -70 0 a40 40 '
        '0 0 1 20 -35" fill="none" stroke="currentColor" stroke-width="8" stroke-linecap="round" '
        'transform="translate(4 4)"/>'
    ),
    "mat": (
        '<g fill="none" stroke="currentColor" stroke-width="9" stroke-linecap="round">'
        '<path d="M26 6 V94 M50 6 V94 M74 6 V94"/>'
        '<path d="M6 26 H94 M6 50 H94 M6 74 H94"/>'
        "</g>"
    ),
}
"""Inside an svg element of 100 by 100, by the id of the sign; `cut` is a line in the colour of the ground."""


def sign_svg(id: str) -> str:
    """One shape as a picture of its own, black on white."""
    inside = SHAPES[id].replace('class="cut"', 'stroke="#fff"').replace("currentColor", "#000")
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{inside}</svg>'
