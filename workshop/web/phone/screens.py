"""Every page of the phone but the plan's, as an answer ready to send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup
from starlette.responses import Response

from workshop.domain.form import Reading
from workshop.domain.prompt import Fields, as_fields
from workshop.domain.score import Result
from workshop.room import Room, Wish
from workshop.vault import fingerprint, wrap
from workshop.web.course import meet_again
from workshop.web.pages import Pages
from workshop.wording import languages, mark

from .groupscreens import GroupScreens
from .inputs import draw_prompt, own_words
from .steps import Step, find_step, open_steps, slow_breath
from .visit import Visit

FULL = mark(
    "It was not kept yet: the laptop has no room. It is still on this phone. Please try again in a moment."
)
PAUSED = mark(
    "It was not kept yet: the facilitators have paused the laptop. "
    "It is still on this phone. Please try again in a moment."
)
BUSY = mark("Very many phones ask at once. Please wait a moment and try again.")
LOCKED = mark("What you sent is locked just now and cannot be shown. What you send now takes its place.")
REPLACES = mark("What you send now takes its place.")

COOKIE, PLAN_PATH = "n", "/m"
NO_TICKET = f"{COOKIE}=; Path={PLAN_PATH}; Max-Age=0; HttpOnly; SameSite=Strict"

Saved = Literal["received", "withdrawn", "kept", "removed", "nothing"]


class Screens:
    def __init__(self, room: Room, pages: Pages) -> None:
        self._room = room
        self._pages = pages
        self.groups = GroupScreens(room, pages)

    def join(self, visit: Visit) -> Response:
        return self._pages.page(
            "phone/join.html",
            visit.words,
            visit=visit,
            languages=languages(),
            fingerprint=fingerprint(self._room.vault.header.public_key),
        )

    def away(self, visit: Visit) -> Response:
        return self._pages.page("phone/away.html", visit.words, visit=visit)

    def next_person(self, visit: Visit) -> Response:
        """The first page of a shared phone. A ticket that its owner kept in it is taken away."""
        page = self._pages.page("phone/next.html", visit.words, visit=visit, languages=languages())
        page.headers["Set-Cookie"] = NO_TICKET
        return page

    def grounding(self, visit: Visit) -> Response:
        return self._pages.page(
            "phone/grounding.html", visit.words, visit=visit, breathing=slow_breath(self._room)
        )

    def people(self, visit: Visit) -> Response:
        return self._pages.page("phone/people.html", visit.words, visit=visit)

    def wish(self, visit: Visit, wish: Wish) -> Response:
        return self._pages.page("phone/wish.html", visit.words, visit=visit, wish=wish)

    def now(self, visit: Visit) -> Response:
        """The newest open form, or the waiting page: also where this phone is done with what is open."""
        steps = open_steps(self._room)
        if self.groups.are_due(visit, steps):
            return self.groups.form(visit)
        if not steps or (visit.past is not None and visit.openings <= visit.past):
            return self.waiting(visit)
        return self.form(visit, steps[0])

    def waiting(self, visit: Visit) -> Response:
        return self._pages.page(
            "phone/waiting.html",
            visit.words,
            visit=visit,
            paused=False,
            closed=self._room.closing.closed,
            others=open_steps(self._room),
            groups=self._room.groups,
            meet_again=meet_again(self._room),
        )

    def paused(self, visit: Visit) -> Response:
        return self._pages.page("phone/waiting.html", visit.words, 503, visit=visit, paused=True)

    def form(
        self,
        visit: Visit,
        step: Step,
        *,
        id: str = "",
        typed: Fields | None = None,
        reading: Reading | None = None,
        notice: str = "",
        status: int = 200,
        had: Sequence[str] = (),
        changing: bool = False,
    ) -> Response:
        """One step, empty or holding what was `typed`; `notice` is English.

        `changing` what a plan holds, `had` names the prompts that were filled in: emptied, they go from it.
        """
        words = visit.words
        refused = reading.refusals if reading else {}
        questions = Markup("").join(
            draw_prompt(
                self._pages, prompt, typed or {}, refused.get(prompt.id), words, people=bool(visit.contacts)
            )
            for prompt in step.prompts
        )
        return self._pages.page(
            "phone/form.html",
            words,
            status,
            visit=visit,
            step=step,
            following=step.following,
            others=[other for other in open_steps(self._room) if other.exercise is not step.exercise],
            groups=self._room.groups,
            id=id or self._room.submission_id(step.exercise.id, step.audience),
            key=wrap(self._room.vault.header.public_key),
            questions=questions,
            breathing=slow_breath(self._room),
            refusals=[
                (prompt, words.say(why.english, **dict(why.values)))
                for prompt in step.prompts
                if (why := refused.get(prompt.id))
            ],
            notice=words.say(notice),
            had=had,
            changing=changing,
        )

    def refused(self, visit: Visit, step: Step, reading: Reading, id: str = "") -> Response:
        typed, had = visit.answered, visit.fields.get("_had", ())
        changing = visit.is_changing
        return self.form(
            visit, step, id=id, typed=typed, reading=reading, status=422, had=had, changing=changing
        )

    def changing(self, visit: Visit, step: Step, id: str) -> Response:
        """The form again, as it was sent; while the laptop is locked nobody can read it, not even we."""
        sent = self._room.submitted(step.exercise.id, step.audience, id)
        if sent is None:
            # Locked; or a phone sealed it; or it was taken back in another tab.
            return self.form(visit, step, id=id, notice=LOCKED if self._room.locked else REPLACES)
        typed: dict[str, list[str]] = {}
        for prompt in step.prompts:
            typed |= as_fields(prompt, sent.get(prompt.id))
        return self.form(visit, step, id=id, typed=typed, notice=REPLACES)

    def saved(
        self,
        visit: Visit,
        step: Step,
        state: Saved,
        id: str = "",
        result: Result | None = None,
        check: str = "",
        earlier: bool = False,
    ) -> Response:
        """`earlier`: what was taken out of the plan is in an earlier version of it."""
        following = step.following
        return self._pages.page(
            "phone/saved.html",
            visit.words,
            visit=visit.done,
            step=step,
            state=state,
            id=id,
            following=following,
            result=result,
            check=check,
            salt=wrap(self._room.vault.header.plan_salt),
            earlier=earlier,
        )

    def closed(self, visit: Visit) -> Response:
        """What was typed in own words comes back, so that it is not lost with the form."""
        step = find_step(self._room, visit.field("_exercise"), visit.field("_audience"))
        own = [(prompt.ask, own_words(prompt, visit.answered)) for prompt in step.prompts] if step else []
        return self._pages.page(
            "phone/closed.html",
            visit.words,
            409,
            visit=visit.done,
            written=[(ask, texts) for ask, texts in own if texts],
            over=self._room.closing.closed,
        )

    def not_kept(self, visit: Visit, action: str, notice: str) -> Response:
        """Nothing could be written down: everything that was sent stays on the phone, to send again."""
        return self._pages.page(
            "phone/later.html",
            visit.words,
            503,
            visit=visit,
            action=action,
            notice=visit.words.say(notice),
            fields=visit.fields,
        )

    def unread(self, visit: Visit) -> Response:
        """What was sent is nothing that we could read."""
        return self._pages.refusal(400, visit.words)

    def missing(self, visit: Visit) -> Response:
        return self._pages.refusal(404, visit.words)
