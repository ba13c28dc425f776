"""Taking a plan home: paper or a sealed file first; what lies open comes after one step more.

    take ─> choose ─> paper    a page to print
                   ─> download notes.html, card.html, notes.txt, notes.md, notes.pdf, notes.json, dates.ics
         ─> sealed             without a code: nobody here can read it

With its script a phone writes all of it but the PDF by itself, from the plan that is open on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from starlette.responses import Response

from workshop.domain.plan_parts import Form
from workshop.export import PressFailed, boxes, letter, reminder_ics, reminder_slip, review_days, sealed_plan
from workshop.export.plan import plan_html, plan_json, plan_markdown, plan_text
from workshop.export.planpaper import plan_pdf
from workshop.room import Room
from workshop.web.pages import Pages
from workshop.wording import Wording, mark

from .keys import Keys, OpenPlan, Ticket
from .planscreens import PlanScreens
from .screens import Screens
from .visit import Visit

_FORMS: Mapping[str, Form] = {form: form for form in get_args(Form)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody would like to take: how much of the plan, as what, and their word for the calendar."""

    form: Form
    kind: str
    word: str

    @property
    def is_open(self) -> bool:
        """The whole plan for whoever finds it, or a document that phones keep and pass on by themselves."""
        return self.kind in ("json", "pdf") or (self.form == "full" and self.kind in ("html", "txt", "md"))

    @property
    def name(self) -> str:
        """Of the file, without its ending: it says nothing."""
        if self.kind == "ics":
            return "dates"
        return "card" if self.form == "pocket" and self.kind in ("html", "pdf") else "notes"


@dataclass(frozen=True, slots=True)
class _File:
    media_type: str
    write: Callable[[OpenPlan, Wording, Wanted], bytes]


def _in_its_form(write: Callable[..., bytes]) -> Callable[[OpenPlan, Wording, Wanted], bytes]:
    return lambda it, words, wanted: write(it.plan, words, it.contacts, form=wanted.form, edition=it.edition)


_FILES: Mapping[str, _File] = {
    "html": _File(
        "text/html; charset=utf-8",
        _in_its_form(plan_html),
    ),
    "pdf": _File(
        "application/pdf",
        _in_its_form(plan_pdf),
    ),
    "md": _File(
        "text/markdown; charset=utf-8",
        _in_its_form(plan_markdown),
    ),
    "txt": _File(
        "text/plain; charset=utf-8",
        _in_its_form(plan_text),
    ),
    "json": _File(
        "application/json",
        lambda it, words, wanted: plan_json(
            it.answers, it.group, it.contacts, edition=it.edition, versions=it.versions
        ),
    ),
    "ics": _File(
        "text/calendar; charset=utf-8",
        lambda it, words, wanted: reminder_ics(review_days(it.plan), words, wanted.word),
    ),
}
_VIEWS = frozenset({"paper", "slip"})
_NO_FONT = mark(
    "The laptop has no font for some letters of your plan: on paper they would be empty boxes. "
    "Take this page instead. Your phone can show it, and print it."
)
_NOT_SET = mark("The laptop could not make this document. Your plan is all here. Take this page instead.")


def wanted(visit: Visit) -> Wanted | None:
    """None for a form or a kind that there is not."""
    form, kind = _FORMS.get(visit.field("_form") or "full"), visit.field("_format")
    if form is None or kind not in {*_FILES, *_VIEWS}:
        return None
    return Wanted(form, kind, visit.field("_word"))


class Taking:
    def __init__(self, room: Room, pages: Pages, keys: Keys, screens: Screens, plans: PlanScreens) -> None:
        self._room = room
        self._pages = pages
        self._keys = keys
        self._screens = screens
        self._plans = plans

    def choices(self, visit: Visit) -> Response:
        return self._pages.page("phone/take.html", visit.words, visit=visit, salt=self._plans.salt)

    async def choose(self, visit: Visit) -> Response:
        """The page from which it is taken; a page to print, where the code is there already."""
        asked = wanted(visit)
        if asked is None or (visit.shared and asked.kind not in _VIEWS):
            return self._screens.missing(visit)
        if asked.kind not in _VIEWS:
            return self._ask(visit, asked)
        if "_code" not in visit.fields:
            return self._paper(visit, asked)
        key = await self._keys.typed(visit)
        if isinstance(key, str):
            return self._paper(visit, asked, refusal=key)
        return self._paper(visit, asked, self._keys.read(key))

    async def download(self, visit: Visit) -> Response:
        asked = wanted(visit)
        file = _FILES.get(asked.kind) if asked else None
        if asked is None or file is None:
            return self._screens.missing(visit)
        key = await self._keys.typed(visit)
        if isinstance(key, str):
            return self._ask(visit, asked, refusal=key)
        found = self._keys.read(key)
        if asked.kind == "ics" and not review_days(found.plan):
            return self._ask(visit, asked, no_days=True)
        try:
            content = await asyncio.to_thread(_written, file, found, visit.words, asked)
        except (_NoFont, PressFailed) as error:
            why = _NO_FONT if isinstance(error, _NoFont) else _NOT_SET
            return self._ask(visit, replace(asked, kind="html"), instead=visit.words.say(why))
        return attached(content, file.media_type, f"{asked.name}.{asked.kind}")

    def sealed(self, visit: Visit, ticket: Ticket | None) -> Response:
        """The plan's own file: as it lies here, which nobody here can read."""
        content = sealed_plan(self._room, ticket.slot) if ticket else None
        if content is None:
            return self._plans.home(visit, ticket)
        return attached(content, "text/html; charset=windows-1252", "notes.html")

    def _ask(
        self, visit: Visit, asked: Wanted, refusal: str = "", *, instead: str = "", no_days: bool = False
    ) -> Response:
        return self._pages.page(
            "phone/download.html",
            visit.words,
            422 if refusal else 200,
            visit=visit,
            wanted=asked,
            instead=instead,
            no_days=no_days,
            salt=self._plans.salt,
            refusal=refusal,
        )

    def _paper(
        self, visit: Visit, asked: Wanted, found: OpenPlan | None = None, refusal: str = ""
    ) -> Response:
        words = visit.words
        return self._pages.page(
            "phone/paper.html",
            words,
            422 if refusal else 200,
            visit=visit,
            wanted=asked,
            letter=letter(found.plan, words, found.contacts, form=asked.form, edition=found.edition)
            if found
            else None,
            slip=reminder_slip(review_days(found.plan), words, asked.word) if found else None,
            salt=self._plans.salt,
            refusal=refusal,
        )


class _NoFont(Exception):
    """Paper would show empty boxes in place of letters."""


def _written(file: _File, found: OpenPlan, words: Wording, asked: Wanted) -> bytes:
    """Raises _NoFont or PressFailed where there is no paper for it."""
    if asked.kind == "pdf" and boxes(found.plan, words, found.contacts, form=asked.form):
        raise _NoFont
    return file.write(found, words, asked)


def attached(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep."""
    disposition = f'attachment; filename="{name}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
