"""Self-checks: what a person's own answers come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.answer import Answer, ChoiceAnswer, ScaleAnswer, TextAnswer
from workshop.domain.score import Band, Item, Method, SelfCheck, Subscale, values
from workshop.library import load_library

WHO_5 = load_library().self_checks["who-5"]
SLIDERS = load_library().self_checks["six-sliders"]


def _check(method: Method = "sum", missing: int = 0, times: int = 1) -> SelfCheck:
    most = (12 if method == "sum" else 4) * times
    return SelfCheck(
        id="check",
        title="",
        about="",
        method=method,
        lowest=0,
        highest=4,
        items=(Item("a"), Item("b", reversed=True), Item("c")),
        bands=(Band("low", most // 2, "", ()), Band("high", most, "", ())),
        times=times,
        missing=missing,
        subscales=(Subscale("two", "", ("a", "b")),),
    )


def test_items_are_summed_and_a_reversed_one_counts_from_the_other_end() -> None:
    result = _check().read({"a": 1, "b": 1, "c": 4})
    assert result is not None
    assert result.total == 1 + 3 + 4
    assert result.subscales == {"two": 4}
    assert result.band.id == "high"


def test_a_mean_is_rounded_with_halves_going_up() -> None:
    result = _check("mean", missing=1).read({"a": 1, "c": 2})
    assert result is not None and result.total == 2


@pytest.mark.parametrize(("given", "total"), [({"a": 2, "c": 4}, 9), ({"a": 2}, None), ({}, None)])
def test_what_is_left_out_takes_the_mean_of_the_others_or_ends_it(
    given: dict[str, int], total: int | None
) -> None:
    result = _check(missing=1).read(given)
    assert (result.total if result else None) == total


def test_a_subscale_of_which_nothing_was_answered_says_nothing() -> None:
    result = _check(missing=2).read({"c": 4})
    assert result is not None and result.subscales == {}


def test_a_value_that_is_none_of_the_answers_counts_as_left_out() -> None:
    assert _check().read({"a": 1, "b": 1, "c": 5}) is None


@pytest.mark.parametrize(
    ("each", "total", "band"),
    [
        (0, 0, "very-low"),
        (1, 20, "very-low"),
        (2, 40, "low"),
        (3, 60, "good-enough"),
        (5, 100, "good-enough"),
    ],
)
def test_who_5_runs_from_0_to_100_with_its_published_cuts(each: int, total: int, band: str) -> None:
    result = WHO_5.read({item.id: each for item in WHO_5.items})
    assert result is not None
    assert (result.total, result.band.id) == (total, band)


@pytest.mark.parametrize(("total", "band"), [(28, "very-low"), (32, "low"), (48, "low"), (52, "good-enough")])
def test_who_5_cuts_stand_at_28_and_50(total: int, band: str) -> None:
    raw = total // 4
    answers = {item.id: raw // 5 + (place < raw % 5) for place, item in enumerate(WHO_5.items)}
    result = WHO_5.read(answers)
    assert result is not None
    assert (result.total, result.band.id) == (total, band)


def test_who_5_with_an_answer_left_out_says_nothing() -> None:
    assert WHO_5.read({"cheerful": 5, "calm": 5, "active": 5, "rested": 5}) is None


_ANSWERS = st.dictionaries(st.sampled_from([item.id for item in SLIDERS.items]), st.integers(-3, 13))


@given(_ANSWERS)
def test_every_result_lies_in_its_range_and_its_band(answers: dict[str, int]) -> None:
    answered = [value for value in answers.values() if 0 <= value <= 10]
    result = SLIDERS.read(answers)
    assert (result is None) == (len(answered) < len(SLIDERS.items) - SLIDERS.missing)
    if result is not None:
        assert SLIDERS.least <= result.total <= SLIDERS.most
        assert min(answered) * 10 <= result.total <= max(answered) * 10
        assert result.total <= result.band.up_to


@given(st.integers(0, 10), st.integers(0, 10))
def test_a_better_answer_never_lowers_the_result(one: int, other: int) -> None:
    ids = [item.id for item in SLIDERS.items]
    low, high = sorted((one, other))
    worse = SLIDERS.read(dict.fromkeys(ids, 5) | {ids[0]: low})
    better = SLIDERS.read(dict.fromkeys(ids, 5) | {ids[0]: high})
    assert worse is not None and better is not None
    assert worse.total <= better.total


def test_values_come_from_scales_and_from_choices_that_are_numbers() -> None:
    answers: dict[str, Answer] = {
        "a": ScaleAnswer(7),
        "b": ChoiceAnswer("3"),
        "c": ChoiceAnswer("storm"),
        "d": TextAnswer("9"),
    }
    assert values(answers) == {"a": 7, "b": 3}


@pytest.mark.parametrize("check", load_library().self_checks.values(), ids=lambda check: check.id)
def test_no_band_names_an_illness_or_ranks_a_person(check: SelfCheck) -> None:
    said = " ".join(text for band in check.bands for text in (band.title, *band.say)).lower()
    assert not [
        word for word in ("depress", "disorder", "burnout", "ptsd", "symptom", "resilien") if word in said
    ]
