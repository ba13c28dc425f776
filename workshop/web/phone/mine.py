"""My plan: getting a code, adding, reading, taking it along, clearing the phone.

With its script a phone makes the code, seals and opens by itself: begin, ticket, keep and read. Without, the
laptop does it for one request: new, mine, open and download. No page ever holds a code but the one that shows
it first. The cookie lets a phone add, and read nothing.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workshop.domain.form import Reading
from workshop.domain.prompt import Audience
from workshop.export.plan import plan_html, plan_json, plan_markdown, plan_pdf
from workshop.room import Room
from workshop.vault import BadPlanCode, NoRoom, PlanCode, PlanKey, wrap
from workshop.web.pages import Pages
from workshop.wording import Wording, mark

from .keys import Keys, OpenPlan, Ticket, TooMany, ticket_of
from .recipe import described, plan_recipe, self_check
from .screens import BUSY, COOKIE, FULL, NO_TICKET, PAUSED, PLAN_PATH, Screens
from .sealed import of_size, sealed_entries, whole_number
from .steps import Step, find_step, is_writable, plan_steps, read_step
from .turns import Turns
from .visit import Visit, visit_of

PATH = PLAN_PATH
UNKNOWN_CODE = mark("No plan here opens with this code. Please compare it with your card.")


@dataclass(frozen=True, slots=True)
class _File:
    media_type: str
    write: Callable[[OpenPlan, Wording], bytes]


_FILES: Mapping[str, _File] = {
    "html": _File("text/html; charset=utf-8", lambda it, words: plan_html(it.plan, words, it.contacts)),
    "pdf": _File("application/pdf", lambda it, words: plan_pdf(it.plan, words, it.contacts)),
    "md": _File("text/markdown; charset=utf-8", lambda it, words: plan_markdown(it.plan, words, it.contacts)),
    "json": _File("application/json", lambda it, words: plan_json(it.answers, it.group, it.contacts)),
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
        self._pages = pages
        self._screens = screens
        self._choose_words = choose_words
        self._keys = Keys(room)

    async def __call__(self, request: Request) -> Response:
        visit = visit_of(request, self._room, self._choose_words, self._turns)
        if visit.shared and not visit.turn:
            return RedirectResponse(visit.over, 303)
        cookie = self._turns.ticket(visit.turn) if visit.shared else request.cookies.get(COOKIE, "")
        ticket = self._keys.ticket(cookie)
        if request.method != "POST":
            return self._home(visit, ticket) if self._room.receiving else self._screens.paused(visit)
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
                    return self._ticket(visit, ticket)
                case "keep":
                    return await self._keep_sealed(visit, ticket)
                case "begin":
                    return await self._begin_at(visit, ticket, self._room.proof(f"again/{cookie}"))
                case "read":
                    return self._read_sealed(visit, ticket)
                case "new" | "open" | "download":
                    with self._keys.in_line(request.client.host if request.client else ""):
                        return await self._with_code(visit, do, ticket, cookie)
                case _:
                    return self._home(visit, ticket)
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
            case _:
                return await self._download(visit)

    def _home(
        self,
        visit: Visit,
        ticket: Ticket | None,
        *,
        status: int = 200,
        refusal: str = "",
        again: str = "",
        waiting: bool = False,
    ) -> Response:
        """The ways to a plan; what was typed before travels along, or waits on the phone: nothing is lost."""
        return self._pages.page(
            "phone/plan.html",
            visit.words,
            status,
            visit=visit,
            ticket=ticket,
            carry=_carried(visit),
            again=again,
            waiting=waiting,
            salt=self._salt,
            refusal=refusal,
            steps=plan_steps(self._room),
        )

    @property
    def _salt(self) -> str:
        return wrap(self._room.vault.header.plan_salt)

    def _ticket(self, visit: Visit, ticket: Ticket | None) -> Response:
        """What a phone needs to seal to its owner's plan; the ways to a plan where it knows none."""
        kept = self._room.plans.get(ticket.slot) if ticket else None
        if ticket is None or kept is None:
            return self._home(visit, None, waiting=True)
        return self._pages.page(
            "phone/ticket.html", visit.words, visit=visit, ticket=ticket, counter=kept.counter + 1
        )

    async def _keep_sealed(self, visit: Visit, ticket: Ticket | None) -> Response:
        step = self._step(visit)
        if step is None:
            return self._screens.closed(visit)
        if ticket is None:
            return self._home(visit, None, waiting=True)
        try:
            counter = whole_number(visit.field("_counter"))
            entries = sealed_entries(visit.field("_entries"), step)
        except ValueError:
            return self._pages.refusal(400, visit.words)
        await self._keys.keep_sealed(ticket, step, entries, counter)
        check = self_check(self._room, step.exercise.id)
        told = json.dumps(described(check, visit.words), ensure_ascii=False) if check else ""
        return self._screens.saved(visit, step, "kept", check=told)

    async def _begin_at(self, visit: Visit, ticket: Ticket | None, again: str) -> Response:
        if ticket is not None and visit.field("_again") != again:
            return self._home(visit, ticket, again=again)
        try:
            slot, public_key = of_size(visit.field("_slot"), 16), of_size(visit.field("_key"), 32)
        except ValueError:
            return self._pages.refusal(400, visit.words)
        cookie = await self._keys.begin_at(slot, public_key)
        if cookie is None:
            return self._home(visit, ticket)
        page = self._pages.page(
            "phone/code.html", visit.words, visit=visit, code="", spelled="", kept=False, result=None
        )
        return self._with_cookie(visit, page, cookie)

    def _read_sealed(self, visit: Visit, ticket: Ticket | None) -> Response:
        """A plan as it lies here, for the phone to open: who names the slot has derived it from the code."""
        slot = visit.field("_slot")
        kept, cookie = self._room.plans.get(slot), self._keys.cookie_of(slot)
        if kept is None or cookie is None:
            return self._home(visit, ticket, status=422, refusal=visit.words.say(UNKNOWN_CODE))
        page = self._pages.page(
            "phone/opened.html",
            visit.words,
            visit=visit,
            plan=None,
            recipe=plan_recipe(self._room, kept, visit.words),
            salt=self._salt,
            results=(),
            kept=False,
            locked=self._room.locked,
            steps=plan_steps(self._room),
        )
        return self._with_cookie(visit, page, cookie)

    async def _add(self, visit: Visit, ticket: Ticket | None) -> Response:
        step = self._step(visit)
        if step is None:
            return self._screens.closed(visit)
        reading = read_step(step, visit.fields)
        if reading.refusals:
            return self._screens.refused(visit, step, reading)
        if not reading.answers:
            return self._screens.saved(visit, step, "nothing")
        if ticket is None:
            return self._home(visit, None)
        await self._keys.keep(ticket, step, reading.answers)
        result = self._keys.result(step.exercise.id, reading.answers)
        return self._screens.saved(visit, step, "kept", result=result)

    async def _take_out(self, visit: Visit, ticket: Ticket | None) -> Response:
        step = self._step(visit)
        if step is None:
            return self._screens.closed(visit)
        if ticket is None:
            return self._home(visit, None)
        await self._keys.take_out(ticket, step)
        return self._screens.saved(visit, step, "removed")

    async def _begin(self, visit: Visit, ticket: Ticket | None, again: str) -> Response:
        # A reload must not take the place of the code that somebody is just writing down.
        if ticket is not None and visit.field("_again") != again:
            return self._home(visit, ticket, again=again)
        step, reading = self._brought(visit)
        if step and reading.refusals:
            return self._screens.refused(visit, step, reading)
        code, key = await self._keys.begin()
        if step:
            await self._keys.keep(ticket_of(key), step, reading.answers)
        page = self._pages.page(
            "phone/code.html",
            visit.words,
            visit=visit,
            code=str(code),
            spelled=" ".join(code.digits),
            kept=bool(reading.answers),
            result=self._keys.result(step.exercise.id, reading.answers) if step else None,
        )
        return self._with_ticket(visit, page, key)

    async def _open(self, visit: Visit, ticket: Ticket | None) -> Response:
        step, reading = self._brought(visit)
        if step and reading.refusals:
            return self._screens.refused(visit, step, reading)
        key = await self._key(visit)
        if isinstance(key, str):
            return self._home(visit, ticket, status=422, refusal=key)
        if step:
            await self._keys.keep(ticket_of(key), step, reading.answers)
        found = self._keys.read(key)
        page = self._pages.page(
            "phone/opened.html",
            visit.words,
            visit=visit,
            plan=found.plan,
            recipe="",
            salt=self._salt,
            results=found.results,
            kept=bool(reading.answers),
            locked=self._room.locked,
            steps=plan_steps(self._room),
        )
        return self._with_ticket(visit, page, key)

    async def _download(self, visit: Visit) -> Response:
        key = await self._key(visit)
        if isinstance(key, str):
            return self._pages.page("phone/download.html", visit.words, 422, visit=visit, refusal=key)
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

    async def _key(self, visit: Visit) -> PlanKey | str:
        """The key of the code that was typed, or one kind sentence."""
        try:
            code = PlanCode.parse(visit.field("_code"))
        except BadPlanCode as bad:
            return visit.words.say(bad.english, **bad.values)
        key = await self._keys.derive(code)
        if not self._keys.knows(key):
            return visit.words.say(UNKNOWN_CODE)
        return key

    def _step(self, visit: Visit) -> Step | None:
        step = find_step(self._room, visit.field("_exercise"), Audience.MINE.value)
        return step if step and is_writable(self._room, step) else None

    def _brought(self, visit: Visit) -> tuple[Step | None, Reading]:
        """What was typed before there was a code."""
        step = self._step(visit)
        return step, read_step(step, visit.fields) if step else Reading({}, {})

    def _with_ticket(self, visit: Visit, page: Response, key: PlanKey) -> Response:
        return self._with_cookie(visit, page, self._keys.cookie(key))

    def _with_cookie(self, visit: Visit, page: Response, ticket: str) -> Response:
        if visit.shared:
            self._turns.keep_ticket(visit.turn, ticket)
        else:
            page.headers["Set-Cookie"] = f"{COOKIE}={ticket}; Path={PATH}; HttpOnly; SameSite=Strict"
        return page


def _carried(visit: Visit) -> dict[str, list[str]]:
    exercise = visit.field("_exercise")
    return {"_exercise": [exercise], **visit.answered} if exercise and visit.answered else {}


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
