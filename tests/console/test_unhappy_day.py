"""An unhappy day, played by keys: late, over time, somebody in distress, a power cut, and home on time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.conftest import FakeClock
from workshop.console import Console
from workshop.room import Room, enter
from workshop.vault import Vault
from workshop.wording import ENGLISH

from .conftest import JOINING, Driven, Tick


@asynccontextmanager
async def _console(room: Room, clock: FakeClock) -> AsyncIterator[Driven]:
    tick = Tick()
    app = Console(room, ENGLISH, lambda: JOINING, tick=tick)
    async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        driven = Driven(app, pilot, room, clock, tick)
        await driven.settle()
        yield driven


async def _run(driven: Driven, clock: FakeClock, over: int = 0) -> None:
    """The session that runs takes the time it has, and some more."""
    line = driven.room.forecast().running
    assert line is not None
    clock.forward((line.ends - driven.room.now).total_seconds() / 60 + over)
    following = driven.room.forecast().next
    if following is not None and following.session.at is not None:
        # What is early waits for a fixed time.
        clock.forward((following.begins - driven.room.now).total_seconds() / 60)
    await driven.settle()


def _begins(room: Room, session: str) -> str:
    line = next(line for line in room.forecast().lines if line.session.id == session)
    return f"{line.begins:%H:%M}"


async def test_an_unhappy_day_ends_on_time(room: Room, vault: Vault, clock: FakeClock) -> None:
    async with _console(room, clock) as driven:
        clock.forward(25)
        await driven.press("n")
        assert "25 min behind ▲" in driven.seen

        # Twenty-five minutes late: what cannot be won before lunch by squeezing is left out.
        await driven.press("r")
        assert "25 minutes late: the day would end 17:25" in driven.seen
        await driven.press("2", "enter")
        assert room.forecast().late == 0
        assert _begins(room, "lunch") == "13:00"

        while room.session is not None and room.session.id != "security-means":
            # The introductions take seven minutes more than they have.
            await _run(driven, clock, 7 if room.session.id == "introductions" else 0)
            await driven.press("n")
        await _run(driven, clock, 8)
        assert "■ 8 min over" in driven.seen
        await driven.press("n")

        # Two overruns: one session is dropped, so that lunch is at one.
        assert _begins(room, "lunch") != "13:00"
        await driven.press("r", "3")
        assert "leave out Who we are and what we face" in driven.seen
        await driven.press("enter")
        assert _begins(room, "lunch") == "13:00"
        while room.session is not None and room.session.id != "what-stress-does":
            await _run(driven, clock)
            await driven.press("n")

        # Somebody is in distress: a pause for all, the grounding, and the way back.
        clock.forward(10)
        driven.app.clear_notifications()
        await room.wish("talk")
        await driven.settle()
        assert "◆ 1 would like to talk" in driven.seen
        await driven.press("space", "g")
        assert driven.place == "Grounding"
        clock.forward(9)
        await driven.press("escape", "h", "space")
        assert driven.place == "Day"
        assert "◇ 0 would like to talk" in driven.seen
        assert round(room.forecast().elapsed.total_seconds() / 60) == 10, "the pause does not count"
        room.beat()

    # The power fails for eleven minutes.
    clock.forward(11)
    back = await enter(vault, clock=clock)
    async with _console(back, clock) as driven:
        assert "This laptop was off for 11 minutes" in driven.seen
        await driven.press("1")
        assert round(back.forecast().elapsed.total_seconds() / 60) == 21
        assert "behind ▲" in driven.seen
        await driven.press("r", "2", "enter")
        assert back.forecast().late == 0
        while not back.state.day_over:
            await _run(driven, clock)
            await driven.press("n")
            if back.forecast().late > 0 and not back.state.day_over:
                await driven.press("r", "2", "enter")
        ended = back.timetable.forecast(0, back.agenda.days[0])
        assert f"{ended.ends:%H:%M}" == "17:00"

        # What was left out, and how long everything took, can be read afterwards.
        await driven.press("t", "left")
        assert "left out" in driven.seen
        assert "+2 ▲" in driven.seen, "the introductions, of thirty minutes"
