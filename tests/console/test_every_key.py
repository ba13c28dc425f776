"""Every binding there is, pressed once: what must be there first, the keys, and what they do.

A new binding makes the first test fail and name it; it needs one row below.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from textual.binding import Binding
from textual.widgets import Input

from workshop.console import Console, Outcome
from workshop.console.keys import keys
from workshop.console.screens.chores import Chores
from workshop.console.screens.copying import Copying
from workshop.console.screens.ontime import OnTime
from workshop.console.screens.said import Said
from workshop.console.screens.shelves import Shelves
from workshop.console.screens.timeline import Timeline
from workshop.console.widgets.catalogue import Catalogue
from workshop.domain.figure import Notes
from workshop.domain.forecast import Line
from workshop.domain.groups import Groups, Wishes
from workshop.domain.prompt import Audience, Prompt
from workshop.domain.signs import SIGNS
from workshop.room import Room, Shown
from workshop.wording import ENGLISH

from .answering import answer, begin
from .conftest import Driven, Driving
from .places import press_through, screen_classes
from .printing import FakeLaptop
from .test_kiosk import DESK, WITH_DESK, Windows

FORM = "stressor-mapping"
TEXTS = "introductions-with-a-card"
IN_SIGHT = 10
"""Lines that the script moves down at most, to have the current step in sight."""
WALL = ("y", "down", "down", "down", "enter")
"""Before a day: from the five questions to the wall."""
NETWORK = ("q", "enter")
LEAVES = ("y", "3", "down", "enter")
First = Callable[[Room], Awaitable[None] | None]
Check = Callable[[Driven], bool]
PLAIN = Wishes()


@dataclass(frozen=True, slots=True)
class Row:
    """`keys` are pressed one by one; `does` is true afterwards, and was not before the last of them."""

    keys: tuple[str, ...]
    does: Check
    first: First = lambda room: None
    size: tuple[int, int] = (120, 40)


def at(session: str) -> First:
    return lambda room: begin(room, session)


def place(name: str) -> Check:
    return lambda driven: driven.place == name


async def wished(room: Room) -> None:
    await room.wish("talk")


async def opened(room: Room) -> None:
    begin(room, "stressors")
    room.open_form(FORM)


async def answered(room: Room) -> None:
    begin(room, "stressors")
    room.open_form(FORM)
    await answer(room, FORM, 9)
    await room.close_form(FORM)


async def texted(room: Room) -> None:
    """Free texts, and the cursor of the figures on the first of them after `v` and `down`."""
    begin(room, "introductions")
    room.open_form(TEXTS)
    await answer(room, TEXTS, 9)
    await room.close_form(TEXTS)


def word(room: Room) -> Prompt:
    """The question that `texted` has answered."""
    (prompt,) = room.bundle.exercises[TEXTS].form(Audience.ROOM)
    return prompt


async def themed(room: Room) -> None:
    await texted(room)
    room.layout.name_theme(TEXTS, word(room), 1, "Rest")


async def merged(room: Room) -> None:
    """All of the texts count as one."""
    await texted(room)
    shown = room.figures.shown(TEXTS, word(room))
    assert isinstance(shown, Shown) and isinstance(shown.figure, Notes)
    first, *others = shown.figure.notes
    for note in others:
        room.layout.merge(TEXTS, word(room), note, first.id)


def locked(room: Room) -> None:
    room.lock()


def late(room: Room) -> None:
    begin(room, "arrival")
    room.adjust(25)


def stopped(room: Room) -> None:
    """The laptop was off for so long that it counts as a break."""
    begin(room, "agreement")
    room.timetable.stop = 20 * 60


def checking_out(room: Room) -> None:
    """Weather, pace, and a text."""
    begin(room, "check-out")
    room.open_form("check-out")


def telling_facilitators(room: Room) -> None:
    """Its second leaf asks for a text of several lines."""
    begin(room, "what-stress-does")
    room.open_form("what-stress-does")


def grouped(wishes: Wishes = PLAIN) -> First:
    return lambda room: room.groups.wish(wishes)


def drafted(room: Room) -> None:
    """Groups of people who all draw their sign from the hat."""
    room.groups.wish(Wishes(without_phone=8))
    room.groups.draw()


def made(room: Room) -> None:
    drafted(room)
    room.groups.settle()


def running(driven: Driven) -> str:
    return driven.room.session.id if driven.room.session else ""


def adjusted(by: int) -> Check:
    return lambda driven: driven.room.state.running is not None and driven.room.state.running.adjusted == by


def step(number: int) -> Check:
    return lambda driven: getattr(driven.app.screen, "step", None) == number


def said(driven: Driven) -> Said:
    screen = driven.app.screen
    assert isinstance(screen, Said)
    return screen


def timeline(driven: Driven) -> Timeline:
    screen = driven.app.screen
    assert isinstance(screen, Timeline)
    return screen


def session(driven: Driven, id: str) -> Line:
    """How a session of today will be."""
    return next(line for line in driven.room.forecast().lines if line.session.id == id)


def sessions(driven: Driven) -> list[str]:
    return [session.id for session in driven.room.day.sessions]


def way(number: int) -> Check:
    def check(driven: Driven) -> bool:
        screen = driven.app.screen
        assert isinstance(screen, OnTime)
        return screen.chosen == number

    return check


def explained(*, paused: int, break_left_out: bool = False) -> Check:
    """What was off was said to be a pause of so many minutes, and whether the next break falls away."""

    def check(driven: Driven) -> bool:
        state = driven.room.state
        assert state.running is not None
        out = session(driven, "morning-break").state == "passed_over"
        off = timedelta(minutes=paused)
        return driven.room.timetable.stop is None and (state.running.paused, out) == (off, break_left_out)

    return check


def chore(number: int) -> Check:
    """The line on which the cursor stands."""

    def check(driven: Driven) -> bool:
        screen = driven.app.screen
        assert isinstance(screen, Chores)
        return screen._at[screen._part] == number

    return check


def copying(driven: Driven) -> Copying:
    screen = driven.app.screen
    assert isinstance(screen, Copying)
    return screen


def spot(number: int) -> Check:
    return lambda driven: copying(driven)._leaf.at == number


def question(number: int) -> Check:
    return lambda driven: copying(driven)._leaf.place == number


def wishes(**wished: object) -> Check:
    return lambda driven: all(
        getattr(driven.room.groups.wishes, name) == wish for name, wish in wished.items()
    )


def phase(name: str) -> Check:
    return lambda driven: driven.room.groups.phase == name


def naming(sign: int) -> Check:
    """The place of a sign is being written."""

    def check(driven: Driven) -> bool:
        screen = driven.app.screen
        return screen.focused is not None and screen.focused.id == f"place-{SIGNS[sign].id}"

    return check


def drawn_again() -> Row:
    drawn: list[Groups | None] = []

    def first(room: Room) -> None:
        drafted(room)
        drawn[:] = [room.groups.groups]

    return Row(("m", "x"), lambda d: d.room.groups.groups is not drawn[0], first)


def windows(driven: Driven) -> Windows:
    found = driven.app._windows
    assert isinstance(found, Windows)
    return found


def shelves(driven: Driven) -> Shelves:
    screen = driven.app.screen
    assert isinstance(screen, Shelves)
    return screen


def scrolled(selector: str, beyond: int = 0) -> Check:
    return lambda driven: driven.app.screen.query_one(selector).scroll_y > beyond


def unscrolled(selector: str, beyond: int = 0) -> Check:
    return lambda driven: not scrolled(selector, beyond)(driven)


def turned(dial: int) -> Check:
    return lambda driven: shelves(driven)._wanted.turned[dial] == 1


def catalogued(number: int) -> Check:
    def check(driven: Driven) -> bool:
        seen = driven.app.screen.query_one(Catalogue).seen
        return seen is not None and seen.at == number

    return check


def seen(text: str) -> Check:
    return lambda driven: text in driven.seen


def unseen(text: str) -> Check:
    return lambda driven: text not in driven.seen


def left(outcome: Outcome) -> Check:
    return lambda driven: driven.app.return_value is outcome


def focused(driven: Driven) -> bool:
    return isinstance(driven.app.screen.focused, Input)


def choosing_text(driven: Driven) -> bool:
    return bool(driven.room.state.notes_released)


def showing(driven: Driven) -> bool:
    return any(
        driven.room.figures.for_the_room(FORM, prompt) is not None
        for prompt in driven.room.bundle.exercises[FORM].form(Audience.ROOM)
    )


ROWS: dict[str, Row] = {
    "anywhere.unlock": Row(("escape", "u"), left(Outcome.UNLOCK), locked),
    "anywhere.heard": Row(("h",), lambda d: not d.room.care.talk, wished),
    "anywhere.pause": Row(("space",), Driven.is_paused, at("stressors")),
    "anywhere.next": Row(("n",), lambda d: running(d) == "arrival"),
    "anywhere.open_form": Row(("o",), lambda d: d.room.is_open(FORM), at("stressors")),
    "anywhere.close_form": Row(("c",), lambda d: not d.room.is_open(FORM), opened),
    "anywhere.said": Row(("v",), place("Said")),
    "anywhere.code": Row(("q",), seen("Open this on your phone")),
    "anywhere.grounding": Row(("g",), place("Grounding")),
    "anywhere.timeline": Row(("t",), place("Timeline")),
    "anywhere.care": Row(("s",), place("CarePlace")),
    "anywhere.ontime": Row(("r",), place("OnTime")),
    "anywhere.lock": Row(("l",), Driven.is_locked),
    "anywhere.help": Row(("question_mark",), place("Help")),
    "anywhere.back": Row(("b",), lambda d: running(d) == "introductions", at("agreement")),
    "anywhere.undo": Row(("x", "z"), lambda d: not d.room.state.ticked, at("stressors")),
    "anywhere.adjust(1)": Row(("plus",), adjusted(1), at("stressors")),
    "anywhere.adjust(-1)": Row(("minus",), adjusted(-1), at("stressors")),
    "anywhere.adjust(5)": Row(("right_square_bracket",), adjusted(5), at("stressors")),
    "anywhere.adjust(-5)": Row(("left_square_bracket",), adjusted(-5), at("stressors")),
    "anywhere.referrals": Row(("i",), place("Referrals")),
    "anywhere.library": Row(("a",), place("Shelves")),
    "anywhere.groups": Row(("m",), place("SmallGroups")),
    "anywhere.paper": Row(("j",), place("Papers")),
    "anywhere.note": Row(("e",), place("NoteSheet")),
    "anywhere.wifi": Row(("w",), seen("Join the Wi-Fi first")),
    "anywhere.phones": Row(("p",), lambda d: not d.room.receiving),
    "anywhere.brightness": Row(("d",), lambda d: d.app.theme == "paper"),
    "anywhere.readiness": Row(("f",), place("Readiness")),
    "anywhere.kiosk": Row(("k",), place("KioskSheet")),
    "anywhere.room_clock": Row(("full_stop",), lambda d: d.room.clock.left is not None, at("stressors")),
    "anywhere.chores": Row(("y",), place("Chores")),
    "anywhere.quit": Row(("ctrl+q",), left(Outcome.LEAVE)),
    "anywhere.lock-now": Row(("e", "ctrl+l"), Driven.is_locked),
    "anywhere.grounding-now": Row(("e", "ctrl+g"), place("Grounding")),
    "anywhere.help-now": Row(("e", "f1"), place("Help")),
    "anywhere.help-quit": Row(("ctrl+c",), lambda d: d.told == ["ctrl+q leaves the console."]),
    "script.tick": Row(("x",), lambda d: bool(d.room.state.ticked), at("stressors")),
    "script.step(1)": Row(("down",), step(1), at("stressors")),
    "script.step(-1)": Row(("down", "up"), step(0), at("stressors")),
    "script.turn(1)": Row(("pagedown",), scrolled("#page", IN_SIGHT), at("stressors"), (80, 24)),
    "script.turn(-1)": Row(("pagedown", "pageup"), unscrolled("#page", IN_SIGHT), at("stressors"), (80, 24)),
    "time.move(1)": Row(("t", "down"), lambda d: timeline(d).at == "introductions"),
    "time.move(-1)": Row(("t", "down", "up"), lambda d: timeline(d).at == "arrival"),
    "time.carry(1)": Row(("t", "greater_than_sign"), lambda d: sessions(d)[1] == "arrival"),
    "time.carry(-1)": Row(("t", "down", "less_than_sign"), lambda d: sessions(d)[1] == "arrival"),
    "time.give(1)": Row(("t", "plus"), lambda d: session(d, "arrival").minutes == 16),
    "time.give(-1)": Row(("t", "minus"), lambda d: session(d, "arrival").minutes == 14),
    "time.give(5)": Row(("t", "right_square_bracket"), lambda d: session(d, "arrival").minutes == 20),
    "time.give(-5)": Row(("t", "left_square_bracket"), lambda d: session(d, "arrival").minutes == 10),
    "time.leave_out": Row(("t", "x"), lambda d: session(d, "arrival").state == "passed_over"),
    "time.split": Row(("t", "slash"), lambda d: "arrival-continued" in sessions(d)),
    "time.repeat": Row(("t", "asterisk"), lambda d: "arrival-again" in sessions(d)),
    "time.turn(1)": Row(("t", "right"), lambda d: timeline(d).number == 1),
    "time.turn(-1)": Row(("t", "right", "left"), lambda d: timeline(d).number == 0),
    "ontime.choose(0)": Row(("r", "2", "1"), way(0), late),
    "ontime.choose(1)": Row(("r", "2"), way(1), late),
    "ontime.choose(2)": Row(("r", "3"), way(2), late),
    "ontime.move(1)": Row(("r", "down"), way(1), late),
    "ontime.move(-1)": Row(("r", "down", "up"), way(0), late),
    "ontime.take": Row(("r", "2", "enter"), lambda d: d.room.forecast().late == 0, late),
    "figures.release": Row(("v", "r"), showing, answered),
    "figures.choose_text": Row(("v", "down", "space"), choosing_text, texted),
    "figures.sort({key})": Row(("v", "down", "1"), lambda d: bool(d.room.state.arrangement.sorted), themed),
    "figures.same": Row(
        ("v", "down", "equals_sign", "down", "equals_sign"),
        lambda d: bool(d.room.state.arrangement.merged),
        texted,
    ),
    "figures.apart": Row(("v", "down", "slash"), lambda d: not d.room.state.arrangement.merged, merged),
    "figures.put_away": Row(("v", "down", "x"), lambda d: bool(d.room.state.arrangement.put_away), texted),
    "figures.freeze": Row(("v", "asterisk"), lambda d: bool(d.room.state.arrangement.frozen), answered),
    "figures.swap": Row(("v", "tab"), lambda d: said(d).view == "table", answered),
    "figures.compare": Row(("v", "right"), lambda d: said(d).view == "rounds", answered),
    "figures.drawings": Row(("v", "right", "left"), lambda d: said(d).view == "drawing", answered),
    "figures.move(1)": Row(("v", "down"), lambda d: bool(said(d).at[2]), texted),
    "figures.move(-1)": Row(("v", "down", "up"), lambda d: not said(d).at[2], texted),
    "figures.turn(1)": Row(("v", "pagedown"), scrolled("#cards"), answered, (80, 24)),
    "figures.turn(-1)": Row(("v", "pagedown", "pageup"), unscrolled("#cards"), answered, (80, 24)),
    "figures.open_form": Row(("v", "o"), lambda d: d.room.is_open(FORM), answered),
    "figures.close_form": Row(("v", "c"), lambda d: not d.room.is_open(FORM), opened),
    "figures.desk": Row(("v", "b"), place("DeskSheet")),
    "library.add": Row(("a", "enter"), place("Adding")),
    "library.search": Row(("a", "slash"), focused),
    "library.swap": Row(("a", "tab"), seen("Agendas")),
    "library.widen": Row(("a", "1", "0"), lambda d: shelves(d)._wanted.turned[0] == 0),
    "library.move(1)": Row(("a", "down"), catalogued(1)),
    "library.move(-1)": Row(("a", "down", "up"), catalogued(0)),
    "library.turn(1)": Row(("a", "pagedown"), scrolled("#leaf"), size=(80, 24)),
    "library.turn(-1)": Row(("a", "pagedown", "pageup"), unscrolled("#leaf"), size=(80, 24)),
    "library.dial(0)": Row(("a", "1"), turned(0)),
    "library.dial(1)": Row(("a", "2"), turned(1)),
    "library.dial(2)": Row(("a", "3"), turned(2)),
    "library.dial(3)": Row(("a", "4"), turned(3)),
    "library.dial(4)": Row(("a", "5"), turned(4)),
    "groups.open_form": Row(("m", "o"), lambda d: d.room.groups.is_open, grouped(Wishes(work="mixed"))),
    "groups.go_on": Row(("m", "enter"), phase("made"), drafted),
    "groups.draw": drawn_again(),
    "groups.show": Row(("m", "r"), lambda d: d.room.groups.on_the_wall, made),
    "groups.go_back": Row(("m", "enter", "backspace"), lambda d: d.room.groups.share is None, made),
    "groups.many(1)": Row(("m", "up"), wishes(many=5), grouped()),
    "groups.many(-1)": Row(("m", "down"), wishes(many=3), grouped()),
    "groups.swap": Row(("m", "tab"), wishes(by="number"), grouped()),
    "groups.hat(1)": Row(("m", "right"), wishes(without_phone=1), grouped()),
    "groups.hat(-1)": Row(("m", "left"), wishes(without_phone=0), grouped(Wishes(without_phone=1))),
    "groups.work": Row(("m", "1"), wishes(work="together"), grouped()),
    "groups.managers": Row(("m", "2"), wishes(managers_apart=True), grouped()),
    "groups.question": Row(("m", "3"), place("GroupQuestion"), grouped()),
    "groups.own_choice": Row(("m", "4"), wishes(own_choice=True), grouped()),
    "groups.places": Row(("m", "5"), place("GroupPlaces")),
    "groups.turn(1)": Row(("m", "pagedown"), scrolled("#pages"), size=(80, 12)),
    "groups.turn(-1)": Row(("m", "pagedown", "pageup"), unscrolled("#pages"), size=(80, 12)),
    "groups.put_away": Row(("m", "delete"), place("PutAway"), drafted),
    "care.support_given": Row(("s", "x"), lambda d: d.room.support.given_today),
    "care.support_person": Row(("s", "enter"), place("SupportSheet")),
    "chores.tick": Row(("y", "2", "space"), lambda d: bool(d.room.state.chores)),
    "chores.do": Row(("y", "enter"), place("Readiness")),
    "chores.part(1)": Row(("y", "tab"), seen("Before everybody goes")),
    "chores.print": Row(("y", "p"), place("Asking")),
    "chores.move(1)": Row(("y", "down"), chore(1)),
    "chores.move(-1)": Row(("y", "down", "up"), chore(0)),
    "chores.turn(1)": Row(("y", "pagedown"), scrolled("#chore-list"), size=(80, 12)),
    "chores.turn(-1)": Row(("y", "pagedown", "pageup"), unscrolled("#chore-list"), size=(80, 12)),
    "chores.to_part(0)": Row(("y", "2", "1"), seen("Safe to begin")),
    "chores.to_part(1)": Row(("y", "2"), seen("Before everybody goes")),
    "chores.to_part(2)": Row(("y", "3"), seen("What leaves the laptop")),
    "papers.begin": Row(("j", "enter"), place("Copying"), opened),
    "papers.move(1)": Row(("j", "down"), catalogued(1)),
    "papers.move(-1)": Row(("j", "down", "up"), catalogued(0)),
    "sheet.onward": Row(("j", "enter", "enter"), spot(1), checking_out),
    "sheet.take_back": Row(
        ("j", "enter", "a", "tab", "tab", "enter", "ctrl+z"),
        lambda d: copying(d).is_unfinished,
        checking_out,
    ),
    "sheet.question(1)": Row(("j", "enter", "tab"), question(1), checking_out),
    "sheet.question(-1)": Row(("j", "enter", "tab", "shift+tab"), question(0), checking_out),
    "sheet.wipe": Row(
        ("j", "enter", "a", "up", "backspace"), lambda d: not copying(d).is_unfinished, checking_out
    ),
    "sheet.move(1)": Row(("j", "enter", "down"), spot(1), checking_out),
    "sheet.move(-1)": Row(("j", "enter", "down", "up"), spot(0), checking_out),
    "sheet.new_line": Row(
        ("j", "down", "enter", "x", "ctrl+j"),
        lambda d: copying(d)._leaf.typed["not-aloud"] == ("x\n",),
        telling_facilitators,
    ),
    "code.network": Row(("q", "enter"), place("NetworkPlace")),
    "network.do": Row((*NETWORK, "enter"), place("JoinCode")),
    "network.poster": Row((*NETWORK, "p"), place("Asking")),
    "network.move(1)": Row((*NETWORK, "down"), seen("A travel router")),
    "network.move(-1)": Row((*NETWORK, "up"), seen("Type http:// before")),
    "network.turn(1)": Row((*NETWORK, "pagedown"), scrolled("#chore-list"), size=(80, 12)),
    "network.turn(-1)": Row((*NETWORK, "pagedown", "pageup"), unscrolled("#chore-list"), size=(80, 12)),
    "away.leave": Row(("t", "escape"), place("Day")),
    "help.leave": Row(("t", "question_mark", "question_mark"), place(Timeline.__name__)),
    "note.leave": Row(("e", "x", "escape"), lambda d: d.place == "Day" and not d.room.state.notes),
    "adding.leave": Row(("a", "enter", "escape"), place("Shelves")),
    "support.leave": Row(
        ("s", "enter", "x", "escape"), lambda d: d.place == "CarePlace" and not d.room.support.person
    ),
    "theme.leave": Row(
        ("v", "1", "x", "escape"),
        lambda d: d.place == "Said" and not d.room.state.arrangement.themes,
        texted,
    ),
    "asking.leave": Row(("y", "p", "escape"), lambda d: d.place == "Chores" and not d.told),
    "deciding.yes": Row(("j", "enter", "enter"), lambda d: d.room.is_open(FORM), at("stressors")),
    "deciding.no": Row(
        ("j", "enter", "escape"), lambda d: d.place == "Papers" and not d.room.is_open(FORM), at("stressors")
    ),
    "question.leave": Row(
        ("m", "3", "x", "escape"),
        lambda d: d.place == "SmallGroups" and d.room.groups.question is None,
        grouped(),
    ),
    "places.leave": Row(
        ("m", "5", "x", "escape"), lambda d: d.place == "SmallGroups" and not d.room.groups.places
    ),
    "places.down": Row(("m", "5", "down"), naming(1)),
    "places.up": Row(("m", "5", "down", "up"), naming(0)),
    "put-away.yes": Row(("m", "delete", "enter"), phase("resting"), drafted),
    "put-away.no": Row(
        ("m", "delete", "escape"),
        lambda d: d.place == "SmallGroups" and d.room.groups.phase == "drafted",
        drafted,
    ),
    "wall-test.right": Row((*WALL, "1"), lambda d: d.room.state.chores == {(0, "wall")}),
    "wall-test.mirrored": Row((*WALL, "2"), seen("choose “extend”")),
    "wall-test.nothing": Row((*WALL, "3"), seen("The browser with the circle is not there yet")),
    "wall-test.leave": Row((*WALL, "escape"), lambda d: d.place == "Chores" and not d.room.state.chores),
    "leaving.take_out": Row((*LEAVES, "space"), seen("1 stays here")),
    "leaving.chapter_out": Row((*LEAVES, "x"), seen(" stay here")),
    "leaving.write": Row((*LEAVES, "enter"), place("Sealing")),
    "leaving.move(1)": Row((*LEAVES, "down"), seen("› ● Introductions with a card")),
    "leaving.move(-1)": Row((*LEAVES, "down", "up"), seen("› ● Arrival and consent")),
    "leaving.go(1)": Row((*LEAVES, "right"), seen("› · Plans begun")),
    "leaving.go(-1)": Row((*LEAVES, "left"), seen("› · Three days")),
    "leaving.turn(1)": Row((*LEAVES, "pagedown"), scrolled("#leaving")),
    "leaving.turn(-1)": Row((*LEAVES, "pagedown", "pageup"), unscrolled("#leaving")),
    "sealing.passphrase": Row((*LEAVES, "enter", "1"), seen("Write these five words down")),
    "sealing.keys": Row((*LEAVES, "enter", "2"), seen("The organisers' keys")),
    "sealing.open": Row((*LEAVES, "enter", "3"), seen("into which file?")),
    "sealing.leave": Row((*LEAVES, "enter", "escape"), place("WhatLeaves")),
    "missing.went-on": Row(("1",), explained(paused=0), stopped),
    "missing.break": Row(("2",), explained(paused=20, break_left_out=True), stopped),
    "missing.pause": Row(("3",), explained(paused=20), stopped),
    "desk.open": Row(("v", "b", "enter"), lambda d: windows(d).opened == [DESK]),
    "desk.leave": Row(("v", "b", "escape"), lambda d: d.place == "Said" and not windows(d).opened),
    "kiosk.lend": Row(("k", "enter"), lambda d: d.is_locked() and len(windows(d).lends) == 1),
    "kiosk.stay": Row(("k", "escape"), lambda d: d.place == "Day" and not d.is_locked()),
    "leaving.leave": Row(("ctrl+q", "enter"), left(Outcome.LEAVE), at("stressors")),
    "leaving.stay": Row(("ctrl+q", "escape"), place("Day"), at("stressors")),
    "readiness.yes": Row(("f", "y"), seen("✓ yes")),
    "readiness.no": Row(("f", "n"), seen("✗ no")),
    "readiness.down": Row(("f", "down"), seen("Two contacts that answered")),
    "readiness.up": Row(("f", "down", "up"), seen("Somebody with time")),
    "readiness.begin": Row(("f", *"yyyyy", "enter"), place("Day")),
    "readiness.leave": Row(("f", "escape"), place("Day")),
    "cover.leave": Row(("escape",), place("Day"), locked),
    "cover.unlock": Row(("u",), left(Outcome.UNLOCK), locked),
    "cover.quit": Row(("ctrl+q",), left(Outcome.LEAVE), locked),
    "cover.lend": Row(("k", "enter", "k"), lambda d: len(windows(d).lends) == 2),
}
"""By the id of the binding."""


def ids() -> set[str]:
    """Of every binding: in the table, of the console itself, and of each of its screens."""
    found = {key.id for key in keys(ENGLISH)}
    for one in (Console, *screen_classes()):
        own = vars(one).get("BINDINGS", ())
        found |= {binding.id for binding in own if isinstance(binding, Binding) and binding.id}
    return found


def test_every_binding_has_a_row() -> None:
    assert ids() - set(ROWS) == set(), "these need a row in tests/console/test_every_key.py"
    assert set(ROWS) - ids() == set(), "these rows have no binding any more"


def test_every_binding_has_an_id() -> None:
    for one in (Console, *screen_classes()):
        for binding in vars(one).get("BINDINGS", ()):
            assert isinstance(binding, Binding) and binding.id, (one, binding)


@pytest.mark.parametrize("id", sorted(ROWS))
async def test_a_key_does_what_it_is_for(console: Driving, room: Room, id: str) -> None:
    row = ROWS[id]
    prepared = row.first(room)
    if inspect.isawaitable(prepared):
        await prepared
    laptop = FakeLaptop().laptop
    async with console(size=row.size, joining=WITH_DESK, windows=Windows(), laptop=laptop) as driven:
        *before, last = row.keys
        for key in before:
            await press_through(driven, key)
        assert not row.does(driven), "it was so before the key"
        await press_through(driven, last)
        assert row.does(driven)
