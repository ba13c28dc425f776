"""The forms that a plan leaves in: what each may hold, in every way of writing it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import HOSTILE
from workshop.domain.answer import Answer, Cell, ChoiceAnswer, MatrixAnswer
from workshop.domain.cleaning import clean
from workshop.domain.plan import Plan, assemble
from workshop.domain.plan_parts import PARTS, Form
from workshop.domain.prompt import Audience, ChoicePrompt, MatrixPrompt, Prompt
from workshop.export import (
    Edition,
    letter,
    plan_html,
    plan_markdown,
    plan_text,
    reminder_ics,
    reminder_slip,
    review_days,
)
from workshop.export.letter import CARDS, TEXTS
from workshop.export.plaintext import COLUMNS, cells
from workshop.library import load_library
from workshop.wording import ENGLISH, Wording, wording

from .plans import GROUP, NEVER_TYPED, _text, bare_plan, plan_of, rich_entries, rich_plan, several
from .reading import ALIVE, parsed, untranslated
from .test_contacts import contacts

FORMS: tuple[Form, ...] = ("full", "pocket", "buddy")
CARDLIKE: tuple[Form, ...] = ("pocket", "buddy")
Write = Callable[[Plan, Wording, Form], str]


def _html(plan: Plan, words: Wording, form: Form) -> str:
    return parsed(plan_html(plan, words, contacts(), form=form)).text


def _markdown(plan: Plan, words: Wording, form: Form) -> str:
    return re.sub(r"\\(.)", r"\1", plan_markdown(plan, words, contacts(), form=form).decode())


def _plain(plan: Plan, words: Wording, form: Form) -> str:
    """Lines are joined again: a text that was broken is still that text."""
    return re.sub(r"\s+", " ", plan_text(plan, words, contacts(), form=form).decode())


every_way = pytest.mark.parametrize("write", [_html, _markdown, _plain])
every_form = pytest.mark.parametrize("form", FORMS)


def everywhere() -> Plan:
    """A plan in which each place says where it is, as "P8.contacts.role"."""
    entries: list[tuple[Prompt, Answer]] = []
    for part in PARTS:
        for field in part.fields:
            name = f"{part.id}.{field.id}"
            rows = [f"[{row.id}]" for row in field.rows] or (["[1]", "[2]"] if field.many else [""])
            for row in rows:
                for column in field.columns or (None,):
                    end = f".{column.id}" if column else ""
                    if field.rows:
                        prompt = MatrixPrompt(
                            id="m",
                            audience=Audience.MINE,
                            ask="…",
                            feeds=name,
                            cell="text",
                            rows=field.rows,
                            columns=field.columns,
                        )
                        cell = Cell(row[1:-1], end[1:], f"{name}{end}")
                        entries.append((prompt, MatrixAnswer((cell,))))
                    else:
                        entries.append(_text(f"{name}{row}{end}", f"{name}{end}"))
    return assemble(entries)


POCKET = {
    *("P3.rule_if_then", "P3.levels.helps", "P3.what_brings_me_back", "P7.first_hour.first"),
    *("P7.first_hour.second", "P8.contacts.code", "P8.contacts.route", "P8.checkin.when"),
    "P8.checkin.channel",
}
BUDDY = {
    *("P2.values", "P2.limits_to_respect", "P3.levels.helps", "P3.levels.who_may_tell_me"),
    *("P3.rule_if_then", "P3.what_brings_me_back", "P3.how_to_be_with_me"),
    *("P6.prevent.action", "P6.prevent.by_when", "P10.routine.habit", "P10.routine.tiny_step"),
    *("P10.routine.when", "P10.routine.where", "P10.routine.plan_b", "P10.reclaimed_hour"),
    *("P10.health_checks_due", "P11.commitments.what", "P11.commitments.start"),
    *("P11.commitments.if_then", "P11.commitments.blocker", "P11.commitments.supporter"),
    *("P8.checkin.when", "P8.checkin.with", "P8.checkin.channel", "P8.checkin.missed_15"),
    *("P8.checkin.missed_60", "P8.checkin.missed_180"),
}


@every_way
@pytest.mark.parametrize(("form", "held"), [("pocket", POCKET), ("buddy", BUDDY)])
def test_a_card_holds_these_places_and_no_others(write: Write, form: Form, held: set[str]) -> None:
    text = write(everywhere(), ENGLISH, form)
    assert set(re.findall(r"P\d+\.[a-z0-9_]+(?:\.[a-z0-9_]+)?", text)) == held


@every_way
@every_form
def test_what_never_leaves_is_in_no_form(write: Write, form: Form) -> None:
    assert NEVER_TYPED not in write(rich_plan(), ENGLISH, form)
    never = {f"{part.id}.{field.id}" for part in PARTS for field in part.fields if not field.leaves_in}
    text = write(everywhere(), ENGLISH, form)
    assert never
    assert not [name for name in never if re.search(rf"{re.escape(name)}\b", text)]


@every_way
def test_the_pocket_card_names_nobody(write: Write) -> None:
    text = write(rich_plan(), ENGLISH, "pocket")
    for name in ("Lawyer", "my sister", "River House", "People who can help", "Heron", "Who may tell me"):
        assert name not in text, name
    for said in ("Ibis", "Say nothing without the lawyer", "leave the phone in the hall", "14 November 2026"):
        assert said in text, said


def test_cards_hold_only_what_the_plan_lets_leave() -> None:
    fields = {f"{part.id}.{field.id}": field for part in PARTS for field in part.fields}
    for form, chosen in CARDS.items():
        for name, columns in chosen.items():
            assert form in fields[name].leaves_in, name
            known = {column.id for column in fields[name].columns}
            assert set(columns) <= known and bool(columns) == bool(known), name


def test_the_buddy_sees_what_is_not_done_yet() -> None:
    entries = [
        _text("P6.prevent[1].action", "An empty phone"),
        _text("P6.prevent[1].status", " DONE "),
        _text("P6.prevent[2].action", "Another road"),
        _text("P6.prevent[2].status", "half done"),
        _text("P6.prevent[3].action", "A bag"),
    ]
    text = _plain(assemble(entries), ENGLISH, "buddy")
    assert "An empty phone" not in text
    assert "Another road" in text and "A bag" in text
    assert "An empty phone" in _plain(assemble(entries), ENGLISH, "full")


@every_way
def test_a_commitment_stands_beside_one_of_the_group(write: Write) -> None:
    mine = [_text("P11.commitments[1].what", "Leave at six"), _text("P11.commitments[2].what", "Walk")]
    text = write(assemble(mine, GROUP), ENGLISH, "full")
    at = [text.index(said) for said in ("Leave at six", "No messages after seven", "Walk")]
    assert at == sorted(at)
    assert text.index("Walk") < text.index(TEXTS["who_with"])
    assert text.count(TEXTS["who_with"]) == 1
    assert text.count("No messages after seven") == 1, "not once more among what we do together"
    alone = write(assemble([], GROUP), ENGLISH, "full")
    assert "No messages after seven" in alone and TEXTS["who_with"] not in alone


def test_more_of_the_group_than_of_ones_own_loses_nothing() -> None:
    plan = assemble([_text("P11.commitments[1].what", "Walk")], {"P12.collective": ("one", "two", "three")})
    (chapter,) = letter(plan, ENGLISH).chapters
    sides = [(pair.mine, pair.ours) for pair in chapter.pairs]
    leads = [tuple(one.lead.text if one and one.lead else "" for one in both) for both in sides]
    assert leads == [("Walk", "one"), ("", "two"), ("", "three")]


def _now(state: str) -> Plan:
    prompt = load_library().exercises["risk-matrix"].prompt("now")
    assert isinstance(prompt, ChoicePrompt)
    return assemble([(prompt, ChoiceAnswer(state))])


def test_numbers_of_a_hard_day_ask_for_an_earlier_look() -> None:
    assert letter(_now("steady"), ENGLISH).soon == ""
    for state in ("stretched", "overwhelmed"):
        assert letter(_now(state), ENGLISH).soon == TEXTS["soon"]
        for form in CARDLIKE:
            assert letter(_now(state), ENGLISH, form=form).soon == "", "nobody else reads how I am"
    typed = assemble([_text("P4.threats[1].now_state", "Overwhelmed, count on another day")])
    assert letter(typed, ENGLISH).soon == ""


def test_the_next_review_is_one_that_is_not_past() -> None:
    plan = assemble([_text("P14.review_30", "2026-11-14"), _text("P14.review_90", "2027-01-13")])
    assert letter(plan, ENGLISH).review == "To look at again: 14 November 2026"
    later = letter(plan, ENGLISH, edition=Edition(2, date(2026, 11, 14)))
    assert later.review == "To look at again: 13 January 2027"
    assert letter(plan, ENGLISH, edition=Edition(3, date(2028, 1, 1))).review == ""
    assert review_days(plan) == (date(2026, 11, 14), date(2027, 1, 13))


def test_an_edition_is_said_where_there_is_one_to_say() -> None:
    said = [letter(Plan(()), ENGLISH, edition=one).edition for one in (Edition(), Edition(2))]
    assert said == ["", "Version 2"]
    dated = letter(Plan(()), ENGLISH, edition=Edition(2, date(2026, 10, 3))).edition
    assert dated == "Version 2, 3 October 2026"


def test_the_formula_is_told_and_never_computed() -> None:
    (chapter,) = letter(assemble([several("P5.lower_one", "The road")]), ENGLISH).chapters
    assert chapter.reasoning == TEXTS["reasoning"]
    assert not re.search(r"\d", chapter.reasoning)
    assert not any(c.reasoning for c in letter(bare_plan(), ENGLISH).chapters)


def test_steps_of_two_threats_read_one_threat_after_the_other() -> None:
    prompt = load_library().exercises["prevent-and-respond"].prompt("hour")
    assert isinstance(prompt, MatrixPrompt)
    cells = tuple(Cell(row, column, f"{column} {row}") for row in "12" for column in ("first", "second"))
    text = plan_text(assemble([(prompt, MatrixAnswer(cells))]), ENGLISH, form="pocket").decode()
    assert "The first\n  1: first 1\n  2: first 2\nThe second\n  1: second 1\n  2: second 2" in text


def test_habits_read_as_three_lists() -> None:
    library = load_library()
    prompts = (p for exercise in library.exercises.values() for p in exercise.prompts)
    habits = next(p for p in prompts if p.feeds == "P10.nine_habits")
    cells = (Cell("music", "now", 1), Cell("sleep", "want", 1), Cell("reading", "now", 1))
    text = _markdown(assemble([(habits, MatrixAnswer(cells))]), ENGLISH, "full")
    assert "**I have it:** Reading something that is not work · Music" in text
    assert "Not for me" not in text


@every_form
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(form: Form, text: str) -> None:
    plan = plan_of(clean(text))
    page = parsed(plan_html(plan, ENGLISH, form=form))
    assert clean(text) in page.text
    assert not page.tags & ALIVE
    assert not any(name.startswith("on") for name in page.attributes)
    markdown = plan_markdown(plan, ENGLISH, form=form).decode()
    assert not re.search(r"(?<!\\)(<script|\[/b|\]\(javascript)", markdown)
    plain = plan_text(plan_of(text), ENGLISH, form=form).decode()
    assert re.sub(r"\s", "", clean(text)) in re.sub(r"\s", "", plain)
    assert not [sign for sign in plain if unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n"]
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(plain)


@every_form
@given(st.text(st.characters(max_codepoint=0x2FFFF), max_size=200))
def test_lines_fit_a_small_screen_and_no_letter_is_lost(form: Form, text: str) -> None:
    plan = assemble([several("P3.rule_if_then", clean(text) or "-")])
    lines = plan_text(plan, ENGLISH, form=form).decode().splitlines()
    assert all(cells(line) <= COLUMNS for line in lines)
    squeezed = re.sub(r"[ \n\u200b]", "", clean(text) or "-")
    assert squeezed in re.sub(r"[ \n]", "", "\n".join(lines))


@pytest.mark.parametrize("text", ["နိုင်ငံ" * 30, "สวัสดีเมื่อ" * 20, "កម្ពុជា" * 30, "नमस्ते" * 30, "字" * 90])
def test_no_line_begins_within_a_letter(text: str) -> None:
    lines = plan_text(assemble([several("P3.rule_if_then", text)]), ENGLISH, form="pocket").decode()
    for line in lines.splitlines():
        assert cells(line) <= COLUMNS
        assert not line or unicodedata.category(line[0])[0] != "M"
        assert not line or line[-1] not in "\u1039\u17d2\u094dเ"


@every_form
def test_every_form_speaks_the_language_of_its_owner(form: Form) -> None:
    words = wording("en-XA")
    plan = plan_of("12 345")
    for text in (
        parsed(plan_html(plan, words, form=form)).text,
        plan_markdown(plan, words, form=form).decode(),
        plan_text(plan, words, form=form).decode(),
    ):
        assert "12" in text
        assert untranslated(text) == []


@every_form
def test_a_page_runs_the_way_of_its_language_and_says_nothing_outside(form: Form) -> None:
    html = plan_html(rich_plan(), wording("ar-XB"), form=form).decode()
    assert '<html lang="ar-XB" dir="rtl">' in html
    assert parsed(plan_html(rich_plan(), ENGLISH, form=form)).text.split()[0] == "Notes"


def test_an_empty_plan_says_so_kindly_in_every_form() -> None:
    for form in FORMS:
        for written in (plan_html, plan_markdown, plan_text):
            assert "that is fine" in re.sub(r"\s+", " ", written(Plan(()), ENGLISH, form=form).decode())


DAYS = (date(2027, 1, 13), date(2026, 11, 14), date(2026, 11, 14))


def test_a_reminder_is_a_calendar_that_tells_nothing() -> None:
    written = reminder_ics(DAYS, ENGLISH).decode()
    lines = written.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20261114",
        "DTSTART;VALUE=DATE:20270113",
    ]
    stamps = [line for line in lines if line.startswith("DTSTAMP")]
    assert stamps == ["DTSTAMP:20261114T000000Z", "DTSTAMP:20270113T000000Z"], "the day itself, no moment"
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == 2
    assert {line for line in lines if line.startswith("SUMMARY")} == {"SUMMARY:Tea"}
    assert "DESCRIPTION" not in written and "workshop" not in written.lower()
    assert reminder_ics(reversed(DAYS), ENGLISH).decode() == written


@given(st.text(max_size=200))
def test_any_words_in_a_calendar_stay_one_summary(text: str) -> None:
    written = reminder_ics(DAYS[:1], ENGLISH, text)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    unfolded = written.decode().replace("\r\n ", "").split("\r\n")
    names = [re.split("[:;]", line)[0] for line in unfolded[:-1]]
    event = ["BEGIN", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "END"]
    assert names == ["BEGIN", "VERSION", "PRODID", *event, "END"]
    summary = re.sub(r"\\([\\;,])", r"\1", unfolded[7].removeprefix("SUMMARY:"))
    assert summary == (" ".join(clean(text).split())[:60].strip() or "Tea")


def test_a_slip_says_days_and_one_word() -> None:
    slip = reminder_slip(DAYS, ENGLISH)
    assert (slip.title, slip.days) == ("Tea", ("14 November 2026", "13 January 2027"))
    assert reminder_slip(DAYS, ENGLISH, "Call\nMaria").title == "Call Maria"


def test_the_rich_plan_fits_its_forms() -> None:
    """The card is a part of the plan, and the first page of the full one is that card."""
    plan = assemble(rich_entries(), GROUP)
    assert letter(plan, ENGLISH).card == letter(plan, ENGLISH, form="pocket").card
    for form in CARDLIKE:
        written = letter(plan, ENGLISH, contacts(), form=form)
        assert written.card and not written.chapters and not written.closing
