"""A plan on paper: the whole of it, the pocket card, the buddy's copy, slips; for one person and for many."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest

from workshop.domain.plan import FilledField, FilledPart, Plan, assemble
from workshop.domain.plan_parts import PARTS, Form
from workshop.export import PressFailed, plan_papers, plan_pdf, slip_pdf
from workshop.export.letter import TEXTS, Edition
from workshop.export.typesetting import Paper
from workshop.wording import ENGLISH, wording

from ..conftest import HOSTILE
from .plans import GROUP, NEVER_TYPED, _text, bare_plan, plan_of, rich_entries, rich_plan, several
from .reading import needs_pdfinfo, needs_pdftotext, pdf_info, pdf_text, squeezed, untranslated

FORMS: tuple[Form, ...] = ("full", "pocket", "buddy")
SIZES: dict[Paper, tuple[float, float]] = {"a4": (595.28, 841.89), "us-letter": (612, 792)}
MM = 72 / 25.4
PANEL = (85.6 * MM, 54 * MM)
TOP = 20 * MM
"""Of the first panel, from the edge of the sheet."""
FREE = 4 * MM
"""Of type, along the sides of a panel."""
DAYS = ("Saturdays", "Sundays", "Mondays")


_WORD = r'<word xMin="(.*)" yMin="(.*)" xMax="(.*)" yMax="(.*)">(.*)</word>'


@dataclass(frozen=True)
class Word:
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def _words(pdf: bytes) -> list[Word]:
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    found = []
    for page, part in enumerate(done.stdout.decode().split("<page ")[1:]):
        for *edges, text in re.findall(_WORD, part):
            left, top, right, bottom = (float(edge) for edge in edges)
            found.append(Word(page, left, top, right, bottom, text))
    return found


def _grey(pdf: bytes, page: int) -> bytes:
    """The dots of one page, black 0 to white 255."""
    command = ["pdftoppm", "-r", "70", "-gray", "-f", str(page), "-l", str(page), "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.split(b"255\n", 1)[1]


def _long(count: int) -> str:
    return " ".join(f"w{number:03}" for number in range(count))


def _with(*entries: tuple[str, str]) -> Plan:
    return assemble([*rich_entries(), *(_text(path, text) for path, text in entries)], GROUP)


def _every_paper(plan: Plan, paper: Paper = "a4") -> Iterator[bytes]:
    for form in FORMS:
        yield plan_pdf(plan, ENGLISH, form=form, paper=paper)
    slips = slip_pdf(plan, ENGLISH, paper=paper)
    assert slips is not None
    yield slips


@needs_pdfinfo
@pytest.mark.parametrize(("paper", "size"), [("a4", "595.276 x 841.89"), ("us-letter", "612 x 792")])
def test_every_paper_is_tagged_and_says_nothing_of_its_owner(paper: Paper, size: str) -> None:
    for pdf in _every_paper(rich_plan(), paper):
        info = pdf_info(pdf)
        assert info["Title"] == "Notes"
        assert info["Tagged"] == "yes"
        assert info["Page size"].startswith(size)
        assert not info.keys() & {"Author", "CreationDate", "ModDate", "Subject", "Keywords"}
        assert b"heron" not in pdf.lower(), "nor does what stands outside the pages"


@needs_pdftotext
def test_what_never_leaves_is_on_no_paper() -> None:
    for pdf in _every_paper(rich_plan()):
        assert squeezed(NEVER_TYPED) not in squeezed(pdf_text(pdf))


@needs_pdftotext
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("text", ["x" * 900, _long(120), "นอนเร็ว" * 60], ids=["one", "words", "thai"])
def test_nothing_stands_beyond_the_margins(form: Form, paper: Paper, text: str) -> None:
    width, height = SIZES[paper]
    words = _words(plan_pdf(plan_of(text), ENGLISH, form=form, paper=paper))
    margin = 4 * MM if form == "pocket" else 55
    assert words
    assert min(word.left for word in words) > margin
    assert max(word.right for word in words) < width - margin
    assert max(word.bottom for word in words) < height - 5 * MM


@needs_pdftotext
@pytest.mark.parametrize("language", ["en", "ar-XB"])
@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("length", [0, 3, 40, 160])
def test_what_a_card_says_lies_inside_its_panels(language: str, paper: Paper, length: int) -> None:
    """No word on a fold or on the line to cut along: a panel is 85.6 by 54 mm, as a bank card is."""
    plan = plan_of(_long(length)) if length else rich_plan()
    edge = SIZES[paper][0] / 2 - PANEL[0]
    words = _words(plan_pdf(plan, wording(language), form="pocket", paper=paper))
    inside = [word for word in words if edge < word.left < edge + 2 * PANEL[0] and word.top > TOP]
    assert len(inside) > len(words) / 2
    for word in inside:
        left = edge + (word.left - edge) // PANEL[0] * PANEL[0]
        top = TOP + (word.top - TOP) // PANEL[1] * PANEL[1]
        assert word.left >= left + FREE, word
        assert word.right <= left + PANEL[0] - FREE, word
        assert word.bottom <= top + PANEL[1] - 2, word
        assert top < TOP + 4 * PANEL[1] or not re.fullmatch(r"w\d+", word.text), "below are the steps"


@needs_pdftotext
def test_what_is_too_much_for_one_card_goes_on_a_second_and_nothing_is_lost() -> None:
    plan = _with(("P3.rule_if_then", _long(700)))
    words = _words(plan_pdf(plan, ENGLISH, form="pocket"))
    assert {word.page for word in words} == {0, 1}
    found = Counter(word.text for word in words if re.fullmatch(r"w\d{3}", word.text))
    assert found == Counter(_long(700).split())


@needs_pdftotext
@pytest.mark.parametrize("piece", ["นอนเร็ว", "သင်္ကြန်", "abc"])
def test_a_text_without_blanks_is_parted_and_nothing_of_it_is_lost(piece: str) -> None:
    text = piece * 200
    read = squeezed(pdf_text(plan_pdf(_with(("P3.rule_if_then", text)), ENGLISH, form="pocket")))
    without = squeezed(pdf_text(plan_pdf(_with(("P3.rule_if_then", "")), ENGLISH, form="pocket")))
    for sign in set(piece):
        assert read.count(sign) >= without.count(sign) + text.count(sign) - 2, sign


@needs_pdftotext
def test_a_card_with_little_on_it_is_folded_once() -> None:
    text = squeezed(pdf_text(plan_pdf(bare_plan(), ENGLISH, form="pocket")))
    assert squeezed("Fold along the long dotted line") in text
    assert squeezed("Fold the short lines") not in text
    assert squeezed("When it is too much, I call Crane.") in text


@needs_pdftotext
def test_a_card_is_read_from_its_languages_side() -> None:
    """The first panel is where a language begins."""
    for language, begins_left in (("en", True), ("ar-XB", False)):
        words = _words(plan_pdf(bare_plan(), wording(language), form="pocket"))
        rule = next(word for word in words if word.text == "Crane.")
        assert (rule.left < SIZES["a4"][0] / 2) == begins_left


@needs_pdftotext
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("language", "text"), [("ar-XB", "Kingfisher"), ("en", "شكرا")])
def test_own_words_stand_beside_their_number_whichever_way_they_run(
    form: Form, language: str, text: str
) -> None:
    plan = assemble([several("P3.what_brings_me_back", text, text)])
    words = _words(plan_pdf(plan, wording(language), form=form))
    own = next(word for word in words if word.text in (text, text[::-1]))
    numbers = [word for word in words if word.text == "1" and abs(word.top - own.top) < 3 * MM]
    gaps = [min(abs(n.left - own.right), abs(own.left - n.right)) for n in numbers]
    assert min(gaps) < 6 * MM


@needs_pdftotext
def test_every_personal_commitment_stands_beside_a_collective_one() -> None:
    paths = ("P11.commitments[1].what", "P11.commitments[2].what", "P12.collective[1].what")
    plan = assemble([_text(path, day) for path, day in zip(paths, DAYS, strict=True)])
    words = _words(plan_pdf(plan, ENGLISH))
    (mine,), (alone,), (ours,) = ([word for word in words if word.text == day] for day in DAYS)
    assert abs(mine.top - ours.top) < 1, "side by side"
    assert ours.left > SIZES["a4"][0] / 2 - 20 > mine.right
    question = [word for word in words if word.text == "carry" and word.page == alone.page]
    assert any(abs(word.top - alone.top) < 3 and word.left > alone.right for word in question)


@needs_pdftotext
def test_the_rich_plan_fills_every_part_and_all_of_it_stands_on_paper() -> None:
    """So that whatever looks at a rich plan looks at all of it."""
    plan = rich_plan()
    assert {part.part.id for part in plan.parts} == {part.id for part in PARTS}
    text = squeezed(pdf_text(plan_pdf(plan, ENGLISH, edition=Edition(2, date(2026, 10, 3)))))
    for said in ("soon", "reasoning", "mine", "ours", "who_with"):
        assert squeezed(TEXTS[said]) in text, said
    assert squeezed("Version 2, 3 October 2026") in text
    for part in plan.parts:
        # What the group committed to stands beside one's own.
        if part.part.id != "P12":
            assert squeezed(part.part.title) in text, part.part.id
    assert squeezed(TEXTS["soon"]) not in squeezed(pdf_text(plan_pdf(bare_plan(), ENGLISH)))


@needs_pdftotext
def test_reasoning_is_a_sentence_and_never_a_number() -> None:
    plan = _with(("P5.lower_one", "The road by the river"))
    assert squeezed(TEXTS["reasoning"]) in squeezed(pdf_text(plan_pdf(plan, ENGLISH)))
    assert squeezed(TEXTS["reasoning"]) not in squeezed(pdf_text(plan_pdf(bare_plan(), ENGLISH)))


@needs_pdftotext
def test_the_risk_grid_reads_in_black_and_white() -> None:
    """Greys that an eye tells apart: the white of the sheet, three shades, and lines."""
    pdf = plan_pdf(rich_plan(), ENGLISH)
    page = max(word.page for word in _words(pdf) if word.text == "heavy") + 1
    large = sorted(grey for grey, count in Counter(_grey(pdf, page)).items() if count > 1500)
    assert len(large) >= 4
    assert all(second - first > 15 for first, second in pairwise(large))


@needs_pdftotext
def test_slips_hold_a_day_and_a_word_and_nothing_else() -> None:
    plan = _with(("P14.review_90", "2027-01-20"))
    slips = slip_pdf(plan, ENGLISH)
    assert slips is not None
    said = {"14", "November", "2026", "20", "January", "2027", *TEXTS["reminder"].split()}
    assert set(pdf_text(slips).split()) == said
    chosen = slip_pdf(plan, ENGLISH, "Water the plants")
    assert chosen is not None
    assert "Water the plants" in pdf_text(chosen)
    assert slip_pdf(bare_plan(), ENGLISH) is None


@needs_pdftotext
@pytest.mark.parametrize("form", FORMS)
def test_every_word_of_ours_is_translated(form: Form) -> None:
    assert untranslated(pdf_text(plan_pdf(plan_of("12 345"), wording("en-XA"), form=form))) == []


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_people_type_stops_a_paper(form: Form) -> None:
    texts = (
        *HOSTILE,
        "👩‍👩‍👧 🙂" * 30,
        "ﷺ" * 90,
        "a\n" * 90,
        "\x00\x07\uffff\U000e0001",
        " ",
        "\u200b" * 999,
    )
    entries = [several("P7.first_hour", *texts[:12]), several("P3.what_brings_me_back", *texts[12:])]
    plan = assemble([*entries, *(_text("P3.rule_if_then", text) for text in texts)])
    for words in (ENGLISH, wording("ar-XB")):
        assert plan_pdf(plan, words, form=form).startswith(b"%PDF")


@pytest.mark.parametrize("form", FORMS)
def test_many_papers_are_each_the_same_as_one(form: Form) -> None:
    plans = [rich_plan(), bare_plan(), plan_of("one"), Plan(()), rich_plan()]
    told: list[int] = []
    made = list(plan_papers(plans, ENGLISH, told.append, form=form))
    assert made == [plan_pdf(plan, ENGLISH, form=form) for plan in plans]
    assert told == [1, 2, 3, 4, 5]


def test_one_plan_that_is_broken_stops_no_other() -> None:
    part = next(part for part in PARTS if part.id == "P14")
    field = part.field("review_30")
    assert field is not None
    broken = Plan((FilledPart(part, (FilledField(field, ()),)),))
    made = list(plan_papers([bare_plan(), broken, bare_plan()], ENGLISH))
    assert [isinstance(one, PressFailed) for one in made] == [False, True, False]
