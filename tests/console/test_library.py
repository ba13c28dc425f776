"""The library in the console: found by keys, read to its end, and put into today."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import time

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.conftest import HOSTILE
from workshop.console import books
from workshop.console.screens.shelves import Shelves
from workshop.domain import terms
from workshop.domain.agenda import Day, Session
from workshop.domain.cleaning import one_line
from workshop.domain.errors import ContentProblems, Problem
from workshop.domain.events import QUESTIONS
from workshop.domain.exercise import Exercise, Minutes
from workshop.library import GROUPS, Library, load_library
from workshop.room import Room
from workshop.wording import Wording, wording

from .answering import begin
from .conftest import Driven, Driving
from .test_look import picture, taken
from .test_wording import untouched

__all__ = ["picture"]


async def opened(driven: Driven, *keys: str) -> Shelves:
    """Opens the library, waits until it is read, and presses `keys`."""
    await driven.press("a")
    await driven.app.workers.wait_for_complete()
    await driven.settle()
    screen = driven.app.screen
    assert isinstance(screen, Shelves)
    await driven.press(*keys)
    return screen


def shown(driven: Driven) -> int:
    """How many of the whole the screen says it shows."""
    match = re.search(r"(\d+) of \d+", driven.seen.splitlines()[0])
    assert match
    return int(match[1])


def flat(driven: Driven) -> str:
    """What is seen, without frames and the ends of lines."""
    return " ".join(re.sub("[│╭╮╰╯─]", " ", driven.seen).split())


async def read_through(driven: Driven) -> str:
    """Everything that the page shows while it is turned to its end."""
    seen, before = "", None
    while driven.seen != before:
        before = driven.seen
        seen += flat(driven) + "\n"
        await driven.press("pagedown")
    return seen


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(autouse=True)
def _read_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "load_library", lambda words: library)


@pytest.fixture
def few(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short shelf, so that the pictures stay as they are when something is added to the library."""
    exercises = ("stressor-mapping", "check-out", "grounding", "group-agreement", "what-stress-does")
    agendas = ("three-day-holistic", "half-day-introduction", "after-an-incident")
    short = replace(
        library,
        exercises={id: library.exercises[id] for id in exercises},
        agendas={id: library.agendas[id] for id in agendas},
    )
    monkeypatch.setattr(books, "load_library", lambda words: short)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_look(console: Driving, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with console(size=size) as driven:
        await opened(driven, "1", "1", "3", "down", "down", "down")
        assert "1 depth: at most 2, medium" in driven.seen
        assert "› Stressor mapping" in driven.seen
        assert taken(driven) == picture


@pytest.mark.usefixtures("few")
async def test_look_of_agendas(console: Driving, picture: SnapshotAssertion) -> None:
    async with console(size=(120, 40), theme="paper") as driven:
        await opened(driven, "tab")
        assert "› Three days of holistic security" in driven.seen
        assert taken(driven) == picture


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_a_line_for_each_says_what_one_chooses_by(
    console: Driving, library: Library, size: tuple[int, int]
) -> None:
    async with console(size=size) as driven:
        await opened(driven, "slash", *"stressor map")
        facts = flat(driven).replace(" · ", " ")
        assert "› Stressor mapping" in facts
        minutes = library.exercises["stressor-mapping"].minutes
        assert f"{minutes.least}–{minutes.planned}–{minutes.most} min ▪▪▫ medium phones or paper" in facts


async def test_search_narrows_and_escape_leaves_the_field_then_the_screen(
    console: Driving, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "load_library", load_library)
    async with console() as driven:
        screen = await opened(driven)
        assert shown(driven) == len(library.exercises)
        await driven.press("slash", *"stressor", "space", *"mapping")
        assert shown(driven) == 1
        assert not driven.is_paused(), "letters are typed, not done"
        assert "esc back to the list" in driven.seen
        await driven.press("escape")
        assert driven.place == "Shelves"
        assert screen.focused is None
        await driven.press("0")
        assert shown(driven) == len(library.exercises)
        await driven.press("escape")
        assert driven.place == "Day"


DIALS = [
    ("1", ("at most 1, light", "at most 2, medium", "at most 3, deep")),
    ("2", ("fits in 15", "fits in 30", "fits in 45", "fits in 60", "fits in 90")),
    ("3", ("alone", "in pairs", "in small groups", "all together")),
    ("4", ("works without", "off", "on")),
    ("5", tuple(terms.DOCUMENTS.values())),
]


def wanted(exercise: Exercise, key: str, stop: int) -> bool:
    """What the filter under `key` should let through, said again in other words."""
    match key:
        case "1":
            return exercise.depth <= stop + 1
        case "2":
            return exercise.minutes.least <= (15, 30, 45, 60, 90)[stop]
        case "3":
            return GROUPS[stop] in exercise.groups
        case "4":
            return (exercise.phones != "on", exercise.phones == "off", exercise.phones == "on")[stop]
        case _:
            return f"S00{stop}" in {source.document for source in exercise.sources}


@pytest.mark.parametrize(("key", "stops"), DIALS)
async def test_each_filter_narrows_says_so_and_comes_round(
    console: Driving, library: Library, key: str, stops: tuple[str, ...]
) -> None:
    async with console(size=(200, 60)) as driven:
        await opened(driven)
        anything = driven.seen.splitlines()[2]
        for number, stop in enumerate(stops):
            await driven.press(key)
            assert re.search(rf"{key} \w+: {re.escape(stop)}(  |$)", driven.seen.splitlines()[2])
            expected = sum(wanted(one, key, number) for one in library.exercises.values())
            assert shown(driven) == expected, stop
        await driven.press(key)
        assert driven.seen.splitlines()[2] == anything
        assert shown(driven) == len(library.exercises)


async def test_filters_hold_together_and_0_widens(console: Driving, library: Library) -> None:
    async with console() as driven:
        await opened(driven, "1", "2", "3", "3", "4", "4")
        assert shown(driven) == sum(
            one.depth == 1 and one.minutes.least <= 15 and "pairs" in one.groups and one.phones == "off"
            for one in library.exercises.values()
        )
        await driven.press("0")
        assert shown(driven) == len(library.exercises)
        assert driven.seen.count(": any") == 5


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_exercise_is_read_from_its_first_step_to_its_last(
    console: Driving, library: Library, size: tuple[int, int]
) -> None:
    exercise = library.exercises["stressor-mapping"]
    async with console(size=size) as driven:
        await opened(driven, "slash", *"stressor map", "enter")
        assert exercise.steps[-1].title not in flat(driven)
        read = await read_through(driven)
        for part in (
            exercise.steps[0].title,
            exercise.steps[-1].title,
            "Better not",
            "Nobody needs to explain.",
            "Key o opens the form",
            "Key c closes the form" if any(s.form == "close" for s in exercise.steps) else "Key v, then r",
            "Of the group, without names",
            "Of each, for their own plan",
            "Short of time",
            "Too much",
            "Few people",
            "Without phones",
            "the OMCT guide",
            "CC BY-SA 4.0, in our own words",
        ):
            assert part in read, part
        for prompt in exercise.prompts:
            assert prompt.ask[:30] in read
        order = [read.index(part) for part in ("! ", exercise.steps[0].title, "What is asked", "Licence")]
        assert order == sorted(order), "cautions first, the licence last"
        await driven.press("pageup", "pageup", *["pageup"] * 12)
        assert "Better not" in flat(driven)


async def test_another_exercise_begins_at_its_top(console: Driving) -> None:
    async with console(size=(80, 24)) as driven:
        await opened(driven, "pagedown", "pagedown")
        assert "Minutes   " not in driven.seen
        await driven.press("down")
        assert "Minutes   " in driven.seen


async def test_a_click_goes_to_an_entry(console: Driving) -> None:
    async with console() as driven:
        await opened(driven)
        lines = driven.seen.splitlines()
        place = next(n for n, line in enumerate(lines) if "Arrival and consent" in line)
        await driven.pilot.click(offset=(8, place))
        await driven.settle()
        assert "› Arrival and consent" in driven.seen


async def test_added_it_comes_next_and_its_form_can_be_opened(
    console: Driving, room: Room, library: Library
) -> None:
    begin(room, "introductions")
    async with console() as driven:
        await opened(driven, "slash", *"stressor map", "enter", "enter")
        assert driven.place == "Adding"
        assert str(library.exercises["stressor-mapping"].minutes.planned) in driven.seen
        await driven.press("4", "0", "enter")
        assert driven.place == "Day"
        assert driven.told == ["Comes next: Stressor mapping, 40 min"]
        await driven.press("t")
        lines = driven.seen.splitlines()
        place = next(n for n, line in enumerate(lines) if "Introductions with a card" in line)
        assert re.search(r"Stressor mapping +40", lines[place + 1])
        await driven.press("escape", "n")
        assert room.exercise is not None and room.exercise.title == "Stressor mapping"
        assert room.exercise.id == "stressor-mapping-2", "the planned one stays"
        assert "0 of 40 min" in driven.seen
        await driven.press("o")
        assert room.is_open("stressor-mapping-2")


@pytest.mark.parametrize("minutes", ["", "0", "481", "-5", "ten", "2.5", "²"])
async def test_minutes_that_are_none_are_refused_kindly(console: Driving, room: Room, minutes: str) -> None:
    async with console() as driven:
        await opened(driven, "enter", "backspace", *minutes, "enter")
        assert driven.place == "Adding"
        assert "Please write the minutes as a number from 1 to 480." in driven.seen
        assert room.state.added == ()
        await driven.press("escape")
        assert driven.place == "Shelves"


@pytest.mark.parametrize(
    ("minutes", "hint"),
    [("29", "Short for it: it is meant to have 30 min or more."), ("61", "Long for it: 60 min are enough.")],
)
async def test_other_minutes_than_meant_get_a_hint_and_are_taken(
    console: Driving, room: Room, minutes: str, hint: str
) -> None:
    async with console() as driven:
        await opened(driven, "slash", *"stressor map", "enter", "enter")
        assert "Meant for 30–45–60 min." in driven.seen
        await driven.press(*minutes)
        assert hint in driven.seen
        await driven.press("enter")
        assert [added.minutes for added in room.state.added] == [int(minutes)]


async def test_who_must_be_there_is_said_before_it_is_added(console: Driving, room: Room) -> None:
    async with console() as driven:
        await opened(driven)
        await driven.press("slash", *"remembrance", "enter", "enter")
        assert "Who must be there: a support person." in driven.seen
        assert "no support person is here" not in driven.seen
        await driven.press("escape")
        room.get_ready({q: q != "support_person" for q in QUESTIONS}, "one is on the way")
        await driven.press("enter")
        assert "By the five questions (f) no support person is here." in driven.seen
        await driven.press("escape", "0", "slash", *"case clinic", "enter", "enter")
        assert "Who must be there: a qualified practitioner." in driven.seen


async def test_after_the_last_day_it_says_so(console: Driving, room: Room) -> None:
    while room.forecast().next is not None or room.state.running is not None:
        room.begin_next()
    async with console() as driven:
        await opened(driven, "enter", "enter")
        assert driven.told == ["The workshop is over. Nothing comes after this."]
        assert driven.place == "Shelves"


async def test_nothing_found_says_how_to_widen(console: Driving) -> None:
    async with console(size=(80, 24)) as driven:
        await opened(driven, "slash", *"zzzz", "enter", "enter")
        assert driven.place == "Shelves"
        assert "No exercise is like that. Press 0 to see all again" in driven.seen
        await driven.press("0", "tab", "slash", *"zzzz")
        assert "No agenda is like that. Press 0 to see all again" in driven.seen


async def test_agendas_three_to_start_with_then_the_others(console: Driving, library: Library) -> None:
    async with console(size=(120, 60)) as driven:
        await opened(driven, "tab")
        first, further = flat(driven).split("Further")
        assert "To start with" in first
        titles = {agenda.title: agenda.start_here for agenda in library.agendas.values()}
        assert sum(titles.values()) == 3
        for title, start in titles.items():
            assert (title[:30] in first) is start, title
            assert start or title[:30] in further
        await driven.press("enter", "1")
        assert driven.place == "Shelves", "they are for reading"
        assert shown(driven) == len(titles)


async def test_an_agenda_is_read_to_its_sources(console: Driving, library: Library) -> None:
    agenda = library.agendas["four-step-process"]
    async with console(size=(200, 60)) as driven:
        await opened(driven, "tab", "slash", *"four steps", "enter")
        assert "tab exercises" in driven.seen
        read = await read_through(driven)
        for part in (
            agenda.goal[:40],
            "people stay overnight" if agenda.residential else "We meet again 90 days after the end",
            "a support person · a qualified practitioner",
            agenda.if_short[:30],
            "Day 1 · Seeing the place",
            "Preliminary work · week 0 · the facilitators' own work",
            f"Day {len(agenda.days)} · {agenda.days[-1].title}",
            agenda.days[-1].sessions[-1].title,
            "the OMCT guide",
            agenda.sources[-1].practice[:30],
        ):
            assert part in read, part


async def test_locked_the_library_is_shut(console: Driving) -> None:
    async with console() as driven:
        await opened(driven, "enter", "ctrl+l")
        assert driven.place == "Cover"
        await driven.press("escape", "a")
        assert driven.place == "Day"


async def test_it_says_that_it_looks_and_what_is_wrong(
    console: Driving, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = threading.Event()

    def mistaken(words: Wording) -> Library:
        seen.wait(20)
        raise ContentProblems((Problem("mine.yaml", 3, "“titel” is not known here."),))

    monkeypatch.setattr(books, "load_library", mistaken)
    async with console() as driven:
        await driven.press("a")
        assert "Looking through the library..." in driven.seen
        seen.set()
        await driven.app.workers.wait_for_complete()
        await driven.settle()
        assert "titel" in driven.seen


@pytest.mark.own_words
async def test_titles_are_only_ever_text(
    console: Driving, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = library.exercises["stressor-mapping"]
    texts = [one_line(text) for text in HOSTILE]
    strange = {
        f"e{n}": replace(base, title=text, purpose=text, cautions=(text,), materials=(text,))
        for n, text in enumerate(texts)
    }
    monkeypatch.setattr(books, "load_library", lambda words: replace(library, exercises=strange))
    async with console(size=(200, 60)) as driven:
        screen = await opened(driven)
        assert shown(driven) == len(texts)
        for _ in texts:
            here = screen.here
            assert here is not None
            if here.title.isascii() and len(here.title) < 60:
                assert driven.seen.count(here.title) >= 4, here.title
            assert "\x1b" not in driven.seen
            await driven.press("enter")
            assert driven.place == "Adding"
            await driven.press("escape", "down")


@pytest.mark.parametrize("keys", [(), ("1", "2", "3", "4", "5"), ("tab", "down"), ("enter",)])
async def test_no_english_survives(console: Driving, keys: tuple[str, ...]) -> None:
    async with console(size=(200, 60), words=wording("en-XA")) as driven:
        await driven.press("a")
        await driven.app.workers.wait_for_complete()
        await driven.settle()
        await driven.press(*keys)
        # A word at the very end of a cut line has lost its brackets, and nothing else.
        assert untouched(driven.seen) == set()


def test_every_term_of_the_content_has_words(library: Library) -> None:
    used = {source.document for one in library.exercises.values() for source in one.sources}
    used |= {source.document for one in library.agendas.values() for source in one.sources}
    assert used <= set(terms.DOCUMENTS)
    assert set(GROUPS) == set(terms.GROUPS)


# -- what the agenda says of a session and of a day ------------------------------------------------


def _told(room: Room, session: str, **told: object) -> None:
    """Lets the agenda say something more of one session of the first day."""
    agenda = room.bundle.agenda
    day = agenda.days[0]
    sessions = tuple(
        replace(one, **told) if one.id == session else one  # type: ignore[arg-type]  # by name
        for one in day.sessions
    )
    days = (replace(day, sessions=sessions), *agenda.days[1:])
    room.bundle = replace(room.bundle, agenda=replace(agenda, days=days))


@pytest.mark.own_words
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_session_begins_with_its_aim_and_the_choice_to_stop(
    console: Driving, room: Room, size: tuple[int, int]
) -> None:
    _told(
        room,
        "arrival",
        aim="We arrive.",
        choice_to_stop="You may rest instead.",
        phones="off",
        groups=("pairs",),
        materials=("A bell",),
    )
    begin(room, "arrival")
    async with console(size=size) as driven:
        await driven.press(*["pageup"] * 4)
        seen = flat(driven)
        assert "We arrive." in seen
        assert "Say first “You may rest instead.”" in seen
        assert seen.index("We arrive.") < seen.index("! ")
        await driven.press(*["pagedown"] * 6)
        seen = flat(driven)
        assert "People sit in pairs" in seen
        assert "Phones phones away" in seen
        assert "You need A bell" in seen


async def test_without_words_of_its_own_a_session_has_its_exercises(console: Driving, room: Room) -> None:
    begin(room, "stressors")
    assert room.exercise is not None
    async with console(size=(200, 60)) as driven:
        assert f"People sit {terms.groups(driven.app.words, room.exercise.groups)}" in flat(driven)
        assert "Say first" not in driven.seen
        assert "Who must be there" not in driven.seen


@pytest.mark.own_words
async def test_who_must_be_there_stands_in_the_script(console: Driving, room: Room) -> None:
    exercises = dict(room.bundle.exercises)
    exercises["arrival-and-consent"] = replace(
        exercises["arrival-and-consent"], requires=("qualified_practitioner",)
    )
    room.bundle = replace(room.bundle, exercises=exercises)
    async with console() as driven:
        assert "Who must be there a qualified practitioner" in flat(driven), "before it begins"
        await driven.press("n", *["pagedown"] * 4)
        assert "Who must be there a qualified practitioner" in flat(driven)


@pytest.mark.own_words
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_timeline_begins_with_what_the_day_says(
    console: Driving, room: Room, size: tuple[int, int]
) -> None:
    rest = Session(id="rest", title="Rest", kind="free", minutes=Minutes(5, 5, 5))
    day = Day(
        title="The visit",
        start=time(9),
        sessions=(rest,),
        phase="Preliminary work",
        week=2,
        held="online",
        about="For those who lead.",
        repeats="Once a month.",
    )
    room.bundle = replace(room.bundle, agenda=replace(room.bundle.agenda, days=(day,)))
    async with console(size=size) as driven:
        await driven.press("t")
        said = "Preliminary work · week 2 · online Once a month. For those who lead. plan now"
        assert said in flat(driven)
