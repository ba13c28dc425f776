"""The report on an archive: what matters first, the same in all its forms, and nothing that is hidden."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from workshop.domain.figure import Spread
from workshop.export import Archive, ArchivedDay, ArchivedSession, Commitment, PlanElement, report_pdf
from workshop.export.chapters import Figures, Pair, Promises, Table, report
from workshop.export.report import report_html, report_lines, report_markdown
from workshop.wording import ENGLISH

from ..conftest import HOSTILE
from .archives import full_archive
from .reading import needs_pdfinfo, needs_pdftotext, parsed, pdf_info, pdf_text, squeezed

pytestmark = pytest.mark.own_words
ARCHIVE = full_archive()
TYPED = f"#text(red)[x] \\ $ {HOSTILE[0]}"
NOTHING = Archive("three-day-holistic", "Three days of holistic security", "", (), (), (), (), None)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return report_pdf(full_archive(TYPED), ENGLISH)


def _lines(archive: Archive) -> str:
    return "\n".join(report_lines(archive, ENGLISH))


def _blocks(archive: Archive, kind: type) -> list[object]:
    return [b for chapter in report(archive, ENGLISH).chapters for b in chapter.blocks if isinstance(b, kind)]


def test_commitments_come_first_and_then_what_changed() -> None:
    titles = [chapter.title for chapter in report(ARCHIVE, ENGLISH).chapters]
    assert titles == [
        "What the group promised itself",
        "What the group agreed",
        "Before and after",
        "What the room said",
        "What the plans hold",
        "Money for care",
        "How the days went",
        "How many answered",
        "Facilitators' notes",
        "What was taken out",
        "How the numbers are kept safe",
        "Where to go on",
    ]


def test_the_few_figures_that_matter_stand_at_the_top() -> None:
    assert report(ARCHIVE, ENGLISH).facts.facts == (
        ("Days", "3"),
        ("Sessions held", "36 of 51"),
        ("Plans begun", "at least 15"),
        ("Commitments of the group", "2"),
        ("Commitments kept", "1 of 1"),
        ("People meet again", "November 2026"),
    )


def test_what_became_of_a_commitment_is_a_word_beside_its_shape() -> None:
    states = tuple(Commitment(f"promise {state}", state) for state in ("kept", "partly", "changed", ""))
    archive = replace(ARCHIVE, commitments=states)
    (promises,) = _blocks(archive, Promises)
    assert isinstance(promises, Promises)
    assert [one.said for one in promises.promises] == ["kept", "partly kept", "changed", ""]
    assert "  - promise partly (partly kept)\n" in _lines(archive) and "  - promise \n" in _lines(archive)
    page = report_html(archive, ENGLISH).decode()
    assert page.count('class="state"') == 3 and page.count('class="ring"') == 3


def test_before_and_after_are_drawn_and_said() -> None:
    (pair,) = _blocks(ARCHIVE, Pair)
    assert isinstance(pair, Pair)
    assert pair.said == "On average 2.5 of 5 before, 3.8 of 5 after."
    assert pair.places == pytest.approx((0.3825, 0.695))
    assert pair.table.rows[0] == ("When I arrived: I knew my main risks", "4", "6", "5", "3", "1", "19")
    page = report_html(ARCHIVE, ENGLISH).decode()
    assert re.search(r'<circle class="before" cx="78\.[89]"', page), "10 + 180 * 0.3825"
    questions = [shown.prompt.id for f in _blocks(ARCHIVE, Figures) for shown in getattr(f, "figures", ())]
    assert "risks-before" not in questions and "bars" in questions, "a pair is not told twice"


def test_a_mean_is_not_said_where_a_number_is_hidden() -> None:
    (pair,) = ARCHIVE.pairs
    figure = pair.before.figure
    assert isinstance(figure, Spread)
    hidden = replace(figure, values=(replace(figure.values[0], count=None), *figure.values[1:]))
    archive = replace(ARCHIVE, pairs=(replace(pair, before=replace(pair.before, figure=hidden)),))
    assert "On average" not in _lines(archive)
    assert "Some numbers stay hidden" in _lines(archive)
    assert 'class="scale"' not in report_html(archive, ENGLISH).decode()


def test_a_day_sums_up_what_was_held() -> None:
    sessions = (
        ArchivedSession("a", "", "Arriving", "plenary", 20, 25, ""),
        ArchivedSession("b", "", "A walk", "break", 10, 8, "added"),
        ArchivedSession("c", "", "Leaving", "plenary", 40, None, "dropped"),
    )
    archive = replace(ARCHIVE, days=(ArchivedDay("A day", sessions),))
    table = next(t for t in _blocks(archive, Table) if isinstance(t, Table) and t.title == "A day")
    assert table.rows == (
        ("Arriving", "20", "25", "+5"),
        ("A walk (added on the day)", "10", "8", "−2"),
        ("Leaving", "40", "dropped", ""),
        ("All that was held", "30", "33", "+3"),
    )
    assert [(share.behind, share.before) for share in table.shares][:3] == [(0.5, 0.625), (0.25, 0.2), (1, 0)]


def test_plan_elements_are_counted_in_fives_and_the_few_are_only_named() -> None:
    elements = (
        PlanElement("check-in", "A check-in protocol", 10),
        PlanElement("P9.routine", "Small habits", None),
    )
    said = _lines(replace(ARCHIVE, elements=elements))
    assert "A check-in protocol: at least 10" in said
    assert "In a few plans, or none: Small habits" in said
    without = _lines(replace(ARCHIVE, plans=None, elements=elements))
    assert "Few plans were begun, or none" in without and "Small habits" not in without


def test_an_archive_of_nothing_is_a_calm_page() -> None:
    made = report(NOTHING, ENGLISH)
    assert made.facts.facts == (("Plans begun", "few or none"),)
    assert [chapter.title for chapter in made.chapters] == ["How the numbers are kept safe", "Where to go on"]
    for form in (report_html(NOTHING, ENGLISH), report_markdown(NOTHING, ENGLISH)):
        assert b"Three days of holistic security" in form


@needs_pdftotext
def test_every_form_says_the_same(pdf: bytes) -> None:
    archive = full_archive(TYPED)
    words = [
        *(text for fact in report(archive, ENGLISH).facts.facts for text in fact),
        *(chapter.title for chapter in report(archive, ENGLISH).chapters),
        *(cell for table in _blocks(archive, Table) for row in getattr(table, "rows", ()) for cell in row),
        *(shown.prompt.ask for shown in archive.figures),
        TYPED,
    ]
    plain = squeezed(_lines(archive))
    page = squeezed(parsed(report_html(archive, ENGLISH)).text)
    paper = squeezed(pdf_text(pdf))
    markdown = squeezed(re.sub(r"\\(.)", r"\1", report_markdown(archive, ENGLISH).decode()))
    for form in (plain, page, paper):
        assert [text for text in words if squeezed(text) not in form] == []
    assert [text for text in words if text != TYPED and squeezed(text) not in markdown] == []


@needs_pdfinfo
def test_the_paper_is_tagged_neutral_and_the_same_each_time(pdf: bytes) -> None:
    info = pdf_info(pdf)
    assert info["Tagged"] == "yes" and info["Title"] == "Three days of holistic security"
    assert not {"Author", "CreationDate", "ModDate", "Keywords", "Subject"} & info.keys()
    assert report_pdf(full_archive(TYPED), ENGLISH) == pdf
