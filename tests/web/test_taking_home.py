"""A file that a phone writes is the file that the laptop writes, and opens where nobody is."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import FakeClock
from tests.directories import DIRECTORY
from tests.export.plans import ANSWERED
from tests.export.test_letter import drawn
from tests.web.chromium import CHROMIUM
from tests.web.test_browser import phone
from workshop.export import plan_html, plan_json, plan_markdown, read_plan_json
from workshop.room import Entry, Room, enter, keep_referrals
from workshop.vault import PlanCode, Vault, text_of
from workshop.web.phone.keys import Keys, OpenPlan
from workshop.wording import ENGLISH

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium"),
]


@pytest.fixture
async def room(vault: Vault, clock: FakeClock) -> Room:
    keep_referrals(vault, DIRECTORY)
    return await enter(vault, clock=clock)


async def _kept(room: Room) -> tuple[PlanCode, OpenPlan]:
    """The code of a rich plan, and the plan as the laptop opens it for one moment."""
    keys = Keys(room)
    code, key = await keys.begin()
    slot, public_key = text_of(key.slot), text_of(key.public_key)
    entries = []
    for name, answer in ANSWERED.items():
        exercise, _, prompt = name.partition("/")
        entries.append(Entry(slot, public_key, exercise, prompt, answer))
    await room.plans.keep(entries)
    return code, keys.read(key)


async def _taken(page: Page, ending: str) -> bytes:
    """The whole plan as the open page gives it, and back to the ways to take it."""
    await page.get_by_text("Other ways", exact=True).click()
    if ending == "JSON":
        await page.get_by_role("button", name="Everything", exact=True).click()
    else:
        await page.locator(".option", has_text="All of it").click()
        await page.locator(".option", has_text=f"({ending})").click()
        await page.get_by_role("button", name="Go on").click()
    async with page.expect_download() as loading:
        await page.get_by_role("button", name="Take it as it is, open to read").click()
    data = (await (await loading.value).path()).read_bytes()
    await page.get_by_role("button", name="Other ways to take it home").click()
    return data


def _style(html: str) -> tuple[str, str]:
    """The style sheet, and what the policy says of it."""
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    return style, policy.replace("&#39;", "'")


async def test_what_a_phone_writes_is_what_the_laptop_writes(room: Room, tmp_path: Path) -> None:
    code, found = await _kept(room)
    assert found.contacts
    async with phone(room, script=True, requests=[]) as (page, wire):
        await page.goto(f"http://{wire.authority}/m")
        await page.get_by_label("Your code, 20 digits").fill(str(code))
        await page.get_by_role("button", name="Open my plan").click()
        await page.get_by_role("button", name="Take it home", exact=True).click()
        html, markdown, data = [await _taken(page, name) for name in ("HTML", "Markdown", "JSON")]

        ours = plan_html(found.plan, ENGLISH, found.contacts, edition=found.edition)
        assert drawn(html) == drawn(ours)
        style, policy = _style(html.decode())
        assert (style, policy) == _style(ours.decode())
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in policy
        assert markdown == plan_markdown(found.plan, ENGLISH, found.contacts, edition=found.edition)
        assert read_plan_json(data) == read_plan_json(
            plan_json(found.answers, found.group, found.contacts, edition=found.edition)
        )

        file = tmp_path / "notes.html"
        file.write_bytes(html)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await page.context.set_offline(True)
        await page.goto(file.as_uri())
        assert asked == [file.as_uri()]
        colour = await page.locator("h1").evaluate("it => getComputedStyle(it).color")
        assert colour == "rgb(15, 82, 87)", "its policy lets its own style in"
