"""Paper: every type of prompt has room for a pen, what is kept is never on the back of what is collected."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.domain.exercise import Exercise
from workshop.domain.prompt import (
    Audience,
    ChoicePrompt,
    DatePrompt,
    ListPrompt,
    MatrixPrompt,
    MultiPrompt,
    Option,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
)
from workshop.domain.signs import SIGNS
from workshop.export import (
    Paper,
    agenda_paper,
    cards_pdf,
    exercise_paper,
    script_paper,
    tickets_pdf,
    vouchers_pdf,
)
from workshop.library import Library, load_library
from workshop.wording import ENGLISH, wording

from ..conftest import HOSTILE
from .reading import (
    needs_pdfinfo,
    needs_pdftotext,
    needs_zbarimg,
    pdf_boxes,
    pdf_info,
    pdf_text,
    squeezed,
    untranslated,
)

pytestmark = pytest.mark.own_words

ROOM = Audience.ROOM
TWO = (Option("a", "First thing"), Option("b", "Second thing"))
PROMPTS: tuple[tuple[Prompt, tuple[str, ...]], ...] = (
    (TextPrompt(id="t", audience=ROOM, ask="Ask here", characters=160), ()),
    (ListPrompt(id="l", audience=ROOM, ask="Ask here", most=3, characters=80), ("1", "2", "3")),
    (
        ScalePrompt(id="s", audience=ROOM, ask="Ask here", lowest=0, highest=10, low="Stormy", high="Calm"),
        ("0", "10", "Stormy", "Calm"),
    ),
    (ChoicePrompt(id="c", audience=ROOM, ask="Ask here", options=TWO), ("First thing", "Second thing")),
    (
        MultiPrompt(id="m", audience=ROOM, ask="Ask here", options=TWO, most=2),
        ("First thing", "Second thing", "Up to 2"),
    ),
    (RankingPrompt(id="r", audience=ROOM, ask="Ask here", options=TWO), ("First thing", "Write 1 beside")),
    (
        MatrixPrompt(
            id="x", audience=ROOM, ask="Ask here", cell="mark", rows=TWO, columns=(Option("z", "Often"),)
        ),
        ("First thing", "Second thing", "Often"),
    ),
    (
        MatrixPrompt(
            id="y",
            audience=ROOM,
            ask="Ask here",
            cell="scale",
            rows=TWO,
            columns=TWO,
            low="Weak",
            high="Strong",
        ),
        ("First thing", "1", "5", "Weak", "Strong"),
    ),
    (
        MatrixPrompt(id="w", audience=Audience.MINE, ask="Ask here", cell="text", rows=TWO, columns=TWO),
        ("First thing", "Second thing"),
    ),
    (DatePrompt(id="d", audience=ROOM, ask="Ask here"), ("day", "month", "year")),
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def _with(library: Library, *prompts: Prompt) -> Exercise:
    return replace(library.exercises["grounding"], prompts=prompts)


def _pages(pdf: bytes) -> list[str]:
    return pdf_text(pdf).removesuffix("\f").split("\f")


def test_every_type_of_prompt_is_here() -> None:
    assert {type(prompt) for prompt, _ in PROMPTS} == set(Prompt.__args__)


@needs_pdftotext
@pytest.mark.parametrize(("prompt", "expected"), PROMPTS, ids=lambda value: getattr(value, "id", ""))
def test_a_prompt_has_room_on_paper(library: Library, prompt: Prompt, expected: tuple[str, ...]) -> None:
    text = pdf_text(exercise_paper(_with(library, prompt), ENGLISH))
    for word in ("Ask here", *expected):
        assert squeezed(word) in squeezed(text)


@needs_pdftotext
def test_what_is_collected_and_what_is_kept_are_two_leaves(library: Library) -> None:
    pages = _pages(exercise_paper(library.exercises["stressor-mapping"], ENGLISH))
    assert len(pages) == 3, "the back of what is collected stays empty"
    assert "For the group" in pages[0] and "collected face down" in pages[0]
    assert "What weighs on you in this work?" in pages[0]
    assert not pages[1].strip()
    assert "Only for you" in pages[2] and "Nobody collects it" in pages[2]
    assert "Stressors that I want to keep an eye on" in pages[2]
    assert "Two that we will change" in pages[2], "paper prompts are kept"


@needs_pdftotext
def test_what_the_facilitators_ask_is_a_leaf_of_its_own(library: Library) -> None:
    pages = _pages(exercise_paper(library.exercises["arrival-and-consent"], ENGLISH))
    page = next(page for page in pages if "For the facilitators" in page)
    assert "Anything that makes the day easier" in page
    assert "For the group" not in page and "Only for you" not in page


@needs_pdftotext
def test_the_script_has_what_a_facilitator_needs(library: Library) -> None:
    exercise = library.exercises["stressor-mapping"]
    text = squeezed(pdf_text(script_paper(exercise, ENGLISH)))
    needed = [
        exercise.title,
        exercise.purpose,
        exercise.when_not_to_use,
        *exercise.cautions,
        *exercise.debrief,
    ]
    needed += [
        line for step in exercise.steps for line in (step.title, *step.say, *step.do, step.if_it_fails)
    ]
    needed += [exercise.if_short, exercise.if_distress, exercise.variations.paper, "45 (from 30 to 60)"]
    assert [line for line in needed if squeezed(line) not in text] == []


@needs_pdftotext
def test_the_day_sheet_has_times_marks_and_materials(library: Library) -> None:
    agenda = library.agendas["three-day-holistic"]
    pages = _pages(agenda_paper(agenda, library.exercises, ENGLISH))
    cover, first = pages[0], pages[1]
    for expected in (agenda.title, "Goal", "8 to 20 people", "a support person", "30 days, 90 days"):
        assert expected in cover
    for expected in ("Day 1", agenda.days[0].title, "09:00", "09:15", "13:00", "Lunch and prayer", "■", "●"):
        assert expected in first
    assert "Join poster" in squeezed(first).replace("Joinposter", "Join poster")
    assert "What for" in first
    assert squeezed(agenda.days[0].sessions[0].aim) in squeezed(first)
    assert "If something happened" in "".join(pages)


@needs_pdftotext
def test_cards_have_each_code_in_groups_and_the_address() -> None:
    codes = [f"{n:04}1111222233334444" for n in range(1, 13)]
    pages = _pages(cards_pdf(codes, "http://192.168.43.1:8000/", ENGLISH))
    assert len(pages) == 2, "ten on a sheet"
    text = "".join(pages)
    for code in codes:
        assert f"{code[:4]} 1111 2222" in text
    assert text.count("3333 4444") == 12
    assert text.count("http://192.168.43.1:8000/") == 12


@needs_pdftotext
def test_cards_take_codes_however_they_are_grouped() -> None:
    grouped = pdf_text(cards_pdf(["1234 5678 9012 3456 7890"], "", ENGLISH))
    assert grouped == pdf_text(cards_pdf(["1234-5678-9012-3456-7890"], "", ENGLISH))
    assert "1234 5678 9012" in grouped


def _all(library: Library, exercises: Mapping[str, Exercise], language: str) -> dict[str, bytes]:
    words = wording(language)
    papers = {id: exercise_paper(exercise, words) for id, exercise in exercises.items()}
    papers["script"] = script_paper(exercises["what-stress-does"], words)
    papers["agenda"] = agenda_paper(library.agendas["three-day-holistic"], library.exercises, words)
    papers["cards"] = cards_pdf(["1" * 20], "", words)
    return papers


@needs_pdftotext
def test_what_is_collected_has_the_letters_of_the_keyboard_and_what_is_kept_has_none(
    library: Library,
) -> None:
    asked = ChoicePrompt(id="c", audience=ROOM, ask="Ask here", options=TWO)
    kept = replace(asked, id="k", audience=Audience.MINE, feeds="P1.goal")
    collected = pdf_text(exercise_paper(_with(library, asked), ENGLISH)).split()
    own = pdf_text(exercise_paper(_with(library, kept), ENGLISH)).split()
    assert [word for word in collected if word in ("a", "b")] == ["a", "b"]
    assert not {"a", "b"} & set(own)


@needs_pdftotext
def test_every_word_on_paper_is_translated(library: Library) -> None:
    for name, pdf in _all(library, library.exercises, "en-XA").items():
        words = [word for word in untranslated(pdf_text(pdf)) if len(word) > 1]
        assert words == [], f"{name}: beside the letters by which options are known"


@needs_pdfinfo
def test_paper_is_a4_tagged_stable_and_undated(library: Library) -> None:
    few = {id: library.exercises[id] for id in ("stressor-mapping", "what-stress-does")}
    again = _all(library, few, "ar-XB")
    for name, pdf in _all(library, few, "ar-XB").items():
        assert pdf == again[name], name
        info = pdf_info(pdf)
        assert info["Tagged"] == "yes"
        assert info["Page size"].endswith("(A4)")
        assert not info.keys() & {"Author", "CreationDate", "ModDate"}


@needs_pdftotext
def test_content_that_looks_like_code_stays_words(library: Library) -> None:
    """Exercises are files that people share: their texts are no more trusted than a phone's."""
    for text in HOSTILE[:10]:
        options = (Option("a", text), Option("b", text))
        prompts = (
            ChoicePrompt(id="a", audience=ROOM, ask=text, hint=text, options=options),
            MatrixPrompt(id="b", audience=ROOM, ask=text, cell="mark", rows=options, columns=options),
        )
        assert squeezed(text) in squeezed(pdf_text(exercise_paper(_with(library, *prompts), ENGLISH)))


_MARGIN = 25.0
"""Points, 9 mm: what every printer leaves white, and we do, too."""


@needs_pdftotext
@pytest.mark.parametrize(("paper", "language"), [("a4", "en"), ("us-letter", "ar-XB")])
def test_every_exercise_and_agenda_stays_inside_the_margins(
    library: Library, paper: Paper, language: str
) -> None:
    """The two directions, each on one of the two papers."""
    words = wording(language)
    for exercise in library.exercises.values():
        _inside(exercise_paper(exercise, words, paper=paper), exercise.id)
        _inside(script_paper(exercise, words, paper=paper), exercise.id)
    for agenda in library.agendas.values():
        _inside(agenda_paper(agenda, library.exercises, words, paper=paper), agenda.id)


def _inside(pdf: bytes, name: str) -> None:
    for (width, height), boxes in pdf_boxes(pdf):
        for left, top, right, bottom, word in boxes:
            assert left > _MARGIN and right < width - _MARGIN, f"{name}: {word}"
            assert top > _MARGIN and bottom < height - _MARGIN, f"{name}: {word}"


@needs_pdftotext
@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_ten_cards_of_every_kind_are_on_a_sheet_of_either_paper(paper: Paper) -> None:
    codes = [f"{number:012}" for number in range(10)]
    words = wording("en-XA")
    assert (
        len(_pages(cards_pdf([code + "0" * 8 for code in codes], "http://1.2.3.4/", words, paper=paper))) == 1
    )
    assert len(_pages(tickets_pdf(SIGNS[:10], words, paper=paper))) == 1
    assert len(_pages(vouchers_pdf(codes, words, paper=paper))) == 3, "the list is on a sheet of its own"
    for pdf in (tickets_pdf(SIGNS, words, paper=paper), vouchers_pdf(codes, words, paper=paper)):
        _inside(pdf, paper)


@needs_pdftotext
def test_a_ticket_says_the_sign_and_nothing_that_could_be_listed() -> None:
    text = pdf_text(tickets_pdf((SIGNS[0], SIGNS[1], SIGNS[0]), ENGLISH))
    assert text.count("circle") == 2 and text.count("square") == 1
    assert not any(sign.isdigit() for sign in text)


@needs_pdftotext
def test_every_voucher_is_on_the_list_once_and_the_list_has_room_for_nothing_else() -> None:
    codes = [f"{number * 987654321:012}" for number in range(1, 13)]
    pages = _pages(vouchers_pdf(codes, ENGLISH))
    for code in codes:
        grouped = f"{code[:4]} {code[4:8]} {code[8:]}"
        assert "".join(pages[:2]).count(grouped) == 1
        assert pages[-1].count(grouped) == 1
    assert squeezed("no name, no day, no kind of support") in squeezed(pages[-1])
    assert len(pages) == 3, "two sheets of vouchers, and the list on a front side"


@needs_zbarimg
@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_a_camera_reads_the_address_on_every_card(tmp_path: Path, paper: Paper) -> None:
    pdf = tmp_path / "cards.pdf"
    address = "http://192.168.143.211:8000/"
    pdf.write_bytes(cards_pdf(["1" * 20] * 10, address, wording("ar-XB"), paper=paper))
    subprocess.run(["pdftoppm", "-r", "200", "-png", str(pdf), str(tmp_path / "page")], check=True)
    found = subprocess.run(
        ["zbarimg", "-q", "--raw", str(tmp_path / "page-1.png")], capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == [address] * 10
