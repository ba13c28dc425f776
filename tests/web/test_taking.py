"""A plan goes home: paper and the sealed file first, what lies open a step later, and chosen lines."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.web.chromium import CHROMIUM
from tests.web.conftest import Answer, Phone
from tests.web.reading import Page
from tests.web.test_browser import phone
from tests.web.test_mine import take
from tests.web.test_sealing import Overheard
from tests.web.test_shared import begin as begin_turn
from workshop.domain.answer import Answer as Given
from workshop.domain.answer import Cell, ChoiceAnswer, DateAnswer, MatrixAnswer
from workshop.export import PressFailed
from workshop.room import Entry, Room
from workshop.vault import PlanCode, derive, text_of

if TYPE_CHECKING:
    from playwright.async_api import Page as Screen

browser = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium")
STEP, OTHER_STEP = "call the river house", "leave by the garden"
THREAT = "stopped at the bridge"
PROMISE, WHO = "a walk at six", "Miriam of the bakery"
RED = "lights off, bag at the door"
MISSING = "There is no day in your plan yet"


def table(*cells: tuple[str, str, int | str]) -> MatrixAnswer:
    return MatrixAnswer(tuple(Cell(*one) for one in cells))


PLAN: tuple[tuple[str, str, Given], ...] = (
    ("threat-inventory", "my-threats", table(("1", "activity", "walk home"), ("1", "threat", THREAT))),
    ("risk-matrix", "likely-and-heavy", table(("1", "likelihood", 4), ("1", "impact", 5))),
    ("risk-matrix", "now", ChoiceAnswer("overwhelmed")),
    ("prevent-and-respond", "hour", table(("1", "first", STEP), ("2", "first", OTHER_STEP))),
    ("personal-commitments", "my-commitments", table(("1", "what", PROMISE), ("1", "supporter", WHO))),
    ("contacts-and-alert-levels", "alert-levels", table(("red", "i_do", RED))),
)
DUE = ("my-green-yellow-red", "look-again", DateAnswer(date(2027, 1, 31)))


async def plan_of(room: Room, *given: tuple[str, str, Given]) -> str:
    """The code of a plan that holds `given`."""
    code = PlanCode.new()
    key = derive(code, room.vault.header.plan_salt)
    slot, public_key = text_of(key.slot), text_of(key.public_key)
    await room.plans.begin(slot, public_key)
    await room.plans.keep([Entry(slot, public_key, *one) for one in given])
    return str(code)


async def opened(phone: Phone, code: str) -> Page:
    return (await phone.send((await phone.get("/m?lang=en")).page.post("Open my plan"), _code=code)).page


async def ways(phone: Phone, code: str) -> Page:
    return (await phone.send((await opened(phone, code)).post("Take it home"))).page


def attachment(answer: Answer) -> str:
    return answer.headers.get("content-disposition", "").partition("filename=")[2].strip('"')


async def test_an_open_plan_is_a_letter_with_its_grid_and_what_is_only_here(phone: Phone, room: Room) -> None:
    page = await opened(phone, await plan_of(room, *PLAN, DUE))
    for words in (THREAT, STEP, PROMISE, WHO, RED):
        assert words in page.text
    assert "Look at this again soon" in page.text
    assert "31 January 2027" in page.text
    assert "Who could carry this with me?" in page.texts
    assert len([one for one in page.all("td") if one.get("class", "").startswith("level-")]) == 25
    assert page.texts.index("Only here") < page.texts.index(RED)


async def test_two_ways_stand_first_and_the_others_are_folded_away(phone: Phone, room: Room) -> None:
    page = await ways(phone, await plan_of(room, *PLAN))
    order = [form.button for form in page.posts]
    assert order[:2] == ["The card, to print", "The sealed file"]
    assert page.html.index("The sealed file") < page.html.index("<details") < page.html.index("JSON")
    assert order[-1] == "Choose lines", "what may go to somebody who gives money comes last"


async def test_the_sealed_file_needs_no_code_and_holds_no_words(phone: Phone, room: Room) -> None:
    code = await plan_of(room, *PLAN)
    page = await ways(phone, code)
    file = await phone.send(page.post("The sealed file"))
    assert (file.status, attachment(file)) == (200, "notes.html")
    # In it are bytes: whoever passes it on must not take them for another charset.
    assert file.headers["content-type"] == "text/html; charset=windows-1252"
    assert not any(words.encode() in file.body for words in (STEP, THREAT, PROMISE, WHO, RED, code))
    phone.client.cookies.clear()
    other = await phone.send(page.post("The sealed file"))
    assert attachment(other) == "" and "Enter a code" in other.page.text


@pytest.mark.parametrize(
    ("much", "kind", "name", "media_type", "there", "gone"),
    [
        ("full", "html", "notes.html", "text/html", (THREAT, STEP, WHO), (RED,)),
        ("pocket", "html", "card.html", "text/html", (STEP,), (THREAT, WHO, PROMISE, RED)),
        ("buddy", "html", "notes.html", "text/html", (PROMISE,), (THREAT, STEP, RED)),
        ("full", "txt", "notes.txt", "text/plain", (STEP, PROMISE), (RED,)),
        ("pocket", "txt", "notes.txt", "text/plain", (STEP,), (THREAT, WHO, RED)),
        ("full", "md", "notes.md", "text/markdown", ("# Notes", STEP, PROMISE), (RED,)),
        ("buddy", "md", "notes.md", "text/markdown", (PROMISE,), (THREAT, STEP, RED)),
        ("full", "json", "notes.json", "application/json", (STEP, RED, WHO), ()),
        ("full", "ics", "dates.ics", "text/calendar", ("20270131", "SUMMARY:Tea"), (STEP, "Notes for")),
    ],
)
async def test_every_form_has_a_neutral_name_and_only_what_belongs_in_it(
    phone: Phone,
    room: Room,
    much: str,
    kind: str,
    name: str,
    media_type: str,
    there: tuple[str, ...],
    gone: tuple[str, ...],
) -> None:
    code = await plan_of(room, *PLAN, DUE)
    file = await take(phone, await opened(phone, code), code, kind, much)
    assert (file.status, attachment(file)) == (200, name)
    assert file.headers["content-type"].startswith(media_type)
    text = file.body.decode()
    assert [words for words in there if words not in text] == []
    assert [words for words in gone if words in text] == []
    if kind == "json":
        assert json.loads(text)["format"] == "workshop-plan"


@pytest.mark.parametrize(
    ("much", "name"), [("full", "notes.pdf"), ("pocket", "card.pdf"), ("buddy", "notes.pdf")]
)
async def test_a_document_is_made_by_the_laptop_which_says_so(
    phone: Phone, room: Room, much: str, name: str
) -> None:
    code = await plan_of(room, *PLAN, DUE)
    page = await ways(phone, code)
    last = await phone.send(page.post("Go on"), _form=much, _format="pdf")
    assert "the laptop reads your plan for one moment" in last.page.text
    file = await phone.send(last.page.post("Take it"), _code=code)
    assert (attachment(file), file.body[:5]) == (name, b"%PDF-")


@pytest.mark.parametrize(
    ("much", "name", "why"),
    [("full", "notes.html", "font"), ("pocket", "card.html", "font"), ("buddy", "notes.html", "press")],
)
async def test_in_place_of_a_page_of_boxes_there_is_a_page_that_the_phone_shows(
    phone: Phone, room: Room, monkeypatch: pytest.MonkeyPatch, much: str, name: str, why: str
) -> None:
    code = await plan_of(room, *PLAN, DUE)
    page = await ways(phone, code)
    last = await phone.send(page.post("Go on"), _form=much, _format="pdf")
    if why == "font":
        monkeypatch.setattr("workshop.export.planpaper.missing_letters", lambda text: {*text} & {"p"})
    else:
        monkeypatch.setattr("workshop.export.planpaper.typeset", _fails)
    asked = await phone.send(last.page.post("Take it"), _code=code)
    assert asked.status == 200 and not attachment(asked)
    sentence = "no font for some letters of your plan" if why == "font" else "could not make this document"
    assert sentence in asked.page.text
    file = await phone.send(asked.page.post("Take it with me" if much != "full" else "as it is"), _code=code)
    assert attachment(file) == name
    assert "<html" in file.body[:200].decode()


def _fails(*_: object, **__: object) -> bytes:
    raise PressFailed


@pytest.mark.parametrize(
    ("much", "kind", "warned"),
    [
        ("full", "html", True),
        ("full", "txt", True),
        ("full", "md", True),
        ("pocket", "pdf", True),
        ("full", "json", True),
        ("pocket", "html", False),
        ("buddy", "txt", False),
        ("full", "ics", False),
    ],
)
async def test_what_lies_open_is_said_once_before_it_leaves(
    phone: Phone, room: Room, much: str, kind: str, warned: bool
) -> None:
    code = await plan_of(room, *PLAN)
    last = await phone.send((await ways(phone, code)).post("Go on"), _form=much, _format=kind)
    assert ("at a checkpoint, or in the Downloads folder" in last.page.text) == warned
    assert ([form for form in last.page.posts if "sealed file instead" in form.button] != []) == warned
    assert attachment(last) == ""
    refused = await phone.send(last.page.post("Take it"), _code="1")
    assert (refused.status, attachment(refused)) == (422, "")
    again = await phone.send(last.page.posts[-2], _code=code)
    assert again.status == 200


async def test_a_calendar_without_days_is_none(phone: Phone, room: Room) -> None:
    code = await plan_of(room, *PLAN)
    last = await phone.send((await ways(phone, code)).post("Go on"), _form="full", _format="ics")
    answer = await phone.send(last.page.post("Take it with me"), _code=code)
    assert (answer.status, attachment(answer)) == (200, "")
    assert MISSING in answer.page.text
    slip = await phone.send((await ways(phone, code)).post("Go on"), _format="slip", _code=code)
    assert MISSING in slip.page.text


async def test_the_word_in_the_calendar_is_its_owners(phone: Phone, room: Room) -> None:
    code = await plan_of(room, DUE)
    dates = (await ways(phone, code)).post("A slip of paper")
    slip = await phone.send(dates, _format="slip", _word="Water the <b>figs</b>", _code=code)
    assert "Water the <b>figs</b>" in slip.page.texts
    assert "31 January 2027" in slip.page.texts
    last = await phone.send(dates, _format="ics", _word="Figs")
    file = await phone.send(last.page.post("Take it"), _code=code)
    assert b"SUMMARY:Figs" in file.body


async def test_paper_shows_the_card_for_the_code_and_names_nobody(phone: Phone, room: Room) -> None:
    code = await plan_of(room, *PLAN)
    asked = await phone.send((await ways(phone, code)).post("The card, to print"))
    assert STEP not in asked.page.text
    wrong = await phone.send(asked.page.post("Show it"), _code="1")
    assert wrong.status == 422 and STEP not in wrong.page.text
    card = await phone.send(asked.page.post("Show it"), _code=code)
    assert STEP in card.page.text
    assert not any(words in card.page.text for words in (THREAT, WHO, PROMISE, RED))
    assert code not in card.page.text
    assert card.headers["cache-control"] == "no-store"


async def test_made_up_wishes_lead_nowhere(phone: Phone, room: Room) -> None:
    code = await plan_of(room, *PLAN)
    form = (await ways(phone, code)).post("Go on")
    for fields in ({"_format": "exe"}, {"_form": "nothing"}, {"_format": ""}):
        assert (await phone.send(form, **fields)).status == 404
        down = form.hidden | {"_do": "download", "_format": "html", "_code": code} | fields
        assert (await phone.post("/m", down)).status == 404
    assert (
        await phone.post("/m", form.hidden | {"_do": "download", "_format": "paper", "_code": code})
    ).status == 404


async def test_from_a_shared_phone_paper_goes_and_no_file(phone: Phone, room: Room) -> None:
    code = await plan_of(room, *PLAN, DUE)
    turn = (await begin_turn(phone)).posts[0].hidden
    page = (await phone.post("/m", turn | {"_do": "take"})).page
    buttons = " ".join(form.button for form in page.posts)
    assert "The card, to print" in buttons and "A slip of paper" in buttons
    assert not any(words in page.text for words in ("sealed file", "JSON", "PDF", ".ics", "Choose lines"))
    card = await phone.send(page.post("The card, to print"), _code=code)
    assert STEP in card.page.text
    assert not [form for form in card.page.posts if form.hidden.get("_format") == "pdf"]
    for fields in (
        {"_do": "download", "_format": "html", "_code": code},
        {"_do": "sealed"},
        {"_do": "annex", "_code": code},
        {"_do": "choose", "_format": "html"},
    ):
        answer = await phone.post("/m", turn | fields)
        assert answer.status in (303, 404)
        assert (attachment(answer), STEP in answer.body.decode()) == ("", False)


async def test_only_lines_that_were_chosen_and_said_again_leave(phone: Phone, room: Room) -> None:
    code = await plan_of(room, *PLAN)
    asked = await phone.send((await ways(phone, code)).post("Choose lines"))
    assert STEP not in asked.page.text
    choosing = (await phone.send(asked.page.post("Open my plan"), _code=code)).page
    choice = choosing.post("Go on")
    assert not any(name.startswith("line.") for name in choice.fields), "nothing is chosen beforehand"
    assert choice.offered["line.P7.first_hour"] == [STEP, OTHER_STEP]
    assert PROMISE not in choosing.text and RED not in choosing.text
    assert THREAT in choosing.text and "Overwhelmed" not in choosing.text
    again = (await phone.send(choice, **{"line.P7.first_hour": [STEP, OTHER_STEP]})).page.post("See what")
    assert again.fields["line.P7.first_hour"] == [STEP, OTHER_STEP]
    new = "call a <b>friend</b>"
    seen = (await phone.send(again, **{"line.P7.first_hour": [new, " "]})).page
    assert new in seen.texts
    assert not any(words in seen.html for words in (STEP, OTHER_STEP, THREAT))
    back = (await phone.send(seen.post("Go back"))).page.post("See what")
    assert back.fields["line.P7.first_hour"] == [new]
    for kind, written in (("html", "call a &lt;b&gt;friend&lt;/b&gt;"), ("txt", new)):
        file = await phone.send(seen.post("Take it with me"), _format=kind)
        assert attachment(file) == f"notes.{kind}"
        text = file.body.decode()
        assert written in text
        assert not any(words in text for words in (STEP, OTHER_STEP, THREAT, PROMISE))


async def test_lines_of_other_parts_cannot_be_put_in(phone: Phone, room: Room) -> None:
    code = await plan_of(room, *PLAN)
    form = (await ways(phone, code)).post("Choose lines").hidden
    made_up = {
        "_step": "see",
        "line.P8.alert_levels": RED,
        "line.P7.exit": RED,
        "line.x": RED,
        "line.P7.first_hour": " ",
    }
    answer = await phone.post("/m", form | made_up)
    assert RED not in answer.page.text
    assert "Your code, 20 digits" in answer.page.text


async def choose_way(page: Screen, much: str, kind: str) -> None:
    """From the open plan to the page from which a file is taken."""
    await page.get_by_role("button", name="Take it home", exact=True).click()
    await page.get_by_text("Other ways", exact=True).click()
    await page.locator(".option", has_text=much).click()
    await page.locator(".option", has_text=kind).click()
    await page.get_by_role("button", name="Go on").click()
    await page.locator(".file").wait_for()


async def saved(page: Screen, button: str) -> tuple[str, str]:
    """The name and the text of the file that a button gives."""
    async with page.expect_download() as loading:
        await page.get_by_role("button", name=button).click()
    download = await loading.value
    return download.suggested_filename, (await download.path()).read_text(encoding="utf-8")


@pytest.mark.browser
@browser
async def test_a_phone_with_its_script_makes_all_of_it_and_the_laptop_hears_nothing(room: Room) -> None:
    code = await plan_of(room, *PLAN, DUE)
    overheard = Overheard()
    async with phone(room, script=True, requests=[]) as (page, wire):
        overheard.listen(page)
        await page.goto(f"http://{wire.authority}/m?lang=en")
        await page.get_by_text("Your code stays on this phone").wait_for()
        await page.get_by_label("Your code, 20 digits").fill(code)
        await page.get_by_role("button", name="Open my plan").click()
        await page.get_by_text(STEP).wait_for()
        await page.get_by_text("Look at this again soon").wait_for()
        await page.get_by_text(RED).wait_for()
        assert await page.locator("td[class^=level-]").count() == 25

        await choose_way(page, "The pocket card", "(HTML)")
        name, text = await saved(page, "Take it with me")
        assert (name, STEP in text, THREAT in text, WHO in text) == ("card.html", True, False, False)
        for much, kind, file in (
            ("All of it", "Plain text, for", "notes.txt"),
            ("All of it", "(Markdown)", "notes.md"),
            ("All of it", "(HTML)", "notes.html"),
        ):
            await page.get_by_role("link", name="Back to my plan").click()
            await page.get_by_role("heading", name="My plan").wait_for()
            await choose_way(page, much, kind)
            await page.get_by_text("at a checkpoint").wait_for()
            name, text = await saved(page, "Take it as it is")
            text = " ".join(text.split())
            assert (name, STEP in text, THREAT in text, RED in text) == (file, True, True, False)

        await page.get_by_role("button", name="Other ways to take it home").click()
        await page.get_by_text("Other ways", exact=True).click()
        await page.get_by_label("With this word").fill("Figs and tea")
        await page.get_by_role("button", name="For my calendar").click()
        await page.locator(".file").wait_for()
        name, text = await saved(page, "Take it with me")
        assert (name, "SUMMARY:Figs and tea" in text, "20270131" in text) == ("dates.ics", True, True)

        await page.get_by_role("button", name="Other ways to take it home").click()
        await page.get_by_text("Other ways", exact=True).click()
        await page.get_by_role("button", name="Everything").click()
        name, text = await saved(page, "Take it as it is")
        assert (name, RED in text) == ("notes.json", True)

        await page.get_by_role("button", name="Other ways to take it home").click()
        await page.get_by_role("button", name="The card, to print").click()
        await page.get_by_role("button", name="Print it").wait_for()
        shown = await page.locator(".paper").inner_text()
        assert STEP in shown and THREAT not in shown and WHO not in shown
        assert await page.get_by_label("Your code, 20 digits").count() == 0
        await page.emulate_media(media="print")
        assert await page.locator(".paper").is_visible()
        assert not await page.get_by_role("heading", name="On paper").is_visible()
        await page.emulate_media(media="screen")

        await page.get_by_role("button", name="Other ways to take it home").click()
        async with page.expect_download() as loading:
            await page.get_by_role("button", name="The sealed file").click()
        sealed = (await (await loading.value).path()).read_bytes()
        assert STEP.encode() not in sealed
        assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    for words in (STEP, THREAT, PROMISE, WHO, RED, "Figs and tea", code, code.replace(" ", "")):
        assert not overheard.heard(words), words
    assert overheard.heard("_do=choose"), "the ear is not deaf"


@pytest.mark.browser
@browser
async def test_lines_for_a_request_never_reach_the_laptop(room: Room) -> None:
    code = await plan_of(room, *PLAN)
    overheard = Overheard()
    async with phone(room, script=True, requests=[]) as (page, wire):
        overheard.listen(page)
        await page.goto(f"http://{wire.authority}/m?lang=en")
        await page.get_by_text("Your code stays on this phone").wait_for()
        await page.get_by_label("Your code, 20 digits").fill(code)
        await page.get_by_role("button", name="Open my plan").click()
        await page.get_by_role("button", name="Take it home", exact=True).click()
        await page.get_by_text("Other ways", exact=True).click()
        await page.get_by_role("button", name="Choose lines").click()
        await page.get_by_role("checkbox", name=STEP).wait_for()
        assert await page.locator(":checked").count() == 0
        await page.get_by_role("button", name="Go on").click()
        await page.get_by_role("checkbox", name=STEP).check()
        await page.get_by_role("checkbox", name=THREAT).check()
        await page.get_by_role("button", name="Go on").click()
        field = page.get_by_label("The first hour")
        assert await field.input_value() == STEP
        await field.fill("call a <b>friend</b>")
        await page.get_by_label("Threats I prepare for").fill("")
        await page.get_by_role("button", name="See what will leave").click()
        await page.get_by_text("call a <b>friend</b>").wait_for()
        assert THREAT not in await page.locator("main").inner_text()
        await page.get_by_role("button", name="Go back").click()
        assert await field.input_value() == "call a <b>friend</b>"
        await page.get_by_role("button", name="See what will leave").click()
        for kind, holds in (
            ("(HTML)", "call a &lt;b&gt;friend&lt;/b&gt;"),
            ("Plain text", "call a <b>friend</b>"),
        ):
            await page.get_by_text(kind).click()
            name, text = await saved(page, "Take it with me")
            assert name in ("notes.html", "notes.txt") and holds in text
            assert STEP not in text and THREAT not in text
    for words in (STEP, THREAT, "call a", code):
        assert not overheard.heard(words), words


@pytest.mark.browser
@browser
async def test_a_page_that_lost_the_open_plan_asks_the_phone_for_the_code_and_not_the_laptop(
    room: Room,
) -> None:
    code = await plan_of(room, *PLAN)
    overheard = Overheard()
    async with phone(room, script=True, requests=[]) as (page, wire):
        overheard.listen(page)
        await page.goto(f"http://{wire.authority}/m?lang=en")
        for button in ("The card, to print", "Choose lines"):
            await page.evaluate(
                """() => { const form = document.querySelector("[action='/m']");
                form.querySelector("[name=_do]").value = "take"; form.submit(); }"""
            )
            await page.get_by_role("heading", name="Take it home").wait_for()
            await page.get_by_text("Other ways", exact=True).click()
            await page.get_by_role("button", name=button).click()
            await page.get_by_text("Your code stays on this phone").wait_for()
            await page.get_by_label("Your code, 20 digits").fill(code)
            await page.locator("form.box button").click()
            await page.get_by_text(STEP).wait_for()
            await page.goto(f"http://{wire.authority}/m?lang=en")
    assert not overheard.heard(STEP) and not overheard.heard(code)


MISSING_HERE = "What may still be missing"


async def test_gaps_are_said_kindly_and_lead_to_the_form_that_fills_them(phone: Phone, room: Room) -> None:
    given = [one for one in PLAN if one[1] != "hour"]
    code = await plan_of(room, *given)
    page = await opened(phone, code)
    assert MISSING_HERE in page.texts
    assert "One threat has no step for the first hour yet." in page.texts
    assert not [form for form in page.posts if "Write here" in form.button], "nothing is open yet"
    assert "%" not in " ".join(page.texts[page.texts.index(MISSING_HERE) :])
    room.open_form("prevent-and-respond")
    way = (await opened(phone, code)).post("Write here: Prevent and respond")
    asked = await phone.send(way)
    form = await phone.send(asked.page.post("Open the form"), _code=code)
    assert "hour.1.first" in form.page.post("Keep in my plan").offered
    whole = await opened(phone, await plan_of(room, *PLAN))
    assert "no step for the first hour" not in whole.text


@pytest.mark.browser
@browser
async def test_a_phone_finds_the_same_gaps_by_itself(room: Room) -> None:
    room.open_form("prevent-and-respond")
    code = await plan_of(room, *[one for one in PLAN if one[1] != "hour"])
    async with phone(room, script=True, requests=[]) as (page, wire):
        await page.goto(f"http://{wire.authority}/m?lang=en")
        await page.get_by_text("Your code stays on this phone").wait_for()
        await page.get_by_label("Your code, 20 digits").fill(code)
        await page.get_by_role("button", name="Open my plan").click()
        await page.get_by_text("One threat has no step for the first hour yet.").wait_for()
        assert await page.locator(".gaps li").count() <= 5
        await page.get_by_role("button", name="Write here: Prevent and respond").first.click()
        first = page.locator("[name='hour.1.first']")
        await first.fill(STEP)
        await page.get_by_role("button", name="Keep in my plan").click()
        await page.get_by_text("What you wrote is kept in your plan").wait_for()
        await page.get_by_text(STEP).wait_for()
        assert await page.get_by_text("One threat has no step for the first hour yet.").count() == 0
