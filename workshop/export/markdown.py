"""A letter as Markdown; what people typed stays plain text: no emphasis, link, HTML or list comes alive."""

from __future__ import annotations

import re

from workshop.wording import Wording

from .letter import MARKS, Entry, Letter, Line, RiskGrid, Section, together

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#~|!&$^=%@]")
_LINE_BEGINS = re.compile(r"(?m)^[ ]*([-+]|\d+(?=[.)]))")
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.|:(?=\S*\\@)", re.IGNORECASE)
_BLANKS_AT_ENDS = re.compile(r"[ \t]*\n[ \t]*")


def quote(text: str, *, indent: str = "") -> str:
    """`text` with every sign escaped that Markdown, or a widespread dialect of it, could act on.

    Lines stay lines: each ends with a hard break and the next begins with `indent`.
    """
    lines = _BLANKS_AT_ENDS.sub("\n", text.strip(" \t\n"))
    escaped = _ANYWHERE.sub(lambda sign: f"\\{sign[0]}", lines)
    escaped = _ADDRESS.sub(lambda sign: f"\\{sign[0]}", escaped)
    escaped = _LINE_BEGINS.sub(_escape_beginning, escaped)
    return re.sub(r"\n+", f"\\\\\n{indent}", escaped)


def _escape_beginning(begins: re.Match[str]) -> str:
    sign = begins[1]
    # A number opens a list by the dot or bracket behind it, which may stand escaped; a dash by itself.
    return f"\\{sign}" if sign in "-+" else f"{sign}\\"


def markdown(written: Letter, words: Wording) -> str:
    """`written` as Markdown of any dialect."""
    lines = [f"# {quote(written.title)}", ""]
    for text in (written.review, written.soon, written.edition):
        lines += [quote(text), ""]
    if written.form == "buddy":
        lines += [quote(written.opening), ""]
    for section in written.card:
        lines += _section_lines(section)
    if written.card and written.chapters:
        lines += ["---", ""]
    if written.form != "buddy":
        lines += [quote(written.opening), ""]
    for chapter in written.chapters:
        lines += [f"## {quote(chapter.title)}", ""]
        for section in (together(chapter.pairs, words),) if chapter.pairs else ():
            lines += _section_lines(section)
        for section in chapter.sections:
            lines += _section_lines(section)
        if chapter.grid:
            lines += _grid_lines(chapter.grid)
        lines += [quote(chapter.reasoning), ""]
    lines += [quote(written.closing), ""]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return f"{text}\n"


def _section_lines(section: Section) -> list[str]:
    lines = [f"### {quote(section.label)}", ""]
    for number, entry in enumerate(section.entries, start=1):
        lines += _entry_lines(entry, number if section.listed and len(section.entries) > 1 else None)
    return [*lines, ""]


def _entry_lines(entry: Entry, number: int | None) -> list[str]:
    bullet = f"{number}. " if number else ""
    indent = " " * len(bullet)
    if entry.label:
        mark = f"{MARKS[entry.mark]} " if entry.mark in MARKS else ""
        heading = f"{bullet}{mark}**{quote(entry.label)}**"
    elif entry.lead:
        heading = f"{bullet}{quote(entry.lead.text, indent=indent)}"
    else:
        heading = f"{bullet}{_line(entry.lines[0], indent)}"
        return [*_under(heading, entry.lines[1:], indent)]
    return [*_under(heading, entry.lines, indent)]


def _under(heading: str, lines: tuple[Line, ...], indent: str) -> list[str]:
    under = [f"{indent}- {_line(line, f'{indent}  ')}" for line in lines]
    return [heading, "", *under, ""] if under else [heading, *([] if indent else [""])]


def _line(line: Line, indent: str) -> str:
    label = f"**{quote(line.label)}:** " if line.label else ""
    return f"{label}{quote(line.said.text, indent=indent)}"


def _grid_lines(grid: RiskGrid) -> list[str]:
    """The risk grid as a table: rows from the heaviest, columns from unlikely to likely."""
    side = len(grid.rows)
    corner = f"{quote(grid.down)} ↓ {quote(grid.across)} →"
    lines = [
        f"| {corner} | " + " | ".join(str(step) for step in range(1, side + 1)) + " |",
        "|" + " --- |" * (side + 1),
    ]
    for row, weight in zip(grid.rows, range(side, 0, -1), strict=True):
        cells = (", ".join(str(number) for number in square.threats) or "·" for square in row)
        lines.append(f"| **{weight}** | " + " | ".join(cells) + " |")
    return [*lines, ""]
