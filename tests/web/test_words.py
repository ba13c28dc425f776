"""Nothing that people read has escaped the catalogues, and every page runs in its own direction."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2

from tests.web.conftest import HOST, Phone
from tests.web.reading import Page
from tests.web.states import later_states
from tests.web.test_mine import code_on
from workshop.domain.joining import Joining, Wifi
from workshop.domain.prompt import Audience
from workshop.room import Room
from workshop.vault import PlanCode, derive, fingerprint, text_of
from workshop.web import phone_app, wall_app
from workshop.wording import Wording, wording

OWN = ("tiny-own-words", "card.html", "notes.pdf", "http://192.168.1.20:8000", "Quiet corner", "tea")
"""What people typed, and names that are not ours to translate."""


def escaped(page: Page, *own: str) -> list[str]:
    """Texts with letters that did not come from a catalogue."""
    written = (text for text in (*page.texts, *page.spoken) if any(sign.isalpha() for sign in text))
    return [
        text
        for text in written
        if text not in (*OWN, *own) and not text.lstrip("0123456789 ·").startswith("⟦")
    ]


async def pages(phone: Phone, room: Room, language: str) -> AsyncIterator[Page]:
    """Every page of the phone."""
    yield (await phone.get(f"/?lang={language}")).page
    yield (await phone.join(language)).page
    yield (await phone.get(f"/?g=1&lang={language}")).page
    yield (await phone.get(f"/w?lang={language}")).page
    yield (await phone.get(f"/nowhere?lang={language}")).page
    for exercise in room.bundle.exercises.values():
        if not exercise.audiences:
            continue
        room.open_form(exercise.id)
        page = (await phone.join(language)).page
        for audience in exercise.audiences:
            step = page.posts[0].hidden | {"_do": "step", "_audience": audience.value}
            form = (await phone.post("/", step)).page
            yield form
            if audience is not Audience.MINE:
                saved = await phone.send(form.posts[0])
                yield saved.page
                for do in ("change", "withdraw"):
                    yield (await phone.post("/", form.posts[0].hidden | {"_do": do})).page
        yield (await phone.post("/", page.posts[0].hidden | {"_do": "talk"})).page
        yield (await phone.post("/", page.posts[0].hidden | {"_do": "pause"})).page
        await room.close_form(exercise.id)
        if Audience.MINE not in exercise.audiences:
            yield (await phone.send(page.posts[0])).page
    room.open_form("my-green-yellow-red")
    form = (await phone.join(language)).page
    refused = await phone.send(form.posts[0], **{"shared-sign": "x" * 99})
    yield refused.page
    room.open_form("stressor-mapping")
    step = form.posts[0].hidden | {
        "_do": "mine",
        "_exercise": "stressor-mapping",
        "_audience": "mine",
        "stressors.1": OWN[0],
        "first-stressor-source": "team",
    }
    home = await phone.post("/m", step)
    yield home.page
    shown = await phone.send(home.page.posts[0])
    yield shown.page
    yield (await phone.send(home.page.posts[0])).page
    yield (await phone.post("/m", step)).page
    home = await phone.get(f"/m?lang={language}")
    yield home.page
    yield (await phone.send(home.page.posts[0], _code="1")).page
    opened = await phone.send(home.page.posts[0], _code=code_on(shown))
    assert "tiny-own-words" in opened.page.texts
    yield opened.page
    async for _, answer in later_states(phone, opened, code_on(shown)):
        yield answer.page
    key = derive(PlanCode.new(), room.vault.header.plan_salt)
    sealing = {name: step[name] for name in ("_lang", "_proof")} | {"_slot": text_of(key.slot)}
    sealing["_key"] = text_of(key.public_key)
    phone.client.cookies.clear()
    for do in ("ticket", "begin", "ticket", "read"):
        yield (await phone.post("/m", sealing | {"_do": do})).page
    room.receiving = False
    yield (await phone.get(f"/?on=1&lang={language}")).page
    yield (await phone.post("/m", sealing | {"_do": "download", "_format": "html"})).page


async def test_every_text_of_every_page_comes_from_a_catalogue(phone: Phone, room: Room) -> None:
    seen = 0
    async for page in pages(phone, room, "en-XA"):
        assert escaped(page, " · ".join(fingerprint(room.vault.header.public_key))) == []
        assert page.all("html")[0]["lang"] == "en-XA"
        seen += 1
    assert seen > 40


async def test_every_page_says_its_direction(phone: Phone, room: Room) -> None:
    async for page in pages(phone, room, "ar-XB"):
        assert page.all("html")[0] == {"lang": "ar-XB", "dir": "rtl"}


async def test_the_wall_speaks_its_language_too(room: Room) -> None:
    joining = Joining(OWN[1], "http://127.0.0.1:1", Wifi(OWN[2], OWN[3]))
    app = wall_app(room, lambda: joining, wording("en-XA"), frozenset({"wall"}))
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://wall") as client:
        room.open_form("stressor-mapping")
        for _ in range(9):
            words = " · ".join(fingerprint(room.vault.header.public_key))
            assert escaped(Page((await client.get("/")).text), words) == []
            room.begin_next()
        assert escaped(Page((await client.get("/nowhere")).text)) == []


async def test_a_language_that_is_asked_for_and_not_there_becomes_english(phone: Phone) -> None:
    for tag in ("xx", "", "../..", "en-XA-nonsense"):
        assert (await phone.get(f"/?lang={tag}")).page.all("html")[0]["lang"] == "en"
    assert not (await phone.get("/?lang=en-XA")).page.all("select")


async def test_a_tag_too_long_for_a_language_is_not_looked_up(room: Room) -> None:
    looked_up: list[str] = []

    def choose(tag: str) -> Wording:
        looked_up.append(tag)
        return wording("en")

    transport = httpx2.ASGITransport(phone_app(room, frozenset({HOST}), choose_words=choose))
    async with httpx2.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
        tag = "x" * 5000
        assert (await client.get(f"/?lang={tag}")).status_code == 200
        assert (await client.get(f"/nowhere?lang={tag}")).status_code == 404
        sent = await client.post("/", data={"_lang": tag}, headers={"Origin": f"http://{HOST}"})
        assert sent.status_code == 200
    assert looked_up and set(looked_up) == {""}, "what was looked up stays in memory"
