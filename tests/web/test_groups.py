"""Small groups on phones and wall: from the form to the sign, and who shares with whom."""

from __future__ import annotations

import gc
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from tests.conftest import HOSTILE, FakeClock
from tests.web.conftest import HOST, Answer, Phone
from tests.web.reading import Page
from tests.web.test_words import escaped
from workshop.domain.groups import Person, Question, Wishes
from workshop.domain.joining import Joining
from workshop.domain.signs import SIGNS
from workshop.room import Room, enter
from workshop.vault import FromFile, Vault
from workshop.web import phone_app, wall_app
from workshop.web.pace import Pace
from workshop.web.pages import Pages
from workshop.wording import ENGLISH, wording

STRESS = "stressor-mapping"
WALL = "127.0.0.1:8001"
ALL = Wishes(work="together", managers_apart=True)


@pytest.fixture
async def wall(room: Room) -> AsyncIterator[httpx2.AsyncClient]:
    app = wall_app(room, lambda: Joining(f"http://{HOST}", f"http://{WALL}"), ENGLISH, frozenset({WALL}))
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url=f"http://{WALL}") as client:
        yield client


def opened(room: Room, wishes: Wishes = ALL, question: Question | None = None) -> None:
    if question:
        room.groups.ask_also(question)
    room.groups.wish(wishes)
    room.groups.open()


def others_come(room: Room, number: int) -> None:
    for _ in range(number):
        room.groups.answer(Person(room.groups.ticket(), "legal", "staff"))


def made(room: Room) -> None:
    room.groups.draw()
    room.groups.settle()


async def sent(phone: Phone, page: Page, **said: object) -> str:
    """The address of the page that waits for a sign."""
    answer = await phone.send(page.post("Get a sign"), **said)
    assert answer.status == 303
    assert answer.body == b""
    return answer.headers["location"]


def refresh_of(answer: Answer) -> list[str]:
    return [m["content"] for m in answer.page.all("meta") if m.get("http-equiv") == "refresh"]


async def test_from_the_form_to_the_sign(phone: Phone, room: Room) -> None:
    opened(room)
    form = (await phone.join()).page
    assert "Only for that. It is kept in this laptop's memory until the groups are made" in form.text
    assert "never on disk" in form.text
    assert "everybody can see that they do" in form.text
    assert form.posts[0].offered["leads"] == ["manager", "staff", ""]
    there = await sent(phone, form, work="legal", leads="staff")
    waits = await phone.get(there)
    assert waits.status == 200
    assert "You will get a sign" in waits.page.text
    assert refresh_of(waits) == [f"5; url={there}"]
    others_come(room, 8)
    room.groups.name_places({sign.id: "by the window" for sign in SIGNS})
    made(room)
    shown = await phone.get(there)
    ticket = re.search(r"t=([^&]+)", there)
    assert ticket
    sign = room.groups.sign_of(ticket[1])
    assert sign is not None
    assert ("h1", {}) in shown.page.tags
    assert shown.page.texts[shown.page.texts.index("Your group") + 1 :][:2] == [sign.word, "by the window"]
    assert [svg["class"] for svg in shown.page.all("svg")] == [f"shape {sign.id}"]
    assert "You may also choose another group" in shown.page.text
    assert refresh_of(shown) == [f"5; url={there}"]


async def test_every_sign_has_a_shape_of_its_own() -> None:
    pages, drawn = Pages(), set()
    for sign in SIGNS:
        source = pages._templates.from_string('{% from "sign.html" import shape %}{{ shape(id) }}')
        page = Page(source.render(id=sign.id, say=ENGLISH.say))
        assert len(page.tags) > 1, sign.id
        drawn.add(str(page.tags[1:]))
    assert len(drawn) == len(SIGNS)
    assert len({sign.mark for sign in SIGNS}) == len({sign.word for sign in SIGNS}) == len(SIGNS)


async def test_nothing_has_to_be_answered(phone: Phone, room: Room) -> None:
    opened(room, question=Question("How rested are you?", ("rested", "tired")), wishes=ALL)
    page = (await phone.join()).page
    assert not [tag for tag in page.all("input") if "required" in tag]
    there = await sent(phone, page)
    skip = next(tag["href"] for tag in page.all("a") if tag.get("rel") == "next")
    assert "Nothing to do right now" in (await phone.get(skip)).page.text
    others_come(room, 5)
    made(room)
    assert "Look for the others with this sign" in (await phone.get(there)).page.text


async def test_the_form_asks_what_the_rules_need_and_says_what_they_show(phone: Phone, room: Room) -> None:
    opened(room, Wishes())
    page = (await phone.join()).page
    assert not page.all("fieldset")
    room.groups.put_away()
    question = Question("Tea or coffee?", ("tea", "coffee", "neither"))
    opened(room, Wishes(work="mixed", answer="together"), question)
    page = (await phone.get("/n?lang=en")).page
    assert set(page.posts[0].offered) - set(page.posts[0].hidden) == {"work", "answer"}
    assert page.posts[0].offered["answer"] == ["0", "1", "2", ""]
    assert "Groups are mixed by it" in page.text
    assert "People with the same answer sit together: your group shows it." in page.text
    assert "What is your work" in page.text and "Do you lead" not in page.text


async def test_the_ticket_is_on_its_own_page_and_nowhere_else(phone: Phone, room: Room) -> None:
    opened(room)
    room.open_form(STRESS)
    page = (await phone.get("/n?lang=en")).page
    there = await sent(phone, page, work="legal")
    ticket = re.search(r"t=([^&]+)", there)
    assert ticket
    waits = await phone.get(there)
    assert "set-cookie" not in waits.headers
    assert not phone.client.cookies
    onward = next(tag["href"] for tag in waits.page.all("a") if tag.get("rel") == "next")
    assert ticket[1] not in onward
    care = [form for form in waits.page.posts if form.action == "/"]
    assert care and all(ticket[1] not in str(form.fields) for form in care)
    assert ticket[1] not in (await phone.get("/?on=1")).page.html


async def test_it_can_be_changed_and_taken_back(phone: Phone, room: Room) -> None:
    opened(room)
    there = await sent(phone, (await phone.join()).page, work="legal")
    waits = (await phone.get(there)).page
    again = (await phone.send(waits.post("Change"))).page
    assert await sent(phone, again, work="media") == there
    (person,) = room.groups._people.values()
    assert person.work == "media"
    back = await phone.send(waits.post("Withdraw"))
    assert "Taken back" in back.page.text
    assert not room.groups._people
    assert "For making small groups" in (await phone.get(there)).page.text


async def test_what_was_closed_is_not_taken(phone: Phone, room: Room) -> None:
    opened(room)
    form = (await phone.join()).page
    there = await sent(phone, form, work="legal")
    waits = (await phone.get(there)).page
    others_come(room, 3)
    room.groups.draw()
    assert (await phone.send(form.post("Get a sign"), work="legal")).status == 409
    assert (await phone.send(waits.post("Withdraw"))).status == 409
    still = (await phone.get(there)).page
    assert "You will get a sign" in still.text
    assert [form for form in still.posts if form.action == "/n"] == []
    late = await phone.get("/n?lang=en")
    assert "a facilitator has one for you" in late.page.text
    assert room.groups.arrived == 4


async def test_while_the_server_is_paused_nothing_is_lost(phone: Phone, room: Room) -> None:
    opened(room)
    form = (await phone.join()).page
    room.receiving = False
    later = await phone.send(form.post("Get a sign"), work="legal")
    assert later.status == 503
    assert (await phone.get("/n")).status == 503
    room.receiving = True
    again = await phone.send(later.page.post("Try again"))
    assert again.status == 303
    (person,) = room.groups._people.values()
    assert person.work == "legal"


async def test_the_newest_form_comes_first_and_the_other_stays_in_reach(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    opened(room)
    form = (await phone.join()).page
    assert "For making small groups" in form.text
    there = await sent(phone, form)
    waits = (await phone.get(there)).page
    onward = next(tag["href"] for tag in waits.all("a") if tag.get("rel") == "next")
    waiting = (await phone.get(onward)).page
    assert "Stressor mapping" in waiting.text
    assert "Small groups" in waiting.text
    room.open_form("group-agreement")
    newest = (await phone.get(onward)).page
    assert newest.posts[0].hidden["_exercise"] == "group-agreement"
    assert any(link.startswith("/n?") for link in newest.links)
    (joined, *_) = (await phone.join()).page.posts
    assert joined.hidden["_exercise"] == "group-agreement"
    await room.close_form("group-agreement")
    await room.close_form(STRESS)
    assert "For making small groups" in (await phone.join()).page.text


async def test_a_lock_is_said_and_the_form_comes_again_by_itself(
    phone: Phone, room: Room, folder: Path, passphrase_file: Path, clock: FakeClock
) -> None:
    opened(room)
    there = await sent(phone, (await phone.join()).page, work="legal")
    room.lock()
    lost = await phone.get(there)
    assert "We have to ask again" in lost.page.text
    assert "never on disk" in lost.page.text
    assert refresh_of(lost) == [f"5; url={there}"]
    room.vault.close()
    vault = Vault.open(folder)
    vault.unlock(FromFile(passphrase_file))
    again = await enter(vault, clock=clock)
    app = phone_app(again, frozenset({HOST}), pace=Pace(burst=10_000))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=f"http://{HOST}") as client:
        after = Phone(client)
        assert "We have to ask again" in (await after.get(there)).page.text
        opened(again)
        page = (await after.get(there)).page
        assert "We have to ask once more" in page.text
        assert await sent(after, page, work="legal") != there
    vault.close()


async def test_signs_are_shown_while_locked(phone: Phone, room: Room, wall: httpx2.AsyncClient) -> None:
    opened(room)
    there = await sent(phone, (await phone.join()).page, work="legal")
    others_come(room, 5)
    made(room)
    room.groups.show()
    room.lock()
    assert "Look for the others" in (await phone.get(there)).page.text
    assert "Small groups" not in (await wall.get("/")).text


async def test_nothing_that_was_said_is_on_any_page(
    phone: Phone, room: Room, wall: httpx2.AsyncClient
) -> None:
    opened(room, ALL, Question("Tea?", ("tea", "coffee")))
    there = await sent(phone, (await phone.join()).page, work="legal", leads="manager")
    others_come(room, 7)
    made(room)
    room.groups.show()
    for html in ((await phone.get(there)).page.html, (await wall.get("/")).text):
        assert not re.search("legal|manager|coffee", html)
    gc.collect()
    assert not [thing for thing in gc.get_objects() if isinstance(thing, Person) and thing.work == "legal"]


async def test_own_choice_shows_every_sign(phone: Phone, room: Room) -> None:
    room.groups.wish(Wishes(own_choice=True, by="number", many=3))
    room.groups.name_places({"leaf": "garden"})
    made(room)
    waiting = (await phone.join()).page
    assert "Choose your group" in waiting.text
    page = (await phone.get(next(link for link in waiting.links if link.startswith("/n?")))).page
    assert page.texts.index("circle") < page.texts.index("square") < page.texts.index("leaf ·")
    assert "garden" in page.texts


async def test_after_the_groups_nothing_is_left_on_the_phone(phone: Phone, room: Room) -> None:
    opened(room)
    there = await sent(phone, (await phone.join()).page)
    others_come(room, 3)
    made(room)
    assert "Small groups are at work" in (await phone.join()).page.text
    room.groups.put_away()
    assert "No groups are being made now" in (await phone.get(there)).page.text
    assert "Small groups" not in (await phone.join()).page.text


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_the_facilitator_typed_is_only_text(
    phone: Phone, room: Room, wall: httpx2.AsyncClient, hostile: str
) -> None:
    opened(room, Wishes(answer="mixed"), Question(hostile, (hostile, "no")))
    room.groups.name_places({sign.id: hostile for sign in SIGNS})
    form = (await phone.join()).page
    there = await sent(phone, form, answer="0")
    others_come(room, 3)
    made(room)
    room.groups.show()
    for page in (form, (await phone.get(there)).page, Page((await wall.get("/")).text)):
        assert any(text.split() == hostile.split() for text in page.texts)
        assert page.scripts == ["/s.js"]
        assert not page.all("img")


@pytest.mark.own_words
@pytest.mark.parametrize("hostile", [*HOSTILE, "\ud7ff\uffff", "manager" * 9000, "0", "9" * 400])
async def test_made_up_fields_and_addresses_are_answered(phone: Phone, room: Room, hostile: str) -> None:
    opened(room, Wishes(work="mixed", managers_apart=True, answer="mixed", many=2), Question("?", ("a", "b")))
    form = (await phone.join()).page.post("Get a sign")
    for name in ("work", "leads", "answer", "_ticket", "_do", "_past", "_lang"):
        answer = await phone.send(form, **{name: hostile})
        assert answer.status in (200, 303, 409, 413)
    for person in room.groups._people.values():
        assert person.work is None and person.position is None and person.answer in (None, "0")
    quoted = httpx2.QueryParams({"t": hostile[:200], "lang": hostile[:200], "past": hostile[:200]})
    assert (await phone.get(f"/n?{quoted}")).status == 200


async def test_the_wall_shows_signs_and_no_numbers(room: Room, wall: httpx2.AsyncClient) -> None:
    opened(room, Wishes(by="number", many=5))
    assert "Small groups" in (await wall.get("/")).text
    others_come(room, 11)
    room.groups.name_places({"circle": "by the window"})
    made(room)
    assert "square" not in (await wall.get("/")).text, "not before the facilitator wants it"
    room.groups.show()
    page = Page((await wall.get("/")).text)
    assert [text for text in page.texts if text in {sign.word for sign in SIGNS}] == [
        sign.word for sign in SIGNS[:5]
    ]
    assert "by the window" in page.texts
    assert not re.search(r"\b\d+\b(?!:|\.|/)", page.text.replace("09:00", "").replace(HOST, ""))
    before = int((await wall.get("/v")).text)
    room.groups.onward()
    assert int((await wall.get("/v")).text) > before


async def test_sharing_on_wall_and_phone(phone: Phone, room: Room, wall: httpx2.AsyncClient) -> None:
    opened(room, Wishes(by="number", many=5))
    there = await sent(phone, (await phone.join()).page)
    others_come(room, 11)
    made(room)
    room.groups.show()
    room.groups.onward()
    share = room.groups.share
    assert share is not None
    words = {sign.word for sign in SIGNS}
    page = Page((await wall.get("/")).text)
    assert "Share with one other group" in page.texts
    assert [t for t in page.texts if t in words] == [sign.word for pair in share.pairs for sign in pair]
    sign = room.groups.sign_of(there.partition("t=")[2].partition("&")[0])
    assert sign is not None
    mine = (await phone.get(there)).page
    after = mine.texts[mine.texts.index("Now your group shares with:") + 1 :]
    assert [t for t in after if t in words] == [other.word for other in share.partners(sign)]
    for place, pair in enumerate(share.pairs):
        room.groups.onward()
        page = Page((await wall.get("/")).text)
        assert "One sentence for the whole room" in page.texts
        then = share.pairs[place + 1] if place + 1 < len(share.pairs) else ()
        assert [t for t in page.texts if t in words] == [sign.word for sign in (*pair, *then)]
    room.groups.onward()
    assert "Every pair was heard. Thank you." in (await wall.get("/")).text


async def test_every_text_comes_from_a_catalogue(room: Room, phone: Phone) -> None:
    seen: list[Page] = []
    app = wall_app(room, lambda: Joining(f"http://{HOST}", ""), wording("en-XA"), frozenset({"wall"}))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://wall") as wall:
        opened(room)
        form = (await phone.join("en-XA")).page
        there = await sent_in(phone, form)
        seen += [form, (await phone.get(there)).page]
        others_come(room, 9)
        made(room)
        room.groups.show()
        seen.append((await phone.get(there)).page)
        for _ in range(5):
            seen += [Page((await wall.get("/")).text), (await phone.get(there)).page]
            room.groups.onward()
        seen += [(await phone.get("/n?lang=en-XA")).page, (await phone.join("en-XA")).page]
        room.groups.put_away()
        seen.append((await phone.get(there)).page)
        room.groups.wish(Wishes(own_choice=True))
        made(room)
        seen.append((await phone.get("/n?lang=en-XA")).page)
        room.groups.put_away()
        opened(room)
        room.lock()
        seen.append((await phone.get("/n?lang=en-XA")).page)
    for page in seen:
        assert [text for text in escaped(page) if text != f"http://{HOST}"] == []


async def sent_in(phone: Phone, page: Page) -> str:
    form = next(form for form in page.posts if form.hidden.get("_do") == "sign")
    return (await phone.send(form)).headers["location"]
