"""Everything that is read has a contrast of at least 4.5 to 1, in each of our themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

import workshop.console
from workshop.console.themes import COUNTERPART, OWN, THEMES

FOLDER = Path(workshop.console.__file__).parent


def luminance(color: Color) -> float:
    """WCAG 2.2: relative luminance."""
    parts = [part / 255 for part in (color.r, color.g, color.b)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_contrast(theme: Theme) -> None:
    inks = (
        theme.primary,
        theme.success,
        theme.warning,
        theme.error,
        theme.foreground,
        theme.variables["muted"],
    )
    for ink in inks:
        for ground in (theme.background, theme.panel):
            assert ink is not None
            assert ground is not None
            assert contrast(ink, ground) >= (7 if theme.name.endswith("contrast") else 4.5), (ink, ground)


def test_every_theme_has_a_counterpart() -> None:
    assert {COUNTERPART[COUNTERPART[theme]] for theme in THEMES} == set(THEMES)


def test_colours_are_named_in_one_place_only() -> None:
    for path in [*FOLDER.rglob("*.py"), *FOLDER.rglob("*.tcss")]:
        if path.name != "themes.py":
            assert not re.search(r"#[0-9a-fA-F]{6}\b", path.read_text()), path
