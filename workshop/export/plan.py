"""A participant's plan as they take it home: HTML, PDF, Markdown to read, JSON to keep all of it.

HTML, PDF and Markdown leave out the fields that never leave by default (a safe word, a medical note, the
way out): a found paper must not hold them. Only JSON, which the owner asks for as the whole of their own,
has them.

    {"format": "workshop-plan", "version": 1,
     "answers": {"exercise/prompt": the answer as `prompt.to_plain` writes it},
     "group": {"P12.agreement": ["a text that the group released"]}}

Where earlier versions are kept, they stand beside it, oldest first:

     "versions": [{"answers": {...}}]

Where the workshop has a referral directory, a list beside them says where help can be found:

     "contacts": [{"title", "kind", "route", "languages": [], "cost", "verified_on": "2026-10-30"}]
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from workshop.domain.plan import Plan
from workshop.domain.referral import Contacts
from workshop.wording import Wording

from .letter import Entry, Letter, Line, RiskGrid, Said, Section, letter
from .markdown import quote
from .pages import page
from .typesetting import breakable, typed, typeset

JSON_FORMAT = "workshop-plan"
JSON_VERSION = 1
_SHORT = 900
"""A letter of fewer signs than this stands below its card, on one sheet."""
MARKS = {"green": "●", "yellow": "▲", "red": "■"}
"""A level is a shape and a word, so that it survives black and white."""


def plan_html(plan: Plan, words: Wording, contacts: Contacts | None = None) -> bytes:
    """One file that opens offline and prints in black and white, without the never-leaving fields."""
    written = letter(plan, words, contacts)
    return page("plan.html", "plan.css", words, letter=written, marks=MARKS)


def plan_pdf(plan: Plan, words: Wording, contacts: Contacts | None = None) -> bytes:
    """A tagged A4 PDF that names nobody in its metadata, without the never-leaving fields."""
    written = letter(plan, words, contacts)
    left, right = _two_columns(written.card)
    data = {
        "title": written.title,
        "review": breakable(written.review),
        "short": sum(_weight(s) for chapter in written.chapters for s in chapter.sections) < _SHORT,
        "card": [[_drawn(section) for section in column] for column in (left, right) if column],
        "opening": written.opening,
        "closing": written.closing,
        "chapters": [
            {
                "title": chapter.title,
                "sections": [_drawn(section) for section in chapter.sections],
                "grid": asdict(chapter.grid) if chapter.grid else None,
            }
            for chapter in written.chapters
        ],
    }
    return typeset("plan.typ", data, words, private=True)


def plan_markdown(plan: Plan, words: Wording, contacts: Contacts | None = None) -> bytes:
    """Plain text for any device, without the never-leaving fields; what was typed stays plain text."""
    written = letter(plan, words, contacts)
    text = "\n".join(_markdown(written))
    return re.sub(r"\n{3,}", "\n\n", text).encode()


def plan_json(
    answers: Mapping[str, object],
    group: Mapping[str, tuple[str, ...]],
    contacts: Contacts | None = None,
    versions: Sequence[Mapping[str, object]] = (),
) -> bytes:
    """Everything that a participant wrote, the never-leaving fields too, in the form described above."""
    everything: dict[str, object] = {
        "format": JSON_FORMAT,
        "version": JSON_VERSION,
        "answers": dict(answers),
        "group": {path: list(texts) for path, texts in group.items()},
    }
    if versions:
        everything["versions"] = [{"answers": dict(answers)} for answers in versions]
    if contacts is not None:
        everything["contacts"] = [
            {
                "title": one.title,
                "kind": one.kind,
                "route": one.route,
                "languages": list(one.languages),
                "cost": one.cost,
                "verified_on": one.verified_on.isoformat(),
            }
            for one in contacts.referrals
        ]
    return f"{json.dumps(everything, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def _two_columns(sections: tuple[Section, ...]) -> tuple[list[Section], list[Section]]:
    """The card's sections in order, split where both columns are about as long."""
    weights = [_weight(section) for section in sections]
    half = sum(weights) / 2
    split = min(range(len(sections), -1, -1), key=lambda place: abs(sum(weights[:place]) - half))
    return list(sections[:split]), list(sections[split:])


def _weight(section: Section) -> int:
    texts = [
        said.text for e in section.entries for said in (e.lead, *(line.said for line in e.lines)) if said
    ]
    return 60 + sum(40 + len(text) for text in texts)


def _drawn(section: Section) -> dict[str, object]:
    return {
        "label": section.label,
        "listed": section.listed,
        "entries": [
            {
                "mark": entry.mark if entry.mark in MARKS else "",
                "label": entry.label,
                "lead": _said(entry.lead) if entry.lead else None,
                "lines": [{"label": line.label, "said": _said(line.said)} for line in entry.lines],
            }
            for entry in section.entries
        ],
    }


def _said(said: Said) -> dict[str, object]:
    return typed(said.text) if said.own else {"text": breakable(said.text), "own": False, "rtl": None}


def _markdown(written: Letter) -> list[str]:
    lines = [f"# {quote(written.title)}", ""]
    if written.review:
        lines += [quote(written.review), ""]
    for section in written.card:
        lines += _section_lines(section)
    if written.card:
        lines += ["---", ""]
    lines += [quote(written.opening), ""]
    for chapter in written.chapters:
        lines += [f"## {quote(chapter.title)}", ""]
        for section in chapter.sections:
            lines += _section_lines(section)
        if chapter.grid:
            lines += _grid_lines(chapter.grid)
    if written.closing:
        lines += [quote(written.closing), ""]
    return lines


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
    return f"**{quote(line.label)}:** {quote(line.said.text, indent=indent)}"


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
