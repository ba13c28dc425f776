"""Whatever a phone sends, it gets a page, and never the one for what went wrong inside."""

from __future__ import annotations

import random

import pytest

from tests.conftest import HOSTILE
from tests.web.conftest import Phone
from tests.web.reading import Page
from workshop.room import Room

pytestmark = pytest.mark.own_words

STRESS = "stressor-mapping"
COLOURS = "my-green-yellow-red"
ANSWERED = {200, 303, 400, 404, 409, 413, 422}
VALUES: tuple[str, ...] = (
    *HOSTILE,
    "",
    "0",
    "-1",
    "1" * 5000,
    "٣",
    "²",
    "1e9",
    "\x00",
    "\ud7ff\uffff\U0010ffff",
    "é.é",
    "pay",
    "money",
    "much",
    "2026-02-30",
    "mine",
    "room",
    "paper",
    STRESS,
    COLOURS,
    "html",
    "x.y.z",
    "answer",
    "change",
    "withdraw",
    "step",
    "on",
    "new",
    "download",
    "clear",
)
NAMES = ("on", "g", "lang", "past", "x", "%")
QUERIES = ("1", "", "%ff", "%00", "ar-XB", "%D9%A3", "9" * 400)


async def test_made_up_forms_are_answered_and_never_break_anything(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    room.open_form(COLOURS)
    forms = [(await phone.join()).page.posts[0]]
    for exercise in (STRESS, COLOURS):
        for audience in ("room", "mine"):
            step = forms[0].hidden | {"_do": "step", "_exercise": exercise, "_audience": audience}
            forms.append((await phone.post("/", step)).page.posts[0])
    forms += (await phone.get("/m")).page.posts
    drawn = random.Random(7)
    for _ in range(400):
        form = drawn.choice(forms)
        fields: dict[str, object] = dict(form.fields)
        sealing = ("", "_sealed", "_entries", "_counter", "_slot", "_key")
        names = [
            *fields,
            *form.offered,
            "_do",
            "_again",
            "_code",
            "_format",
            "_past",
            "_lang",
            "",
            "x",
            *sealing,
        ]
        for name in drawn.sample(names, k=min(4, len(names))):
            fields[name] = drawn.choices(VALUES, k=drawn.choice((1, 1, 3)))
        if drawn.random() < 0.3:
            fields.pop(drawn.choice(list(fields)))
        answer = await phone.post(drawn.choice(("/", "/m")), fields)
        assert answer.status in ANSWERED, fields
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert set(Page(answer.body.decode()).scripts) <= {"/s.js", "/j/send.js", "/j/mine.js"}


async def test_made_up_addresses_are_answered(phone: Phone) -> None:
    drawn = random.Random(8)
    for _ in range(200):
        query = "&".join(f"{drawn.choice(NAMES)}={drawn.choice(QUERIES)}" for _ in range(3))
        assert (await phone.get(f"/?{query}")).status == 200, query
