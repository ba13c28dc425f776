"""What a phone asks and sends for small groups, at a path of their own.

POST -> memory of the room -> the page of the ticket, which looks again by itself
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from workshop.domain.groups import Person
from workshop.room import FormIsClosed, Room
from workshop.wording import Wording

from .screens import PAUSED, Screens
from .turns import Turns
from .visit import Visit, visit_of

PATH = "/n"


class SmallGroups:
    def __init__(
        self, room: Room, screens: Screens, choose_words: Callable[[str], Wording], turns: Turns
    ) -> None:
        self._room = room
        self._screens = screens
        self._choose_words = choose_words
        self._turns = turns

    async def __call__(self, request: Request) -> Response:
        visit = visit_of(request, self._room, self._choose_words, self._turns)
        if visit.shared and not visit.turn:
            # On a shared phone nobody sees a sign, or answers, before a turn of one's own.
            return Response(status_code=303, headers={"Location": visit.over})
        if request.method == "POST":
            return self._post(visit)
        if not self._room.receiving:
            return self._screens.paused(visit)
        return self._screens.groups.now(visit, request.query_params.get("t", ""))

    def _post(self, visit: Visit) -> Response:
        if not self._room.receiving:
            return self._screens.not_kept(visit, PATH, PAUSED)
        ticket = visit.field("_ticket")
        try:
            match visit.field("_do"):
                case "sign":
                    self._room.groups.answer(_person(visit, ticket))
                case "back":
                    self._room.groups.withdraw(ticket)
                    return self._screens.groups.taken_back(visit)
                case "again" if self._room.groups.is_open and self._room.groups.waits(ticket):
                    return self._screens.groups.form(visit, ticket)
                case _:
                    return self._screens.groups.now(visit, "")
        except FormIsClosed:
            return self._screens.closed(visit)
        # A page of its own, so that looking again sends nothing again.
        return Response(status_code=303, headers={"Location": visit.done.group(ticket)})


def _person(visit: Visit, ticket: str) -> Person:
    """What was said; whatever is not one of the answers is none."""
    leads = visit.field("leads")
    return Person(
        ticket,
        visit.field("work") or None,
        "manager" if leads == "manager" else "staff" if leads == "staff" else None,
        visit.field("answer") or None,
    )
