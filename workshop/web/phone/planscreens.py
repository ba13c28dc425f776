"""The pages of a plan: the ways to it, its code, and the open plan."""

from __future__ import annotations

import secrets
from typing import Literal

from starlette.responses import Response

from workshop.domain.comparing_plans import Since
from workshop.domain.plan import Plan
from workshop.domain.score import Result
from workshop.room import Room
from workshop.vault import PlanCode, wrap
from workshop.web.pages import Pages
from workshop.wording import mark

from .keys import Ticket
from .screens import COOKIE, PLAN_PATH
from .sincetexts import since_texts
from .steps import plan_steps
from .turns import Turns
from .visit import Visit

Moment = Literal["begun", "alone", "gone", "brought"]
"""Of a plan's versions: the old one is kept beside, none is, they were let go, one was brought."""
UNKNOWN_CODE = mark("No plan here opens with this code. Please compare it with your card.")


class PlanScreens:
    def __init__(self, room: Room, pages: Pages, turns: Turns) -> None:
        self._room = room
        self._pages = pages
        self._turns = turns

    def home(
        self,
        visit: Visit,
        ticket: Ticket | None,
        *,
        status: int = 200,
        refusal: str = "",
        again: str = "",
        waiting: bool = False,
        not_brought: str = "",
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
            not_brought=not_brought,
            pasted=visit.field("_plan"),
            press=secrets.token_urlsafe(12),
            steps=plan_steps(self._room),
        )

    def unknown(self, visit: Visit, ticket: Ticket | None) -> Response:
        return self.home(visit, ticket, status=422, refusal=visit.words.say(UNKNOWN_CODE))

    def ticket(self, visit: Visit, ticket: Ticket, counter: int) -> Response:
        """What a phone needs to seal to its owner's plan; `counter` goes into its next seals."""
        return self._pages.page("phone/ticket.html", visit.words, visit=visit, ticket=ticket, counter=counter)

    def code(
        self, visit: Visit, code: PlanCode | None = None, *, kept: bool = False, result: Result | None = None
    ) -> Response:
        """A new code, shown once; without one, the phone puts its own there."""
        return self._pages.page(
            "phone/code.html",
            visit.words,
            visit=visit,
            code=str(code) if code else "",
            spelled=" ".join(code.digits) if code else "",
            kept=kept,
            result=result,
        )

    def opened(
        self,
        visit: Visit,
        *,
        plan: Plan | None = None,
        recipe: str = "",
        results: tuple[Result, ...] = (),
        kept: bool = False,
        since: Since | None = None,
        number: int = 1,
    ) -> Response:
        """A plan that was opened here, or the `recipe` by which the phone opens it."""
        return self._pages.page(
            "phone/opened.html",
            visit.words,
            visit=visit,
            plan=plan,
            recipe=recipe,
            salt=self._salt,
            results=results,
            kept=kept,
            locked=self._room.locked,
            since=since,
            number=number,
            since_texts=since_texts(visit.words),
            press=secrets.token_urlsafe(12),
            steps=plan_steps(self._room),
        )

    def version(self, visit: Visit, state: Moment, *, elsewhere: int = 0) -> Response:
        """What became of a plan's versions; `elsewhere`: answers whose exercise nobody here knows."""
        return self._pages.page(
            "phone/version.html",
            visit.words,
            visit=visit,
            state=state,
            elsewhere=elsewhere,
            steps=plan_steps(self._room),
        )

    def download(self, visit: Visit, refusal: str) -> Response:
        return self._pages.page("phone/download.html", visit.words, 422, visit=visit, refusal=refusal)

    def with_ticket(self, visit: Visit, page: Response, ticket: str) -> Response:
        """From now on this phone, or this turn on a shared one, may add to the plan."""
        if visit.shared:
            self._turns.keep_ticket(visit.turn, ticket)
        else:
            page.headers["Set-Cookie"] = f"{COOKIE}={ticket}; Path={PLAN_PATH}; HttpOnly; SameSite=Strict"
        return page

    @property
    def _salt(self) -> str:
        return wrap(self._room.vault.header.plan_salt)


def _carried(visit: Visit) -> dict[str, list[str]]:
    exercise = visit.field("_exercise")
    return {"_exercise": [exercise], **visit.answered} if exercise and visit.answered else {}
