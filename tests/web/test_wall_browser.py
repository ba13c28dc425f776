"""The wall in a browser: it follows without a reload, outlives the program, and fits every projector."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.conftest import FakeClock
from tests.web.chromium import CHROMIUM, chromium
from tests.web.test_wall import STRESS, answered, room_prompt
from tests.web.wire import Wire
from workshop.domain.groups import Wishes
from workshop.domain.joining import Joining, Wifi
from workshop.room import Room
from workshop.web import bind, serving, wall_app
from workshop.wording import ENGLISH

if TYPE_CHECKING:
    from playwright.async_api import Page
    from starlette.types import ASGIApp

PROJECTORS = ((1024, 768), (1280, 720), (1920, 1080))

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium"),
]


@dataclass
class Screen:
    page: Page
    wire: Wire
    room: Room
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://{self.wire.authority}/"

    @property
    def app(self) -> ASGIApp:
        """A fresh one, as after a restart."""
        joining = Joining(
            "http://192.168.1.20:8000/", self.address, Wifi("Quiet corner", "seven cups of tea")
        )
        return wall_app(self.room, lambda: joining, ENGLISH, frozenset({self.wire.authority}))


@pytest.fixture
async def screen(room: Room) -> AsyncIterator[Screen]:
    probe = bind("127.0.0.1", 0)
    wire = Wire(*probe.getsockname())
    probe.close()
    browser = await chromium()
    async with await browser.new_context(viewport={"width": 1280, "height": 720}) as context:
        page = await context.new_page()
        screen = Screen(page, wire, room)
        page.on("request", lambda request: screen.requests.append(request.url))
        page.on("pageerror", lambda error: screen.errors.append(str(error)))
        page.on("console", lambda message: screen.errors.append(message.text))
        yield screen


async def test_it_follows_the_console_and_outlives_the_program_without_a_reload(
    room: Room, screen: Screen
) -> None:
    page, prompt = screen.page, room_prompt(room, STRESS, "MultiPrompt")
    room.begin_next()
    async with serving(screen.app, bind("127.0.0.1", screen.wire.port)):
        await page.goto(screen.address)
        room.open_form(STRESS)
        await page.get_by_text("What weighs on you in this work?").wait_for()
        await answered(room, STRESS, prompt, ["pay"])
        await page.get_by_text("Low or late pay", exact=True).wait_for()
        await page.keyboard.press("t")
        await page.get_by_role("columnheader", name="How many").wait_for()
        await page.keyboard.press("d")
        await page.locator("html[data-look=dark]").wait_for()
        assert page.url == f"{screen.address}?look=dark&table=1"
        await page.keyboard.press("f")
        await page.wait_for_function("document.fullscreenElement !== null")
        await page.keyboard.press("T")
        await page.locator("svg.bar").first.wait_for()
        assert await page.evaluate("document.fullscreenElement !== null"), "another view leaves it full"
        await page.keyboard.press("f")
        await page.wait_for_function("document.fullscreenElement === null")
        assert screen.errors == []
    await page.get_by_text("This page comes back by itself").wait_for()
    assert await page.get_by_text("Low or late pay", exact=True).is_visible(), "what stood there stays"
    room.lock()
    async with serving(screen.app, bind("127.0.0.1", screen.wire.port)):
        await page.get_by_text("This page comes back by itself").wait_for(state="detached")
        await page.get_by_text("Low or late pay", exact=True).wait_for(state="detached")
        assert await page.get_by_text("Open this page on your phone").is_visible()
    assert [url for url in screen.requests if url.endswith("/s.css")] == [f"{screen.address}s.css"], (
        "loaded once"
    )
    assert {url.split("/")[2] for url in screen.requests} == {screen.wire.authority}


async def test_nothing_is_cut_off_on_any_projector_and_a_breath_is_not_disturbed(
    room: Room, screen: Screen, clock: FakeClock
) -> None:
    page = screen.page

    async def fits(what: str, *queries: str) -> None:
        for query in ("", *queries):
            await page.goto(screen.address + query)
            for width, height in PROJECTORS:
                await page.set_viewport_size({"width": width, "height": height})
                over = await page.evaluate(
                    "[document.documentElement.scrollWidth - innerWidth,"
                    " document.documentElement.scrollHeight - innerHeight]"
                )
                assert over == [0, 0], (what, query, width)

    async with serving(screen.app, bind("127.0.0.1", screen.wire.port)):
        room.begin_next()
        room.clock.toggle(10)
        await fits("join")
        room.open_form(STRESS)
        await fits("asked", "?lang=ar-XB")
        for kind, plain in (("MultiPrompt", ["pay"]), ("MatrixPrompt", [["money", "much", 1]])):
            await answered(room, STRESS, room_prompt(room, STRESS, kind), plain)
            await fits(kind, "?lang=ar-XB&table=1")
        room.groups.wish(Wishes(by="number", many=8, without_phone=30))
        room.groups.draw()
        room.groups.settle()
        room.groups.show()
        await fits("groups")
        room.groups.put_away()
        while room.session is None or room.session.exercise != "grounding":
            room.begin_next()
        await fits("breathing")
        await page.evaluate("document.querySelector('.breath circle').dataset.same = 'yes'")
        clock.forward(1)
        await page.get_by_text("09:01").wait_for()
        assert await page.locator(".breath circle[data-same=yes]").count() == 1
        await page.emulate_media(reduced_motion="reduce")
        assert not await page.locator(".breath .moving").is_visible()
        assert await page.locator(".breath .still").is_visible()
        assert await page.get_by_text("Slowly in, and longer out").is_visible()
