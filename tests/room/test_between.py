"""What comes in between: a merge that runs, a disk that is full, a keyholder that dies by itself."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest

from workshop.domain.answer import Answer, ChoiceAnswer, TextAnswer
from workshop.domain.prompt import Audience
from workshop.room import Care, Entry, NotNow, Response, Room, enter
from workshop.vault import (
    Book,
    FromFile,
    Keyholder,
    NoRoom,
    PlanCode,
    Vault,
    derive,
    open_entry,
    slot_text,
    unwrap,
    wrap,
)

from .seeing import CHECK_OUT, weather


async def _answer(room: Room, count: int, **more: Answer) -> list[str]:
    """`count` people answer the check-out's form; their submission ids."""
    ids = [room.submission_id(CHECK_OUT, Audience.ROOM) for _ in range(count)]
    for id in ids:
        await room.receive(Response(CHECK_OUT, Audience.ROOM, id, {"weather": ChoiceAnswer("sun"), **more}))
    return ids


def _while_merging(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[], Coroutine[object, object, None]]
) -> None:
    """Lets `act` happen on the loop when the letters are in the book and the room has not looked yet."""
    loop = asyncio.get_running_loop()
    merge = Vault.empty_letterbox

    def merge_then_act(self: Vault, rng: random.Random) -> int:
        merged = merge(self, rng)
        asyncio.run_coroutine_threadsafe(act(), loop).result()
        return merged

    monkeypatch.setattr(Vault, "empty_letterbox", merge_then_act)


def _fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise NoRoom("There is no room left on the disk that holds {folder}.", "here")

    monkeypatch.setattr("workshop.vault.storage.write_atomically", full)


async def test_a_wish_during_a_merge_counts_at_once_and_once(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    await room.wish("pause")
    with monkeypatch.context() as patched:
        _while_merging(patched, lambda: room.wish("pause"))
        await room.empty_letterbox()
    assert room.care == Care(talk=0, pause=2)
    await room.empty_letterbox()
    assert room.care == Care(talk=0, pause=2)


async def test_a_change_and_a_withdrawal_during_a_merge_stand(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.open_form(CHECK_OUT)
    changed, withdrawn, *_ = await _answer(room, 7)

    async def change_and_withdraw() -> None:
        await room.receive(Response(CHECK_OUT, Audience.ROOM, changed, {"weather": ChoiceAnswer("rain")}))
        await room.withdraw(CHECK_OUT, Audience.ROOM, withdrawn)

    with monkeypatch.context() as patched:
        _while_merging(patched, change_and_withdraw)
        await room.empty_letterbox()
    assert room.submitted(CHECK_OUT, Audience.ROOM, changed) == {"weather": "rain"}
    assert room.submitted(CHECK_OUT, Audience.ROOM, withdrawn) is None
    await room.close_form(CHECK_OUT)
    assert weather(room) == 6


async def test_what_people_wrote_is_gone_when_the_keyholder_dies_by_itself(
    room: Room, passphrase_file: Path
) -> None:
    keyholder = Keyholder.unlock(room.vault.folder, FromFile(passphrase_file))
    await room.adopt(keyholder)
    heard: list[str] = []
    room.listen(heard.append)
    room.open_form(CHECK_OUT)
    prompt = room.bundle.exercises[CHECK_OUT].prompt("weather")
    assert prompt is not None
    await _answer(room, 6)
    await room.figures.release(CHECK_OUT, prompt)
    assert room.figures.released()
    heard.clear()
    os.kill(keyholder.pid, signal.SIGKILL)
    os.waitid(os.P_PID, keyholder.pid, os.WEXITED | os.WNOWAIT)
    assert room.figures.released() == ()
    assert weather(room) is None
    assert heard == ["lock"], "who draws is told to drop it"


async def test_unlocking_with_a_full_disk_shows_what_is_there_and_loses_nothing(
    room: Room, passphrase_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.open_form(CHECK_OUT)
    await _answer(room, 6)
    await room.close_form(CHECK_OUT)
    room.lock()
    room.open_form(CHECK_OUT)
    await _answer(room, 3)
    await room.close_form(CHECK_OUT)
    keyholder = Keyholder.unlock(room.vault.folder, FromFile(passphrase_file))
    heard: list[str] = []
    room.listen(heard.append)
    with monkeypatch.context() as patched:
        _fill_the_disk(patched)
        await room.adopt(keyholder)
        assert not room.locked and heard[-1] == "lock"
        assert weather(room) == 6
    await room.empty_letterbox()
    assert weather(room) == 9


@pytest.mark.parametrize("step", ["merge", "strip", "set_batches"])
async def test_a_disk_that_is_full_at_closing_keeps_the_figure_for_later(
    room: Room, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    prompt = room.bundle.exercises[CHECK_OUT].prompt("weather")
    assert prompt is not None
    room.open_form(CHECK_OUT)
    await _answer(room, 6)

    def full(*_: object, **__: object) -> None:
        raise NoRoom("There is no room left on the disk that holds {folder}.", "here")

    with monkeypatch.context() as patched:
        patched.setattr(Book, step, full)
        for _ in range(2):
            with pytest.raises(NoRoom):
                await room.figures.release(CHECK_OUT, prompt)
    await room.figures.release(CHECK_OUT, prompt)
    (shown,) = room.figures.released()
    assert shown.figure.n == 6


async def test_too_few_are_still_too_few(room: Room) -> None:
    prompt = room.bundle.exercises[CHECK_OUT].prompt("weather")
    assert prompt is not None
    room.open_form(CHECK_OUT)
    await _answer(room, 4, **{"for-each-other": TextAnswer("tea")})
    with pytest.raises(NotNow):
        await room.figures.release(CHECK_OUT, prompt)


async def test_the_number_inside_an_entry_grows_over_a_restart(
    room: Room, folder: Path, passphrase_file: Path
) -> None:
    key = derive(PlanCode.new(), room.vault.header.plan_salt)
    slot, public = slot_text(key.slot), wrap(key.public_key)

    async def write(live: Room, text: str) -> int:
        await live.plans.keep([Entry(slot, public, "grounding", "brings-me-back", TextAnswer(text))])
        plan = live.plans.get(slot)
        assert plan is not None
        return open_entry(key.private_key, unwrap(plan.entries["grounding/brings-me-back"]))[0]

    await room.plans.begin(slot, public)
    before = [await write(room, "tea") for _ in range(3)]
    room.vault.close()
    vault = Vault.open(folder)
    vault.unlock(FromFile(passphrase_file))
    after = await write(await enter(vault), "water")
    assert [*before, after] == sorted({*before, after}), "the newest is known by its number"
    vault.close()


async def test_what_is_taken_out_during_a_merge_stays_out(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = derive(PlanCode.new(), room.vault.header.plan_salt)
    slot, public = slot_text(key.slot), wrap(key.public_key)
    await room.plans.begin(slot, public)
    await room.plans.keep([Entry(slot, public, "grounding", "brings-me-back", TextAnswer("the river"))])
    with monkeypatch.context() as during:
        _while_merging(during, lambda: room.plans.take_out(slot, "grounding"))
        await room.empty_letterbox()
    assert room.plans.entry_count == 0
    await room.empty_letterbox()
    assert room.vault.book.entry_count() == 0
