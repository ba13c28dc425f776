"""The desk over real connections: who gets in, what it shows, and that locked it holds nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.conftest import HOSTILE
from tests.console.answering import answer
from tests.web.reading import Form, Page
from tests.web.test_guard import check_headers
from tests.web.test_words import OWN, escaped
from tests.web.wire import Reply, Wire, served
from workshop.cli.listening import Network
from workshop.cli.live import served as live_served
from workshop.domain.cleaning import clean
from workshop.domain.joining import Joining
from workshop.domain.prompt import Audience, Prompt
from workshop.room import Room, Shown
from workshop.vault import FromFile, Keyholder
from workshop.web import desk_app, desk_path, phone_app, wall_app
from workshop.wording import ENGLISH, wording

TOKEN = "a-token-that-nobody-guesses"
HERE = desk_path(TOKEN)
TEXTS = "my-green-yellow-red"
CANARY = "the heron crosses at noon"


@pytest.fixture
async def wire(room: Room) -> AsyncIterator[Wire]:
    async with served(lambda hosts: desk_app(room, ENGLISH, hosts, TOKEN)) as found:
        yield found


def prompt(room: Room) -> Prompt:
    return next(p for p in room.bundle.exercises[TEXTS].form(Audience.ROOM) if p.id == "shared-sign")


async def closed(room: Room, phones: int = 9, texts: tuple[str, ...] = (CANARY,)) -> None:
    room.open_form(TEXTS)
    await answer(room, TEXTS, phones, texts)
    await room.close_form(TEXTS)


async def look(wire: Wire) -> Page:
    reply = await wire.ask(path=HERE)
    assert reply.status == 200
    return Page(reply.body.decode())


async def send(wire: Wire, form: Form, *more: tuple[str, str], path: str = HERE, **changed: str) -> Reply:
    body = urlencode(form.filled(**changed), doseq=True).encode()
    headers = (
        ("Host", wire.authority),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Content-Length", str(len(body))),
        *(more or (("Origin", f"http://{wire.authority}"),)),
    )
    return await wire.ask("POST", path, headers, body)


def button(page: Page, words: str) -> Form:
    return page.post(words)


def chosen(room: Room) -> int:
    return len(room.state.notes_released)


async def test_only_who_has_the_address_gets_in(wire: Wire, room: Room) -> None:
    await closed(room)
    wrong = ("/", "/v", "/s.css", "//", f"/{TOKEN}", f"/{TOKEN}x/", f"/{TOKEN[:-1]}/", "/é/", f"{HERE}no")
    for path in wrong:
        reply = await wire.ask(path=path.replace("é", "%C3%A9"))
        assert reply.status == 404, path
        assert CANARY.encode() not in reply.body
        assert TOKEN.encode() not in reply.body
        check_headers(reply)
    for path in (HERE, f"{HERE}v", f"{HERE}s.css", f"{HERE}s.js", f"{HERE}icon.svg", f"{HERE}?lang=ar"):
        reply = await wire.ask(path=path)
        assert reply.status == 200
        check_headers(reply)


async def test_only_our_own_name_is_answered(wire: Wire, room: Room) -> None:
    await closed(room)
    for host, status in (("evil.example", 421), (f"localhost:{wire.port}", 421), ("127.0.0.1", 421)):
        reply = await wire.ask(path=HERE, headers=(("Host", host),))
        assert (reply.status, CANARY.encode() in reply.body) == (status, False)


async def test_a_form_comes_from_this_very_page(wire: Wire, room: Room) -> None:
    await closed(room)
    choose = button(await look(wire), "Choose it")
    for origin in ("http://evil.example", "null", f"http://localhost:{wire.port}"):
        assert (await send(wire, choose, ("Origin", origin))).status == 403
    here = ("Origin", f"http://{wire.authority}")
    for proof in ("", "é", room.proof("page")):
        assert (await send(wire, choose, here, _proof=proof)).status == 403
    assert (await send(wire, choose, ("Origin", f"http://{wire.authority}"), path="/x/")).status == 404
    assert chosen(room) == 0
    assert (await send(wire, choose, ("X-Nothing", "1"))).status == 303, (
        "without an origin the mark proves it"
    )
    assert chosen(room) == 1
    assert (await wire.ask("PUT", HERE)).status == 405


async def test_texts_are_chosen_and_kept_back_and_the_question_shown_and_hidden(
    wire: Wire, room: Room
) -> None:
    await closed(room)
    asked = prompt(room)
    reply = await send(wire, button(await look(wire), "Choose it"))
    assert (reply.status, chosen(room)) == (303, 1)
    assert (reply.header("location") or "").startswith(f"{HERE}#q-{TEXTS}-shared-sign-")
    page = await look(wire)
    assert page.texts.count("● chosen") == 1
    again = button(page, "Keep it back")
    assert (await send(wire, again)).status == 303
    assert (await send(wire, again)).status == 303, "pressed twice it stays as the button said"
    assert chosen(room) == 0
    show = button(await look(wire), "Show it to the room")
    await send(wire, show)
    await send(wire, show)
    assert (TEXTS, asked.id) in room.state.released
    page = await look(wire)
    assert "● The room sees this question" in page.texts
    await send(wire, button(page, "Hide it from the room"))
    assert room.state.released == frozenset()
    assert len(room.state.undoable) == 4, "what changed nothing is no act"


async def test_what_is_not_there_changes_nothing(wire: Wire, room: Room) -> None:
    await closed(room)
    choose = button(await look(wire), "Choose it")
    for changed in ({"_note": "made-up"}, {"_prompt": "no"}, {"_exercise": "no"}, {"_exercise": "é"}):
        assert (await send(wire, choose, **changed)).status in (200, 303)
    assert chosen(room) == 0
    assert room.state.released == frozenset()


async def test_thresholds_hold_and_open_forms_stay_unread(wire: Wire, room: Room) -> None:
    await closed(room, 7)
    page = await look(wire)
    assert "Too few answers to show: it needs 8." in page.texts
    assert CANARY not in page.text
    assert not page.posts
    room.open_form(TEXTS)
    await answer(room, TEXTS, 9, (CANARY,))
    page = await look(wire)
    assert CANARY not in page.text
    assert "There is nothing to read yet" in page.text


async def test_what_was_asked_for_the_facilitators_is_read_and_not_shown(wire: Wire, room: Room) -> None:
    id, asked = next(
        (id, p)
        for id, exercise in room.bundle.exercises.items()
        for p in exercise.form(Audience.FACILITATOR)
        if type(p).__name__ == "TextPrompt"
    )
    room.open_form(id)
    await answer(room, id, 1, (CANARY,))
    await room.close_form(id)
    page = await look(wire)
    assert CANARY[:20] in page.text
    assert "For the facilitators: it is shown to nobody else." in page.texts
    assert asked.id not in {form.hidden["_prompt"] for form in page.posts}


async def test_locked_the_answer_holds_nothing_and_takes_nothing(
    wire: Wire, room: Room, passphrase_file: Path
) -> None:
    await closed(room)
    page = await look(wire)
    assert CANARY in page.text
    before = await wire.ask(path=f"{HERE}v")
    keyholder = await Keyholder.unlock_async(room.vault.folder, FromFile(passphrase_file))
    room.lock()
    for reply in (await wire.ask(path=HERE), await send(wire, button(page, "Choose it"))):
        assert reply.status == 423
        text = reply.body.decode()
        assert "Unlock the console (u)" in text
        assert CANARY not in text and "_note" not in text
        assert room.bundle.exercises[TEXTS].title not in text
        check_headers(reply)
    assert chosen(room) == 0
    assert (await wire.ask(path=f"{HERE}v")).body != before.body
    await room.adopt(keyholder)
    assert CANARY in (await look(wire)).text


async def test_hostile_words_are_only_text(wire: Wire, room: Room) -> None:
    texts = tuple(text[:70] for text in HOSTILE if text.isprintable())
    await closed(room, len(texts), texts)
    page = await look(wire)
    shown = room.figures.shown(TEXTS, prompt(room))
    assert isinstance(shown, Shown)
    for text in texts:
        assert clean(text) in page.texts
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert {p.get("dir") for p in page.all("p") if p.get("class") == "text"} == {"auto"}


async def test_the_version_grows_only_when_the_page_would_differ(wire: Wire, room: Room) -> None:
    async def version() -> int:
        return int((await wire.ask(path=f"{HERE}v")).body)

    await closed(room)
    first = await version()
    await room.wish("talk")
    assert await version() == first
    await send(wire, button(await look(wire), "Choose it"))
    assert await version() > first
    assert (await look(wire)).all("body")[0]["data-version"] == str(await version())


async def test_neither_wall_nor_phones_know_of_it(room: Room) -> None:
    async with live_served(room, Network("127.0.0.1"), ENGLISH) as joining:
        await closed(room)
        host, _, token = joining.desk.removeprefix("http://").rstrip("/").partition("/")
        assert len(token) >= 32
        desk = Wire("127.0.0.1", int(host.partition(":")[2]))
        assert CANARY in (await desk.ask(path=f"/{token}/")).body.decode()
        for address in (joining.address, joining.wall):
            other = Wire("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]))
            assert other.port != desk.port
            assert (await other.ask(path=f"/{token}/")).status == 404
            for path in ("/", "/?on=1", "/m", "/v", "/s.js"):
                reply = await other.ask(path=path)
                assert token.encode() not in reply.body
                assert host.encode() not in reply.body
    async with live_served(room, Network("127.0.0.1"), ENGLISH) as joining:
        assert token not in joining.desk, "each run has its own"


async def test_the_apps_of_wall_and_phones_hold_no_such_path(room: Room) -> None:
    joining = Joining("http://192.168.1.20:8000/", "http://127.0.0.1:1/")
    for app in (phone_app, lambda room, hosts: wall_app(room, lambda: joining, ENGLISH, hosts)):
        async with served(lambda hosts, app=app: app(room, hosts)) as other:  # type: ignore[misc]  # binds this turn's app
            assert (await other.ask(path=HERE)).status == 404


async def test_every_text_comes_from_a_catalogue_and_runs_in_its_direction(room: Room) -> None:
    await closed(room, 9, (OWN[0],))
    for language, direction in (("en-XA", "ltr"), ("ar-XB", "rtl")):
        words = wording(language)
        async with served(lambda hosts, words=words: desk_app(room, words, hosts, TOKEN)) as found:  # type: ignore[misc]  # binds this turn's words
            pages = [await look(found), Page((await found.ask(path="/no")).body.decode())]
            for page in pages:
                assert page.all("html")[0] == {"lang": language, "dir": direction}
                assert language != "en-XA" or escaped(page) == []
