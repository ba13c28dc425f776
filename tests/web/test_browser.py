"""A phone's own browser, over plain http from a name that is no secure context: joining and answering."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.web.chromium import CHROMIUM, chromium
from tests.web.wire import Wire
from workshop.domain.prompt import Audience
from workshop.room import Room
from workshop.web import bind, phone_app, serving

if TYPE_CHECKING:
    from playwright.async_api import Page

STRESS = "stressor-mapping"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium"),
]


@asynccontextmanager
async def phone(room: Room, *, script: bool, requests: list[str]) -> AsyncIterator[tuple[Page, Wire]]:
    """A page of a browser of phone size, that finds the served room at http://room.test."""
    sock = bind("127.0.0.1", 0)
    wire = Wire("room.test", sock.getsockname()[1])
    browser = await chromium()
    async with (
        serving(phone_app(room, frozenset({wire.authority})), sock),
        await browser.new_context(
            viewport={"width": 320, "height": 640}, java_script_enabled=script, has_touch=True
        ) as context,
    ):
        page = await context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        yield page, wire


async def join_and_answer(page: Page, wire: Wire) -> None:
    await page.goto(f"http://{wire.authority}/")
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_label("Low or late pay").check()
    group = page.get_by_role("group", name="Money and pay")
    await group.get_by_label("A lot").check()
    await page.get_by_role("button", name="Send to the group").click()
    await page.get_by_role("heading", name="Received: it is kept on the laptop").wait_for()


async def write_for_myself(page: Page, text: str) -> str:
    """Goes on to the private step, and gets a code for it."""
    await page.get_by_role("button", name="Only for you").click()
    await page.get_by_label("Number 1").fill(text)
    await page.get_by_role("button", name="Keep in my plan").click()
    await page.get_by_role("button", name="Get a code").click()
    return await page.locator(".code").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
async def test_somebody_joins_answers_and_reads_the_plan(room: Room, script: bool) -> None:
    requests: list[str] = []
    errors: list[str] = []
    room.open_form(STRESS)
    async with phone(room, script=script, requests=requests) as (page, wire):
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        await join_and_answer(page, wire)
        id = await page.locator("input[name=_id]").first.get_attribute("value") or ""
        sent = {"sources": ["pay"], "influence": [["money", "much", 1]]}
        assert room.submitted(STRESS, Audience.ROOM, id) == (None if script else sent)
        if not script:
            await page.reload()
            await page.get_by_role("heading", name="Received: it is kept on the laptop").wait_for()
        await room.close_form(STRESS)
        (kept,) = room.vault.book.responses(STRESS, "room")
        assert (kept.answers, kept.sealed) == (sent, script)

        code = await write_for_myself(page, "calls at night")
        await page.get_by_role("link", name="My plan").click()
        await page.get_by_label("Your code, 20 digits").fill(code)
        await page.get_by_role("button", name="Open my plan").click()
        await page.get_by_text("calls at night").wait_for()

        await page.get_by_role("link", name="Leave this page").click()
        await page.get_by_role("heading", name="Notes").wait_for()
        assert await page.title() == "Notes"
    assert errors == []
    assert {url.split("/")[2] for url in requests} == {wire.authority}


async def test_nothing_scrolls_sideways_and_everything_is_large_enough_to_touch(room: Room) -> None:
    async with phone(room, script=True, requests=[]) as (page, wire):
        for exercise in room.bundle.exercises.values():
            if not exercise.audiences or exercise.repeats:
                continue
            room.open_form(exercise.id)
            for query in ("on=1", "on=1&lang=ar-XB", "on=1&lang=en-XA"):
                await page.goto(f"http://{wire.authority}/?{query}")
                assert await page.evaluate("document.documentElement.scrollWidth") <= 320, exercise.id
                small = await page.evaluate(
                    "[...document.querySelectorAll('button, a, .option, .chip, [type=text], select')]"
                    ".filter(e => e.offsetHeight < 48 && !e.closest('.summary, [hidden]'))"
                    ".map(e => e.outerHTML)"
                )
                assert small == []
            await room.close_form(exercise.id)


async def test_a_script_keeps_what_was_typed_when_the_laptop_is_out_of_reach(room: Room) -> None:
    room.open_form("my-green-yellow-red")
    async with phone(room, script=True, requests=[]) as (page, wire):
        await page.goto(f"http://{wire.authority}/?on=1")
        field = page.get_by_label("A yellow sign that many of us know")
        await field.fill("cold tea")
        await page.get_by_role("button", name="I need a pause").click()
        await page.get_by_text("one more person needs a pause").wait_for()
        assert await field.input_value() == "cold tea"
        assert room.care.pause == 1
        await page.context.set_offline(True)
        await page.get_by_role("button", name="Send to the group").click()
        await page.get_by_text("What you wrote is still on this phone").wait_for()
        assert await field.input_value() == "cold tea"
        await page.context.set_offline(False)
        await page.get_by_role("button", name="Send to the group").click()
        await page.get_by_role("heading", name="Received: it is kept on the laptop").wait_for()
        await page.go_back()
        assert await page.get_by_label("A yellow sign that many of us know").input_value() == ""
