"""Leaves of paper that the facilitator types in: kept like a phone's, counted, and taken back."""

from __future__ import annotations

import pytest

from workshop.domain.answer import Answer, ChoiceAnswer, ScaleAnswer, TextAnswer
from workshop.domain.prompt import Audience
from workshop.room import FormIsClosed, NotNow, Room
from workshop.vault import NoRoom

from .seeing import CHECK_OUT, weather

ROOM, FACILITATOR, MINE = Audience.ROOM, Audience.FACILITATOR, Audience.MINE
SUN: dict[str, Answer] = {"weather": ChoiceAnswer("sun")}


async def test_sheets_join_the_figure_like_phones(room: Room) -> None:
    room.open_form(CHECK_OUT)
    for _ in range(7):
        await room.sheets.keep(CHECK_OUT, ROOM, SUN)
    assert room.sheets.typed(CHECK_OUT, ROOM) == 7
    await room.close_form(CHECK_OUT)
    assert weather(room) == 7


async def test_the_last_one_is_taken_back_and_no_other(room: Room) -> None:
    room.open_form(CHECK_OUT)
    assert not room.sheets.can_take_back(CHECK_OUT, ROOM)
    await room.sheets.keep(CHECK_OUT, ROOM, SUN)
    await room.sheets.keep(CHECK_OUT, ROOM, {"weather": ChoiceAnswer("rain"), "pace": ChoiceAnswer("right")})
    assert room.sheets.can_take_back(CHECK_OUT, ROOM)
    assert await room.sheets.take_back(CHECK_OUT, ROOM) == {"weather": "rain", "pace": "right"}
    assert room.sheets.typed(CHECK_OUT, ROOM) == 1
    assert not room.sheets.can_take_back(CHECK_OUT, ROOM)
    with pytest.raises(NotNow):
        await room.sheets.take_back(CHECK_OUT, ROOM)
    for _ in range(5):
        await room.sheets.keep(CHECK_OUT, ROOM, SUN)
    await room.close_form(CHECK_OUT)
    assert weather(room) == 6


async def test_what_was_taken_back_is_gone_also_after_the_letterbox_was_emptied(room: Room) -> None:
    room.open_form(CHECK_OUT)
    for _ in range(7):
        await room.sheets.keep(CHECK_OUT, ROOM, SUN)
    await room.empty_letterbox()
    await room.sheets.take_back(CHECK_OUT, ROOM)
    await room.close_form(CHECK_OUT)
    assert weather(room) == 6


async def test_once_the_form_was_closed_nothing_is_taken_back(room: Room) -> None:
    room.open_form(CHECK_OUT)
    await room.sheets.keep(CHECK_OUT, ROOM, SUN)
    await room.close_form(CHECK_OUT)
    assert not room.sheets.can_take_back(CHECK_OUT, ROOM)
    room.open_form(CHECK_OUT)
    assert not room.sheets.can_take_back(CHECK_OUT, ROOM), "that was another opening"
    await room.sheets.keep(CHECK_OUT, ROOM, SUN)
    room.sheets.leave()
    assert not room.sheets.can_take_back(CHECK_OUT, ROOM)


async def test_a_closed_form_takes_no_sheet_and_counts_none(room: Room) -> None:
    with pytest.raises(FormIsClosed):
        await room.sheets.keep(CHECK_OUT, ROOM, SUN)
    assert room.sheets.typed(CHECK_OUT, ROOM) == 0


async def test_a_full_disk_counts_none_and_leaves_the_last_one_where_it_is(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.open_form(CHECK_OUT)
    await room.sheets.keep(CHECK_OUT, ROOM, SUN)

    async def full(letter: bytes) -> None:
        raise NoRoom("There is no room left on the disk that holds {folder}.", "here")

    monkeypatch.setattr(room.vault.letterbox, "drop", full)
    with pytest.raises(NoRoom):
        await room.sheets.keep(CHECK_OUT, ROOM, SUN)
    with pytest.raises(NoRoom):
        await room.sheets.take_back(CHECK_OUT, ROOM)
    assert room.sheets.typed(CHECK_OUT, ROOM) == 1
    assert room.sheets.can_take_back(CHECK_OUT, ROOM)


async def test_what_is_for_someone_alone_is_never_typed_by_another(room: Room) -> None:
    room.open_form("stressor-mapping")
    with pytest.raises(NotNow):
        await room.sheets.keep("stressor-mapping", MINE, {"carried-with": TextAnswer("the team")})


async def test_the_leaves_of_one_person_share_nothing(room: Room) -> None:
    room.open_form("what-stress-does")
    await room.sheets.keep("what-stress-does", FACILITATOR, {"not-aloud": TextAnswer("a word")})
    assert not room.sheets.can_take_back("what-stress-does", ROOM)
    assert room.sheets.can_take_back("what-stress-does", FACILITATOR)
    ids = set()
    for audience in (ROOM, FACILITATOR):
        ids |= {room.submission_id("what-stress-does", audience) for _ in range(5)}
    assert len(ids) == 10


async def test_the_count_outlives_the_lock_and_says_what_was_not_finished(room: Room) -> None:
    room.open_form(CHECK_OUT)
    await room.sheets.keep(CHECK_OUT, ROOM, SUN)
    room.sheets.unfinished = True
    room.lock()
    assert room.sheets.typed(CHECK_OUT, ROOM) == 1
    assert room.sheets.unfinished
    await room.sheets.keep(CHECK_OUT, ROOM, {"weather": ChoiceAnswer("sun"), "energy": ScaleAnswer(3)})
    assert not room.sheets.unfinished
