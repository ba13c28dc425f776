"""Every page of phone, wall and desk, each in the states that look or read differently."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

from tests.console.answering import answer
from tests.domain.strategies import PROMPTS
from tests.web.conftest import Answer, Phone
from tests.web.reading import Form, Page
from tests.web.test_mine import code_on
from workshop.domain.groups import Person, Question, Wishes
from workshop.domain.prompt import Audience, ScalePrompt, TextPrompt
from workshop.room import Room

STRESS = "stressor-mapping"
SHORT = "my-green-yellow-red"
WORDS = "the heron crosses at noon"
FED = {"list": "P2.stressors", "letter": "P7.first_hour[1].first", "date": "P14.review_30"}
"""The places in a plan that the private prompts fill."""
OTHERS = 5
"""Enough for small groups, together with the phone itself."""

_FOR_FACILITATORS = (
    TextPrompt(
        id="note-to-them",
        audience=Audience.FACILITATOR,
        ask="A note",
        hint="Or none",
        characters=500,
        lines=3,
    ),
    ScalePrompt(
        id="storm", audience=Audience.FACILITATOR, ask="How", lowest=0, highest=10, low="", high="", care=(0,)
    ),
)


def with_every_prompt(room: Room) -> None:
    """The room's first form asks by every type of prompt, and each reader is asked for something."""
    asked = tuple(replace(prompt, hint="A word on it", feeds=FED.get(prompt.id)) for prompt in PROMPTS)
    changed = replace(room.bundle.exercises[STRESS], prompts=(*asked, *_FOR_FACILITATORS))
    room.bundle = replace(room.bundle, exercises={**room.bundle.exercises, STRESS: changed})


def _form(page: Page, do: str) -> Form:
    return next(form for form in page.posts if form.hidden.get("_do") == do)


async def phone_states(phone: Phone, room: Room, language: str = "en") -> AsyncIterator[tuple[str, Answer]]:
    """Name and page; the room must be before its first session, with every prompt."""
    for states in (answering_states, keeping_states):
        async for state in states(phone, room, language):
            yield state


async def answering_states(
    phone: Phone, room: Room, language: str = "en"
) -> AsyncIterator[tuple[str, Answer]]:
    """From joining to what was received."""
    yield "join", await phone.get(f"/?lang={language}")
    yield "waiting", await phone.join(language)
    yield "grounding", await phone.get(f"/?g=1&lang={language}")
    yield "people", await phone.get(f"/?h=1&lang={language}")
    yield "away", await phone.get(f"/w?lang={language}")
    yield "not here", await phone.get(f"/nowhere?lang={language}")
    for states in (_group_states, _form_states):
        async for state in states(phone, room, language):
            yield state


async def keeping_states(phone: Phone, room: Room, language: str = "en") -> AsyncIterator[tuple[str, Answer]]:
    """A plan of one's own, a phone that is shared, and a laptop that is paused."""
    if not room.is_open(STRESS):
        room.open_form(STRESS)
    for states in (_plan_states, _shared_states):
        async for state in states(phone, room, language):
            yield state
    form = _form((await phone.join(language)).page, "answer")
    room.receiving = False
    yield "paused", await phone.get(f"/?on=1&lang={language}")
    yield "not kept, form", await phone.send(form, text=WORDS)
    room.receiving = True


async def _form_states(phone: Phone, room: Room, language: str) -> AsyncIterator[tuple[str, Answer]]:
    room.open_form(SHORT)
    room.open_form(STRESS)
    form = await phone.join(language)
    yield "form for the group", form
    step = _form(form.page, "answer")
    yield "refused", await phone.send(step, **{"text": "x" * 41, "ranking.sun": "1", "ranking.rain": "1"})
    saved = await phone.send(step, **{"text": WORDS, "ranking.sun": "1", "ranking.rain": "2"})
    yield "received", saved
    yield "form, changing", await phone.send(_form(saved.page, "change"))
    facilitators = await phone.send(_form(saved.page, "step"))
    yield "form for the facilitators", facilitators
    sent = await phone.send(_form(facilitators.page, "answer"))
    yield "received by the facilitators", sent
    yield "form only for me", await phone.send(_form(sent.page, "step"))
    yield "taken back", await phone.send(_form(saved.page, "withdraw"))
    yield "waiting, done", await phone.get(f"/?on=1&past=99&lang={language}")
    yield "heard", await phone.send(_form(form.page, "talk"))
    yield "pause", await phone.send(_form(form.page, "pause"))
    changed = step.hidden | {"text": WORDS, "list.1": WORDS}
    await room.close_form(STRESS)
    yield "closed", await phone.post("/", changed)
    room.open_form(STRESS)


async def _plan_states(phone: Phone, room: Room, language: str) -> AsyncIterator[tuple[str, Answer]]:
    home = await phone.get(f"/m?lang={language}")
    yield "my plan", home
    form = _form((await phone.join(language)).page, "answer").hidden
    mine = form | {"_do": "mine", "_audience": "mine", "letter": WORDS, "list.1": WORDS, "date": "2027-01-31"}
    brought = await phone.post("/m", mine)
    yield "my plan, with words", brought
    coded = await phone.send(_form(brought.page, "new"))
    yield "code", coded
    yield "kept", await phone.post("/m", mine)
    yield "nothing to keep", await phone.post("/m", mine | {"letter": "", "list.1": "", "date": ""})
    yield "taken out", await phone.post("/m", mine | {"_do": "remove"})
    await phone.post("/m", mine)
    yield "my plan, code known", await phone.get(f"/m?lang={language}")
    yield "another code", await phone.send(_form(home.page, "new"))
    yield "code refused", await phone.send(_form(home.page, "open"), _code="1")
    opened = await phone.send(_form(home.page, "open"), _code=code_on(coded))
    yield "plan opened", opened
    async for state in later_states(phone, opened, code_on(coded)):
        yield state
    room.receiving = False
    yield "not kept, plan", await phone.post("/m", mine)
    room.receiving = True


async def later_states(phone: Phone, opened: Answer, code: str) -> AsyncIterator[tuple[str, Answer]]:
    """A plan that is changed, and taken home."""
    asked = await phone.send(_form(opened.page, "change"))
    yield "change", asked
    yield "change refused", await phone.send(_form(asked.page, "change"), _code="1")
    form = await phone.send(_form(asked.page, "change"), _code=code)
    yield "form, filled in", form
    yield "change kept", await phone.send(_form(form.page, "mine"))
    ways = await phone.send(_form(opened.page, "take"))
    yield "take home", ways
    choose = _form(ways.page, "choose")
    card = await phone.send(choose)
    yield "paper", card
    for much, kind in (("pocket", "paper"), ("full", "paper"), ("full", "slip")):
        yield f"paper, {much} {kind}", await phone.send(choose, _form=much, _format=kind, _code=code)
    yield "file", await phone.send(choose, _format="html")
    last = await phone.send(choose, _form="full", _format="pdf")
    yield "open file", last
    yield "open file refused", await phone.send(_form(last.page, "download"), _code="1")
    lines = await phone.send(_form(ways.page, "annex"))
    yield "lines", lines
    chosen = await phone.send(_form(lines.page, "annex"), _code=code)
    yield "lines, choosing", chosen
    choice = next((form for form in chosen.page.posts if form.hidden.get("_step") == "say"), None)
    if choice is not None:
        lines_of_hers = {name: texts for name, texts in choice.offered.items() if name.startswith("line.")}
        again = await phone.send(choice, **lines_of_hers)
        yield "lines, said again", again
        yield "lines, seen", await phone.send(_form(again.page, "annex"))


async def _group_states(phone: Phone, room: Room, language: str) -> AsyncIterator[tuple[str, Answer]]:
    groups = room.groups
    groups.ask_also(Question("What would you like to make?", ("A song", "A wall")))
    groups.wish(Wishes(work="together", managers_apart=True, answer="together"))
    groups.open()
    form = await phone.get(f"/n?lang={language}")
    yield "small groups", form
    sent = (await phone.send(_form(form.page, "sign"), work="legal")).headers["location"]
    yield "small groups, waiting", await phone.get(sent)
    for _ in range(OTHERS):
        await phone.send(_form((await phone.get(f"/n?lang={language}")).page, "sign"))
    groups.draw()
    groups.settle()
    yield "small groups, sign", await phone.get(sent)
    yield "small groups, late", await phone.get(f"/n?lang={language}")
    groups.put_away()
    yield "small groups, none", await phone.get(f"/n?lang={language}")


async def _shared_states(phone: Phone, room: Room, language: str) -> AsyncIterator[tuple[str, Answer]]:
    first = await phone.get(f"/?s=1&lang={language}")
    yield "next person", first
    begun = await phone.send(_form(first.page, "begin"))
    form = await phone.get(begun.headers["location"])
    yield "shared form", form
    yield "shared received", await phone.send(_form(form.page, "answer"))
    marks = form.page.posts[0].hidden
    yield "shared take home", await phone.post("/m", marks | {"_do": "take"})
    paper = {"_do": "choose", "_format": "paper", "_form": "pocket"}
    yield "shared paper", await phone.post("/m", marks | paper)


async def wall_states(wall: Phone, room: Room) -> AsyncIterator[tuple[str, Answer]]:
    """The wall of a room before its first session, whose forms were not yet answered."""
    yield "wall, first", await wall.get("/")
    room.begin_next()
    room.open_form(SHORT)
    yield "wall, asking", await wall.get("/")
    await answer(room, SHORT, 9, (WORDS,))
    await room.close_form(SHORT)
    prompt = room.bundle.exercises[SHORT].form(Audience.ROOM)[0]
    await room.figures.release(SHORT, prompt)
    yield "wall, released", await wall.get("/")
    room.groups.wish(Wishes())
    room.groups.open()
    for _ in range(OTHERS + 3):
        room.groups.answer(Person(room.groups.ticket()))
    room.groups.draw()
    room.groups.settle()
    room.groups.show()
    yield "wall, groups", await wall.get("/")
    room.groups.put_away()
    while room.session is not None and room.session.kind != "break":
        room.begin_next()
    yield "wall, break", await wall.get("/")
    yield "wall, not here", await wall.get("/nowhere")


async def desk_states(desk: Phone, room: Room, path: str) -> AsyncIterator[tuple[str, Answer]]:
    """The desk, after the wall's states."""
    yield "desk, texts", await desk.get(path)
    yield "desk, not here", await desk.get("/nowhere")
    room.lock()
    yield "desk, locked", await desk.get(path)
