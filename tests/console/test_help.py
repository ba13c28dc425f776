"""Help says first what this place is and which keys it has, and leads back to it."""

from __future__ import annotations

import pytest

from workshop.console.keys import keys
from workshop.room import Room
from workshop.wording import ENGLISH

from .answering import begin
from .conftest import Driven, Driving
from .places import PLACES, go, screen_classes

SILENT = {
    "Cover": "a locked screen tells nobody what this is",
    "Help": "it is the help",
}
WRITING = {"NoteSheet", "Adding"}
"""Where a question mark is written, F1 helps."""


def test_every_screen_has_its_keys_and_says_what_it_is() -> None:
    names = {one.__name__ for one in screen_classes()}
    assert names == set(PLACES), "tests/console/places.py needs a line for each screen"
    wordless = {one.__name__ for one in screen_classes() if not one.HELP} - set(SILENT)
    assert wordless == set(), "these screens need a HELP = mark(...)"


def _here(driven: Driven) -> str:
    """What the help says of the place, its lines joined."""
    return " ".join(line.plain.strip() for line in driven.app.screen.query_one("#lines").lines)  # type: ignore[attr-defined]  # Lined


@pytest.mark.parametrize("place", sorted(set(PLACES) - set(SILENT)))
async def test_help_begins_with_the_place_and_leads_back(console: Driving, room: Room, place: str) -> None:
    begin(room, "stressors")
    async with console() as driven:
        await go(driven, place)
        about = driven.app.screen.HELP
        before = driven.app.screen
        modal = before.is_modal
        await driven.press("f1" if modal or place in WRITING else "question_mark")
        assert driven.place == "Help"
        assert about is not None
        said = _here(driven)
        assert said.startswith("Here ") and about in said
        if modal:
            await driven.press("v", "n")
            assert driven.place == "Help", "other places wait until the sheet is done"
        await driven.press("question_mark")
        assert driven.app.screen is before
        await driven.press("f1", "f1", "f1", "escape")
        assert driven.app.screen is before


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
