"""Somebody may need care: known from the first answer that says so, and kept nowhere."""

from __future__ import annotations

import gc
import json
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.domain.answer import Answer, ChoiceAnswer, MultiAnswer, ScaleAnswer
from workshop.domain.disclosure import Hidden
from workshop.domain.prompt import Audience
from workshop.library import load_library
from workshop.room import Response, Room, enter
from workshop.vault import FromFile, Keyholder, Vault

from ..cli.process import run
from ..conftest import HOSTILE, FakeClock
from .seeing import CHECK_OUT

CHECK_IN = "check-in"


async def say(room: Room, weather: str, id: str | None = None, exercise: str = CHECK_OUT) -> str:
    id = id or room.submission_id(exercise, Audience.ROOM)
    await room.receive(Response(exercise, Audience.ROOM, id, {"weather": ChoiceAnswer(weather)}))
    return id


def needed(room: Room) -> bool:
    return room.attention.needed


def logged(room: Room) -> list[str]:
    """Every event that the logbook holds."""
    return [json.loads(event)["event"] for event in room.vault.events()]


async def test_the_first_answer_that_says_so_is_enough_and_no_other(room: Room) -> None:
    room.open_form(CHECK_OUT)
    for weather in ("sun", "cloud", "rain"):
        await say(room, weather)
        assert not needed(room)
    await say(room, "storm")
    assert needed(room)
    prompt = room.bundle.exercises[CHECK_OUT].prompts[0]
    assert isinstance(room.figures.shown(CHECK_OUT, prompt), Hidden), "the figure stays hidden all the while"


async def test_heard_it_goes_and_comes_back_for_a_new_one_only(room: Room) -> None:
    room.open_form(CHECK_OUT)
    first = await say(room, "storm")
    room.attention.hear()
    assert not needed(room)
    await say(room, "sun")
    await say(room, "storm", first)
    assert not needed(room), "the same again is nothing new"
    await say(room, "storm")
    assert needed(room)


async def test_a_change_of_mind_is_followed_both_ways(room: Room) -> None:
    room.open_form(CHECK_OUT)
    id = await say(room, "storm")
    await say(room, "sun", id)
    assert not needed(room)
    room.attention.hear()
    await say(room, "storm", id)
    assert needed(room), "what was heard was sunny"


async def test_what_is_taken_back_takes_it_back(room: Room) -> None:
    room.open_form(CHECK_OUT)
    id = await say(room, "storm")
    await room.withdraw(CHECK_OUT, Audience.ROOM, id)
    assert not needed(room)


async def test_closing_the_form_neither_hears_nor_asks_again(room: Room) -> None:
    room.open_form(CHECK_OUT)
    await say(room, "storm")
    await room.close_form(CHECK_OUT)
    assert needed(room), "nobody has heard it yet"
    room.attention.hear()
    assert not needed(room)
    room.open_form(CHECK_OUT)
    await say(room, "storm")
    assert needed(room)
    room.attention.hear()
    await room.close_form(CHECK_OUT)
    await room.empty_letterbox()
    assert not needed(room)


async def test_a_form_that_is_opened_again_does_not_bring_back_what_was_heard(room: Room) -> None:
    room.open_form(CHECK_OUT)
    await say(room, "storm")
    room.attention.hear()
    await room.close_form(CHECK_OUT)
    room.open_form(CHECK_OUT)
    await say(room, "sun")
    assert not needed(room)
    await room.close_form(CHECK_OUT)
    assert not needed(room)
    room.open_form(CHECK_OUT)
    await say(room, "storm")
    await room.close_form(CHECK_OUT)
    assert needed(room)


async def test_one_form_says_nothing_about_another(room: Room) -> None:
    room.open_form(CHECK_OUT)
    await say(room, "storm")
    room.attention.hear()
    room.open_form(CHECK_IN)
    low: dict[str, Answer] = {"energy": ScaleAnswer(1)}
    await room.receive(Response(CHECK_IN, Audience.ROOM, room.submission_id(CHECK_IN, Audience.ROOM), low))
    assert needed(room)
    await room.close_form(CHECK_OUT)
    assert needed(room)


async def test_what_is_for_the_facilitator_asks_too(room: Room) -> None:
    room.add(load_library().addition("safe-now"), 15)
    room.open_form("safe-now")
    for ticked, asks in (("lift", False), ("talk", True)):
        id = room.submission_id("safe-now", Audience.FACILITATOR)
        answer: dict[str, Answer] = {"needed": MultiAnswer((ticked,))}
        await room.receive(Response("safe-now", Audience.FACILITATOR, id, answer))
        assert needed(room) is asks


async def test_locked_nothing_is_known_and_unlocked_it_is_asked_again(
    room: Room, passphrase_file: Path
) -> None:
    room.open_form(CHECK_OUT)
    await say(room, "storm")
    keyholder = await Keyholder.unlock_async(room.vault.folder, FromFile(passphrase_file))
    room.lock()
    assert not needed(room)
    await say(room, "storm")
    assert not needed(room)
    await room.adopt(keyholder)
    assert needed(room)
    room.attention.hear()
    for came, asks in ((None, False), ("sun", False), ("storm", True)):
        keyholder = await Keyholder.unlock_async(room.vault.folder, FromFile(passphrase_file))
        room.lock()
        if came:
            await say(room, came)
        await room.adopt(keyholder)
        assert needed(room) is asks, came


async def test_heard_and_closed_stays_heard_over_a_lock(room: Room, passphrase_file: Path) -> None:
    room.open_form(CHECK_OUT)
    await say(room, "storm")
    room.attention.hear()
    await room.close_form(CHECK_OUT)
    keyholder = await Keyholder.unlock_async(room.vault.folder, FromFile(passphrase_file))
    room.lock()
    await room.adopt(keyholder)
    assert not needed(room)


async def test_in_memory_nothing_tells_who_asked_once_it_is_locked(room: Room) -> None:
    room.open_form(CHECK_OUT)
    stormy = [await say(room, "storm") for _ in range(2)]
    sunny = [await say(room, "sun") for _ in range(2)]
    room.attention.hear()
    room.lock()
    gc.collect()
    (heard,) = room.attention._heard.values()
    assert heard == {*stormy, *sunny}, "all that had come, whatever they said"


async def test_after_a_restart_today_is_asked_again_and_yesterday_is_not(
    room: Room, folder: Path, passphrase_file: Path, clock: FakeClock
) -> None:
    room.open_form(CHECK_OUT)
    await say(room, "storm")
    room.attention.hear()
    await room.close_form(CHECK_OUT)
    room.vault.close()
    for days, asks in ((0, True), (1, False)):
        clock.forward(days * 24 * 60)
        vault = Vault.open(folder)
        vault.unlock(FromFile(passphrase_file))
        again = await enter(vault, clock=clock)
        assert again.attention.needed is asks
        vault.close()


async def test_nothing_of_it_is_ever_kept(room: Room) -> None:
    room.open_form(CHECK_OUT)
    before = logged(room)
    await say(room, "storm")
    assert needed(room)
    room.attention.hear()
    await say(room, "storm")
    assert logged(room) == before
    assert room.state.heard == {}


async def test_the_status_is_that_of_any_other_day(room: Room, folder: Path, passphrase_file: Path) -> None:
    room.open_form(CHECK_OUT)
    id = await say(room, "sun")
    told = []
    for weather in ("sun", "storm"):
        await say(room, weather, id)
        await room.empty_letterbox()
        told.append(run("status", folder, "--json", "--passphrase-file", passphrase_file).stdout)
    assert needed(room)
    assert told[0] == told[1]
    assert json.loads(told[0])["responses"] == {CHECK_OUT: 1}


async def test_listeners_hear_of_it_as_of_any_answer(room: Room) -> None:
    told: list[str] = []
    room.open_form(CHECK_OUT)
    room.listen(told.append)
    await say(room, "storm")
    assert told == ["answers"], "as a sunny answer is told"
    room.attention.hear()
    assert told == ["answers", "care"]


async def test_without_marks_nothing_asks(room: Room) -> None:
    room.bundle = replace(room.bundle, exercises={})
    room.attention.arrange(room.bundle)
    room.attention.hear()
    assert not needed(room)


# -- who supports --------------------------------------------------------------------------------------


async def test_who_supports_is_kept_sealed_and_undone(
    room: Room, folder: Path, passphrase_file: Path, clock: FakeClock
) -> None:
    assert room.support.person == ""
    room.support.name("counsellor canaryblue, second floor")
    assert room.support.is_of_today
    room.support.name("somebody else")
    assert room.undo() == "SupportPersonNamed"
    assert room.support.person == "counsellor canaryblue, second floor"
    room.vault.close()
    assert not any(b"canaryblue" in file.read_bytes() for file in folder.iterdir())
    clock.forward(24 * 60)
    vault = Vault.open(folder)
    vault.unlock(FromFile(passphrase_file))
    again = await enter(vault, clock=clock)
    assert again.support.person == "counsellor canaryblue, second floor"
    assert not again.support.is_of_today
    vault.close()


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_is_written_there_is_one_short_clean_line(room: Room, text: str) -> None:
    room.support.name(text)
    assert room.support.person.isprintable()
    assert len(room.support.person) <= 120


async def test_that_support_was_given_is_kept_once_a_day_and_undone(room: Room, clock: FakeClock) -> None:
    room.support.give()
    room.support.give()
    assert logged(room).count("SupportGiven") == 1
    event = json.loads(list(room.vault.events())[-1])
    assert set(event) == {"event", "at"}, "no name, no number, no reason"
    assert room.undo() == "SupportGiven"
    assert not room.support.given_today
    room.support.give()
    clock.forward(24 * 60)
    assert not room.support.given_today
