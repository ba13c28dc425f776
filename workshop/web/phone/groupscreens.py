"""The pages of small groups on a phone: the form, the page that waits, and the sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from starlette.responses import Response

from workshop.domain.groups import WORKS
from workshop.room import Room
from workshop.web.pages import Pages

from .steps import Step, slow_breath
from .visit import Visit

State = Literal["waits", "sign", "choose", "late", "lost", "back", "none"]


class GroupScreens:
    def __init__(self, room: Room, pages: Pages) -> None:
        self._room = room
        self._pages = pages

    def are_due(self, visit: Visit, steps: Sequence[Step]) -> bool:
        """Whether the group form is the newest that is open, and this phone is not done with it."""
        state, groups = self._room.state, self._room.groups
        if not groups.is_open or (visit.past is not None and visit.past >= state.groups_since):
            return False
        return not steps or state.all_openings == state.groups_since

    def form(self, visit: Visit, ticket: str = "", *, again: bool = False) -> Response:
        """Asks what the rules need and nothing else; `again` where it was asked before, and is gone."""
        groups, say = self._room.groups, visit.words.say
        options = groups.question.options if groups.question else ()
        return self._pages.page(
            "phone/groups.html",
            visit.words,
            visit=visit,
            ticket=ticket or groups.ticket(),
            again=again,
            asked=groups.announced,
            works=[(id, say(label)) for id, label in WORKS.items()],
            question=groups.question,
            options=[(str(place), option) for place, option in enumerate(options)],
            breathing=slow_breath(self._room),
        )

    def now(self, visit: Visit, ticket: str) -> Response:
        """What a phone with this ticket, or with none, sees of the groups now."""
        groups = self._room.groups
        if groups.waits(ticket):
            return self._page(visit, "waits", ticket)
        if groups.is_open:
            return self.form(visit, again=bool(ticket) and not groups.is_ticket(ticket))
        if groups.phase == "lost":
            return self._page(visit, "lost", ticket)
        if groups.phase == "made" and groups.wishes.own_choice:
            return self._page(visit, "choose", ticket)
        if groups.sign_of(ticket):
            return self._page(visit, "sign", ticket)
        return self._page(visit, "late" if groups.phase in ("drafted", "made") else "none", ticket)

    def taken_back(self, visit: Visit) -> Response:
        return self._page(visit, "back", "")

    def _page(self, visit: Visit, state: State, ticket: str) -> Response:
        groups = self._room.groups
        sign = groups.sign_of(ticket)
        made = groups.groups
        return self._pages.page(
            "phone/group.html",
            visit.words,
            visit=visit.done,
            state=state,
            ticket=ticket,
            here=visit.again if state == "back" else visit.group(ticket),
            open=groups.is_open,
            sign=sign,
            place=groups.places.get(sign.id, "") if sign else "",
            partners=groups.partners(sign) if sign else (),
            places=[(one, groups.places.get(one.id, "")) for one in made.signs] if made else [],
        )
