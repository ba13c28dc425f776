"""What people meet on their phones, from joining to taking an answer back."""

from __future__ import annotations

import errno
import gzip
import re

import pytest

from tests.conftest import HOSTILE
from tests.web.conftest import Phone
from workshop.domain.prompt import Audience
from workshop.room import Room
from workshop.vault import NoRoom

STRESS = "stressor-mapping"
COLOURS = "my-green-yellow-red"


async def test_the_first_page_asks_nothing_and_says_what_is_kept(phone: Phone) -> None:
    answer = await phone.get("/")
    page = answer.page
    assert answer.status == 200
    assert len(page.posts) == 1
    assert page.posts[0].action == "/"
    assert page.posts[0].fields == {name: [value] for name, value in page.posts[0].hidden.items()}
    assert page.texts[0] == "Notes"
    for promised in ("without your name", "at least five people", "history of your phone", "Pass, without"):
        assert promised in page.text


async def test_joining_leads_to_the_waiting_page_and_from_there_to_the_form(phone: Phone, room: Room) -> None:
    waiting = await phone.join()
    assert waiting.status == 200
    refresh = next(m["content"] for m in waiting.page.all("meta") if m.get("http-equiv") == "refresh")
    address = refresh.partition("url=")[2]
    assert address == "/?on=1&lang=en"
    room.open_form(STRESS)
    form = await phone.get(address)
    assert form.status == 200
    assert "For the group" in form.page.texts
    assert not [m for m in form.page.all("meta") if m.get("http-equiv") == "refresh"]


async def test_a_form_takes_every_step_from_the_group_to_me(phone: Phone, room: Room) -> None:
    room.open_form("what-stress-does")
    page = (await phone.join()).page
    seen = []
    for audience in ("room", "facilitator", "mine"):
        step = page.posts[0]
        seen.append((step.hidden["_audience"], step.action))
        assert step.hidden["_audience"] == audience
        if audience != "mine":
            saved = (await phone.send(step)).page
            page = (await phone.send(next(f for f in saved.posts if f.hidden.get("_do") == "step"))).page
    assert seen == [("room", "/"), ("facilitator", "/"), ("mine", "/m")]


async def test_what_was_sent_is_kept_changed_and_taken_back(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    step = (await phone.join()).page.posts[0]
    id = step.hidden["_id"]

    saved = await phone.send(step, sources=["pay", "court"])
    assert saved.status == 200
    assert "Received: it is kept on the laptop" in saved.page.text
    assert room.submitted(STRESS, Audience.ROOM, id) == {"sources": ["pay", "court"]}

    changing = await phone.send(saved.page.post("Change"))
    refilled = changing.page.posts[0]
    assert refilled.hidden["_id"] == id
    assert refilled.fields["sources"] == ["pay", "court"]
    await phone.send(refilled, sources=["hours"])
    assert room.submitted(STRESS, Audience.ROOM, id) == {"sources": ["hours"]}

    withdrawn = await phone.send(saved.page.post("Withdraw"))
    assert withdrawn.status == 200
    assert "Taken back" in withdrawn.page.text
    assert room.submitted(STRESS, Audience.ROOM, id) is None


async def test_a_reload_sends_the_same_again_and_is_a_success(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    step = (await phone.join()).page.posts[0]
    for _ in range(3):
        again = await phone.send(step, sources=["pay", "court"])
        assert again.status == 200
        assert again.page.post("Change").hidden["_id"] == step.hidden["_id"]
    await room.close_form(STRESS)
    assert room.count(STRESS) == 1


async def test_a_closed_form_says_so_and_keeps_nothing(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    step = (await phone.join()).page.posts[0]
    saved = await phone.send(step, sources="pay")
    await room.close_form(STRESS)
    for form in (step, saved.page.post("Change"), saved.page.post("Withdraw")):
        answer = await phone.send(form)
        assert answer.status == 409
        assert "This form is closed now" in answer.page.text
    assert room.count(STRESS) == 1
    room.open_form(STRESS)
    assert (await phone.send(step, sources="hours")).status == 409


async def test_what_cannot_be_taken_stays_on_the_page_with_a_sentence_beside_it(
    phone: Phone, room: Room
) -> None:
    room.open_form(COLOURS)
    step = (await phone.join()).page.posts[0]
    answer = await phone.send(step, **{"shared-sign": "x" * 81})
    page = answer.page
    assert answer.status == 422
    assert page.posts[0].fields["shared-sign"] == ["x" * 81]
    assert page.posts[0].hidden["_id"] == step.hidden["_id"]
    field = next(tag for tag in page.all("input") if tag.get("name") == "shared-sign")
    assert "refusal-shared-sign" in field["aria-describedby"].split()
    assert page.text.count("there is room for 80") == 2
    assert room.count(COLOURS) == 0


async def test_what_people_type_is_only_ever_text(phone: Phone, room: Room) -> None:
    room.open_form(COLOURS)
    step = (await phone.join()).page.posts[0]
    harmless = await phone.send(step, **{"shared-sign": "x" * 90})
    for text in HOSTILE:
        answer = await phone.send(step, **{"shared-sign": text + "!" * 90})
        assert answer.status == 422
        assert [tag for tag, _ in answer.page.tags] == [tag for tag, _ in harmless.page.tags], text
        # A parser of HTML reads a C1 control as it likes, so only what is printed is compared.
        kept = answer.page.posts[0].fields["shared-sign"][0]
        assert [sign for sign in kept if sign.isprintable()] == [
            sign for sign in text + "!" * 90 if sign.isprintable()
        ]


async def test_locked_the_laptop_cannot_show_what_was_sent_but_takes_a_change(
    phone: Phone, room: Room
) -> None:
    room.open_form(STRESS)
    step = (await phone.join()).page.posts[0]
    saved = await phone.send(step, sources="pay")
    room.lock()
    changing = await phone.send(saved.page.post("Change"))
    assert "locked just now" in changing.page.text
    assert "sources" not in changing.page.posts[0].fields
    assert changing.page.posts[0].hidden["_id"] == step.hidden["_id"]
    assert (await phone.send(changing.page.posts[0], sources="hours")).status == 200


async def test_a_full_disk_loses_nothing_that_was_typed(
    phone: Phone, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(letter: bytes) -> None:
        raise NoRoom("There is no room in {folder}.", errno.ENOSPC)

    room.open_form(COLOURS)
    page = (await phone.join()).page
    monkeypatch.setattr(room.vault.letterbox, "drop", full)
    answer = await phone.send(page.posts[0], **{"shared-sign": "cold tea"})
    assert answer.status == 503
    assert "It was not kept yet" in answer.page.text
    assert answer.page.posts[0].fields["shared-sign"] == ["cold tea"]
    assert answer.page.posts[0].hidden["_id"] == page.posts[0].hidden["_id"]
    wish = await phone.send(page.post("I need a pause"))
    assert wish.status == 503
    assert wish.page.posts[0].fields["_do"] == ["pause"]


async def test_a_paused_server_says_so_and_still_hears_a_wish(phone: Phone, room: Room) -> None:
    room.open_form(COLOURS)
    page = (await phone.join()).page
    room.receiving = False
    assert (await phone.get("/")).status == 503
    assert (await phone.get("/?on=1")).status == 503
    answer = await phone.send(page.posts[0], **{"shared-sign": "cold tea"})
    assert answer.status == 503
    assert answer.page.posts[0].fields["shared-sign"] == ["cold tea"]
    assert (await phone.send(page.post("talk to someone"))).status == 200
    assert room.care.talk == 1
    assert room.count(COLOURS) == 0


@pytest.mark.parametrize(("button", "wish"), [("talk to someone", "talk"), ("need a pause", "pause")])
async def test_a_wish_is_one_press_away_and_is_counted_without_a_name(
    phone: Phone, room: Room, button: str, wish: str
) -> None:
    waiting = (await phone.join()).page
    room.open_form(STRESS)
    form = (await phone.join()).page
    saved = (await phone.send(form.posts[0])).page
    for number, page in enumerate((waiting, form, saved), start=1):
        answer = await phone.send(page.post(button))
        assert answer.status == 200
        assert "They do not see who" in answer.page.text
        assert getattr(room.care, wish) == number


async def test_grounding_has_words_a_circle_and_a_way_back(phone: Phone) -> None:
    page = (await phone.get("/?g=1&lang=en")).page
    assert "Feel where your feet meet the floor" in page.text
    assert "/?on=1&lang=en" in page.links
    assert [tag for tag in page.all("div") if tag.get("class") == "breath"]


async def test_of_several_open_forms_the_newest_comes_first_and_the_others_are_linked(
    phone: Phone, room: Room
) -> None:
    room.open_form(STRESS)
    room.open_form(COLOURS)
    page = (await phone.join()).page
    assert page.posts[0].hidden["_exercise"] == COLOURS
    other = await phone.send(page.post("Stressor mapping"))
    assert other.page.posts[0].hidden["_exercise"] == STRESS


async def test_after_the_last_step_a_phone_waits_for_something_new(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    saved = (await phone.send((await phone.join()).page.posts[0])).page
    onward = next(link for link in saved.links if "past=" in link)
    waiting = (await phone.get(onward)).page
    assert "Nothing to do right now" in waiting.text
    assert waiting.post("Stressor mapping").hidden["_do"] == "step"
    room.open_form(COLOURS)
    assert (await phone.get(onward)).page.posts[0].hidden["_exercise"] == COLOURS


async def test_every_step_can_be_skipped_and_nothing_is_required(phone: Phone, room: Room) -> None:
    room.open_form("what-stress-does")
    page = (await phone.join()).page
    assert not re.search(r"\brequired\b", page.html)
    facilitator = (await phone.send(page.post("Skip this step"))).page
    mine = (await phone.send(facilitator.post("Skip this step"))).page
    assert mine.posts[0].hidden["_audience"] == "mine"
    assert any("past=1" in link for link in mine.links)
    assert room.count("what-stress-does") == 0


async def test_a_break_says_when_we_meet_again(phone: Phone, room: Room) -> None:
    for _ in range(5):
        room.begin_next()
    assert "We meet again at 09:20." in (await phone.join()).page.text


async def test_leaving_leads_to_a_plain_page_without_a_way_back(phone: Phone) -> None:
    assert "/w" in (await phone.get("/")).page.links
    away = await phone.get("/w")
    assert away.status == 200
    assert away.page.links == []
    assert away.page.forms == []
    assert away.page.all("script") == []


async def test_unknown_paths_are_not_here(phone: Phone) -> None:
    for path in ["/x", "/m/", "/s.css/", "/..%2f", "/admin", "/v", "/favicon.ico"]:
        answer = await phone.get(path)
        assert answer.status == 404, path
        assert "There is nothing at this address" in answer.page.text


async def test_hidden_fields_that_somebody_made_up_lead_nowhere(phone: Phone, room: Room) -> None:
    room.open_form(STRESS)
    step = (await phone.join()).page.posts[0]
    assert (await phone.send(step, _exercise="no-such")).status == 404
    assert (await phone.send(step, _audience="paper")).status == 404
    for id in ("", "x", "x.y", "é.é", "a" * 500):
        assert (await phone.send(step, _id=id)).status == 409
    assert (await phone.send(step, _past="x" * 50)).status == 200


async def test_no_page_but_the_plans_sets_a_cookie_and_first_pages_are_small(
    phone: Phone, room: Room
) -> None:
    room.open_form(STRESS)
    first = await phone.get("/")
    form = await phone.join()
    saved = await phone.send(form.page.posts[0], sources="pay")
    css = await phone.get("/s.css")
    for answer in (first, form, saved, css, await phone.get("/w"), await phone.get("/?g=1")):
        assert "set-cookie" not in answer.headers
    for answer in (first, form):
        assert len(gzip.compress(answer.body + css.body)) < 14_000


async def test_every_field_has_a_label_and_every_reference_a_target(phone: Phone, room: Room) -> None:
    for exercise in room.bundle.exercises.values():
        for audience in exercise.audiences:
            room.open_form(exercise.id)
            page = (await phone.join()).page
            step = page.posts[0].hidden | {"_do": "step", "_audience": audience.value}
            page = (await phone.post("/", step)).page
            ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
            labelled = {attrs.get("for") for attrs in page.all("label")}
            for tag, attrs in page.tags:
                for reference in attrs.get("aria-describedby", "").split():
                    assert reference in ids
                if tag in ("textarea", "select") or attrs.get("type") in ("text", "date"):
                    assert attrs.get("id") in labelled
                if tag == "textarea" or attrs.get("type") == "text":
                    kept = (attrs["autocomplete"], attrs["spellcheck"], attrs["autocapitalize"])
                    assert kept == ("off", "false", "off")
            assert len(ids) == len([1 for _, attrs in page.tags if "id" in attrs])
            await room.close_form(exercise.id)


async def test_what_was_taken_back_in_another_tab_is_not_called_locked(phone: Phone, room: Room) -> None:
    room.open_form(COLOURS)
    saved = await phone.send((await phone.join()).page.posts[0], **{"shared-sign": "cold tea"})
    await phone.send(saved.page.post("Withdraw"))
    changing = await phone.send(saved.page.post("Change"))
    assert changing.status == 200
    assert "locked" not in changing.page.text
    assert "cold tea" not in changing.page.text
