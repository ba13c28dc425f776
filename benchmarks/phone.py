"""Prints what each page of a phone weighs and what axe finds on it, and how soon a slow phone takes an input.

    python -m benchmarks.phone

Chromium at a phone's size, six times slower than this machine, at a name that is no secure context. What it
asks for is counted on the network: by whom, how often, how many bytes.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, async_playwright

from tests.directories import DIRECTORY
from tests.web.chromium import CHROMIUM
from tests.web.conftest import HOST
from tests.web.states import phone_states, with_every_prompt
from tests.web.test_access import FOUND, RULES, asking, axe_script, screen
from tests.web.test_nothing_lost import weight
from workshop.domain.events import QUESTIONS
from workshop.library import load_library
from workshop.room import Room, begin, enter, keep_referrals
from workshop.vault import Generated, Vault
from workshop.web import bind, phone_app, serving
from workshop.web.pace import Pace

SLOWER = 6
ROUNDS = 7
TOUCHED = (
    "addEventListener('focusin', event => { if (event.isTrusted) window.touched ??= performance.now(); })"
)
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


async def pages(room: Room) -> None:
    """Every page and state: bytes on the wire, alone and with the style that it waits for."""
    print(f"{'page':30} {'bytes':>7} {'+ style':>8} {'axe':>4}")
    async with (
        asking(phone_app(room, frozenset({HOST}), pace=Pace(1e9, 1e9))) as (phone, files),
        screen(axe_script(), 320, 568, "light", files) as shown,
    ):
        style = weight(files["/s.css"])
        async for name, answer in phone_states(phone, room):
            await shown.show(answer)
            found = len(await shown.page.evaluate(FOUND, RULES))
            print(f"{name:30} {weight(answer):7} {weight(answer) + style:8} {found:4}", flush=True)
        script = weight(files["/s.js"])
    print(f"{'style, kept for a day':30} {style:7}\n{'script, kept, loaded after':30} {script:7}\n")


async def load(browser: Browser, address: str, paths: tuple[str, ...]) -> list[tuple[float, float, int, int]]:
    """Of each path one after the other on a fresh phone: first paint, first input, requests, bytes."""
    context = await browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    await context.add_init_script(TOUCHED)
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("Network.enable")
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    asked: list[str] = []
    sizes: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: asked.append(request.url))
    found = []
    for path in paths:
        asked.clear()
        sizes.clear()
        await page.goto(f"{address}{path}", wait_until="commit")
        while not (touched := await page.evaluate("window.touched ?? 0")):
            await page.keyboard.press("Tab")
        await page.wait_for_load_state("networkidle")
        painted = await page.evaluate(PAINTED)
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
        transferred = sum(size > 0 for size in sizes)
        # Nobody touches what is not there to be seen.
        found.append((painted, max(painted, touched), transferred, round(sum(sizes))))
    await context.close()
    return found


async def slow_phone(room: Room) -> None:
    room.open_form("stressor-mapping")
    sock = bind("127.0.0.1", 0)
    authority = f"room.test:{sock.getsockname()[1]}"
    paths = ("/", "/?on=1", "/?on=1")
    async with (
        serving(phone_app(room, frozenset({authority}), pace=Pace(1e9, 1e9)), sock),
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--host-resolver-rules=MAP room.test 127.0.0.1"],
        )
        rounds = [await load(browser, f"http://{authority}", paths) for _ in range(ROUNDS)]
        await browser.close()
    head = f"{SLOWER} times slower, median of {ROUNDS}"
    print(f"{head:30} {'paint':>8} {'input':>8} {'loaded':>7} {'bytes':>7}")
    names = ("first page, nothing kept", "form after it", "form once more")
    for name, each in zip(names, zip(*rounds, strict=True), strict=True):
        paint, touched, loaded, size = (statistics.median(one) for one in zip(*each, strict=True))
        print(f"{name:30} {paint:5.0f} ms {touched:5.0f} ms {loaded:7.0f} {size:7.0f}")
    print(f"{'hosts asked':30} {authority.partition(':')[0]} alone")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        vault = Vault.create(Path(folder) / "vault", Generated(), memory_mib=64)
        begin(vault, load_library().bundle("three-day-holistic"))
        keep_referrals(vault, DIRECTORY)
        room = await enter(vault, clock=lambda: datetime(2026, 10, 12, 9, 0))
        room.get_ready(dict.fromkeys(QUESTIONS, True))
        await slow_phone(room)
        await room.close_form("stressor-mapping")
        with_every_prompt(room)
        await pages(room)
        vault.close()


if __name__ == "__main__":
    asyncio.run(main())
