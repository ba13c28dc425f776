"""My plan: getting a code, adding, reading, taking it along, clearing the phone.

With its script a phone makes the code, seals and opens by itself: begin, ticket, keep and read. Without, the
laptop does it for one request: new, mine, open and download. No page ever holds a code but the one that shows
it first. The cookie lets a phone add, and read nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.domain.form import Reading
from workshop.export.plan import plan_html, plan_json, plan_markdown, plan_pdf
from workshop.room import Room
from workshop.vault import BadPlanCode, NoRoom, PlanCode, PlanKey
from workshop.web.pages import Pages
from workshop.wording import Wording

from .bring import NoPlanFile, Overtime
from .keys import Keys, OpenPlan, Ticket, TooMany, ticket_of
from .planscreens import UNKNOWN_CODE, PlanScreens
from .screens import BUSY, COOKIE, FULL, NO_TICKET, PAUSED, PLAN_PATH, Screens
from .sealedmine import SealedMine
from .steps import Step, plan_step, read_step
from .turns import Turns
from .visit import Visit, visit_of

PATH = PLAN_PATH


@dataclass(frozen=True, slots=True)
class _File:
    media_type: str
    write: Callable[[OpenPlan, Wording], bytes]


_FILES: Mapping[str, _File] = {
    "html": _File("text/html; charset=utf-8", lambda it, words: plan_html(it.plan, words, it.contacts)),
    "pdf": _File("application/pdf", lambda it, words: plan_pdf(it.plan, words, it.contacts)),
    "md": _File("text/markdown; charset=utf-8", lambda it, words: plan_markdown(it.plan, words, it.contacts)),
    "json": _File(
        "application/json", lambda it, words: plan_json(it.answers, it.group, it.contacts, it.versions)
    ),
}


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
        if do == "clear" or (visit.shared and do == "download"):
            # What is taken along from a shared phone would stay on it.
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
                case "version":
                    return await self._overtime.version(visit, ticket)
                case "letgo":
                    return await self._overtime.let_go(visit, ticket)
                case "bring" if "_entries" in visit.fields:
                    return await self._overtime.bring_sealed(visit, ticket)
                case "new" | "open" | "download" | "bring":
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
            case "bring":
                return await self._bring(visit, ticket)
            case _:
                return await self._download(visit)

    async def _add(self, visit: Visit, ticket: Ticket | None) -> Response:
        step = plan_step(self._room, visit.field("_exercise"))
        if step is None:
            return self._screens.closed(visit)
        reading = read_step(step, visit.fields)
        if reading.refusals:
            return self._screens.refused(visit, step, reading)
        if not reading.answers:
            return self._screens.saved(visit, step, "nothing")
        if ticket is None:
            return self._plans.home(visit, None)
        await self._keys.keep(ticket, step, reading.answers)
        result = self._keys.result(step.exercise.id, reading.answers)
        return self._screens.saved(visit, step, "kept", result=result)

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
        step, reading = self._brought(visit)
        if step and reading.refusals:
            return self._screens.refused(visit, step, reading)
        code, key = await self._keys.begin()
        if step:
            await self._keys.keep(ticket_of(key), step, reading.answers)
        result = self._keys.result(step.exercise.id, reading.answers) if step else None
        kept = bool(reading.answers)
        page = self._plans.code(visit, code, kept=kept, result=result)
        return self._plans.with_ticket(visit, page, self._keys.cookie(key))

    async def _open(self, visit: Visit, ticket: Ticket | None) -> Response:
        step, reading = self._brought(visit)
        if step and reading.refusals:
            return self._screens.refused(visit, step, reading)
        key = await self._key(visit)
        if isinstance(key, str):
            return self._plans.home(visit, ticket, status=422, refusal=key)
        if step:
            await self._keys.keep(ticket_of(key), step, reading.answers)
        found = self._keys.read(key)
        page = self._plans.opened(
            visit,
            plan=found.plan,
            results=found.results,
            kept=bool(reading.answers),
            since=found.since,
            number=found.number,
        )
        return self._plans.with_ticket(visit, page, self._keys.cookie(key))

    async def _download(self, visit: Visit) -> Response:
        key = await self._key(visit)
        if isinstance(key, str):
            return self._plans.download(visit, key)
        found = self._keys.read(key)
        ending = visit.field("_format")
        file = _FILES.get(ending)
        if file is None:
            return self._screens.missing(visit)
        content = await asyncio.to_thread(file.write, found, visit.words)
        return Response(
            content,
            media_type=file.media_type,
            headers={"Content-Disposition": f'attachment; filename="notes.{ending}"'},
        )

    async def _bring(self, visit: Visit, ticket: Ticket | None) -> Response:
        """A plan that was pasted goes into the plan of the code; a code that is new here begins one."""
        key = await self._key(visit, known=False)
        if isinstance(key, str):
            return self._plans.home(visit, ticket, status=422, not_brought=key)
        try:
            return await self._overtime.bring_pasted(visit, key)
        except NoPlanFile as no_plan:
            sentence = visit.words.say(no_plan.english)
            return self._plans.home(visit, ticket, status=422, not_brought=sentence)

    async def _key(self, visit: Visit, *, known: bool = True) -> PlanKey | str:
        """The key of the code that was typed, or one kind sentence; `known`: for a plan that is here."""
        try:
            code = PlanCode.parse(visit.field("_code"))
        except BadPlanCode as bad:
            return visit.words.say(bad.english, **bad.values)
        key = await self._keys.derive(code)
        if known and not self._keys.knows(key):
            return visit.words.say(UNKNOWN_CODE)
        return key

    def _brought(self, visit: Visit) -> tuple[Step | None, Reading]:
        """What was typed before there was a code."""
        step = plan_step(self._room, visit.field("_exercise"))
        return step, read_step(step, visit.fields) if step else Reading({}, {})


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
