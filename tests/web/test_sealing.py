"""What leaves a phone: sealed on it, opened by the keyholder or by the plan's owner alone."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

import pytest
from playwright.async_api import Error

from tests.web.chromium import CHROMIUM
from tests.web.conftest import Phone
from tests.web.test_browser import STRESS, phone
from workshop.domain.answer import Answer, ListAnswer, ScaleAnswer
from workshop.domain.form import read_form
from workshop.domain.kind import kind
from workshop.domain.prompt import Audience, to_plain
from workshop.library import load_library
from workshop.room import Entry, Room
from workshop.vault import (
    FromFile,
    Keyholder,
    PlanCode,
    derive,
    open_entry,
    seal,
    seal_entry,
    text_of,
    unwrap,
    wrap,
)

if TYPE_CHECKING:
    from playwright.async_api import Page, Request, Response

ROOT = Path(__file__).parents[2]
browser = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium")
SECRET = "Zwölf Nüsse, အထူး، ជំនួយ"
RECEIVED = "Received: it is kept on the laptop"


def sealed(room: Room, answers: object) -> str:
    plain = json.dumps(answers).encode()
    return wrap(seal(plain, room.vault.header.public_key))


class Overheard:
    """All that somebody hears who only listens: bodies and addresses both ways."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def on_request(self, request: Request) -> None:
        self.texts += [unquote_plus(request.url), unquote_plus(request.post_data or "")]

    async def on_response(self, response: Response) -> None:
        # A body is gone once its page was left; what the script asked for is never gone that way.
        with contextlib.suppress(Error):
            self.texts.append(await response.text())

    def listen(self, page: Page) -> None:
        page.on("request", self.on_request)
        page.on("response", self.on_response)

    def heard(self, words: str) -> bool:
        return any(words in text for text in self.texts)


@pytest.mark.browser
@browser
async def test_who_only_listens_hears_neither_words_nor_code(room: Room) -> None:
    room.open_form("my-green-yellow-red")
    overheard = Overheard()
    async with phone(room, script=True, requests=[]) as (page, wire):
        overheard.listen(page)
        await page.goto(f"http://{wire.authority}/?on=1")
        field = page.get_by_label("A yellow sign that many of us know")
        await field.fill(SECRET)
        await page.get_by_text("Sealed on this phone before it leaves").wait_for()
        await page.get_by_role("button", name="Send to the group").click()
        await page.get_by_role("heading", name=RECEIVED).wait_for()
        await page.get_by_role("button", name="Change").click()
        assert await field.input_value() == SECRET, "from the phone's own memory"
        await field.fill(f"{SECRET}!")
        await page.get_by_role("button", name="Send to the group").dblclick()
        await page.get_by_role("heading", name=RECEIVED).wait_for()
        await page.get_by_role("button", name="Only for you").click()
        mine = page.locator("textarea, input[type=text]").first
        await mine.fill(f"{SECRET}?")
        await page.get_by_role("button", name="Keep in my plan").click()
        await page.get_by_role("button", name="Get a code").click()
        await page.get_by_text("What you wrote is kept in your plan").wait_for()
        code = await page.locator(".code").inner_text()
        await page.get_by_role("link", name="My plan").click()

        await page.get_by_label("Your code, 20 digits").fill("1234")
        await page.get_by_role("button", name="Open my plan").click()
        await page.get_by_text("this one has 4").wait_for()
        await page.get_by_label("Your code, 20 digits").fill(code.replace(" ", "-"))
        await page.get_by_role("button", name="Open my plan").click()
        await page.get_by_text(f"{SECRET}?").wait_for()
        write = page.get_by_role("button", name="Change this: My green, yellow and red")
        await page.context.set_offline(True)
        await write.click()
        await page.locator(".said", has_text="Your phone cannot reach the laptop right now").wait_for()
        await page.context.set_offline(False)
        await write.click()
        await page.locator("form.step[data-audience=mine]").wait_for()
        assert await mine.input_value() == f"{SECRET}?", "an open plan is there to be changed"
        await mine.fill("tea")
        await page.get_by_role("button", name="Keep in my plan").click()
        await page.get_by_text("What you wrote is kept in your plan").wait_for()
        await page.get_by_text("tea", exact=True).wait_for()
    assert not overheard.heard(SECRET[:5])
    assert not overheard.heard(code) and not overheard.heard(code.replace(" ", ""))
    assert overheard.heard("_sealed"), "the ear is not deaf"
    key = derive(PlanCode.parse(code), room.vault.header.plan_salt)
    assert room.plans.get(text_of(key.slot)), "Python derives what the phone derived"
    await room.empty_letterbox()
    (kept,) = room.vault.book.responses("my-green-yellow-red", "room")
    assert f"{SECRET}!" in str(kept.answers) and kept.sealed


def one_of_each(room: Room) -> dict[str, tuple[str, Audience]]:
    """For each kind of question, the first form that asks in it."""
    found: dict[str, tuple[str, Audience]] = {}
    for id, exercise in room.bundle.exercises.items():
        first = exercise.audiences[0] if exercise.audiences else None
        for audience in (Audience.ROOM, Audience.MINE):
            for prompt in exercise.form(audience):
                if audience in (first, Audience.MINE) and not exercise.repeats:
                    found.setdefault(kind(prompt), (id, audience))
    return found


FILLED = """
    [...document.querySelectorAll('form.step [data-kind]')].forEach((question) => {
      const chosen = new Set();
      question.querySelectorAll('input:not([type=hidden]), textarea, select').forEach((field, at) => {
        if (field.type === 'radio') {
          if (field.value && !chosen.has(field.name)) { field.checked = true; chosen.add(field.name); }
        } else if (field.type === 'checkbox') field.checked = at < 2;
        else if (field.tagName === 'SELECT') field.selectedIndex = Math.min(at + 1, field.options.length - 1);
        else field.value = field.type === 'date' ? '2027-01-31' : ` ${at}\\u200b ជំនួយ é  `;
      });
    });
    Object.fromEntries([...new FormData(document.querySelector('form.step')).keys()]
      .filter((name) => !name.startsWith('_'))
      .map((name) => [name, new FormData(document.querySelector('form.step')).getAll(name)]))
"""


@pytest.mark.browser
@browser
async def test_a_phone_reads_every_kind_of_question_as_the_laptop_would(room: Room) -> None:
    kinds = one_of_each(room)
    assert len(kinds) == 10
    async with phone(room, script=True, requests=[]) as (page, wire):
        code = ""
        for exercise, audience in dict.fromkeys(kinds.values()):
            mine = audience is Audience.MINE
            room.open_form(exercise)
            await page.goto(f"http://{wire.authority}/?on=1")
            audiences = room.bundle.exercises[exercise].audiences
            for following in audiences[1 : audiences.index(audience) + 1]:
                await page.get_by_role("button", name="Skip this step").click()
                await page.locator(f"form.step[data-audience={following.value}]").wait_for()
            await page.get_by_text("Sealed on this phone").wait_for()
            fields = await page.evaluate(FILLED)
            await page.locator("form.step button.primary").click()
            if mine and not code:
                await page.get_by_role("button", name="Get a code").click()
                await page.get_by_text("What you wrote is kept").wait_for()
                code = await page.locator(".code").inner_text()
            else:
                await page.locator("h1 .tick").wait_for()
            await room.close_form(exercise)
            reading = read_form(room.bundle.exercises[exercise].form(audience), fields)
            assert not reading.refusals
            wanted = {id: to_plain(answer) for id, answer in reading.answers.items()}
            if mine:
                assert entries_of(room, code, exercise) == wanted, exercise
            else:
                (kept,) = room.vault.book.responses(exercise, audience.value)
                assert kept.answers == wanted, exercise


def entries_of(room: Room, code: str, exercise: str) -> dict[str, object]:
    """What the owner of `code` wrote, opened with it."""
    key = derive(PlanCode.parse(code), room.vault.header.plan_salt)
    plan = room.plans.get(text_of(key.slot))
    assert plan is not None
    return {
        name.partition("/")[2]: open_entry(key.private_key, unwrap(entry))[1]
        for name, entry in plan.entries.items()
        if name.partition("/")[0] == exercise
    }


@pytest.mark.browser
@browser
async def test_what_cannot_be_taken_is_said_and_stays_as_it_was(room: Room) -> None:
    room.open_form("my-green-yellow-red")
    async with phone(room, script=True, requests=[]) as (page, wire):
        await page.goto(f"http://{wire.authority}/?on=1")
        await page.get_by_text("Sealed on this phone").wait_for()
        field, send = (
            page.locator("textarea, input[type=text]").first,
            page.locator("form.step button.primary"),
        )
        await field.fill("ជ" * 900)
        await send.click()
        await page.get_by_text("This is 900 characters long").wait_for()
        assert await field.input_value() == "ជ" * 900
        await room.close_form("my-green-yellow-red")
        room.open_form(STRESS)
        await page.goto(f"http://{wire.authority}/?on=1")
        await page.get_by_text("Sealed on this phone").wait_for()
        await page.get_by_label("Low or late pay").check()
        await page.get_by_label("Low or late pay").evaluate("(box) => { box.value = 'another'; }")
        for _ in range(2):
            await send.click()
            await page.get_by_role("heading", name="Not sent yet").wait_for()
            assert await page.locator(".question .refusal").count() == 1
        assert await page.get_by_label("Low or late pay").is_checked()
        await page.get_by_label("Low or late pay").evaluate("(box) => { box.value = 'pay'; }")
        await send.click()
        await page.get_by_role("heading", name=RECEIVED).wait_for()


@pytest.mark.browser
@browser
async def test_what_the_laptop_sealed_opens_on_the_phone_and_a_self_check_says_the_same(room: Room) -> None:
    check, sliders = "private-self-check", ("sleep", "energy", "calm", "connection", "meaning", "safety")
    room.add(load_library().addition(check), 15)
    for exercise in (check, STRESS):
        room.open_form(exercise)
    code = PlanCode.new()
    key = derive(code, room.vault.header.plan_salt)
    slot, public_key = text_of(key.slot), text_of(key.public_key)
    await room.plans.begin(slot, public_key)
    own: list[tuple[str, str, Answer]] = [(check, one, ScaleAnswer(3)) for one in sliders[1:]]
    own += [(check, "sleep", ScaleAnswer(4)), (STRESS, "stressors", ListAnswer((SECRET, "<b>tea</b>")))]
    await room.plans.keep([Entry(slot, public_key, *one) for one in own])
    known = room.bundle.self_check(room.bundle.exercises[check])
    assert known is not None
    result = known.read(dict.fromkeys(sliders[1:], 3) | {"sleep": 4})
    assert result is not None
    async with phone(room, script=True, requests=[]) as (page, wire):
        await page.goto(f"http://{wire.authority}/m")
        await page.get_by_text("Your code stays on this phone").wait_for()
        await page.get_by_label("Your code, 20 digits").fill(str(code))
        await page.get_by_role("button", name="Open my plan").click()
        await page.get_by_text(SECRET).wait_for()
        await page.get_by_text("<b>tea</b>").wait_for()
        await page.get_by_text(f"{result.total} of {known.most}.").wait_for()
        await page.get_by_role("heading", name=result.band.title).wait_for()
        for part in known.subscales:
            await page.get_by_text(f"{part.title}: {result.subscales[part.id]}", exact=True).wait_for()


async def form_of(phone: Phone, room: Room) -> dict[str, str]:
    room.open_form(STRESS)
    return dict((await phone.get("/?on=1")).page.posts[0].hidden)


async def test_while_locked_it_is_kept_as_it_came(
    phone: Phone, room: Room, folder: Path, passphrase_file: Path
) -> None:
    hidden = await form_of(phone, room)
    room.lock()
    answer = await phone.post("/", {**hidden, "_sealed": sealed(room, {"sources": ["pay"]})})
    assert (answer.status, RECEIVED in answer.body.decode()) == (200, True)
    await room.adopt(await Keyholder.unlock_async(room.vault.folder, FromFile(passphrase_file)))
    (kept,) = room.vault.book.responses(STRESS, "room")
    assert (kept.answers, kept.sealed) == ({"sources": ["pay"]}, True)
    again = await phone.post("/", {**hidden, "_do": "change"})
    assert "What you send now takes its place" in again.body.decode()
    assert "checked" not in again.body.decode(), "what was sealed never goes back over the network"


@pytest.mark.parametrize(
    "text", ["", "AAAA", "é", wrap(bytes(400)), wrap(b"x" * 60_000), "[]", "A" * 3], ids=range(7)
)
async def test_what_is_no_seal_is_refused_and_kept_nowhere(phone: Phone, room: Room, text: str) -> None:
    hidden = await form_of(phone, room)
    before = room.vault.letterbox.pending
    assert (await phone.post("/", {**hidden, "_sealed": text})).status in (400, 413)
    assert room.vault.letterbox.pending == before


@pytest.mark.parametrize("inside", [[], "x", 7, None])
async def test_a_seal_around_no_answers_is_refused(phone: Phone, room: Room, inside: object) -> None:
    hidden = await form_of(phone, room)
    assert (await phone.post("/", {**hidden, "_sealed": sealed(room, inside)})).status == 400


async def test_a_sealed_answer_is_checked_by_the_same_rules(phone: Phone, room: Room) -> None:
    hidden = await form_of(phone, room)
    before = room.vault.letterbox.pending
    mixed = {"sources": ["no such thing"], "influence": [["money", "much", 1]]}
    answer = await phone.post("/", {**hidden, "_sealed": sealed(room, mixed)})
    assert answer.status == 422 and "not among the choices" in answer.body.decode()
    assert room.vault.letterbox.pending == before, "not even the half of it that could be taken"


async def test_a_plan_takes_sealed_entries_and_gives_them_back_sealed(phone: Phone, room: Room) -> None:
    hidden = await form_of(phone, room)
    proof = {name: hidden[name] for name in ("_lang", "_proof")}
    key = derive(PlanCode.new(), room.vault.header.plan_salt)
    prompt = room.bundle.exercises[STRESS].form(Audience.MINE)[0]
    entry = wrap(seal_entry(key.public_key, 1, ["calls"]))
    mine = {**proof, "_do": "keep", "_exercise": STRESS, "_audience": "mine", "_counter": "1"}
    entries = json.dumps([[prompt.id, entry]])

    assert "Get a code" in (await phone.post("/m", {**mine, "_entries": entries})).body.decode()
    at = {**proof, "_do": "begin", "_slot": text_of(key.slot), "_key": text_of(key.public_key)}
    begun = await phone.post("/m", at)
    assert "Set-Cookie" in begun.headers and "This is your code" in begun.body.decode()
    for wrong in (
        "[[]]",
        "{}",
        json.dumps([["other", entry]]),
        json.dumps([[prompt.id, "AAAA"]]),
        "[" * 9000,
    ):
        assert (await phone.post("/m", {**mine, "_entries": wrong})).status == 400
    assert (await phone.post("/m", {**mine, "_entries": entries, "_counter": "-1"})).status == 400
    kept = await phone.post("/m", {**mine, "_entries": entries})
    assert "Kept in your plan" in kept.body.decode()

    read = await phone.post("/m", {**proof, "_do": "read", "_slot": text_of(key.slot)})
    (recipe,) = [one["data-recipe"] for one in read.page.all("div") if "data-recipe" in one]
    assert json.loads(recipe)["entries"] == [[f"{STRESS}/{prompt.id}", entry]]
    assert json.loads(recipe)["counter"] == 2
    unknown = await phone.post("/m", {**proof, "_do": "read", "_slot": text_of(bytes(16))})
    assert unknown.status == 422 and "No plan here opens" in unknown.body.decode()


async def test_nobody_can_turn_a_plan_to_another_key(phone: Phone, room: Room) -> None:
    hidden = await form_of(phone, room)
    proof = {name: hidden[name] for name in ("_lang", "_proof")}
    key = derive(PlanCode.new(), room.vault.header.plan_salt)
    at = {**proof, "_do": "begin", "_slot": text_of(key.slot), "_key": text_of(key.public_key)}
    await phone.post("/m", at)
    phone.client.cookies.clear()
    thief = await phone.post("/m", {**at, "_key": text_of(bytes(32))})
    assert "Set-Cookie" not in thief.headers
    kept = room.plans.get(text_of(key.slot))
    assert kept is not None and kept.public_key == text_of(key.public_key)


async def test_the_four_words_are_the_key_s_own(phone: Phone, room: Room) -> None:
    (words,) = re.findall(r'class="fingerprint"[^>]*>([^<]+)<', (await phone.get("/?lang=en")).body.decode())
    assert len(words.split(" · ")) == 4


def test_the_bundle_was_made_from_these_sources() -> None:
    """`npm run build` in browser/ writes what it was made from beside what it made."""
    from hashlib import sha256

    browser_folder = ROOT / "browser"
    sources = sorted((browser_folder / "src").rglob("*.js"))
    sources += [ROOT / "exports" / name for name in ("plan-forms.css", "plan.css")]
    sources += [browser_folder / "build.js", browser_folder / "package-lock.json"]
    digest = sha256(b"\n".join(one.read_bytes() for one in sources)).hexdigest()
    made_from = (ROOT / "workshop" / "web" / "static" / "seal" / "SOURCES").read_text(encoding="ascii")
    assert made_from.strip() == digest, "run `npm ci && npm run build` in browser/"
