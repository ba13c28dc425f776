"""Every page and state of phone, wall and desk in Chromium: axe finds nothing, nothing scrolls sideways."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from importlib import resources
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import httpx2
import pytest
from starlette.types import ASGIApp

from tests.conftest import FakeClock
from tests.directories import DIRECTORY
from tests.web.chromium import CHROMIUM, chromium
from tests.web.conftest import HOST, Answer, Phone
from tests.web.states import answering_states, desk_states, keeping_states, wall_states, with_every_prompt
from workshop.domain.events import QUESTIONS
from workshop.domain.joining import Joining, Wifi
from workshop.room import Room, enter, keep_referrals
from workshop.vault import Vault
from workshop.web import desk_app, desk_path, phone_app, wall_app
from workshop.web.pace import Pace
from workshop.wording import ENGLISH

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

JOINING = Joining("http://192.168.1.20:8000", "http://127.0.0.1:8001", Wifi("Quiet corner", "tea"))
Scheme = Literal["light", "dark"]
States = Callable[[Phone, Room, str], AsyncIterator[tuple[str, Answer]]]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = """async rules => (await axe.run(document, {
  runOnly: {type: rules.length > 1 ? "tag" : "rule", values: rules}, resultTypes: ["violations"]}))
  .violations.map(found => found.id + " " + found.nodes.map(node => node.html).join(" | "))"""
SMALL = """[...document.querySelectorAll(
    "button, a, summary, select, textarea, .option, .chip, [type=text], [type=date]")]
  .filter(e => e.getClientRects().length && !e.closest(".summary"))
  .filter(e => e.offsetHeight < 44 || e.offsetWidth < 44)
  .map(e => e.outerHTML)"""
WRITE = """html => new Promise(done => {
  document.open(); window.addEventListener("load", () => done(), {once: true});
  document.write(html); document.close(); })"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = """(e => e.getAttribute("aria-label") || e.name || e.innerText)(document.activeElement)"""
CHOSEN = ("scale", "choice", "multi", "mark.physical", "mark.digital")
UNSEEN = """(() => { const e = document.activeElement, s = getComputedStyle(e);
  if (e === document.body) return "";
  return s.outlineStyle === "none" || s.outlineWidth === "0px" ? e.outerHTML : null })()"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.own_words,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium"),
]


@pytest.fixture
async def room(vault: Vault, clock: FakeClock) -> Room:
    """With a directory of people who can help."""
    keep_referrals(vault, DIRECTORY)
    entered = await enter(vault, clock=clock)
    entered.get_ready(dict.fromkeys(QUESTIONS, True))
    return entered


@pytest.fixture(scope="session")
def axe() -> str:
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return axe_script()


def axe_script() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


class Screen:
    """One page of Chromium that shows answers as they were given, with the files that they ask for."""

    def __init__(self, page: Page, axe: str) -> None:
        self.page = page
        self.problems: list[str] = []
        self._axe = axe
        self._here = ""
        self._files: Mapping[str, Answer] = {}
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    async def serve(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == self._here:
            await route.fulfill(content_type="text/html", body="<!doctype html>")
        elif path in self._files:
            file = self._files[path]
            await route.fulfill(content_type=file.headers["content-type"], body=file.body)
        else:
            await route.abort()

    async def open(self, path: str, files: Mapping[str, Answer]) -> None:
        """An empty document at `path`, with axe in it."""
        self._here, self._files = path, files
        await self.page.goto(f"http://room.test{path}")
        await self.page.evaluate(self._axe)

    async def show(self, answer: Answer) -> None:
        """Written into the one document: loading another, and axe again, takes longer than judging it."""
        await self.page.evaluate(WRITE, answer.body.decode())

    async def judge(self, name: str, rules: list[str], *, touch: bool = True) -> None:
        self.problems += [f"{name}: {found}" for found in await self.page.evaluate(FOUND, rules)]
        if touch:
            self.problems += [f"{name}, small: {found}" for found in await self.page.evaluate(SMALL)]
        if await self.page.evaluate(WIDE) > 0:
            self.problems.append(f"{name} scrolls sideways")


@asynccontextmanager
async def screen(
    axe: str, width: int, height: int, scheme: Scheme, files: Mapping[str, Answer]
) -> AsyncIterator[Screen]:
    browser = await chromium()
    async with await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme
    ) as context:
        page = await context.new_page()
        shown = Screen(page, axe)
        await page.route("**/*", shown.serve)
        await shown.open("/here", files)
        yield shown


@asynccontextmanager
async def asking(app: ASGIApp, path: str = "/") -> AsyncIterator[tuple[Phone, dict[str, Answer]]]:
    """Somebody who asks the app, and the files of its pages, which lie in `path`."""
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
        phone = Phone(client)
        yield (
            phone,
            {f"{path}{name}": await phone.get(f"{path}{name}") for name in ("s.css", "s.js", "icon.svg")},
        )


@pytest.mark.parametrize(
    ("states", "language", "scheme", "rules"),
    # What depends on colours is tried again in the dark, and right to left; the rest is the same.
    [
        (answering_states, "en", "light", RULES),
        (keeping_states, "en", "light", RULES),
        (answering_states, "ar-XB", "dark", ["color-contrast"]),
        (keeping_states, "ar-XB", "dark", ["color-contrast"]),
    ],
)
async def test_every_page_of_a_phone_is_for_everybody(
    room: Room, axe: str, states: States, language: str, scheme: Scheme, rules: list[str]
) -> None:
    with_every_prompt(room)
    app = phone_app(room, frozenset({HOST}), pace=Pace(burst=10_000))
    async with asking(app) as (phone, files), screen(axe, 320, 568, scheme, files) as shown:
        async for name, answer in states(phone, room, language):
            await shown.show(answer)
            await shown.judge(name, rules)
            await shown.page.evaluate("document.documentElement.style.fontSize = '200%'")
            if await shown.page.evaluate(WIDE) > 0:
                shown.problems.append(f"{name}, text twice as large, scrolls sideways")
        assert not shown.problems, "\n".join(shown.problems)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_wall_and_desk_are_for_everybody(room: Room, axe: str, scheme: Scheme) -> None:
    wall = wall_app(room, lambda: JOINING, ENGLISH, frozenset({HOST}))
    desk = desk_app(room, ENGLISH, frozenset({HOST}), "token")
    async with asking(wall) as (seen, files), screen(axe, 1280, 720, scheme, files) as shown:
        async for name, answer in wall_states(seen, room):
            await shown.show(answer)
            await shown.judge(name, RULES, touch=False)
        here = desk_path("token")
        async with asking(desk, here) as (seen, files):
            # Its script asks for what is not served here, and would empty the page.
            await shown.open(here, {path: file for path, file in files.items() if not path.endswith("js")})
            async for name, answer in desk_states(seen, room, here):
                await shown.show(answer)
                await shown.judge(name, RULES, touch=False)
        assert not shown.problems, "\n".join(shown.problems)


async def test_a_form_is_filled_with_the_keyboard_alone(room: Room, axe: str) -> None:
    with_every_prompt(room)
    room.open_form("stressor-mapping")
    async with (
        asking(phone_app(room, frozenset({HOST}))) as (phone, files),
        screen(axe, 390, 844, "light", files) as shown,
    ):
        page = shown.page
        await page.emulate_media(reduced_motion="reduce", forced_colors="active")
        await shown.show(await phone.join())
        stops: list[str] = []
        while len(stops) < 60:
            await page.keyboard.press("Tab")
            unseen = await page.evaluate(UNSEEN)
            if unseen == "":
                break
            assert unseen is None, unseen
            stops.append(await page.evaluate(FOCUSED))
            if stops[-1] in CHOSEN:
                await page.keyboard.press("Space")
        expected = ["Leave this page", "text", "People who can help", "scale", "choice", "multi"]
        assert stops[: len(expected)] == expected
        ranks = [stops.index(f"{label}, without a place: give it the next one") for label in ("Sun", "Storm")]
        assert stops.index("multi") < min(ranks) < max(ranks) < stops.index("mark.physical")
        assert (
            stops.index("Send to the group") < stops.index("Skip this step") < stops.index("I need a pause")
        )
        assert await page.locator(":checked").count() >= len(CHOSEN), "the space bar chose"

        await shown.show(await phone.get("/?g=1"))
        assert not await page.locator(".moving").is_visible()
        assert await page.locator("circle.still").is_visible()

        code = page.locator(".code")
        await shown.show(await phone.send((await phone.get("/m")).page.post("Get a code")))
        digits = re.sub(r"\D", "", await code.inner_text())
        heard = await page.locator("main").aria_snapshot()
        assert " ".join(digits) in heard
        assert not re.search(r"\d{4}", heard), "a code is heard digit by digit"
        assert await code.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 32

        step = (await phone.join()).page.posts[0]
        await shown.show(await phone.send(step, text="x" * 99))
        await page.wait_for_function("document.activeElement.innerText.startsWith('Not sent yet')")
