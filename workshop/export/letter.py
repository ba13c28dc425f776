"""A plan as a letter to oneself: what each form of it says, in order, before any form draws it.

Plan -> Letter -> HTML, PDF, Markdown
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from workshop.domain.plan import FilledColumn, FilledField, FilledPart, Plan, Record
from workshop.domain.plan_parts import PARTS
from workshop.domain.referral import Contacts, Referral, by_kind
from workshop.wording import Wording

from .days import day_in_words, spelled


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text; `own` where a person wrote it."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    said: Said


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: `mark` is the shape of a level (green, yellow, red), `lead` what comes first."""

    mark: str
    label: str
    lead: Said | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    entries: tuple[Entry, ...]
    listed: bool
    """Several of a kind: drawn as a list."""


@dataclass(frozen=True, slots=True)
class Square:
    """One field of the risk grid: the numbers of the threats in it, and how dark it is."""

    threats: tuple[int, ...]
    level: int


@dataclass(frozen=True, slots=True)
class RiskGrid:
    """Rows from the heaviest to the lightest, columns from unlikely to likely."""

    across: str
    down: str
    rows: tuple[tuple[Square, ...], ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    sections: tuple[Section, ...]
    grid: RiskGrid | None


@dataclass(frozen=True, slots=True)
class Letter:
    title: str
    review: str
    card: tuple[Section, ...]
    opening: str
    chapters: tuple[Chapter, ...]
    closing: str


_ON_THE_CARD: Mapping[str, tuple[str, ...]] = {
    "levels": ("helps", "who_may_tell_me"),
    "contacts": ("code", "route"),
    "checkin": ("when", "with", "channel"),
    "commitments": ("what", "start"),
}
"""Of a record with columns, those that a card which may be lost can hold."""
_LEADING = frozenset(
    {
        "what",
        "activity",
        "action",
        "practice",
        "trigger",
        "role",
        "code",
        "when",
        "habit",
        "kind",
        "level",
        "who",
    }
)
"""Columns that need no label where they begin a record: they say what it is about."""
_REVIEWS = ("review_30", "review_90", "review_6m")
_HIGHEST = 5
_SUPPORT = "P13"
_ON_PAPER = frozenset({"route", "languages", "cost"})
"""Of what there is to say of a contact, what a plan repeats."""


def letter(plan: Plan, words: Wording, contacts: Contacts | None = None) -> Letter:
    """What `plan` says, and where help can be found. Fields that never leave by default are not in it."""
    found = {part.part.id: _chapter(part, words) for part in plan.parts}
    written = {id: chapter for id, chapter in found.items() if chapter.sections}
    return Letter(
        title=words.say("Notes"),
        review=_review(plan, words),
        card=_card(plan, words),
        opening=words.say("This is what I wrote for myself. Every line of it may change when I do.")
        if written
        else words.say("There is nothing here yet, and that is fine. It can be filled at any time."),
        chapters=_with_contacts(written, contacts, words),
        closing=words.say("I do not have to do all of it, and none of it alone.") if written else "",
    )


def _with_contacts(
    written: Mapping[str, Chapter], contacts: Contacts | None, words: Wording
) -> tuple[Chapter, ...]:
    """The chapters in the plan's order, contacts at the end of the one on support."""
    chapters = dict(written)
    if contacts is not None:
        title = next(words.say(part.title) for part in PARTS if part.id == _SUPPORT)
        support = chapters.get(_SUPPORT, Chapter(title, (), None))
        section = _contacts(contacts, words)
        chapters[_SUPPORT] = replace(support, sections=(*support.sections, section))
    return tuple(chapters[part.id] for part in PARTS if part.id in chapters)


def _contacts(contacts: Contacts, words: Wording) -> Section:
    label = words.say("People who can help, as of {day}", day=day_in_words(contacts.day, words))
    entries = [_contact(contact, words) for _, group in by_kind(contacts.referrals) for contact in group]
    return Section(label, tuple(entries), listed=True)


def _contact(contact: Referral, words: Wording) -> Entry:
    checked = day_in_words(contact.verified_on, words)
    lines = (
        Line(words.say("Kind"), Said(words.say(contact.kind_in_words), own=False)),
        *(
            Line(words.say(fact.label), Said(text, own=True))
            for fact, text in contact.facts
            if fact.id in _ON_PAPER
        ),
        Line(words.say("Checked on"), Said(checked, own=False)),
    )
    return Entry("", "", Said(contact.title, own=True), lines)


def _review(plan: Plan, words: Wording) -> str:
    for name in _REVIEWS:
        field = plan.field("P14", name)
        if field is not None:
            day = field.records[0].columns[0].words[0].text
            return words.say("To look at again: {day}", day=spelled(day, words))
    return ""


def _card(plan: Plan, words: Wording) -> tuple[Section, ...]:
    fields = (field for part in plan.parts for field in part.fields if "pocket" in field.field.leaves_in)
    sections = (_section(field, words, _ON_THE_CARD.get(field.field.id)) for field in fields)
    return tuple(section for section in sections if section.entries)


def _chapter(part: FilledPart, words: Wording) -> Chapter:
    fields = tuple(field for field in part.fields if field.field.leaves_in)
    sections = tuple(_section(field, words) for field in fields)
    threats = next((field for field in fields if field.field.id == "threats"), None)
    return Chapter(words.say(part.part.title), sections, _grid(threats, words) if threats else None)


def _section(field: FilledField, words: Wording, columns: tuple[str, ...] | None = None) -> Section:
    labels = {column.label: column.id for column in field.field.columns}
    entries = []
    for record in field.records:
        chosen = [c for c in record.columns if columns is None or labels.get(c.label, "") in columns]
        if chosen:
            entries.append(_entry(field, record, chosen, words))
    return Section(words.say(field.field.label), tuple(entries), listed=field.field.many)


def _entry(field: FilledField, record: Record, columns: list[FilledColumn], words: Wording) -> Entry:
    """The first column leads where it says what the record is about; named records have their name."""
    leading = {column.label for column in field.field.columns if column.id in _LEADING} or {""}
    lead = None
    if not record.label and columns[0].label in leading:
        lead = _said(columns[0], words)
        columns = columns[1:]
    level = next((row.id for row in field.field.rows if row.label == record.label), "")
    lines = tuple(Line(words.say(column.label), _said(column, words)) for column in columns)
    return Entry(level, words.say(record.label), lead, lines)


def _said(column: FilledColumn, words: Wording) -> Said:
    texts = [spelled(w.text, words) if w.own else words.say(w.text) for w in column.words]
    return Said(" · ".join(texts), own=any(w.own for w in column.words))


def _grid(threats: FilledField, words: Wording) -> RiskGrid | None:
    """Where each threat stands that has both numbers; none where no threat has."""
    labels = {column.id: column.label for column in threats.field.columns}
    places: dict[tuple[int, int], list[int]] = {}
    for number, record in enumerate(threats.records, start=1):
        values = {column.label: column.words[0].text for column in record.columns}
        likelihood = _one_to_five(values.get(labels["likelihood"], ""))
        impact = _one_to_five(values.get(labels["impact"], ""))
        if likelihood and impact:
            places.setdefault((likelihood, impact), []).append(number)
    if not places:
        return None
    steps = range(1, _HIGHEST + 1)
    return RiskGrid(
        across=words.say("How likely"),
        down=words.say("How heavy"),
        rows=tuple(
            tuple(Square(tuple(places.get((x, y), ())), _level(x * y)) for x in steps)
            for y in reversed(steps)
        ),
        levels=(words.say("low"), words.say("watch"), words.say("act"), words.say("act now, or stop")),
    )


def _level(product: int) -> int:
    """Likelihood by impact: 1 to 4 low, 5 to 9 watch, 10 to 14 act, 15 to 25 act now or stop."""
    return sum(product >= threshold for threshold in (5, 10, 15))


def _one_to_five(text: str) -> int:
    begins = re.match(r"[1-5](?!\d)", text)
    return int(begins[0]) if begins else 0
