"""The last look at everything that is drawn: no text of anybody's drives the terminal."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Harmless(LineFilter):
    """Texts are cleaned where they come in; should one ever not be, its control characters end here."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment
            if segment.control
            else Segment(_CONTROLS.sub("", segment.text), segment.style, segment.control)
            for segment in segments
        ]
