"""Every binding there is, pressed once: what must be there first, the keys, and what they do.

A new binding makes the first test fail and name it; it needs one row below.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from textual.binding import Binding
from textual.widgets import Input

from workshop.console import Console, Outcome
from workshop.console.keys import keys
from workshop.console.screens.said import Said
from workshop.console.screens.shelves import Shelves
from workshop.console.screens.timeline import Timeline
from workshop.console.widgets.catalogue import Catalogue
from workshop.domain.prompt import Audience
from workshop.room import Room
from workshop.wording import ENGLISH

from .answering import answer, begin
from .conftest import Driven, Driving
from .places import screen_classes

FORM = "stressor-mapping"
TEXTS = "introductions-with-a-card"
First = Callable[[Room], Awaitable[None] | None]
Check = Callable[[Driven], bool]


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


def locked(room: Room) -> None:
    room.lock()


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


def shelves(driven: Driven) -> Shelves:
    screen = driven.app.screen
    assert isinstance(screen, Shelves)
    return screen


def scrolled(selector: str) -> Check:
    """Further than where the current step is just in sight."""
    return lambda driven: driven.app.screen.query_one(selector).scroll_y > 6


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
        driven.room.for_the_room(FORM, prompt) is not None
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
    "anywhere.note": Row(("e",), place("NoteSheet")),
    "anywhere.wifi": Row(("w",), seen("Join the Wi-Fi first")),
    "anywhere.phones": Row(("p",), lambda d: not d.room.receiving),
    "anywhere.brightness": Row(("d",), lambda d: d.app.theme == "paper"),
    "anywhere.readiness": Row(("f",), place("Readiness")),
    "anywhere.quit": Row(("ctrl+q",), left(Outcome.LEAVE)),
    "anywhere.lock-now": Row(("e", "ctrl+l"), Driven.is_locked),
    "anywhere.help-now": Row(("e", "f1"), place("Help")),
    "anywhere.help-quit": Row(("ctrl+c",), lambda d: d.told == ["ctrl+q leaves the console."]),
    "script.tick": Row(("x",), lambda d: bool(d.room.state.ticked), at("stressors")),
    "script.step(1)": Row(("down",), step(1), at("stressors")),
    "script.step(-1)": Row(("down", "up"), step(0), at("stressors")),
    "script.turn(1)": Row(("pagedown",), scrolled("#page"), at("stressors"), (80, 24)),
    "script.turn(-1)": Row(
        ("pagedown", "pageup"), lambda d: not scrolled("#page")(d), at("stressors"), (80, 24)
    ),
    "figures.release": Row(("v", "r"), showing, answered),
    "figures.choose_text": Row(("v", "down", "space"), choosing_text, texted),
    "figures.move(1)": Row(("v", "down"), lambda d: said(d).at == 1, texted),
    "figures.move(-1)": Row(("v", "down", "up"), lambda d: said(d).at == 0, texted),
    "figures.open_form": Row(("v", "o"), lambda d: d.room.is_open(FORM), answered),
    "figures.close_form": Row(("v", "c"), lambda d: not d.room.is_open(FORM), opened),
    "library.add": Row(("a", "enter"), place("Adding")),
    "library.search": Row(("a", "slash"), focused),
    "library.swap": Row(("a", "tab"), seen("Agendas")),
    "library.widen": Row(("a", "1", "0"), lambda d: shelves(d)._wanted.turned[0] == 0),
    "library.move(1)": Row(("a", "down"), catalogued(1)),
    "library.move(-1)": Row(("a", "down", "up"), catalogued(0)),
    "library.turn(1)": Row(("a", "pagedown"), scrolled("#leaf"), size=(80, 24)),
    "library.turn(-1)": Row(("a", "pagedown", "pageup"), lambda d: not scrolled("#leaf")(d), size=(80, 24)),
    "library.dial(0)": Row(("a", "1"), turned(0)),
    "library.dial(1)": Row(("a", "2"), turned(1)),
    "library.dial(2)": Row(("a", "3"), turned(2)),
    "library.dial(3)": Row(("a", "4"), turned(3)),
    "library.dial(4)": Row(("a", "5"), turned(4)),
    "away.leave": Row(("t", "escape"), place("Day")),
    "help.leave": Row(("t", "question_mark", "question_mark"), place(Timeline.__name__)),
    "note.leave": Row(("e", "x", "escape"), lambda d: d.place == "Day" and not d.room.state.notes),
    "adding.leave": Row(("a", "enter", "escape"), place("Shelves")),
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
    async with console(size=row.size) as driven:
        *before, last = row.keys
        for key in before:
            await driven.press(key)
            await driven.app.workers.wait_for_complete()
            await driven.settle()
        assert not row.does(driven), "it was so before the key"
        await driven.press(last)
        await driven.app.workers.wait_for_complete()
        await driven.settle()
        assert row.does(driven)
