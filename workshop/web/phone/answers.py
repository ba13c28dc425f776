"""What a phone asks and sends at the one neutral path.

POST -> read the step -> room.receive (durable) -> the saved page
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.domain.prompt import Audience
from workshop.room import FormIsClosed, Room, Wish
from workshop.room import Response as Answered
from workshop.vault import NoRoom
from workshop.wording import Wording

from .screens import FULL, PAUSED, Screens
from .sealed import sealed_box
from .steps import Step, find_step, is_submission, is_writable, read_step
from .turns import Turns
from .visit import Visit, visit_of


class Answers:
    def __init__(
        self, room: Room, screens: Screens, choose_words: Callable[[str], Wording], turns: Turns
    ) -> None:
        self._room = room
        self._turns = turns
        self._screens = screens
        self._choose_words = choose_words

    async def __call__(self, request: Request) -> Response:
        visit = visit_of(request, self._room, self._choose_words, self._turns)
        if request.method == "POST":
            return await self._post(visit)
        if visit.shared and not self._is_for_somebody(visit, request):
            return self._next_person(visit)
        if "g" in request.query_params:
            return self._screens.grounding(visit)
        if "h" in request.query_params and visit.contacts is not None:
            return self._screens.people(visit)
        if not self._room.receiving:
            return self._screens.paused(visit)
        return self._screens.now(visit) if "on" in request.query_params else self._screens.join(visit)

    async def away(self, request: Request) -> Response:
        visit = visit_of(request, self._room, self._choose_words, self._turns)
        self._turns.end(visit.turn)
        return self._screens.away(visit)

    def _is_for_somebody(self, visit: Visit, request: Request) -> bool:
        """Without a turn, a shared phone shows only what is the same for everyone."""
        own, everyones = {"on"}, {"g", "h", "b"}
        return bool((everyones | own if visit.turn else everyones) & request.query_params.keys())

    def _next_person(self, visit: Visit) -> Response:
        """The first page; whoever was here before is done, and no page of theirs leads anywhere."""
        self._turns.end(visit.turn)
        return self._screens.next_person(visit.nobody)

    def _begin(self, visit: Visit) -> Response:
        """At an address of its own, which can be loaded again, and is over with the turn."""
        turn = visit.turn or self._turns.begin()
        return RedirectResponse(visit.begun(turn).again, 303)

    async def _post(self, visit: Visit) -> Response:
        do = visit.field("_do")
        if visit.shared and do == "begin":
            return self._begin(visit)
        if visit.shared and not visit.turn and do not in ("talk", "pause"):
            return self._next_person(visit)
        match do:
            case "answer" | "change" | "withdraw" | "step" as do:
                return await self._on_step(visit, do)
            case "talk" as wish:
                return await self._wish(visit, wish)
            case "pause" as wish:
                return await self._wish(visit, wish)
            case _ if not self._room.receiving:
                return self._screens.paused(visit)
            case _:
                return self._screens.now(visit)

    async def _on_step(self, visit: Visit, do: str) -> Response:
        step = find_step(self._room, visit.field("_exercise"), visit.field("_audience"))
        if step is None:
            return self._screens.missing(visit)
        if not is_writable(self._room, step):
            return self._screens.closed(visit)
        if do == "step":
            if not self._room.receiving:
                return self._screens.paused(visit)
            return self._screens.form(visit, step, changing=visit.is_changing)
        id = visit.field("_id")
        if step.audience is Audience.MINE or not is_submission(self._room, step, id):
            return self._screens.closed(visit)
        if do == "change":
            return self._screens.changing(visit, step, id)
        if do == "withdraw":
            return await self._withdraw(visit, step, id)
        return await self._receive(visit, step, id)

    async def _receive(self, visit: Visit, step: Step, id: str) -> Response:
        if "_sealed" in visit.fields:
            return await self._receive_sealed(visit, step, id)
        reading = read_step(step, visit.fields)
        if reading.refusals:
            return self._screens.refused(visit, step, reading, id)
        typed = visit.answered
        if not self._room.receiving:
            return self._screens.form(visit, step, id=id, typed=typed, notice=PAUSED, status=503)
        try:
            await self._room.receive(Answered(step.exercise.id, step.audience, id, reading.answers))
        except FormIsClosed:
            return self._screens.closed(visit)
        except NoRoom:
            return self._screens.form(visit, step, id=id, typed=typed, notice=FULL, status=503)
        return self._screens.saved(visit, step, "received", id)

    async def _receive_sealed(self, visit: Visit, step: Step, id: str) -> Response:
        """What a phone sealed: its page holds on to the words, so none of ours has them."""
        if not self._room.receiving:
            return self._screens.form(visit, step, id=id, notice=PAUSED, status=503)
        try:
            sealed = sealed_box(visit.field("_sealed"))
            reading = await self._room.receive_sealed(step.exercise.id, step.audience, id, sealed)
        except ValueError:
            return self._screens.unread(visit)
        except FormIsClosed:
            return self._screens.closed(visit)
        except NoRoom:
            return self._screens.form(visit, step, id=id, notice=FULL, status=503)
        if reading.refusals:
            return self._screens.refused(visit, step, reading, id)
        return self._screens.saved(visit, step, "received", id)

    async def _withdraw(self, visit: Visit, step: Step, id: str) -> Response:
        if not self._room.receiving:
            return self._screens.not_kept(visit, "/", PAUSED)
        try:
            await self._room.withdraw(step.exercise.id, step.audience, id)
        except FormIsClosed:
            return self._screens.closed(visit)
        except NoRoom:
            return self._screens.not_kept(visit, "/", FULL)
        return self._screens.saved(visit, step, "withdrawn")

    async def _wish(self, visit: Visit, wish: Wish) -> Response:
        """Also while the server is paused: a wish never waits."""
        try:
            await self._room.wish(wish)
        except NoRoom:
            return self._screens.not_kept(visit, "/", FULL)
        return self._screens.wish(visit, wish)
