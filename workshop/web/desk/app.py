"""The application for the facilitator's own browser: loopback, behind a path that nobody can guess.

GET  -> the texts, or while locked a page that holds none
POST -> proof -> room.figures.toggle_note / release / hide -> back to the same place of the page
"""

from __future__ import annotations

import secrets

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from workshop.domain.errors import WorkshopError
from workshop.domain.figure import Note
from workshop.export.figures import caption
from workshop.room import Room
from workshop.web.guard import Fields, Guard, Hosts, Refused, sent_fields
from workshop.web.pages import Pages
from workshop.web.site import READ_AND_SEND, Page, Site, file
from workshop.wording import Wording

from .texts import Question, questions

LOCKED = 423
"""RFC 4918, 11.3."""


def desk_path(token: str) -> str:
    """Where on its listener the desk is found."""
    return f"/{token}/"


class Desk:
    def __init__(self, room: Room, words: Wording, pages: Pages, token: str) -> None:
        self._room = room
        self._words = words
        self._pages = pages
        self._path = desk_path(token)
        self._proof = room.proof(f"desk/{token}")
        # A hash, since the page holds what people wrote, and a locked room must not.
        self._last = 0
        self._version = 0

    async def page(self, request: Request) -> Response:
        return await self._act(sent_fields(request)) if request.method == "POST" else self._draw()

    async def version(self, request: Request) -> Response:
        """A number that grows when the page would look different."""
        return PlainTextResponse(str(self._look(questions(self._room))))

    def refusal(self, status: int, language: str) -> Response:
        """A plain page that leads nowhere, for whoever has not got the address from the console."""
        sentence = (
            self._words.say("This did not come from a page of ours. Nothing was changed.")
            if status == 403
            else self._words.say("There is nothing at this address.")
        )
        return self._pages.page("desk/refusal.html", self._words, status, sentence=sentence)

    def is_proven(self, fields: Fields) -> bool:
        """Whether a form of this page was sent; asked for also where the browser names its origin."""
        given = next(iter(fields.get("_proof", ())), "")
        return secrets.compare_digest(given.encode(), self._proof.encode())

    def _draw(self, status: int = 200, notice: str = "") -> Response:
        found = questions(self._room)
        return self._pages.page(
            "desk/desk.html",
            self._words,
            LOCKED if self._room.locked else status,
            locked=self._room.locked,
            questions=found,
            version=self._look(found),
            caption=lambda shown: caption(shown, self._words),
            place=_place,
            proof=self._proof,
            notice=notice,
        )

    def _look(self, found: tuple[Question, ...]) -> int:
        now = hash((self._room.locked, found))
        if now != self._last:
            self._last = now
            self._version += 1
        return self._version

    async def _act(self, fields: Fields) -> Response:
        def field(name: str) -> str:
            return next(iter(fields.get(name, ())), "")

        if not self.is_proven(fields):
            raise Refused(403)
        named = (field("_exercise"), field("_prompt"))
        asked = next((q for q in questions(self._room) if (q.exercise.id, q.prompt.id) == named), None)
        if asked is None or not asked.for_the_room:
            return self._draw()
        note = next((note for note in asked.notes if note.id == field("_note")), None)
        try:
            await self._show(asked, note, shown=field("_to") == "shown", whole=not field("_note"))
        except WorkshopError as refused:
            return self._draw(409, self._words.say(refused.english, **refused.values))
        return Response(status_code=303, headers={"Location": f"{self._path}#{_place(asked, note)}"})

    async def _show(self, asked: Question, note: Note | None, *, shown: bool, whole: bool) -> None:
        """As the button said, also where it is pressed twice or the console was quicker."""
        exercise, prompt = asked.exercise.id, asked.prompt
        if note is not None:
            if (note.id in asked.chosen) != shown:
                self._room.figures.toggle_note(exercise, prompt, note)
        elif whole and shown and not asked.released:
            await self._room.figures.release(exercise, prompt)
        elif whole and not shown:
            self._room.figures.hide(exercise, prompt)


class Behind:
    """A site at a path of its own; to everybody who does not know it, nothing is here."""

    def __init__(self, token: str, site: Site) -> None:
        self._token = token.encode()
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given, slash, rest = scope["path"].removeprefix("/").partition("/")
        if not secrets.compare_digest(given.encode(), self._token) or not slash:
            raise Refused(404)
        await self._site({**scope, "path": f"/{rest}"}, receive, send)


def desk_app(room: Room, words: Wording, hosts: Hosts, token: str) -> ASGIApp:
    """The desk of `room` behind `token`, a fresh unguessable text for each run; for loopback only."""
    pages = Pages()
    desk = Desk(room, words, pages, token)
    site = Site(
        {
            "/": Page(desk.page, READ_AND_SEND),
            "/v": Page(desk.version),
            "/s.css": file("desk.css", "text/css; charset=utf-8"),
            "/s.js": file("desk.js", "text/javascript; charset=utf-8"),
            "/icon.svg": file("icon.svg", "image/svg+xml"),
        }
    )
    return Guard(Behind(token, site), hosts, desk.refusal, proven=desk.is_proven)


def _place(asked: Question, note: Note | None = None) -> str:
    """The name of a place on the page: a question, or one text of it."""
    return f"q-{asked.exercise.id}-{asked.prompt.id}" + (f"-{note.id}" if note else "")
