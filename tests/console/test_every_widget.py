"""Hostile and right-to-left text in every widget and on every screen is text, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console as RichConsole
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tests.conftest import HOSTILE
from workshop.console.keys import Key
from workshop.console.screens.day import Day
from workshop.console.widgets.breath import Breath
from workshop.console.widgets.card import Card, CardSeen
from workshop.console.widgets.catalogue import Catalogue, CatalogueSeen, Entry
from workshop.console.widgets.code import Code
from workshop.console.widgets.heading import Heading, HeadingSeen
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.lined import Lined
from workshop.console.widgets.lines import Panel
from workshop.console.widgets.reading import ExerciseReading, Reading
from workshop.console.widgets.room import Board
from workshop.console.widgets.script import ExercisePage, Script
from workshop.console.widgets.texts import Picked
from workshop.console.widgets.today import Row, Today, TodaySeen
from workshop.domain.cleaning import one_line
from workshop.domain.exercise import Breathing, Exercise
from workshop.domain.figure import Note, Notes
from workshop.domain.prompt import Audience
from workshop.domain.referral import Directory, Referral
from workshop.library import Bundle
from workshop.room import Room, Shown
from workshop.wording import ENGLISH

from .answering import answer, begin
from .conftest import Driven, Driving
from .places import PLACES, go, widget_classes

STYLING = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
"""What Rich writes for colours and links: the only sequences that a drawn line may hold."""
NAMES = {f"hostile-{number}": text for number, text in enumerate(HOSTILE)}


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
    Lined: _lined,
    Panel: _panel,
    Reading: _reading,
    Board: _board,
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


def _hostile(bundle: Bundle, text: str) -> Bundle:
    """The workshop with `text` for every title and all that its exercises say."""
    days = tuple(
        replace(
            day,
            title=text,
            about=text,
            sessions=tuple(replace(one, title=text, aim=text) for one in day.sessions),
        )
        for day in bundle.agenda.days
    )
    agenda = replace(bundle.agenda, title=text, goal=text, days=days)
    return replace(
        bundle, agenda=agenda, exercises={id: _said(one, text) for id, one in bundle.exercises.items()}
    )


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


@pytest.mark.own_words
@pytest.mark.parametrize("text", list(NAMES.values()), ids=list(NAMES))
async def test_every_place_shows_hostile_text_as_text(console: Driving, room: Room, text: str) -> None:
    room._planned = _hostile(room._planned, text)
    room._arrange()
    contact = Referral(
        id="one",
        title=text,
        kind="legal",
        route=text,
        languages=(text,),
        cost=text,
        verified_on=date(2026, 10, 1),
        reach=text,
        records=text,
    )
    room.directory = Directory(id="directory", title=text, referrals=(contact,))
    begin(room, "introductions")
    room.open_form("introductions-with-a-card")
    await answer(room, "introductions-with-a-card", 9, (one_line(text) or "-",))
    await room.close_form("introductions-with-a-card")
    room.note(text)
    async with console(size=(100, 30)) as driven:
        assert plain_part(text) in driven.seen
        for place in sorted(PLACES):
            if place == "Cover":
                continue
            await go(driven, place)
            assert controls(driven) == [], place
            while driven.place != "Day":
                await driven.press("escape")
        driven.app.tell(text)
        await driven.settle()
        assert controls(driven) == [], "what is told"
        assert room.state.runs, "nothing that was shown was done"
        assert driven.app.is_running
