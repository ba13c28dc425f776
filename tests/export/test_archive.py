"""The archive of a room that was lived in: what was released is in it, what was planted elsewhere is not."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pyrage  # type: ignore[import-untyped]
import pytest

from workshop.domain.answer import Answer, ChoiceAnswer, ListAnswer, MultiAnswer, TextAnswer
from workshop.domain.figure import Notes
from workshop.domain.plan_parts import PARTS
from workshop.domain.prompt import Audience, Prompt
from workshop.export import Locked, archive_file, archive_files, archive_of, archive_preview, parcel
from workshop.library import read_directory_text
from workshop.room import Entry, Response, Room, Shown
from workshop.vault import PlanCode, derive, slot_text, wrap
from workshop.wording import ENGLISH

from ..conftest import REPORT_PDF, FakeClock
from ..directories import DIRECTORY
from .reading import inside

PLANTED = {
    "mine": "hedgehog",
    "facilitator": "wheelchair",
    "unreleased": "tambourine",
    "note": "thunderstorm",
    "person": "Marisol Quintero",
    "contact": "The blue door behind the market",
    "slept": "kaleidoscope",
}
RELEASED = "Phones stay in the bags."
DATED = re.compile(rb"\b20\d\d-\d\d-\d\d\b|\b\d{1,2}:\d\d\b|\b\d{1,2} (October|November|December)\b")
ADDRESS = re.compile(rb"\b\d{1,3}(\.\d{1,3}){3}\b|(\b[0-9a-f]{2}:){5}[0-9a-f]{2}\b|@[a-z0-9-]+\.[a-z]")
"""An address of a network, a device, a mailbox."""


async def _respond(room: Room, exercise: str, audience: Audience, answers: dict[str, Answer]) -> None:
    id = room.submission_id(exercise, audience)
    await room.receive(Response(exercise, audience, id, answers))


async def _lived_in(room: Room, clock: FakeClock) -> Room:
    """Two sessions have run; three forms were answered, one of their figures and one text released."""
    room.begin_next()
    clock.forward(19)
    room.note(PLANTED["note"])
    room.open_form("arrival-and-consent")
    for _ in range(9):
        await _respond(
            room,
            "arrival-and-consent",
            Audience.FACILITATOR,
            {"easier": TextAnswer(PLANTED["facilitator"]), "take-part": ChoiceAnswer("paper")},
        )
    await room.close_form("arrival-and-consent")
    room.begin_next()
    clock.forward(30)
    room.begin_next()
    room.open_form("stressor-mapping")
    room.open_form("group-agreement")
    room.open_form("check-out")
    for n in range(9):
        await _respond(
            room,
            "stressor-mapping",
            Audience.ROOM,
            {"sources": MultiAnswer(("hours", "pay") if n else ("pay",))},
        )
        text = RELEASED if n == 4 else f"{PLANTED['unreleased']} {n}"
        answers: dict[str, Answer] = {p.id: TextAnswer(text) for p in _texts_of(room, "group-agreement")}
        await _respond(room, "group-agreement", Audience.ROOM, answers)
    for _ in range(4):
        await _respond(room, "check-out", Audience.ROOM, {"weather": ChoiceAnswer("sun")})
    await room.close_form("check-out")
    await _release(room)
    await _plans(room, 6)
    await room.wish("talk")
    room.support.name(PLANTED["person"])
    room.directory = read_directory_text("referrals.yaml", "referrals", DIRECTORY, room.now.date(), ENGLISH)
    assert room.contacts and PLANTED["contact"] in room.contacts.referrals[0].route
    return room


def _texts_of(room: Room, exercise: str) -> tuple[Prompt, ...]:
    return tuple(p for p in room.bundle.exercises[exercise].form(Audience.ROOM) if p.feeds)


async def _release(room: Room) -> None:
    sources = room.bundle.exercises["stressor-mapping"].prompt("sources")
    assert sources
    await room.figures.release("stressor-mapping", sources)
    (agreement,) = _texts_of(room, "group-agreement")
    await room.figures.release("group-agreement", agreement)
    shown = room.figures.shown("group-agreement", agreement)
    assert isinstance(shown, Shown)
    assert isinstance(shown.figure, Notes)
    note = next(note for note in shown.figure.notes if note.text.startswith("Phones"))
    room.figures.toggle_note("group-agreement", agreement, note)


async def _plans(room: Room, count: int) -> list[PlanCode]:
    codes = []
    for _ in range(count):
        code = PlanCode.new()
        key = derive(code, room.vault.header.plan_salt)
        slot, public = slot_text(key.slot), wrap(key.public_key)
        await room.plans.begin(slot, public)
        await room.plans.keep(
            [
                Entry(slot, public, "my-green-yellow-red", "my-rule", TextAnswer(PLANTED["mine"])),
                Entry(slot, public, "risk-matrix", "my-two", ListAnswer((PLANTED["slept"],))),
            ]
        )
        codes.append(code)
    return codes


async def test_the_archive_has_what_was_released_and_nothing_else(room: Room, clock: FakeClock) -> None:
    archive = archive_of(await _lived_in(room, clock))
    assert [shown.prompt.id for shown in archive.figures] == ["sources"]
    assert [group.texts for group in archive.group] == [("Phones stay in the bags.",)]
    everything = b"\n".join(archive_files(archive, ENGLISH).values()).decode()
    for planted in PLANTED.values():
        assert planted not in everything
    assert "Phones stay in the bags." in everything
    for dated in ("2026-10-12", "12 October", "09:", "9:19"):
        assert dated not in everything, "the month is all"
    assert "October 2026" in everything


async def test_nothing_that_was_planted_is_in_any_byte_that_leaves(
    room: Room, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcel, "report_pdf", REPORT_PDF)
    await _lived_in(room, clock)
    codes = await _plans(room, 4)
    secret = [
        *PLANTED.values(),
        *(digits for code in codes for digits in (str(code), str(code).replace(" ", ""))),
        *room.plans.slots(),
        *(plan.public_key for slot in room.plans.slots() if (plan := room.plans.get(slot))),
        room.vault.header.plan_salt.hex(),
        str(room.vault.book.kept("key")),
    ]
    mine = pyrage.x25519.Identity.generate()
    sealed = archive_file(archive_of(room), ENGLISH, (str(mine.to_public()),))
    opened = bytes(pyrage.decrypt(sealed, [mine]))
    said = {"the archive": opened, "sealed": sealed}
    with zipfile.ZipFile(io.BytesIO(opened)) as files:
        for name in files.namelist():
            said[name] = b"\n".join((files.read(name), *inside(files.read(name))))
    for name, content in said.items():
        for text in secret:
            for coded in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
                assert coded.lower() not in content.lower(), (name, text)
        if name not in ("the archive", "sealed"):
            assert not DATED.search(content), (name, DATED.search(content))
            assert not ADDRESS.search(content), (name, ADDRESS.search(content))
    found = {name for name, content in said.items() if RELEASED.encode() in content}
    assert {"report.html", "data.json", "texts.csv"} <= found, "the search finds what is there"


async def test_plans_are_counted_by_what_they_answer(room: Room) -> None:
    await _plans(room, 6)
    elements = {one.path: one.plans for one in archive_of(room).elements}
    assert (elements["P3.rule_if_then"], elements["P4.chosen"], elements["two-threats"]) == (5, 5, 5)
    assert (elements["check-in"], elements["P8.checkin"], elements["referral"]) == (None, None, None)
    every = {f"{part.id}.{field.id}" for part in PARTS for field in part.fields}
    assert elements.keys() == every | {"two-threats", "check-in", "commitment", "referral"}


async def test_the_notes_come_only_where_asked_for(room: Room, clock: FakeClock) -> None:
    archive = archive_of(await _lived_in(room, clock), notes=True)
    assert archive.notes == (PLANTED["note"],)
    assert PLANTED["note"] in archive_preview(archive, ENGLISH)


async def test_few_are_never_counted(room: Room, clock: FakeClock) -> None:
    archive = archive_of(await _lived_in(room, clock))
    counts = {count.exercise: count.answers for count in archive.counts}
    assert counts["stressor-mapping"] == 5, "in whole fives"
    assert counts["check-out"] is None
    assert counts["what-security-means"] is None, "none looks like few"
    assert archive.plans == 5
    assert "  Check-out: few or none" in archive_preview(archive, ENGLISH).splitlines()


async def test_fewer_than_five_plans_are_not_counted(room: Room) -> None:
    await _plans(room, 4)
    archive = archive_of(room)
    assert archive.plans is None
    assert "Plans begun: few or none" in archive_preview(archive, ENGLISH)


async def test_sessions_are_kept_as_planned_and_as_run(room: Room, clock: FakeClock) -> None:
    first, second, third, *_ = archive_of(await _lived_in(room, clock)).days[0].sessions
    assert (first.planned, first.took, first.drift) == (15, 19, 4)
    assert (second.planned, second.took, second.drift) == (30, 30, 0)
    assert third.took is None, "it has not ended"


async def test_before_the_first_session_there_is_no_month(room: Room) -> None:
    archive = archive_of(room)
    assert archive.month == ""
    assert archive_files(archive, ENGLISH)["report.html"]


async def test_a_locked_room_gives_no_archive(room: Room) -> None:
    room.lock()
    with pytest.raises(Locked, match="Unlock"):
        archive_of(room)


async def test_the_preview_says_all_that_the_data_says(room: Room, clock: FakeClock) -> None:
    archive = archive_of(await _lived_in(room, clock), notes=True)
    preview = archive_preview(archive, ENGLISH)
    data = json.loads(archive_files(archive, ENGLISH)["data.json"])
    said = [
        data["agenda"]["title"],
        *data["notes"],
        *(text for group in data["group"] for text in group["texts"]),
        *(count["title"] for count in data["counts"]),
        *(session["title"] for day in data["days"] for session in day["sessions"]),
        *(figure["ask"] for figure in data["figures"]),
        *(cell["label"] for figure in data["figures"] for cell in figure["cells"]),
    ]
    assert [text for text in said if text not in preview] == []


async def test_the_parcel_of_a_room_opens(room: Room, clock: FakeClock) -> None:
    archive = archive_of(await _lived_in(room, clock))
    with zipfile.ZipFile(io.BytesIO(archive_file(archive, ENGLISH))) as parcel:
        assert parcel.testzip() is None
        assert "report.html" in parcel.namelist()
