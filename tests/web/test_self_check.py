"""A self-check speaks to the one person who answered it, and leaves no number behind."""

from __future__ import annotations

import pytest

from tests.web.conftest import Answer, Phone
from tests.web.test_mine import begin, code_on
from workshop.library import load_library
from workshop.room import Room

SLIDERS = ("sleep", "energy", "calm", "connection", "meaning", "safety")
WHO_5 = ("cheerful", "calm", "active", "rested", "interested")


async def _answered(phone: Phone, room: Room, exercise: str, answers: dict[str, str]) -> Answer:
    if exercise not in room.bundle.exercises:
        room.add(load_library().addition(exercise), 15)
    room.open_form(exercise)
    page = (await phone.join()).page
    return await phone.send(page.posts[0], **answers)


@pytest.mark.parametrize(
    ("each", "says"),
    [("1", "Much strain just now"), ("5", "Some strain"), ("9", "Mostly steady")],
)
async def test_the_saved_page_says_it_in_plain_words(phone: Phone, room: Room, each: str, says: str) -> None:
    await begin(phone)
    answer = await _answered(phone, room, "private-self-check", dict.fromkeys(SLIDERS, each))
    assert answer.status == 200
    assert says in answer.page.text
    assert f"{each}0 of 100" in answer.page.text
    assert f"Body and rest: {each}0" in answer.page.text
    assert "This is no diagnosis" in answer.page.text


async def test_before_there_is_a_code_it_stands_beside_the_new_one(phone: Phone, room: Room) -> None:
    page = (await _answered(phone, room, "well-being-index", dict.fromkeys(WHO_5, "2"))).page
    answer = await phone.send(page.post("Get a code"))
    assert "Low" in answer.page.text and "40 of 100" in answer.page.text
    assert "World Health Organization" in answer.page.text, "whose wording it is"
    opening = (await phone.get("/m?lang=en")).page.post("Open my plan")
    opened = await phone.send(opening, _code=code_on(answer))
    assert "40 of 100" in opened.page.text
    assert "Less than half of the time" in opened.page.text


async def test_with_too_little_answered_it_says_nothing(phone: Phone, room: Room) -> None:
    await begin(phone)
    answer = await _answered(phone, room, "well-being-index", dict.fromkeys(WHO_5[:4], "5"))
    assert "Kept in your plan" in answer.page.text
    assert "of 100" not in answer.page.text


async def test_nobody_else_learns_of_it(phone: Phone, room: Room) -> None:
    await begin(phone)
    await _answered(phone, room, "private-self-check", dict.fromkeys(SLIDERS, "1"))
    await room.close_form("private-self-check")
    await room.empty_letterbox()
    assert room.figures.released() == ()
    assert room.vault.book.responses("private-self-check", "room") == []
