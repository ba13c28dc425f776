"""Where help can be found, in every form of the full plan, and only where a directory exists."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from tests.conftest import HOSTILE
from tests.directories import DIRECTORY, contact, directory_of
from workshop.domain.cleaning import one_line
from workshop.domain.plan import Plan, assemble
from workshop.domain.referral import Contacts
from workshop.export import plan_html, plan_json, plan_markdown, plan_pdf
from workshop.library import read_directory_text
from workshop.wording import ENGLISH, wording

from .plans import bare_plan, rich_plan, several
from .reading import ALIVE, needs_pdftotext, parsed, pdf_text, squeezed, untranslated

DAY = date(2026, 10, 12)
SECTION = "People who can help, as of 12 October 2026"
SAID = (
    SECTION,
    "The River House",
    "Somebody to talk to, one to one",
    "The blue door behind the market",
    "English · Burmese",
    "What you can give",
    "1 October 2026",
)


def contacts(text: str = DIRECTORY) -> Contacts:
    found = read_directory_text("referrals.yaml", "referrals", text, DAY).contacts(DAY)
    assert found is not None
    return found


def in_html(plan: Plan, found: Contacts | None) -> str:
    return parsed(plan_html(plan, ENGLISH, found)).text


def in_markdown(plan: Plan, found: Contacts | None) -> str:
    return re.sub(r"\\(.)", r"\1", plan_markdown(plan, ENGLISH, found).decode())


@pytest.mark.parametrize("read", [in_html, in_markdown])
def test_page_and_text_have_them_in_the_part_on_support(read: object) -> None:
    assert callable(read)
    for plan in (rich_plan(), bare_plan(), Plan(())):
        text = read(plan, contacts())
        for said in SAID:
            assert said in text, said
        assert "Harbour" not in text
        assert "No notes with names" not in text
        assert SECTION not in read(plan, None)
    whole = read(rich_plan(), contacts())
    assert whole.count("Support") == 1
    assert whole.index("What we do together") < whole.index(SECTION) < whole.index("Looking at it again")


@needs_pdftotext
def test_the_pdf_has_them_and_its_card_does_not() -> None:
    first, *others = pdf_text(plan_pdf(rich_plan(), ENGLISH, contacts())).split("\f")
    text = squeezed("".join(others))
    for said in SAID:
        assert squeezed(said) in text, said
    assert "Harbour" not in text
    assert "River" not in first


def test_an_empty_plan_still_says_that_it_is_empty() -> None:
    text = in_html(Plan(()), contacts())
    assert "There is nothing here yet" in text
    assert "none of it alone" not in text


def test_json_has_a_list_only_where_there_is_a_directory() -> None:
    assert json.loads(plan_json({}, {}))["contacts"] == []
    written = json.loads(plan_json({}, {}, contacts()))
    assert written["version"] == 2
    assert written["contacts"][0] == {
        "title": "The River House",
        "kind": "talk_therapy",
        "route": "The blue door behind the market",
        "languages": ["English", "Burmese"],
        "cost": "What you can give",
        "verified_on": "2026-10-01",
    }
    assert [one["title"] for one in written["contacts"]] == ["The River House", "Elder Willow"]


def test_hostile_words_stay_words() -> None:
    found = contacts(
        directory_of(
            *(contact(f"c{n}", title=t, route=t, languages=[t], cost=t) for n, t in enumerate(HOSTILE))
        )
    )
    page = parsed(plan_html(bare_plan(), ENGLISH, found))
    markdown = plan_markdown(bare_plan(), ENGLISH, found).decode()
    for text in HOSTILE:
        assert page.text.count(one_line(text)) >= 4, text
    assert not page.tags & ALIVE
    assert not any(name.startswith("on") for name in page.attributes)
    assert not re.search(r"(?<!\\)(<script|\[/b|\]\(javascript)", markdown)
    assert plan_pdf(bare_plan(), ENGLISH, found).startswith(b"%PDF")


def test_every_label_is_translated() -> None:
    found = contacts(directory_of(*(contact(f"c{n}") for n in range(2))))
    plan = assemble([several("P2.values", "12 345")])
    assert untranslated(parsed(plan_html(plan, wording("en-XA"), found)).text) == []
