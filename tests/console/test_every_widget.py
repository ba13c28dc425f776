"""Hostile and right-to-left text in every widget and on every screen is text, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import cycle

import pytest
from rich.console import Console as RichConsole
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tests.conftest import HOSTILE
from workshop.console.chores import Chore, Item
from workshop.console.keys import Key
from workshop.console.screens.day import Day
from workshop.console.widgets.breath import Breath
from workshop.console.widgets.card import Card, CardSeen
from workshop.console.widgets.catalogue import Catalogue, CatalogueSeen, Entry
from workshop.console.widgets.chorelist import About, ChoreList, ChoresSeen
from workshop.console.widgets.code import Code
from workshop.console.widgets.heading import Heading, HeadingSeen
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.linebyline import HowMuch, LeavesSeen, LineByLine
from workshop.console.widgets.lined import Lined
from workshop.console.widgets.lines import Panel
from workshop.console.widgets.reading import ExerciseReading, Reading
from workshop.console.widgets.room import Board
from workshop.console.widgets.rounds import Rounds, RoundsSeen
from workshop.console.widgets.script import ExercisePage, Script
from workshop.console.widgets.texts import Picked
from workshop.console.widgets.today import Row, Today, TodaySeen
from workshop.domain.cleaning import one_line
from workshop.domain.exercise import Breathing, Exercise
from workshop.domain.figure import Bars, Note, Notes, Tally
from workshop.domain.prompt import Audience
from workshop.domain.referral import Directory, Referral
from workshop.domain.trend import Holding, Round, trend
from workshop.export import Chapter
from workshop.export import Item as Leaves
from workshop.library import Bundle
from workshop.room import Room, Shown
from workshop.wording import ENGLISH

from .answering import answer, begin
from .conftest import Driven, Driving
from .places import PLACES, WITH_DESK, go, widget_classes

STYLING = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
"""What Rich writes for colours and links: the only sequences that a drawn line may hold."""


def controls(driven: Driven) -> list[str]:
    """Drawn lines with a control character: in their text, or in what the terminal would be given."""
    terminal = RichConsole(force_terminal=True, color_system="truecolor", legacy_windows=False)
    found = []
    for strip in driven.app.screen._compositor.render_strips():
        written = STYLING.sub("", strip.render(terminal))
        if any(unicodedata.category(sign) == "Cc" for sign in strip.text + written):
            found.append(strip.text)
    return found


def plain_part(text: str) -> str:
    """A piece of the text that must be readable wherever there is space for it."""
    pieces: list[str] = re.findall(r"[^\W_]+|\W+", one_line(text))
    return max(pieces, key=len).strip()[:6]


def _breath(text: str, exercise: Exercise) -> Widget:
    return Breath(Breathing(4, 6, 3), ENGLISH)


def _card(text: str, exercise: Exercise) -> Widget:
    prompt = next(one for one in exercise.form(Audience.ROOM))
    card = Card(ENGLISH)
    shown = Shown(exercise.id, prompt, Notes(9, (Note("a", text), Note("b", text))), at_least=False)
    picked = Picked(frozenset({"a"}), "b")
    card.seen = CardSeen(exercise.id, text, replace(prompt, ask=text), shown, True, picked, True)
    return card


def _catalogue(text: str, exercise: Exercise) -> Widget:
    catalogue = Catalogue()
    catalogue.seen = CatalogueSeen((Entry(text, (text, text), text), Entry(text, (text, text))), 1)
    return catalogue


def _code(text: str, exercise: Exercise) -> Widget:
    code = Code()
    code.instead = text
    return code


def _heading(text: str, exercise: Exercise) -> Widget:
    heading = Heading()
    words = Content(text)
    heading.seen = HeadingSeen(text, "Day 1", "Mon", "9:00", Content("on time"), Content("on time"), (words,))
    return heading


def _keysline(text: str, exercise: Exercise) -> Widget:
    line = KeysLine()
    line.keys = (Key("x", "x", "tick", text, text),)
    return line


def _leaves(text: str) -> LeavesSeen:
    items = tuple(Leaves(f"text:{n}", text, (one_line(text) or "-", text)) for n in range(2))
    return LeavesSeen((Chapter(text, text, items), Chapter(text, text, ())), frozenset({"text:0"}), "text:1")


def _leaving(text: str, exercise: Exercise) -> Widget:
    leaving = LineByLine(ENGLISH)
    leaving.set_reactive(LineByLine.seen, _leaves(text))
    return leaving


def _leaving_chapters(text: str, exercise: Exercise) -> Widget:
    chapters = HowMuch(ENGLISH)
    chapters.set_reactive(HowMuch.seen, _leaves(text))
    return chapters


def _lined(text: str, exercise: Exercise) -> Widget:
    lined = Lined()
    lined.show([Content(text), Content.styled(text, "bold")])
    return lined


def _panel(text: str, exercise: Exercise) -> Widget:
    panel = Panel()
    panel.name_frame(Content(text), Content("fact"))
    return panel


def _reading(text: str, exercise: Exercise) -> Widget:
    reading = Reading(ENGLISH)
    reading.set_reactive(Reading.page, ExerciseReading(_said(exercise, text), text, text))
    return reading


def _board(text: str, exercise: Exercise) -> Widget:
    board = Board(least=1, id="board")
    board.lines = (Content(text), Content.styled(text, "bold"))
    return board


def _bars(text: str) -> Round:
    cells = (Tally("a", text, 6), Tally("b", text, 3))
    return Round(Holding("check-in", 0, text), Bars(9, cells))


def _rounds(text: str, exercise: Exercise) -> Widget:
    prompt = next(one for one in exercise.form(Audience.ROOM))
    rounds = Rounds(ENGLISH)
    rounds.seen = RoundsSeen(text, replace(prompt, ask=text), trend((_bars(text), _bars(text))))
    return rounds


def _chore(text: str) -> Chore:
    words = Content(text)
    about = (words, (words, words), Item(Content("· "), words))
    return Chore("one", 0, "open", text, text, about, group=text)


def _chores(text: str, exercise: Exercise) -> Widget:
    chores = ChoreList()
    chores.set_reactive(ChoreList.seen, ChoresSeen((_chore(text), _chore(text)), 0))
    return chores


def _about(text: str, exercise: Exercise) -> Widget:
    about = About()
    about.set_reactive(About.chore, _chore(text))
    return about


def _script(text: str, exercise: Exercise) -> Widget:
    script = Script(ENGLISH)
    script.set_reactive(Script.page, ExercisePage(_said(exercise, text), None, None))
    return script


def _today(text: str, exercise: Exercise) -> Widget:
    row = Row("one", "▶", "running", "9:00", "9:00", text, "5", 0)
    today = Today()
    today.seen = TodaySeen((row, row), 0, replace(row, state="end"), 1)
    return today


MAKERS: dict[type[Widget], Callable[[str, Exercise], Widget]] = {
    Breath: _breath,
    Card: _card,
    Catalogue: _catalogue,
    Code: _code,
    Heading: _heading,
    KeysLine: _keysline,
    LineByLine: _leaving,
    HowMuch: _leaving_chapters,
    Lined: _lined,
    Panel: _panel,
    Reading: _reading,
    Board: _board,
    Rounds: _rounds,
    ChoreList: _chores,
    About: _about,
    Script: _script,
    Today: _today,
}
"""Each widget with a text wherever it takes one."""
WORDLESS = {Breath}
"""What takes no text of anybody's."""


def _said(exercise: Exercise, text: str) -> Exercise:
    steps = tuple(replace(step, title=text, say=(text,), do=(text,)) for step in exercise.steps)
    return replace(
        exercise,
        title=text,
        purpose=text,
        cautions=(text,),
        debrief=(text,),
        steps=steps,
        materials=(text,),
        if_short=text,
        if_distress=text,
        when_not_to_use=text,
    )


def _hostile(bundle: Bundle, texts: Sequence[str]) -> Bundle:
    """The workshop with `texts`, one after the other, for every title and all that its exercises say."""
    turn = cycle(texts)
    days = tuple(
        replace(
            day,
            title=next(turn),
            about=next(turn),
            sessions=tuple(
                replace(one, title=next(turn), aim=next(turn), if_crisis=next(turn)) for one in day.sessions
            ),
        )
        for day in bundle.agenda.days
    )
    agenda = replace(bundle.agenda, title=next(turn), goal=next(turn), if_crisis=next(turn), days=days)
    exercises = {id: _said(one, next(turn)) for id, one in bundle.exercises.items()}
    return replace(bundle, agenda=agenda, exercises=exercises)


class Frame(Screen[None]):
    """A screen for one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget

    def compose(self) -> ComposeResult:
        yield self._widget


def test_every_widget_has_a_maker() -> None:
    missing = {one.__name__ for one in widget_classes() - set(MAKERS)}
    assert missing == set(), "these need a line in tests/console/test_every_widget.py"


@pytest.mark.own_words
@pytest.mark.parametrize("kind", list(MAKERS), ids=lambda kind: kind.__name__)
async def test_a_widget_shows_hostile_text_as_text(console: Driving, room: Room, kind: type[Widget]) -> None:
    exercise = room.bundle.exercises["introductions-with-a-card"]
    async with console(size=(100, 30)) as driven:
        for text in HOSTILE:
            widget = MAKERS[kind](text, exercise)
            assert type(widget) is kind
            await driven.app.push_screen(Frame(widget))
            await driven.settle()
            assert controls(driven) == []
            assert kind in WORDLESS or plain_part(text) in driven.seen
            driven.app.pop_screen()
            await driven.settle()
        assert isinstance(driven.app.screen, Day)


def _contact(number: int, text: str) -> Referral:
    return Referral(
        id=f"contact-{number}",
        title=text,
        kind="legal",
        route=text,
        languages=(text,),
        cost=text,
        verified_on=date(2026, 10, 1),
        reach=text,
        records=text,
    )


async def _write_everywhere(room: Room, texts: Sequence[str]) -> None:
    """What phones answered, and what facilitators wrote, each time another of `texts`."""
    contacts = tuple(_contact(number, text) for number, text in enumerate(texts))
    room.directory = Directory(id="directory", title=texts[0], referrals=contacts)
    begin(room, "introductions")
    room.open_form("introductions-with-a-card")
    written = tuple(one_line(text) or "-" for text in texts)
    await answer(room, "introductions-with-a-card", len(texts), written)
    await room.close_form("introductions-with-a-card")
    begin(room, "stressors")
    room.open_form("stressor-mapping")
    await answer(room, "stressor-mapping", 9)
    await room.close_form("stressor-mapping")
    (prompt,) = room.bundle.exercises["introductions-with-a-card"].form(Audience.ROOM)
    for number, text in enumerate(texts[:8], start=2):
        room.layout.name_theme("introductions-with-a-card", prompt, number, one_line(text))
        room.note(text)
    room.support.name(texts[1])


@pytest.mark.own_words
@pytest.mark.parametrize("first", [0, 7])
async def test_every_place_shows_hostile_text_as_text(console: Driving, room: Room, first: int) -> None:
    texts = HOSTILE[first:] + HOSTILE[:first]
    room._planned = _hostile(room._planned, texts)
    room._arrange()
    await _write_everywhere(room, texts)
    runs = room.state.runs
    async with console(size=(100, 30), joining=WITH_DESK) as driven:
        for place in PLACES:
            await go(driven, place)
            assert controls(driven) == [], place
            assert driven.app.is_running
        assert room.state.runs == runs, "nothing that was shown was done"


@pytest.mark.own_words
async def test_each_hostile_text_is_there_to_be_read(console: Driving, room: Room) -> None:
    planned = room._planned
    async with console(size=(100, 30)) as driven:
        begin(room, "stressors")
        for text in HOSTILE:
            room._planned = _hostile(planned, (text,))
            room._arrange()
            driven.app.look()
            await driven.settle()
            assert plain_part(text) in driven.seen
            assert controls(driven) == []
            driven.app.tell(text)
            await driven.settle()
            assert controls(driven) == [], "what is told"
