"""A plan over time: its versions, and what its owner brings along from an earlier workshop.

With its script a phone reads the file itself and sends sealed entries. Without, the laptop reads what was
pasted for one request, with the code, and seals it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from typing import cast

from starlette.responses import Response

from workshop.export import read_plan_json
from workshop.room import Room
from workshop.vault import JSON, PlanKey, seal_entry, text_of

from .keys import Keys, Ticket
from .planscreens import PlanScreens
from .screens import Screens
from .sealed import named_boxes
from .visit import Visit


class Overtime:
    def __init__(self, room: Room, keys: Keys, screens: Screens, plans: PlanScreens) -> None:
        self._room = room
        self._keys = keys
        self._screens = screens
        self._plans = plans

    async def version(self, visit: Visit, ticket: Ticket | None) -> Response:
        """Begins a new version, and keeps the one so far or lets all earlier ones go."""
        if ticket is None:
            return self._plans.home(visit, None)
        id = _id(visit)
        if id is None:
            return self._screens.unread(visit)
        keep = visit.field("_keep") == "1"
        await self._room.plans.begin_version(ticket.slot, keep, id)
        return self._plans.version(visit, "begun" if keep else "alone")

    async def let_go(self, visit: Visit, ticket: Ticket | None) -> Response:
        if ticket is None:
            return self._plans.home(visit, None)
        id = _id(visit)
        if id is None:
            return self._screens.unread(visit)
        await self._room.plans.let_go(ticket.slot, id)
        return self._plans.version(visit, "gone")

    async def bring_sealed(self, visit: Visit, ticket: Ticket | None) -> Response:
        """A piece of an earlier version that a phone has read and sealed."""
        if ticket is None:
            return self._plans.home(visit, None)
        id = _id(visit)
        try:
            entries = named_boxes(visit.field("_entries"))
        except ValueError:
            return self._screens.unread(visit)
        if id is None:
            return self._screens.unread(visit)
        known = {name: box for name, box in entries.items() if self._room.prompt_of(name)}
        begin = visit.field("_begin") == "1"
        await self._room.plans.bring_version(ticket.slot, id, known, begin=begin)
        return self._plans.version(visit, "brought", elsewhere=len(entries) - len(known))

    async def bring_pasted(self, visit: Visit, key: PlanKey) -> Response:
        """What was pasted. Raises NoPlanFile."""
        read = read_plan_json(visit.field("_plan").encode())
        versions = (*read.versions, read.answers)
        cookie = await self._keys.begin_at(key.slot, key.public_key)
        press = _id(visit) or secrets.token_urlsafe(12)
        elsewhere: set[str] = set()
        for number, answers in enumerate(versions, start=1):
            known = dict(self._sealed(key, answers))
            elsewhere |= answers.keys() - known.keys()
            last = number == len(versions)
            # A press that is repeated brings the same version.
            id = f"{press}-{number}"
            await self._room.plans.bring_version(text_of(key.slot), id, known, begin=last)
        page = self._plans.version(visit, "brought", elsewhere=len(elsewhere))
        return self._plans.with_ticket(visit, page, cookie) if cookie else page

    def _sealed(self, key: PlanKey, answers: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
        """Those whose exercise is known, and which its prompt could have got."""
        for name, plain in answers.items():
            if self._room.exercises.read(name, plain) is not None:
                # Below every number that a phone gives: nothing that was written here is replaced.
                yield name, seal_entry(key.public_key, 0, cast(JSON, plain))


def _id(visit: Visit) -> str | None:
    """The random id that makes a press count once."""
    id = visit.field("_version")
    return id if re.fullmatch(r"[A-Za-z0-9_-]{8,40}", id) else None
