"""Chromium as it is lent out: what one person wrote, the next one finds nowhere; and the desk's own page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.conftest import HOSTILE
from tests.console.answering import answer
from tests.web.chromium import CHROMIUM, chromium
from tests.web.test_browser import phone
from workshop.room import Room
from workshop.web import bind, desk_app, desk_path, serving
from workshop.wording import ENGLISH

if TYPE_CHECKING:
    from playwright.async_api import Page

STRESS = "stressor-mapping"
TEXTS = "my-green-yellow-red"
SAID = "the heron crosses at noon"
KEPT = "rain on the old roof"
ASKED = "A yellow sign that many of us know"
FIRST = "The next person can begin"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium"),
]


async def is_clean(page: Page) -> None:
    """Neither the page nor any field, cookie or store of the browser holds what somebody wrote."""
    html = await page.content()
    fields = await page.evaluate("[...document.querySelectorAll('input, textarea')].map(f => f.value)")
    for words in (SAID, KEPT):
        assert words not in html
        assert not [value for value in fields if words in value]
    assert await page.context.cookies() == []
    if page.url != "about:blank":
        assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


async def go_back(page: Page) -> bool:
    """The back button, then a reload; whether a form was asked for again, with what was typed in it."""
    playwright = pytest.importorskip("playwright.async_api", reason="Playwright is not installed")
    expired = False
    try:
        await page.go_back(wait_until="load")
    except playwright.Error:
        expired = True
        await page.wait_for_url("chrome-error://**")
    else:
        if page.url != "about:blank":
            await page.get_by_role("heading", name=FIRST).wait_for()
        await is_clean(page)
    await page.reload(wait_until="load")
    await is_clean(page)
    return expired


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
async def test_the_next_person_finds_nothing(room: Room, script: bool) -> None:
    requests: list[str] = []
    room.open_form(TEXTS)
    room.open_form(STRESS)
    async with phone(room, script=script, requests=requests) as (page, wire):
        await page.goto(f"http://{wire.authority}/?s=1")
        await page.get_by_role("button", name="Begin").click()
        await page.get_by_role("button", name="My green, yellow and red").click()
        await page.get_by_label(ASKED).fill(SAID)
        await page.get_by_role("button", name="Send to the group").click()
        await page.get_by_role("heading", name="Received: it is kept on the laptop").wait_for()
        await page.get_by_role("button", name="Change").click()
        assert await page.get_by_label(ASKED).input_value() == SAID
        await page.get_by_role("button", name="Send to the group").click()
        await page.get_by_role("heading", name="Received: it is kept on the laptop").wait_for()
        if not script:
            await page.reload()
            await page.get_by_role("heading", name="Received: it is kept on the laptop").wait_for()

        await page.get_by_role("button", name="Only for you").first.click()
        await page.locator("textarea, input[type=text]").first.fill(KEPT)
        await page.get_by_role("button", name="Keep in my plan").click()
        await page.get_by_role("button", name="Get a code").click()
        code = await page.locator(".code").inner_text()
        await page.get_by_role("link", name="I have written it down").click()
        await page.get_by_role("link", name="My plan").click()
        await page.get_by_label("Your code, 20 digits").fill(code)
        await page.get_by_role("button", name="Open my plan").click()
        await page.get_by_text(KEPT).wait_for()
        await page.get_by_role("link", name="Done, next person").first.click()
        await page.get_by_role("heading", name=FIRST).wait_for()
        await is_clean(page)

        asked_again: list[bool] = []
        while page.url != "about:blank" and len(asked_again) < 20:
            asked_again.append(await go_back(page))
        assert any(asked_again), "what was sent is in the history, and leads nowhere"
        await page.goto(f"http://{wire.authority}/?s=1")
        await page.get_by_role("button", name="Begin").click()
        await is_clean(page)
        await page.get_by_role("button", name="My green, yellow and red").click()
        assert await page.get_by_label(ASKED).input_value() == ""
        await is_clean(page)
        assert room.count(TEXTS) == 0, "one answer: fewer than three are not counted aloud"
        await room.close_form(TEXTS)
        assert room.count(TEXTS) == 1
    assert {url.split("/")[2] for url in requests} == {wire.authority}


async def test_nothing_of_a_shared_phone_scrolls_sideways(room: Room) -> None:
    room.open_form(STRESS)
    async with phone(room, script=True, requests=[]) as (page, wire):
        for query in ("s=1", "s=1&lang=ar-XB", "s=1&lang=en-XA", "s=1&b=1&lang=en-XA"):
            await page.goto(f"http://{wire.authority}/?{query}")
            assert await page.evaluate("document.documentElement.scrollWidth") <= 320, query
        await page.goto(f"http://{wire.authority}/?s=1&lang=en-XA")
        await page.locator("button.primary").click()
        await page.locator("form.step").wait_for()
        await page.wait_for_load_state("load")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
        small = await page.evaluate(
            "[...document.querySelectorAll('button, a')].filter(e => e.offsetHeight < 48)"
            ".map(e => e.outerHTML)"
        )
        assert small == []


@asynccontextmanager
async def desk(room: Room, *, script: bool, errors: list[str]) -> AsyncIterator[Page]:
    sock = bind("127.0.0.1", 0)
    here = f"127.0.0.1:{sock.getsockname()[1]}"
    browser = await chromium()
    async with (
        serving(desk_app(room, ENGLISH, frozenset({here}), "token"), sock),
        await browser.new_context(
            java_script_enabled=script, viewport={"width": 1280, "height": 800}
        ) as context,
    ):
        page = await context.new_page()
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: errors.append(dialog.message))
        await page.goto(f"http://{here}{desk_path('token')}")
        yield page


async def closed(room: Room, texts: tuple[str, ...]) -> None:
    room.open_form(TEXTS)
    await answer(room, TEXTS, max(9, len(texts)), texts)
    await room.close_form(TEXTS)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without one"])
async def test_at_the_desk_every_text_is_text_and_can_be_chosen(room: Room, script: bool) -> None:
    errors: list[str] = []
    texts = tuple(text[:70] for text in HOSTILE if text.isprintable())
    await closed(room, texts)
    async with desk(room, script=script, errors=errors) as page:
        shown = await page.locator(".text").all_inner_texts()
        assert sorted(shown) == sorted(text for text in texts)
        assert await page.locator(".text *").count() == 0
        assert await page.evaluate("document.documentElement.scrollWidth") <= 1280
        arabic = page.locator(".text", has_text="مكالمات")
        assert await arabic.count() == 0
        await page.get_by_role("button", name="Choose it").first.press("Enter")
        await page.get_by_text("● chosen").wait_for()
        assert len(room.state.notes_released) == 1
        await page.get_by_role("button", name="Show it to the room").press("Enter")
        await page.get_by_text("● The room sees this question").wait_for()
        await page.get_by_role("button", name="Keep it back").press("Enter")
        await page.get_by_text("● chosen").wait_for(state="detached")
        assert room.state.notes_released == frozenset()
    assert errors == []


async def test_a_text_runs_in_its_own_direction(room: Room) -> None:
    await closed(room, ("مكالمات في الليل", "the same car, twice"))
    async with desk(room, script=True, errors=[]) as page:
        for words, direction in (("مكالمات في الليل", "rtl"), ("the same car, twice", "ltr")):
            text = page.locator(".text", has_text=words).first
            assert await text.evaluate("e => getComputedStyle(e).direction") == direction


async def test_the_desk_follows_keeps_the_focus_and_empties_itself(room: Room) -> None:
    errors: list[str] = []
    await closed(room, (SAID,))
    async with desk(room, script=True, errors=errors) as page:
        loads: list[str] = []
        page.on("framenavigated", lambda frame: loads.append(frame.url))
        last = page.get_by_role("button", name="Choose it").last
        await last.focus()
        focused = await page.evaluate("document.activeElement.id")
        top = await page.evaluate("document.documentElement.scrollTop")
        asked = room.bundle.exercises[TEXTS].prompts[0]
        await room.figures.release(TEXTS, asked)
        await page.get_by_text("● The room sees this question").wait_for()
        assert await page.evaluate("document.activeElement.id") == focused
        await page.keyboard.press("Enter")
        await page.get_by_text("● chosen").wait_for()
        assert await page.evaluate("document.activeElement.id") == focused
        assert await page.evaluate("document.documentElement.scrollTop") == top
        assert loads == []
        room.lock()
        await page.get_by_role("heading", name="Locked").wait_for()
        assert SAID not in await page.content()
    assert [error for error in errors if "423" not in error] == []
