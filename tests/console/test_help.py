"""Help says first what this place is and which keys it has, and leads back to it."""

from __future__ import annotations

from workshop.console.keys import keys
from workshop.room import Room
from workshop.wording import ENGLISH

from .conftest import Driven, Driving
from .places import PLACES, WITH_DESK, WRITING, busy, go, screen_classes

SILENT = {
    "Cover": "a locked screen tells nobody what this is",
    "Help": "it is the help",
}


def test_every_screen_has_its_keys_and_says_what_it_is() -> None:
    names = {one.__name__ for one in screen_classes()}
    assert names == set(PLACES), "tests/console/places.py needs a line for each screen"
    wordless = {one.__name__ for one in screen_classes() if not one.HELP} - set(SILENT)
    assert wordless == set(), "these screens need a HELP = mark(...)"


def _here(driven: Driven) -> str:
    """What the help says of the place, its lines joined."""
    return " ".join(line.plain.strip() for line in driven.app.screen.query_one("#lines").lines)  # type: ignore[attr-defined]  # Lined


async def test_help_begins_with_the_place_and_leads_back(console: Driving, room: Room) -> None:
    await busy(room)
    async with console(joining=WITH_DESK) as driven:
        for place in PLACES:
            if place in SILENT:
                continue
            await go(driven, place)
            before = driven.app.screen
            await driven.press("f1" if before.is_modal or place in WRITING else "question_mark")
            assert driven.place == "Help", place
            said = _here(driven)
            assert before.HELP is not None
            assert said.startswith("Here ") and before.HELP in said, place
            if before.is_modal:
                await driven.press("v", "n")
                assert driven.place == "Help", "other places wait until the sheet is done"
            await driven.press("question_mark")
            assert driven.app.screen is before, place
            await driven.press("f1", "f1", "f1", "escape")
            assert driven.app.screen is before, place


async def test_the_keys_of_the_place_come_first(console: Driving) -> None:
    async with console() as driven:
        await driven.press("v", "question_mark")
        said = _here(driven)
        own = [key.tooltip for key in keys(ENGLISH) if key.place == "figures"]
        assert all(said.index(text) < said.index("Anywhere") for text in own)


async def test_from_help_to_another_place_and_back_to_the_day(console: Driving) -> None:
    async with console() as driven:
        await driven.press("v", "question_mark", "t")
        assert driven.place == "Timeline"
        assert not any(type(screen).__name__ == "Help" for screen in driven.app.screen_stack)
        await driven.press("escape")
        assert driven.place == "Day"


async def test_what_was_being_written_is_still_there(console: Driving) -> None:
    async with console() as driven:
        await driven.press("e", *"tea", "f1", "escape", *" late", "enter")
        assert [note.text for note in driven.room.state.notes] == ["tea late"]


async def test_a_locked_screen_tells_nothing(console: Driving) -> None:
    async with console() as driven:
        await driven.press("l", "f1", "question_mark")
        assert driven.place == "Cover"


async def test_the_lock_goes_above_the_help_too(console: Driving) -> None:
    async with console() as driven:
        await driven.press("e", *"tea", "f1", "ctrl+l")
        assert driven.place == "Cover"
        assert [note.text for note in driven.room.state.notes] == ["tea"]
