"""A plan as a letter to oneself: what each form of it says, in order, before any surface draws it.

Plan -> Letter -> HTML, PDF, Markdown, plain text

Three forms: the full plan; the pocket card, which may be lost and so names nobody; the buddy's copy. What
never leaves by default is in none of them. browser/src/letter.js says the very same of a plan that only its
owner's browser can read: what is said here is said there, and a test holds both together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from workshop.domain.plan import FilledColumn, FilledField, FilledPart, Plan, Record, Words
from workshop.domain.plan_parts import PARTS, Form
from workshop.domain.referral import Contacts, Referral, by_kind
from workshop.domain.urgency import review_soon
from workshop.wording import Wording, mark

from .days import day_in_words, spelled


@dataclass(frozen=True, slots=True)
class Edition:
    """Which version of a plan this is, and the day on which it was made where its owner wants it said."""

    number: int = 1
    day: date | None = None


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
    """One record: `mark` is the shape of a level (green, yellow, red) or "", `lead` what comes first."""

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
class Pair:
    """A commitment of one's own and one of the group, side by side.

    Beside a lone one of one's own stands the question `TEXTS["who_with"]`; beside a lone one of the group
    nothing.
    """

    mine: Entry | None
    ours: Entry | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """`reasoning`: how threat, exposure and protection hang together; nothing is ever computed.

    `pairs` take the place of the sections on one's own commitments and on those of the group; their two
    headings are `TEXTS["mine"]` and `TEXTS["ours"]`.
    """

    title: str
    sections: tuple[Section, ...]
    grid: RiskGrid | None
    reasoning: str = ""
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The pocket card and the buddy's copy are all `card`, and have no chapters.

    `soon`: one sentence where somebody was not steady when they counted, else ""; `edition`: "" where there
    is nothing to say.
    """

    form: Form
    title: str
    review: str
    soon: str
    edition: str
    card: tuple[Section, ...]
    opening: str
    chapters: tuple[Chapter, ...]
    closing: str


TEXTS: Mapping[str, str] = {
    "title": mark("Notes"),
    "review": mark("To look at again: {day}"),
    "soon": mark("Look at this again soon, on a steadier day."),
    "edition": mark("Version {number}"),
    "edition_of": mark("Version {number}, {day}"),
    "opening": mark("This is what I wrote for myself. Every line of it may change when I do."),
    "for_buddy": mark("For the one who walks beside me: what helps me, and what I have set out to do."),
    "empty": mark("There is nothing here yet, and that is fine. It can be filled at any time."),
    "closing": mark("I do not have to do all of it, and none of it alone."),
    "reasoning": mark(
        "A risk grows with the threat and with what exposes me, and it shrinks with what protects me. "
        "So there is always more than one side from which to make it smaller."
    ),
    "mine": mark("What I commit to"),
    "ours": mark("What we commit to together"),
    "who_with": mark("Who could carry this with me?"),
    "across": mark("How likely"),
    "down": mark("How heavy"),
    "low": mark("low"),
    "watch": mark("watch"),
    "act": mark("act"),
    "stop": mark("act now, or stop"),
    "contacts": mark("People who can help, as of {day}"),
    "kind": mark("Kind"),
    "route": mark("How to reach"),
    "languages": mark("Languages"),
    "cost": mark("Cost"),
    "checked": mark("Checked on"),
    "done": mark("Done"),
    "reminder": mark("Tea"),
}
"""Our own words in a letter; what stands in braces is filled in."""

CARDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "pocket": {
        "P3.rule_if_then": (),
        "P3.levels": ("helps",),
        "P3.what_brings_me_back": (),
        "P7.first_hour": ("first", "second"),
        "P8.contacts": ("code", "route"),
        "P8.checkin": ("when", "channel"),
    },
    "buddy": {
        "P2.values": (),
        "P2.limits_to_respect": (),
        "P3.levels": ("helps", "who_may_tell_me"),
        "P3.rule_if_then": (),
        "P3.what_brings_me_back": (),
        "P3.how_to_be_with_me": (),
        "P6.prevent": ("action", "by_when"),
        "P8.checkin": ("when", "with", "channel", "missed_15", "missed_60", "missed_180"),
        "P10.routine": ("habit", "tiny_step", "when", "where", "plan_b"),
        "P10.reclaimed_hour": (),
        "P10.health_checks_due": (),
        "P11.commitments": ("what", "start", "if_then", "blocker", "supporter"),
    },
}
"""Fields of a card that somebody else may read, with the columns that it may hold: nothing else gets in.

The pocket card has no column for people: who may tell me, with whom, in which role.
"""
LEADING = (
    *("what", "activity", "action", "practice", "trigger", "role", "code", "when", "habit", "kind"),
    *("level", "who"),
)
"""Columns that need no label where they begin a record: they say what it is about."""
REVIEWS = ("review_30", "review_90", "review_6m")
"""The fields of P14 with the days on which to look again, the next one first."""
MARKS: Mapping[str, str] = {"green": "●", "yellow": "▲", "red": "■"}
"""A level is a shape and a word, so that it survives black and white."""
STEPWISE = frozenset({"first_hour", "first_day"})
"""Numbered steps for each of two threats: drawn threat by threat, not step by step."""
TICKED = frozenset({"nine_habits"})
"""Rows that were ticked in one of several columns: drawn column by column."""
ROWS = frozenset({"week"})
"""Named rows of numbers: a line for each."""
_REASONED = frozenset({"vulnerabilities", "capacities", "lower_one", "raise_one"})
_HIGHEST = 5
_SUPPORT, _MINE, _OURS = "P13", "P11", "P12"
_ON_PAPER = ("route", "languages", "cost")
"""Of what there is to say of a contact, what a plan repeats."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def letter(
    plan: Plan,
    words: Wording,
    contacts: Contacts | None = None,
    *,
    form: Form = "full",
    edition: Edition | None = None,
) -> Letter:
    """What `form` of `plan` says; the full one also where help can be found."""
    edition = edition or Edition()
    whole = form == "full"
    found = {part.part.id: _chapter(part, words) for part in plan.parts} if whole else {}
    written = {id: chapter for id, chapter in found.items() if chapter.sections}
    card = _card(plan, "pocket" if whole else form, words)
    return Letter(
        form=form,
        title=words.say(TEXTS["title"]),
        review=_review(plan, edition, words),
        soon=words.say(TEXTS["soon"]) if whole and review_soon(plan) else "",
        edition=_edition(edition, words) if whole else "",
        card=card,
        opening=words.say(_opening(form, bool(written or card))),
        chapters=_with_contacts(_paired(written, plan, words), contacts if whole else None, words),
        closing=words.say(TEXTS["closing"]) if written else "",
    )


def together(pairs: tuple[Pair, ...], words: Wording) -> Section:
    """`pairs` for forms without columns: under each commitment of one's own the one beside it."""
    ours_label = words.say(TEXTS["ours"])
    entries = []
    for pair in pairs:
        below = (Line("", Said(words.say(TEXTS["who_with"]), own=False)),)
        if pair.ours:
            lead = (Line(ours_label, pair.ours.lead),) if pair.ours.lead else ()
            below = (*lead, *pair.ours.lines)
        mine = pair.mine or Entry("", "", None, ())
        entries.append(replace(mine, lines=(*mine.lines, *below)))
    return Section(words.say(TEXTS["mine"]), tuple(entries), listed=True)


def review_days(plan: Plan) -> tuple[date, ...]:
    """The days on which the owner wants to look again, in order."""
    return tuple(sorted(set(_reviews(plan))))


def _reviews(plan: Plan) -> Iterator[date]:
    """Words that are no day stay out: a card must not hold them."""
    for name in REVIEWS:
        field = plan.field("P14", name)
        words = field.records[0].columns[0].words if field else ()
        day = _as_day(words[0].text) if words else None
        if day is not None:
            yield day


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _review(plan: Plan, edition: Edition, words: Wording) -> str:
    """The first day that this edition does not have behind it."""
    days = (day for day in _reviews(plan) if edition.day is None or day > edition.day)
    day = next(days, None)
    return words.say(TEXTS["review"], day=day_in_words(day, words)) if day else ""


def _edition(edition: Edition, words: Wording) -> str:
    if edition.day is not None:
        day = day_in_words(edition.day, words)
        return words.say(TEXTS["edition_of"], number=edition.number, day=day)
    return words.say(TEXTS["edition"], number=edition.number) if edition.number > 1 else ""


def _opening(form: Form, written: bool) -> str:
    if not written:
        return TEXTS["empty"]
    return {"full": TEXTS["opening"], "pocket": "", "buddy": TEXTS["for_buddy"]}[form]


def _card(plan: Plan, form: Form, words: Wording) -> tuple[Section, ...]:
    chosen = CARDS[form]
    sections: list[Section] = []
    for part in plan.parts:
        for field in part.fields:
            name = f"{part.part.id}.{field.field.id}"
            if name in chosen and form in field.field.leaves_in:
                sections.append(_section(_undone(field, words), words, chosen[name]))
    return tuple(section for section in sections if section.entries)


def _undone(field: FilledField, words: Wording) -> FilledField:
    """`field` without the records that say themselves that they are done."""
    status = next((column.label for column in field.field.columns if column.id == "status"), None)
    done = {TEXTS["done"].lower(), words.say(TEXTS["done"]).lower()}
    kept = (
        record
        for record in field.records
        if not any(
            c.label == status and _said(c.words, words).text.strip().lower() in done for c in record.columns
        )
    )
    return replace(field, records=tuple(kept)) if status else field


def _chapter(part: FilledPart, words: Wording) -> Chapter:
    fields = tuple(field for field in part.fields if field.field.leaves_in)
    threats = next((field for field in fields if field.field.id == "threats"), None)
    reasoned = any(field.field.id in _REASONED for field in fields)
    return Chapter(
        words.say(part.part.title),
        tuple(_section(field, words) for field in fields),
        _grid(threats, words) if threats else None,
        reasoning=words.say(TEXTS["reasoning"]) if reasoned else "",
    )


def _paired(written: Mapping[str, Chapter], plan: Plan, words: Wording) -> dict[str, Chapter]:
    """The chapters, with every commitment of one's own beside one of the group."""
    mine, ours = plan.field(_MINE, "commitments"), plan.field(_OURS, "collective")
    chapters = dict(written)
    if mine is None or _MINE not in chapters:
        return chapters
    left = _section(mine, words)
    right = _section(ours, words) if ours else None
    pairs = zip_longest(left.entries, right.entries if right else ())
    own = chapters[_MINE]
    rest = tuple(section for section in own.sections if section != left)
    chapters[_MINE] = replace(own, sections=rest, pairs=tuple(Pair(*pair) for pair in pairs))
    if right and _OURS in chapters:
        others = tuple(section for section in chapters[_OURS].sections if section != right)
        chapters[_OURS] = replace(chapters[_OURS], sections=others)
        if not others:
            del chapters[_OURS]
    return chapters


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
    label = words.say(TEXTS["contacts"], day=day_in_words(contacts.day, words))
    entries = [_contact(contact, words) for _, group in by_kind(contacts.referrals) for contact in group]
    return Section(label, tuple(entries), listed=True)


def _contact(contact: Referral, words: Wording) -> Entry:
    facts = {fact.id: text for fact, text in contact.facts}
    lines = (
        Line(words.say(TEXTS["kind"]), Said(words.say(contact.kind_in_words), own=False)),
        *(Line(words.say(TEXTS[id]), Said(facts[id], own=True)) for id in _ON_PAPER if id in facts),
        Line(words.say(TEXTS["checked"]), Said(day_in_words(contact.verified_on, words), own=False)),
    )
    return Entry("", "", Said(contact.title, own=True), lines)


def _section(field: FilledField, words: Wording, columns: tuple[str, ...] = ()) -> Section:
    """One field; of a field with columns those in `columns`, or all where none are named."""
    label, many = words.say(field.field.label), field.field.many
    known = {column.label: column.id for column in field.field.columns}
    records = tuple(
        (record, chosen)
        for record in field.records
        if (chosen := [c for c in record.columns if not columns or known.get(c.label, "") in columns])
    )
    if field.field.id in TICKED:
        return Section(label, _ticked(field, words), listed=False)
    if field.field.id in ROWS:
        return Section(label, _rows(field, words), listed=False)
    if field.field.id in STEPWISE and len(records) > 1:
        return _stepwise(label, field, words)
    return Section(label, tuple(_entry(field, *pair, words) for pair in records), listed=many)


def _entry(field: FilledField, record: Record, columns: list[FilledColumn], words: Wording) -> Entry:
    """The first column leads where it says what the record is about; named records have their name."""
    leading = {column.label for column in field.field.columns if column.id in LEADING} or {""}
    lead = None
    if not record.label and columns[0].label in leading:
        lead = _said(columns[0].words, words)
        columns = columns[1:]
    level = next((row.id for row in field.field.rows if row.label == record.label), "")
    lines = tuple(Line(words.say(column.label), _said(column.words, words)) for column in columns)
    return Entry(level if level in MARKS else "", words.say(record.label), lead, lines)


def _stepwise(label: str, field: FilledField, words: Wording) -> Section:
    """The steps of each threat in a row; where only one threat has any, they are one list."""
    steps = [
        (words.say(column.label), [c for r in field.records for c in r.columns if c.label == column.label])
        for column in field.field.columns
    ]
    filled = [(title, columns) for title, columns in steps if columns]
    if len(filled) == 1:
        return Section(
            label, tuple(Entry("", "", _said(c.words, words), ()) for c in filled[0][1]), listed=True
        )
    entries = tuple(
        Entry("", title, None, tuple(Line(str(n), _said(c.words, words)) for n, c in enumerate(columns, 1)))
        for title, columns in filled
    )
    return Section(label, entries, listed=False)


def _ticked(field: FilledField, words: Wording) -> tuple[Entry, ...]:
    lines = []
    for column in field.field.columns:
        rows = [words.say(r.label) for r in field.records if any(c.label == column.label for c in r.columns)]
        if rows:
            lines.append(Line(words.say(column.label), Said(" · ".join(rows), own=False)))
    return (Entry("", "", None, tuple(lines)),)


def _rows(field: FilledField, words: Wording) -> tuple[Entry, ...]:
    lines = []
    for record in field.records:
        cells = [f"{words.say(column.label)} {_said(column.words, words).text}" for column in record.columns]
        lines.append(Line(words.say(record.label), Said(" · ".join(cells), own=True)))
    return (Entry("", "", None, tuple(lines)),)


def _said(pieces: tuple[Words, ...], words: Wording) -> Said:
    texts = [spelled(w.text, words) if w.own else words.say(w.text) for w in pieces]
    return Said(" · ".join(texts), own=any(w.own for w in pieces))


def _grid(threats: FilledField, words: Wording) -> RiskGrid | None:
    """Where each threat stands that has both numbers; none where no threat has."""
    labels = {column.id: column.label for column in threats.field.columns}
    places: dict[tuple[int, int], list[int]] = {}
    for number, record in enumerate(threats.records, start=1):
        values = {column.label: column.words[0].text for column in record.columns if column.words}
        likelihood = _one_to_five(values.get(labels["likelihood"], ""))
        impact = _one_to_five(values.get(labels["impact"], ""))
        if likelihood and impact:
            places.setdefault((likelihood, impact), []).append(number)
    if not places:
        return None
    steps = range(1, _HIGHEST + 1)
    return RiskGrid(
        across=words.say(TEXTS["across"]),
        down=words.say(TEXTS["down"]),
        rows=tuple(
            tuple(Square(tuple(places.get((x, y), ())), _level(x * y)) for x in steps)
            for y in reversed(steps)
        ),
        levels=tuple(words.say(TEXTS[level]) for level in ("low", "watch", "act", "stop")),
    )


def _level(product: int) -> int:
    """Likelihood by impact: 1 to 4 low, 5 to 9 watch, 10 to 14 act, 15 to 25 act now or stop."""
    return sum(product >= threshold for threshold in (5, 10, 15))


def _one_to_five(text: str) -> int:
    begins = re.match(r"[1-5](?!\d)", text)
    return int(begins[0]) if begins else 0
