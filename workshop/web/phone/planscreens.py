"""The pages of a plan: the ways to it, its code, and the open plan."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any, Literal

from starlette.responses import Response

from workshop.domain.gaps import MORE, gap_texts
from workshop.domain.plan import FilledPart, Plan
from workshop.domain.plan_parts import PARTS
from workshop.domain.score import Result
from workshop.export import letter
from workshop.room import Room
from workshop.vault import PlanCode, wrap
from workshop.web.pages import Pages

from .keys import UNKNOWN_CODE, OpenPlan, Ticket
from .pieces import pieces, ways_to_fill
from .screens import COOKIE, PLAN_PATH
from .sincetexts import since_texts
from .steps import Step, plan_steps
from .turns import Turns
from .visit import Visit

Moment = Literal["begun", "alone", "gone", "brought"]
"""Of a plan's versions: the old one is kept beside, none is, they were let go, one was brought."""


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
            salt=self.salt,
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
        open_plan: OpenPlan | None = None,
        recipe: str = "",
        kept: bool = False,
    ) -> Response:
        """A plan that was opened here, or the `recipe` by which the phone opens it."""
        return self._pages.page(
            "phone/opened.html",
            visit.words,
            visit=visit,
            recipe=recipe,
            salt=self.salt,
            kept=kept,
            locked=self._room.locked,
            since=open_plan.since if open_plan else None,
            number=open_plan.edition.number if open_plan else 1,
            since_texts=since_texts(visit.words),
            press=secrets.token_urlsafe(12),
            steps=plan_steps(self._room),
            results=open_plan.results if open_plan else (),
            **self._drawn(visit, open_plan),
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

    def _drawn(self, visit: Visit, found: OpenPlan | None) -> dict[str, Any]:
        """A plan as its letter, chapter by chapter with the pieces that can be changed."""
        if found is None:
            return {"letter": None, "chapters": (), "only_here": (), "others": (), "gaps": ()}
        written = letter(found.plan, visit.words, found.contacts, edition=found.edition)
        own, ways = pieces(self._room, found.answers), ways_to_fill(self._room)
        ids = {visit.words.say(part.title): part.id for part in PARTS}
        parts = [ids[chapter.title] for chapter in written.chapters]
        return {
            "letter": written,
            "chapters": [
                (chapter, own.get(part, ())) for chapter, part in zip(written.chapters, parts, strict=True)
            ],
            "only_here": _only_here(found.plan),
            "gaps": [
                (gap["text"], ways.get(gap["id"]))
                for gap in gap_texts(found.plan, visit.words)
                if gap["id"] != MORE.id
            ],
            "others": [piece for part, found in own.items() if part not in parts for piece in found],
        }

    def change(self, visit: Visit, step: Step, *, refusal: str = "") -> Response:
        """Asks for the code with which a form is filled in as it was written."""
        return self._pages.page(
            "phone/change.html",
            visit.words,
            422 if refusal else 200,
            visit=visit,
            step=step,
            salt=self.salt,
            refusal=refusal,
        )

    def with_ticket(self, visit: Visit, page: Response, ticket: str) -> Response:
        """From now on this phone, or this turn on a shared one, may add to the plan."""
        if visit.shared:
            self._turns.keep_ticket(visit.turn, ticket)
        else:
            page.headers["Set-Cookie"] = f"{COOKIE}={ticket}; Path={PLAN_PATH}; HttpOnly; SameSite=Strict"
        return page

    @property
    def salt(self) -> str:
        return wrap(self._room.vault.header.plan_salt)


def _only_here(plan: Plan) -> tuple[FilledPart, ...]:
    """What leaves in no form: only its owner's own page shows it."""
    parts = (replace(p, fields=tuple(f for f in p.fields if not f.field.leaves_in)) for p in plan.parts)
    return tuple(part for part in parts if part.fields)


def _carried(visit: Visit) -> dict[str, list[str]]:
    exercise = visit.field("_exercise")
    had = {"_had": list(visit.fields["_had"])} if "_had" in visit.fields else {}
    return {"_exercise": [exercise], **had, **visit.answered} if exercise and (had or visit.answered) else {}
