"""Plays the facilitator: presses the real console's keys, session by session, as the script asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial

from workshop.console import Console
from workshop.domain.disclosure import Hidden
from workshop.domain.events import QUESTIONS
from workshop.domain.exercise import Exercise, Step
from workshop.domain.figure import Notes
from workshop.domain.prompt import Audience
from workshop.room import Change

from .crowd import PATIENCE, Crowd
from .stage import Stage

LATE = {"goal": 9, "who-we-are": 8, "risk": 6, "contacts": 5}
"""Minutes that these sessions run over: no real day is on time."""
KEPT_BACK = 3
"""Of the free texts, every third is not released: the facilitator chooses."""
READ_ALONE = frozenset({("collective-commitments", "because"), ("evaluation", "felt-unsafe")})
"""Texts that the script asks to read and never to project."""


class Facilitator:
    """One facilitator at the keys; sessions are told as they begin and end."""

    def __init__(self, stage: Stage, console: Console, crowd: Crowd) -> None:
        self._stage = stage
        self._room = stage.room
        self._console = console
        self._crowd = crowd

    async def press(self, key: str, until: Callable[[], bool] = lambda: True) -> None:
        """Presses a key, and waits until the console has handled it and `until` holds."""
        self._console.simulate_key(key)
        async with asyncio.timeout(PATIENCE):
            await self._handled()
            while not until():
                await asyncio.sleep(0.01)
                await self._handled()

    async def settle(self) -> None:
        """Lets the console look at the room and lay everything out, as one waits before a picture."""
        self._console.look()
        for _ in range(5):
            await self._handled()

    async def _handled(self) -> None:
        """Until app and screen have worked off what was in their queues, and have painted."""
        done = asyncio.Event()
        console = self._console
        console.call_later(lambda: console.screen.call_later(lambda: console.call_after_refresh(done.set)))
        await done.wait()

    async def workshop(self) -> AsyncIterator[tuple[str, str]]:
        """Runs every day; yields (session, moment) at "begun", "open", "shown" and "over"."""
        days = self._room.agenda.days
        await self.press("f")
        for _ in QUESTIONS:
            await self.press("y")
        await self.press("enter", lambda: self._room.state.ready is not None)
        for number, day in enumerate(days):
            if number:
                self._stage.clock.next_day(day.start)
            async for session, moment in self._day():
                yield session, moment

    async def _day(self) -> AsyncIterator[tuple[str, str]]:
        await self._crowd.until_waiting()
        for session in self._room.day.sessions:
            await self.press("n", partial(self._is_at, session.id))
            yield session.id, "begun"
            exercise = self._room.exercise
            if exercise is None:
                self._stage.clock.forward(session.minutes.planned)
            else:
                async for moment in self._session(exercise):
                    yield session.id, moment
            self._stage.clock.forward(LATE.get(session.id, 0))
            yield session.id, "over"
        await self.press("n", lambda: self._room.state.day_over)

    def _is_at(self, session: str) -> bool:
        return self._room.session is not None and self._room.session.id == session

    def _is_released(self, exercise: str, prompt: str) -> bool:
        return (exercise, prompt) in self._room.state.released

    async def _session(self, exercise: Exercise) -> AsyncIterator[str]:
        for step in exercise.steps:
            async for moment in self._step(exercise, step):
                yield moment
            self._stage.clock.forward(step.minutes)
            await self.press("x")
        if self._room.is_open(exercise.id):
            await self._close(exercise)

    async def _step(self, exercise: Exercise, step: Step) -> AsyncIterator[str]:
        match step.form:
            case "open":
                await self.press("o", lambda: self._room.is_open(exercise.id))
                await self._crowd.until_finished(exercise.id, self._room.state.openings[exercise.id])
                yield "open"
            case "close":
                await self._close(exercise)
                await self._release(exercise)
            case "release":
                await self._close(exercise)
                await self._release(exercise)
                yield "shown"
            case None:
                pass

    async def _close(self, exercise: Exercise) -> None:
        """Closes the form, and waits until its answers have become figures and the phones have seen it."""
        if self._room.is_open(exercise.id):
            told: list[Change] = []
            stop = self._room.listen(told.append)
            await self.press("c", lambda: "figures" in told)
            stop()
            await self._crowd.until_waiting()

    async def _release(self, exercise: Exercise) -> None:
        """Goes through what the room said, and shows it: figures whole, texts one by one."""
        await self.press("v")
        for prompt in exercise.form(Audience.ROOM):
            shown = self._room.figures.shown(exercise.id, prompt)
            if not isinstance(shown, Hidden) and not self._is_released(exercise.id, prompt.id):
                await self.press("r", partial(self._is_released, exercise.id, prompt.id))
            notes = (
                shown.figure.notes
                if not isinstance(shown, Hidden) and isinstance(shown.figure, Notes)
                else ()
            )
            for number, note in enumerate(notes, start=1):
                await self.press("down")
                chosen = number % KEPT_BACK and (exercise.id, prompt.id) not in READ_ALONE
                if chosen and not self._room.figures.is_note_released(exercise.id, prompt, note):
                    await self.press("space")
            await self.press("down")
        await self.press("escape")
