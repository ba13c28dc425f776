"""Plots over many workshops: plain SVG of lines, dots and bars that a page and Typst draw alike.

Every plot carries its labels and numbers as text, and reads in black and white: what differs differs in
shape or lightness. Colours stand as attributes, as the page's policy allows no styles in it. What is drawn
runs from right to left where the language does.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby

MOST_ROWS = 20
"""Rows that one plot may have: it stays on one page."""
_WIDTH = 680.0
_LABELS = 262.0
"""How much of the width the labels have."""
_NUMBERS = 40.0
"""What is left beside a mark for its number."""
_SIZE = 13.0
_LINE = 17.0
_PAD = 14.0
_SIGNS = 36
"""Signs of a label in one line."""
_TEAL, _MID, _LIGHT, _INK, _QUIET, _HAIR = "#0f5257", "#8fb0ae", "#ffffff", "#1d2527", "#4b5a5c", "#cfd8d7"
_LATIN = "\u052f"
"""The last sign that Noto Sans itself has, with Greek and Cyrillic."""
_JOINING = frozenset({"Mn", "Mc", "Me", "Cf"})
_FONT = "Noto Sans, system-ui, sans-serif"
_SHADES = ((_TEAL, "#ffffff"), (_MID, _INK), (_LIGHT, _INK), ("#e8edec", _QUIET))
"""Fill and number of each part of a divided bar: dark, middle, white, pale."""


@dataclass(frozen=True, slots=True)
class Change:
    """A mean before and a mean after, on one scale."""

    label: str
    note: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A number that may lie below nothing; `number` is how people read it."""

    label: str
    note: str
    value: float
    number: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole in its parts, each as many as it says."""

    label: str
    note: str
    counts: tuple[int, ...]


def changes_svg(rows: Sequence[Change], names: tuple[str, str], *, alt: str, rtl: bool = False) -> str:
    """Before as an open dot, after as a full one, a line between; `names` are the words for the two."""
    values = [value for row in rows for value in (row.before, row.after)]
    low, high = min(1, math.floor(min(values, default=1))), max(5, math.ceil(max(values, default=5)))
    canvas = _Canvas(rtl)
    across = _scale(low, high, _LABELS + _NUMBERS, _WIDTH - _NUMBERS)
    canvas.circle(_LABELS + _NUMBERS, 12, open_=True)
    after = canvas.text(_LABELS + _NUMBERS + 12, 16, names[0], fill=_QUIET) + 24
    canvas.circle(after, 12)
    canvas.text(after + 12, 16, names[1], fill=_QUIET)
    top = canvas.skip(28 + _LINE)
    for value in range(low, high + 1):
        canvas.text(across(value), top - 6, str(value), anchor="middle", fill=_QUIET, size=11)
    for row in rows:
        middle = canvas.row(row.label, row.note)
        before, now = across(row.before), across(row.after)
        canvas.line(before, middle, now, middle, _TEAL, 2.5)
        canvas.circle(before, middle, open_=True)
        canvas.circle(now, middle)
        numbers = (f"{row.before:.1f}", f"{row.after:.1f}")
        left, right = numbers if row.before <= row.after else numbers[::-1]
        canvas.text(min(before, now) - 11, middle + 4.5, left if left != right else "", anchor="end", size=12)
        canvas.text(max(before, now) + 11, middle + 4.5, right, size=12)
    canvas.behind(across(value) for value in range(low, high + 1))
    return canvas.drawn(alt)


def bars_svg(rows: Sequence[Bar], *, alt: str, rtl: bool = False) -> str:
    """A bar for each row, from a common line of nothing, its number at its end."""
    values = [row.value for row in rows]
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    canvas = _Canvas(rtl)
    margin = _NUMBERS if low < 0 else 0.0
    across = _scale(low, high if high > low else low + 1, _LABELS + margin, _WIDTH - _NUMBERS - 14)
    canvas.skip(4)
    for row in rows:
        middle = canvas.row(row.label, row.note)
        fill = _MID if row.value < 0 else _TEAL
        canvas.box(across(0), middle - 7, across(row.value), 14, fill)
        if row.value < 0:
            canvas.text(across(row.value) - 6, middle + 4.5, row.number, anchor="end", size=12)
        else:
            canvas.text(across(row.value) + 6, middle + 4.5, row.number, size=12)
    canvas.behind((across(0),), _QUIET)
    return canvas.drawn(alt)


def parts_svg(rows: Sequence[Parts], names: Sequence[str], *, alt: str, rtl: bool = False) -> str:
    """A divided bar for each row, every part with its number; `names` says in order what the parts are."""
    canvas = _Canvas(rtl)
    most = max((sum(row.counts) for row in rows), default=1) or 1
    across = _scale(0, most, _LABELS, _WIDTH - 4)
    place, line = _LABELS, 0.0
    for name, shade in zip(names, _SHADES, strict=False):
        if place > _LABELS and place + 18 + _wide(name, _SIZE) > _WIDTH:
            place, line = _LABELS, line + _LINE
        canvas.box(place, 5 + line, place + 12, 12, shade[0], edge=True)
        place = canvas.text(place + 18, 16 + line, name, fill=_QUIET) + 22
    canvas.skip(32 + line)
    for row in rows:
        middle = canvas.row(row.label, row.note)
        begins = 0
        for count, (fill, ink) in zip(row.counts, _SHADES, strict=False):
            if count:
                canvas.box(across(begins), middle - 10, across(begins + count), 20, fill, edge=True)
                canvas.text(
                    across(begins + count / 2), middle + 4.5, str(count), anchor="middle", fill=ink, size=12
                )
                begins += count
    return canvas.drawn(alt)


class _Scale:
    """Where a value stands between the two ends of its axis."""

    __slots__ = ("_begins", "_low", "_step")

    def __init__(self, low: float, step: float, begins: float) -> None:
        self._low, self._step, self._begins = low, step, begins

    def __call__(self, value: float) -> float:
        return self._begins + (value - self._low) * self._step


def _scale(low: float, high: float, begins: float, ends: float) -> _Scale:
    return _Scale(low, (ends - begins) / (high - low), begins)


class _Canvas:
    """Shapes row by row; every place is given from the side where reading begins."""

    def __init__(self, rtl: bool) -> None:
        self._rtl = rtl
        self._top = 0.0
        self._from = 0.0
        self._shapes: list[str] = []
        self._behind: list[str] = []

    def skip(self, height: float) -> float:
        self._top += height
        self._from = self._top
        return self._top

    def row(self, label: str, note: str) -> float:
        """Writes the label with its quiet note; returns the middle of the row."""
        lines = [(line, _INK, _SIZE) for line in _lines(label)]
        lines += [(line, _QUIET, 11.0) for line in _lines(note)]
        height = _PAD + _LINE * len(lines)
        for place, (line, fill, size) in enumerate(lines):
            self.text(0, self._top + _PAD / 2 + _LINE * place + 12.5, line, fill=fill, size=size)
        middle = self._top + height / 2
        self._top += height
        return middle

    def text(
        self, x: float, y: float, text: str, *, anchor: str = "start", fill: str = _INK, size: float = _SIZE
    ) -> float:
        """Returns about where the text ends."""
        if text:
            side = {"start": "end", "end": "start"}.get(anchor, anchor) if self._rtl else anchor
            self._shapes.append(
                f'<text x="{self._x(x)}" y="{y:.1f}" text-anchor="{side}" font-size="{size:g}" '
                f'fill="{fill}">{_faced(text)}</text>'
            )
        return x + _wide(text, size)

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str, width: float) -> None:
        self._shapes.append(_line(self._x(x), y, self._x(to_x), to_y, colour, width))

    def circle(self, x: float, y: float, *, open_: bool = False) -> None:
        fill = "#ffffff" if open_ else _TEAL
        self._shapes.append(
            f'<circle cx="{self._x(x)}" cy="{y:.1f}" r="5.5" fill="{fill}" '
            f'stroke="{_TEAL}" stroke-width="2"/>'
        )

    def box(self, x: float, y: float, to_x: float, height: float, fill: str, *, edge: bool = False) -> None:
        left = min(float(self._x(x)), float(self._x(to_x)))
        line = f' stroke="{_TEAL}" stroke-width="1"' if edge else ""
        self._shapes.append(
            f'<rect x="{left:.1f}" y="{y:.1f}" width="{abs(to_x - x):.1f}" height="{height:g}" '
            f'fill="{fill}"{line}/>'
        )

    def behind(self, places: Iterator[float] | Sequence[float], colour: str = _HAIR) -> None:
        """Upright lines behind all rows, at these places."""
        for x in places:
            self._behind.append(_line(self._x(x), self._from, self._x(x), self._top, colour, 1))

    def drawn(self, alt: str) -> str:
        """The picture; its direction is said, as a page from right to left would turn its anchors around."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {self._top + 4:.1f}" '
            f'width="{_WIDTH:g}" height="{self._top + 4:.1f}" role="img" aria-label="{escape(alt)}" '
            f'direction="ltr" font-family="{_FONT}">{"".join(self._behind)}{"".join(self._shapes)}</svg>'
        )

    def _x(self, x: float) -> str:
        return f"{_WIDTH - x if self._rtl else x:.1f}"


def _line(x: str, y: float, to_x: str, to_y: float, colour: str, width: float) -> str:
    ends = f'x1="{x}" y1="{y:.1f}" x2="{to_x}" y2="{to_y:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width:g}"/>'


def _faced(text: str) -> str:
    """`text` as SVG, each script in its own face: Typst draws boxes where one face has not all of it."""
    return "".join(
        f'<tspan font-family="{face}, {_FONT}">{escape("".join(signs))}</tspan>'
        if face
        else escape("".join(signs))
        for face, signs in groupby(text, _Face())
    )


class _Face:
    """The face for each sign in turn; marks and what joins go with the sign before them."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, sign: str) -> str:
        if unicodedata.category(sign) not in _JOINING:
            self._last = _face(sign) if sign > _LATIN and sign.isalnum() else ""
        return self._last


@lru_cache(maxsize=1024)
def _face(letter: str) -> str:
    script = unicodedata.name(letter, "").partition(" ")[0].title()
    return "Noto Sans CJK SC" if script in ("Cjk", "Hiragana", "Katakana") else f"Noto Sans {script}"


def _lines(text: str) -> list[str]:
    """`text` in at most two lines, broken between words where it has any; what is too long ends in dots."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if _signs(line + piece.rstrip()) > _SIGNS and line:
            lines.append(line.rstrip())
            line = ""
        line += piece
    lines.append(line.rstrip())
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} …"]
    return [line for line in lines if line]


def _pieces(text: str) -> Iterator[str]:
    """Words with the blank behind them; longer ones in pieces that tear no sign from its marks."""
    for word in " ".join(text.split()).replace(" ", " \n").split("\n"):
        piece = ""
        for sign in word:
            joins = unicodedata.category(sign) in (*_JOINING, "Zs")
            if _signs(piece) >= _SIGNS and not joins:
                yield piece
                piece = ""
            piece += sign
        yield piece


def _signs(text: str) -> int:
    """How many places of a line `text` takes: marks none, wide signs two."""
    return sum(
        0
        if unicodedata.category(sign) in ("Mn", "Me", "Cf")
        else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def _wide(text: str, size: float) -> float:
    return _signs(text) * size * 0.58
