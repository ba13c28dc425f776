"""A leaf of paper typed by keys says what the leaf says, and nothing that is typed breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import HOSTILE
from tests.domain.strategies import PROMPTS
from workshop.console.leaf import LONGEST, Leaf
from workshop.console.widgets.sheet import draw_leaf
from workshop.domain.answer import ListAnswer, MatrixAnswer, MultiAnswer, RankingAnswer, TextAnswer
from workshop.domain.cleaning import one_line
from workshop.domain.prompt import (
    Audience,
    DatePrompt,
    ListPrompt,
    MatrixPrompt,
    MultiPrompt,
    Option,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
    to_plain,
)
from workshop.wording import ENGLISH

from .strokes import press, sheet, some_answer, strokes

pytestmark = pytest.mark.own_words

ROOM = Audience.ROOM
KEYS = ("enter", "tab", "shift+tab", "up", "down", "backspace", "ctrl+j", *"abcxyz 0123456789")
TEN = ScalePrompt(id="ten", audience=ROOM, ask="?", lowest=0, highest=10, low="", high="")
MANY = tuple(Option(f"o{n}", f"Option {n}") for n in range(30))

each_prompt = pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.id)


def prompt(id: str) -> Prompt:
    return next(one for one in PROMPTS if one.id == id)


def said(leaf: Leaf, id: str) -> object:
    return leaf.reading.answers.get(id)


@each_prompt
@given(data=st.data())
def test_every_answer_can_be_typed_and_arrives_equal(prompt: Prompt, data: st.DataObject) -> None:
    answer = data.draw(some_answer(prompt))
    leaf = press(Leaf((prompt,)), strokes(prompt, answer))
    assert leaf.spot is None, "every key was used up, and the hand is at the end"
    assert leaf.reading.answers == ({prompt.id: answer} if answer is not None else {})
    assert leaf.is_blank is (answer is None)


@given(data=st.data())
def test_a_whole_sheet_arrives_equal(data: st.DataObject) -> None:
    given = {one.id: data.draw(some_answer(one)) for one in PROMPTS}
    answers = {id: answer for id, answer in given.items() if answer is not None}
    leaf = press(Leaf(PROMPTS), sheet(PROMPTS, answers))
    assert leaf.spot is None
    assert leaf.reading.answers == answers


@given(data=st.data())
def test_a_sheet_that_was_taken_back_stands_there_as_before(data: st.DataObject) -> None:
    given = {one.id: data.draw(some_answer(one)) for one in PROMPTS}
    plain = {id: to_plain(answer) for id, answer in given.items() if answer is not None}
    leaf = Leaf.of(PROMPTS, plain)
    assert leaf.spot is None
    assert {id: to_plain(answer) for id, answer in leaf.reading.answers.items()} == plain


@given(keys=st.lists(st.one_of(st.sampled_from(KEYS), st.characters()), max_size=60))
def test_no_keys_break_it_and_it_can_always_be_drawn(keys: list[str]) -> None:
    leaf = press(Leaf(PROMPTS), keys)
    assert 0 <= leaf.at <= len(leaf.stops)
    for width in (20, 76):
        drawn = draw_leaf(ENGLISH, leaf, width)
        assert 0 <= drawn.hand < len(drawn.lines)
    assert not any(ord(sign) < 32 for line in drawn.lines for sign in line.plain)


@each_prompt
@settings(max_examples=20)
@given(data=st.data())
def test_wiping_goes_all_the_way_back_to_a_blank_sheet(prompt: Prompt, data: st.DataObject) -> None:
    leaf = press(Leaf((prompt,)), strokes(prompt, data.draw(some_answer(prompt))))
    leaf = press(leaf, ["backspace"] * 400)
    assert leaf.is_blank
    assert leaf.at == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_cleaned_as_from_a_phone(text: str) -> None:
    asked = TextPrompt(id="t", audience=ROOM, ask="?", characters=200)
    assert said(press(Leaf((asked,)), text), "t") == TextAnswer(one_line(text))
    pasted = Leaf((asked,)).write(text)
    assert said(pasted, "t") == TextAnswer(one_line(text))
    assert "\x1b" not in "".join(line.plain for line in draw_leaf(ENGLISH, pasted, 60).lines)


def test_what_joins_letters_can_be_typed() -> None:
    asked = TextPrompt(id="t", audience=ROOM, ask="?", characters=20)
    assert said(press(Leaf((asked,)), "می\u200cخواهم"), "t") == TextAnswer("می\u200cخواهم")


# -- each kind of question -----------------------------------------------------------------------------


def test_a_choice_is_one_key_by_letter_or_place_in_either_case() -> None:
    for key in ("c", "C", "3", "٣"):
        leaf = press(Leaf((prompt("choice"), prompt("scale"))), [key])
        assert to_plain(leaf.reading.answers["choice"]) == "rain"
        assert leaf.place == 1, "it goes on by itself"


def test_another_key_takes_the_place_of_the_first() -> None:
    leaf = press(Leaf((prompt("choice"),)), ["c", "up", "a"])
    assert to_plain(leaf.reading.answers["choice"]) == "sun"


def test_a_key_that_means_nothing_here_changes_nothing() -> None:
    for id in ("choice", "multi", "ranking", "scale", "mark"):
        leaf = Leaf((prompt(id),))
        assert press(leaf, "z ؟9\x00") == leaf


def test_ticks_are_toggled_and_too_many_are_refused_with_a_sentence() -> None:
    leaf = press(Leaf((prompt("multi"), prompt("scale"))), "abca")
    assert said(leaf, "multi") == MultiAnswer(("cloud", "rain"))
    full = press(leaf, ["a", "d", "enter"])
    assert full.place == 0
    assert full.refusal is not None
    assert full.refusal.english == "You chose {ticked}; please keep {most}."
    assert press(full, ["d", "enter"]).place == 1


def test_a_list_too_long_for_digits_goes_by_letters_alone() -> None:
    asked = MultiPrompt(id="m", audience=ROOM, ask="?", options=MANY)
    leaf = press(Leaf((asked,)), "12aZAd")
    assert said(leaf, "m") == MultiAnswer(("o0", "o3", "o26")), "beyond z come capitals"


def test_an_order_is_the_order_of_keys_and_digits_mean_nothing() -> None:
    leaf = press(Leaf((prompt("ranking"),)), "d1b2")
    assert said(leaf, "ranking") == RankingAnswer(("storm", "cloud"))
    assert said(press(leaf, "d"), "ranking") == RankingAnswer(("cloud",))
    assert said(press(leaf, ["backspace"]), "ranking") == RankingAnswer(("storm",))
    assert press(leaf, "ac").spot is None, "complete, it goes on by itself"


def test_numbers_of_two_digits() -> None:
    assert to_plain(press(Leaf((TEN,)), "10").reading.answers["ten"]) == 10
    one = press(Leaf((TEN,)), "1")
    assert one.spot is not None, "it may still become 10"
    assert to_plain(press(one, ["enter"]).reading.answers["ten"]) == 1
    assert to_plain(press(one, ["enter", "up", "0"]).reading.answers["ten"]) == 0


def test_a_digit_that_does_not_fit_behind_a_number_belongs_to_the_next_question() -> None:
    other = ScalePrompt(id="five", audience=ROOM, ask="?", lowest=1, highest=5, low="", high="")
    leaf = press(Leaf((TEN, other)), "15")
    assert {id: to_plain(answer) for id, answer in leaf.reading.answers.items()} == {"ten": 1, "five": 5}


def test_a_matrix_is_one_key_a_row_and_enter_leaves_a_row_out() -> None:
    leaf = press(Leaf((prompt("mark"), prompt("scale"))), ["2", "enter", "4"])
    assert isinstance(said(leaf, "mark"), MatrixAnswer)
    assert to_plain(leaf.reading.answers["mark"]) == [["physical", "cloud", 1], ["psychosocial", "storm", 1]]
    assert leaf.place == 1


def test_tab_leaves_the_rest_of_a_question_and_shift_tab_goes_back() -> None:
    leaf = press(Leaf((prompt("mark"), prompt("scale"))), ["2", "tab"])
    assert leaf.place == 1
    assert press(leaf, ["shift+tab"]).at == 0


def test_an_empty_line_ends_a_list() -> None:
    asked = ListPrompt(id="l", audience=ROOM, ask="?", most=5, characters=20)
    leaf = press(Leaf((asked, prompt("scale"))), [*"tea", "enter", *"rest", "enter", "enter"])
    assert said(leaf, "l") == ListAnswer(("tea", "rest"))
    assert leaf.place == 1


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "23.11.2026"])
def test_an_unclear_date_is_refused_with_a_sentence(text: str) -> None:
    leaf = press(Leaf((DatePrompt(id="d", audience=ROOM, ask="?"),)), [*text, "enter"])
    assert leaf.spot is not None
    assert leaf.refusal is not None
    assert leaf.refusal.english.startswith("This date is not clear.")
    mended = press(leaf, [*(["backspace"] * len(text)), *"2026-11-23", "enter"])
    assert to_plain(mended.reading.answers["d"]) == "2026-11-23"


def test_a_text_too_long_is_refused_and_cannot_grow_without_end() -> None:
    leaf = press(Leaf((prompt("text"), prompt("scale"))), [*("x" * 41), "enter"])
    assert leaf.place == 0
    assert leaf.refusal is not None
    assert dict(leaf.refusal.values) == {"typed": 41, "most": 40}
    assert len(leaf.write("y" * 100_000).typed["text"][0]) == LONGEST * 40
    assert press(leaf, ["backspace", "enter"]).place == 1


def test_the_caret_goes_along_the_line() -> None:
    leaf = press(Leaf((prompt("text"),)), "tee").step(-1).wipe().write("r")
    assert said(leaf, "text") == TextAnswer("tre")
    assert said(leaf.step(-9).delete().step(9).write("!"), "text") == TextAnswer("re!")


def test_a_matrix_of_numbers_and_of_texts() -> None:
    options = (Option("a", "A"), Option("b", "B"))
    numbers = MatrixPrompt(id="n", audience=ROOM, ask="?", cell="scale", rows=options, columns=options)
    assert to_plain(press(Leaf((numbers,)), "1234").reading.answers["n"]) == [
        ["a", "a", 1],
        ["a", "b", 2],
        ["b", "a", 3],
        ["b", "b", 4],
    ]
    texts = MatrixPrompt(id="n", audience=ROOM, ask="?", cell="text", rows=options, columns=options)
    typed = press(Leaf((texts,)), ["x", "ctrl+j", "y", "enter", "enter", "z"])
    assert to_plain(typed.reading.answers["n"]) == [["a", "a", "x\ny"], ["b", "a", "z"]]


def test_a_new_line_only_where_there_is_room_for_lines() -> None:
    assert said(press(Leaf((prompt("text"),)), ["a", "ctrl+j", "b"]), "text") == TextAnswer("a b")
    assert said(press(Leaf((prompt("letter"),)), ["a", "ctrl+j", "b"]), "letter") == TextAnswer("a\nb")


def test_what_cannot_be_taken_brings_the_hand_back_to_its_question() -> None:
    leaf = Leaf((prompt("scale"), prompt("multi")), {"multi": ("sun", "cloud", "rain", "storm")}, at=2)
    mended = leaf.mend(leaf.reading.refusals)
    assert mended.place == 1
    assert mended.refusal is not None


def test_a_ranking_with_few_options_shows_its_places() -> None:
    asked = RankingPrompt(id="r", audience=ROOM, ask="Which first?", options=MANY[:3])
    drawn = draw_leaf(ENGLISH, press(Leaf((asked,)), "ca"), 60)
    assert [line.plain.rstrip() for line in drawn.lines[-3:]] == [
        "a 2 Option 0",
        "b · Option 1",
        "c 1 Option 2",
    ]
