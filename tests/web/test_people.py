"""People who can help, on a phone: one link away, in plain words, and nobody knows who looked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import HOSTILE, FakeClock
from tests.directories import DIRECTORY, contact, directory_of
from tests.web.conftest import Phone
from tests.web.reading import Page
from tests.web.test_mine import begin, take, write
from tests.web.test_words import escaped
from tests.web.wire import served
from workshop.domain.cleaning import one_line
from workshop.room import Room, enter, keep_referrals
from workshop.vault import Vault
from workshop.web import phone_app
from workshop.web.headers import SECURITY_HEADERS

STRESS = "stressor-mapping"
LINK = "People who can help"
PEOPLE = "/?h=1&lang=en"


@pytest.fixture
def directory() -> str:
    return DIRECTORY


@pytest.fixture
async def room(vault: Vault, clock: FakeClock, directory: str) -> Room:
    keep_referrals(vault, directory)
    return await enter(vault, clock=clock)


async def test_over_real_http_the_page_says_who_helps_and_leaves_with_our_headers(room: Room) -> None:
    async with served(lambda hosts: phone_app(room, hosts)) as wire:
        reply = await wire.ask(path=PEOPLE)
        page = Page(reply.body.decode())
    assert reply.status == 200
    assert {(name.lower(), value) for name, value in SECURITY_HEADERS} <= {*reply.headers}
    assert reply.header("set-cookie") is None
    for said in (
        "Somebody to talk to, one to one",
        "The River House",
        "The blue door behind the market",
        "Defenders and their families",
        "English · Burmese",
        "What you can give",
        "No notes with names",
        "1 October 2026",
    ):
        assert said in page.texts, said
    assert "not counted and not written down" in page.text
    assert "talk_therapy" not in page.html
    assert page.fetched == ["/icon.svg", "/s.css", "/s.js"]


async def test_a_stale_contact_says_so_and_the_others_do_not(phone: Phone, clock: FakeClock) -> None:
    page = (await phone.get(PEOPLE)).page
    assert page.text.count("Nobody has checked this for a long time") == 1
    clock.forward(120 * 24 * 60)
    assert (await phone.get(PEOPLE)).page.text.count("Nobody has checked this for a long time") == 2


async def test_every_page_on_which_somebody_waits_writes_or_is_done_leads_there(
    phone: Phone, room: Room
) -> None:
    waiting = (await phone.join()).page
    room.open_form(STRESS)
    form = (await phone.join()).page
    saved = (await phone.send(form.posts[0], sources="pay")).page
    wish = (await phone.send(form.post("I need a pause"))).page
    for page in (waiting, saved, wish):
        assert LINK in page.text
        people = next(link for link in page.links if "h=1" in link)
        assert "The River House" in (await phone.get(people)).page.texts


async def test_on_a_form_they_unfold_in_their_place_and_nothing_is_lost(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    page = (await phone.join()).page
    assert "The River House" in page.texts
    assert not [link for link in page.links if "h=1" in link]
    assert len(page.all("details")) == 2


async def test_the_way_back_leads_where_one_was(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    saved = (await phone.send((await phone.join()).page.posts[0])).page
    people = (await phone.get(next(link for link in saved.links if "h=1" in link))).page
    back = next(link for link in people.links if "on=1" in link)
    assert "Nothing to do right now" in (await phone.get(back)).page.text


async def test_what_the_facilitator_alone_sees_is_on_no_page(phone: Phone, room: Room) -> None:
    pages = [await phone.get(PEOPLE), await phone.join()]
    room.open_form(STRESS)
    pages += [await phone.join(), await phone.send((await phone.join()).page.posts[0])]
    for answer in pages:
        assert b"Harbour" not in answer.body
        assert b"organisers know the form" not in answer.body


async def test_looking_changes_nothing_that_is_kept(phone: Phone, room: Room, folder: Path) -> None:
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}
    told: list[str] = []
    room.listen(told.append)
    for _ in range(3):
        answer = await phone.get(PEOPLE)
        assert "set-cookie" not in answer.headers
    assert {f.name: (f.read_bytes(), f.stat().st_mtime_ns) for f in folder.iterdir()} == before
    assert told == []


async def test_it_is_there_while_the_laptop_is_locked_or_paused(phone: Phone, room: Room) -> None:
    room.lock()
    room.receiving = False
    answer = await phone.get(PEOPLE)
    assert answer.status == 200
    assert "The River House" in answer.page.texts


async def test_every_label_comes_from_a_catalogue_and_runs_its_way(phone: Phone, room: Room) -> None:
    numbers = [contact(f"c{n}", verified_on="2026-06-01", reach="12", records="12") for n in range(2)]
    keep_referrals(room.vault, directory_of(*numbers))
    room.directory = (await enter(room.vault)).directory
    page = (await phone.get("/?h=1&lang=en-XA")).page
    assert page.text.count("12") > 10
    assert escaped(page) == []
    mirrored = (await phone.get("/?h=1&lang=ar-XB")).page
    assert mirrored.all("html")[0] == {"lang": "ar-XB", "dir": "rtl"}
    assert len(mirrored.all("bdi")) == 12


@pytest.mark.parametrize(
    "directory",
    [
        directory_of(
            *(
                contact(f"c{n}", title=t, route=t, languages=[t], cost=t, reach=t, records=t)
                for n, t in enumerate(HOSTILE)
            ),
            title="x",
        )
    ],
    ids=["hostile"],
)
async def test_what_stands_in_the_file_is_only_ever_text(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    for answer in (await phone.get(PEOPLE), await phone.join()):
        page = answer.page
        for text in HOSTILE:
            assert page.texts.count(one_line(text)) == 6, text
        assert not {"img", "iframe"} & {tag for tag, _ in page.tags}
        assert set(page.scripts) <= {"/s.js", "/j/send.js"}
        assert "\x1b" not in page.html and "\u202e" not in page.html


@pytest.mark.parametrize("directory", [directory_of(contact("a", on_phones="false"))], ids=["hidden"])
async def test_where_all_is_for_the_facilitator_there_is_no_link_and_no_page(phone: Phone) -> None:
    assert LINK not in (await phone.join()).page.text
    assert "Welcome" in (await phone.get(PEOPLE)).page.texts


async def test_without_a_directory_there_is_no_link_and_no_page(vault: Vault, clock: FakeClock) -> None:
    room = await enter(vault, clock=clock)
    async with served(lambda hosts: phone_app(room, hosts)) as wire:
        host = (("Host", wire.authority),)
        welcome = Page((await wire.ask(path=PEOPLE, headers=host)).body.decode())
        waiting = Page((await wire.ask(path="/?on=1", headers=host)).body.decode())
    assert "Welcome" in welcome.texts
    assert LINK not in waiting.text


@pytest.mark.parametrize("ending", ["html", "md", "json"])
async def test_the_plan_takes_them_home(phone: Phone, room: Room, ending: str) -> None:
    code, _ = await begin(phone)
    await write(phone, room)
    opened = await phone.send((await phone.get("/m?lang=en")).page.post("Open my plan"), _code=code)
    assert LINK in opened.page.text
    file = await take(phone, opened.page, code, ending)
    text = file.body.decode()
    assert "The River House" in text
    assert "The blue door behind the market" in text
    assert "Harbour" not in text
