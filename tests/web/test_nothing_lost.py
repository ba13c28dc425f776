"""What can go wrong between a phone and the laptop, and that no answer, word or person is lost by it."""

from __future__ import annotations

import asyncio

import httpx2
import pytest

from tests.conftest import HOSTILE, FakeClock
from tests.web.conftest import HOST, Answer, Phone
from tests.web.reading import Form
from tests.web.states import STRESS, WORDS, phone_states, with_every_prompt
from tests.web.test_mine import begin
from workshop.domain.cleaning import clean
from workshop.domain.exercise import Exercise
from workshop.domain.prompt import Audience, ListPrompt, MatrixPrompt, Prompt, TextPrompt, field_name
from workshop.library import load_library
from workshop.room import Room, enter
from workshop.vault import Vault
from workshop.web import phone_app
from workshop.web.guard import LARGEST_BODY

pytestmark = pytest.mark.own_words

SHORT = "my-green-yellow-red"
SIGN = "shared-sign"
KHMER = "ខ្ញុំ\u200bសម្រាក\u200bនៅ\u200bផ្ទះ\u200b"
"""Lines break at its zero-width spaces."""
PREVENT = "prevent-and-respond"
ROUND_TRIP = 14 * 1024
"""What a server sends before it hears that anything arrived (RFC 6928)."""


WITH_COOKIE = ("code", "plan opened", "form, filled in", "next person")


async def step_of(phone: Phone, room: Room, exercise: str = SHORT) -> Form:
    if not room.is_open(exercise):
        room.open_form(exercise)
    return (await phone.join()).page.posts[0]


async def test_many_retries_at_once_are_one_answer_and_the_last_words_hold(phone: Phone, room: Room) -> None:
    step = await step_of(phone, room)
    same = [phone.send(step, **{SIGN: WORDS}) for _ in range(8)]
    assert {answer.status for answer in await asyncio.gather(*same)} == {200}
    assert (await phone.send(step, **{SIGN: "cold tea"})).status == 200
    assert room.submitted(SHORT, Audience.ROOM, step.hidden["_id"]) == {SIGN: "cold tea"}
    await room.close_form(SHORT)
    assert room.count(SHORT) == 1


async def test_a_laptop_that_was_restarted_takes_what_a_phone_still_holds(
    phone: Phone, room: Room, vault: Vault, clock: FakeClock
) -> None:
    step = await step_of(phone, room)
    saved = await phone.send(step, **{SIGN: WORDS})
    again = await enter(vault, clock=clock)
    transport = httpx2.ASGITransport(phone_app(again, frozenset({HOST})))
    async with httpx2.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
        later = Phone(client)
        assert (await later.send(step, **{SIGN: WORDS})).status == 200
        assert (await later.send(saved.page.post("Change"))).page.posts[0].fields[SIGN] == [WORDS]
        assert (await later.send(step, **{SIGN: "cold tea"})).status == 200
    await again.close_form(SHORT)
    assert again.count(SHORT) == 1


async def test_what_comes_after_the_end_of_a_form_is_given_back(phone: Phone, room: Room) -> None:
    with_every_prompt(room)
    step = await step_of(phone, room, STRESS)
    await room.close_form(STRESS)
    for text in (WORDS, *HOSTILE):
        late = await phone.send(step, **{"text": text, "ranking.sun": "1"})
        assert late.status == 409
        assert "What you wrote" in late.page.texts
        shown = clean(text).split()
        assert any(found.split() == shown for found in late.page.texts), text
        assert not late.page.all("img")
    assert "What you wrote" not in (await phone.send(step)).page.texts
    await phone.send(step, _exercise="no-such", text=WORDS)
    for hidden in ({"_do": "change"}, {"_do": "withdraw"}):
        assert (await phone.send(step, **hidden)).status == 409


def filled(prompt: Prompt, text: str) -> dict[str, str]:
    """Every field for words, as full as it may be."""
    match prompt:
        case TextPrompt():
            names: list[str] = [field_name(prompt)]
        case ListPrompt():
            names = [field_name(prompt, place) for place in prompt.places]
        case MatrixPrompt(cell="text"):
            names = [field_name(prompt, row.id, col.id) for row in prompt.rows for col in prompt.columns]
        case _:
            return {}
    whole = (text * prompt.characters)[: prompt.characters].rstrip("\u200b ")
    return dict.fromkeys(names, whole)


def full_fields(exercise: Exercise, audience: Audience, text: str) -> dict[str, str]:
    return {name: value for prompt in exercise.form(audience) for name, value in filled(prompt, text).items()}


async def test_the_longest_form_takes_khmer_in_every_field(phone: Phone, room: Room) -> None:
    if PREVENT not in room.bundle.exercises:
        room.add(load_library().addition(PREVENT), 60)
    code, _ = await begin(phone)
    group = await step_of(phone, room, PREVENT)
    exercise = room.bundle.exercises[PREVENT]
    assert (await phone.send(group, **full_fields(exercise, Audience.ROOM, KHMER))).status == 200
    mine = (await phone.post("/", group.hidden | {"_do": "step", "_audience": "mine"})).page.posts[0]
    typed = full_fields(exercise, Audience.MINE, KHMER)
    assert len(typed) >= 30
    kept = await phone.send(mine, **typed)
    assert kept.status == 200
    assert "Kept in your plan" in kept.page.text
    home = (await phone.get("/m?lang=en")).page
    opened = await phone.send(home.post("Open my plan"), _code=code)
    for value in set(typed.values()):
        assert opened.page.texts.count(value) > 0, "with its places to break a line"


@pytest.mark.parametrize("text", [KHMER, "က\u200b", "🧡"], ids=["khmer", "burmese", "signs"])
async def test_characters_are_counted_and_no_units_of_a_machine(phone: Phone, room: Room, text: str) -> None:
    with_every_prompt(room)
    step = await step_of(phone, room, STRESS)
    to_them = (await phone.post("/", step.hidden | {"_do": "step", "_audience": "facilitator"})).page
    assert not [tag for _, tag in to_them.tags if "maxlength" in tag], "browsers count units of UTF-16"
    full = ("ក" + text * 500)[:499] + "ខ"
    assert (await phone.send(to_them.posts[0], **{"note-to-them": full})).status == 200
    over = await phone.send(to_them.posts[0], **{"note-to-them": full + "ខ"})
    assert over.status == 422
    assert over.page.posts[0].fields["note-to-them"] == [full + "ខ"]


def test_no_form_of_the_library_is_larger_than_what_is_taken() -> None:
    for exercise in load_library().exercises.values():
        for audience in exercise.audiences:
            written = full_fields(exercise, audience, "ក")
            size = sum(len(name) + 9 * len(value) + 2 for name, value in written.items())
            assert size < LARGEST_BODY - 4096, exercise.id


def weight(answer: Answer) -> int:
    """Of the answer on the wire: packed, with its headers."""
    return len(str(answer.headers)) + int(answer.headers["content-length"])


async def test_every_page_leaves_little_behind_and_comes_in_one_round_trip(phone: Phone, room: Room) -> None:
    with_every_prompt(room)
    style = weight(await phone.get("/s.css"))
    async for name, answer in phone_states(phone, room):
        page = answer.page
        assert weight(answer) + style < ROUND_TRIP, name
        assert answer.headers["cache-control"] == "no-store", name
        assert ("set-cookie" in answer.headers) == (name in WITH_COOKIE), name
        assert page.texts[0] == "Notes", name
        assert set(page.fetched) <= {"/icon.svg", "/s.css", "/s.js", "/j/send.js", "/j/mine.js"}, name
        assert all(
            address.startswith(("/", "#")) for address in page.links + [form.action for form in page.forms]
        )
        asked = {tag.get(part, "") for _, tag in page.tags for part in ("required", "maxlength", "style")}
        assert asked == {""}, name
        if name not in ("away", "not here"):
            assert any(link.startswith("/w") for link in page.links), name


async def test_the_largest_forms_of_the_library_come_in_one_round_trip(phone: Phone, room: Room) -> None:
    style = weight(await phone.get("/s.css"))
    library = load_library()
    for exercise in sorted(library.exercises.values(), key=lambda exercise: len(str(exercise.prompts)))[-8:]:
        if exercise.id not in room.bundle.exercises:
            room.add(library.addition(exercise.id), exercise.minutes.planned)
        step = await step_of(phone, room, exercise.id)
        for audience in exercise.audiences:
            form = await phone.post("/", step.hidden | {"_do": "step", "_audience": audience.value})
            assert form.status == 200
            assert weight(form) + style < ROUND_TRIP, (exercise.id, audience)
