"""Locked means gone from the screen at once, while the day goes on."""

from __future__ import annotations

import gc

from textual.strip import Strip

from workshop.console import Outcome
from workshop.domain.figure import Note
from workshop.room import Room

from .answering import answer, begin
from .conftest import Driven, Driving

CANARY = "my cousin plays the oud"


def is_kept(text: str) -> bool:
    """Whether a note that says `text`, or a line of the screen with it, is still in memory."""
    gc.collect()
    kept = gc.get_objects()
    notes = any(isinstance(thing, Note) and text in thing.text for thing in kept)
    return notes or any(isinstance(thing, Strip) and text in thing.text for thing in kept)


async def said(driven: Driven) -> None:
    """A closed form whose free texts stand on the screen."""
    begin(driven.room, "introductions")
    driven.room.open_form("introductions-with-a-card")
    await answer(driven.room, "introductions-with-a-card", 9, (CANARY[:20],))
    await driven.press("c", "v")
    assert CANARY[:20] in driven.seen


async def test_the_lock_key_covers_the_screen_from_anywhere(console: Driving) -> None:
    async with console(size=(200, 60)) as driven:
        await said(driven)
        assert is_kept(CANARY[:20])
        await driven.press("l")
        assert driven.is_locked()
        assert driven.place == "Cover"
        assert "■ Locked" in driven.seen
        assert CANARY[:20] not in driven.seen
        assert "Introductions" not in driven.seen
        assert not is_kept(CANARY[:20])


async def test_below_the_cover_clock_and_script_go_on(console: Driving) -> None:
    async with console(size=(200, 60)) as driven:
        await said(driven)
        await driven.press("l", "escape")
        assert driven.place == "Day"
        assert "Locked: answers are kept sealed" in driven.seen
        assert CANARY[:20] not in driven.seen
        driven.clock.forward(3)
        await driven.settle()
        assert "9:03" in driven.seen
        await driven.press("o")
        assert driven.room.is_open("introductions-with-a-card")
        await driven.press("c", "n", "space")
        assert driven.room.session is not None
        assert driven.room.session.id == "agreement"
        assert driven.is_paused()
        await driven.press("v")
        assert "Unlock first (u)" in driven.seen


async def test_the_covers_clock_goes_on(console: Driving) -> None:
    async with console() as driven:
        await driven.press("l")
        before = driven.seen
        driven.clock.forward(1)
        await driven.settle()
        assert driven.seen != before


async def test_unlocking_frees_the_terminal(console: Driving) -> None:
    async with console() as driven:
        await driven.press("l", "u")
        assert driven.app.return_value is Outcome.UNLOCK


async def test_unlocking_works_below_the_cover_too(console: Driving) -> None:
    async with console() as driven:
        await driven.press("l", "escape", "u")
        assert driven.app.return_value is Outcome.UNLOCK


async def test_a_console_of_a_locked_room_begins_covered(console: Driving, room: Room) -> None:
    room.lock()
    async with console() as driven:
        assert driven.place == "Cover"


async def test_locking_while_writing_keeps_the_note(console: Driving) -> None:
    async with console() as driven:
        await driven.press("e", *"tea", "ctrl+l")
        assert driven.place == "Cover"
        assert [note.text for note in driven.room.state.notes] == ["tea"]


async def test_at_rest_it_locks_after_five_minutes_without_a_key(console: Driving) -> None:
    async with console() as driven:
        driven.tick.now += 4 * 60
        await driven.press("t")
        driven.tick.now += 4 * 60 + 59
        await driven.settle()
        assert not driven.is_locked()
        driven.tick.now += 1
        await driven.settle()
        assert driven.is_locked()
        assert driven.place == "Cover"


async def test_while_a_session_runs_it_locks_after_twenty(console: Driving) -> None:
    async with console() as driven:
        await driven.press("n")
        driven.tick.now += 19 * 60
        await driven.settle()
        assert not driven.is_locked()
        driven.tick.now += 60
        await driven.settle()
        assert driven.is_locked()


async def test_a_room_locked_by_somebody_else_is_covered_too(console: Driving) -> None:
    async with console() as driven:
        driven.room.lock()
        await driven.settle()
        assert driven.place == "Cover"


async def test_the_room_is_no_longer_listened_to_afterwards(console: Driving, room: Room) -> None:
    before = len(room.journal._listeners)
    async with console():
        assert len(room.journal._listeners) == before + 1
    assert len(room.journal._listeners) == before
