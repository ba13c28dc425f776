"""Closing a workshop: what people answered is destroyed; what the room was shown stays, and so do plans.

    asked for, with a day (durable) -> on that day: the book with what stands, without answers
      -> the generation before -> letters put aside -> the logbook without a trace of single texts

Stopped anywhere on the way, it is finished when the workshop is entered next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from workshop.domain.closing import LONGEST, surviving
from workshop.domain.disclosure import in_fives
from workshop.domain.events import AnswersDestroyed, ClosingPlanned, NoteReleased
from workshop.domain.prompt import Audience
from workshop.library import Bundle
from workshop.vault import JSON, Vault

from .figures import Figures
from .journal import Journal, event_of, plain_of
from .responses import Form
from .standing import CLOSED, Destroyed, Standing, standing_of, standing_to_plain
from .values import NotNow


class Closable(Protocol):
    """What closing needs of the room."""

    vault: Vault
    journal: Journal
    figures: Figures
    bundle: Bundle

    @property
    def locked(self) -> bool: ...
    def veil(self, name: str) -> float: ...
    def told_count(self, exercise: str, audience: Audience = ...) -> int | None: ...
    def forget_wishes(self) -> None: ...
    async def close_form(self, exercise: str) -> None: ...
    async def empty_letterbox(self) -> None: ...


class Closing:
    """A part of the room.

    Args:
        house: held while the book changes.
    """

    def __init__(self, room: Closable, house: asyncio.Lock) -> None:
        self._room = room
        self._house = house
        self.came_due = False
        """Whether entering the workshop has destroyed its answers: the chosen day had come."""

    @property
    def closed(self) -> bool:
        """Whether the answers were destroyed."""
        return self._room.journal.state.answers_destroyed

    @property
    def on(self) -> date | None:
        """The day from which on the next start destroys them; None where nobody has asked, or it is done."""
        return None if self.closed else self._room.journal.state.closing_on

    @property
    def standing(self) -> Standing | None:
        """What stands of the answers; None while they are there. Raises VaultLocked."""
        return standing_of(self._room.vault.book.kept(CLOSED), self._room.bundle)

    def goes(self) -> Destroyed:
        """What closing would destroy now. Raises VaultLocked."""
        counts = self._room.vault.book.counts()
        answers = in_fives("answers", sum(counts.values()), self._room.veil)
        return Destroyed(f"{self._room.journal.now:%Y-%m}", len(counts), answers or 0)

    def check(self) -> None:
        """For a room that is live: nobody is interrupted. Raises NotNow."""
        state = self._room.journal.state
        if self.closed:
            raise NotNow("This workshop is closed already. Its answers were destroyed.")
        if self._room.locked:
            raise NotNow("The workshop is locked. Unlock it first (u), then it can be closed.")
        if state.running is not None:
            raise NotNow("A session runs. End the day first (n), then the workshop can be closed.")
        if state.opened:
            raise NotNow("A form is open, and somebody may be writing. Close it first (c).")

    def plan(self, days: int) -> date:
        """Lets the answers be destroyed in so many days, and says on which. Raises NotNow."""
        state, today = self._room.journal.state, self._room.journal.now.date()
        if self.closed:
            raise NotNow("This workshop is closed already. Its answers were destroyed.")
        if not 0 <= days <= LONGEST:
            raise NotNow(
                "Answers are kept for {longest} days at most. Choose 0 to {longest}.", longest=LONGEST
            )
        on = today + timedelta(days)
        latest = (state.closing_asked or today) + timedelta(LONGEST)
        if on > latest:
            raise NotNow(
                "Answers are kept for {longest} days at most: here until {date}. Choose fewer days.",
                longest=LONGEST,
                date=latest.isoformat(),
            )
        self._room.journal.log(ClosingPlanned(self._room.journal.now, on.isoformat()))
        return on

    async def close(self) -> Destroyed:
        """Destroys what people answered, and says what that was; for a closed workshop, what it had been.

        Forms that are open are closed first. Raises VaultLocked and NoRoom: the next start finishes it.
        """
        room, journal = self._room, self._room.journal
        standing = self.standing
        if self.closed and standing is not None:
            return standing.destroyed
        if not self._is_due:
            journal.log(ClosingPlanned(journal.now, journal.now.date().isoformat()))
        for exercise in journal.state.opened:
            await room.close_form(exercise)
        await room.empty_letterbox()
        async with self._house:
            # Stopped behind this moment, the book has what stands already.
            kept = room.vault.book.kept(CLOSED)
            left = kept if kept is not None else self._left()
            room.vault.destroy_answers(CLOSED, left, lambda events: self._surviving(events, left))
            journal.replay()
            room.forget_wishes()
        await room.empty_letterbox()
        done = self.standing
        assert done is not None
        return done.destroyed

    async def settle(self) -> None:
        """On entering: the chosen day may have come, or closing was interrupted.

        Raises VaultLocked and NoRoom.
        """
        if self.closed:
            await self._sweep()
        elif self._is_due:
            await self.close()
            self.came_due = True

    async def _sweep(self) -> None:
        """Wishes that came after closing are kept until the next start, which still tells of them."""
        book = self._room.vault.book
        if book.counts() or any(book.care().values()):
            async with self._house:
                await asyncio.to_thread(book.destroy_answers, CLOSED, book.kept(CLOSED))

    @property
    def _is_due(self) -> bool:
        begun = not self.closed and self._room.vault.book.kept(CLOSED) is not None
        return begun or (self.on is not None and self.on <= self._room.journal.now.date())

    def _left(self) -> JSON:
        forms = (
            (id, audience)
            for id, exercise in self._room.bundle.exercises.items()
            for audience in (Audience.ROOM, Audience.FACILITATOR)
            if exercise.form(audience)
        )
        counts: dict[Form, int | None] = {form: self._room.told_count(*form) for form in forms}
        enough = {form: n for form, n in counts.items() if n}
        return standing_to_plain(self.goes(), enough, self._room.figures.released())

    def _surviving(self, events: Iterable[bytes], left: JSON) -> list[bytes]:
        now, standing = self._room.journal.now, standing_of(left, self._room.bundle)
        notes = standing.notes if standing else ()
        acts = (
            *surviving(map(event_of, events)),
            *(NoteReleased(now, *note) for note in notes),
            AnswersDestroyed(now),
        )
        return [plain_of(act) for act in acts]
