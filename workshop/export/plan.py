"""A participant's plan as they take it home: HTML, Markdown and plain text to read (on paper: planpaper.py).

Each leaves out the fields that never leave by default (a safe word, a medical note, the way out): a found
paper must not hold them. Only JSON (planjson.py), which the owner asks for as the whole of their own, has
them.
"""

from __future__ import annotations

from workshop.domain.plan import Plan
from workshop.domain.plan_parts import Form
from workshop.domain.referral import Contacts
from workshop.wording import Wording

from .letter import MARKS, TEXTS, Edition, letter
from .markdown import markdown
from .pages import LETTER_STYLES, page
from .plaintext import plain_text
from .planjson import plan_json

__all__ = ["plan_html", "plan_json", "plan_markdown", "plan_text"]


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
    return page("plan.html", LETTER_STYLES, words, letter=written, marks=MARKS, texts=texts)


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
