"""A participant's plan as they take it home: HTML, PDF, Markdown and plain text to read.

Each leaves out the fields that never leave by default (a safe word, a medical note, the way out): a found
paper must not hold them. Only JSON (planjson.py), which the owner asks for as the whole of their own, has
them.
"""

from __future__ import annotations

from dataclasses import asdict

from workshop.domain.plan import Plan
from workshop.domain.plan_parts import Form
from workshop.domain.referral import Contacts
from workshop.wording import Wording

from .letter import MARKS, TEXTS, Chapter, Edition, Said, Section, letter, together
from .markdown import markdown
from .pages import page
from .plaintext import plain_text
from .planjson import plan_json
from .typesetting import breakable, typed, typeset

__all__ = ["plan_html", "plan_json", "plan_markdown", "plan_pdf", "plan_text"]

_SHORT = 900
"""A letter of fewer signs than this stands below its card, on one sheet."""


def plan_html(
    plan: Plan,
    words: Wording,
    contacts: Contacts | None = None,
    *,
    form: Form = "full",
    edition: Edition | None = None,
) -> bytes:
    """One file that opens offline and prints in black and white."""
    written = letter(plan, words, contacts, form=form, edition=edition)
    texts = {name: words.say(TEXTS[name]) for name in ("mine", "ours", "who_with")}
    return page("plan.html", "plan.css", words, letter=written, marks=MARKS, texts=texts)


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
                "sections": [_drawn(section) for section in _sections(chapter, words)],
                "grid": asdict(chapter.grid) if chapter.grid else None,
            }
            for chapter in written.chapters
        ],
    }
    return typeset("plan.typ", data, words, private=True)


def plan_markdown(
    plan: Plan,
    words: Wording,
    contacts: Contacts | None = None,
    *,
    form: Form = "full",
    edition: Edition | None = None,
) -> bytes:
    """For any device; what was typed stays plain text."""
    return markdown(letter(plan, words, contacts, form=form, edition=edition), words).encode()


def plan_text(
    plan: Plan,
    words: Wording,
    contacts: Contacts | None = None,
    *,
    form: Form = "full",
    edition: Edition | None = None,
) -> bytes:
    """Plain text in short lines, for a simple phone."""
    return plain_text(letter(plan, words, contacts, form=form, edition=edition), words).encode()


def _sections(chapter: Chapter, words: Wording) -> tuple[Section, ...]:
    beside = (together(chapter.pairs, words),) if chapter.pairs else ()
    return (*beside, *chapter.sections)


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
