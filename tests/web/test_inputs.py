"""Every type of prompt, drawn as fields and read back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.conftest import HOSTILE
from tests.domain.strategies import PROMPTS, anything
from tests.web.reading import Form, Page
from workshop.domain.answer import Refused
from workshop.domain.prompt import Fields, ListPrompt, MatrixPrompt, Prompt, as_fields, read, to_plain
from workshop.web.pages import Pages
from workshop.web.phone.inputs import draw_prompt
from workshop.wording import ENGLISH

pytestmark = pytest.mark.own_words

PAGES = Pages()


ANSWERED: dict[str, object] = {
    "text": "a word",
    "letter": "two\nlines",
    "list": ["one", "two"],
    "scale": 4,
    "choice": "rain",
    "multi": ["sun", "storm"],
    "ranking": ["storm", "sun"],
    "mark": [["physical", "cloud", 1], ["digital", "sun", 1]],
    "rate": [["physical", "sun", 5], ["digital", "sun", 1]],
    "note": [["digital", "cloud", "here\nand there"]],
    "date": "2026-11-23",
}


def drawn(prompt: Prompt, typed: Fields, refused: Refused | None = None) -> Form:
    html = draw_prompt(PAGES, prompt, typed, refused, ENGLISH)
    return Page(f'<form method="post">{html}</form>').forms[0]


def ids(prompt: Prompt) -> str:
    return prompt.id


@pytest.mark.parametrize("prompt", PROMPTS, ids=ids)
def test_a_form_opened_for_a_change_holds_the_answer(prompt: Prompt) -> None:
    typed = as_fields(prompt, ANSWERED[prompt.id])
    answer = read(prompt, drawn(prompt, typed).fields)
    assert answer is not None
    assert not isinstance(answer, Refused)
    assert to_plain(answer) == ANSWERED[prompt.id]


@pytest.mark.parametrize("prompt", PROMPTS, ids=ids)
@given(fields=anything)
@settings(max_examples=40, deadline=None)
def test_a_form_filled_again_says_what_was_sent(prompt: Prompt, fields: Fields) -> None:
    answer = read(prompt, fields)
    if answer is not None and not isinstance(answer, Refused):
        form = drawn(prompt, as_fields(prompt, to_plain(answer)))
        assert read(prompt, form.fields) == answer


@pytest.mark.parametrize("prompt", PROMPTS, ids=ids)
def test_an_untouched_form_answers_nothing(prompt: Prompt) -> None:
    assert read(prompt, drawn(prompt, {}).fields) is None


@pytest.mark.parametrize("prompt", PROMPTS, ids=ids)
def test_every_value_on_offer_is_taken(prompt: Prompt) -> None:
    for name, values in drawn(prompt, {}).offered.items():
        for value in values:
            assert not isinstance(read(prompt, {name: [value]}), Refused)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_in_the_content_and_in_the_fields_are_only_text(text: str) -> None:
    for prompt in PROMPTS:
        harmless = draw_prompt(PAGES, prompt, {prompt.id: ["x"]}, Refused(prompt.id, "Sorry."), ENGLISH)
        names = {name: [text] for name in drawn(prompt, {}).offered}
        refused = Refused(prompt.id, "Not {this}.", (("this", text),))
        html = draw_prompt(PAGES, prompt, names, refused, ENGLISH)
        tags = [tag for tag, _ in Page(str(html)).tags]
        assert tags == [tag for tag, _ in Page(str(harmless)).tags]


def test_who_types_for_others_reads_that_nobody_reads_along() -> None:
    for prompt in PROMPTS:
        html = draw_prompt(PAGES, prompt, {}, None, ENGLISH)
        free = prompt.id in ("text", "letter", "list", "note")
        assert ("Nobody reads this as you write it" in html) == (free and prompt.audience != "mine")


def test_rows_and_places_are_told_apart_by_their_labels() -> None:
    for prompt in PROMPTS:
        page = Page(str(draw_prompt(PAGES, prompt, {}, None, ENGLISH)))
        if isinstance(prompt, MatrixPrompt):
            assert len(page.all("legend")) == 1 + len(prompt.rows)
        if isinstance(prompt, ListPrompt):
            assert [text for text in page.texts if text.startswith("Number")] == [
                "Number 1",
                "Number 2",
                "Number 3",
            ]
