"""One page for a funder, written from an archive: a document that organisers go on writing in.

It says what the archive says and what the organiser counted, and leaves room for answers. Everything stands
on one A4 page: its lists are cut by whole texts, and say how many more there are.
"""

from __future__ import annotations

import io
import math
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from workshop.domain.errors import WorkshopError
from workshop.domain.outcomes import OUTCOMES
from workshop.domain.totals import Part, ShownTotals, Totals, hides, shown_totals
from workshop.wording import Wording, mark

from .archive import Commitment
from .days import spelled
from .figures import HIDDEN
from .pages import render
from .reading import ReadArchive, ReadFigure
from .typesetting import runs_right_to_left

WIDTH = 9864
"""Of the text, in twentieths of a point, as are all widths and the margins."""
QUESTION_WIDTHS = (4664, 5200)
MARGIN_X, MARGIN_Y = 1021, 740
PADDING = 140
"""Of a cell, at both sides together."""
HEIGHT = (16838 - 2 * MARGIN_Y) / 20
"""Of the text, in points, as are all heights."""
LINE, SMALL, TITLE, ROW = 12.5, 10.5, 24.0, 15.0
ABOVE, BELOW = 7, 2
"""The space at a heading."""
RESERVE = 2 * LINE
"""For faces that run wider than ours."""
LIST_LINES = 10
"""Of each list, at most."""
ANSWER, ROOMY_ANSWER = 19.0, 32.0
"""For the answer to a question: at least, and where there is room."""
FOR_FUNDERS = (
    ("care-budget", "argument"),
    ("dialogue-how-others-can-support", "how-it-should-come"),
    ("dialogue-how-others-can-support", "kinds-of-support"),
)
"""Exercise and prompt of what a group says to funders, where it was released."""

_FIRST = 3
"""Places of a ranking that are named."""
_RESTS = ("break", "meal", "free", "celebration")
_OUTCOME_WIDTHS = ((4500, 650, 650), 264, (2550, 1250))
_BULLET = 227
_SIGN = 0.39
"""Width of a letter, as a part of the height of its line."""
_TALL_FROM, _TALLER = 0x0590, 1.5
"""Scripts from here on have taller lines."""
_PARTS = {
    Part.WOMEN: mark("Women"),
    Part.MEN: mark("Men"),
    Part.OTHERS: mark("Others"),
    Part.MEN_AND_OTHERS: mark("Men and others"),
    Part.WOMEN_AND_OTHERS: mark("Women and others"),
}
_STATES = {
    "kept": mark("{text} (kept)"),
    "partly": mark("{text} (partly kept)"),
    "changed": mark("{text} (changed since)"),
}
_QUESTIONS = (
    mark("Does the budget have a line for care?"),
    mark("Is the work as much as people can carry?"),
    mark("Is something set aside for a crisis?"),
    mark("Does money come quickly, and may it be moved?"),
    mark("Are security plans supported and paid for?"),
    mark("Who watches where danger grows?"),
    mark("How does the funder guard its own data?"),
    mark("Does paid care respect gender and sexuality?"),
)
"""Three asks to funders, and five practices that work."""
_FILES = {
    "[Content_Types].xml": "types.xml",
    "_rels/.rels": "package.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "relations.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fonts.xml",
}
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Said:
    """A text that somebody typed, and whether it runs from right to left."""

    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    width: int
    style: str = ""
    """Of its paragraph; a cell without one is a gap."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Texts under a heading; `more` says how many did not fit."""

    title: str
    texts: tuple[Said, ...]
    more: str


@dataclass(frozen=True, slots=True)
class OnePager:
    title: Said
    about: str
    people_title: str
    people: tuple[tuple[Cell, Cell], ...]
    """Columns: what is counted, and the number; it is empty where nobody typed one."""
    people_note: str
    outcomes_title: str
    outcomes: tuple[tuple[Cell, ...], ...]
    """Rows, the heading first."""
    outcomes_note: str
    lists: tuple[Listing, ...]
    questions_title: str
    questions: tuple[str, ...]
    thanks: str
    small_print: str
    answer: float
    """Points for the answer to each question."""


def one_pager_file(archive: ReadArchive, totals: Totals, words: Wording) -> bytes:
    """The page as a document for a word processor: no times, no owners. Raises WorkshopError."""
    made = one_pager(archive, totals, words)
    values: dict[str, object] = {
        "made": made,
        "language": words.language,
        "right": words.language.direction == "rtl",
        "size": {"line": LINE, "small": SMALL, "row": ROW, "above": ABOVE, "below": BELOW},
        "margin": {"x": MARGIN_X, "y": MARGIN_Y},
        "question_widths": QUESTION_WIDTHS,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        for name, template in _FILES.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            folder.writestr(entry, render(f"onepager/{template}", **values))
    return packed.getvalue()


def one_pager(archive: ReadArchive, totals: Totals, words: Wording) -> OnePager:
    """What the page says. Raises WorkshopError for more days in `totals` than the workshop had."""
    if len(totals.present) > len(archive.days):
        raise WorkshopError(
            "There are {present} numbers of people present, and the workshop has {days} days.",
            present=len(totals.present),
            days=len(archive.days),
        )
    right = words.language.direction == "rtl"
    made = OnePager(
        title=_said(words.say(archive.title), right),
        about=_about(archive, words),
        people_title=words.say("Who took part"),
        people=_people(totals, words),
        people_note=_people_note(totals, words),
        outcomes_title=words.say("What came of it"),
        outcomes=_outcomes(archive, words),
        outcomes_note=_outcomes_note(archive, words),
        lists=(),
        questions_title=words.say("To talk about with a funder"),
        questions=tuple(words.say(question) for question in _QUESTIONS),
        thanks=words.say("With thanks to"),
        small_print=words.say(
            "Nobody is named here. What the group says is what it released, where enough people answered."
        ),
        answer=ANSWER,
    )
    texts = (
        (words.say("What the group will do together"), [_promise(one, words) for one in archive.commitments]),
        (words.say("What the group says to funders"), _to_funders(archive, words)),
    )
    return _filled(made, [(title, lines) for title, lines in texts if lines], words)


def _about(archive: ReadArchive, words: Wording) -> str:
    sessions = [one for day in archive.days for one in day.sessions if one.kind not in _RESTS]
    held = [one.took for one in sessions if one.took is not None]
    facts = (
        spelled(archive.month, words),
        words.count("{n} day", "{n} days", len(archive.days)),
        words.say("Sessions held: {held} of {sessions}", held=len(held), sessions=len(sessions)),
        words.say(
            "Minutes: {took}, planned {planned}",
            took=sum(held),
            planned=sum(one.planned for one in sessions),
        ),
    )
    return " · ".join(fact for fact in facts if fact)


def _people(totals: Totals, words: Wording) -> tuple[tuple[Cell, Cell], ...]:
    shown = shown_totals(totals)
    days = ", ".join(_number(count) for count in shown.present)
    columns = [
        (words.say("Invited"), _told(totals.invited, shown.invited)),
        (words.say("Present each day"), days),
        *_parts(totals, shown, words),
        (words.say("For the first time"), _told(totals.first_time, shown.first_time)),
    ]
    wide = 2 if len(totals.present) < 6 else 3
    share = WIDTH // (len(columns) - 1 + wide)
    widths = [wide * share if place == 1 else share for place in range(len(columns))]
    return tuple(
        (Cell(label, width, "Column"), Cell(number, width, "Number"))
        for (label, number), width in zip(columns, widths, strict=True)
    )


def _parts(totals: Totals, shown: ShownTotals, words: Wording) -> list[tuple[str, str]]:
    if not totals.has_parts:
        return [(words.say(_PARTS[part]), "") for part in (Part.WOMEN, Part.MEN, Part.OTHERS)]
    if not shown.parts:
        return [(words.say("Women, men, others"), HIDDEN)]
    return [(words.say(_PARTS[part]), str(count)) for part, count in shown.parts]


def _told(typed: int | None, shown: int | None) -> str:
    return "" if typed is None else _number(shown)


def _number(count: int | None) -> str:
    return HIDDEN if count is None else str(count)


def _people_note(totals: Totals, words: Wording) -> str:
    if hides(totals, shown_totals(totals)):
        return words.say(
            "Counted by the organisers, not taken from answers. A few stand with others, or are a dot."
        )
    return words.say("Counted by the organisers, not taken from answers.")


def _outcomes(archive: ReadArchive, words: Wording) -> tuple[tuple[Cell, ...], ...]:
    """What people said of themselves beside what their plans hold."""
    changes = [(words.say(one.statement), _mean(one.before), _mean(one.after)) for one in archive.pairs]
    if changes:
        changes.insert(0, ("", words.say("Before"), words.say("After")))
    counts = {element.path: element.plans for element in archive.elements}
    plans = [(words.say("Plans begun"), archive.plans)]
    plans += [(words.say(one.label), counts[one.path]) for one in OUTCOMES if one.path in counts]
    holds = [("", words.say("Plans")), *((label, _at_least(count, words)) for label, count in plans)]
    left, gap, right = _OUTCOME_WIDTHS if changes else ((), 0, (WIDTH * 3 // 4, WIDTH // 4))
    rows = []
    for place, (change, held) in enumerate(zip_longest(changes, holds)):
        rows.append((*_cells(change, left, place), Cell("", gap), *_cells(held, right, place)))
    return tuple(tuple(cell for cell in row if cell.width) for row in rows)


def _cells(texts: Sequence[str] | None, widths: Sequence[int], row: int) -> Iterator[Cell]:
    """A row of one half; empty where the other half is longer."""
    for place, width in enumerate(widths):
        style = "Column" if row == 0 else "Normal" if place == 0 else "Number"
        yield Cell(texts[place], width, style) if texts else Cell("", width)


def _mean(mean: float | None) -> str:
    return HIDDEN if mean is None else f"{mean:.1f}"


def _at_least(count: int | None, words: Wording) -> str:
    return HIDDEN if count is None else words.say("at least {n}", n=count)


def _outcomes_note(archive: ReadArchive, words: Wording) -> str:
    if archive.pairs:
        return words.say(
            "Means from 1 to 5. Plans are counted in fives, and only their owners read them. "
            "A dot is a number that is not shown."
        )
    return words.say(
        "Plans are counted in fives, and only their owners read them. A dot is a number that is not shown."
    )


def _promise(commitment: Commitment, words: Wording) -> str:
    state = _STATES.get(commitment.state)
    return words.say(state, text=commitment.text) if state else commitment.text


def _to_funders(archive: ReadArchive, words: Wording) -> list[str]:
    """What was released of what is meant for funders, and what would help most, where that was ranked."""
    texts = [one.text for one in archive.care]
    for figure in archive.figures:
        if not _is_for_funders(figure):
            continue
        texts += figure.texts
        if figure.kind == "order" and figure.answers:
            ranked = sorted(figure.cells, key=lambda cell: -(cell.count or 0))[:_FIRST]
            first = "; ".join(words.say(cell.label) for cell in ranked if cell.count)
            texts.append(words.say("What would help most: {first}", first=first))
    return texts


def _is_for_funders(figure: ReadFigure) -> bool:
    return any(
        figure.prompt == prompt
        and (figure.exercise == exercise or figure.exercise.startswith(f"{exercise}-"))
        for exercise, prompt in FOR_FUNDERS
    )


def _said(text: str, right: bool) -> Said:
    line = " ".join(text.split())
    own = runs_right_to_left(line)
    return Said(line, right if own is None else own)


def _filled(made: OnePager, texts: list[tuple[str, list[str]]], words: Wording) -> OnePager:
    """`made` with as many of `texts` as fit, and what room is left given to the answers."""
    right = words.language.direction == "rtl"
    room = HEIGHT - RESERVE - height(made)
    lists: list[Listing] = []
    for place, (title, said) in enumerate(texts):
        share = min(room / (len(texts) - place), LIST_LINES * LINE + _heading(title) + SMALL)
        listing = _fitting(title, [_said(text, right) for text in said], share, words)
        lists.append(listing)
        room -= _listing_height(listing)
    answer = ANSWER + max(0.0, min(room / len(made.questions), ROOMY_ANSWER - ANSWER))
    return replace(made, lists=tuple(lists), answer=answer)


def _fitting(title: str, texts: list[Said], room: float, words: Wording) -> Listing:
    room -= _heading(title)
    if sum(_item(text) for text in texts) <= room:
        return Listing(title, tuple(texts), "")
    kept: list[Said] = []
    room -= SMALL
    for text in texts:
        if _item(text) <= room:
            kept.append(text)
            room -= _item(text)
    left = len(texts) - len(kept)
    return Listing(
        title, tuple(kept), words.count("and {n} more in the report", "and {n} more in the report", left)
    )


def height(made: OnePager) -> float:
    """Points that the page takes, or a little more: whole lines, and letters as wide as they come."""
    numbers = max(_tall(number.text, number.width - PADDING) for _, number in made.people)
    labels = max(_tall(label.text, label.width - PADDING, SMALL) for label, _ in made.people)
    return sum(
        (
            _tall(made.title.text, WIDTH, TITLE),
            _tall(made.about, WIDTH),
            _heading(made.people_title) + labels + max(numbers, ROW) + _tall(made.people_note, WIDTH, SMALL),
            _heading(made.outcomes_title) + _tall(made.outcomes_note, WIDTH, SMALL),
            *(max(ROW, *(_tall(c.text, c.width - PADDING) for c in row)) for row in made.outcomes),
            *(_listing_height(one) for one in made.lists),
            _heading(made.questions_title),
            *(max(made.answer, _tall(question, QUESTION_WIDTHS[0] - PADDING)) for question in made.questions),
            _heading(made.thanks) + ANSWER,
            _tall(made.small_print, WIDTH, SMALL) + ABOVE,
        )
    )


def _listing_height(listing: Listing) -> float:
    more = _tall(listing.more, WIDTH, SMALL) if listing.more else 0.0
    return _heading(listing.title) + sum(map(_item, listing.texts)) + more


def _heading(title: str) -> float:
    return ABOVE + BELOW + _tall(title, WIDTH, LINE + 2)


def _item(text: Said) -> float:
    return _tall(text.text, WIDTH - _BULLET)


def _tall(text: str, width: int, line: float = LINE) -> float:
    """Points that `text` takes in so many twentieths of a point, its lines being `line` points high."""
    signs = sum(map(_wide, text)) * line * _SIGN
    tall = any(ord(sign) > _TALL_FROM for sign in text)
    return max(1, math.ceil(signs / (width / 20))) * line * (_TALLER if tall else 1)


def _wide(sign: str) -> float:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(sign) in "WF" or sign in "mwMW@%":
        return 1.8
    return 1.35 if sign.isupper() or ord(sign) > _TALL_FROM else 1
