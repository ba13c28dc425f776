"""The plan that answers make."""

from __future__ import annotations

from datetime import date

import pytest

from workshop.domain.answer import Cell, ChoiceAnswer, DateAnswer, ListAnswer, MatrixAnswer, TextAnswer
from workshop.domain.plan import NoSuchPlace, assemble, place, places, plan_field
from workshop.domain.plan_parts import PARTS
from workshop.domain.prompt import Audience
from workshop.library import Bundle


def test_the_plan_has_fifteen_parts() -> None:
    assert [part.id for part in PARTS] == [f"P{number}" for number in range(1, 16)]


def test_answers_fill_their_places(bundle: Bundle) -> None:
    stressors = bundle.exercises["stressor-mapping"]
    signs = bundle.exercises["my-green-yellow-red"]
    levels, look_again = signs.prompt("levels"), signs.prompt("look-again")
    listed, source = stressors.prompt("stressors"), stressors.prompt("first-stressor-source")
    assert levels and look_again and listed and source
    plan = assemble(
        [
            (listed, ListAnswer(("night calls", "walking alone"))),
            (source, ChoiceAnswer("organisation")),
            (levels, MatrixAnswer((Cell("yellow", "signs", "I shout"), Cell("green", "helps", "the river")))),
            (look_again, DateAnswer(date(2026, 11, 12))),
        ],
        {"P12.agreement": ("no photos",)},
    )
    assert [part.part.id for part in plan.parts] == ["P2", "P3", "P12", "P14"], "empty parts leave no holes"
    weighs = plan.field("P2", "stressors")
    assert weighs is not None
    assert [[c.words[0].text for c in record.columns] for record in weighs.records] == [
        ["night calls", "From the organisation"],
        ["walking alone"],
    ]
    signs_field = plan.field("P3", "levels")
    assert signs_field is not None
    assert [record.label for record in signs_field.records] == ["Green", "Yellow"]


def test_a_prompt_that_feeds_nothing_is_passed_over(bundle: Bundle) -> None:
    room_prompt = bundle.exercises["stressor-mapping"].prompts[0]
    assert assemble([(room_prompt, TextAnswer("word"))]).parts == ()


@pytest.mark.parametrize(
    "path", ["P2.stresors", "P16.values", "stressors", "P2.stressors[1].wat", "P2.stressors[x]"]
)
def test_a_place_that_is_not_there_is_named(path: str) -> None:
    with pytest.raises(NoSuchPlace):
        place(path)


def test_every_private_prompt_of_the_content_has_a_place_of_its_own(bundle: Bundle) -> None:
    private = [
        prompt
        for exercise in bundle.exercises.values()
        if exercise.repeats is None
        for prompt in exercise.form(Audience.MINE)
    ]
    assert all(plan_field(place(prompt.feeds)) for prompt in private if prompt.feeds)
    filled = [where for prompt in private for where in places(prompt)]
    assert len(filled) == len(set(filled))
