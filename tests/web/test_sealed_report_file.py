"""A sealed report in a browser, from file://: its passphrase opens it, it asks no network, it hides again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.export.archives import full_archive
from tests.web.chromium import CHROMIUM
from tests.web.test_sealed_file import opened
from workshop.export.report import report_html
from workshop.export.sealedreport import sealed_report_page
from workshop.wording import ENGLISH

pytestmark = [
    pytest.mark.own_words,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium"),
]
PHRASE = "amber kettle north orbit plum"
HOSTILE = """<script>document.title = "ran"</script><iframe src="https://example.org/"></iframe>
<img src="https://example.org/x" onerror="document.title = 'ran'"><a href="https://example.org">kept out</a>
<p onclick="document.title = 'ran'" style="background: url(https://example.org)" id="told">kept in</p>
<style>body { display: none }</style><meta http-equiv="refresh" content="0;url=https://example.org">"""


async def test_the_passphrase_opens_it_and_nothing_in_it_runs_or_loads(tmp_path: Path) -> None:
    text = "**<b>not bold</b>** & the night calls"
    report = report_html(full_archive(text), ENGLISH).replace(b"</main>", f"{HOSTILE}</main>".encode())
    file = tmp_path / "notes.html"
    file.write_bytes(sealed_report_page(report, ENGLISH, PHRASE))
    async with opened(file) as seen:
        page = seen.page
        field = page.get_by_label("Passphrase")
        await field.fill("amber kettle north orbit")
        await field.press("Enter")
        await page.clock.run_for(200_000)
        await seen.said("This passphrase does not open it. Please check it and try again.")
        await field.fill(f" {PHRASE.replace(' ', '  ')}")
        await field.press("Enter")
        await page.clock.run_for(200_000)
        inside = page.locator("#inside")
        await inside.get_by_text("October 2026").first.wait_for()
        assert await inside.get_by_text(text, exact=True).count()
        assert await page.evaluate("document.activeElement.tagName") == "H1"
        assert (
            await inside.get_by_text("kept in").count() and not await inside.get_by_text("kept out").count()
        )
        assert (
            await inside.locator("script, iframe, img, a, style, meta, [id], [style], [onclick]").count() == 0
        )
        await inside.get_by_text("kept in").click()
        bar = inside.locator("svg.bar rect").first
        assert await bar.evaluate("rect => rect.getBoundingClientRect().width > 0"), "drawn, not only named"
        await page.clock.run_for(5 * 60_000 + 1000)
        await field.wait_for()
        assert await inside.inner_html() == "" and await field.input_value() == ""
        assert await page.title() == "Notes"
        assert seen.asked == [file.as_uri()]
        # What a browser keeps out it may name; which of it differs between versions of Chromium.
        assert all("inline" in line for line in seen.complained), seen.complained
