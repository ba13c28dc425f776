"""Sheets of paper that the facilitator types in: each leaf a response of its own, like one from a phone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from workshop.domain.answer import Answer
from workshop.domain.form import SHARED
from workshop.domain.prompt import Audience

from .responses import Form
from .values import NotNow, Response


class Receiving(Protocol):
    """What the room does for phones, and for paper in the same way."""

    def is_open(self, exercise: str) -> bool: ...
    def submission_id(self, exercise: str, audience: Audience) -> str: ...
    def is_submission_id(self, exercise: str, audience: Audience, id: str) -> bool: ...
    def submitted(self, exercise: str, audience: Audience, id: str) -> Mapping[str, object] | None: ...
    async def receive(self, response: Response) -> None: ...
    async def withdraw(self, exercise: str, audience: Audience, id: str) -> None: ...


class Sheets:
    """In memory alone: how many were typed, and of the last one its random id, to take it back."""

    def __init__(self, room: Receiving) -> None:
        self._room = room
        self._typed: Counter[Form] = Counter()
        self._last: tuple[Form, str] | None = None
        self.unfinished = False
        """Whether a sheet was left in the middle because the screen was locked: it has to be typed again."""

    def typed(self, exercise: str, audience: Audience) -> int:
        """The facilitator's own count, for comparing with the pile."""
        return self._typed[exercise, audience]

    async def keep(self, exercise: str, audience: Audience, answers: Mapping[str, Answer]) -> None:
        """Keeps a leaf; returns when it is durable. Raises NotNow, FormIsClosed and NoRoom."""
        if audience not in SHARED:
            raise NotNow("What is for someone alone stays with its owner. Nobody else types it in.")
        id = self._room.submission_id(exercise, audience)
        await self._room.receive(Response(exercise, audience, id, answers))
        self._typed[exercise, audience] += 1
        self._last = ((exercise, audience), id)
        self.unfinished = False

    def can_take_back(self, exercise: str, audience: Audience) -> bool:
        """Whether the last leaf was one of this form, which has been open ever since."""
        if self._last is None or self._last[0] != (exercise, audience):
            return False
        return self._room.is_open(exercise) and self._room.is_submission_id(exercise, audience, self._last[1])

    async def take_back(self, exercise: str, audience: Audience) -> Mapping[str, object]:
        """Takes the last leaf back, and gives what stood on it, as JSON, for mending; nothing while locked.

        Returns when it is durable. Raises NotNow, FormIsClosed and NoRoom.
        """
        if self._last is None or not self.can_take_back(exercise, audience):
            raise NotNow("There is no sheet to take back.")
        _, id = self._last
        stood = dict(self._room.submitted(exercise, audience, id) or {})
        await self._room.withdraw(exercise, audience, id)
        self._typed[exercise, audience] -= 1
        self._last = None
        return stood

    def leave(self) -> None:
        """The place where sheets are typed is left: the last one cannot be taken back any more."""
        self._last = None
