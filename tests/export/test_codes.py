"""Codes: what a camera reads from them is what went in."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from workshop.domain.joining import Wifi
from workshop.export import qr_rows, qr_svg, wifi_text

from .reading import needs_zbarimg

ADDRESS = "HTTP://192.168.43.1:8000/7Q4KZX2M"
TRICKY = Wifi(r'Café; "blue\green", 5:1', r"p;a\s,s:w\\ord")


def _scanned(svg: str, folder: Path) -> str:
    picture = folder / "code.png"
    rendered = subprocess.run(
        ["rsvg-convert", "--width", "600", "--output", str(picture)], input=svg.encode(), check=True
    )
    assert rendered.returncode == 0
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--oneshot", str(picture)], capture_output=True, check=True
    )
    return read.stdout.decode().removesuffix("\n")


def _as_svg(rows: tuple[str, ...]) -> str:
    """A terminal's half blocks as a terminal shows them: white on black."""
    light = []
    for top, row in enumerate(rows):
        for left, sign in enumerate(row):
            if sign in "▀█":
                light.append(f'<rect x="{left}" y="{2 * top}" width="1" height="1"/>')
            if sign in "▄█":
                light.append(f'<rect x="{left}" y="{2 * top + 1}" width="1" height="1"/>')
    size = f'viewBox="0 0 {len(rows[0])} {2 * len(rows)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} shape-rendering="crispEdges">'
        f'<rect width="100%" height="100%"/><g fill="#fff">{"".join(light)}</g></svg>'
    )


@needs_zbarimg
@pytest.mark.parametrize("text", [ADDRESS, wifi_text(TRICKY), "http://10.0.0.7:8000/နေ"])
def test_the_svg_says_what_went_in(text: str, tmp_path: Path) -> None:
    assert _scanned(qr_svg(text), tmp_path) == text


@needs_zbarimg
def test_the_terminal_rows_say_what_went_in(tmp_path: Path) -> None:
    assert _scanned(_as_svg(qr_rows(ADDRESS)), tmp_path) == ADDRESS


def test_the_rows_are_half_blocks_with_a_light_margin() -> None:
    rows = qr_rows(ADDRESS)
    assert set("".join(rows)) <= set(" ▀▄█")
    assert len({len(row) for row in rows}) == 1
    assert set(rows[0]) == {"█"}, "the two rows of the margin"
    assert all(row.startswith(("██", "▀▀")) and row.endswith(("██", "▀▀")) for row in rows)


def test_the_svg_fits_its_place_and_carries_no_style() -> None:
    svg = ElementTree.fromstring(qr_svg(ADDRESS))
    assert svg.get("aria-hidden") == "true", "words stand beside it"
    assert svg.get("viewBox")
    assert svg.get("width") is None
    assert [child.tag.rpartition("}")[2] for child in svg] == ["rect", "path"]
    assert svg[1].get("fill") == "#000"
    assert "style" not in qr_svg(ADDRESS)
    assert "<title" not in qr_svg(ADDRESS)


def test_capitals_make_a_smaller_code() -> None:
    assert len(qr_rows(ADDRESS)) < len(qr_rows(ADDRESS.lower()))


def test_wifi_signs_are_escaped() -> None:
    assert wifi_text(TRICKY) == r"WIFI:T:WPA;S:Café\; \"blue\\green\", 5\:1;P:p\;a\\s,s\:w\\\\ord;;"


def test_an_open_network_has_no_password() -> None:
    assert "P:" not in wifi_text(Wifi("Garden", ""))
    assert "S:Garden;" in wifi_text(Wifi("Garden", ""))
