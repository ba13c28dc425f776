"""Reading what a form sent: nothing gets in that was not asked, and nothing raises."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.answer import Refused, TextAnswer
from workshop.domain.cleaning import clean
from workshop.domain.figure import tally
from workshop.domain.prompt import Fields, Prompt, TextPrompt, from_plain, read, to_plain

from .strategies import PROMPTS, anything

parametrize_prompts = pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.id)


@parametrize_prompts
@given(fields=anything)
def test_read_answers_refuses_or_finds_nothing(prompt: Prompt, fields: Fields) -> None:
    answer = read(prompt, fields)
    if answer is None or isinstance(answer, Refused):
        return
    kept = json.loads(json.dumps(to_plain(answer)))
    assert from_plain(prompt, kept) == answer, "what was kept as JSON comes back the same"
    assert tally(prompt, [("id", answer)]).n == 1


@parametrize_prompts
def test_an_empty_form_answers_nothing(prompt: Prompt) -> None:
    assert read(prompt, {}) is None
    assert tally(prompt, []).n == 0


@given(st.text())
def test_clean_text_has_no_control_and_is_clean_already(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any((ord(sign) < 32 and sign != "\n") or 0x7F <= ord(sign) < 0xA0 for sign in cleaned)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff") & set(cleaned)


@pytest.mark.parametrize(
    "kept",
    ["می\u200cخواهم", "👨\u200d👩\u200d👧", "ភាសា\u200bខ្មែរ", "မြန်မာ\u200bစာ", "ภาษา\u200bไทย"],
    ids=["persian", "emoji", "khmer", "burmese", "thai"],
)
def test_joiners_and_line_breaks_of_scripts_survive(kept: str) -> None:
    assert clean(kept) == kept


def test_caps_count_characters_not_bytes() -> None:
    prompt = TextPrompt(id="t", audience=PROMPTS[0].audience, ask="?", characters=5)
    assert read(prompt, {"t": ["ខ្មែរ"]}) == TextAnswer("ខ្មែរ")
    refused = read(prompt, {"t": ["ខ្មែរក"]})
    assert isinstance(refused, Refused)
    assert dict(refused.values) == {"typed": 6, "most": 5}


def test_two_things_at_one_place_are_refused() -> None:
    ranking = next(prompt for prompt in PROMPTS if prompt.id == "ranking")
    assert isinstance(read(ranking, {"ranking.sun": ["1"], "ranking.rain": ["1"]}), Refused)


def test_digits_of_any_script_count() -> None:
    scale = next(prompt for prompt in PROMPTS if prompt.id == "scale")
    assert to_plain(read(scale, {"scale": ["٣"]})) == 3  # type: ignore[arg-type]  # an answer, or the test fails
