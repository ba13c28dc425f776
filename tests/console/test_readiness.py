"""The five questions before a workshop, and the slow breath of a grounding."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.conftest import FakeClock
from workshop.console import Console
from workshop.console.widgets.breath import Breath
from workshop.domain.exercise import Breathing
from workshop.room import enter
from workshop.vault import Vault
from workshop.wording import ENGLISH

from .conftest import JOINING, Driven, Driving, Tick


@asynccontextmanager
async def _unasked(vault: Vault, clock: FakeClock) -> AsyncIterator[Driven]:
    """A console on a workshop that nobody was asked about yet."""
    room = await enter(vault, clock=clock)
    app = Console(room, ENGLISH, lambda: JOINING)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        driven = Driven(app, pilot, room, clock, Tick())
        await driven.settle()
        yield driven


def _session(driven: Driven) -> str | None:
    return driven.room.session.id if driven.room.session else None


async def test_the_first_session_waits_for_five_answers(vault: Vault, clock: FakeClock) -> None:
    async with _unasked(vault, clock) as driven:
        await driven.press("n")
        assert driven.place == "Readiness"
        assert "A support person is here" in driven.seen
        await driven.press("enter")
        assert _session(driven) is None, "nothing begins unanswered"
        await driven.press(*"yyyyy")
        assert "All five are there" in driven.seen
        await driven.press("enter")
        assert _session(driven) == "arrival"
        await driven.press("n")
        assert _session(driven) == "introductions", "asked once"


async def test_something_missing_needs_a_reason(vault: Vault, clock: FakeClock) -> None:
    async with _unasked(vault, clock) as driven:
        await driven.press("n", *"nyyyy")
        assert "Waiting is a good choice" in driven.seen
        await driven.press("enter")
        assert driven.place == "Readiness"
        await driven.press(*"tomorrow", "enter")
        assert _session(driven) == "arrival"
        ready = driven.room.state.ready
        assert ready is not None
        assert (ready.missing, ready.despite) == (("support_person",), "tomorrow")


async def test_waiting_keeps_no_answer_and_an_answer_can_be_changed(vault: Vault, clock: FakeClock) -> None:
    async with _unasked(vault, clock) as driven:
        await driven.press("n", "y", "escape")
        assert driven.place == "Day"
        await driven.press("f", "n", "up", *"yyyyy", "enter")
        ready = driven.room.state.ready
        assert ready is not None and ready.missing == ()
        assert _session(driven) is None, "asked by its key, they begin nothing"


async def test_the_grounding_draws_its_breath(console: Driving) -> None:
    async with console(size=(80, 24)) as driven:
        await driven.press("g")
        assert "4 seconds in, 6 out, 6 times" in driven.seen
        await driven.press("enter")
        assert "in 4  1/6" in driven.seen
        await driven.press("enter")
        assert "4 seconds in, 6 out, 6 times" in driven.seen


def _drawn(seconds: float) -> str:
    tick = Tick()
    breath = Breath(Breathing(4, 6, 3), ENGLISH, tick)
    breath._began = 0.0
    tick.now = seconds
    return breath._drawn().plain


def test_the_breath_grows_in_and_shrinks_out_and_ends() -> None:
    assert _drawn(0.0) == "░" * 24 + "  in 4  1/3"
    assert _drawn(3.99).startswith("█" * 24 + "  in 1")
    assert _drawn(4.0).startswith("█" * 24 + "  out 6")
    assert _drawn(7.0).startswith("█" * 12 + "░" * 12 + "  out 3")
    assert _drawn(10.0).endswith("in 4  2/3")
    assert _drawn(30.0) == "A slow breath: 4 seconds in, 6 out, 3 times. Enter begins."
