"""In a language that nobody speaks, no English is left on any screen."""

from __future__ import annotations

import re

import pytest

from workshop.console import Start
from workshop.library import load_library
from workshop.room import Room
from workshop.wording import wording

from .answering import answer, begin
from .conftest import Driving, on_screen

# What is not English: what people typed, addresses, names of keys, and the Wi-Fi's own name.
ALLOWED = {"http", "https", "ctrl", "esc", "notes", "green", "river", "PgDn", "PgUp", "zz"}
WORD = re.compile(r"[A-Za-z]{3,}")


def untouched(text: str) -> set[str]:
    """Whole words with a vowel that has lost no accent: the pseudo-locale leaves none."""
    return {word for word in WORD.findall(text) if re.search("[aeiouAEIOU]", word) and word not in ALLOWED}


async def test_no_english_survives(console: Driving, room: Room) -> None:
    begin(room, "introductions")
    room.open_form("introductions-with-a-card")
    await answer(room, "introductions-with-a-card", 9, ("zz",))
    await room.close_form("introductions-with-a-card")
    begin(room, "stressors")
    room.open_form("stressor-mapping")
    await answer(room, "stressor-mapping", 9)
    await room.wish("talk")
    async with console(size=(140, 60), words=wording("en-XA")) as driven:
        assert untouched(driven.seen) == set()
        for key in ("v", "q", "w", "g", "t", "i", "question_mark", "e", "ctrl+q", "ctrl+p"):
            await driven.press(key)
            assert driven.place != "Day"
            assert untouched(driven.seen) == set(), key
            await driven.press("escape")
        await driven.press("l")
        assert driven.place == "Cover"
        assert untouched(driven.seen) == set()


async def test_no_english_survives_in_what_is_told(console: Driving) -> None:
    async with console(words=wording("en-XA")) as driven:
        await driven.press("n", "b", "ctrl+c")
        assert len(driven.told) == 2
        assert all(untouched(told) == set() for told in driven.told)


@pytest.mark.parametrize("session", [None, "morning-break", "goal", "tea"])
async def test_no_english_survives_in_the_script(console: Driving, room: Room, session: str | None) -> None:
    if session:
        begin(room, session)
    async with console(size=(140, 50), words=wording("en-XA")) as driven:
        driven.clock.now = driven.clock.now.replace(hour=17)
        await driven.settle()
        assert untouched(driven.seen) == set()


async def test_right_to_left_breaks_nothing(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console(words=wording("ar-XB")) as driven:
        await driven.press("v", "t", "question_mark", "g", "q", "escape", "l")
        assert driven.place == "Cover"


async def test_the_start_speaks_the_language_too() -> None:
    app = Start(wording("en-XA"), (), tuple(load_library().agendas.values()))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        assert untouched(on_screen(app)) == set()
