"""Answering in a phone's own browser: ranking by pressing, where the words are, nothing lost on the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.web.chromium import CHROMIUM
from tests.web.states import STRESS, WORDS, with_every_prompt
from tests.web.test_browser import phone
from workshop.domain.prompt import Audience
from workshop.room import Room
from workshop.vault import JSON

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

SHORT = "my-green-yellow-red"
ASKED = "A yellow sign that many of us know"
RECEIVED = "Received: it is kept on the laptop"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.own_words,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium"),
]


async def submission(page: Page) -> str:
    return await page.locator("input[name=_id]").first.get_attribute("value") or ""


async def places(page: Page) -> list[str]:
    return [text.strip() for text in await page.locator(".rank").all_inner_texts()]


async def test_ranking_is_pressing_in_order(room: Room) -> None:
    with_every_prompt(room)
    room.open_form(STRESS)
    async with phone(room, script=True, requests=[]) as (page, wire):
        await page.goto(f"http://{wire.authority}/?on=1")
        assert not await page.locator("select[name='ranking.sun']").is_visible()
        await page.locator(".rank", has_text="Rain").tap()
        await page.locator(".rank", has_text="Sun").tap()
        storm = page.locator(".rank", has_text="Storm")
        await storm.focus()
        await page.keyboard.press("Enter")
        assert await places(page) == ["2\nSun", "Cloud", "1\nRain", "3\nStorm"]
        assert await storm.get_attribute("aria-label") == "Storm, place 3: take it out"
        assert await page.locator("[role=status].spoken").inner_text() == "Storm, place 3: take it out"
        await page.get_by_role("button", name="Storm, one place earlier").tap()
        await page.get_by_role("button", name="Storm, one place earlier").press("Enter")
        assert await places(page) == ["3\nSun", "Cloud", "2\nRain", "1\nStorm"]
        assert "rank" in await page.evaluate("document.activeElement.className"), "no focus is lost"
        await page.locator(".rank", has_text="Rain").tap()
        assert await places(page) == ["2\nSun", "Cloud", "Rain", "1\nStorm"]
        id = await submission(page)
        await page.get_by_role("button", name="Send to the group").tap()
        await page.get_by_role("heading", name=RECEIVED).wait_for()
        assert await sent(room, STRESS) == {id: {"ranking": ["storm", "sun"]}}
        await page.get_by_role("button", name="Change").tap()
        await page.locator(".rank").first.wait_for()
        assert await places(page) == ["2\nSun", "Cloud", "Rain", "1\nStorm"]


async def sent(room: Room, exercise: str) -> dict[str, dict[str, JSON]]:
    """By submission id, what the laptop has of an open form."""
    await room.empty_letterbox()
    return {kept.id: kept.answers for kept in room.vault.book.responses(exercise, "room")}


async def test_the_page_says_where_the_words_are_and_two_presses_are_one_answer(room: Room) -> None:
    room.open_form(SHORT)
    held, go = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        held.set()
        await go.wait()
        await route.continue_()

    async with phone(room, script=True, requests=[]) as (page, wire):
        await page.goto(f"http://{wire.authority}/")
        await page.get_by_role("button", name="Go on").click()
        state, send = page.locator(".state"), page.get_by_role("button", name="Send to the group")
        assert "on this phone alone" in await state.inner_text()
        await page.get_by_label(ASKED).fill(WORDS)
        await page.context.set_offline(True)
        await send.click()
        await page.get_by_text("What you wrote is still on this phone").wait_for()
        assert "on this phone alone" in await state.inner_text()
        await page.context.set_offline(False)

        id = await submission(page)
        await page.route("**/*", hold)
        await send.dblclick(no_wait_after=True)
        await held.wait()
        assert (await state.inner_text()).startswith("On its way.")
        go.set()
        await page.get_by_role("heading", name=RECEIVED).wait_for()
        await page.locator("h1:focus").wait_for()
        assert await sent(room, SHORT) == {id: {"shared-sign": WORDS}}

        await page.unroute("**/*")
        # Both pages came as answers to a press: going back must not end in a question of the browser's.
        await page.reload()
        await page.get_by_role("heading", name="Nothing to do right now").wait_for()
        await page.go_back()
        await page.get_by_role("heading", name="Nothing to do right now").wait_for()
        await page.go_back()
        await page.get_by_role("heading", name="Welcome").wait_for()
        await page.go_forward()
        await page.get_by_role("button", name="My green, yellow and red").click()

        # Two tabs: each has an answer of its own. And what comes too late is shown, and not lost.
        other = await page.context.new_page()
        await other.goto(f"http://{wire.authority}/?on=1")
        assert await submission(other) != await submission(page)
        await page.get_by_label(ASKED).fill(WORDS)
        await room.close_form(SHORT)
        await send.click()
        await page.get_by_text("What you sent just now was not kept").wait_for()
        assert await page.get_by_label(ASKED).input_value() == WORDS
        assert room.count(SHORT) == 1


async def test_a_page_that_waits_looks_without_loading_and_never_under_somebodys_hands(room: Room) -> None:
    loads: list[str] = []
    async with phone(room, script=True, requests=[]) as (page, wire):
        await page.clock.install()
        page.on("framenavigated", lambda frame: loads.append(frame.url))
        await page.goto(f"http://{wire.authority}/?on=1")
        for _ in range(2):
            async with page.expect_response("**/?on=1*"):
                await page.clock.run_for(6_000)
        assert len(loads) == 1, "where nothing changed, nothing is loaded"
        await page.context.set_offline(True)
        await page.clock.run_for(6_000)
        await page.get_by_text("This page looks again by itself").wait_for()
        await page.context.set_offline(False)
        room.open_form(SHORT)
        await page.clock.run_for(6_000)
        await page.get_by_label(ASKED).fill(WORDS)
        loads.clear()
        room.open_form(STRESS)
        await page.clock.run_for(60_000)
        assert await page.get_by_label(ASKED).input_value() == WORDS
        assert loads == []


async def test_a_shared_phone_says_so_before_it_goes_to_the_next_person(room: Room) -> None:
    async with phone(room, script=True, requests=[]) as (page, wire):
        await page.clock.install()
        await page.goto(f"http://{wire.authority}/?s=1")
        await page.get_by_role("button", name="Begin").click()
        await page.get_by_role("heading", name="Nothing to do right now").wait_for()
        await page.clock.run_for(75_000)
        soon = page.get_by_text("In 20 seconds the next person can begin here")
        await soon.wait_for()
        await page.get_by_role("heading", name="Nothing to do right now").click()
        await soon.wait_for(state="detached")
        await page.clock.run_for(60_000)
        assert not await page.get_by_role("heading", name="The next person can begin").is_visible()
        await page.clock.run_for(40_000)
        await page.get_by_role("heading", name="The next person can begin").wait_for()


async def test_without_a_script_the_lists_rank_and_the_page_can_be_told_to_stay(room: Room) -> None:
    with_every_prompt(room)
    async with phone(room, script=False, requests=[]) as (page, wire):
        await page.goto(f"http://{wire.authority}/?on=1")
        await page.get_by_role("link", name="Do not look again by itself").click()
        assert await page.get_by_role("link", name="Look again").is_visible()
        assert "http-equiv" not in await page.content()
        room.open_form(STRESS)
        await page.get_by_role("link", name="Look again").click()
        await page.get_by_label("Rain", exact=True).first.scroll_into_view_if_needed()
        await page.locator("select[name='ranking.rain']").select_option("1")
        id = await submission(page)
        await page.get_by_role("button", name="Send to the group").click()
        await page.get_by_role("heading", name=RECEIVED).wait_for()
        assert room.submitted(STRESS, Audience.ROOM, id) == {"ranking": ["rain"]}
