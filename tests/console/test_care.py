"""Care: seen at once and quietly, with what to do one key away, and the way back exactly to where one was."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.conftest import HOSTILE, FakeClock
from tests.web.conftest import Phone, phone
from tests.web.test_wall import Wall, wall
from workshop.console.keys import keys
from workshop.console.protocol import ACTS, PROTOCOL
from workshop.console.widgets.room import Board, care_lines
from workshop.console.widgets.script import RestPage, sheet
from workshop.domain.answer import ChoiceAnswer
from workshop.domain.cleaning import one_line
from workshop.domain.events import QUESTIONS
from workshop.domain.prompt import Audience
from workshop.export import archive_of
from workshop.room import Response, Room
from workshop.wording import ENGLISH, wording

from .answering import begin
from .conftest import Driven, Driving
from .places import press_through
from .test_look import picture, taken
from .test_wording import untouched

__all__ = ["phone", "picture", "wall"]

CHECK_OUT = "check-out"
SIGN = "◆ someone may need care"
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])


async def weather(phone: Phone, choice: str) -> str:
    """A phone opens the newest form and sends the weather; the address of its way back."""
    page = (await phone.join()).page
    saved = await phone.send(page.posts[0], weather=choice)
    assert "Received" in saved.page.text
    return saved.page.html


# -- the sign --------------------------------------------------------------------------------------


@SIZES
async def test_the_first_stormy_answer_shows_without_a_number(
    console: Driving, room: Room, phone: Phone, size: tuple[int, int]
) -> None:
    begin(room, "check-out")
    room.open_form(CHECK_OUT)
    async with console(size=size) as driven:
        for _ in range(5):
            await weather(phone, "rain")
        await driven.settle()
        assert SIGN not in driven.seen
        await weather(phone, "storm")
        await driven.settle()
        assert driven.seen.count(SIGN) == 1
        before = driven.seen
        await weather(phone, "storm")
        await driven.settle()
        assert driven.seen == before, "a second one looks as the first"
        for said in ("◇ 0 would like to talk", "◇ 0 need a pause", "h heard", "s care"):
            assert said in driven.seen, said
        assert "s: what to do" in driven.seen or size == (80, 24), "there the last line says it alone"
        assert driven.told == []
        await driven.press("h")
        assert SIGN not in driven.seen
        await weather(phone, "storm")
        await driven.settle()
        assert SIGN in driven.seen


async def test_taken_back_on_the_phone_it_goes(console: Driving, room: Room, phone: Phone) -> None:
    room.open_form(CHECK_OUT)
    async with console() as driven:
        page = (await phone.join()).page
        saved = (await phone.send(page.posts[0], weather="storm")).page
        await driven.settle()
        assert SIGN in driven.seen
        changing = (await phone.send(saved.post("Change"))).page
        await phone.send(changing.posts[0], weather="cloud")
        await driven.settle()
        assert SIGN not in driven.seen
        await phone.send(changing.posts[0], weather="storm")
        await driven.settle()
        assert SIGN in driven.seen
        await phone.send(saved.post("Withdraw"))
        await driven.settle()
        assert SIGN not in driven.seen


async def test_it_names_neither_answer_nor_question_nor_form(
    console: Driving, room: Room, phone: Phone
) -> None:
    begin(room, "stressors")
    room.open_form(CHECK_OUT)
    async with console() as driven:
        calm = set(driven.seen.split())
        await weather(phone, "storm")
        await driven.settle()
        new = set(driven.seen.split()) - calm
        assert new.isdisjoint({"Storm", "storm", "weather", "Check-out", "1"}), new
        await driven.press("s")
        assert "torm" not in driven.seen
        assert "weather" not in driven.seen


async def test_locked_it_is_gone_and_nothing_asks(console: Driving, room: Room, phone: Phone) -> None:
    room.open_form(CHECK_OUT)
    async with console() as driven:
        await weather(phone, "storm")
        await driven.press("l", "escape")
        assert driven.is_locked()
        assert SIGN not in driven.seen
        await weather(phone, "storm")
        await driven.settle()
        assert SIGN not in driven.seen
        await driven.press("s")
        assert SIGN not in driven.seen
        assert "whether an answer asked for care is not known now" in driven.seen
        assert ACTS.lines[0] in driven.seen


async def test_wall_and_phones_stay_as_with_any_other_answer(
    console: Driving, room: Room, phone: Phone, wall: Wall
) -> None:
    room.open_form(CHECK_OUT)
    sunny = await weather(phone, "sun")
    version, page = await wall.version(), (await wall.look()).html
    async with console() as driven:
        stormy = await weather(phone, "storm")
        await driven.settle()
        assert SIGN in driven.seen
        assert (await wall.version(), (await wall.look()).html) == (version, page)
        varying = r"[\w-]{16}\.[0-9a-f]{24}"
        assert re.sub(varying, "", stormy) == re.sub(varying, "", sunny), "the saved page is the same"
        await driven.press("h", "s", "x", "space")
        assert "care" not in (await wall.look()).text.lower()


async def test_archive_and_logbook_keep_nothing_of_it(
    console: Driving, room: Room, phone: Phone, clock: FakeClock
) -> None:
    begin(room, "check-out")
    room.open_form(CHECK_OUT)
    async with console() as driven:
        for choice in ("storm", "sun", "sun", "sun", "sun"):
            await weather(phone, choice)
        before = list(room.vault.events())
        calm = archive_of(room, notes=True)
        await driven.press("h")
        await weather(phone, "storm")
        await driven.settle()
        assert SIGN in driven.seen
        assert list(room.vault.events()) == before
        assert archive_of(room, notes=True) == calm
        room.support.name("counsellor, blue door")
        room.support.give()
        assert archive_of(room, notes=True) == calm


async def test_the_phone_is_honest_about_it(phone: Phone, room: Room) -> None:
    said = "the facilitators see that care may be needed, and not who"
    room.open_form(CHECK_OUT)
    assert said in (await phone.join()).page.text
    room.open_form("stressor-mapping")
    assert said not in (await phone.join()).page.text


async def test_without_a_wish_nothing_is_proposed(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        assert "what to do" not in driven.seen.split("Care")[1].splitlines()[1]
        assert "a break for all?" not in driven.seen


@SIZES
async def test_a_wish_for_a_pause_proposes_a_break_for_all(
    console: Driving, room: Room, phone: Phone, wall: Wall, size: tuple[int, int]
) -> None:
    begin(room, "stressors")
    async with console(size=size) as driven:
        page = (await phone.join()).page
        await phone.send(page.post("need a pause"))
        await driven.settle()
        assert "◆ 1 needs a pause" in driven.seen
        assert "space: a break for all?" in driven.seen
        assert driven.told == []
        await driven.press("space")
        assert driven.is_paused()
        assert "a break for all?" not in driven.seen
        texts = (await wall.look()).texts
        assert "A short stop. We go on together." in texts
        assert not any("pause" in text.lower() for text in texts), "never why"


@pytest.mark.parametrize("size", [(80, 24), (120, 24), (120, 40)])
async def test_where_everybody_waits_everything_shows(
    console: Driving, room: Room, phone: Phone, size: tuple[int, int]
) -> None:
    begin(room, "check-out")
    room.open_form(CHECK_OUT)
    async with console(size=size) as driven:
        await weather(phone, "storm")
        for _ in range(12):
            await room.wish("talk")
        await room.wish("pause")
        await driven.settle()
        for said in (
            SIGN,
            "◆ 12 would like to talk",
            "◆ 1 needs a pause",
            "space: a break for all?",
            "s care",
        ):
            assert said in driven.seen, said


async def test_without_a_session_no_break_is_proposed(console: Driving, room: Room) -> None:
    async with console() as driven:
        await room.wish("pause")
        await driven.settle()
        assert "s: what to do" in driven.seen
        assert "a break for all?" not in driven.seen


@pytest.mark.parametrize("width", range(8, 60, 3))
@pytest.mark.parametrize("height", [1, 2, 4])
def test_a_board_never_leaves_out_who_waits(width: int, height: int) -> None:
    class Sized(Board):
        size = property(lambda _: type("S", (), {"width": width, "height": height}))

    board = Sized(least=3, id="care")
    lines = care_lines(ENGLISH, 1, 1, needed=True, helpers=True, to_pause=True)
    board.set_reactive(Board.lines, lines)
    rows = board._shared()
    assert len(rows) <= height
    drawn = "\n".join(row.plain for row in rows)
    assert all(line.plain in drawn for line in lines[:3]), "before a row is cut at the edge"


# -- the place -------------------------------------------------------------------------------------


@SIZES
async def test_the_first_five_acts_are_read_without_scrolling(
    console: Driving, room: Room, size: tuple[int, int]
) -> None:
    begin(room, "stressors")
    room.toggle_pause()
    room.support.name("x" * 120)
    room.support.give()
    await room.wish("talk")
    async with console(size=size) as driven:
        await driven.press("s")
        assert driven.place == "CarePlace"
        flat = " ".join(driven.seen.split())
        for number, act in enumerate(ACTS.lines[:5], start=1):
            words = act.split()
            assert f"{number} {' '.join(words[:3])}" in flat
            if size[0] == 80:
                assert f"{number} {act}" in driven.seen, "one line each"
        assert "esc back" in driven.seen


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
async def test_everything_can_be_reached(console: Driving, room: Room, size: tuple[int, int]) -> None:
    begin(room, "stressors")
    async with console(size=size) as driven:
        await driven.press("s")
        seen = driven.seen
        for _ in range(20):
            await driven.press("pagedown")
            seen += driven.seen
        heads = [" ".join(line.split()[:2]) for advice in PROTOCOL for line in advice.lines]
        flat = " ".join(seen.split())
        assert [head for head in heads if head not in flat] == []
        assert "If one person cries" in flat, "what the exercise itself advises"
        assert "If something has happened to the group" in flat, "what the agenda advises in a crisis"


async def test_nobody_is_there_today_and_it_says_so(console: Driving, room: Room) -> None:
    room.get_ready(dict.fromkeys(QUESTIONS, True) | {"support_person": False}, "she comes at noon")
    async with console() as driven:
        await driven.press("s")
        assert "! Nobody. One of you two stays free for it" in " ".join(driven.seen.split())
        await driven.press("escape")
        room.get_ready(dict.fromkeys(QUESTIONS, True))
        await driven.press("s")
        assert "Nobody." not in driven.seen
        assert "Enter writes who it is, and where." in driven.seen


async def test_who_supports_is_written_there_and_can_be_undone(
    console: Driving, room: Room, clock: FakeClock
) -> None:
    async with console(size=(80, 24)) as driven:
        await driven.press("s", "enter", *"counsellor blue door", "enter")
        assert driven.place == "CarePlace"
        assert "Supports today  counsellor blue door" in driven.seen
        await driven.press("enter", *" two", "escape")
        assert room.support.person == "counsellor blue door", "left as it was"
        clock.forward(24 * 60)
        await driven.settle()
        assert "Written on Mon 12 Oct. Enter writes who it is today." in driven.seen
        await driven.press("z")
        assert driven.told == ["Undone: who supports is as it was before."]
        assert room.support.person == ""


async def test_locking_takes_what_was_being_written_away(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("s", "enter", *"abc", "ctrl+l")
        assert driven.place == "Cover"
        assert room.support.person == ""


async def test_that_support_was_given_is_noted_and_nothing_else(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console(size=(80, 24)) as driven:
        await driven.press("s", "pagedown", "x", "x")
        assert "✓ Support was given today. Look again before home, and in 48 hours." in driven.seen
        assert room.state.notes == ()
        assert room.state.ticked == frozenset(), "x ticks nothing off here"
        await driven.press("z")
        assert driven.told == ["Undone: it is not noted that support was given."]
        assert not room.support.given_today


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_note_is_only_ever_text(console: Driving, room: Room, text: str) -> None:
    room.support.name(text)
    async with console(size=(140, 40)) as driven:
        await driven.press("s")
        assert driven.place == "CarePlace"
        shown = one_line(text)[:60]
        if shown.isascii():
            assert shown in " ".join(driven.seen.split()) or shown.split()[0] in driven.seen
        assert "\x1b" not in driven.seen
        await driven.press("enter", "enter")
        assert room.support.person == one_line(text)[:120]


async def test_a_break_for_all_from_there(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    async with console() as driven:
        await driven.press("s")
        assert "space a break for all" in driven.seen
        await driven.press("space")
        assert driven.is_paused()
        assert driven.place == "CarePlace"
        assert "‖ A break for all since 9:00. The wall says so, and not why." in driven.seen
        assert "space go on" in driven.seen
        await driven.press("space")
        assert not driven.is_paused()


async def test_heard_from_there(console: Driving, room: Room) -> None:
    async with console() as driven:
        await room.wish("talk")
        await driven.press("s")
        assert "◆ 1 would like to talk" in driven.seen
        await driven.press("h")
        assert "◇ 0 would like to talk" in driven.seen
        assert driven.place == "CarePlace"


# -- the way there and back ------------------------------------------------------------------------

ABOVE = {"g": "Grounding", "s": "CarePlace"}
PLACES = {
    "v": "Said",
    "q": "JoinCode",
    "w": "JoinCode",
    "t": "Timeline",
    "i": "Referrals",
    "a": "Shelves",
    "question_mark": "Help",
    "f": "Readiness",
    "e": "NoteSheet",
}


@pytest.mark.parametrize("way_back", ["escape", "same"])
@pytest.mark.parametrize("key", ABOVE)
@pytest.mark.parametrize("place", [one for one in PLACES if one not in ("e", "f")])
async def test_grounding_and_care_lead_back_to_the_very_place(
    console: Driving, room: Room, place: str, key: str, way_back: str
) -> None:
    begin(room, "stressors")
    async with console() as driven:
        await driven.press(place)
        before = driven.app.screen
        assert driven.place == PLACES[place]
        await driven.press(key)
        assert driven.place == ABOVE[key]
        assert "esc back " in driven.seen + " "
        assert "back to the day" not in driven.seen
        await driven.press(key if way_back == "same" else "escape")
        assert driven.app.screen is before
        await driven.press("escape")
        assert driven.place == "Day"


async def test_the_place_stands_as_it_was_left(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    room.open_form("stressor-mapping")
    async with console(size=(80, 24)) as driven:
        await driven.press("c", "v", "down")
        before = driven.seen
        await driven.press("g", "pagedown", "escape")
        assert driven.seen == before
        await driven.press("escape")
        await press_through(driven, "a")
        await driven.press("down", "down")
        before = driven.seen
        await driven.press("s", "i", "escape", "s")
        assert driven.seen == before


async def test_from_care_to_grounding_and_to_who_can_help_and_back(console: Driving, room: Room) -> None:
    async with console() as driven:
        await driven.press("v", "s", "g")
        assert driven.place == "Grounding"
        await driven.press("s")
        assert driven.place == "CarePlace", "back to it, not another one above"
        await driven.press("i")
        assert driven.place == "Referrals"
        await driven.press("escape")
        assert driven.place == "CarePlace"
        await driven.press("g", "escape", "escape")
        assert driven.place == "Said"
        await driven.press("s", "v")
        assert driven.place == "Said"
        await driven.press("v")
        assert driven.place == "Day"
        assert len(driven.app.screen_stack) == 1


@pytest.mark.parametrize("sheet", ["e", "f"])
async def test_grounding_is_a_key_away_from_a_sheet_too(console: Driving, room: Room, sheet: str) -> None:
    async with console() as driven:
        await driven.press(sheet)
        before = driven.app.screen
        if sheet == "e":
            await driven.press(*"tea")
        await driven.press("ctrl+g")
        assert driven.place == "Grounding"
        await driven.press("escape")
        assert driven.app.screen is before
        if sheet == "e":
            await driven.press("enter")
            assert [note.text for note in room.state.notes] == ["tea"]


async def test_the_search_of_the_library_keeps_its_words_below_grounding(console: Driving) -> None:
    async with console() as driven:
        await driven.press("a", "slash", *"stones", "ctrl+g")
        assert driven.place == "Grounding"
        await driven.press("escape")
        assert driven.place == "Shelves"
        assert "stones" in driven.seen


async def test_what_covers_the_screen_shows_no_grounding(console: Driving) -> None:
    async with console() as driven:
        await driven.press("l")
        for key in ("ctrl+g", "g", "s"):
            await driven.press(key)
            assert driven.place == "Cover", key
        await driven.press("escape", "g")
        assert driven.place == "Grounding"


# -- the script ------------------------------------------------------------------------------------


async def test_what_helps_stands_near_the_cautions_where_it_goes_deep_or_somebody_waits(
    console: Driving, room: Room
) -> None:
    begin(room, "check-out")
    exercise = room.exercise
    assert exercise is not None and exercise.depth == 1
    async with console(size=(120, 60)) as driven:
        first_step = exercise.steps[0].title
        assert driven.seen.index("Too much for someone") > driven.seen.index(first_step)
        await room.wish("talk")
        await driven.settle()
        assert driven.seen.index("◆ Too much for someone") < driven.seen.index(first_step)
        assert driven.seen.count("Too much for someone") == 1
        await driven.press("h")
        assert driven.seen.index("Too much for someone") > driven.seen.index(first_step)


async def test_deep_work_has_it_at_hand_always_and_says_how_deep_in_words(
    console: Driving, room: Room
) -> None:
    begin(room, "stressors")
    async with console(size=(120, 60)) as driven:
        assert "▪▪▫ medium" in driven.seen
        assert driven.seen.index("Too much for someone") < driven.seen.index("What we will do")
        assert driven.seen.index("! An item that few") < driven.seen.index("Too much for someone")


@pytest.mark.own_words
@pytest.mark.parametrize("late", [False, True])
def test_a_break_says_loudly_what_goes_first_only_when_it_is_late(room: Room, late: bool) -> None:
    resting = next(session for session in room.day.sessions if session.kind == "break")
    session = replace(resting, if_short="Stand up for it.", if_crisis="Eat first.")
    lines = sheet(ENGLISH, RestPage(session, "10:40", None, None, late=late), 60).lines
    plain = [line.plain for line in lines]
    assert ("▲ Short of time: Stand up for it." in plain) is late
    assert ("  Short of time  Stand up for it." in plain) is not late
    assert "  In a crisis  Eat first." in plain


# -- words and pictures ----------------------------------------------------------------------------


async def test_no_english_survives(console: Driving, room: Room, phone: Phone) -> None:
    begin(room, "stressors")
    room.open_form(CHECK_OUT)
    room.support.give()
    async with console(size=(120, 60), words=wording("en-XA")) as driven:
        await weather(phone, "storm")
        await room.wish("pause")
        await driven.settle()
        assert untouched(driven.seen) == set()
        await driven.press("s")
        assert untouched(driven.seen) == set()
        await driven.press("enter")
        assert untouched(driven.seen) == set()


async def test_the_keys_of_the_place_are_in_the_table() -> None:
    here = {key.action for key in keys(ENGLISH) if key.place == "care"}
    assert here == {"support_given", "support_person"}


async def stormy(driven: Driven) -> None:
    begin(driven.room, "stressors")
    driven.clock.forward(16)
    driven.room.open_form(CHECK_OUT)
    id = driven.room.submission_id(CHECK_OUT, Audience.ROOM)
    await driven.room.receive(Response(CHECK_OUT, Audience.ROOM, id, {"weather": ChoiceAnswer("storm")}))
    await driven.room.wish("pause")
    await driven.settle()


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "dusk"), ((120, 40), "paper")])
async def test_day_with_the_sign(
    console: Driving, picture: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    async with console(size=size, theme=theme) as driven:
        await stormy(driven)
        assert SIGN in driven.seen
        assert taken(driven) == picture


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "paper"), ((120, 40), "dusk")])
async def test_the_place_of_care(
    console: Driving, picture: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    async with console(size=size, theme=theme) as driven:
        await stormy(driven)
        driven.room.support.name("counsellor, blue door")
        await driven.press("s")
        assert SIGN in driven.seen
        assert taken(driven) == picture
