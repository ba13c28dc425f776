"""What surrounds the days: kept as events, undone one by one, and the same after a restart."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import FakeClock
from workshop.room import Change, NotNow, Room, enter
from workshop.vault import Vault


async def test_ticks_numbers_and_dates_outlast_a_restart(room: Room, vault: Vault, clock: FakeClock) -> None:
    hosting = room.hosting
    hosting.tick(0, "flipcharts", done=True)
    hosting.expect_phones(3)
    hosting.set_date(1, date(2026, 10, 16))
    hosting.keep_for(90)
    hosting.reach()
    again = await enter(vault, clock=clock)
    assert again.hosting.is_done(0, "flipcharts")
    assert not again.hosting.is_done(1, "flipcharts"), "every day has its own"
    assert again.state.phones == room.state.phones
    assert again.hosting.dates() == (date(2026, 10, 12), date(2026, 10, 16), date(2026, 10, 17))
    assert again.state.retention == 90
    assert not again.hosting.reached, "it is not written down that a phone came"


async def test_every_act_is_undone_in_its_turn(room: Room) -> None:
    before = room.state
    hosting = room.hosting
    hosting.tick(0, "flipcharts", done=True)
    hosting.tick(0, "flipcharts", done=True)
    hosting.expect_phones(3)
    hosting.choose_flipchart(False)
    hosting.set_date(1, date(2026, 10, 16))
    hosting.keep_for(90)
    undone = [room.undo() for _ in range(5)]
    assert undone == ["RetentionSet", "DayDated", "FlipchartChosen", "PhonesExpected", "ChoreDone"]
    assert room.state == before


@pytest.mark.parametrize(("phones", "flipchart"), [(0, True), (4, True), (5, False), (30, False)])
async def test_fewer_than_five_phones_turn_forms_into_flipchart(
    room: Room, phones: int, flipchart: bool
) -> None:
    room.hosting.expect_phones(phones)
    assert room.state.phones.flipchart is flipchart
    room.hosting.choose_flipchart(not flipchart)
    assert room.state.phones.flipchart is not flipchart
    room.hosting.expect_phones(phones)
    assert room.state.phones.flipchart is flipchart, "a number said anew speaks for itself"


@pytest.mark.parametrize(
    ("day", "on", "why"),
    [
        (0, date(2026, 10, 13), "has begun"),
        (1, date(2026, 10, 11), "has passed"),
        (2, date(2026, 10, 19), "cannot come before"),
        (1, date(2026, 10, 31), "a later date first"),
    ],
)
async def test_a_date_that_cannot_be_is_refused_kindly(room: Room, day: int, on: date, why: str) -> None:
    room.begin_next()
    room.hosting.set_date(1, date(2026, 10, 20))
    room.hosting.set_date(2, date(2026, 10, 30))
    with pytest.raises(NotNow, match=why):
        room.hosting.set_date(day, on)


async def test_numbers_below_none_are_refused(room: Room) -> None:
    with pytest.raises(NotNow):
        room.hosting.expect_phones(-1)
    with pytest.raises(NotNow):
        room.hosting.keep_for(-1)


async def test_listeners_hear_of_a_change_and_of_nothing_else(room: Room) -> None:
    told: list[Change] = []
    room.listen(told.append)
    for _ in range(3):
        room.hosting.reach()
        room.hosting.show_test_picture(True)
        room.hosting.awake = "kept"
    assert told == ["run"] * 3
