"""My plan: getting a code, adding, reading, taking it along, clearing the phone.

With its script a phone makes the code, seals and opens by itself: begin, ticket, keep and read. Without, the
laptop does it for one request: new, mine, open, change, and what is taken along. No page ever holds a code
but the one that shows it first. The cookie lets a phone add, and read nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.export import NoPlanFile
from workshop.room import Room
from workshop.vault import NoRoom
from workshop.web.pages import Pages
from workshop.wording import Wording

from .annexing import Annexing
from .bring import Overtime
from .changing import Changing, Written, written
from .keys import Keys, Ticket, TooMany, ticket_of
from .planscreens import PlanScreens
from .screens import BUSY, COOKIE, FULL, NO_TICKET, PAUSED, PLAN_PATH, Screens
from .sealedmine import SealedMine
from .steps import plan_step
from .taking import Taking
from .turns import Turns
from .visit import Visit, visit_of

PATH = PLAN_PATH


_FILES = frozenset({"download", "sealed", "annex"})
"""What is taken along from a shared phone would stay on it."""


class Mine:
    def __init__(
        self,
        room: Room,
        pages: Pages,
        screens: Screens,
        choose_words: Callable[[str], Wording],
        turns: Turns,
    ) -> None:
        self._room = room
        self._turns = turns
        self._screens = screens
        self._choose_words = choose_words
        self._keys = Keys(room)
        self._plans = PlanScreens(room, pages, turns)
        self._changing = Changing(room, self._keys, screens, self._plans)
        self._taking = Taking(room, pages, self._keys, screens, self._plans)
        self._annexing = Annexing(room, pages, self._keys, self._plans)
        self._sealed = SealedMine(room, self._keys, screens, self._plans)
        self._overtime = Overtime(room, self._keys, screens, self._plans)

    async def __call__(self, request: Request) -> Response:
        visit = visit_of(request, self._room, self._choose_words, self._turns)
        if visit.shared and not visit.turn:
            return RedirectResponse(visit.over, 303)
        cookie = self._turns.ticket(visit.turn) if visit.shared else request.cookies.get(COOKIE, "")
        ticket = self._keys.ticket(cookie)
        if request.method != "POST":
            return self._plans.home(visit, ticket) if self._room.receiving else self._screens.paused(visit)
        do = visit.field("_do")
        if do == "clear" or (visit.shared and do in _FILES):
            return RedirectResponse(visit.over, 303) if visit.shared else _clear(visit)
        if not self._room.receiving:
            return self._screens.not_kept(_without_code(visit), PATH, PAUSED)
        try:
            match do:
                case "mine":
                    return await self._add(visit, ticket)
                case "remove":
                    return await self._take_out(visit, ticket)
                case "ticket":
                    return self._sealed.ticket(visit, ticket)
                case "keep":
                    return await self._sealed.keep(visit, ticket)
                case "begin":
                    return await self._sealed.begin(visit, ticket, self._room.proof(f"again/{cookie}"))
                case "read":
                    return self._sealed.read(visit, ticket)
                case "take":
                    return self._taking.choices(visit)
                case "sealed":
                    return self._taking.sealed(visit, ticket)
                case "version":
                    return await self._overtime.version(visit, ticket)
                case "letgo":
                    return await self._overtime.let_go(visit, ticket)
                case "bring" if "_entries" in visit.fields:
                    return await self._overtime.bring_sealed(visit, ticket)
                case "new" | "open" | "change" | "choose" | "download" | "annex" | "bring":
                    with self._keys.in_line(request.client.host if request.client else ""):
                        return await self._with_code(visit, do, ticket, cookie)
                case _:
                    return self._plans.home(visit, ticket)
        except NoRoom:
            return self._screens.not_kept(_without_code(visit), PATH, FULL)
        except TooMany:
            return self._screens.not_kept(_without_code(visit), PATH, BUSY)

    async def _with_code(self, visit: Visit, do: str, ticket: Ticket | None, cookie: str) -> Response:
        match do:
            case "new":
                return await self._begin(visit, ticket, self._room.proof(f"again/{cookie}"))
            case "open":
                return await self._open(visit, ticket)
            case "change":
                return await self._changing.form(visit)
            case "choose":
                return await self._taking.choose(visit)
            case "annex":
                return await self._annexing(visit)
            case "bring":
                return await self._bring(visit, ticket)
            case _:
                return await self._taking.download(visit)

    async def _add(self, visit: Visit, ticket: Ticket | None) -> Response:
        found = written(self._room, visit)
        if found is None:
            return self._screens.closed(visit)
        step, answers = found.step, found.reading.answers
        if found.reading.refusals:
            return self._screens.refused(visit, step, found.reading)
        if found.is_nothing:
            return self._screens.saved(visit, step, "nothing")
        if ticket is None:
            return self._plans.home(visit, None)
        await self._changing.keep(ticket, found)
        result = self._keys.result(step.exercise.id, answers)
        return self._screens.saved(visit, step, "kept" if answers else "removed", result=result)

    async def _take_out(self, visit: Visit, ticket: Ticket | None) -> Response:
        step = plan_step(self._room, visit.field("_exercise"))
        if step is None:
            return self._screens.closed(visit)
        if ticket is None:
            return self._plans.home(visit, None)
        await self._keys.take_out(ticket, step)
        earlier = self._keys.has_earlier(ticket, step)
        return self._screens.saved(visit, step, "removed", earlier=earlier)

    async def _begin(self, visit: Visit, ticket: Ticket | None, again: str) -> Response:
        # A reload must not take the place of the code that somebody is just writing down.
        if ticket is not None and visit.field("_again") != again:
            return self._plans.home(visit, ticket, again=again)
        found = self._brought(visit)
        if found and found.reading.refusals:
            return self._screens.refused(visit, found.step, found.reading)
        code, key = await self._keys.begin()
        if found:
            await self._changing.keep(ticket_of(key), found)
        result = self._keys.result(found.step.exercise.id, found.reading.answers) if found else None
        page = self._plans.code(visit, code, kept=bool(found and found.reading.answers), result=result)
        return self._plans.with_ticket(visit, page, self._keys.cookie(key))

    async def _open(self, visit: Visit, ticket: Ticket | None) -> Response:
        found = self._brought(visit)
        if found and found.reading.refusals:
            return self._screens.refused(visit, found.step, found.reading)
        key = await self._keys.typed(visit)
        if isinstance(key, str):
            return self._plans.home(visit, ticket, status=422, refusal=key)
        if found:
            await self._changing.keep(ticket_of(key), found)
        page = self._plans.opened(visit, open_plan=self._keys.read(key), kept=found is not None)
        return self._plans.with_ticket(visit, page, self._keys.cookie(key))

    async def _bring(self, visit: Visit, ticket: Ticket | None) -> Response:
        """A plan that was pasted goes into the plan of the code; a code that is new here begins one."""
        key = await self._keys.typed(visit, known=False)
        if isinstance(key, str):
            return self._plans.home(visit, ticket, status=422, not_brought=key)
        try:
            return await self._overtime.bring_pasted(visit, key)
        except NoPlanFile as no_plan:
            sentence = visit.words.say(no_plan.english)
            return self._plans.home(visit, ticket, status=422, not_brought=sentence)

    def _brought(self, visit: Visit) -> Written | None:
        """What was typed before there was a code."""
        found = written(self._room, visit)
        return found if found and (found.reading.refusals or not found.is_nothing) else None


def _without_code(visit: Visit) -> Visit:
    """For a page that carries everything along: it must not hold a code."""
    kept = {name: values for name, values in visit.fields.items() if name != "_code"}
    return replace(visit, fields=kept)


def _clear(visit: Visit) -> Response:
    """A plain page takes the place of this one, and the leave to add is gone."""
    return Response(
        status_code=303,
        headers={"Location": visit.away, "Set-Cookie": NO_TICKET},
    )
