"""A participant's plan on paper: the whole of it, the pocket card, the buddy's copy, and slips of days.

Letter -> data -> a fixed Typst template -> PDF

Every one is tagged, names nobody and no day of making in its metadata, is titled "Notes", and reads in black
and white. What never leaves by default is in none of them.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict

from workshop.domain.plan import Plan
from workshop.domain.plan_parts import Form
from workshop.domain.referral import Contacts
from workshop.wording import Wording

from .letter import TEXTS, Chapter, Edition, Entry, Letter, Said, Section, letter, review_days
from .lettering import missing_letters
from .press import PressFailed
from .reminder import reminder_slip
from .typesetting import Paper, breakable, typed, typeset, typeset_many

_SHORT = 900
"""A letter of fewer signs than this stands below its card, on one sheet."""
_TEMPLATES: Mapping[Form, str] = {"full": "plan.typ", "pocket": "pocket.typ", "buddy": "buddy.typ"}
_OF_EACH = 4
"""Slips of each day: for a purse, a calendar, a kitchen door."""


def plan_pdf(
    plan: Plan,
    words: Wording,
    contacts: Contacts | None = None,
    *,
    form: Form = "full",
    edition: Edition | None = None,
    paper: Paper = "a4",
) -> bytes:
    """One form of `plan`, set in a process of its own. Raises PressFailed."""
    written = letter(plan, words, contacts, form=form, edition=edition)
    return typeset(_TEMPLATES[form], _data(written, words), words, private=True, paper=paper)


def boxes(
    plan: Plan, words: Wording, contacts: Contacts | None = None, *, form: Form = "full"
) -> frozenset[str]:
    """The letters of this form of `plan` that would be empty boxes on paper: no font here has them.

    Signs that are no letters, as a picture in a sentence, do not count.
    """
    written = json.dumps(asdict(letter(plan, words, contacts, form=form)), ensure_ascii=False)
    return missing_letters("".join({sign for sign in written if unicodedata.category(sign)[0] in "LM"}))


def plan_papers(
    plans: Iterable[Plan],
    words: Wording,
    told: Callable[[int], None] = lambda done: None,
    contacts: Contacts | None = None,
    *,
    form: Form = "full",
    paper: Paper = "a4",
) -> Iterator[bytes | PressFailed]:
    """One form of every plan, in their order; in place of one that cannot be set, PressFailed.

    Plans are taken as they are needed, and set in processes that end with the last. `told` hears, after
    each, how many are done.
    """

    def data() -> Iterator[Mapping[str, object] | PressFailed]:
        for plan in plans:
            try:
                found: Mapping[str, object] | PressFailed = _data(
                    letter(plan, words, contacts, form=form), words
                )
            except Exception:
                found = PressFailed()
            yield found

    return typeset_many(_TEMPLATES[form], data(), words, told, paper=paper)


def slip_pdf(plan: Plan, words: Wording, summary: str = "", *, paper: Paper = "a4") -> bytes | None:
    """Slips to cut out, each a day on which to look again and a discreet word; None where no day is set.

    `summary` is the word as the owner chose it.
    """
    slip = reminder_slip(review_days(plan), words, summary)
    if not slip.days:
        return None
    data = {
        "title": words.say(TEXTS["title"]),
        "days": [day for day in slip.days for _ in range(_OF_EACH)],
        "word": typed(slip.title),
    }
    return typeset("slip.typ", data, words, private=True, paper=paper)


def _data(written: Letter, words: Wording) -> dict[str, object]:
    common: dict[str, object] = {
        "title": written.title,
        "review": breakable(written.review),
        "edition": written.edition,
        "opening": written.opening,
    }
    match written.form:
        case "full":
            return common | _whole(written, words)
        case "pocket":
            return common | {"card": _drawn(written.card), "steps": _steps(words)}
        case "buddy":
            return common | {"card": _drawn(written.card)}


def _whole(written: Letter, words: Wording) -> dict[str, object]:
    left, right = _two_columns(written.card)
    return {
        "soon": written.soon,
        "short": sum(_weight(s) for chapter in written.chapters for s in chapter.sections) < _SHORT,
        "card": [_drawn(column) for column in (left, right) if column],
        "mine": words.say(TEXTS["mine"]),
        "ours": words.say(TEXTS["ours"]),
        "who_with": words.say(TEXTS["who_with"]),
        "chapters": [_chapter(chapter) for chapter in written.chapters],
        "closing": written.closing,
    }


def _steps(words: Wording) -> list[str]:
    """How a sheet becomes a card: what to cut, what to fold first, what then."""
    return [
        words.say("Print at full size. Cut along the dashed line."),
        words.say("Fold along the long dotted line, with the print outside."),
        words.say("Fold the short lines to and fro, so that the first panel lies on top."),
    ]


def _two_columns(sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The card's sections in order, split where both columns are about as long."""
    weights = [_weight(section) for section in sections]
    half = sum(weights) / 2
    split = min(range(len(sections), -1, -1), key=lambda place: abs(sum(weights[:place]) - half))
    return sections[:split], sections[split:]


def _weight(section: Section) -> int:
    texts = [
        said.text for e in section.entries for said in (e.lead, *(line.said for line in e.lines)) if said
    ]
    return 60 + sum(40 + len(text) for text in texts)


def _chapter(chapter: Chapter) -> dict[str, object]:
    return {
        "title": chapter.title,
        "reasoning": chapter.reasoning,
        "pairs": [{"mine": _maybe(pair.mine), "ours": _maybe(pair.ours)} for pair in chapter.pairs],
        "sections": _drawn(chapter.sections),
        "grid": asdict(chapter.grid) if chapter.grid else None,
    }


def _drawn(sections: tuple[Section, ...]) -> list[dict[str, object]]:
    return [
        {"label": one.label, "listed": one.listed, "entries": [_entry(entry) for entry in one.entries]}
        for one in sections
    ]


def _maybe(entry: Entry | None) -> dict[str, object] | None:
    return _entry(entry) if entry else None


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "mark": entry.mark,
        "label": entry.label,
        "lead": _said(entry.lead) if entry.lead else None,
        "lines": [{"label": line.label, "said": _said(line.said)} for line in entry.lines],
    }


def _said(said: Said) -> dict[str, object]:
    return typed(said.text) if said.own else {"text": breakable(said.text), "own": False, "rtl": None}
