"""Eight scripts on paper and on a page: shaped as HarfBuzz shapes them, broken between words, read in order.

What Typst draws is held against what Chromium draws of the same words, with the same faces at the same
size: both become pictures in the same way, and their ink must lie in the same places. With its features for
joining, stacking and marks turned off, Chromium draws what broken shaping looks like, and must fail.
"""

from __future__ import annotations

import html
import json
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import typst
from playwright.sync_api import Browser, sync_playwright

from workshop.domain.plan import Plan, assemble
from workshop.export import missing_letters, missing_scripts, plan_html, plan_pdf
from workshop.export.lettering import SCRIPTS
from workshop.export.press import fonts
from workshop.library import content_folder
from workshop.wording import ENGLISH

from .pictures import Ink, inks, overlap
from .plans import several
from .reading import Box, needs_pdftotext, pdf_boxes, pdf_text, squeezed
from .scripts import MIXED, SAMPLES, Sample

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.own_words,
    needs_pdftotext,
    pytest.mark.skipif(
        bool(missing_scripts()),
        reason="a font for one of the eight scripts (fonts-noto-core) is not installed",
    ),
]
_SAME, _OTHER = 0.85, 0.7
"""More is the same drawing, a fraction of a point apart; less is another."""
_DOTS = 100
_SHAPED = ("Arabic", "Burmese", "Thai", "Khmer", "Lao", "Devanagari")
_OFF = ("init", "medi", "fina", "mark", "mkmk", "half", "pres", "blwf", "blws", "abvm", "blwm", "ccmp")
_BLANKLESS = ("Burmese", "Thai", "Khmer", "Lao")
_TYPST = """#import "look.typ": *
#set page(width: 20cm, height: 4cm, margin: 0.5cm)
#for one in data.words {
  set text(font: if data.serif { serif } else { sans }, size: 28pt, lang: one.lang)
  set text(dir: if one.rtl { rtl } else { ltr })
  page(one.text)
}
"""
_STYLE = """@page { size: 20cm 4cm; margin: 0 } body { margin: 0 }
p { margin: 0; padding: .5cm; font-size: 28pt; line-height: 2cm; height: 2.9cm;
  break-after: page; white-space: nowrap }
"""

Piece = Mapping[str, object]


def _pieces() -> list[Piece]:
    """The words of every script, and the sentence of two directions last."""
    pieces: list[Piece] = [
        {"lang": one.language, "rtl": one.rtl, "text": one.words, "serif": one.serif, "sans": one.sans}
        for one in SAMPLES
    ]
    arabic = next(piece for piece in pieces if piece["lang"] == "ar")
    return [*pieces, {**arabic, "text": MIXED}]


def _typst(face: str) -> list[Ink]:
    words = [{name: piece[name] for name in ("lang", "rtl", "text")} for piece in _pieces()]
    data = json.dumps({"words": words, "rtl": False, "lang": "en", "paper": "a4", "serif": face == "serif"})
    compiler = typst.Compiler(root=content_folder("exports"), font_paths=fonts())
    made = compiler.compile(_TYPST.encode(), format="pdf", sys_inputs={"data": data})
    assert isinstance(made, bytes)
    return inks(made, _DOTS)


def _chromium(browser: Browser, face: str, *, shaped: bool = True, turned: bool = False) -> list[Ink]:
    features = "" if shaped else "; font-feature-settings: " + ", ".join(f"'{name}' 0" for name in _OFF)
    body = "".join(
        f'<p lang="{piece["lang"]}" dir="{"rtl" if piece["rtl"] != turned else "ltr"}" style="font-family: '
        f"'Noto {face.title()}', '{piece[face]}'{features}\">{html.escape(str(piece['text']))}</p>"
        for piece in _pieces()
    )
    page = browser.new_page()
    page.set_content(f"<style>{_STYLE}</style>{body}")
    made = page.pdf(prefer_css_page_size=True)
    page.close()
    return inks(made, _DOTS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium")
@pytest.mark.parametrize("face", ["serif", "sans"])
def test_letters_join_stack_and_carry_marks_on_paper_as_in_a_browser(browser: Browser, face: str) -> None:
    ours, theirs = _typst(face), _chromium(browser, face)
    broken, turned = _chromium(browser, face, shaped=False), _chromium(browser, face, turned=True)
    assert len(ours) == len(theirs) == len(SAMPLES) + 1
    for place, sample in enumerate(SAMPLES):
        assert overlap(ours[place], theirs[place]) > _SAME, sample.script
        if sample.script in _SHAPED:
            assert overlap(ours[place], broken[place]) < _OTHER, f"{sample.script}: the measure is blind"
    assert overlap(ours[-1], theirs[-1]) > _SAME, "two directions in one sentence"
    assert overlap(ours[-1], turned[-1]) < _OTHER, "the measure is blind to the order of words"


def _plan_of(*texts: str) -> Plan:
    return assemble([several("P2.context_changes", *texts)])


def test_a_plan_in_eight_scripts_says_each_of_them() -> None:
    text = squeezed(pdf_text(plan_pdf(_plan_of(*(one.sentence for one in SAMPLES)), ENGLISH)))
    for sample in SAMPLES:
        signs = [sign for sign in squeezed(sample.sentence) if unicodedata.category(sign).startswith("L")]
        assert not set(signs) - set(text), sample.script


@pytest.mark.parametrize(
    "sample", [one for one in SAMPLES if one.script in _BLANKLESS], ids=lambda s: s.script
)
def test_writing_without_blanks_breaks_between_syllables_inside_the_margins(sample: Sample) -> None:
    run = sample.sentence.replace(" ", "") * 6
    made = plan_pdf(_plan_of(run), ENGLISH)
    lines = [line for line in pdf_text(made).splitlines() if _of(sample, line) > 8]
    assert len(lines) > 4, "it is longer than a line"
    for line in lines:
        assert not unicodedata.category(line.strip()[0]).startswith("M"), f"begins with a mark: {line}"
    for (width, _), boxes in pdf_boxes(made):
        for left, _, right, _, word in boxes:
            assert left > 50 and right < width - 50, word


def _of(sample: Sample, line: str) -> int:
    """How many signs of a line are the sample's."""
    return sum(sign in sample.sentence for sign in line if not sign.isascii())


def _left(boxes: list[Box], word: str) -> float:
    return next(left for left, _, _, _, found in boxes if word in found)


def test_two_directions_in_one_line_read_in_their_order() -> None:
    arabic = pdf_boxes(plan_pdf(_plan_of(MIXED), ENGLISH))[-1][1]
    assert _left(arabic, "Noor") > _left(arabic, "18:30") > _left(arabic, "112"), "read from the right"
    latin = pdf_boxes(plan_pdf(_plan_of("Call Noor, الناس, at 18:30 or 112."), ENGLISH))[-1][1]
    assert _left(latin, "Noor") < _left(latin, "18:30") < _left(latin, "112"), "read from the left"


_LINES = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const range = document.createRange();
    let last = null;
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (last !== null && box.height && box.top > last + 8) found.push(node.data[at]);
      if (box.height) last = box.top;
    }
  }
  return {begins: found, wide: document.documentElement.scrollWidth, room: innerWidth};
}"""


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium")
def test_on_a_phone_the_page_breaks_every_script_inside_its_width(browser: Browser) -> None:
    plan = _plan_of(
        *(one.sentence.replace(" ", "") * 3 for one in SAMPLES if one.script in _BLANKLESS), MIXED
    )
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_content(plan_html(plan, ENGLISH).decode())
    seen = page.evaluate(_LINES)
    page.close()
    assert seen["wide"] <= seen["room"]
    assert len(seen["begins"]) > 20, "they are longer than a line"
    assert not [sign for sign in seen["begins"] if unicodedata.category(sign) == "Mn"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_letter_is_missing_where_the_system_knows_no_font_for_it(script: str) -> None:
    for sign in SCRIPTS[script]:
        assert (sign in missing_letters(sign)) == (not _fonts_for(sign)), sign


@pytest.mark.parametrize("sign", ["\u3042", "\uac00", "\U0001f980", "\U0001e900", "\u1b05", "\U0002a6d6"])
def test_of_rarer_letters_we_know_as_much_as_the_system_does(sign: str) -> None:
    assert (sign in missing_letters(sign)) == (not _fonts_for(sign))


def _fonts_for(sign: str) -> bool:
    done = subprocess.run(
        ["fc-list", f":charset={ord(sign):x}:fontformat=TrueType", "file"],
        capture_output=True,
        text=True,
        check=True,
    )
    other = subprocess.run(
        ["fc-list", f":charset={ord(sign):x}:fontformat=CFF", "file"],
        capture_output=True,
        text=True,
        check=True,
    )
    return bool(done.stdout.strip() or other.stdout.strip())


def test_what_no_font_has_is_missing_and_blanks_are_not() -> None:
    assert missing_letters("a \n\u200b\u0627") == frozenset()
    assert missing_letters("\U0001ffff\U000e0fff") == frozenset(), "no letters at all"
    assert missing_letters("a\U00017000z") == (
        {"\U00017000"} if not _fonts_for("\U00017000") else frozenset()
    )
