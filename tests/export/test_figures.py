"""Figures in the report: every kind is drawn, has its numbers, and hides what is hidden."""

from __future__ import annotations

import pytest

from workshop.domain.figure import Notes
from workshop.export import figure_html
from workshop.room import Shown
from workshop.wording import ENGLISH, wording

from ..conftest import HOSTILE
from .archives import KINDS, shown_figures
from .reading import ALIVE, parsed, untranslated

pytestmark = pytest.mark.own_words

SHOWN = shown_figures()


def test_every_kind_of_figure_is_here() -> None:
    assert {type(shown.figure) for shown in SHOWN} == set(KINDS)


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.prompt.id)
def test_a_figure_has_its_question_its_drawing_and_its_numbers(shown: Shown) -> None:
    page = parsed(figure_html(shown, ENGLISH))
    assert shown.prompt.ask in page.text
    assert f"{shown.figure.n} answers" in page.text
    if isinstance(shown.figure, Notes):
        assert shown.figure.notes[0].text in page.text
    else:
        assert {"svg", "table"} <= page.tags


def _numbers(id: str) -> list[str]:
    shown = next(shown for shown in SHOWN if shown.prompt.id == id)
    text = parsed(figure_html(shown, ENGLISH)).text
    return [word for word in text.split() if word.isdigit() or word == "·"]


def test_the_numbers_are_the_figure_s() -> None:
    assert _numbers("bars") == ["23", "19", "16", "·"]
    assert _numbers("spread")[1:] == ["1", "1", "2", "3", "3", "7", "4", "6", "5", "3"]
    assert _numbers("grid") == ["17", "3", "9", "5", "12", "4", "1"]
    assert _numbers("order") == ["12", "1", "30", "2", "22", "3", "8"]


def test_what_is_hidden_has_no_bar_and_the_caption_says_so() -> None:
    html = str(figure_html(SHOWN[0], ENGLISH))
    assert "A dot is a number that is not shown" in html
    assert html.count('<rect width="0.0"') == 1
    assert "At least 23 answers" in html
    assert "A dot" not in str(figure_html(SHOWN[1], ENGLISH))


def test_months_are_written_out_and_days_never_come() -> None:
    text = parsed(figure_html(SHOWN[5], ENGLISH)).text
    assert "November 2026" in text


def test_the_longest_bar_fills_its_place() -> None:
    html = str(figure_html(SHOWN[4], ENGLISH))
    assert '<rect width="100.0"' in html
    assert '<rect width="26.7"' in html, "8 of 30"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_notes_stay_words(text: str) -> None:
    page = parsed(figure_html(shown_figures(text)[2], ENGLISH))
    assert text in page.text
    assert not page.tags & ALIVE


@pytest.mark.parametrize("shown", shown_figures("12"), ids=lambda shown: shown.prompt.id)
def test_every_word_of_a_figure_is_translated(shown: Shown) -> None:
    assert untranslated(parsed(figure_html(shown, wording("en-XA"))).text) == []
