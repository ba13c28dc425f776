"""My plan on a phone without JavaScript: from the first code to the file in the pocket."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable

import httpx2
import pytest

from tests.conftest import FakeClock
from tests.web.conftest import HOST, Answer, Phone
from tests.web.reading import Page
from workshop.domain.answer import TextAnswer
from workshop.room import Entry, Room, enter
from workshop.vault import PlanCode, PlanKey, Vault
from workshop.web import phone_app
from workshop.web.pace import Pace
from workshop.web.phone.keys import MOST_IN_LINE, Keys

STRESS = "stressor-mapping"
CANARY = "the heron crosses at noon"


def code_on(answer: Answer) -> str:
    found = re.search(r"(?:\d{4} ){4}\d{4}", answer.page.text)
    assert found is not None
    return found[0]


async def write(phone: Phone, room: Room, text: str = CANARY) -> Answer:
    """Fills the private step of a form, and sends it."""
    if not room.is_open(STRESS):
        room.open_form(STRESS)
    page = (await phone.join()).page
    page = (await phone.send(page.post("Skip this step"))).page
    return await phone.send(page.posts[0], **{"stressors.1": text})


async def begin(phone: Phone) -> tuple[str, Answer]:
    page = (await phone.get("/m?lang=en")).page
    answer = await phone.send(page.post("Get a code"))
    return code_on(answer), answer


async def take(phone: Phone, opened: Page, code: str, ending: str, form: str = "full") -> Answer:
    """Takes the plan home from the page where it is open, the whole way round."""
    ways = await phone.send(opened.post("Take it home"))
    last = await phone.send(ways.page.post("Go on"), _form=form, _format=ending)
    return await phone.send(last.page.post("Take it"), _code=code)


async def test_a_code_is_shown_large_once_with_what_it_means(phone: Phone) -> None:
    code, answer = await begin(phone)
    text = answer.page.text
    assert answer.status == 200
    assert str(PlanCode.parse(code)) == code
    assert " ".join(code.replace(" ", "")) in text
    assert "Lose the code, lose the plan." in text
    assert "without these 20 digits your plan stays closed" in text
    cookie = answer.headers["set-cookie"]
    assert re.fullmatch(r"n=[\w-]+; Path=/m; HttpOnly; SameSite=Strict", cookie)
    assert code.replace(" ", "") not in cookie


async def test_with_a_ticket_writing_asks_for_no_code_and_reading_does(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    saved = await write(phone, room)
    assert saved.status == 200
    assert "Kept in your plan" in saved.page.text
    home = (await phone.get("/m?lang=en")).page
    assert CANARY not in home.text
    opened = await phone.send(home.post("Open my plan"), _code=code)
    assert opened.status == 200
    assert CANARY in opened.page.texts
    assert code.replace(" ", "")[:8] not in opened.page.html.replace(" ", "")


async def test_what_was_typed_before_there_was_a_code_is_not_lost(phone: Phone, room: Room) -> None:
    asked = await write(phone, room)
    assert asked.status == 200
    assert "What you wrote is still here" in asked.page.text
    shown = await phone.send(asked.page.post("Get a code"))
    assert "What you wrote is kept in your plan." in shown.page.text
    code = code_on(shown)

    phone.client.cookies.clear()
    asked = await write(phone, room, "rain on the roof")
    wrong = await phone.send(asked.page.post("Open my plan"), _code="1234")
    assert wrong.status == 422
    opened = await phone.send(wrong.page.post("Open my plan"), _code=code)
    assert "rain on the roof" in opened.page.texts
    assert CANARY not in opened.page.texts


async def test_a_slip_and_a_code_that_was_never_begun_each_get_one_kind_sentence(
    phone: Phone, room: Room
) -> None:
    code, _ = await begin(phone)
    digits = code.replace(" ", "")
    slip = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    never = str(PlanCode.new())
    home = (await phone.get("/m?lang=en")).page
    for typed, sentence in (
        (slip, "There is a slip in this plan code."),
        ("tea", "A plan code is made of digits only."),
        ("", "A plan code has 20 digits"),
        (never, "No plan here opens with this code."),
    ):
        answer = await phone.send(home.post("Open my plan"), _code=typed)
        assert answer.status == 422
        assert sentence in answer.page.text
        assert "set-cookie" not in answer.headers
        assert not typed or typed not in answer.page.html
    assert len(room.plans) == 1


async def test_digits_of_any_script_open_a_plan(phone: Phone) -> None:
    code, _ = await begin(phone)
    arabic = code.translate({ord("0") + n: chr(0x660 + n) for n in range(10)})
    home = (await phone.get("/m?lang=en")).page
    assert (await phone.send(home.post("Open my plan"), _code=arabic)).status == 200


async def test_a_reload_does_not_take_the_code_away(phone: Phone, room: Room) -> None:
    page = (await phone.get("/m?lang=en")).page
    first = page.post("Get a code")
    await phone.send(first)
    again = await phone.send(first)
    assert "This phone already has a code" in again.page.text
    assert len(room.plans) == 1
    new = again.page.post("Get a new code")
    await phone.send(new)
    assert len(room.plans) == 2
    await phone.send(new)
    assert len(room.plans) == 2


async def test_clearing_the_phone_leaves_a_plain_page_and_no_leave_to_add(phone: Phone, room: Room) -> None:
    await begin(phone)
    cleared = await phone.send((await phone.get("/m?lang=en")).page.post("Clear this phone"))
    assert cleared.status == 303
    assert cleared.headers["location"] == "/w?lang=en"
    assert "Max-Age=0" in cleared.headers["set-cookie"]
    assert not phone.client.cookies
    assert "It needs a code" in (await write(phone, room)).page.text


async def test_a_ticket_that_somebody_made_up_is_none(phone: Phone, room: Room) -> None:
    await begin(phone)
    ticket = next(iter(phone.client.cookies.values()))
    for made_up in (ticket[:-2] + "AA", "é", "x" * 107, ""):
        phone.client.cookies.clear()
        answer = await phone.client.post(
            "/m",
            data=(await phone.get("/m?lang=en")).page.posts[0].hidden | {"_do": "see"},
            headers={b"Cookie": f"n={made_up}".encode("latin-1"), b"Origin": f"http://{HOST}".encode()},
        )
        assert "Clear this phone" not in answer.text
        assert answer.status_code == 200


async def test_private_words_are_welcome_after_the_form_has_closed(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    room.open_form(STRESS)
    await room.close_form(STRESS)
    page = (await phone.get("/m?lang=en")).page
    form = (await phone.send(page.post("Stressor mapping"))).page.posts[0]
    assert (await phone.send(form, **{"stressors.1": CANARY})).status == 200
    opened = await phone.send(page.post("Open my plan"), _code=code)
    assert CANARY in opened.page.texts


async def test_nothing_written_needs_no_code_and_too_much_comes_back(phone: Phone, room: Room) -> None:
    assert "Nothing was written, and that is fine" in (await write(phone, room, " ")).page.text
    long = await write(phone, room, "x" * 161)
    assert long.status == 422
    assert long.page.posts[0].fields["stressors.1"] == ["x" * 161]
    assert long.page.posts[0].action == "/m"


async def test_locked_the_plan_still_opens(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    await write(phone, room)
    room.lock()
    opened = await phone.send((await phone.get("/m?lang=en")).page.post("Open my plan"), _code=code)
    assert CANARY in opened.page.texts
    assert "joins it again when the facilitators have unlocked" in opened.page.text


async def test_no_more_than_two_codes_are_worked_on_at_once(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = 0
    most = 0
    go = asyncio.Event()

    async def held(derive: Callable[..., PlanKey], *given: object) -> PlanKey:
        nonlocal working, most
        working += 1
        most = max(most, working)
        await go.wait()
        working -= 1
        return derive(*given)

    form = (await phone.get("/m?lang=en")).page.post("Open my plan")
    monkeypatch.setattr(asyncio, "to_thread", held)
    codes = [str(PlanCode.new()) for _ in range(4)]
    asked = [asyncio.create_task(phone.send(form, _code=code)) for code in codes]
    for _ in range(500):
        await asyncio.sleep(0)
    assert most == 2
    go.set()
    assert [(await answer).status for answer in asked] == [422] * 4
    assert most == 2


async def test_one_address_fills_the_line_for_itself_alone(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = asyncio.Event()

    async def held(derive: Callable[..., PlanKey], *given: object) -> PlanKey:
        await go.wait()
        return derive(*given)

    app = phone_app(room, frozenset({HOST}), pace=Pace(burst=10_000))
    flooding, waiting = (
        httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app, client=(address, 40_000)), base_url=f"http://{HOST}"
        )
        for address in ("192.168.1.66", "192.168.1.77")
    )
    async with flooding, waiting:
        form = (await Phone(waiting).get("/m?lang=en")).page.post("Open my plan")
        code = str(PlanCode.new())
        monkeypatch.setattr(asyncio, "to_thread", held)
        asked = [
            asyncio.create_task(Phone(flooding).send(form, _code=code)) for _ in range(MOST_IN_LINE + 10)
        ]
        for _ in range(2000):
            await asyncio.sleep(0)
        refused = [task.result() for task in asked if task.done()]
        assert [answer.status for answer in refused] == [503] * 10
        assert "Please wait a moment" in refused[0].page.text
        assert code not in refused[0].body.decode(), "no page holds a code"
        other = asyncio.create_task(Phone(waiting).send(form, _code=code))
        monkeypatch.setattr("workshop.web.phone.keys.derive", lambda code, salt: PlanKey(b"", b"", b""))
        go.set()
        assert (await other).status == 422, "who waits at another address has a turn"
        assert {(await answer).status for answer in asked} == {422, 503}


async def test_the_room_is_asked_on_its_own_thread_alone(
    phone: Phone, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _ = await begin(phone)
    asked: list[int] = []
    results = room.figures.for_plans

    def noting() -> dict[str, tuple[str, ...]]:
        asked.append(threading.get_ident())
        return results()

    monkeypatch.setattr(room.figures, "for_plans", noting)
    page = (await phone.send((await phone.get("/m?lang=en")).page.post("Open my plan"), _code=code)).page
    await take(phone, page, code, "html")
    assert asked == [threading.get_ident()] * 2, "answers may come in at any moment between"


async def test_what_was_written_can_be_taken_out_of_the_plan(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    saved = await write(phone, room)
    await room.empty_letterbox()
    taken = await phone.send(saved.page.post("Withdraw"))
    assert taken.status == 200
    assert "Taken out of your plan" in taken.page.text
    for _ in range(2):
        await room.empty_letterbox()
        home = (await phone.get("/m?lang=en")).page
        opened = await phone.send(home.post("Open my plan"), _code=code)
        assert CANARY not in opened.page.text
    assert room.plans.entry_count == 0
    assert room.vault.book.entry_count() == 0
    again = await phone.send(taken.page.post("Write again"))
    assert again.page.posts[0].action == "/m"


async def test_taking_out_needs_this_phones_own_leave(phone: Phone, room: Room) -> None:
    await begin(phone)
    saved = await write(phone, room)
    phone.client.cookies.clear()
    other = await phone.send(saved.page.post("Withdraw"))
    assert "Enter a code" in other.page.text
    assert room.plans.entry_count == 1


async def test_of_two_evenings_the_later_holds_also_after_a_restart(
    phone: Phone, room: Room, vault: Vault, clock: FakeClock
) -> None:
    code, _ = await begin(phone)
    slot = room.plans.slots()[0]
    sealed = room.plans.get(slot)
    assert sealed is not None
    for exercise, step in (("check-out", "A walk"), ("check-out-2", "A swim")):
        await room.plans.keep([Entry(slot, sealed.public_key, exercise, "my-step", TextAnswer(step))])
    await room.empty_letterbox()
    for one in (room, await enter(vault, clock=clock)):
        keys = Keys(one)
        field = keys.read(await keys.derive(PlanCode.parse(code))).plan.field("P11", "commitments")
        assert field is not None
        assert [words.text for column in field.records[0].columns for words in column.words] == ["A swim"]
