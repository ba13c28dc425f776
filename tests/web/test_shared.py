"""Several people, one phone: each turn ends with everything that belonged to it."""

from __future__ import annotations

import pytest

from tests.web.conftest import Answer, Phone
from tests.web.reading import Form, Page
from tests.web.test_mine import code_on
from tests.web.test_words import escaped
from workshop.domain.prompt import Audience
from workshop.room import Room
from workshop.web.phone.turns import MOST, Turns

STRESS = "stressor-mapping"
FIRST = "The next person can begin"
DONE = "Done, next person"
CANARY = "the heron crosses at noon"


async def begin(phone: Phone) -> Page:
    """Somebody's turn begins; the page that they come to."""
    first = await phone.get("/?s=1&lang=en")
    begun = await phone.send(first.page.post("Begin"))
    assert begun.status == 303
    return (await phone.get(begun.headers["location"])).page


def over(page: Page) -> str:
    """Where “Done, next person” leads."""
    return next(link for link in page.links if link.startswith("/?lang=en&s=") and not link.endswith("&s=1"))


def refresh(page: Page) -> list[str]:
    return [meta["content"].partition(";")[0] for meta in page.all("meta") if "http-equiv" in meta]


def is_first(answer: Answer) -> bool:
    return FIRST in answer.page.texts and CANARY not in answer.page.html


async def answered(phone: Phone, room: Room) -> tuple[Form, Page]:
    """Somebody answers the group's form; what they sent, and the page after it."""
    room.open_form(STRESS)
    form = (await begin(phone)).post("Send to the group")
    saved = await phone.send(form, sources="pay")
    assert saved.status == 200
    return form, saved.page


async def test_the_join_page_offers_it_and_the_first_page_begins(phone: Phone, room: Room) -> None:
    join = (await phone.get("/?lang=en")).page
    link = next(link for link in join.links if "s=1" in link)
    assert "Several people share this phone" in join.texts
    first = await phone.get(link)
    assert is_first(first)
    assert not refresh(first.page)
    room.open_form(STRESS)
    page = await begin(phone)
    assert "For the group" in page.texts
    assert DONE in page.texts


async def test_it_travels_with_every_link_and_form(phone: Phone, room: Room) -> None:
    page = await begin(phone)
    room.open_form(STRESS)
    turn = over(page).partition("s=")[2]
    seen = [page]
    for path in (f"/?on=1&s={turn}", f"/?g=1&s={turn}", f"/?b=1&s={turn}", f"/m?s={turn}", "/?s=1"):
        seen.append((await phone.get(path)).page)
    for wish in ("talk", "pause"):
        seen.append((await phone.post("/", page.posts[0].hidden | {"_do": wish})).page)
    form = seen[1].post("Send to the group")
    seen.append((await phone.send(form)).page)
    seen.append((await phone.post("/", form.hidden | {"_do": "withdraw"})).page)
    for one in seen:
        assert all("s=" in link for link in one.links if not link.startswith("#")), one.links
        for sent in one.forms:
            assert {sent.fields.get("_s", sent.fields.get("s", [""]))[0]} <= {turn, "1"}
            assert sent.fields.get("_s") or sent.fields.get("s"), sent


async def test_what_was_sent_can_be_changed_until_done_and_then_by_nobody(phone: Phone, room: Room) -> None:
    form, page = await answered(phone, room)
    id = form.hidden["_id"]
    change = page.post("Change")
    assert "checked" in (await phone.send(change)).page.html
    assert is_first(await phone.get(over(page)))
    for again in (change, page.post("Withdraw"), form):
        assert is_first(await phone.send(again))
    sent = room.submitted(STRESS, Audience.ROOM, id)
    assert sent is not None and sent["sources"] == ["pay"], "it was neither taken back nor sent anew"
    await phone.send(form, sources="hours")
    assert room.submitted(STRESS, Audience.ROOM, id) == sent


async def test_every_page_of_before_leads_to_the_first(phone: Phone, room: Room) -> None:
    _, page = await answered(phone, room)
    turn = over(page).partition("s=")[2]
    await phone.get(over(page))
    for path in (f"/?on=1&s={turn}", f"/?on=1&past=1&s={turn}", f"/?s={turn}", "/?on=1&s=made-up"):
        assert is_first(await phone.get(path))
    home = await phone.get(f"/m?s={turn}")
    assert (home.status, home.headers["location"]) == (303, "/?lang=en&s=1")


async def test_the_next_person_has_a_turn_of_her_own(phone: Phone, room: Room) -> None:
    form, page = await answered(phone, room)
    await phone.get(over(page))
    other = (await begin(phone)).post("Send to the group")
    assert other.hidden["_id"] != form.hidden["_id"]
    assert other.hidden["_s"] != form.hidden["_s"]
    await phone.send(other, sources="pay")
    await room.close_form(STRESS)
    assert room.count(STRESS) == 2


async def test_no_cookie_is_ever_set_and_a_plan_asks_for_its_code_once(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    page = await begin(phone)
    step = (await phone.send(page.post("Skip this step"))).page
    asked = (await phone.send(step.post("Keep in my plan"), **{"stressors.1": CANARY})).page
    shown = await phone.send(asked.post("Get a code"))
    code = code_on(shown)
    assert "set-cookie" not in shown.headers
    assert not phone.client.cookies
    saved = await phone.send(step.post("Keep in my plan"), **{"stressors.1": CANARY, "stressors.2": "x"})
    assert "Kept in your plan" in saved.page.text, "the turn remembers, not the phone"
    turn = step.posts[0].hidden["_s"]
    opening = (await phone.get(f"/m?lang=en&s={turn}")).page.post("Open my plan")
    opened = await phone.send(opening, _code=code)
    assert CANARY in opened.page.texts
    assert "set-cookie" not in opened.headers
    assert not [form for form in opened.page.posts if form.hidden["_do"] in ("download", "clear")]
    last = await phone.get(over(opened.page))
    assert is_first(last)
    again = await phone.send(opening, _code=code)
    assert (again.status, again.body) == (303, b""), "the code that the browser kept opens nothing"
    refused = await phone.send(step.post("Keep in my plan"), **{"stressors.1": "x"})
    assert refused.status == 303
    next_person = await begin(phone)
    form = next_person.posts[0].hidden | {"_do": "mine", "_exercise": STRESS, "stressors.1": "x"}
    assert "It needs a code" in (await phone.post("/m", form)).page.text
    assert not phone.client.cookies


async def test_a_plan_is_not_taken_along_from_a_shared_phone(phone: Phone, room: Room) -> None:
    page = await begin(phone)
    turn = page.posts[0].hidden
    code = code_on(await phone.post("/m", turn | {"_do": "new"}))
    taken = await phone.post("/m", turn | {"_do": "download", "_format": "html", "_code": code})
    assert (taken.status, taken.body) == (303, b"")
    assert "content-disposition" not in taken.headers


async def test_the_owners_own_ticket_is_taken_away_when_the_phone_is_handed_round(
    phone: Phone, room: Room
) -> None:
    await phone.send((await phone.get("/m?lang=en")).page.post("Get a code"))
    assert phone.client.cookies
    first = await phone.get("/?s=1")
    assert first.headers["set-cookie"] == "n=; Path=/m; Max-Age=0; HttpOnly; SameSite=Strict"
    assert not phone.client.cookies


async def test_what_nobody_touches_goes_back_and_no_form_ever_does(phone: Phone, room: Room) -> None:
    waiting = await begin(phone)
    assert refresh(waiting) == ["90"]
    turn = over(waiting).partition("s=")[2]
    room.open_form(STRESS)
    page = (await phone.get(f"/?on=1&s={turn}&lang=en")).page
    form = page.post("Send to the group")
    assert refresh(page) == []
    saved = (await phone.send(form, sources="pay")).page
    assert refresh(saved) == ["90"]
    assert refresh((await phone.send(saved.post("Change"))).page) == []
    assert refresh((await phone.send(saved.post("Withdraw"))).page) == ["90"]
    assert refresh((await phone.get(f"/m?s={turn}&lang=en")).page) == []
    assert refresh((await phone.get(f"/w?s={turn}")).page) == ["90"]
    waiting = await begin(phone)
    turn = over(waiting).partition("s=")[2]
    for path in ("/?b=1", "/?g=1"):
        assert refresh((await phone.get(f"{path}&s={turn}")).page) == ["90" if path == "/?b=1" else "300"]
    shown = await phone.post("/m", waiting.posts[0].hidden | {"_do": "new"})
    assert refresh(shown.page) == ["300"], "a code takes a while to write down"
    room.receiving = False
    stopped = await phone.send(form, sources="pay")
    assert is_first(stopped), "the turn of that form is over"
    held = await phone.post("/", form.hidden | {"_s": turn, "sources": "pay"})
    assert held.status == 503
    assert refresh(held.page) == [], "it holds what was typed"
    targets = [meta["content"] for meta in saved.all("meta") if "http-equiv" in meta]
    assert targets == [f"90; url={over(saved)}"]


async def test_leaving_ends_the_turn_and_leads_back_without_an_address_bar(phone: Phone, room: Room) -> None:
    _, page = await answered(phone, room)
    away = next(link for link in page.links if link.startswith("/w"))
    left = (await phone.get(away)).page
    assert FIRST not in left.texts and CANARY not in left.html
    assert is_first(await phone.get(left.links[0]))
    assert is_first(await phone.send(page.post("Change")))


async def test_a_wish_is_heard_also_from_the_first_page(phone: Phone, room: Room) -> None:
    first = (await phone.get("/?s=1&lang=en")).page
    assert (await phone.send(first.post("I need a pause"))).status == 200
    assert room.care.pause == 1


async def test_on_a_phone_of_ones_own_nothing_has_changed(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    page = await phone.join()
    saved = await phone.send(page.page.post("Send to the group"))
    for one in (page.page, saved.page):
        assert DONE not in one.texts
        assert not any("s=" in link for link in one.links)
        assert not any("_s" in form.fields for form in one.forms)
        assert not one.all("body")[0].get("data-shared")


@pytest.mark.parametrize("sign", ["", " ", "é", "x" * 9000, "1&s=2", "<b>"])
async def test_a_mark_that_somebody_made_up_is_nobodys(phone: Phone, sign: str) -> None:
    answer = await phone.post("/", {"_s": sign or "0", "_do": "answer", "_exercise": STRESS})
    assert is_first(answer)
    assert answer.page.posts[0].hidden["_s"] == "1"


async def test_every_text_comes_from_a_catalogue(phone: Phone, room: Room) -> None:
    first = (await phone.get("/?s=1&lang=en-XA")).page
    begun = await phone.send(first.posts[0])
    waiting = (await phone.get(begun.headers["location"])).page
    room.open_form(STRESS)
    form = (await phone.get(begun.headers["location"])).page
    saved = (await phone.send(form.posts[0], sources="pay")).page
    shown = await phone.post("/m", form.posts[0].hidden | {"_do": "new"})
    opened = await phone.post("/m", form.posts[0].hidden | {"_do": "open", "_code": code_on(shown)})
    away = (await phone.get(f"/w?lang=en-XA&s={form.posts[0].hidden['_s']}")).page
    for page in (first, waiting, form, saved, shown.page, opened.page, away):
        assert escaped(page) == []


def test_turns_are_many_and_not_without_end() -> None:
    turns = Turns()
    first = turns.begin()
    turns.keep_ticket(first, "ticket")
    assert turns.ticket(first) == "ticket"
    turns.end(first)
    turns.end(first)
    turns.keep_ticket(first, "late")
    assert (turns.is_on(first), turns.ticket(first)) == (False, "")
    begun = [turns.begin() for _ in range(MOST + 3)]
    assert [turns.is_on(turn) for turn in begun[:4]] == [False, False, False, True]
    assert len(set(begun)) == len(begun)
