"""Codes that a camera reads: as half blocks for a terminal, as SVG for a page, and the Wi-Fi's own text."""

from __future__ import annotations

from collections.abc import Iterator

import segno
from segno import helpers

from workshop.domain.joining import Wifi

_TERMINAL_MARGIN = 2
_PAGE_MARGIN = 4
"""ISO/IEC 18004 asks for four light modules around a code; a terminal has no room for more than two."""
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def qr_rows(text: str) -> tuple[str, ...]:
    """The code of `text` in half blocks; what is printed is light, so it reads right as white on black."""
    rows = [[not dark for dark in row] for row in _modules(text, _TERMINAL_MARGIN)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple(
        "".join(_HALVES[halves] for halves in zip(upper, lower, strict=True)) for upper, lower in pairs
    )


def qr_svg(text: str) -> str:
    """The code of `text` as an svg element that takes the size of its place; words stand beside it."""
    rows = _modules(text, _PAGE_MARGIN)
    side = len(rows)
    path = "".join(
        f"M{left} {top}h{length}v1h-{length}z" for top, row in enumerate(rows) for left, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" aria-hidden="true" '
        f'shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )


def wifi_text(wifi: Wifi) -> str:
    """What a Wi-Fi code says, so that a phone joins without typing."""
    if not wifi.password:
        return str(helpers.make_wifi_data(ssid=wifi.name, password=None, security=None))
    return str(helpers.make_wifi_data(ssid=wifi.name, password=wifi.password, security="WPA"))


def _modules(text: str, margin: int) -> list[list[bool]]:
    # A camera guesses at what is not ASCII, unless the code itself says that it is UTF-8.
    plain = text.isascii()
    code = segno.make(
        text, error="m", encoding=None if plain else "utf-8", eci=not plain, micro=False, boost_error=False
    )
    return [[bool(module) for module in row] for row in code.matrix_iter(border=margin)]


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules begins, and how long it is."""
    start = None
    for place, dark in enumerate((*row, False)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None
