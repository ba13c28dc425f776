"""Before, evening, after: the part that fits, every key, every tick, and what each line leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import HOSTILE, FakeClock
from tests.console.printing import FakeLaptop
from tests.directories import DIRECTORY
from workshop.console.laptop import Health
from workshop.domain.cleaning import one_line
from workshop.domain.joining import Joining
from workshop.domain.workshop import Phones
from workshop.room import Room, enter, keep_referrals
from workshop.vault import Vault
from workshop.wording import wording

from .answering import answer, begin
from .conftest import Driven, Driving
from .test_wording import untouched

BEFORE, EVENING, AFTER = ("Safe to begin", "Before everybody goes", "What leaves the laptop")


async def go_to(driven: Driven, title: str) -> None:
    """Moves the cursor to the line that begins so."""
    for _ in range(40):
        if any(line.strip().startswith("▌") and title in line for line in driven.seen.splitlines()):
            return
        await driven.press("down")
    pytest.fail(f"no line {title!r} in\n{driven.seen}")


def over(room: Room, days: int = 1) -> None:
    """Runs whole days."""
    for day in range(days):
        begin(room, room.agenda.days[day].sessions[-1].id)
        room.begin_next()


def shows_picture(room: Room) -> bool:
    return room.hosting.test_picture


# -- which part ------------------------------------------------------------------------------------


async def test_it_opens_on_the_part_that_fits(console: Driving, room: Room, clock: FakeClock) -> None:
    async with console() as driven:

        async def opened() -> str:
            await driven.press("y")
            seen = driven.seen
            await driven.press("y")
            assert driven.place == "Day"
            return seen

        assert BEFORE in await opened()
        begin(room, "lunch")
        assert BEFORE in await opened(), "there is something to bring for the afternoon"
        begin(room, "tea")
        assert EVENING in await opened()
        room.begin_next()
        assert "Day 1 of 3" in await opened()
        clock.forward(20 * 60)
        seen = await opened()
        assert BEFORE in seen and "Day 2 of 3" in seen, "the next morning"
        for _ in range(2):
            begin(room, room.day.sessions[-1].id)
            room.begin_next()
        assert AFTER in await opened()


async def test_tab_and_numbers_turn_the_parts(console: Driving) -> None:
    async with console() as driven:
        await driven.press("y")
        for key, part in (("tab", EVENING), ("tab", AFTER), ("tab", BEFORE), ("3", AFTER), ("2", EVENING)):
            await driven.press(key)
            assert part in driven.seen, key
        await driven.press("1", "escape")
        assert driven.place == "Day"


async def test_the_cursor_goes_round_and_stays_in_each_part(console: Driving) -> None:
    async with console() as driven:
        await driven.press("y", "up")
        assert "▌  Day 3 ·" in driven.seen
        await driven.press("down", "down", "2", "1")
        assert "▌! People who can help" in driven.seen


async def test_a_click_puts_the_cursor_there(console: Driving) -> None:
    async with console() as driven:
        await driven.press("y")
        rows = driven.seen.splitlines()
        y = next(n for n, row in enumerate(rows) if "Cards with plan codes" in row)
        await driven.pilot.click("#chore-list", offset=(10, y - 1))
        await driven.settle()
        assert "▌○ Cards with plan codes" in driven.seen


# -- ticks -----------------------------------------------------------------------------------------


async def test_space_and_enter_tick_and_z_undoes(console: Driving, room: Room) -> None:
    over(room)
    async with console() as driven:
        await driven.press("y", "space")
        assert "▌✓ Flipcharts and papers destroyed" in driven.seen
        assert room.state.chores == {(0, "flipcharts")}
        await driven.press("space")
        assert room.state.chores == frozenset()
        await driven.press("enter", "down", "space")
        assert room.state.chores == {(0, "flipcharts"), (0, "checks")}
        await driven.press("z")
        assert driven.told == ["Undone: the tick stands as before."]
        assert "▌○ Everybody who needs a check" in driven.seen


async def test_what_cannot_be_ticked_is_not(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "Open this on one phone first")
        assert "space tick" not in driven.seen
        await driven.press("space")
        assert room.state.chores == frozenset()


async def test_all_seen_to_is_said(console: Driving, room: Room) -> None:
    over(room, 3)
    async with console() as driven:
        await driven.press("y")
        for _ in range(10):
            await driven.press("space", "down")
        assert "2 to see to" in driven.seen
        await go_to(driven, "Close: what people answered")
        await driven.press("enter", "0", "enter", "enter")
        await go_to(driven, "How long everything here is kept")
        await driven.press("enter", "enter")
        assert "✓ all seen to" in driven.seen


# -- before ----------------------------------------------------------------------------------------


async def test_the_five_questions_say_how_they_stand(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("y")
        assert "all there" in driven.seen
        await driven.press("enter")
        assert driven.place == "Readiness"
        await driven.press(*"nyyyy", *"tomorrow", "enter")
        assert "! The five questions" in driven.seen and "1 is missing" in driven.seen
        assert "✗ A support person is here" in driven.seen
        assert "We begin all the same: tomorrow" in driven.seen


async def test_stale_contacts_are_counted(console: Driving, vault: Vault, clock: FakeClock) -> None:
    keep_referrals(vault, DIRECTORY)
    entered = await enter(vault, clock=clock)
    async with console() as driven:
        await driven.press("y", "down")
        assert "none yet" in driven.seen
        driven.room.directory = entered.directory
        driven.app.look()
        await driven.settle()
        assert "1 to check" in driven.seen
        await driven.press("enter")
        assert driven.place == "Referrals"


async def test_a_phone_of_the_network_is_said(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "Open this on one phone first")
        assert "No phone has come yet." in driven.seen
        assert "http://192.168.12.34:8765/" in driven.seen
        room.hosting.reach()
        await driven.settle()
        assert "▌✓ Open this on one phone first" in driven.seen
        assert "A phone has come: the network works." in driven.seen
        await driven.press("enter")
        assert driven.place == "NetworkPlace"


async def test_without_a_network_it_says_what_to_do(console: Driving) -> None:
    async with console(joining=Joining("http://127.0.0.1:8000/", "http://127.0.0.1:8001/")) as driven:
        await driven.press("y")
        await go_to(driven, "Open this on one phone first")
        assert "no network" in driven.seen and "Start its hotspot" in driven.seen


async def test_the_right_screen_is_asked_for_and_a_mirrored_one_is_caught(
    console: Driving, room: Room
) -> None:
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "Can the room see this screen?")
        await driven.press("enter")
        assert driven.place == "WallTest"
        assert shows_picture(room)
        assert "http://127.0.0.1:8766/" in driven.seen
        assert "A support person" not in driven.seen, "nothing else is on the screen meanwhile"
        await driven.press("2")
        assert "choose “extend”" in driven.seen
        await driven.press("3")
        assert "The browser with the circle is not there yet" in driven.seen
        await driven.press("escape")
        assert not shows_picture(room)
        assert "▌○ Can the room see this screen?" in driven.seen
        await driven.press("enter", "1")
        assert not shows_picture(room)
        assert "▌✓ Can the room see this screen?" in driven.seen
        assert room.state.chores == {(0, "wall")}


async def test_locking_takes_the_picture_off_the_wall(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "Can the room see this screen?")
        await driven.press("enter", "ctrl+l")
        assert driven.place == "Cover"
        assert not shows_picture(room)


async def test_few_phones_turn_the_day_to_flipchart_and_back(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "How many phones will come?")
        assert "Fewer than 5 answers stay hidden" in driven.seen
        await driven.press("enter", *"many", "enter")
        assert "Please write a number from 0 to 200." in driven.seen
        await driven.press("backspace", "backspace", "backspace", "backspace", "3", "enter")
        assert room.state.phones == Phones(3, True)
        await driven.press("escape")
        begin(room, "stressors")
        await driven.press("down")
        assert "Flipchart today" in driven.seen
        assert "Paper   Print the sheet once for each person" in driven.seen
        assert "o opens the form" not in driven.seen.split("Flipchart today")[0]
        await driven.press("down")
        assert "▶ Look at the shared picture" in driven.seen
        assert "Print the sheet once for each person" in driven.seen, "in place of showing it, too"
        await driven.press("o")
        await answer(room, "stressor-mapping", 3)
        await driven.settle()
        assert "Hidden until" not in driven.seen
        assert "Flipchart today: few phones" in driven.seen
        await driven.press("c", "y")
        await go_to(driven, "Flipchart instead of figures")
        await driven.press("space", "escape")
        assert room.state.phones == Phones(3, False)
        assert "v shows what the room said" in driven.seen
        await driven.press("z", "y")
        await go_to(driven, "Flipchart instead of figures")
        await driven.press("enter")
        assert not room.state.phones.flipchart


async def test_with_enough_phones_nothing_turns(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "How many phones will come?")
        await driven.press("enter", "5", "enter")
        assert "Flipchart instead of figures" not in driven.seen
        begin(room, "stressors")
        await driven.press("escape")
        assert "Not open yet" in driven.seen


async def test_paper_and_cards_go_into_the_folder_that_is_confirmed(console: Driving, room: Room) -> None:
    fake = FakeLaptop()
    async with console(laptop=fake.laptop) as driven:
        await driven.press("y", "p")
        assert "In this folder they lie readable" in driven.seen
        await driven.press("escape")
        assert fake.printed == [], "only because somebody confirms it"
        await driven.press("p", "enter")
        assert fake.printed == [("day", 0, Path("sheets-day-1"))]
        assert driven.told == ["7 files are in sheets-day-1."]
        assert room.state.chores == frozenset(), "files are no paper yet"
        room.hosting.expect_phones(11)
        await go_to(driven, "Cards with plan codes")
        await driven.press("enter")
        assert "11 cards with plan codes" in driven.seen
        assert "the codes lie readable" in driven.seen
        await driven.press("x", "enter")
        assert fake.printed[-1] == ("cards", 11, Path("x"))


async def test_what_is_there_already_is_told(console: Driving) -> None:
    fake = FakeLaptop()
    fake.there_already = True
    async with console(laptop=fake.laptop) as driven:
        await driven.press("y", "p", "enter")
        assert "is there already" in driven.told[0]


async def test_without_a_printer_it_is_said(console: Driving) -> None:
    async with console() as driven:
        await driven.press("y", "p")
        assert driven.place == "Chores"
        await go_to(driven, "Print sheets")
        await driven.press("enter")
        assert driven.told == ["Printing is possible in `workshop run`."]


async def test_the_laptop_says_how_it_is(console: Driving, room: Room) -> None:
    fake = FakeLaptop(Health(0.2, False, 41, True))
    async with console(laptop=fake.laptop) as driven:
        await driven.press("y")
        assert "! Space on the disk" in driven.seen and "0.2 GB free" in driven.seen
        assert "✓ Power" in driven.seen and "41 %, plugged in" in driven.seen
        assert "! The laptop stays awake" in driven.seen and "set it yourself" in driven.seen
        await go_to(driven, "The laptop stays awake")
        await driven.press("space")
        assert "▌✓ The laptop stays awake" in driven.seen and "set by you" in driven.seen
        room.hosting.awake = "ready"
        await driven.settle()
        assert "in sessions" in driven.seen
        room.hosting.awake = "kept"
        await driven.settle()
        assert "now" in driven.seen
        fake.health = Health(9, True)
        driven.clock.forward(1)
        await driven.settle()
        assert "9.0 GB free" in driven.seen and "Power" not in driven.seen


async def test_materials_stand_once_with_their_sessions(console: Driving) -> None:
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "Materials for the day")
        assert "Poster of the rights" in driven.seen
        assert driven.seen.count("Sticky notes") == 1
        assert "Arrival and consent + 9" in driven.seen


async def test_a_coming_day_gets_another_date(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "Day 2 · Tue 13 Oct · 2026-10-13")
        assert "by the agenda" in driven.seen
        await driven.press("enter", "end", "backspace", "backspace", *"xx", "enter")
        assert "That is no date. Write it as 2026-10-12." in driven.seen
        await driven.press("backspace", "backspace", *"20", "enter")
        assert "▌  Day 2 · Tue 20 Oct · 2026-10-20" in driven.seen
        assert "set by you" in driven.seen
        assert "Day 3 · Wed 21 Oct · 2026-10-21" in driven.seen
        await driven.press("down", "enter", "end", "backspace", "backspace", *"19", "enter")
        assert driven.told == ["Day 2 is on 2026-10-20. Day 3 cannot come before it."]
        await driven.press("enter", "escape", "z")
        assert "Day 2 · Tue 13 Oct" in driven.seen
        begin(room, "arrival")
        await driven.settle()
        await go_to(driven, "Day 1 · Mon 12 Oct")
        assert "began" in driven.seen


# -- evening ---------------------------------------------------------------------------------------


async def test_the_evening_says_what_is_open_and_what_nobody_saw(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    for form in ("stressor-mapping", "arrival-and-consent"):
        room.open_form(form)
    await answer(room, "stressor-mapping", 8)
    begin(room, "tea")
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "Forms on the phones")
        assert "2 still open" in driven.seen and "some wait" in driven.seen
        await driven.press("enter")
        assert not room.state.opened
        assert "all closed" in driven.seen and "all are in" in driven.seen
        await go_to(driven, "Figures that the room has not seen")
        assert "not shown" in driven.seen
        await driven.press("enter")
        assert driven.place == "Said"


async def test_letters_go_into_the_book_at_once(console: Driving, room: Room) -> None:
    begin(room, "tea")
    room.open_form("stressor-mapping")
    await answer(room, "stressor-mapping", 2)
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "Answers on their way into the book")
        assert room.vault.letterbox.pending == 2
        await driven.press("enter")
        assert room.vault.letterbox.pending == 0
        assert "all are in" in driven.seen


async def test_notes_are_written_and_read_and_only_ever_text(console: Driving, room: Room) -> None:
    begin(room, "tea")
    async with console(size=(140, 60)) as driven:
        await driven.press("y")
        await go_to(driven, "Notes on the day")
        await driven.press("enter", *"tea was late", "enter")
        assert "9:00  tea was late" in driven.seen
        for text in HOSTILE:
            room.note(one_line(text))
        await driven.settle()
        for text in (one_line(text) for text in HOSTILE):
            if text.isascii() and len(text) < 40:
                assert text in driven.seen, text
        assert "\x1b" not in driven.seen
        await driven.press("l", "escape", "y")
        await go_to(driven, "Notes on the day")
        assert "tea was late" not in driven.seen
        assert "Unlock first (u) to read them." in driven.seen


async def test_how_the_day_ran_is_a_table(console: Driving, room: Room, clock: FakeClock) -> None:
    room.begin_next()
    clock.forward(22)
    room.begin_next()
    clock.forward(25)
    begin(room, "tea")
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "How today ran")
        table = {line.split("│")[1].strip() for line in driven.seen.splitlines() if line.count("│") >= 2}
        assert any(row.startswith("Arrival and consent") and "22 of 15 min   +7 ▲" in row for row in table)
        assert any("25 of 30 min   -5 ▽" in row for row in table)


async def test_the_next_day_stands_with_its_date_and_its_paper(console: Driving, room: Room) -> None:
    over(room)
    fake = FakeLaptop()
    async with console(laptop=fake.laptop) as driven:
        await driven.press("y")
        await go_to(driven, "Next: day 2 · Tue 13 Oct · 2026-10-13")
        assert "9:15  Actors and allies" in driven.seen
        await go_to(driven, "Materials for the next day")
        assert "The flipcharts from the day before" in driven.seen
        await driven.press("p", "enter")
        assert fake.printed == [("day", 1, Path("sheets-day-2"))]
        await go_to(driven, "Print the next day tonight")
        await driven.press("space", "1")
        assert "✓ Print sheets and scripts of the day" in driven.seen, "the same tick in the morning"


async def test_the_last_evening_has_no_tomorrow(console: Driving, room: Room) -> None:
    over(room, 3)
    async with console() as driven:
        await driven.press("y", "2")
        assert "Lock, leave, shut down" in driven.seen
        assert "The next day" not in driven.seen


# -- after -----------------------------------------------------------------------------------------


async def test_after_the_last_day_it_says_what_leaves_and_what_never_does(
    console: Driving, room: Room
) -> None:
    over(room, 2)
    room.open_form("stressor-mapping")
    await answer(room, "stressor-mapping", 8)
    prompt = room.bundle.exercises["stressor-mapping"].prompts[0]
    await room.figures.release("stressor-mapping", prompt)
    begin(room, room.day.sessions[-1].id)
    room.begin_next()
    async with console(size=(160, 45)) as driven:
        await driven.press("y")
        assert "fewer than 5 plans" in driven.seen
        assert "workshop plans" in driven.seen
        await driven.press("down")
        assert "1 form was asked · 1 figure was shown" in driven.seen
        assert "Never: a plan, a name" in driven.seen
        assert "enter shows every line that leaves" in driven.seen
        await driven.press("l", "escape", "y", "down")
        assert "1 form was asked · Unlock first (u)" in driven.seen


async def test_follow_ups_have_real_dates_and_the_keys_a_last_day(
    console: Driving, room: Room, clock: FakeClock
) -> None:
    over(room, 3)
    async with console() as driven:
        await driven.press("y")
        assert "After 30 days: Wed 11 Nov · 2026-11-11" in driven.seen
        assert "After 90 days: Sun 10 Jan · 2027-01-10" in driven.seen
        await go_to(driven, "How long everything here is kept")
        assert "not decided yet" in driven.seen and "no date yet" in driven.seen
        await driven.press("enter")
        assert "The last follow-up is after 90 days." in driven.seen
        await driven.press(*"200", "enter")
        assert room.state.retention == 200
        assert "Fri 30 Apr · 2027-04-30" in driven.seen
        clock.forward(201 * 24 * 60)
        await driven.settle()
        assert "due since Fri 30 Apr · 2027-04-30" in driven.seen
        await go_to(driven, "Wipe")
        assert "workshop wipe" in driven.seen
        await driven.press("space")
        assert "▌✓ Wipe" in driven.seen


async def test_closing_is_asked_for_twice_and_destroys_the_answers(console: Driving, room: Room) -> None:
    room.open_form("stressor-mapping")
    await answer(room, "stressor-mapping", 8)
    prompt = room.bundle.exercises["stressor-mapping"].prompts[0]
    over(room, 3)
    async with console() as driven:
        await driven.press("y")
        await go_to(driven, "Close: what people answered")
        await driven.press("enter")
        assert driven.told[-1].startswith("A form is open"), "somebody may be writing"
        await room.figures.release("stressor-mapping", prompt)
        shown = room.figures.released()
        await driven.press("enter", "enter")
        assert driven.place == "Asking", "nothing is proposed"
        await driven.press("1", "5", "enter")
        assert "Please write a number from 0 to 14." in driven.seen
        await driven.press("backspace", "backspace", "9", "enter")
        assert driven.told[-1] == "The answers stay until 2026-10-21."
        assert "Wed 21 Oct · 2026-10-21" in driven.seen
        await driven.press("enter", "0", "enter")
        assert "This cannot be undone." in driven.seen and "What was sent to 1 form goes." in driven.seen
        await driven.press("escape")
        assert room.vault.book.counts(), "esc leaves everything as it is"
        await driven.press("enter", "0", "enter", "enter")
        assert driven.told[-1].startswith("What people answered is destroyed.")
        assert not room.vault.book.counts()
        assert room.figures.released() == shown
        assert "▌✓ Close: what people answered" in driven.seen
        await driven.press("escape", "v")
        assert "● the room sees it" in driven.seen and "6 answers" in driven.seen
        assert "The room was not shown this." in driven.seen


# -- everywhere ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (200, 60)])
async def test_every_line_can_be_reached_at_every_size(
    console: Driving, room: Room, size: tuple[int, int]
) -> None:
    over(room)
    async with console(size=size, laptop=FakeLaptop().laptop) as driven:
        await driven.press("y")
        for part, count in (("1", 14), ("2", 13), ("3", 9)):
            await driven.press(part)
            for _ in range(count):
                assert "▌" in driven.seen
                await driven.press("down")
            await driven.press("pagedown", "pageup")


async def test_a_long_page_turns_beside_the_list_or_with_it(console: Driving, room: Room) -> None:
    over(room)
    for size in ((80, 24), (120, 24)):
        async with console(size=size) as driven:
            await driven.press("y")
            await go_to(driven, "Materials for the next day")
            assert "Coloured pencils in five" not in driven.seen
            await driven.press("pagedown", "pagedown", "pagedown")
            assert "Coloured pencils in five" in driven.seen
            driven.clock.forward(1)
            await driven.settle()
            assert "Coloured pencils in five" in driven.seen, "a new minute turns nothing back"
            await driven.press("pageup", "pageup", "pageup")
            assert "Chairs in a circle" in driven.seen


async def test_locked_the_ticks_go_on(console: Driving, room: Room) -> None:
    over(room)
    async with console() as driven:
        await driven.press("l", "escape", "y", "space")
        assert room.state.chores == {(0, "flipcharts")}
        await go_to(driven, "Figures that the room has not seen")
        assert "locked" in driven.seen
        await driven.press("1")
        await go_to(driven, "Can the room see this screen?")
        await driven.press("enter")
        assert driven.place == "Chores", "locked, the wall shows no picture"
        assert driven.told == ["Unlock first (u): locked, the wall shows the time alone."]


async def test_no_english_survives(console: Driving, room: Room) -> None:
    over(room)
    room.hosting.expect_phones(3)
    fake = FakeLaptop()
    async with console(size=(160, 60), words=wording("en-XA"), laptop=fake.laptop) as driven:
        await driven.press("y")
        for part, count in (("1", 15), ("2", 13), ("3", 9)):
            await driven.press(part)
            for _ in range(count):
                said = "\n".join(line for line in driven.seen.splitlines() if "workshop" not in line)
                # The commands name the workshop's folder, which may run on into a line of its own,
                # broken wherever the line is full.
                command = f"workshop archive {room.vault.folder} --preview out zip plans RECIPIENT"
                found = {word for word in untouched(said) if word not in command}
                assert found == set(), (part, found)
                await driven.press("down")
        await driven.press("1")
        for downs, leads in ((3, "WallTest"), (1, "Asking")):
            await driven.press(*(["down"] * downs), "enter")
            assert driven.place == leads
            assert untouched(driven.seen) == set()
            await driven.press("escape")


async def test_right_to_left_breaks_nothing(console: Driving, room: Room) -> None:
    over(room)
    async with console(words=wording("ar-XB")) as driven:
        await driven.press("y", "1", "down", "2", "down", "3", "down", "space")
        assert driven.place == "Chores"
