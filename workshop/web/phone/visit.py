"""One request as the pages need it: in which words, from where, and where its links lead."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from workshop.domain.referral import Contacts
from workshop.export.days import day_in_words
from workshop.room import Room
from workshop.web.guard import Fields, sent_fields
from workshop.wording import Wording, languages

from .steps import find_step, is_submission


@dataclass(frozen=True, slots=True)
class Visit:
    """`past` counts the openings of forms that this phone is done with: a number that all phones share."""

    words: Wording
    fields: Fields
    proof: str
    openings: int
    past: int | None = None
    contacts: Contacts | None = None
    """Where people can find help; None without a referral directory."""

    def field(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")

    @property
    def answered(self) -> dict[str, list[str]]:
        """What was typed, without the hidden fields, whose names begin with an underscore."""
        return {name: list(values) for name, values in self.fields.items() if not name.startswith("_")}

    @property
    def done(self) -> Visit:
        """The same visit, done with all that is open now."""
        return replace(self, past=self.openings)

    @property
    def start(self) -> str:
        return "/?" + urlencode({"lang": self.words.language.id})

    @property
    def again(self) -> str:
        """The open form, or the waiting page until a newer one opens."""
        return self._at("on")

    @property
    def people(self) -> str:
        """The people who can help."""
        return self._at("h")

    @property
    def groups(self) -> str:
        """The form for making small groups, and later the signs."""
        return self.group("")

    def group(self, ticket: str) -> str:
        """The page of one ticket: no other page carries it."""
        return "/n?" + self._query({"t": ticket} if ticket else {})

    def _at(self, page: str) -> str:
        return "/?" + self._query({page: 1})

    def _query(self, query: dict[str, object]) -> str:
        query = {**query, "lang": self.words.language.id}
        if self.past is not None:
            query["past"] = self.past
        return urlencode(query)

    def spelled(self, day: date) -> str:
        return day_in_words(day, self.words)

    @property
    def onward(self) -> str:
        """The waiting page, until something new opens."""
        return self.done.again

    @property
    def plan(self) -> str:
        return "/m?" + urlencode({"lang": self.words.language.id})


def page_proof(room: Room) -> str:
    """The mark in every form of ours: the same for all phones, so that it names none."""
    return room.proof("page")


def is_proven(room: Room, fields: Fields) -> bool:
    """Whether a form of ours was sent, also where the browser does not say from which page."""
    given = {
        name: next(iter(fields.get(name, ())), "") for name in ("_proof", "_id", "_exercise", "_audience")
    }
    if secrets.compare_digest(page_proof(room).encode(), given["_proof"].encode()):
        return True
    step = find_step(room, given["_exercise"], given["_audience"])
    return step is not None and is_submission(room, step, given["_id"])


def visit_of(request: Request, room: Room, choose_words: Callable[[str], Wording]) -> Visit:
    fields = sent_fields(request)
    tag = next(iter(fields.get("_lang", ())), "") or request.query_params.get("lang", "")
    past = next(iter(fields.get("_past", ())), "") or request.query_params.get("past", "")
    return Visit(
        choose_words(tag or _preferred(request)),
        fields,
        page_proof(room),
        room.state.all_openings,
        int(past) if past.isascii() and past.isdigit() and len(past) < 9 else None,
        room.contacts,
    )


def _preferred(request: Request) -> str:
    """The first language that the browser asks for and a catalogue exists for; it is not kept."""
    known = {language.id for language in languages()}
    for asked in request.headers.get("accept-language", "").split(","):
        tag = asked.partition(";")[0].strip()
        for candidate in (tag, tag.partition("-")[0]):
            if candidate in known:
                return candidate
    return "en"
