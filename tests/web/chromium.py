"""The one Chromium of this process: starting another for each test takes longer than most of them.

Each test has a context of its own, with nothing that another one left: cookies, storage, caches.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

CHROMIUM = Path("/usr/bin/chromium")
_ARGUMENTS = ("--no-sandbox", "--host-resolver-rules=MAP room.test 127.0.0.1")


class Started:
    """What runs in this process, or None before the first test that asks for it."""

    playwright: Playwright | None = None
    browser: Browser | None = None


async def chromium() -> Browser:
    """The browser, which finds http://room.test on this machine; started anew where it has ended."""
    playwright = pytest.importorskip("playwright.async_api", reason="Playwright is not installed")
    if Started.playwright is None:
        Started.playwright = await playwright.async_playwright().start()
    if Started.browser is None or not Started.browser.is_connected():
        Started.browser = await Started.playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=list(_ARGUMENTS)
        )
    return Started.browser


async def end() -> None:
    """Ends whatever runs."""
    if Started.browser is not None:
        await Started.browser.close()
    if Started.playwright is not None:
        await Started.playwright.stop()
    Started.browser = Started.playwright = None
