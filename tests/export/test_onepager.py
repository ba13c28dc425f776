"""The page for a funder: a document that opens, on one page, in which what people typed is only text."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.domain.cleaning import one_line
from workshop.domain.errors import WorkshopError
from workshop.domain.outcomes import OUTCOMES
from workshop.domain.prompt import Audience
from workshop.domain.totals import Totals
from workshop.export import Commitment, ReadArchive, archive_file, one_pager_file, read_archive
from workshop.export.archive import CareSpending, PlanElement
from workshop.export.onepager import ANSWER, FOR_FUNDERS, HEIGHT, LIST_LINES, RESERVE, height, one_pager
from workshop.export.reading import ReadCell, ReadFigure
from workshop.library import content_folder
from workshop.library.exercises import read_exercise
from workshop.library.reader import Reader
from workshop.wording import ENGLISH, wording

from ..conftest import HOSTILE
from .archives import full_archive
from .reading import untranslated

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TOTALS = Totals(invited=20, present=(16, 15, 16), women=9, men=5, other=2, first_time=8)
FIRST = Path(__file__).parent.parent / "fixtures" / "archive-v1.zip"


TYPED = (*HOSTILE, "</w:t></w:r><w:p/>", "]]>&amp;&#0;", "=cmd", "a\x00\x0b\ufffe b")
"""What people typed, as it may stand in an archive that somebody else made."""
ARCHIVE = read_archive(
    archive_file(replace(full_archive(), commitments=tuple(map(Commitment, TYPED))), ENGLISH)
)
CLEANED = ARCHIVE.commitments


def _parts(document: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(document)) as folder:
        assert folder.testzip() is None
        return {name: ElementTree.fromstring(folder.read(name)) for name in folder.namelist()}


def _body(
    archive: ReadArchive = ARCHIVE, totals: Totals = TOTALS, language: str = "en"
) -> ElementTree.Element:
    return _parts(one_pager_file(archive, totals, wording(language)))["word/document.xml"]


def _paragraphs(body: ElementTree.Element) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]


def _rows(body: ElementTree.Element, table: int) -> list[list[str]]:
    found = list(body.iter(f"{W}tbl"))[table]
    return [["".join(_paragraphs(cell)) for cell in row.iter(f"{W}tc")] for row in found.iter(f"{W}tr")]


def test_every_part_has_a_type_and_every_relation_leads_to_a_part() -> None:
    parts = _parts(one_pager_file(ARCHIVE, TOTALS, ENGLISH))
    types = parts["[Content_Types].xml"]
    named = {one.attrib["PartName"].lstrip("/") for one in types.iter(f"{_TYPES}Override")}
    endings = {one.attrib["Extension"] for one in types.iter(f"{_TYPES}Default")}
    assert named <= parts.keys()
    assert {name.rsplit(".", 1)[-1] for name in parts.keys() - named} <= endings
    leads_to = {one.attrib["Target"] for one in parts["_rels/.rels"].iter(_RELATION)}
    leads_to |= {
        f"word/{one.attrib['Target']}" for one in parts["word/_rels/document.xml.rels"].iter(_RELATION)
    }
    assert leads_to == named


def test_styles_lists_and_tables_are_whole() -> None:
    parts = _parts(one_pager_file(ARCHIVE, TOTALS, ENGLISH))
    body = parts["word/document.xml"]
    used = {one.attrib[f"{W}val"] for one in body.iter(f"{W}pStyle")}
    assert used <= {one.attrib[f"{W}styleId"] for one in parts["word/styles.xml"].iter(f"{W}style")}
    numbered = {one.attrib[f"{W}val"] for one in parts["word/styles.xml"].iter(f"{W}numId")}
    assert numbered <= {one.attrib[f"{W}numId"] for one in parts["word/numbering.xml"].iter(f"{W}num")}
    for table in body.iter(f"{W}tbl"):
        widths = [one.attrib[f"{W}w"] for one in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            assert [one.attrib[f"{W}w"] for one in row.iter(f"{W}tcW")] == widths
            assert all(len(list(cell.iter(f"{W}p"))) == 1 for cell in row.iter(f"{W}tc"))


def test_the_file_tells_neither_who_wrote_it_nor_when() -> None:
    document = one_pager_file(ARCHIVE, TOTALS, ENGLISH)
    assert document == one_pager_file(replace(ARCHIVE), TOTALS, ENGLISH)
    with zipfile.ZipFile(io.BytesIO(document)) as folder:
        assert {entry.date_time for entry in folder.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in folder.namelist() if name.startswith("docProps")]
        assert b"removePersonalInformation" in folder.read("word/settings.xml"), "nor later, when it is saved"


def test_it_says_what_took_place_and_what_came_of_it() -> None:
    elements = tuple(
        PlanElement(one.path, one.label, n) for one, n in zip(OUTCOMES, (10, 15, None), strict=False)
    )
    archive = replace(ARCHIVE, elements=(*elements, PlanElement("P4.threats", "Threats I prepare for", 5)))
    body = _body(archive)
    held = [s for day in archive.days for s in day.sessions if s.kind not in ("break", "meal", "free")]
    minutes = sum(s.took or 0 for s in held)
    title, about, *_ = _paragraphs(body)
    assert title == "Three days of holistic security"
    assert about.startswith("October 2026 · 3 days · Sessions held: ")
    assert f"Minutes: {minutes}, planned {sum(s.planned for s in held)}" in about
    assert _rows(body, 0) == [
        ["Invited", "Present each day", "Women", "Men and others", "For the first time"],
        ["20", "16, 15, 16", "9", "7", "8"],
    ]
    (pair,) = archive.pairs
    assert [[cell for cell in row if cell] for row in _rows(body, 1)] == [
        ["Before", "After", "Plans"],
        [pair.statement, f"{pair.before:.1f}", f"{pair.after:.1f}", "Plans begun", "at least 15"],
        ["Two threats to work on", "at least 10"],
        ["A check-in protocol", "at least 15"],
        ["A personal commitment", "·"],
    ]


def test_what_nobody_typed_stays_empty_to_be_filled_in() -> None:
    body = _body(totals=Totals())
    assert _rows(body, 0)[1] == ["", "", "", "", "", ""]
    questions = _rows(body, 2)
    assert len(questions) == 8
    assert all(question.endswith("?") and not answer for question, answer in questions)
    assert "With thanks to" in _paragraphs(body)


def test_totals_that_would_give_a_few_away_are_not_on_the_page() -> None:
    body = _body(totals=Totals(4, (16, 3), 13, 2, 1, 14))
    assert _rows(body, 0) == [
        ["Invited", "Present each day", "Women, men, others", "For the first time"],
        ["·", "16, ·", "·", "·"],
    ]
    assert any("or are a dot" in text for text in _paragraphs(body))


def test_more_days_than_there_were_are_a_slip() -> None:
    with pytest.raises(WorkshopError, match=r"4 numbers .* 3 days"):
        one_pager_file(ARCHIVE, Totals(present=(9, 9, 9, 9)), ENGLISH)


def test_commitments_come_with_what_became_of_them() -> None:
    states = {"": "{}", "kept": "{} (kept)", "partly": "{} (partly kept)", "changed": "{} (changed since)"}
    archive = replace(
        ARCHIVE, commitments=tuple(Commitment(f"we {n}", state) for n, state in enumerate(states))
    )
    said = _paragraphs(_body(archive))
    assert [text.format(f"we {n}") for n, text in enumerate(states.values())] == [
        t for t in said if t[:3] == "we "
    ]


def test_what_is_said_to_funders_is_asked_for_in_the_library() -> None:
    for id, prompt in FOR_FUNDERS:
        text = (content_folder("exercises") / f"{id}.yaml").read_text(encoding="utf-8")
        exercise = read_exercise(Reader(f"{id}.yaml"), id, text)
        assert exercise
        asked = exercise.prompt(prompt)
        assert asked
        assert asked.audience is Audience.ROOM


def test_the_group_speaks_to_funders_also_where_an_exercise_was_held_again() -> None:
    ask = "dialogue-how-others-can-support"
    cells = tuple(
        ReadCell(id, "", label, points)
        for id, label, points in (
            ("neighbours", "Neighbours and allies who cook, host and look after children", 3),
            ("fast-money", "Quick help in an emergency", 30),
            ("networks", "Links with colleagues in the region", 20),
            ("care-help", "Paid care that respects who we are and whom we love", 0),
        )
    )
    figures = (
        ReadFigure(
            f"{ask}-2", "how-it-should-come", "How?", "notes", 9, False, (), ("Slowly, and for long.",)
        ),
        ReadFigure(ask, "kinds-of-support", "What?", "order", 9, False, cells),
        ReadFigure("evaluation", "missing", "What?", "notes", 9, False, (), ("Not for funders.",)),
    )
    said = _paragraphs(_body(replace(ARCHIVE, figures=figures, care=(CareSpending("", "Five percent."),))))
    assert "Five percent." in said
    assert "Slowly, and for long." in said
    assert (
        "What would help most: Quick help in an emergency; Links with colleagues in the region; "
        "Neighbours and allies who cook, host and look after children"
    ) in said
    assert "Not for funders." not in said


def _tags(body: ElementTree.Element) -> Counter[str]:
    """Every element but for those that give text its direction."""
    directions = (f"{W}rPr", f"{W}rtl", f"{W}bidi")
    return Counter(element.tag for element in body.iter() if element.tag not in directions)


@pytest.mark.parametrize(("typed", "read"), zip(TYPED, CLEANED, strict=True))
def test_hostile_words_stay_words(typed: str, read: Commitment) -> None:
    body = _body(replace(ARCHIVE, commitments=(read,), care=(CareSpending("", read.text),)))
    plain = _body(replace(ARCHIVE, commitments=(Commitment("we"),), care=(CareSpending("", "we"),)))
    assert _tags(body) == _tags(plain)
    assert _paragraphs(body).count(one_line(typed)) == 2


def test_a_text_runs_as_its_letters_do() -> None:
    body = _body(replace(ARCHIVE, commitments=(Commitment("نعم نحن نعمل معا"), Commitment("we too"))))
    ways = {"".join(_paragraphs(p)): p.find(f"{W}pPr/{W}bidi") is not None for p in body.iter(f"{W}p")}
    assert (ways["نعم نحن نعمل معا"], ways["we too"]) == (True, False)
    mirrored = _body(language="ar-XB")
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in mirrored.iter(f"{W}tbl"))


def test_every_word_of_ours_is_translated() -> None:
    archive = replace(ARCHIVE, commitments=(Commitment("1", "kept"),) * 30, care=())
    said = " ".join(_paragraphs(_body(archive, TOTALS, "en-XA")))
    assert untranslated(said) == []


_SAID = st.lists(st.text("amW e\nမنW", min_size=1, max_size=200), max_size=20)


def _shown(archive: ReadArchive, totals: Totals) -> Iterator[tuple[int, str]]:
    for listing in one_pager(archive, totals, ENGLISH).lists:
        yield len(listing.texts), listing.more


@settings(max_examples=40)
@given(_SAID, _SAID, st.integers(0, 3))
def test_it_stays_on_one_page_and_says_how_many_texts_are_left(
    promises: list[str], arguments: list[str], days: int
) -> None:
    archive = replace(
        ARCHIVE,
        commitments=tuple(map(Commitment, promises)),
        care=tuple(CareSpending("", text) for text in arguments),
    )
    totals = Totals(present=(16,) * days)
    made = one_pager(archive, totals, ENGLISH)
    assert height(made) <= HEIGHT - RESERVE + 1e-6
    for texts, (count, more) in zip(
        [t for t in (promises, arguments) if t], _shown(archive, totals), strict=True
    ):
        left = len(texts) - count
        assert more == (f"and {left} more in the report" if left else "")


def test_a_long_list_leaves_room_to_answer() -> None:
    archive = replace(ARCHIVE, commitments=tuple(Commitment(f"we {n}") for n in range(30)), care=())
    made = one_pager(archive, TOTALS, ENGLISH)
    (listing,) = made.lists
    assert [text.text for text in listing.texts] == [f"we {n}" for n in range(LIST_LINES)]
    assert listing.more == f"and {30 - LIST_LINES} more in the report"
    assert made.answer > ANSWER


def test_an_archive_of_the_first_version_makes_a_page() -> None:
    body = _body(read_archive(FIRST.read_bytes()))
    assert _rows(body, 1)[0] == ["", "Plans"]
