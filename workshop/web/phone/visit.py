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
from .turns import NOBODY, Turns


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
    shared: bool = False
    """Several people use this phone, or laptop, one after the other."""
    still: bool = False
    """A page that waits does not load itself anew; asked for where there is no script."""
    turn: str = ""
    """Whose turn it is on a shared one; empty while nobody has begun, and once that person is done."""

    def field(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")

    @property
    def answered(self) -> dict[str, list[str]]:
        """What was typed, without the hidden fields, whose names begin with an underscore."""
        return {name: list(values) for name, values in self.fields.items() if not name.startswith("_")}

    @property
    def is_changing(self) -> bool:
        """Whether a form came from an open plan, and leads back to it."""
        return "_changing" in self.fields

    @property
    def done(self) -> Visit:
        """The same visit, done with all that is open now."""
        return replace(self, past=self.openings)

    @property
    def nobody(self) -> Visit:
        """The same visit, of nobody in particular."""
        return replace(self, turn="", past=None, fields={})

    def begun(self, turn: str) -> Visit:
        """Somebody's turn begins with it."""
        return replace(self, turn=turn, past=None)

    @property
    def start(self) -> str:
        return self._page("/", "b" if self.shared else "")

    @property
    def sharing(self) -> str:
        """From here on this phone is handed round."""
        return "/?" + urlencode({"lang": self.words.language.id, "s": NOBODY})

    @property
    def over(self) -> str:
        """The person is done: the next one can begin."""
        return self._page("/")

    @property
    def away(self) -> str:
        """A plain page in place of this one."""
        return self._page("/w")

    @property
    def grounding(self) -> str:
        return self._page("/", "g")

    @property
    def mark(self) -> str:
        """What travels on a shared phone; empty on a phone of one's own."""
        return (self.turn or NOBODY) if self.shared else ""

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
        named: dict[str, object] = {"t": ticket} if ticket else {}
        return self._page("/n", "", **named, **self._done)

    def _at(self, page: str) -> str:
        return self._page("/", page, **self._done)

    @property
    def _done(self) -> dict[str, object]:
        return {} if self.past is None else {"past": self.past}

    def _page(self, path: str, page: str = "", **more: object) -> str:
        query: dict[str, object] = {page: 1} if page else {}
        query |= {"lang": self.words.language.id, **more}
        if self.shared:
            query["s"] = self.mark
        return f"{path}?{urlencode(query)}"

    def spelled(self, day: date) -> str:
        return day_in_words(day, self.words)

    @property
    def onward(self) -> str:
        """The waiting page, until something new opens."""
        return self.done.again

    @property
    def plan(self) -> str:
        return self._page("/m")


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


def visit_of(request: Request, room: Room, choose_words: Callable[[str], Wording], turns: Turns) -> Visit:
    fields = sent_fields(request)
    tag = next(iter(fields.get("_lang", ())), "") or request.query_params.get("lang", "")
    turn = next(iter(fields.get("_s", ())), "") or request.query_params.get("s", "")
    past = next(iter(fields.get("_past", ())), "") or request.query_params.get("past", "")
    return Visit(
        choose_words(tag or _preferred(request)),
        fields,
        page_proof(room),
        room.state.all_openings,
        int(past) if past.isascii() and past.isdigit() and len(past) < 9 else None,
        room.contacts,
        bool(turn),
        "still" in request.query_params,
        turn if turns.is_on(turn) else "",
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
