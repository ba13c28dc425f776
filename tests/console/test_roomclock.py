"""A full stop gives the room a clock for the step being looked at, and takes it away."""

from __future__ import annotations

from workshop.room import Room

from .answering import begin
from .conftest import Driving


def minutes_left(room: Room) -> int | None:
    return room.clock.left.minutes if room.clock.left else None


async def test_a_full_stop_gives_the_step_that_is_looked_at_and_again_takes_it_away(
    console: Driving, room: Room
) -> None:
    begin(room, "stressors")
    assert room.exercise is not None
    steps = room.exercise.steps
    async with console() as driven:
        await driven.press("down", "full_stop")
        assert minutes_left(room) == steps[1].minutes
        assert driven.told == [f"The room has {steps[1].minutes} minutes."]
        assert f"room clock {steps[1].minutes}" in driven.seen
        driven.clock.forward(1)
        await driven.settle()
        assert f"room clock {steps[1].minutes - 1}" in driven.seen
        await driven.press("full_stop")
        assert minutes_left(room) is None
        assert "room clock" not in driven.seen
        assert driven.told[-1] == "The clock on the wall is gone."


async def test_it_works_from_another_place_and_from_the_palette(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        await driven.press("v", "full_stop")
        assert driven.place == "Said"
        assert minutes_left(room)
        await driven.press("full_stop", "escape")
        await driven.press("ctrl+p", *"clock on the wall")
        await driven.pilot.app.workers.wait_for_complete()
        await driven.press("enter", "enter")
        assert minutes_left(room)


async def test_where_no_step_is_it_does_nothing(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("full_stop")
        assert driven.told == []
        begin(room, "morning-break")
        await driven.press("full_stop")
        assert minutes_left(room) is None
