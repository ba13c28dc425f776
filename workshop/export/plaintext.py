"""A letter as plain text for simple phones: short lines, no markup, letters of every script kept whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from workshop.domain.cleaning import clean
from workshop.wording import Wording

from .letter import Entry, Letter, Line, RiskGrid, Said, Section, together

COLUMNS = 40
"""Cells in a line."""
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_HOLDS_NEXT = re.compile("[\u200d\u094d\u1039\u17d2\u0e40-\u0e44\u0ec0-\u0ec4]")
"""Joiners, and vowels that are written before their consonant."""


def plain_text(written: Letter, words: Wording) -> str:
    """`written` in lines of at most `COLUMNS` cells."""
    lines = [*_wrapped(written.title)]
    for text in (written.review, written.soon, written.edition):
        lines += _wrapped(text)
    lines.append("")
    if written.form == "buddy":
        lines += [*_wrapped(written.opening), ""]
    for section in written.card:
        lines += _section(section)
    if written.form != "buddy":
        lines += [*_wrapped(written.opening), ""]
    for chapter in written.chapters:
        title = list(_wrapped(chapter.title))
        lines += [*title, "-" * max(map(cells, title)), ""]
        for section in (together(chapter.pairs, words),) if chapter.pairs else ():
            lines += _section(section)
        for section in chapter.sections:
            lines += _section(section)
        if chapter.grid:
            lines += _grid(chapter.grid)
        lines += [*_wrapped(chapter.reasoning), ""]
    lines += _wrapped(written.closing)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def cells(text: str) -> int:
    """How many cells of a line `text` takes; marks above and below letters take none."""
    return sum(map(_cells, text))


def _cells(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if _WIDE.match(sign) else 1


def _section(section: Section) -> Iterator[str]:
    ends = unicodedata.category(section.label[-1])[0]
    yield from _wrapped(f"{section.label}:" if ends in "LMN" else section.label)
    numbered = section.listed and len(section.entries) > 1
    for number, entry in enumerate(section.entries, start=1):
        yield from _entry(entry, f"{number}. " if numbered else "")
    yield ""


def _entry(entry: Entry, begin: str) -> Iterator[str]:
    indent = " " * len(begin)
    if entry.label:
        yield from _wrapped(entry.label, begin, indent)
        begin = indent
    if entry.lead:
        yield from _wrapped(_text(entry.lead), begin, indent)
        begin = indent
    below = "  " if not indent and (entry.label or entry.lead) else ""
    for line in entry.lines:
        yield from _wrapped(_line(line), f"{begin}{below}", f"{indent}{below}")
        begin = indent


def _line(line: Line) -> str:
    return f"{line.label}: {_text(line.said)}" if line.label else _text(line.said)


def _text(said: Said) -> str:
    return clean(said.text) if said.own else said.text


def _grid(grid: RiskGrid) -> Iterator[str]:
    """Rows from the heaviest, columns from unlikely to likely."""
    yield from _wrapped(f"{grid.down} ↑ · {grid.across} →")
    side = len(grid.rows)
    for weight, row in zip(range(side, 0, -1), grid.rows, strict=True):
        places = (",".join(map(str, square.threats)) or "." for square in row)
        yield f"{weight} | " + " ".join(place.center(5) for place in places).rstrip()
    yield "    " + " ".join(str(step).center(5) for step in range(1, side + 1)).rstrip()
    yield ""


def _wrapped(text: str, first: str = "", rest: str = "") -> Iterator[str]:
    """The lines of `text`; the first begins with `first`, the others with `rest`. Nothing for no text."""
    begin = first
    for paragraph in filter(None, text.split("\n")):
        line, empty = begin, True
        for piece, blank in _pieces(paragraph, COLUMNS - len(rest)):
            gap = " " if blank and not empty else ""
            if not empty and cells(line) + len(gap) + cells(piece) > COLUMNS:
                yield line
                line, gap = rest, ""
            line, empty = f"{line}{gap}{piece}", False
        yield line
        begin = rest


def _pieces(paragraph: str, room: int) -> Iterator[tuple[str, bool]]:
    """What may not be broken, and whether blank space stood before it; what is too long is broken."""
    for blank, word in re.findall("([ \u200b]*)([^ \u200b]+)", paragraph):
        spaced = " " in blank
        if cells(word) <= room:
            yield word, spaced
            continue
        part = ""
        for cluster in _clusters(word):
            if part and cells(part) + cells(cluster) > room:
                yield part, spaced
                part, spaced = "", False
            part += cluster
        yield part, spaced


def _clusters(word: str) -> Iterable[str]:
    """Letters with all that belongs to them."""
    found: list[str] = []
    for sign in word:
        joins = unicodedata.category(sign)[0] == "M" or unicodedata.category(sign) == "Cf"
        if found and (joins or _HOLDS_NEXT.match(found[-1][-1])):
            found[-1] += sign
        else:
            found.append(sign)
    return found
