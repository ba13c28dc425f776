"""Every key does what the help says, and is told gently where it cannot."""

from __future__ import annotations

import pytest

from workshop.console import Console, Outcome
from workshop.console.keys import keys
from workshop.domain.joining import Joining
from workshop.room import Room
from workshop.wording import ENGLISH

from .answering import answer, begin
from .conftest import JOINING, Driving


async def test_space_pauses_and_goes_on(console: Driving) -> None:
    async with console() as driven:
        await driven.press("n", "space")
        assert driven.is_paused()
        assert "‖ Paused" in driven.seen
        await driven.press("space")
        assert not driven.is_paused()
        assert "‖ Paused" not in driven.seen


async def test_next_and_back(console: Driving) -> None:
    async with console() as driven:
        await driven.press("n")
        assert driven.room.session is not None
        assert driven.room.session.id == "arrival"
        await driven.press("n")
        assert driven.room.session.id == "introductions"
        await driven.press("b")
        assert driven.room.session.id == "arrival"
        await driven.press("b")
        assert driven.told == ["This is the first session of the day. There is nothing to go back to."]


async def test_after_the_last_session_the_day_ends(console: Driving, room: Room) -> None:
    begin(room, room.day.sessions[-1].id)
    async with console() as driven:
        await driven.press("n")
        assert room.state.day_over


@pytest.mark.parametrize(
    ("key", "minutes"),
    [("plus", 1), ("minus", -1), ("right_square_bracket", 5), ("left_square_bracket", -5)],
)
async def test_minutes_are_given_and_taken(console: Driving, key: str, minutes: int) -> None:
    async with console() as driven:
        await driven.press("n", key)
        assert driven.room.state.running is not None
        assert driven.room.state.running.adjusted == minutes
        assert f"0 of {15 + minutes} min" in driven.seen


async def test_open_and_close_the_form(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        assert "Not open yet" in driven.seen
        await driven.press("o")
        assert room.is_open("stressor-mapping")
        await answer(room, "stressor-mapping", 7)
        await driven.settle()
        assert "5 or more answers" in driven.seen
        assert "7" not in driven.seen.split("The room")[1].split("Care")[0].splitlines()[0]
        assert "Hidden until you close or release" in driven.seen
        await driven.press("c")
        assert not room.is_open("stressor-mapping")
        assert "Closed · 7 answers" in driven.seen


async def test_close_reaches_a_form_of_an_earlier_session(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    room.open_form("stressor-mapping")
    begin(room, "afternoon-break")
    async with console() as driven:
        assert "Also open: Stressor mapping" in driven.seen
        await driven.press("c")
        assert not room.is_open("stressor-mapping")


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("v", "Said"),
        ("q", "JoinCode"),
        ("w", "JoinCode"),
        ("g", "Grounding"),
        ("s", "CarePlace"),
        ("t", "Timeline"),
        ("i", "Referrals"),
        ("a", "Shelves"),
        ("j", "Papers"),
        ("question_mark", "Help"),
    ],
)
async def test_places_and_the_way_back(console: Driving, key: str, place: str) -> None:
    async with console() as driven:
        await driven.press(key)
        assert driven.place == place
        await driven.press("escape")
        assert driven.place == "Day"


async def test_from_one_place_to_another_and_back_to_the_day(console: Driving) -> None:
    async with console() as driven:
        await driven.press("v", "t")
        assert driven.place == "Timeline"
        await driven.press("t")
        assert driven.place == "Day"


async def test_without_a_known_wifi_there_is_no_code_for_it(console: Driving) -> None:
    async with console(joining=Joining("http://10.0.0.2/", "http://127.0.0.1/")) as driven:
        await driven.press("w")
        assert driven.place == "Day"


async def test_steps_are_looked_at_and_ticked_off(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        assert "What we will do, and what we will not" in driven.seen
        await driven.press("x")
        assert room.state.ticked == {("stressors", 0)}
        assert "✓ What we will do" in driven.seen
        assert "▶ Tick what weighs on you" in driven.seen
        await driven.press("up", "enter")
        assert room.state.ticked == frozenset()
        await driven.press("down", "down")
        assert "▶ Look at the shared picture" in driven.seen


async def test_what_was_done_is_undone(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        await driven.press("x", "x", "z")
        assert room.state.ticked == {("stressors", 0)}
        assert driven.told == ["Undone: the step stands as before."]
        await driven.press("z", "z")
        assert room.state.ticked == frozenset()
        assert room.state.undoable == ()


async def test_a_long_script_is_turned_page_by_page(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console(size=(80, 24)) as driven:
        await driven.press("pagedown", "pagedown", "pagedown", "pagedown")
        assert "You need" in driven.seen
        await driven.press("pageup", "pageup", "pageup", "pageup")
        assert "! Say before you begin" in driven.seen


async def test_a_note_is_kept_clean(console: Driving) -> None:
    async with console() as driven:
        await driven.press("e", *"tea was late", "enter")
        assert [note.text for note in driven.room.state.notes] == ["tea was late"]
        await driven.press("e", "x", "escape")
        assert len(driven.room.state.notes) == 1


async def test_heard_answers_the_wishes(console: Driving, room: Room) -> None:
    async with console() as driven:
        await room.wish("talk")
        await room.wish("pause")
        await driven.settle()
        assert "◆ 1 would like to talk" in driven.seen
        assert "◆ 1 needs a pause" in driven.seen
        await driven.press("h")
        assert (room.care.talk, room.care.pause) == (0, 0)
        assert "◇ 0 would like to talk" in driven.seen


async def test_a_wish_that_was_ticked_off_by_mistake_waits_again(console: Driving, room: Room) -> None:
    async with console() as driven:
        await room.wish("talk")
        await driven.press("h")
        assert room.care.talk == 0
        await driven.press("z")
        assert driven.told == ["Undone: they wait for you again."]
        assert "◆ 1 would like to talk" in driven.seen


async def test_phones_can_be_made_to_wait(console: Driving) -> None:
    async with console() as driven:
        await driven.press("p")
        assert not driven.room.receiving
        assert "‖ Phones wait" in driven.seen
        await driven.press("p")
        assert driven.room.receiving


async def test_dark_and_light(console: Driving) -> None:
    async with console() as driven:
        await driven.press("d")
        assert driven.app.theme == "paper"
        await driven.press("d")
        assert driven.app.theme == "dusk"


async def test_leaving_at_rest_asks_nothing(console: Driving) -> None:
    async with console() as driven:
        await driven.press("ctrl+q")
        assert driven.app.return_value is Outcome.LEAVE


async def test_leaving_a_running_session_asks_first(console: Driving) -> None:
    async with console() as driven:
        await driven.press("n", "ctrl+q")
        assert "Nothing is lost; start again with `workshop run`." in driven.seen
        await driven.press("escape")
        assert driven.place == "Day"
        await driven.press("ctrl+q", "enter")
        assert driven.app.return_value is Outcome.LEAVE


async def test_ctrl_c_leaves_nothing_and_tells_the_key(console: Driving) -> None:
    async with console() as driven:
        await driven.press("ctrl+c")
        assert driven.told == ["ctrl+q leaves the console."]


async def test_keys_that_lead_nowhere_do_nothing(console: Driving) -> None:
    async with console() as driven:
        await driven.press("space", "plus", "o", "c", "h", "x", "down", "u")
        assert driven.room.state.runs == ()
        assert driven.place == "Day"


async def test_help_names_every_key(console: Driving) -> None:
    async with console(size=(100, 240)) as driven:
        await driven.press("question_mark")
        for key in keys(ENGLISH):
            assert key.tooltip in driven.seen


async def test_the_palette_does_what_the_keys_do_and_takes_no_picture(console: Driving) -> None:
    async with console() as driven:
        offered = [command.title for command in driven.app.get_system_commands(driven.app.screen)]
        assert "Go on to the next session; after the last, the day ends" in offered
        assert not any("creenshot" in title for title in offered)
        await driven.press("ctrl+p")
        assert "Colours: dusk" in driven.seen
        await driven.press(*"next session")
        assert "Colours: dusk" not in driven.seen
        await driven.press("enter", "enter")
        assert driven.room.session is not None


async def test_the_palette_finds_again_what_a_wrong_word_hid(console: Driving) -> None:
    async with console() as driven:
        await driven.press("ctrl+p", *"qqqq")
        assert "Colours" not in driven.seen
        await driven.press(*["backspace"] * 4)
        assert "Colours: dusk" in driven.seen
        await driven.press("escape")
        assert driven.place == "Day"


async def test_every_key_has_its_own_name_and_says_what_it_does() -> None:
    table = keys(ENGLISH)
    assert len({key.id for key in table}) == len(table)
    assert all(key.tooltip and key.label for key in table)


async def test_the_bottom_line_can_be_clicked(console: Driving) -> None:
    async with console() as driven:
        line = driven.seen.splitlines()[-1]
        await driven.pilot.click("#keys", offset=(line.index("n next") - 1, 0))
        await driven.settle()
        assert driven.room.session is not None


async def test_what_a_crash_left_is_said_at_the_start(room: Room) -> None:
    console = Console(room, ENGLISH, lambda: JOINING, notices=("The last record was cut short.",))
    async with console.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert [one.message for one in console._notifications] == ["The last record was cut short."]


async def test_a_tick_right_after_next_lands_on_the_new_session(console: Driving) -> None:
    async with console() as driven:
        await driven.press("n", "down", "down")
        driven.app.simulate_key("n")
        driven.app.simulate_key("x")
        await driven.settle()
        assert driven.room.state.ticked == {("introductions", 0)}
