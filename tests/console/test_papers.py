"""Sheets of paper typed in on the console: the piles, the desk, and every key of both."""

from __future__ import annotations

import errno
import gc
from collections.abc import Mapping

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.content import Content
from textual.strip import Strip

from tests.conftest import HOSTILE
from workshop.console.leaf import Leaf
from workshop.console.screens.copying import Copying
from workshop.domain.prompt import Audience
from workshop.library import load_library
from workshop.room import Room
from workshop.vault.atomic import no_room
from workshop.wording import wording

from .answering import answer, answers, begin
from .conftest import Driven, Driving
from .strokes import sheet
from .test_look import picture, taken
from .test_wording import untouched

__all__ = ["picture"]

STRESS = "stressor-mapping"
OUT = "check-out"
ROOM = Audience.ROOM
CANARY = "zzcanaryzz"


async def at_the_desk(driven: Driven, session: str = "stressors") -> None:
    """The pile of a session that runs, its form open."""
    begin(driven.room, session)
    assert driven.room.exercise is not None
    driven.room.open_form(driven.room.exercise.id)
    await driven.press("j", "enter")
    assert driven.place == "Copying"


async def at_the_check_out(driven: Driven) -> None:
    """Weather, pace, and a text."""
    await at_the_desk(driven, "check-out")


def desk(driven: Driven) -> Copying:
    found = next(screen for screen in driven.app.screen_stack if isinstance(screen, Copying))
    assert isinstance(found, Copying)
    return found


def kept(room: Room, exercise: str, audience: Audience = ROOM) -> list[Mapping[str, object]]:
    """What the responses of an open form say, in no order."""
    return [row.answers for row in room._answers.of((exercise, audience)).rows.values()]


# -- the piles -----------------------------------------------------------------------------------------


async def test_the_running_sessions_pile_is_chosen_already(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        await driven.press("j")
        assert driven.place == "Papers"
        assert "› Stressor mapping" in driven.seen
        assert "○ not open yet" in driven.seen
        assert "that leaf stays with its owner" in driven.seen
        assert "Mix the pile before you begin" in driven.seen
        await driven.press("down", "down", "up")
        assert "› My green, yellow and red" in driven.seen
        await driven.press("escape")
        assert driven.place == "Day"
        await driven.press("j", "j")
        assert driven.place == "Day"


async def test_without_one_that_runs_it_is_the_one_opened_last_or_the_days_first(
    console: Driving, room: Room
) -> None:
    begin(room, "morning-break")
    async with console() as driven:
        await driven.press("j")
        assert "› Arrival and consent" in driven.seen
        room.open_form(OUT)
        await driven.press("escape", "j")
        assert "› Check-out" in driven.seen
        assert "● open" in driven.seen


async def test_each_audience_has_a_pile_of_its_own_and_mine_has_none(console: Driving, room: Room) -> None:
    async with console(size=(120, 60)) as driven:
        await driven.press("j")
        lines = [line for line in driven.seen.splitlines() if "What stress does" in line]
        assert ["For the group" in lines[0], "For the facilitators" in lines[1]] == [True, True]
        assert "How I use my time" in driven.seen, "hours for the group"
        assert "Day 2" in driven.seen
        asked = {e.title for e in room.bundle.exercises.values() if e.audiences == (Audience.MINE,)}
        assert asked
        assert not any(title in driven.seen for title in asked)


async def test_a_session_that_asks_only_for_ones_own_plan_says_so(console: Driving, room: Room) -> None:
    own = next(
        session.id
        for session in room.day.sessions
        if session.exercise and room.bundle.exercises[session.exercise].audiences == (Audience.MINE,)
    )
    begin(room, own)
    async with console() as driven:
        await driven.press("j")
        assert "asks everyone only for their own plan" in driven.seen


async def test_a_form_that_is_not_open_is_opened_only_when_asked(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        await driven.press("j", "enter")
        assert driven.place == "Deciding"
        assert "“Stressor mapping” is not open. Open it now?" in driven.seen
        await driven.press("escape")
        assert driven.place == "Papers"
        assert not room.is_open(STRESS)
        await driven.press("enter", "enter")
        assert driven.place == "Copying"
        assert room.is_open(STRESS)


async def test_a_closed_form_says_what_opening_it_again_means(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    room.open_form(STRESS)
    await answer(room, STRESS, 6)
    await room.close_form(STRESS)
    async with console() as driven:
        await driven.press("j")
        assert "○ closed" in driven.seen
        await driven.press("enter")
        assert "“Stressor mapping” was closed. Open it again?" in driven.seen
        assert "joins the figures in threes" in driven.seen
        assert "once shown, stays as it is" in driven.seen
        await driven.press("enter")
        assert driven.place == "Copying"
        assert room.is_open(STRESS)


async def test_a_pile_can_be_clicked(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        await driven.press("j")
        lines = driven.seen.splitlines()
        row = next(n for n, line in enumerate(lines) if "What stress does" in line)
        await driven.pilot.click(offset=(10, row))
        await driven.settle()
        assert "› What stress does" in driven.seen


async def test_while_locked_there_is_nothing_to_type(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        await driven.press("l", "escape", "j")
        assert driven.place == "Day"


# -- a sheet after the other ---------------------------------------------------------------------------


async def test_a_sheet_is_typed_kept_and_the_next_begins_clean(console: Driving, room: Room) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        assert "question 1 of 3" in driven.seen
        await driven.press("b", "a", *"tea", "space", *"and rest", "enter")
        assert "the end of the sheet" in driven.seen
        assert "tea and rest" in driven.seen
        assert kept(room, OUT) == []
        await driven.press("enter")
        assert "✓ Kept. Here begins the next sheet." in driven.seen
        assert "Sheets typed now: 1" in driven.seen
        assert "tea and rest" not in driven.seen
        assert "question 1 of 3" in driven.seen
        await driven.press("d", "enter", "enter", "enter")
        assert "Sheets typed now: 2" in driven.seen
        (one, other) = sorted(kept(room, OUT), key=len)
        assert one == {"weather": "storm"}
        assert other["for-each-other"] == "tea and rest"
        assert not driven.is_paused(), "a space is typed, not done"
        await driven.press("escape")
        assert driven.place == "Papers"
        assert "2 sheets typed" in driven.seen


async def test_keys_that_come_while_a_sheet_is_kept_belong_to_the_next(console: Driving, room: Room) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        for key in ("a", "a", "tab", "enter", "b", "b", "x", "enter", "enter", "c"):
            driven.app.simulate_key(key)
        await driven.settle()
        assert {row["weather"] for row in kept(room, OUT)} == {"sun", "cloud"}
        assert any(row.get("for-each-other") == "x" for row in kept(room, OUT))
        assert "question 2 of 3" in driven.seen


async def test_back_on_wipe_and_new_line(console: Driving, room: Room) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("a", "a", "x", "ctrl+j", "y", "left", "delete", "home", "end")
        assert desk(driven)._leaf.typed["for-each-other"] == ("x ",)
        await driven.press("backspace", "backspace")
        assert "question 3 of 3" in driven.seen
        await driven.press("backspace")
        assert "question 2 of 3" in driven.seen
        await driven.press("shift+tab")
        assert "question 1 of 3" in driven.seen
        await driven.press("down", "up", "d", "tab", "enter", "up", "down", "enter")
        assert kept(room, OUT) == [{"weather": "storm", "pace": room_pace(room, 0)}]


def room_pace(room: Room, place: int) -> str:
    prompt = room.bundle.exercises[OUT].prompt("pace")
    assert prompt is not None
    return str(prompt.options[place].id)  # type: ignore[union-attr]  # a choice


async def test_a_blank_sheet_is_not_kept(console: Driving, room: Room) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("tab", "tab", "tab")
        assert "Nothing stands on this sheet" in driven.seen
        assert "enter next sheet" in driven.seen
        await driven.press("enter")
        assert "question 1 of 3" in driven.seen
        assert kept(room, OUT) == []
        assert "Sheets typed now: 0" in driven.seen


async def test_of_a_long_table_question_and_columns_stay_in_sight(console: Driving, room: Room) -> None:
    async with console(size=(80, 24)) as driven:
        await at_the_desk(driven, "domains")
        await driven.press(*"123412341234123412341234"[:23])
        assert "4 " in driven.seen
        prompt = room.bundle.exercises["three-domains"].form(ROOM)[0]
        assert prompt.ask[:40] in driven.seen
        assert "› " in driven.seen
        assert "question 1 of 1" in driven.seen


async def test_the_facilitators_leaf_is_a_response_of_its_own(console: Driving, room: Room) -> None:
    begin(room, "what-stress-does")
    room.open_form("what-stress-does")
    async with console() as driven:
        await driven.press("j", "down", "enter")
        assert "For the facilitators" in driven.seen
        await driven.press(*"later", "enter", "enter")
        assert kept(room, "what-stress-does", Audience.FACILITATOR) == [{"not-aloud": "later"}]
        assert kept(room, "what-stress-does") == []


async def test_text_is_pasted_and_cleaned(console: Driving, room: Room) -> None:
    from textual import events

    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("tab", "tab")
        driven.app.post_message(events.Paste("a\x1b[2J word\nand [b]more[/]"))
        await driven.settle()
        assert "a[2J word and [b]more[/]" in driven.seen
        await driven.press("enter", "enter")
        assert kept(room, OUT) == [{"for-each-other": "a[2J word and [b]more[/]"}]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_and_right_to_left_text_is_only_text(console: Driving, room: Room, text: str) -> None:
    async with console(size=(80, 24)) as driven:
        await at_the_check_out(driven)
        page = desk(driven)
        await driven.press("tab", "tab")
        page._put(page._leaf.write(text))
        await driven.settle()
        assert "\x1b" not in driven.seen
        page._put(page._leaf.move(1))
        await driven.settle()
        assert driven.place == "Copying"
        assert driven.app.is_running


# -- the last sheet back -------------------------------------------------------------------------------


async def test_the_last_sheet_comes_back_to_be_mended(console: Driving, room: Room) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        assert "last sheet back" not in driven.seen
        await driven.press("ctrl+z")
        assert "Sheets typed now: 0" in driven.seen
        await driven.press("a", "tab", "tab", "enter", "b", "tab", *"oops", "enter", "enter")
        assert "ctrl+z last sheet back" in driven.seen
        await driven.press("ctrl+z")
        assert "Taken back: mend it and keep it" in driven.seen
        assert "Sheets typed now: 1" in driven.seen
        assert "oops" in driven.seen
        assert kept(room, OUT) == [{"weather": "sun"}]
        await driven.press("up", *(["backspace"] * 4), *"ah", "enter", "enter")
        assert {"weather": "cloud", "for-each-other": "ah"} in kept(room, OUT)
        assert "Sheets typed now: 2" in driven.seen


async def test_what_is_begun_comes_before_what_was_kept(console: Driving, room: Room) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("a", "tab", "tab", "enter", "b", "ctrl+z")
        assert driven.told == ["First keep this sheet, or drop it: then ctrl+z takes back the last one."]
        assert len(kept(room, OUT)) == 1
        assert desk(driven).is_unfinished


async def test_after_leaving_the_place_nothing_comes_back(console: Driving, room: Room) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("a", "tab", "tab", "enter", "escape", "enter", "ctrl+z")
        assert len(kept(room, OUT)) == 1
        assert "1" in driven.seen.split("Sheets typed now: ")[1][:1]


# -- what comes in between -----------------------------------------------------------------------------


async def test_escape_asks_before_it_drops_what_was_typed(console: Driving, room: Room) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("a", "escape")
        assert driven.place == "Deciding"
        assert "Drop what stands on this sheet?" in driven.seen
        await driven.press("escape")
        assert desk(driven).is_unfinished
        await driven.press("escape", "enter")
        assert driven.place == "Copying"
        assert not desk(driven).is_unfinished
        assert "Dropped. Here begins the next sheet." in driven.seen
        await driven.press("escape", "escape")
        assert driven.place == "Day"
        assert kept(room, OUT) == []


async def test_leaving_the_console_asks_about_the_sheet_first(console: Driving) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("a", "ctrl+q")
        assert driven.place == "Deciding"
        assert driven.app.is_running


async def test_a_form_closed_in_between_is_opened_again_and_nothing_is_lost(
    console: Driving, room: Room
) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("a", "tab", "tab")
        await room.close_form(OUT)
        await driven.settle()
        assert "○ closed" in driven.seen
        await driven.press("enter")
        assert driven.place == "Deciding"
        await driven.press("escape")
        assert desk(driven).is_unfinished
        await driven.press("enter", "enter", "enter")
        assert room.is_open(OUT)
        assert kept(room, OUT) == [{"weather": "sun"}]


async def test_a_full_disk_is_said_and_nothing_is_lost(
    console: Driving, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(letter: bytes) -> None:
        raise no_room(OSError(errno.ENOSPC, ""), room.vault.folder)

    async with console() as driven:
        await at_the_check_out(driven)
        with monkeypatch.context() as patched:
            patched.setattr(room.vault.letterbox, "drop", full)
            await driven.press("c", "tab", "tab", "enter")
            assert "There is no room left on the disk" in driven.seen
            assert "Everything that you typed still stands here." in driven.seen
            assert "Sheets typed now: 0" in driven.seen
        await driven.press("enter")
        assert "Sheets typed now: 1" in driven.seen
        assert kept(room, OUT) == [{"weather": "rain"}]


async def test_another_place_waits_above_the_sheet(console: Driving) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("a")
        await driven.app.run_action("app.grounding")
        await driven.settle()
        assert driven.place == "Grounding"
        await driven.press("v")
        assert driven.place == "Said"
        await driven.press("j")
        assert driven.place == "Copying"
        assert desk(driven).is_unfinished
        await driven.app.run_action("app.paper")
        await driven.settle()
        assert driven.place == "Copying"


# -- locked --------------------------------------------------------------------------------------------


def traces(text: str) -> list[object]:
    """Whatever in memory still shows `text`."""
    gc.collect()
    found: list[object] = []
    for thing in gc.get_objects():
        if isinstance(thing, Leaf):
            found += [thing] * (text in str(thing.typed))
        elif isinstance(thing, Content):
            found += [thing] * (text in thing.plain)
        elif isinstance(thing, Strip):
            found += [thing] * (text in thing.text)
    return found


async def test_locking_in_the_middle_wipes_the_sheet_and_says_so(console: Driving, room: Room) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("a", "tab", "tab", "enter", "a", "a", *CANARY)
        page = desk(driven)
        assert traces(CANARY)
        await driven.press("ctrl+l")
        assert driven.place == "Cover"
        assert not traces(CANARY), "not even while the desk itself is still in memory"
        assert page._leaf.is_blank
        assert room.sheets.unfinished
        assert room.sheets.typed(OUT, ROOM) == 1
    async with console() as driven:
        assert driven.place == "Cover"
        assert driven.told == [], "the cover tells nothing"


async def test_a_sheet_that_was_kept_leaves_no_trace_on_the_desk(console: Driving) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("tab", "tab", *CANARY, "enter", "enter", "a", "a")
        assert not traces(CANARY)


async def test_typing_keeps_the_lock_waiting_and_locking_by_itself_drops_nothing_silently(
    console: Driving, room: Room
) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        for _ in range(3):
            driven.tick.now += 19 * 60
            await driven.press("c", "up")
            assert not driven.is_locked()
        driven.tick.now += 20 * 60
        await driven.settle()
        assert driven.place == "Cover"
        assert room.sheets.unfinished


async def test_a_blank_desk_is_locked_without_a_word(console: Driving, room: Room) -> None:
    async with console() as driven:
        await at_the_check_out(driven)
        await driven.press("ctrl+l")
        assert not room.sheets.unfinished


async def test_unlocked_again_it_says_what_was_not_finished(console: Driving, room: Room) -> None:
    room.sheets.unfinished = True
    async with console() as driven:
        assert driven.told == ["A sheet of paper was not finished (j): please type it again."]
        await driven.press("j")
        assert "▲ Before the screen was locked, a sheet was not finished" in driven.seen


# -- how many keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise", "ticks", "most"),
    [("check-in", 0, 3), (STRESS, 4, 12), ("incident-map", 2, 17), ("organisation-temperature", 0, 13)],
)
def test_a_sheet_takes_few_keys(exercise: str, ticks: int, most: int) -> None:
    """One for each mark on the paper, one after ticks, one to keep it; what is written is not counted."""
    form = load_library().exercises[exercise].form(ROOM)
    given = answers(form, 0)
    given = {id: one for id, one in given.items() if type(one).__name__ not in ("MultiAnswer", "TextAnswer")}
    chosen = [prompt for prompt in form if type(prompt).__name__ == "MultiPrompt"]
    texts = sum(type(prompt).__name__ == "TextPrompt" for prompt in form)
    keys = len(sheet(form, given)) + ticks * len(chosen)
    assert keys - texts == most


# -- looks ---------------------------------------------------------------------------------------------


async def test_look_of_the_piles(console: Driving, picture: SnapshotAssertion) -> None:
    async with console(size=(120, 40)) as driven:
        begin(driven.room, "stressors")
        driven.room.open_form(STRESS)
        await driven.press("j")
        assert "› Stressor mapping" in driven.seen
        assert taken(driven) == picture


async def test_look_of_a_scale(console: Driving, picture: SnapshotAssertion) -> None:
    async with console(size=(80, 24), theme="paper") as driven:
        begin(driven.room, "goal")
        driven.room.open_form("hopes-fears-goal")
        await driven.press("j", "enter", "tab", "tab", "2", "up")
        assert "2 ●" in driven.seen
        assert taken(driven) == picture


async def test_look_of_a_matrix(console: Driving, picture: SnapshotAssertion) -> None:
    async with console(size=(80, 24)) as driven:
        await at_the_desk(driven)
        await driven.press("a", "c", "enter", "2", "1")
        assert "› How decisions are made" in driven.seen
        assert taken(driven) == picture


async def test_look_of_a_text(console: Driving, picture: SnapshotAssertion) -> None:
    async with console(size=(120, 40)) as driven:
        await at_the_check_out(driven)
        await driven.press("a", "b", *"a walk, and no phones at night")
        assert "a walk, and no phones at night▌" in driven.seen
        assert taken(driven) == picture


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (200, 60)])
async def test_it_fits_every_size(console: Driving, size: tuple[int, int]) -> None:
    async with console(size=size) as driven:
        await at_the_desk(driven)
        assert "question 1 of 2" in driven.seen
        await driven.press("a", "w", "enter", "1", "2", "3")
        assert "question 2 of 2" in driven.seen
        assert "› " in driven.seen, "the row that is typed stays in sight"
        await driven.press("tab", "enter", "escape")
        assert driven.place == "Papers"


async def test_no_english_is_left(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console(size=(140, 50), words=wording("en-XA")) as driven:
        await driven.press("j")
        assert untouched(driven.seen) == set()
        await driven.press("enter")
        assert untouched(driven.seen) == set()
        await driven.press("enter")
        for keys in (("a",), ("enter", "1"), ("tab",), ("enter",)):
            await driven.press(*keys)
            assert untouched(driven.seen) - {"ctrl"} == set()
        await driven.press("a", "escape")
        assert untouched(driven.seen) == set()
