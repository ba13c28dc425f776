"""What makes the console quiet and quick: nothing moves unasked, colours stay, nothing is left over."""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.segment import ControlType, Segment
from rich.style import Style
from textual import constants
from textual._styles_cache import StylesCache
from textual.app import ComposeResult
from textual.cache import FIFOCache
from textual.color import Color
from textual.content import Content
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip

from tests.conftest import FakeClock
from workshop.cli.looks import KEPT, Looks, keep_theme
from workshop.console import Console, Start
from workshop.console.swiftness import BETWEEN, MANY, NEVER, RESTING, brisk, dimmed, light, sweep, swift
from workshop.console.widgets.breath import Breath
from workshop.console.widgets.card import Card
from workshop.console.widgets.lined import Lined
from workshop.domain.errors import WorkshopError
from workshop.domain.exercise import Breathing
from workshop.room import Room
from workshop.wording import ENGLISH

from .answering import answer, begin
from .conftest import JOINING, Driven, Driving, Tick
from .test_lock import is_kept

CANARY = "we sing at dawn"


@asynccontextmanager
async def still(room: Room, clock: FakeClock) -> AsyncIterator[Driven]:
    """A console without animation."""
    app = Console(room, ENGLISH, lambda: JOINING, animation=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        driven = Driven(app, pilot, room, clock, Tick())
        await driven.settle()
        yield driven


async def test_without_animation_a_breath_is_counted(room: Room, clock: FakeClock) -> None:
    async with still(room, clock) as driven:
        assert driven.app.animation_level == "none"
        await driven.press("g", "enter")
        assert "in 4 3 2 1  1/6" in driven.seen
        assert "░" not in driven.seen.splitlines()[-2]


async def test_the_environment_is_heard_too(
    room: Room, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "TEXTUAL_ANIMATIONS", "none")
    assert Console(room, ENGLISH, lambda: JOINING).animation_level == "none"
    assert Start(ENGLISH, (), ()).animation_level == "none"
    monkeypatch.undo()
    assert Start(ENGLISH, (), (), animation=False).animation_level == "none"


def test_a_counted_breath_says_where_it_is_and_stands_still_between_seconds() -> None:
    tick = Tick()
    breath = Breath(Breathing(4, 6, 3), ENGLISH, tick, still=True)
    breath._began = 0.0

    def counted(seconds: float) -> tuple[str, str]:
        tick.now = seconds
        drawn = breath._drawn()
        here = next(span for span in drawn.spans if span.style == "bold $primary")
        return drawn.plain, drawn.plain[here.start : here.end].strip()

    assert counted(0.0) == ("in 4 3 2 1  1/3", "4")
    assert counted(0.9) == counted(0.1)
    assert counted(2.5) == ("in 4 3 2 1  1/3", "2")
    assert counted(4.0) == ("out 6 5 4 3 2 1  1/3", "6")
    assert counted(11.0) == ("in 4 3 2 1  2/3", "3")


async def test_colours_are_the_same_the_next_time(room: Room) -> None:
    assert Looks().or_kept(room).theme == "dusk"
    keep_theme(room, "paper-contrast")
    assert Looks().or_kept(room).theme == "paper-contrast"
    assert Looks("ansi-dark").or_kept(room).theme == "ansi-dark", "what is asked for comes first"
    room.vault.book.keep(KEPT, "of-a-later-version")
    assert Looks().or_kept(room).theme == "dusk"
    room.lock()
    keep_theme(room, "paper")
    assert Looks().or_kept(room).theme == "dusk"


def test_a_theme_that_there_is_not_is_told() -> None:
    with pytest.raises(WorkshopError, match="There is no theme"):
        Looks("contrast").checked()
    assert Looks("paper").checked().theme == "paper"
    assert Looks().checked() == Looks()


async def test_what_was_left_before_the_lock_is_gone_too(console: Driving, room: Room) -> None:
    begin(room, "introductions")
    room.open_form("introductions-with-a-card")
    await answer(room, "introductions-with-a-card", 9, (CANARY,))
    await room.close_form("introductions-with-a-card")
    async with console(size=(140, 50)) as driven:
        await driven.press("v")
        assert CANARY in driven.seen
        await driven.press("escape", "t", "escape")
        await driven.press("l")
        assert not is_kept(CANARY)


async def test_widgets_that_are_gone_are_let_go(console: Driving) -> None:
    async with console() as driven:
        for _ in range(3):
            await driven.press("t", "escape")
        gc.collect()
        drawing = [one for one in gc.get_objects() if isinstance(one, StylesCache)]
        before = len(drawing)
        del drawing
        for _ in range(5):
            await driven.press("t", "escape")
        gc.collect()
        assert sum(isinstance(one, StylesCache) for one in gc.get_objects()) <= before


def test_while_a_console_runs_old_garbage_waits_for_a_rest() -> None:
    thresholds, switch = gc.get_threshold(), sys.getswitchinterval()
    with swift():
        assert gc.get_threshold()[2] == NEVER
        assert gc.get_freeze_count() > 0
        while gc.get_count()[2] == 0:
            gc.collect(1)
        kept = [[number] for number in range(2 * MANY)]
        sweep(BETWEEN / 2)
        assert gc.get_count()[0] > MANY
        sweep(RESTING / 2)
        assert gc.get_count()[0] < MANY
        assert gc.get_count()[2] > 0
        sweep(RESTING)
        assert gc.get_count()[2] == 0
        assert kept
    assert (gc.get_threshold(), sys.getswitchinterval()) == (thresholds, switch)
    assert gc.get_freeze_count() == 0


def test_a_piece_of_a_line_gets_a_cache_when_it_asks() -> None:
    made = Strip.__init__
    with light():
        piece = Strip([Segment("green "), Segment("tea")])
        assert not any(isinstance(one, FIFOCache) for one in gc.get_referents(piece))
        assert piece.crop(0, 5).text == "green"
        assert piece.crop(0, 5) is piece.crop(0, 5)
        assert sum(isinstance(one, FIFOCache) for one in gc.get_referents(piece)) == 1
        assert not hasattr(piece, "_tea_cache")
    assert Strip.__init__ is made
    assert piece.divide([6, 9])[1].text == "tea", "what lives on can still ask"


def test_what_lies_behind_a_sheet_is_dimmed_as_by_textual() -> None:
    pieces = [
        Segment("green ", Style(color="green", bgcolor="#102030")),
        Segment("tea", Style(bold=True, color="#ffffff")),
        Segment(" "),
        Segment("", None, [(ControlType.HOME,)]),
    ]
    for tint in (Color(10, 20, 30, 0.7), Color(0, 0, 0, 0)):
        plain = list(BackgroundScreen.process_segments(pieces, tint))
        with dimmed():
            assert list(BackgroundScreen.process_segments([*pieces, *pieces], tint)) == [*plain, *plain]


def test_only_a_terminal_gets_the_brisk_driver() -> None:
    assert brisk(HeadlessDriver) is HeadlessDriver


async def test_lines_out_of_sight_are_not_drawn_and_the_same_ones_not_again(
    console: Driving, room: Room
) -> None:
    begin(room, "introductions")
    room.open_form("introductions-with-a-card")
    await answer(room, "introductions-with-a-card", 30)
    await room.close_form("introductions-with-a-card")
    async with console(size=(80, 24)) as driven:
        await driven.press("v")
        drawn: list[tuple[str, int]] = []
        whole = Lined.render_line

        def counted(self: Lined, y: int) -> object:
            drawn.append((str(self.id), y))
            return whole(self, y)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Lined, "render_line", counted)
            await driven.press("down")
        cards = list(driven.app.screen.query(Card))
        assert sum(len(card.lines) for card in cards) > 24
        assert 0 < len(drawn) <= 24


async def test_what_the_facilitator_does_shows_before_the_next_beat(
    console: Driving, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(room, "stressors")
    monkeypatch.setattr(Console, "_repaint", lambda self: None)
    async with console() as driven:
        await driven.press("o")
        assert "● Open" in driven.seen


class Framed(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Lined(id="lined")


async def test_only_lines_that_changed_are_drawn_again_and_long_ones_end_in_an_ellipsis(
    console: Driving,
) -> None:
    async with console(size=(40, 12)) as driven:
        await driven.app.push_screen(Framed())
        lined = driven.app.screen.query_one(Lined)
        lined.show([Content("one"), Content("two"), Content("a long line " * 9)])
        await driven.settle()
        assert lined.render_line(2).text.endswith("…")
        again: list[tuple[Region, ...]] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(lined, "refresh", lambda *regions, **how: again.append(regions))
            lined.show([Content("one"), Content.styled("two", "bold"), Content("a long line " * 9)])
        assert again == [(Region(0, 1, lined.size.width, 1),)]
