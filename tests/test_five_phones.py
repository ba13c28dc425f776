"""Five real browsers in a room, with script and without: they answer, the form closes, the figure appears."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from workshop.console import Console
from workshop.domain.joining import Joining
from workshop.room import Room
from workshop.web import bind, phone_app, serving, wall_app
from workshop.wording import ENGLISH

from .conftest import FakeClock
from .console.conftest import on_screen
from .web.chromium import CHROMIUM, chromium

PHONES = ((393, 659, True), (412, 839, True), (320, 658, True), (360, 640, False), (320, 568, False))
"""Width, height, and whether scripts run."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium"),
]


async def test_five_phones_answer_and_the_figure_appears(room: Room, clock: FakeClock) -> None:
    phones, wall = bind("127.0.0.1", 0), bind("127.0.0.1", 0)
    name = f"room.test:{phones.getsockname()[1]}"
    screen = f"127.0.0.1:{wall.getsockname()[1]}"
    joining = Joining(f"http://{name}/", f"http://{screen}/")
    while room.session is None or room.session.id != "stressors":
        room.begin_next()
        clock.forward(1)
    console = Console(room, ENGLISH, lambda: joining)
    async with (
        serving(phone_app(room, frozenset({name})), phones),
        serving(wall_app(room, lambda: joining, ENGLISH, frozenset({screen})), wall),
        console.run_test(size=(140, 45)) as pilot,
        AsyncExitStack() as contexts,
    ):
        browser = await chromium()
        await pilot.press("o")

        async def answer(width: int, height: int, script: bool) -> None:
            context = await contexts.enter_async_context(
                await browser.new_context(
                    viewport={"width": width, "height": height}, java_script_enabled=script, has_touch=True
                )
            )
            page = await context.new_page()
            await page.goto(joining.address)
            await page.get_by_role("button", name="Go on").click()
            await page.get_by_label("Long hours, little rest").check()
            await page.get_by_role("button", name="Send to the group").click()
            await page.get_by_role("heading", name="Received: it is kept on the laptop").wait_for()

        await asyncio.gather(*(answer(*phone) for phone in PHONES))
        beside = await contexts.enter_async_context(
            await browser.new_context(viewport={"width": 1280, "height": 720})
        )
        shown = await beside.new_page()
        await shown.goto(joining.wall)
        assert await shown.get_by_text("Long hours, little rest").count() == 0
        await pilot.press("c", "v")
        async with asyncio.timeout(30):
            while "Long hours, little rest" not in on_screen(console):
                await pilot.pause()
        line = next(line for line in on_screen(console).splitlines() if "Long hours, little rest" in line)
        assert "5" in line
        await pilot.press("r")
        await shown.get_by_text("Long hours, little rest").first.wait_for()
