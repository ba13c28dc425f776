"""My plan on a phone with its script: it makes the code, seals and opens; the laptop keeps and finds."""

from __future__ import annotations

import json

from starlette.responses import Response

from workshop.room import Room

from .keys import Keys, Ticket
from .planscreens import PlanScreens
from .recipe import described, sealed_plan_recipe, self_check
from .screens import Screens
from .sealed import known_prompts, of_size, sealed_entries, whole_number
from .steps import plan_step
from .visit import Visit

SLOT, KEY = 16, 32
"""Bytes."""


class SealedMine:
    def __init__(self, room: Room, keys: Keys, screens: Screens, plans: PlanScreens) -> None:
        self._room = room
        self._keys = keys
        self._screens = screens
        self._plans = plans

    def ticket(self, visit: Visit, ticket: Ticket | None) -> Response:
        """What the phone needs to seal to its owner's plan; the ways to a plan where it knows none."""
        kept = self._room.plans.get(ticket.slot) if ticket else None
        if ticket is None or kept is None:
            return self._plans.home(visit, None, waiting=True)
        return self._plans.ticket(visit, ticket, kept.counter + 1)

    async def keep(self, visit: Visit, ticket: Ticket | None) -> Response:
        step = plan_step(self._room, visit.field("_exercise"))
        if step is None:
            return self._screens.closed(visit)
        if ticket is None:
            return self._plans.home(visit, None, waiting=True)
        try:
            counter = whole_number(visit.field("_counter"))
            emptied = known_prompts(visit.field("_emptied"), step)
            entries = sealed_entries(visit.field("_entries"), step, may_be_none=bool(emptied))
        except ValueError:
            return self._screens.unread(visit)
        await self._keys.keep_sealed(ticket, step, entries, counter)
        if emptied:
            await self._keys.take_out(ticket, step, emptied)
        if not entries:
            return self._screens.saved(visit, step, "removed")
        check = self_check(self._room, step.exercise.id)
        told = json.dumps(described(check, visit.words), ensure_ascii=False) if check else ""
        return self._screens.saved(visit, step, "kept", check=told)

    async def begin(self, visit: Visit, ticket: Ticket | None, again: str) -> Response:
        """A plan whose code the phone has made."""
        if ticket is not None and visit.field("_again") != again:
            return self._plans.home(visit, ticket, again=again)
        try:
            slot, public_key = of_size(visit.field("_slot"), SLOT), of_size(visit.field("_key"), KEY)
        except ValueError:
            return self._screens.unread(visit)
        cookie = await self._keys.begin_at(slot, public_key)
        if cookie is None:
            return self._plans.home(visit, ticket)
        return self._plans.with_ticket(visit, self._plans.code(visit), cookie)

    def read(self, visit: Visit, ticket: Ticket | None) -> Response:
        """A plan as it lies here, for the phone to open: who names the slot has derived it from the code."""
        slot = visit.field("_slot")
        kept, cookie = self._room.plans.get(slot), self._keys.cookie_of(slot)
        if kept is None or cookie is None:
            return self._plans.unknown(visit, ticket)
        page = self._plans.opened(visit, recipe=sealed_plan_recipe(self._room, kept, visit.words))
        return self._plans.with_ticket(visit, page, cookie)
