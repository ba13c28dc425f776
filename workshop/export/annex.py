"""What somebody asking for money lays beside the request: a few lines of a plan, said again by role.

Nothing is in it that its owner did not choose, say again and look at: it is a letter of these texts alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workshop.domain.plan import Plan, Record
from workshop.domain.plan_parts import PARTS
from workshop.wording import Wording

from .letter import Chapter, Entry, Letter, Said, Section
from .pages import LETTER_STYLES, page
from .plaintext import plain_text

ANNEX_PARTS = ("P4", "P5", "P6", "P7", "P13")


@dataclass(frozen=True, slots=True)
class AnnexField:
    """One field of the plan with what is in it, each record as one text."""

    name: str
    """As "P6.prevent"."""
    title: str
    """Of its part."""
    label: str
    lines: tuple[str, ...]


def annex_choices(plan: Plan, words: Wording) -> tuple[AnnexField, ...]:
    """What can be chosen from `plan`: never what leaves in no form."""
    return tuple(
        AnnexField(
            f"{part.part.id}.{field.field.id}",
            words.say(part.part.title),
            words.say(field.field.label),
            lines,
        )
        for part in plan.parts
        if part.part.id in ANNEX_PARTS
        for field in part.fields
        if field.field.leaves_in
        and (lines := tuple(line for record in field.records if (line := _line(record, words))))
    )


def annex_fields(texts: Mapping[str, Iterable[str]], words: Wording) -> tuple[AnnexField, ...]:
    """`texts` by field ("P6.prevent"), in the plan's order; other names and empty texts are passed over."""
    return tuple(_said_again(texts, words))


def annex_letter(fields: Iterable[AnnexField], words: Wording) -> Letter:
    """The annex as a letter, for the same forms as a plan."""
    chapters: dict[str, list[Section]] = {}
    for field in fields:
        entries = tuple(Entry("", "", Said(text, own=True), ()) for text in field.lines)
        chapters.setdefault(field.title, []).append(Section(field.label, entries, listed=True))
    return Letter(
        form="full",
        title=words.say("Notes"),
        review="",
        soon="",
        edition="",
        card=(),
        opening="",
        chapters=tuple(Chapter(title, tuple(sections), None) for title, sections in chapters.items()),
        closing="",
    )


def annex_html(written: Letter, words: Wording) -> bytes:
    """One file that opens offline and prints in black and white."""
    return page("plan.html", LETTER_STYLES, words, letter=written, marks={}, texts={})


def annex_text(written: Letter, words: Wording) -> bytes:
    """Plain text in short lines."""
    return plain_text(written, words).encode()


def _said_again(texts: Mapping[str, Iterable[str]], words: Wording) -> Iterator[AnnexField]:
    for part in PARTS:
        for field in part.fields if part.id in ANNEX_PARTS else ():
            name = f"{part.id}.{field.id}"
            lines = tuple(text.strip() for text in texts.get(name, ()) if text.strip())
            if lines and field.leaves_in:
                yield AnnexField(name, words.say(part.title), words.say(field.label), lines)


def _line(record: Record, words: Wording) -> str:
    """The first column as it is, the others behind their labels; how somebody was is nobody's business."""
    said = [
        (column.label, " · ".join(one.text if one.own else words.say(one.text) for one in column.words))
        for column in record.columns
        if column.id != "now_state"
    ]
    begin = [words.say(record.label)] if record.label else []
    rest = said if record.label else said[1:]
    first = [] if record.label else [text for _, text in said[:1]]
    return " · ".join([*begin, *first, *(f"{words.say(label)}: {text}" for label, text in rest)])
