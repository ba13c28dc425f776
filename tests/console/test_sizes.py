"""What must be in sight at each size, and that no size breaks anything."""

from __future__ import annotations

import pytest

from workshop.console.themes import THEMES
from workshop.room import Room

from .answering import begin
from .conftest import Driving

PLACES = ("v", "q", "w", "g", "s", "t", "r", "i", "a", "j", "m", "y", "k", "question_mark", "e")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_day_is_whole(console: Driving, room: Room, size: tuple[int, int]) -> None:
    begin(room, "stressors")
    room.open_form("stressor-mapping")
    async with console(size=size) as driven:
        for part in (
            "Three days of holistic security",
            "9:00",
            "▶  9:00  Stressor mapping",
            "0 of 45 min · ▪▪▫ medium",
            "45 min left",
            "▶ What we will do, and what we will not",
            "Pressure has many sources",
            "Point at the support person",
            "If the room is tense",
            "● Open · fewer than 3 answers",
            "0 would like to talk",
            "space pause",
            "? help",
        ):
            assert part in driven.seen, part


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_large_terminals_show_the_whole_day(
    console: Driving, room: Room, size: tuple[int, int]
) -> None:
    begin(room, "stressors")
    async with console(size=size) as driven:
        assert "✓  9:00  Arrival and consent" in driven.seen
        assert "Tea and an unhurried" in driven.seen
        assert "■" in driven.seen
        assert "! Say before you begin that nobody tells a story." in driven.seen


async def test_a_small_terminal_shows_now_and_next_and_the_rest_on_a_key(
    console: Driving, room: Room
) -> None:
    begin(room, "stressors")
    async with console(size=(80, 24)) as driven:
        assert "9:45  Break" in driven.seen
        assert "Tea and an unhurried goodbye" not in driven.seen
        await driven.press("t")
        assert "Tea and an unhurried goodbye" in driven.seen
        assert "16:45" in driven.seen


@pytest.mark.parametrize("size", [(59, 40), (100, 17), (2, 1)])
async def test_where_there_is_no_room_it_asks_for_some(console: Driving, size: tuple[int, int]) -> None:
    async with console(size=size) as driven:
        if size[0] > 45:
            assert "A little more room, please: 80 by 24" in driven.seen
        for key in PLACES:
            await driven.press(key, "escape")
        await driven.press("n", "l")
        assert driven.room.locked


@pytest.mark.parametrize("size", [(60, 18), (200, 60)])
async def test_every_place_fits_every_size(console: Driving, room: Room, size: tuple[int, int]) -> None:
    begin(room, "stressors")
    async with console(size=size) as driven:
        for key in PLACES:
            await driven.press(key)
            assert driven.place != "Day"
            await driven.press("escape")
            assert driven.place == "Day"


async def test_growing_and_shrinking(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console(size=(80, 24)) as driven:
        await driven.pilot.resize_terminal(30, 10)
        await driven.settle()
        await driven.pilot.resize_terminal(130, 42)
        await driven.settle()
        assert "Tea and an unhurried" in driven.seen
        assert "A little more room" not in driven.seen


@pytest.mark.parametrize("theme", THEMES)
async def test_every_theme_says_the_same(console: Driving, room: Room, theme: str) -> None:
    begin(room, "stressors")
    async with console(theme=theme) as driven:
        assert driven.app.theme == theme
        assert "▶ What we will do, and what we will not" in driven.seen


async def test_late_says_what_it_does_to_the_end_of_the_day(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console(size=(140, 45)) as driven:
        driven.clock.now = driven.clock.now.replace(hour=17)
        await driven.settle()
        assert "min behind ▲" in driven.seen
        assert "cannot end before" in driven.seen
        assert room.exercise is not None
        assert f"Short of time: {room.exercise.if_short[:30]}" in driven.seen


async def test_lunch_swallows_a_small_delay(console: Driving) -> None:
    async with console(size=(140, 45)) as driven:
        await driven.press("n")
        driven.clock.forward(4)
        await driven.press("right_square_bracket")
        assert "5 min behind ▲" in driven.seen
        assert "the day still ends 17:00" in driven.seen or "the day would end 17:05" in driven.seen


async def test_a_break_says_until_when_and_what_comes_then(console: Driving, room: Room) -> None:
    begin(room, "morning-break")
    async with console() as driven:
        assert "Until 9:20" in driven.seen
        assert "Then: What security means to us" in driven.seen


async def test_before_the_first_session_and_after_the_last(console: Driving, room: Room) -> None:
    async with console() as driven:
        assert "n begins the day" in driven.seen
        assert "Then: Arrival and consent" in driven.seen
        begin(room, room.agenda.days[0].sessions[-1].id)
        while room.forecast().next is not None or room.state.running is not None:
            room.begin_next()
        await driven.settle()
        await driven.press("n")
        assert "over" in driven.told[0]


async def test_many_changes_are_one_repaint(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        looks = 0
        look = driven.app.screen.look  # type: ignore[attr-defined]  # the day's own

        def counted() -> None:
            nonlocal looks
            looks += 1
            look()

        driven.app.screen.look = counted  # type: ignore[attr-defined]
        for _ in range(40):
            await room.wish("talk")
        assert looks <= 3
        await driven.settle()
        assert "40 would like to talk" in driven.seen
