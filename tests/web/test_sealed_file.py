"""A sealed file in a browser, from file://: opens with the code, asks no network, and hides itself again."""

from __future__ import annotations

import gettext
import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.export.sealing import CODE, RICH, Owner, data_in, file_of, line_of
from tests.web.chromium import CHROMIUM, chromium
from workshop.export.sealed import sealed_page
from workshop.vault import JSON, PlanCode
from workshop.wording import ENGLISH, Language, Wording, wording

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium"),
]
RULE = "my-green-yellow-red/my-rule"


@pytest.fixture(scope="module")
def owner() -> Owner:
    return Owner.of()


class Opened:
    """A page from a file, and all that it asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complained: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complained.append(message.text))
        page.on("pageerror", lambda error: self.complained.append(str(error)))

    async def enter(self, code: str) -> None:
        await self.page.get_by_label("Code").fill(code)
        await self.page.get_by_label("Code").press("Enter")

    async def said(self, text: str) -> None:
        await self.page.get_by_role("status").get_by_text(text).wait_for()

    async def is_closed(self) -> bool:
        await self.page.get_by_label("Code").wait_for()
        body = await self.page.locator("main").inner_text()
        return (
            await self.page.get_by_label("Code").input_value() == ""
            and await self.page.locator("#inside").inner_html() == ""
            and str(RICH[RULE]) not in body
        )


@asynccontextmanager
async def opened(file: Path, *, script: bool = True) -> AsyncIterator[Opened]:
    browser = await chromium()
    async with await browser.new_context(
        viewport={"width": 360, "height": 740}, offline=True, java_script_enabled=script
    ) as context:
        page = Opened(await context.new_page())
        await page.page.clock.install()
        await page.page.goto(file.as_uri())
        yield page


@pytest.fixture
def file(tmp_path: Path, owner: Owner) -> Path:
    path = tmp_path / "notes-01.html"
    path.write_bytes(file_of(owner.sealed(RICH)))
    return path


async def test_the_code_opens_it_without_a_network_and_it_hides_again(file: Path) -> None:
    async with opened(file) as seen:
        page = seen.page
        assert await page.title() == "Notes"
        await seen.enter("1234")
        await seen.said("this one has 4")
        await seen.enter("0000 0000 0000 0000 5725")
        await seen.said("There is a slip in this code")
        await seen.enter(str(PlanCode.new()))
        await seen.said("This code opens nothing here. Please compare it with your card.")
        assert await page.get_by_label("Code").get_attribute("aria-invalid") == "true"
        # The digits of another script, in other groups, are the same code.
        await seen.enter("0000-0000-0000-0000-٥٧٢٤")
        await page.get_by_text(str(RICH[RULE])).first.wait_for()
        for answer in RICH.values():
            if isinstance(answer, str) and " " in answer and "\n" not in answer:
                assert await page.get_by_text(answer).count(), answer
        assert await page.evaluate("document.activeElement.tagName") == "H1"
        await page.get_by_role("button", name="Close").click()
        assert await seen.is_closed()
        assert await page.evaluate("document.activeElement.id") == "code"
        assert seen.asked == [file.as_uri()]
        assert seen.complained == []
        assert await page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
            0,
            0,
            "",
        ]


async def test_it_hides_when_nobody_looks(file: Path) -> None:
    async with opened(file) as seen:
        rule = seen.page.get_by_text(str(RICH[RULE])).first

        async def show() -> None:
            await seen.enter(str(CODE))
            await rule.wait_for()

        await show()
        await seen.page.clock.run_for(4 * 60_000)
        await seen.page.mouse.wheel(0, 10)
        await seen.page.keyboard.press("ArrowDown")
        await seen.page.clock.run_for(4 * 60_000)
        assert await rule.count(), "somebody was there a moment ago"
        # Scrolling by the wheel may end a little later than it began.
        await seen.page.clock.run_for(5 * 60_000)
        assert await seen.is_closed()
        await show()
        await seen.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
        assert await seen.is_closed()
        await show()
        await seen.page.evaluate(
            "Object.defineProperty(document, 'hidden', { value: true });"
            "document.dispatchEvent(new Event('visibilitychange'))"
        )
        assert await seen.is_closed()


async def test_what_stays_with_its_owner_is_shown_and_not_printed(file: Path) -> None:
    async with opened(file) as seen:
        await seen.enter(str(CODE))
        await seen.page.locator(".staying").wait_for()
        await seen.page.emulate_media(media="print")
        assert not await seen.page.locator(".staying").is_visible()
        assert not await seen.page.get_by_role("button").first.is_visible()
        assert await seen.page.get_by_text(str(RICH[RULE])).first.is_visible()


async def test_each_of_many_opens_its_own(tmp_path: Path, owner: Owner) -> None:
    others = [Owner.quickly(PlanCode.new()) for _ in range(99)]
    said: dict[str, JSON] = {RULE: "Somebody else's rule"}
    path = tmp_path / "all.html"
    path.write_bytes(file_of(*(other.sealed(said) for other in others), owner.sealed(RICH)))
    async with opened(path) as seen:
        await seen.enter(str(CODE))
        await seen.page.get_by_text(str(RICH[RULE])).first.wait_for()
        assert not await seen.page.get_by_text("Somebody else").count()


async def test_hostile_words_stay_words(tmp_path: Path, owner: Owner) -> None:
    hostile: dict[str, JSON] = {RULE: "<img src=x onerror=alert(1)></script><script>alert(2)</script>"}
    path = tmp_path / "notes.html"
    path.write_bytes(file_of(owner.sealed(hostile)))
    async with opened(path) as seen:
        await seen.enter(str(CODE))
        await seen.page.get_by_text("<img src=x onerror=alert(1)>").first.wait_for()
        assert await seen.page.locator("img").count() == 0
        assert seen.complained == []


def _changed(file: Path, where: str) -> bytes:
    """The data of the page at `file`, one sign or one byte of it another."""
    data = bytearray(data_in(file.read_bytes()))
    behind = data.index(b"\n") + 1
    places = {"shared": behind, "plans": behind + line_of(bytes(data))["shared"]}
    at = places[where] if where in places else data.index(f'"{where}":"'.encode()) + len(where) + 4
    data[at + 3] ^= 1
    return bytes(data)


@pytest.mark.parametrize("where", ["shared", "plans", "mac", "sum", "salt"])
async def test_a_changed_file_says_so(file: Path, where: str) -> None:
    file.write_bytes(sealed_page(_changed(file, where), ENGLISH))
    async with opened(file) as seen:
        await seen.enter(str(CODE))
        await seen.said("This file is not whole any more")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("shared", "This file is not whole any more"),
        ("mac", "This file is not whole any more"),
        ("plans", "This code opens nothing here"),
    ],
)
async def test_a_checksum_made_anew_helps_nobody(file: Path, where: str, said: str) -> None:
    line, _, boxes = _changed(file, where).partition(b"\n")
    head = line.partition(b',"sum":"')[0]
    sum_ = hashlib.sha256(head + b"\n" + boxes).hexdigest()
    file.write_bytes(sealed_page(head + f',"sum":"{sum_}"}}\n'.encode() + boxes, ENGLISH))
    async with opened(file) as seen:
        await seen.enter(str(CODE))
        await seen.said(said)


async def test_a_changed_script_does_not_run(file: Path) -> None:
    page = file.read_bytes()
    changed = page.replace(b"</script>\n</body>", b" </script>\n</body>")
    assert changed != page
    file.write_bytes(changed)
    async with opened(file) as seen:
        assert not await seen.page.get_by_label("Code").is_visible()
        assert any("Content Security Policy" in line for line in seen.complained)


async def test_without_script_one_sentence_stands_there(file: Path) -> None:
    async with opened(file, script=False) as seen:
        seen_words = (await seen.page.locator("body").inner_text()).strip()
        assert seen_words == "This page opens in a browser with JavaScript."


class _Foreign(gettext.NullTranslations):
    """Every text with the same words before it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def gettext(self, message: str) -> str:
        return f"{self._words} {message}"


@pytest.mark.parametrize(
    "words",
    ['أغلق الباب & <النافذة> "معا"', "တံခါးပိတ်ပါ 🌿", "Café d’été €"],
)
async def test_words_of_every_script_come_out_as_they_went_in(
    tmp_path: Path, owner: Owner, words: str
) -> None:
    path = tmp_path / "notes.html"
    language = Language("ar", "Arabic", "rtl")
    path.write_bytes(file_of(owner.sealed({RULE: words}), words=Wording(language, _Foreign(words))))
    async with opened(path) as seen:
        page = seen.page
        assert await page.title() == f"{words} Notes"
        assert await page.get_by_role("button").first.text_content() == f"{words} Open"
        assert await page.evaluate("document.forms[0].dataset.working") == f"{words} One moment, please."
        await page.locator("#code").fill(str(CODE))
        await page.locator("#code").press("Enter")
        await page.get_by_text(words, exact=True).first.wait_for()
        assert await page.locator("#inside h1").text_content() == f"{words} Notes"
    async with opened(path, script=False) as seen:
        assert words in await seen.page.locator("body").inner_text()


async def test_its_words_are_those_of_its_language(tmp_path: Path, owner: Owner) -> None:
    path = tmp_path / "notes.html"
    path.write_bytes(file_of(owner.sealed(RICH), words=wording("ar-XB")))
    async with opened(path) as seen:
        assert await seen.page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        await seen.page.locator("#code").fill(str(CODE))
        await seen.page.locator("#code").press("Enter")
        rule = seen.page.get_by_text(str(RICH[RULE])).first
        await rule.wait_for()
        assert await rule.evaluate("node => getComputedStyle(node).direction") == "ltr"
        wide = await seen.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360


def test_the_policy_names_two_scripts_and_a_style_and_nothing_else(file: Path) -> None:
    (policy,) = re.findall(r'Security-Policy" content="([^"]+)"', file.read_text(encoding="latin-1"))
    plain = re.sub(r"(&#39;|')sha256-[\w+/=]{44}(&#39;|')", "HASH", policy).replace("&#39;", "'")
    assert plain == (
        "default-src 'none'; script-src HASH HASH; style-src HASH; base-uri 'none'; form-action 'none'"
    )
