"""Time in the console: late days, changes by hand, and what the missing minutes were."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import FakeClock
from workshop.console import Console
from workshop.room import Room, enter
from workshop.vault import FromFile, Vault
from workshop.wording import ENGLISH

from .answering import begin
from .conftest import JOINING, Driving, on_screen


def _times(seen: str) -> dict[str, str]:
    """When what is ahead begins, by title, as the preview's second pair of columns has it."""
    found = {}
    for line in seen.splitlines():
        parts = line.split(None, 4)
        if len(parts) == 5 and ":" in parts[0] and ":" in parts[2]:
            found[parts[4].lstrip("■ ").rstrip()] = f"{parts[2]} {parts[3]}"
    return found


async def test_on_a_day_on_time_nothing_needs_to_change(console: Driving) -> None:
    async with console() as driven:
        await driven.press("n", "r")
        assert driven.place == "OnTime"
        assert "Nothing needs to change." in driven.seen
        await driven.press("enter")
        assert driven.room.state.courses == {}
        await driven.press("escape")
        assert driven.place == "Day"


async def test_being_late_is_said_with_the_key_that_helps(console: Driving, clock: FakeClock) -> None:
    clock.forward(25)
    async with console() as driven:
        await driven.press("n")
        assert "25 min behind ▲" in driven.seen
        assert "the day would end 17:25" in driven.seen
        assert "r  three ways to be on time" in driven.seen


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (5, "10 min left "),
        (12, "▲ 3 min left, towards the end"),
        (14.5, "■ 1 min left, close it"),
        (17, "■ 2 min over"),
    ],
)
async def test_the_end_of_a_session_is_said_by_sign_word_and_colour(
    console: Driving, clock: FakeClock, minutes: float, said: str
) -> None:
    async with console() as driven:
        await driven.press("n")
        clock.forward(minutes)
        await driven.settle()
        assert said in driven.seen


@pytest.mark.parametrize(("key", "kind"), [("1", "Push"), ("2", "Squeeze"), ("3", "Drop")])
async def test_each_way_is_looked_at_before_it_is_taken(
    console: Driving, clock: FakeClock, key: str, kind: str
) -> None:
    clock.forward(25)
    async with console(size=(90, 44)) as driven:
        await driven.press("n", "r", key)
        assert f"› {key}  {kind}" in driven.seen
        assert driven.room.state.courses == {}, "looking changes nothing"
        promised = _times(driven.seen)
        assert len(promised) > 10
        await driven.press("enter")
        assert driven.place == "Day"
        line = {
            each.session.title + (", the rest" if each.session.continues else ""): each
            for each in driven.room.forecast().lines
            if each.state == "ahead"
        }
        for title, begins in promised.items():
            if title in line:
                assert begins.split()[0] == f"{line[title].begins.hour}:{line[title].begins.minute:02}", title
        assert driven.room.forecast().late == 0
        assert "on time ✓" in driven.seen


async def test_the_arrows_choose_too_and_escape_leaves_all_as_it_is(
    console: Driving, clock: FakeClock
) -> None:
    clock.forward(25)
    async with console() as driven:
        await driven.press("n", "r", "down", "down", "up")
        assert "› 2  Squeeze" in driven.seen
        await driven.press("escape")
        assert driven.room.state.courses == {}


async def test_a_squeeze_keeps_lunch_and_the_end_and_is_undone_exactly(
    console: Driving, clock: FakeClock
) -> None:
    clock.forward(25)
    async with console() as driven:
        await driven.press("n")
        before = driven.room.forecast()
        await driven.press("r", "2", "enter")
        assert driven.told[-1] == "Taken: the day ends 17:00. z undoes it."
        lunch = next(line for line in driven.room.forecast().lines if line.session.id == "lunch")
        assert f"{lunch.begins:%H:%M}" == "13:00"
        await driven.press("z")
        assert driven.room.forecast() == before
        assert driven.told[-1] == "Undone: the day is as it was before."


async def test_a_choice_stands_once_the_next_session_has_begun(
    console: Driving, clock: FakeClock, room: Room
) -> None:
    clock.forward(25)
    async with console() as driven:
        await driven.press("n", "r", "2", "enter", "n", "z")
        assert 0 in room.state.courses
        assert room.forecast().late == 0


async def test_a_push_parts_a_session_around_lunch(console: Driving, clock: FakeClock, room: Room) -> None:
    clock.forward(25)
    async with console() as driven:
        await driven.press("n", "r", "1", "enter")
        assert "the day ends 17:25, as agreed" in driven.seen
        rest = next(session for session in room.day.sessions if session.continues)
        assert rest.continues == "who-we-are"
        begin(room, "who-we-are")
        await driven.press("x", "t")
        assert "Who we are and what we face, the rest" in driven.seen
        begin(room, rest.id)
        await driven.press("escape")
        assert "✓ " in driven.seen.split("Script")[-1]
        assert ("who-we-are", 0) in room.state.ticked
        await driven.press("x")
        assert ("who-we-are", 1) in room.state.ticked, "its script goes on where it was"


async def test_what_was_chosen_is_still_so_after_a_crash(room: Room, clock: FakeClock, vault: Vault) -> None:
    clock.forward(25)
    room.begin_next()
    room.timetable.take("squeeze", 0)
    again = await enter(vault, clock=clock)
    assert again.state == room.state
    assert again.forecast() == room.forecast()


# -- the day by hand ---------------------------------------------------------------------------------


def _order(room: Room) -> list[str]:
    return [session.id for session in room.day.sessions]


async def test_sessions_are_moved(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("n", "t")
        first = _order(room)
        await driven.press("down", "down", "shift+down")
        assert _order(room)[2:4] == [first[3], first[2]]
        await driven.press("less_than_sign")
        assert _order(room) == first
        await driven.press("up", "up", "greater_than_sign")
        assert driven.told[-1] == "That session has begun or is over. Only what is ahead can be changed."
        assert _order(room) == first


async def test_nothing_is_moved_before_what_has_begun(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("n", "t", "down", "shift+up")
        assert driven.told == ["It cannot be moved any further."]
        assert _order(room)[0] == "arrival"


async def test_a_fixed_session_keeps_its_time_where_it_is_moved_to(console: Driving, room: Room) -> None:
    begin(room, "settle")
    async with console() as driven:
        await driven.press("t", "down", "shift+down")
        lunch = next(line for line in room.forecast().lines if line.session.id == "lunch")
        assert lunch.begins.hour >= 13


async def test_a_session_is_left_out_and_taken_back_in(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("n", "t", "down", "x")
        assert "left out" in driven.seen
        assert room.forecast().next is not None
        assert room.forecast().next.session.id == "agreement"  # type: ignore[union-attr]  # asserted above
        await driven.press("x")
        assert room.forecast().next.session.id == "introductions"  # type: ignore[union-attr]  # likewise
        assert "left out" not in driven.seen


@pytest.mark.parametrize(
    ("key", "minutes"),
    [("plus", 1), ("minus", -1), ("right_square_bracket", 5), ("left_square_bracket", -5)],
)
async def test_a_session_ahead_is_given_minutes(console: Driving, room: Room, key: str, minutes: int) -> None:
    async with console() as driven:
        await driven.press("n", "t", "down", key)
        line = room.forecast().next
        assert line is not None
        assert (line.minutes, line.length) == (30 + minutes, 30)
        steps = room.bundle.exercises["introductions-with-a-card"].steps
        assert sum(step.minutes for step in steps) == 30 + minutes, "its steps share what it has"
        await driven.press("up", key)
        assert room.state.running is not None
        assert room.state.running.adjusted == minutes, "on what runs they do what they do everywhere"


async def test_a_session_is_split_and_its_rest_is_moved_behind_lunch(console: Driving, room: Room) -> None:
    begin(room, "stretch")
    async with console() as driven:
        await driven.press("t", "down", "slash")
        names = _order(room)
        assert names[names.index("who-we-are") + 1] == "who-we-are-continued"
        assert [line.minutes for line in room.forecast().lines if "who-we" in line.session.id] == [30, 30]
        await driven.press("down", "shift+down", "shift+down")
        assert _order(room).index("who-we-are-continued") == _order(room).index("lunch") + 1


async def test_the_script_of_a_split_session_keeps_all_its_minutes(room: Room) -> None:
    before = room.bundle.exercises["stressor-mapping"].minutes.planned
    room.timetable.split(0, room.day, "stressors")
    assert [
        line.minutes for line in room.forecast().lines if line.session.exercise == "stressor-mapping"
    ] == [
        before - before // 2,
        before // 2,
    ]
    assert room.bundle.exercises["stressor-mapping"].minutes.planned == before


async def test_what_is_no_exercise_is_not_split(console: Driving, room: Room) -> None:
    begin(room, "goal")
    async with console() as driven:
        await driven.press("t", "down", "slash", "asterisk")
        assert driven.told == ["Only an exercise can be split.", "Only an exercise can be held once more."]


async def test_an_exercise_is_held_once_more_as_a_round_of_its_own(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    room.open_form("stressor-mapping")
    async with console() as driven:
        await driven.press("t", "asterisk", "escape", "n")
        assert room.session is not None
        assert room.session.id == "stressors-again"
        assert room.exercise is not None
        assert room.exercise.id == "stressor-mapping-again"
        assert room.exercise.repeats == "stressor-mapping"
        await driven.press("o")
        assert room.state.opened == ("stressor-mapping", "stressor-mapping-again")


async def test_other_days_are_looked_at_and_changed_before_they_come(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("t", "right")
        assert "Day 2 of 3" in driven.seen
        await driven.press("down", "x")
        assert room.state.courses[1].slots[1].left_out
        assert room.forecast().late == 0, "today is as it was"
        await driven.press("left")
        assert "Day 1 of 3" in driven.seen
        await driven.press("left", "right", "right", "right")
        assert "Day 3 of 3" in driven.seen


async def test_a_day_that_is_over_shows_how_long_each_session_took(
    console: Driving, room: Room, clock: FakeClock
) -> None:
    room.begin_next()
    clock.forward(22)
    while not room.state.day_over:
        room.begin_next()
    clock.forward(60 * 15)
    room.begin_next()
    async with console() as driven:
        await driven.press("t", "left")
        row = next(line for line in driven.seen.splitlines() if "Arrival and consent" in line)
        assert "22" in row
        assert "+7 ▲" in row
        await driven.press("down", "x")
        assert "Only what is ahead can be changed." in driven.told[-1]


async def test_adding_from_the_library_is_undone(console: Driving, room: Room) -> None:
    from workshop.library import load_library

    room.begin_next()
    before = room.forecast()
    room.add(load_library().addition("grounding"), 20)
    assert room.forecast().late == 20, "the end stays as it was agreed"
    async with console() as driven:
        await driven.press("z")
        assert room.forecast() == before
        assert driven.told == ["Undone: that exercise is out of the day again."]


# -- after a stop ------------------------------------------------------------------------------------


async def _stopped(room: Room, clock: FakeClock, vault: Vault, minutes: float) -> Room:
    """The power fails while a session runs, and so many minutes later somebody starts again."""
    room.beat()
    clock.forward(minutes)
    return await enter(vault, clock=clock)


@pytest.mark.parametrize(
    ("key", "elapsed"),
    [("1", 22), ("2", 10), ("3", 10)],
)
async def test_after_a_stop_it_asks_what_the_minutes_were(
    room: Room, clock: FakeClock, vault: Vault, key: str, elapsed: int
) -> None:
    room.begin_next()
    clock.forward(10)
    back = await _stopped(room, clock, vault, 12)
    app = Console(back, ENGLISH, lambda: JOINING)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        assert "This laptop was off for 12 minutes. What was that time?" in on_screen(app)
        await pilot.press("escape")
        assert "What was that time?" in on_screen(app), "the forecast needs an answer"
        await pilot.press(key)
        await pilot.pause()
        assert round(back.forecast().elapsed.total_seconds() / 60) == elapsed
    again = await enter(vault, clock=clock)
    assert again.timetable.stop is None, "it is asked once"
    assert again.forecast() == back.forecast()


async def test_a_break_during_a_stop_takes_the_place_of_the_next(
    room: Room, clock: FakeClock, vault: Vault
) -> None:
    begin(room, "agreement")
    clock.forward(5)
    back = await _stopped(room, clock, vault, 20)
    assert back.timetable.explain_stop("break", 0, back.day) == "Break"
    left = [line.session.title for line in back.forecast().lines if line.state == "passed_over"]
    assert left[-1] == "Break"


async def test_a_short_break_leaves_the_next_one(room: Room, clock: FakeClock, vault: Vault) -> None:
    begin(room, "agreement")
    clock.forward(5)
    back = await _stopped(room, clock, vault, 6)
    assert back.timetable.explain_stop("break", 0, back.day) is None


@pytest.mark.parametrize("minutes", [0, 0.5])
async def test_a_blink_is_not_asked_about(room: Room, clock: FakeClock, vault: Vault, minutes: float) -> None:
    room.begin_next()
    assert (await _stopped(room, clock, vault, minutes)).timetable.stop is None


async def test_nothing_is_asked_where_nothing_ran(room: Room, clock: FakeClock, vault: Vault) -> None:
    assert (await _stopped(room, clock, vault, 90)).timetable.stop is None
    room.begin_next()
    room.toggle_pause()
    assert (await _stopped(room, clock, vault, 90)).timetable.stop is None


def test_the_pulse_is_sealed_and_dated_to_the_day_only(
    folder: Path, passphrase_file: Path, clock: FakeClock
) -> None:
    vault = Vault.open(folder)
    vault.unlock(FromFile(passphrase_file))
    vault.beat(clock.now)
    assert vault.last_beat() == clock.now
    file = folder / "pulse"
    assert b"2026" not in file.read_bytes()
    assert file.stat().st_mtime % 86_400 == 0
    file.write_bytes(b"torn")
    assert vault.last_beat() is None
    vault.close()
    Vault.wipe(folder)
    assert not file.exists()
