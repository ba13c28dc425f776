"""A sealed report: opened by its passphrase alone, refused when a bit of it changed, and mute without it."""

from __future__ import annotations

import base64
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.archives import full_archive
from tests.javascript import needs_node, told
from workshop.export import open_sealed_report, sealed_report
from workshop.export.report import report_html
from workshop.export.sealedreport import sealed_report_page
from workshop.vault import DamagedReport, PoorPassphrase, WrongReportPassphrase
from workshop.vault.passphrase import normalised
from workshop.wording import ENGLISH

pytestmark = pytest.mark.own_words
PHRASE = "amber kettle north orbit plum"
TEXT = "Somebody who takes the night calls"


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return sealed_report(full_archive(TEXT), ENGLISH, PHRASE)


def test_the_passphrase_opens_the_report_as_it_is_in_the_archive(sealed: bytes) -> None:
    assert open_sealed_report(sealed, f"  {PHRASE.replace(' ', '   ')}\n") == report_html(
        full_archive(TEXT), ENGLISH
    )


def test_another_passphrase_opens_nothing(sealed: bytes) -> None:
    with pytest.raises(WrongReportPassphrase, match="does not open it"):
        open_sealed_report(sealed, PHRASE.title())


@pytest.mark.parametrize("short", ["", "eleven sign", " a            b "])
def test_a_short_passphrase_is_not_taken(short: str) -> None:
    with pytest.raises(PoorPassphrase):
        sealed_report_page(b"<main></main>", ENGLISH, short)


def test_any_bit_flipped_anywhere_is_refused(sealed: bytes) -> None:
    rng = random.Random(5)
    for at in range(0, len(sealed), 7):
        bad = bytearray(sealed)
        bad[at] ^= 1 << rng.randrange(8)
        with pytest.raises(DamagedReport):
            open_sealed_report(bytes(bad), PHRASE)


@pytest.mark.parametrize("bad", [b"", b"<!-- -->\n", b"\xff" * 200])
def test_what_is_cut_added_or_something_else_is_refused(sealed: bytes, bad: bytes) -> None:
    for data in (bad, sealed + bad + b"x", sealed[: -1 - len(bad)], sealed.replace(b"box", b"bax")):
        with pytest.raises(DamagedReport):
            open_sealed_report(data, PHRASE)


def test_nothing_of_the_report_can_be_read_without_it(sealed: bytes) -> None:
    for text in (TEXT, "Stressor mapping", "October 2026", "Three", "night calls"):
        for written in (text.encode(), base64.b64encode(text.encode())[:-4], text.encode("utf-16-le")):
            assert written not in sealed, text
    assert b"<title>Notes</title>" in sealed
    assert sealed != sealed_report(full_archive(TEXT), ENGLISH, PHRASE), "each has a salt of its own"


_ANY = st.text(max_size=20)


@needs_node
@settings(max_examples=1, deadline=None)
@given(typed=st.lists(_ANY, min_size=200, max_size=200))
def test_a_browser_reads_what_was_typed_as_the_laptop_does(typed: list[str]) -> None:
    blanks = [f"a{chr(sign)}b" for sign in range(0x3100) if chr(sign).isspace()]
    # What a newer Unicode has more of may be composed by one of the two only.
    known = [text for text in [*typed, *blanks] if all(unicodedata.category(sign) != "Cn" for sign in text)]
    found = told('import { phrase } from "./opener/phrasebox.js";\nresult = given.map(phrase);', known)
    assert found == [normalised(text.encode()).decode() for text in known]
