"""A plan as it is taken home: readable, whole, alive in none of its forms, and silent about its owner."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.domain.plan import Plan, assemble
from workshop.export import plan_html, plan_json, plan_markdown, plan_pdf
from workshop.wording import ENGLISH, wording

from ..conftest import HOSTILE
from .plans import GROUP, NEVER_TYPED, _text, bare_plan, plan_of, rich_plan, several
from .reading import ALIVE, needs_pdfinfo, needs_pdftotext, parsed, pdf_info, pdf_text, squeezed, untranslated

OWN = (
    "That I can walk home without counting the cars.",
    "Two days away. Crane takes my phone.",
    "A smear campaign with my picture",
    "The number on the back of the tram card",
    "What is said here stays here.",
)
LONG = "x" * 2000


def _markdown(plan: Plan) -> str:
    return re.sub(r"\\(.)", r"\1", plan_markdown(plan, ENGLISH).decode())


@pytest.mark.parametrize("read", [lambda p: parsed(plan_html(p, ENGLISH)).text, _markdown])
def test_everything_is_in_it_and_what_never_leaves_is_not(read: object) -> None:
    assert callable(read)
    text = read(rich_plan())
    for own in OWN:
        assert own in text
    assert "From the organisation" in text, "a choice is said in its own words"
    assert "14 November 2026" in text, "days are written out"
    assert NEVER_TYPED not in text
    assert "Working ever more" not in text


@needs_pdftotext
def test_the_pdf_has_it_all_and_not_what_never_leaves() -> None:
    text = squeezed(pdf_text(plan_pdf(rich_plan(), ENGLISH)))
    for own in OWN:
        assert squeezed(own) in text
    assert squeezed(NEVER_TYPED) not in text


@needs_pdftotext
def test_the_first_page_is_the_pocket_card() -> None:
    first = pdf_text(plan_pdf(rich_plan(), ENGLISH)).split("\f")[0]
    for on_card in ("Notes", "To look at again: 14 November 2026", "Ibis", "Say nothing without the lawyer"):
        assert squeezed(on_card) in squeezed(first)
    assert "threat" not in first.lower(), "who finds it learns little"
    assert "Lawyer" not in first, "contacts by code, not by role"
    assert "smear campaign" not in first


def test_json_has_everything_in_a_stable_form() -> None:
    answers = {"signs/levels": [["red", "signs", "နေ"]], "a/first": "text"}
    written = plan_json(answers, GROUP)
    assert json.loads(written) == {
        "format": "workshop-plan",
        "version": 2,
        "edition": {"number": 1, "day": None},
        "answers": answers,
        "versions": [],
        "group": {path: list(texts) for path, texts in GROUP.items()},
        "contacts": [],
    }
    assert written == plan_json(dict(reversed(answers.items())), GROUP)
    assert "နေ".encode() in written


def test_empty_fields_leave_no_holes() -> None:
    page = parsed(plan_html(bare_plan(), ENGLISH))
    assert "My rule" in page.text
    assert "Threats" not in page.text
    headings = [tag for tag, _ in page.elements if tag in {"h1", "h2", "h3"}]
    assert headings == ["h1", "h2", "h2", "h3"], "the cover, the rule on the card, one part, the rule in it"
    assert "##" not in plan_markdown(Plan(()), ENGLISH).decode()
    assert plan_pdf(Plan(()), ENGLISH).startswith(b"%PDF")


def test_the_page_stands_alone_and_its_policy_knows_its_style() -> None:
    html = plan_html(rich_plan(), ENGLISH)
    page = parsed(html)
    assert not page.tags & ALIVE
    assert not page.attributes & {"src", "href", "style", "onclick", "srcset", "action"}
    style = re.search(r"<style>(.*)</style>", html.decode(), re.DOTALL)
    assert style
    assert "url(" not in style[1] and "@import" not in style[1]
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = page.meta("Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert f"style-src 'sha256-{digest}'" in policy


def test_own_words_have_their_own_direction() -> None:
    page = parsed(plan_html(plan_of("سلام"), wording("en")))
    own = [attributes for _, attributes in page.elements if attributes.get("class") == "own"]
    assert own
    assert all(attributes.get("dir") == "auto" for attributes in own)


def test_threats_stand_in_the_risk_grid() -> None:
    page = parsed(plan_html(rich_plan(), ENGLISH))
    assert [a for tag, a in page.elements if tag == "table"] == [{"class": "risks", "dir": "ltr"}]
    rows = plan_markdown(rich_plan(), ENGLISH).decode().splitlines()
    assert next(row for row in rows if row.startswith("| **4**")) == "| **4** | · | · | · | 1 | · |"
    assert next(row for row in rows if row.startswith("| **5**")) == "| **5** | · | 3 | · | · | · |"


@pytest.mark.parametrize("text", [*HOSTILE, LONG], ids=range(len(HOSTILE) + 1))
def test_hostile_words_stay_words_on_the_page(text: str) -> None:
    page = parsed(plan_html(plan_of(text), ENGLISH))
    assert text in page.text
    assert not page.tags & ALIVE
    assert not any(name.startswith("on") for name in page.attributes)


@needs_pdftotext
@pytest.mark.parametrize(
    "text",
    ['#panic("from a phone")', "$x^2$ @cite <label> *b* _i_ `r` // c /* d */", r"\u{1f600} #sys", LONG],
    ids=["call", "markup", "escape", "long"],
)
def test_hostile_words_stay_words_in_the_pdf(text: str) -> None:
    assert squeezed(text) in squeezed(pdf_text(plan_pdf(plan_of(text), ENGLISH)))


@needs_pdftotext
def test_many_scripts_pass_through_the_pdf() -> None:
    text = "မင်္ဂလာပါ नमस्ते ฉันอยากเดินกลับบ้าน"
    assert squeezed(text) in squeezed(pdf_text(plan_pdf(plan_of(text), ENGLISH)))


def test_nothing_that_people_type_stops_the_pdf() -> None:
    """Also what has no glyph in any font, and what cleaning would have dropped."""
    texts = (*HOSTILE, "👩‍👩‍👧 🙂", "សួស្តី" * 60, "ﷺ" * 40, "a\n" * 40, "\x00\x07\uffff\U000e0001")
    entries = [several("P2.values", *texts[:10]), several("P2.context_changes", *texts[10:])]
    for words in (ENGLISH, wording("ar-XB")):
        assert plan_pdf(assemble(entries), words).startswith(b"%PDF")


@needs_pdftotext
def test_a_text_without_blanks_stays_within_the_margins() -> None:
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"],
        input=plan_pdf(plan_of(LONG), ENGLISH),
        capture_output=True,
        check=True,
    )
    rights = [float(right) for right in re.findall(r'xMax="([\d.]+)"', done.stdout.decode())]
    assert rights
    assert max(rights) < 596 - 50, "A4 is 595 points wide"


def test_named_records_that_are_no_levels_are_set_too() -> None:
    plan = assemble([_text("P5.vulnerabilities[people].first", "One road")])
    assert plan_pdf(plan, ENGLISH).startswith(b"%PDF")


def test_the_pdf_is_the_same_each_time() -> None:
    assert plan_pdf(rich_plan(), ENGLISH) == plan_pdf(rich_plan(), ENGLISH)


@needs_pdfinfo
def test_the_pdf_says_nothing_of_its_owner() -> None:
    info = pdf_info(plan_pdf(rich_plan(), ENGLISH))
    assert info["Title"] == "Notes"
    assert info["Tagged"] == "yes"
    assert info["Page size"].endswith("(A4)")
    assert not info.keys() & {"Author", "CreationDate", "ModDate", "Subject", "Keywords"}


def test_the_page_says_nothing_of_its_owner() -> None:
    html = plan_html(rich_plan(), ENGLISH).decode()
    assert "<title>Notes</title>" in html
    cover = parsed(html).text.partition("This is what I wrote")[0].casefold()
    for telling in ("workshop", "security", "human rights", "plan"):
        assert telling not in cover.partition("green")[0]


@pytest.mark.parametrize("form", ["html", "markdown", "pdf"])
def test_every_label_is_translated(form: str) -> None:
    words = wording("en-XA")
    plan = plan_of("12 345")
    if form == "html":
        text = parsed(plan_html(plan, words)).text
    elif form == "markdown":
        text = re.sub(r"\\(.)", r"\1", plan_markdown(plan, words).decode())
    else:
        text = _pdf_words(plan_pdf(plan, words))
    assert untranslated(text) == []


def _pdf_words(pdf: bytes) -> str:
    if needs_pdftotext.args[0]:
        pytest.skip(needs_pdftotext.kwargs["reason"])
    return pdf_text(pdf)


def test_a_page_runs_in_the_direction_of_its_language() -> None:
    html = plan_html(rich_plan(), wording("ar-XB")).decode()
    assert '<html lang="ar-XB" dir="rtl">' in html


def _modules_after(code: str) -> set[str]:
    """What a fresh process has loaded after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, workshop.export\n{code}\nprint(*sys.modules)"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(done.stdout.split())


def test_importing_the_exports_is_quick() -> None:
    assert not _modules_after("") & {"typst", "pyrage", "jinja2", "babel"}


def test_a_plan_is_typeset_in_a_process_that_takes_it_along() -> None:
    """Typst keeps what it has set; a process that serves phones must not hold other people's plans."""
    code = """
from workshop.wording import ENGLISH
from workshop.domain.plan import Plan
assert workshop.export.plan_pdf(Plan(()), ENGLISH).startswith(b"%PDF")
assert workshop.export.cards_pdf(["1" * 20], "", ENGLISH).startswith(b"%PDF")
"""
    assert "typst" not in _modules_after(code)
