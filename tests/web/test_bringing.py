"""A plan over time on a phone: versions, what changed, and a plan that is brought from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.chromium import CHROMIUM
from tests.web.conftest import Phone
from tests.web.test_browser import phone as at_phone
from tests.web.test_mine import CANARY, begin, write
from tests.web.test_sealing import Overheard
from workshop.domain.answer import Cell, ChoiceAnswer, MatrixAnswer, ScaleAnswer
from workshop.export import open_sealed_file, sealed_plan
from workshop.library import Bundle, load_library
from workshop.room import Entry, Room, enter
from workshop.room import begin as begin_workshop
from workshop.vault import FromFile, PlanCode, Vault, derive, open_entry, text_of, unwrap

if TYPE_CHECKING:
    from playwright.async_api import Page

browser = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not at /usr/bin/chromium")
FILE: dict[str, Any] = {
    "format": "workshop-plan",
    "version": 2,
    "edition": {"number": 2, "day": None},
    "answers": {
        "stressor-mapping/stressors": [CANARY, "<b>noise</b>"],
        "private-self-check/sleep": 6,
        "no-such-exercise/prompt": "left behind",
    },
    "versions": [{"private-self-check/sleep": 4}],
    "group": {},
}


async def opened(phone: Phone, code: str) -> str:
    home = (await phone.get("/m?lang=en")).page
    return (await phone.send(home.post("Open my plan"), _code=code)).page.text


async def test_a_version_is_kept_beside_compared_and_let_go(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    await write(phone, room)
    home = (await phone.get("/m?lang=en")).page
    page = (await phone.send(home.post("Open my plan"), _code=code)).page
    assert "This is version 1 of your plan." in page.text and "Since last time" not in page.text
    keep = page.post("Begin a new version and keep this one")
    for _ in range(2):
        begun = await phone.send(keep)
        assert "A new version has begun" in begun.page.text
    assert "Everything is as it was." in await opened(phone, code)
    await write(phone, room, "rain on the roof")
    text = await opened(phone, code)
    since = text.partition("Since last time")[2].partition("Versions")[0]
    assert "It was" in since and CANARY in since and "rain on the roof" in since
    assert "This is version 2 of your plan." in text
    page = (await phone.send((await phone.get("/m?lang=en")).page.post("Open my plan"), _code=code)).page
    gone = await phone.send(page.post("Let the earlier versions go"))
    assert "The earlier versions are gone" in gone.page.text
    text = await opened(phone, code)
    assert CANARY not in text and "rain on the roof" in text and "This is version 2" in text


async def test_who_takes_something_out_hears_where_it_still_is(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    still = "An earlier version of your plan still has it."
    removed = await phone.send((await write(phone, room)).page.post("Withdraw"))
    assert "Taken out of your plan" in removed.page.text and still not in removed.page.text
    await write(phone, room)
    page = (await phone.send((await phone.get("/m?lang=en")).page.post("Open my plan"), _code=code)).page
    await phone.send(page.post("Begin a new version and keep this one"))
    removed = await phone.send((await write(phone, room)).page.post("Withdraw"))
    assert still in removed.page.text
    assert CANARY in (await opened(phone, code)).partition("No longer there")[2]


async def test_without_a_ticket_nobody_changes_versions(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    await write(phone, room)
    home = (await phone.get("/m?lang=en")).page
    page = (await phone.send(home.post("Open my plan"), _code=code)).page
    forms = [page.post("Begin a new version and keep this one"), page.post("Begin a new version and keep no")]
    phone.client.cookies.clear()
    for form in forms:
        assert "Enter a code" in (await phone.send(form)).page.text
    kept = room.plans.get(room.plans.slots()[0])
    assert kept is not None and kept.number == 1


async def test_a_pasted_plan_is_where_this_one_begins(phone: Phone, room: Room) -> None:
    code = str(PlanCode.new())
    form = (await phone.get("/m?lang=en")).page.post("Bring it here")
    for _ in range(2):
        answer = await phone.send(form, _plan=json.dumps(FILE), _code=code)
        assert answer.status == 200 and "Your plan is here" in answer.page.text
        assert "One answer belongs to an exercise that is not here" in answer.page.text
    key = derive(PlanCode.parse(code), room.vault.header.plan_salt)
    kept = room.plans.get(text_of(key.slot))
    assert kept is not None
    assert [sorted(version) for version in kept.versions] == [
        ["private-self-check/sleep"],
        ["private-self-check/sleep", "stressor-mapping/stressors"],
    ]
    text = await opened(phone, code)
    assert CANARY in text and "<b>noise</b>" in text and "left behind" not in text
    assert "This is version 3 of your plan." in text
    await write(phone, room, "rain on the roof")
    assert CANARY in (await opened(phone, code)).partition("It was")[2]


@pytest.mark.parametrize(
    "text", ["", "tea", "[]", "{}", '{"format": "workshop-plan", "version": 9}', "[" * 9000, '{"format": 1}']
)
async def test_what_is_no_plan_stays_in_its_field(phone: Phone, room: Room, text: str) -> None:
    form = (await phone.get("/m?lang=en")).page.post("Bring it here")
    answer = await phone.send(form, _plan=text, _code=str(PlanCode.new()))
    assert answer.status == 422
    assert any(told in answer.page.text for told in ("is no plan as data", "newer program", "is not whole"))
    assert len(room.plans) == 0


async def test_what_is_brought_replaces_nothing_that_was_written_here(phone: Phone, room: Room) -> None:
    code, _ = await begin(phone)
    await write(phone, room, "rain on the roof")
    form = (await phone.get("/m?lang=en")).page.post("Bring it here")
    await phone.send(form, _plan=json.dumps(FILE), _code=code)
    key = derive(PlanCode.parse(code), room.vault.header.plan_salt)
    kept = room.plans.get(text_of(key.slot))
    assert kept is not None
    sealed = kept.entries["stressor-mapping/stressors"]
    assert open_entry(key.private_key, unwrap(sealed))[1] == ["rain on the roof"]
    assert set(kept.entries) == {"stressor-mapping/stressors", "private-self-check/sleep"}
    await room.empty_letterbox()
    assert room.vault.book.plans()[text_of(key.slot)] == kept


async def test_pieces_that_nobody_sealed_are_not_kept(phone: Phone, room: Room) -> None:
    await begin(phone)
    form = (await phone.get("/m?lang=en")).page.post("Bring it here")
    for entries in ("x", "{}", '[["a/b", "AAAA"]]', '[["a/b"]]', "[[1, 2]]"):
        answer = await phone.send(form, _entries=entries, _version="abcdefgh")
        assert answer.status == 400
    assert (await phone.send(form, _entries="[]", _version="<b>")).status == 400
    kept = room.plans.get(room.plans.slots()[0])
    assert kept is not None and kept.versions == []


async def filled(room: Room, code: PlanCode) -> str:
    """A plan with one earlier version: sliders and a commitment, and what has become of them."""
    key = derive(code, room.vault.header.plan_salt)
    slot, public_key = text_of(key.slot), text_of(key.public_key)
    await room.plans.begin(slot, public_key)
    check, sliders = "private-self-check", ("sleep", "energy", "calm", "connection", "meaning", "safety")
    own = "personal-commitments", "my-commitments"

    async def keep(values: tuple[int, ...], what: str = "") -> None:
        entries = [
            Entry(slot, public_key, check, one, ScaleAnswer(value))
            for one, value in zip(sliders, values, strict=True)
        ]
        if what:
            entries.append(Entry(slot, public_key, *own, MatrixAnswer((Cell("1", "what", what),))))
        await room.plans.keep(entries)

    await keep((4, 3, 6, 7, 8, 2), "Walk to the river on Mondays")
    await room.plans.begin_version(slot, True)
    await keep((6, 3, 5, 7, 9, 4), "Walk round the house")
    await room.plans.begin_version(slot, True)
    await keep((7, 5, 5, 6, 9, 5))
    await room.plans.keep(
        [
            Entry(slot, public_key, "how-did-it-go", "first-went", ChoiceAnswer("not_yet")),
            Entry(slot, public_key, "how-did-it-go", "next-size", ChoiceAnswer("smaller")),
        ]
    )
    return slot


async def open_plan(page: Page, authority: str, code: PlanCode) -> None:
    await page.goto(f"http://{authority}/m?lang=en")
    await page.locator("#code-field").fill(str(code))
    await page.get_by_role("button", name="Open my plan").click()
    await page.get_by_role("heading", name="Versions").wait_for()


@pytest.mark.browser
@browser
async def test_with_and_without_script_a_phone_says_the_same_about_the_time_since(room: Room) -> None:
    code = PlanCode.new()
    await filled(room, code)
    told: list[tuple[str, int]] = []
    for script in (True, False):
        async with at_phone(room, script=script, requests=[]) as (page, wire):
            await open_plan(page, wire.authority, code)
            section = page.locator("section.since")
            told.append((await section.inner_text(), await section.locator("circle").count()))
    assert told[0] == told[1]
    assert "Not now is as fine as kept." in told[0][0] and told[0][1] == 18


@pytest.mark.browser
@browser
async def test_a_phone_reads_the_file_itself_and_the_wire_hears_nothing(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    much = {f"stressor-mapping/none-{n}": "x" for n in range(150)}
    answers = {**FILE["answers"], **much}
    file.write_text(json.dumps({**FILE, "answers": answers}), encoding="utf-8")
    room.add(load_library().addition("private-self-check"), 15)
    overheard, code = Overheard(), PlanCode.new()
    async with at_phone(room, script=True, requests=[]) as (page, wire):
        overheard.listen(page)
        await page.goto(f"http://{wire.authority}/m?lang=en")
        await page.get_by_text("I bring my plan").click()
        await page.locator("#bring-file").set_input_files(file)
        await page.locator("#bring-code").fill("123")
        await page.get_by_role("button", name="Bring it here").click()
        await page.get_by_text("this one has 3").wait_for()
        await page.locator("#bring-code").fill(str(code))
        await page.get_by_role("button", name="Bring it here").click()
        await page.get_by_role("heading", name="Your plan is here").wait_for()
        await page.get_by_text("stay in your file: 151.").wait_for()
        await page.get_by_role("link", name="My plan").click()
        await page.locator("#code-field").fill(str(code))
        await page.get_by_role("button", name="Open my plan").click()
        await page.get_by_text("This is version 3 of your plan.").wait_for()
        await page.get_by_text(CANARY).first.wait_for(state="attached")
        # Nothing to do with a code: an open file gets a new one.
        await page.goto(f"http://{wire.authority}/m?lang=en")
        await page.get_by_text("I bring my plan").click()
        await page.locator("#bring-file").set_input_files(file)
        await page.get_by_role("button", name="Bring it here").click()
        await page.get_by_role("heading", name="This is your code").wait_for()
        fresh = PlanCode.parse(await page.locator(".code").inner_text())
        await page.get_by_text("What you brought is kept").wait_for()
    assert not overheard.heard(CANARY) and not overheard.heard(code.digits)
    for one in (code, fresh):
        kept = room.plans.get(text_of(derive(one, room.vault.header.plan_salt).slot))
        assert kept is not None
        assert [len(version) for version in kept.versions] == [1, 2]


def _damaged(file: bytes) -> bytes:
    """One byte inside of the data is another one."""
    at = file.index(b"\n", file.index(b'"shared":')) + 40
    while file[at] == ord("=") or file[at - 1] == ord("="):
        at += 1
    return file[:at] + (b"A" if file[at : at + 1] != b"A" else b"B") + file[at + 1 :]


@pytest.mark.browser
@browser
async def test_a_sealed_file_of_another_workshop_is_opened_on_the_phone_alone(
    room: Room, tmp_path: Path, bundle: Bundle, passphrase_file: Path
) -> None:
    code, other = PlanCode.new(), PlanCode.new()
    vault = Vault.create(tmp_path / "before", FromFile(passphrase_file), memory_mib=64)
    begin_workshop(vault, bundle)
    before = await enter(vault)
    assert before.vault.header.plan_salt != room.vault.header.plan_salt
    file = sealed_plan(before, await filled(before, code))
    assert file is not None
    vault.close()
    notes, broken = tmp_path / "notes.html", tmp_path / "notes-2.html"
    notes.write_bytes(file)
    broken.write_bytes(_damaged(file))
    room.add(load_library().addition("private-self-check"), 15)
    overheard = Overheard()
    async with at_phone(room, script=True, requests=[]) as (page, wire):
        overheard.listen(page)
        await page.goto(f"http://{wire.authority}/m?lang=en")
        await page.get_by_text("I bring my plan").click()
        for path, typed, said in (
            (notes, "", "A sealed file opens with its code."),
            (notes, str(other), "This code does not open this file."),
            (broken, str(code), "This is not a plan that can be read here."),
        ):
            await page.locator("#bring-file").set_input_files(path)
            await page.locator("#bring-code").fill(typed)
            await page.get_by_role("button", name="Bring it here").click()
            await page.get_by_text(said).wait_for()
        assert len(room.plans) == 0
        await page.locator("#bring-file").set_input_files(notes)
        await page.get_by_role("button", name="Bring it here").click()
        await page.get_by_role("heading", name="Your plan is here").wait_for()
    for text in ("river on Mondays", "round the house", code.digits, str(code)):
        assert not overheard.heard(text)
    key = derive(code, room.vault.header.plan_salt)
    kept = room.plans.get(text_of(key.slot))
    assert kept is not None and kept.public_key == text_of(key.public_key)

    def read(entries: dict[str, str]) -> dict[str, Any]:
        return {name: open_entry(key.private_key, unwrap(one))[1] for name, one in entries.items()}

    taken = open_sealed_file(file, code)
    held = [*taken.versions, taken.answers]
    assert [read(version) for version in kept.versions] == held and len(held) == 3
    assert read(kept.entries) == held[-1] and held[0] != held[-1]
