"""A plan is changed by its owner: filled in as it was written, emptied, and sent, also from out of reach."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.web.chromium import CHROMIUM
from tests.web.conftest import Answer, Phone
from tests.web.test_browser import phone
from tests.web.test_mine import CANARY, STRESS, begin, write
from tests.web.test_sealing import Overheard, entries_of
from workshop.domain.answer import ChoiceAnswer, ListAnswer
from workshop.room import Entry, Room
from workshop.vault import PlanCode, derive, seal_entry, text_of, wrap

if TYPE_CHECKING:
    from playwright.async_api import Page

COLOURS = "my-green-yellow-red"
browser = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium")


LOSE_REPLIES = """() => {
  window.kept = [];
  const real = window.fetch;
  window.fetch = async (address, asked) => {
    const reply = await real(address, asked);
    const sent = String(asked?.body);
    if (!sent.includes("_do=keep") || kept.length === 3) return reply;
    kept.push(sent);
    if (kept.length < 3) throw new TypeError("lost");
    return reply;
  };
}"""


async def opened(phone: Phone, code: str) -> Answer:
    return await phone.send((await phone.get("/m?lang=en")).page.post("Open my plan"), _code=code)


async def filled_in(phone: Phone, code: str) -> Answer:
    """The form of the stressors, from the open plan by way of the code."""
    plan = await opened(phone, code)
    asked = await phone.send(plan.page.post("Change this: Stressor mapping"))
    assert "20 digits" in asked.page.text
    assert CANARY not in asked.page.html
    return await phone.send(asked.page.post("Open the form"), _code=code)


async def test_a_piece_comes_back_as_it_was_written_and_leads_to_the_plan_again(
    phone: Phone, room: Room
) -> None:
    code, _ = await begin(phone)
    await write(phone, room)
    form = (await filled_in(phone, code)).page
    step = form.post("Keep in my plan")
    assert step.fields["stressors.1"] == [CANARY]
    assert "A question that you empty is taken out" in form.text
    assert code.replace(" ", "") not in form.html.replace(" ", "")
    saved = await phone.send(step, **{"stressors.1": "the roof", "first-stressor-source": "team"})
    assert "Kept in your plan" in saved.page.text
    again = await phone.send(saved.page.post("Open my plan"), _code=code)
    assert "the roof" in again.page.texts
    assert CANARY not in again.page.texts


async def test_what_is_emptied_goes_and_what_was_never_there_stays_away(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    saved = await write(phone, room)
    both = saved.page.posts[0].hidden | {
        "_do": "mine",
        "stressors.1": CANARY,
        "first-stressor-source": "team",
    }
    await phone.post("/m", both)
    assert set(entries_of(room, code, STRESS)) == {"stressors", "first-stressor-source"}
    step = (await filled_in(phone, code)).page.post("Keep in my plan")
    await phone.send(step, **{"stressors.1": ""})
    assert set(entries_of(room, code, STRESS)) == {"first-stressor-source"}
    await room.empty_letterbox()
    assert room.vault.book.entry_count() == 1
    step = (await filled_in(phone, code)).page.post("Keep in my plan")
    gone = await phone.send(step, **{"first-stressor-source": ""})
    assert "Taken out of your plan" in gone.page.text
    assert room.plans.entry_count == 0


async def test_a_form_that_was_never_filled_in_takes_nothing_out(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    await write(phone, room)
    assert "Nothing was written" in (await write(phone, room, "")).page.text
    assert entries_of(room, code, STRESS) == {"stressors": [CANARY]}


async def test_a_change_that_cannot_be_taken_comes_back_whole(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    await write(phone, room)
    step = (await filled_in(phone, code)).page.post("Keep in my plan")
    refused = await phone.send(step, **{"stressors.1": "", "stressors.2": "x" * 200})
    assert refused.status == 422
    mended = refused.page.post("Keep in my plan")
    assert mended.fields["stressors.2"] == ["x" * 200]
    await phone.send(mended, **{"stressors.2": ""})
    assert room.plans.entry_count == 0, "it still knows what had been there"


async def test_emptied_words_wait_for_the_code_where_a_phone_keeps_no_ticket(
    phone: Phone, room: Room
) -> None:
    code, _ = await begin(phone)
    await write(phone, room)
    step = (await filled_in(phone, code)).page.post("Keep in my plan")
    phone.client.cookies.clear()
    asked = await phone.send(step, **{"stressors.1": ""})
    assert "It needs a code" in asked.page.text
    plan = await phone.send(asked.page.post("Open my plan"), _code=code)
    assert CANARY not in plan.page.texts
    assert room.plans.entry_count == 0


async def test_a_slip_in_the_code_asks_again_and_opens_nothing(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    await write(phone, room)
    plan = await opened(phone, code)
    asked = await phone.send(plan.page.post("Change this"))
    for wrong in ("1", "", str(PlanCode.new())):
        answer = await phone.send(asked.page.post("Open the form"), _code=wrong)
        assert answer.status == 422
        assert CANARY not in answer.page.html
        assert answer.page.post("Open the form").fields["_code"] == [""]


async def test_a_piece_of_an_exercise_that_is_not_open_here_is_read_and_not_changed(
    phone: Phone, room: Room
) -> None:
    code, _ = await begin(phone)
    slot = room.plans.slots()[0]
    sealed = room.plans.get(slot)
    assert sealed is not None
    await room.plans.keep([Entry(slot, sealed.public_key, STRESS, "stressors", ListAnswer((CANARY,)))])
    plan = await opened(phone, code)
    assert CANARY in plan.page.texts
    assert "“Stressor mapping” is not open here." in plan.page.text
    assert not [form for form in plan.page.posts if "Change this" in form.button]
    room.open_form(STRESS)
    there = (await opened(phone, code)).page.post("Change this: Stressor mapping")
    assert there.hidden["_exercise"] == STRESS


async def test_a_phone_names_what_it_emptied_and_nothing_else_goes(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    code = PlanCode.new()
    key = derive(code, room.vault.header.plan_salt)
    slot, public = text_of(key.slot), text_of(key.public_key)
    hidden = (await phone.get("/?on=1")).page.posts[0].hidden
    proof = {name: hidden[name] for name in ("_lang", "_proof")}
    await phone.post("/m", {**proof, "_do": "begin", "_slot": slot, "_key": public})
    for prompt, one in (
        ("stressors", ListAnswer((CANARY,))),
        ("first-stressor-source", ChoiceAnswer("team")),
    ):
        await room.plans.keep([Entry(slot, public, STRESS, prompt, one)])
    keep = {**proof, "_do": "keep", "_exercise": STRESS, "_audience": "mine", "_counter": "7"}
    for wrong in ("{}", '["other"]', "[" * 9000, "x", "[[]]"):
        assert (await phone.post("/m", {**keep, "_entries": "[]", "_emptied": wrong})).status == 400
    assert (await phone.post("/m", {**keep, "_entries": "[]", "_emptied": "[]"})).status == 400
    assert room.plans.entry_count == 2
    entry = json.dumps([["stressors", wrap(seal_entry(key.public_key, 7, ["tea"]))]])
    fields = {**keep, "_entries": entry, "_emptied": '["first-stressor-source"]'}
    assert "Kept in your plan" in (await phone.post("/m", fields)).page.text
    assert entries_of(room, str(code), STRESS) == {"stressors": ["tea"]}
    gone = await phone.post("/m", {**keep, "_entries": "[]", "_emptied": '["stressors"]'})
    assert "Taken out of your plan" in gone.page.text
    assert room.plans.entry_count == 0


async def write_first(page: Page, authority: str, text: str) -> str:
    """Writes into a new plan on a phone with its script, and gives its code."""
    await page.goto(f"http://{authority}/?on=1")
    await page.get_by_role("button", name="Skip this step").click()
    await page.get_by_text("Sealed on this phone").wait_for()
    await page.get_by_label("Number 1").fill(text)
    await page.get_by_label("Number 2").fill("more")
    await page.get_by_role("button", name="Keep in my plan").click()
    await page.get_by_role("button", name="Get a code").click()
    await page.get_by_text("What you wrote is kept in your plan").wait_for()
    return await page.locator(".code").inner_text()


async def open_plan(page: Page, code: str) -> None:
    await page.get_by_role("link", name="My plan").click()
    await page.get_by_text("Your code stays on this phone").wait_for()
    await page.get_by_label("Your code, 20 digits").fill(code)
    await page.get_by_role("button", name="Open my plan").click()
    await page.get_by_text("Opened on this phone").wait_for()


@pytest.mark.browser
@browser
async def test_on_a_phone_with_its_script_the_laptop_hears_neither_old_nor_new_words(room: Room) -> None:
    room.open_form(STRESS)
    overheard = Overheard()
    async with phone(room, script=True, requests=[]) as (page, wire):
        overheard.listen(page)
        code = await write_first(page, wire.authority, CANARY)
        await open_plan(page, code)
        await page.get_by_role("button", name="Change this: Stressor mapping").click()
        field = page.get_by_label("Number 1")
        assert await field.input_value() == CANARY
        await page.get_by_role("link", name="Back to my plan").click()
        await page.get_by_text(CANARY).wait_for()
        await page.get_by_role("button", name="Change this: Stressor mapping").click()
        await field.fill("the roof")
        await page.get_by_label("The team").check()
        await page.get_by_role("button", name="Keep in my plan").click()
        await page.get_by_text("What you wrote is kept in your plan").wait_for()
        await page.get_by_text("the roof").wait_for()
        assert set(entries_of(room, code, STRESS)) == {"stressors", "first-stressor-source"}
        await page.get_by_role("button", name="Change this: Stressor mapping").click()
        await field.fill("")
        await page.get_by_label("Number 2").fill("")
        await page.get_by_role("button", name="Keep in my plan").click()
        await page.get_by_text("What you wrote is kept in your plan").wait_for()
        assert await page.get_by_text("the roof").count() == 0
        assert set(entries_of(room, code, STRESS)) == {"first-stressor-source"}

        # From the page that follows a form, the code is asked for, and stays on the phone.
        await page.goto(f"http://{wire.authority}/?on=1")
        await page.get_by_role("button", name="Skip this step").click()
        await page.get_by_text("Sealed on this phone").wait_for()
        await field.fill("the door")
        await page.get_by_role("button", name="Keep in my plan").click()
        await page.get_by_role("heading", name="Kept in your plan").wait_for()
        await page.get_by_role("button", name="Change").click()
        await page.get_by_text("Your code stays on this phone").wait_for()
        await page.get_by_label("Your code, 20 digits").fill("12")
        await page.get_by_role("button", name="Open the form").click()
        await page.get_by_text("this one has 2").wait_for()
        await page.get_by_label("Your code, 20 digits").fill(code)
        await page.get_by_role("button", name="Open the form").click()
        await page.get_by_role("link", name="Back to my plan").wait_for()
        assert await field.input_value() == "the door"
        assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    for words in (CANARY, "the roof", "the door", code, code.replace(" ", "")):
        assert not overheard.heard(words)
    assert overheard.heard("_entries"), "the ear is not deaf"


@pytest.mark.browser
@browser
async def test_out_of_reach_the_sealed_words_go_by_themselves_later_and_the_newest_hold(room: Room) -> None:
    room.open_form(STRESS)
    sent: list[str] = []
    async with phone(room, script=True, requests=[]) as (page, wire):
        code = await write_first(page, wire.authority, CANARY)
        await open_plan(page, code)
        await page.get_by_role("button", name="Change this: Stressor mapping").click()
        field, send = page.get_by_label("Number 1"), page.get_by_role("button", name="Keep in my plan")
        await page.context.set_offline(True)
        for words in ("older", "newer"):
            await field.fill(words)
            await send.click()
            await page.get_by_text("goes by itself as soon as it can").wait_for()
            assert await field.input_value() == words
        assert entries_of(room, code, STRESS)["stressors"] == [CANARY, "more"]
        page.on("request", lambda request: sent.append(request.post_data or ""))
        await page.context.set_offline(False)
        await page.get_by_text("What you wrote is kept in your plan").wait_for()
        await page.get_by_text("newer").wait_for()
        assert entries_of(room, code, STRESS)["stressors"] == ["newer", "more"]
        assert len([text for text in sent if "_do=keep" in text]) == 1, "the older words are sent no more"


@pytest.mark.browser
@browser
async def test_a_reply_that_was_lost_sends_the_same_bytes_again_and_other_words_stay(room: Room) -> None:
    room.open_form(STRESS)
    async with phone(room, script=True, requests=[]) as (page, wire):
        code = await write_first(page, wire.authority, CANARY)
        await page.goto(f"http://{wire.authority}/?on=1")
        await page.get_by_role("button", name="Skip this step").click()
        await page.get_by_text("Sealed on this phone").wait_for()
        await page.evaluate(LOSE_REPLIES)
        field, send = page.get_by_label("Number 1"), page.get_by_role("button", name="Keep in my plan")
        await field.fill("the roof")
        for _ in range(2):
            await send.click()
            await page.get_by_text("goes by itself as soon as it can").wait_for()
        assert entries_of(room, code, STRESS)["stressors"] == ["the roof"], "it had arrived"
        await field.fill("the roof, and the door")
        await page.evaluate("dispatchEvent(new Event('online'))")
        await page.get_by_text("What you wrote before is kept in your plan").wait_for()
        assert await field.input_value() == "the roof, and the door"
        kept = await page.evaluate("kept")
        assert len(kept) == 3 and len(set(kept)) == 1
        await send.click()
        await page.get_by_role("heading", name="Kept in your plan").wait_for()
        assert entries_of(room, code, STRESS)["stressors"] == ["the roof, and the door"]
