"""The booklet: a workshop without a single phone ends with the same plan."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from workshop.domain.gaps import RULES
from workshop.domain.plan import first_place, places
from workshop.domain.plan_parts import PARTS
from workshop.domain.prompt import Audience, Prompt, TextPrompt
from workshop.export import Paper, booklet_paper, plan_prompts
from workshop.library import Library, load_library
from workshop.wording import ENGLISH, wording

from ..conftest import HOSTILE
from .reading import needs_pdfinfo, needs_pdftotext, pdf_info, pdf_text, squeezed, untranslated

pytestmark = [pytest.mark.own_words, needs_pdftotext]

AGENDAS = sorted(load_library().agendas)
_SPECIAL = {("P11", "commitments"), ("P12", "collective")}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def _fed(library: Library, agenda: str) -> list[Prompt]:
    """Everything of the agenda that feeds a plan, on a phone."""
    bundle = library.bundle(agenda)
    exercises = (bundle.exercises[name] for name in bundle.agenda.exercises)
    return [prompt for exercise in exercises for prompt in exercise.prompts if prompt.feeds]


def _prompts(library: Library, agenda: str) -> tuple[Prompt, ...]:
    bundle = library.bundle(agenda)
    return plan_prompts(bundle.exercises[name] for name in bundle.agenda.exercises)


def _label(part: str, field: str, column: str = "") -> str:
    found = next(one for one in PARTS if one.id == part).field(field)
    assert found is not None
    return next((one.label for one in found.columns if one.id == column), found.label)


@pytest.mark.parametrize("agenda", AGENDAS)
def test_every_place_of_the_plan_that_phones_reach_has_room_in_the_booklet(
    library: Library, agenda: str
) -> None:
    fed = _fed(library, agenda)
    prompts = _prompts(library, agenda)
    if not fed:
        assert prompts == ()
        return
    text = squeezed(pdf_text(booklet_paper(prompts, ENGLISH)))
    reached = {spot for prompt in fed for spot in places(prompt)}
    drawn: set[tuple[str, str, str, str]] = set()
    for prompt in fed:
        key = first_place(prompt.feeds)
        assert key is not None
        asked = _label(*key[:2]) if prompt.audience is Audience.ROOM else prompt.ask
        if key[:2] not in _SPECIAL and squeezed(asked) in text:
            drawn |= places(prompt)
    for part, field, record, column in reached - drawn:
        assert (part, field) in _SPECIAL, f"{part}.{field}[{record}].{column} has no room"
        assert squeezed(_label(part, field, column)) in text
    records = {record for part, field, record, _ in reached if (part, field) == ("P11", "commitments")}
    assert text.count(squeezed("Who could carry this with me?")) >= len(records), "none of mine stands alone"


def test_a_prompt_that_fills_what_another_fills_is_asked_once(library: Library) -> None:
    asked = [(prompt.ask, prompt.feeds) for prompt in _prompts(library, "three-day-holistic")]
    assert len(asked) == len(set(asked))
    assert asked.count(("How steady am I now?", "P3.steadiness")) == 1


def test_the_chapters_stand_in_the_order_of_the_plan(library: Library) -> None:
    text = pdf_text(booklet_paper(_prompts(library, "three-day-holistic"), ENGLISH))
    lines = re.split(r"[\n\f]", text)
    # An area of P5 is called as the last part is.
    titles = [part.title for part in PARTS if part.title in lines and part.id != "P15"]
    assert len(titles) >= 13
    found = [line for line in lines if line in titles]
    assert list(dict.fromkeys(found)) == titles


def test_what_may_be_missing_is_asked_of_the_parts_that_are_there_and_of_no_others(library: Library) -> None:
    whole = squeezed(pdf_text(booklet_paper(_prompts(library, "three-day-holistic"), ENGLISH)))
    assert [rule.ask for rule in RULES if squeezed(rule.ask) not in whole] == []
    prompts = _prompts(library, "team-care-plan-day")
    parts = {part for prompt in prompts for part, *_ in places(prompt)}
    less = squeezed(pdf_text(booklet_paper(prompts, ENGLISH)))
    assert {rule.part for rule in RULES if squeezed(rule.ask) in less} == parts & {
        rule.part for rule in RULES
    }


def _safe_words() -> tuple[Prompt, ...]:
    def text(id: str, feeds: str) -> TextPrompt:
        return TextPrompt(id=id, audience=Audience.MINE, ask=f"Ask {id}", characters=80, feeds=feeds)

    return (
        text("contact", "P8.contacts[1].route"),
        text("safe", "P8.safe_word"),
        text("duress", "P8.duress_word"),
        text("medical", "P8.medical_note"),
        text("exit", "P7.exit[1].trigger"),
    )


def test_what_never_leaves_is_on_a_leaf_of_its_own_and_safe_words_are_beside_no_contact() -> None:
    pages = pdf_text(booklet_paper(_safe_words(), ENGLISH)).removesuffix("\f").split("\f")
    apart = pages[-1]
    assert len(pages) % 2 == 1, "on a front side"
    for id in ("safe", "duress", "medical", "exit"):
        assert [place for place, page in enumerate(pages, start=1) if f"Ask {id}" in page] == [len(pages)]
    assert "Ask contact" not in apart and "People to reach" not in apart
    assert apart.index("Better in my head") < apart.index("Ask safe") < apart.index("Ask duress")
    assert apart.index("Ask medical") < apart.index("Better in my head")


def test_the_first_page_is_neutral_and_has_the_card_with_nothing_on_its_back(library: Library) -> None:
    pages = pdf_text(booklet_paper(_prompts(library, "three-day-holistic"), ENGLISH)).split("\f")
    for expected in (
        "Notes",
        "My rule",
        "The first hour",
        "People to reach",
        "Code name",
        "To look at again:",
    ):
        assert expected in pages[0]
    assert not re.search(r"security|protection|human|defender|threat|plan\b", pages[0], re.IGNORECASE)
    assert re.sub(r"\d+ / \d+", "", pages[1]).strip() == ""


@needs_pdfinfo
@pytest.mark.parametrize(("paper", "points"), [("a4", "595"), ("us-letter", "612")])
def test_the_booklet_is_tagged_undated_and_on_the_paper_asked_for(
    library: Library, paper: Paper, points: str
) -> None:
    prompts = _prompts(library, "care-and-commitments")
    made = booklet_paper(prompts, wording("ar-XB"), paper=paper)
    assert made == booklet_paper(prompts, wording("ar-XB"), paper=paper)
    info = pdf_info(made)
    assert info["Page size"].startswith(points) and info["Tagged"] == "yes"
    assert not info.keys() & {"Author", "CreationDate", "ModDate"}


def test_every_word_of_it_is_translated(library: Library) -> None:
    text = pdf_text(booklet_paper(_prompts(library, "three-day-holistic"), wording("en-XA")))
    assert [word for word in untranslated(text) if len(word) > 1] == []


def test_content_that_looks_like_code_stays_words(library: Library) -> None:
    prompts = tuple(
        replace(prompt, ask=text) for prompt, text in zip(_safe_words(), HOSTILE[:5], strict=True)
    )
    text = squeezed(pdf_text(booklet_paper(prompts, ENGLISH)))
    assert all(squeezed(prompt.ask) in text for prompt in prompts)
