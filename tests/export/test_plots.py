"""Plots: every number stands where its scale says, labels are text, and nothing typed becomes markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from workshop.export.plots import Bar, Change, Parts, bars_svg, changes_svg, parts_svg

from ..conftest import HOSTILE

_SVG = "{http://www.w3.org/2000/svg}"
_WIDTH = 680
LONG = "A very long title of an agenda that nobody would read on one line, nor on two of them either"


def _drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def _texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in _drawn(svg).iter(f"{_SVG}text")]


def _places(svg: str, name: str, attribute: str) -> list[float]:
    return [float(shape.attrib[attribute]) for shape in _drawn(svg).iter(f"{_SVG}{name}")]


def test_dots_stand_where_the_scale_says() -> None:
    svg = changes_svg([Change("A", "", 1, 5), Change("B", "", 4, 3)], ("then", "today"), alt="x")
    *_, a_then, a_today, b_then, b_today = _places(svg, "circle", "cx")
    assert (b_then - a_then) / (a_today - a_then) == pytest.approx(3 / 4)
    assert (b_today - a_then) / (a_today - a_then) == pytest.approx(2 / 4)
    fills = [circle.attrib["fill"] for circle in _drawn(svg).iter(f"{_SVG}circle")]
    assert len(set(fills[::2])) == len(set(fills[1::2])) == 1 and fills[0] != fills[1], "open and full"
    assert [text for text in _texts(svg) if "." in text] == ["1.0", "5.0", "3.0", "4.0"]


def test_bars_below_nothing_go_the_other_way() -> None:
    svg = bars_svg([Bar("A", "", 10, "+10"), Bar("B", "", -5, "−5"), Bar("C", "", 0, "0")], alt="x")
    widths, lefts = _places(svg, "rect", "width"), _places(svg, "rect", "x")
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.2)
    assert widths[2] == 0
    assert lefts[1] + widths[1] == pytest.approx(lefts[0], abs=0.2)
    assert _texts(svg) == ["A", "+10", "B", "−5", "C", "0"]


def test_parts_fill_their_whole() -> None:
    svg = parts_svg(
        [Parts("A", "", (3, 0, 1)), Parts("B", "", (0, 2, 0))], ("kept", "partly", "changed"), alt="x"
    )
    widths = _places(svg, "rect", "width")[3:]
    assert widths[0] == pytest.approx(3 * widths[1], abs=0.3)
    assert widths[2] == pytest.approx(2 * widths[1], abs=0.3)
    assert _texts(svg) == ["kept", "partly", "changed", "A", "3", "1", "B", "2"]


def test_right_to_left_is_the_mirror() -> None:
    rows = [Change("A", "", 2, 4)]
    ways = [changes_svg(rows, ("then", "today"), alt="x", rtl=rtl) for rtl in (False, True)]
    left, right = (_places(svg, "circle", "cx") for svg in ways)
    assert [_WIDTH - place for place in left] == pytest.approx(right)
    assert 'x="680.0" y="' in ways[1] and 'text-anchor="end" font-size="13"' in ways[1]


@pytest.mark.parametrize("rows", [[], [Bar("", "", 0, "")]])
def test_nothing_can_be_drawn(rows: list[Bar]) -> None:
    assert _drawn(bars_svg(rows, alt="x")) is not None
    assert _drawn(changes_svg([], ("a", "b"), alt="x")) is not None
    assert _drawn(parts_svg([], ("a",), alt="x")) is not None


@pytest.mark.parametrize("label", [LONG, "x" * 300, "အန္တရာယ်ကင်းရှင်းရေး" * 20, "安全" * 60])
def test_a_long_label_has_two_lines_and_ends_in_dots(label: str) -> None:
    lines = _texts(bars_svg([Bar(label, "", 1, "1")], alt="x"))[:-1]
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert not re.match(r"[\u102b-\u103e]", lines[1]), "no line begins with a mark"


@pytest.mark.parametrize("text", [*HOSTILE, '"/><script>', "]]>", "&lt;"])
def test_what_was_typed_is_only_text(text: str) -> None:
    clean = "".join(sign for sign in text if sign.isprintable())
    svg = parts_svg([Parts(clean, clean, (1,))], (clean,), alt=clean)
    tags = {shape.tag.removeprefix(_SVG) for shape in _drawn(svg).iter()}
    assert tags <= {"svg", "text", "tspan", "rect", "line", "circle"}
    assert _drawn(svg).attrib["aria-label"] == clean


def test_letters_beyond_latin_have_the_face_of_their_script() -> None:
    svg = bars_svg([Bar("ثلاثة أيام (2)", "", 1, "1")], alt="x")
    faces = [piece.attrib["font-family"].split(",")[0] for piece in _drawn(svg).iter(f"{_SVG}tspan")]
    assert faces == ["Noto Sans Arabic"] * 2
    assert _texts(svg)[0] == "ثلاثة أيام (2)"
