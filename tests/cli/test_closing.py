"""Closing and wiping as commands: what is asked first, what is said and written, what starts remind of."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.lent import Lender
from workshop.cli import closing, keeping, live, running
from workshop.cli.looks import Looks
from workshop.cli.reminders import reminders
from workshop.domain.answer import MultiAnswer
from workshop.domain.errors import WorkshopError
from workshop.domain.prompt import Audience
from workshop.room import Response, Room, enter
from workshop.vault import Vault
from workshop.wording import ENGLISH

from .process import run

Typing = Callable[[str], list[str]]


@pytest.fixture
def lender(_lender: Lender) -> Lender:
    return _lender


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """A person at a terminal who types one thing; gives what they were asked."""

    def typing(text: str) -> list[str]:
        asked: list[str] = []

        def typed(question: str) -> str:
            asked.append(question)
            return text

        monkeypatch.setattr("builtins.input", typed)
        for module in (closing, keeping, running):
            monkeypatch.setattr(module, "is_interactive", lambda: True)
        return asked

    return typing


async def _answered(room: Room) -> None:
    """Nine people answered one form, which is still open."""
    room.open_form("stressor-mapping")
    for _ in range(9):
        id = room.submission_id("stressor-mapping", Audience.ROOM)
        answers = {"sources": MultiAnswer(("pay",))}
        await room.receive(Response("stressor-mapping", Audience.ROOM, id, answers))
    room.vault.close()


async def test_close_says_and_writes_down_what_went(
    room: Room, folder: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    await _answered(room)
    record = tmp_path / "record.txt"
    done = run("close", folder, "--out", record, "--passphrase-file", passphrase_file)
    assert (done.returncode, done.stderr) == (0, "")
    assert "what people answered to 1 form: at least 5 answers" in done.stdout
    written = record.read_text()
    assert done.stdout.startswith(written)
    assert not any(word in written for word in (str(folder), "tressor", "three-day", "9"))
    status = run("status", folder, "--json", "--passphrase-file", passphrase_file)
    told = json.loads(status.stdout)
    assert (told.pop("round"), len(told.pop("series"))) == (0, 16)
    assert told == {
        "agenda": "three-day-holistic",
        "state": "closed",
        "participants": 5,
        "responses": {"stressor-mapping": 5},
        "entries": 0,
        "letterbox": 0,
    }


async def test_at_a_terminal_it_asks_first_and_a_second_time_does_no_harm(
    room: Room,
    folder: Path,
    passphrase_file: Path,
    lender: Lender,
    typing: Typing,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await _answered(room)

    def close(days: int = 0, out: Path | None = None) -> None:
        closing.close(folder, days, out, False, passphrase_file, ENGLISH)

    def in_book() -> dict[str, int]:
        vault = Vault.open(folder)
        vault.adopt(lender.lend())
        try:
            return vault.book.counts()
        finally:
            vault.close()

    typing("")
    with pytest.raises(WorkshopError, match="Nothing was destroyed"):
        await asyncio.to_thread(close)
    said = capsys.readouterr().out
    assert "One form is still open. It is closed, and its answers go, too." in said
    assert "Not all days have run." in said and "at least 5 answers" in said
    assert in_book() == {"stressor-mapping": 9}
    with pytest.raises(WorkshopError, match="nothing to write down yet"):
        close(3, folder / "record")
    typing(folder.name)
    await asyncio.to_thread(close)
    first = capsys.readouterr().out
    assert in_book() == {}
    await asyncio.to_thread(close)
    again = capsys.readouterr().out
    assert again.startswith("This workshop is closed already.\n")
    assert first.endswith(again.partition("\n")[2])


async def test_every_start_reminds_of_what_is_due(
    room: Room, folder: Path, clock: FakeClock, lender: Lender
) -> None:
    def said() -> str:
        return " ".join(reminders(room, folder, ENGLISH))

    assert said() == ""
    room.hosting.keep_for(90)
    for _ in room.agenda.days:
        room.begin_next()
        while room.state.running:
            room.begin_next()
    assert room.is_over
    assert "`workshop close" in said() and "wipe" not in said()
    on = room.closing.plan(3)
    assert said() == f"What people answered is destroyed by the first start from {on} on."
    clock.now += timedelta(days=3)
    room.vault.close()
    vault = Vault.open(folder)
    vault.adopt(lender.lend())
    room = await enter(vault, clock=clock)
    assert said().startswith("The day has come: what people answered was destroyed.")
    room.closing.came_due = False
    clock.now += timedelta(days=86)
    assert said() == ""
    clock.now += timedelta(days=1)
    assert "was to be kept until 2027-01-10. `workshop wipe" in said()
    vault.close()


async def test_when_the_date_has_passed_run_asks_to_wipe(
    room: Room,
    folder: Path,
    passphrase_file: Path,
    typing: Typing,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    room.begin_next()
    room.hosting.keep_for(0)
    room.vault.close()
    monkeypatch.setattr("workshop.cli.running.due_to_wipe", lambda room: "2026-10-12")
    ran: list[Room] = []

    async def console(room: Room, *_: object) -> None:
        ran.append(room)

    monkeypatch.setattr(live, "run", console)

    def start() -> None:
        running.run(folder, running.network(), Looks(), passphrase_file, ENGLISH)

    asked = typing("")
    await asyncio.to_thread(start)
    assert len(asked) == len(ran) == 1
    typing(folder.name)
    await asyncio.to_thread(start)
    assert len(ran) == 1 and not folder.exists()
    said = capsys.readouterr().out
    assert "The keys in this folder are destroyed" in said
    assert "SSD" in said and "backups" in said and "sealed plans" in said


def test_wiping_the_folder_one_stands_in_asks_for_its_name(
    folder: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    (folder / "mine.txt").write_text("the user's own")
    typing("")
    with pytest.raises(WorkshopError, match="Nothing was wiped"):
        keeping.wipe(Path(), False, ENGLISH)
    assert Vault.is_vault(folder)
    typing(folder.name)
    keeping.wipe(Path(), False, ENGLISH)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    assert "is still there: it holds files that are not the workshop's" in capsys.readouterr().out
