"""The console: which screens there are, which key does what, and how the room is told and listened to."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.driver import Driver
from textual.screen import Screen

from workshop.domain.joining import Joining
from workshop.room import ALONG, Change, Meaning, Room
from workshop.wording import Wording

from .books import Books
from .commands import commands
from .forgetting import forget
from .harmless import Harmless
from .idle import Idle, Tick, seconds_awake_or_asleep
from .keys import bindings
from .kindly import kindly
from .laptop import Laptop
from .messages import (
    AddressAsked,
    ArchiveAsked,
    ClosingAsked,
    DeskAsked,
    FormAsked,
    LettersAsked,
    NetworkAsked,
    PosterAsked,
    PrintAsked,
    ReleaseAsked,
)
from .network import FixedNetwork, Networks
from .outcome import Outcome
from .palette import Palette
from .possible import Possible
from .screens.care import CarePlace
from .screens.chores import Chores
from .screens.copying import Copying
from .screens.cover import Cover
from .screens.day import Day
from .screens.desk import DeskSheet
from .screens.grounding import Grounding
from .screens.groups import SmallGroups
from .screens.help import Help
from .screens.joining import JoinCode
from .screens.kiosk import KioskSheet
from .screens.leaving import Leaving
from .screens.live import Live
from .screens.missing import MissingMinutes
from .screens.network import NetworkPlace
from .screens.note import NoteSheet
from .screens.ontime import OnTime
from .screens.papers import Papers
from .screens.readiness import Readiness, Ready
from .screens.referrals import Referrals
from .screens.said import Said
from .screens.shelves import Shelves
from .screens.timeline import Timeline
from .screens.whatleaves import WhatLeaves
from .swiftness import Remembering, brisk, dimmed, let_go, light, sweep, swift
from .takenout import TakenOut
from .themes import COUNTERPART, OWN, TERMINAL_VARIABLES
from .undoing import undone
from .windows import NoWindows, Windows

REPAINT = 0.2
"""Seconds between two looks at the room: at most five repaints a second, however many answers come."""
WIDTHS = [(0, "-tiny"), (60, "-narrow"), (110, "-wide"), (170, "-vast")]
ABOVE = Grounding | CarePlace
"""Places that lead back to where one was."""
HEIGHTS = [(0, "-flat"), (18, "-short"), (30, "-tall")]


class Console(App[Outcome], inherit_bindings=False):
    """Shows `room` and tells it; `joining` says, at each moment, how phones find the laptop."""

    CSS_PATH = "console.tcss"
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("anywhere"),
        Binding("ctrl+l", "lock", id="anywhere.lock-now", priority=True, show=False),
        Binding("ctrl+g", "grounding", id="anywhere.grounding-now", priority=True, show=False),
        Binding("f1", "help", id="anywhere.help-now", priority=True, show=False),
        Binding("ctrl+c", "help_quit", id="anywhere.help-quit", show=False),
    ]

    def __init__(
        self,
        room: Room,
        words: Wording,
        joining: Callable[[], Joining],
        *,
        theme: str = "dusk",
        animation: bool = True,
        notices: tuple[str, ...] = (),
        tick: Tick = seconds_awake_or_asleep,
        windows: Windows | None = None,
        laptop: Laptop | None = None,
        networks: Networks | None = None,
        taken_out: TakenOut | None = None,
    ) -> None:
        """`notices` are said once, when the console opens.

        Without `animation` nothing moves by itself; `windows` opens browsers on this laptop; without
        `laptop` nothing is written here, and without `networks` the address stays what it is. `taken_out`
        is what stays out of the archive, remembered beyond this console.
        """
        super().__init__()
        if not animation:
            self.animation_level = "none"
        self._filters.append(Harmless())
        self.words = words
        self._room = room
        self._joining = joining
        self._notices = notices
        self._windows = windows or NoWindows()
        self._laptop = laptop
        self._joined = joining()
        """As it was shown."""
        self._taken_out = taken_out or TakenOut()
        self._networks = networks or FixedNetwork(self._joined.address)
        self._possible = Possible(room, joining)
        self._idle = Idle(tick)
        self._books = Books(words)
        self._changed = False
        self._minute: datetime | None = None
        self._state = room.state
        """As it was looked at."""
        self._locked = room.locked
        self._errands: set[asyncio.Task[None]] = set()
        self._swift = contextlib.ExitStack()
        self._stop_listening: Callable[[], None] = lambda: None
        for own in OWN:
            self.register_theme(own)
        self.stylesheet = Remembering(variables=self.get_css_variables())
        self.theme = theme

    def get_default_screen(self) -> Day:
        return Day(self._room, self.words)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return TERMINAL_VARIABLES

    def get_driver_class(self) -> type[Driver]:
        return brisk(super().get_driver_class())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: its picture of the screen would go to the disk unsealed."""
        return commands(self.words, screen, self._paint)

    # -- listening ---------------------------------------------------------------------------------

    def on_mount(self) -> None:
        self._stop_listening = self._room.listen(self._note_change)
        self.set_interval(REPAINT, self._repaint)
        for housekeeping in (light, dimmed):
            self._swift.enter_context(housekeeping())
        if not self.is_headless:
            self._swift.enter_context(swift())
        if self._room.locked:
            self.push_screen(Cover(self._room, self.words, self._windows.lent))
        else:
            self._ask_missing()
        for notice in self._notices:
            self.tell(notice)
        if self._room.groups.phase == "lost":
            self.tell(self.words.say("Small groups must be asked again (m): they were in memory only."))
        if self._room.sheets.unfinished and not self._room.locked:
            self.tell(self.words.say("A sheet of paper was not finished (j): please type it again."))

    async def on_unmount(self) -> None:
        self._stop_listening()
        self._swift.close()
        await asyncio.gather(*self._errands)

    def _note_change(self, change: Change) -> None:
        """What the facilitator did shows at once; answers wait for the next beat, however many come."""
        self._changed = True
        if change in ("run", "figures") or self._room.state is not self._state:
            self.call_later(self._look_again)

    def _look_again(self) -> None:
        """Once, where several acts came together."""
        if self._changed:
            self.look()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self._idle.touch()
        await super().on_event(event)

    def _repaint(self) -> None:
        """Looks at the room again where it, or the minute, has changed since."""
        if not self._room.locked and self._idle.is_long(running=self._room.state.running is not None):
            self._room.lock()
        if self._room.locked and not self._locked:
            self._cover()
        self._locked = self._room.locked
        minute = self._room.now.replace(second=0, microsecond=0)
        self._follow_network()
        if self._changed or minute != self._minute:
            self.look()
        let_go()
        sweep(self._idle.seconds)

    def _follow_network(self) -> None:
        """Where phones come in elsewhere now, all that shows or opens the address follows."""
        joining = self._joining()
        if joining != self._joined:
            self._joined, self._changed = joining, True
            if self._windows.lent:
                self._windows.lent = _to_lend(joining)
        for news in self._networks.take_news():
            self.tell(news.said(self.words))

    def look(self) -> None:
        """Every screen shows the room as it is now."""
        self._changed = False
        self._state = self._room.state
        self._minute = self._room.now.replace(second=0, microsecond=0)
        for screen in self.screen_stack:
            if isinstance(screen, Live | Cover) and screen.is_mounted:
                screen.look()
        self.refresh_bindings()

    def _cover(self) -> None:
        """Everything above the day goes; a note that was being written is kept first, a sheet is dropped."""
        for screen in self.screen_stack[1:]:
            if isinstance(screen, Copying):
                screen.drop()
            if isinstance(screen, NoteSheet) and screen.draft:
                with kindly(self, self.words):
                    self._room.note(screen.draft)
        forget(self.screen_stack)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._locked = True
        self.push_screen(Cover(self._room, self.words, self._windows.lent))
        self.look()

    def _run(self, errand: Coroutine[object, object, None]) -> asyncio.Task[None]:
        """An act that takes a moment and must finish: neither a screen nor leaving cuts it short."""

        async def kindly_run() -> None:
            with kindly(self, self.words):
                await errand

        task = asyncio.create_task(kindly_run())
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)
        return task

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._possible.action(action)

    # -- the course of the day ---------------------------------------------------------------------

    def action_pause(self) -> None:
        with kindly(self, self.words):
            self._room.toggle_pause()

    def action_next(self) -> None:
        if self._room.state.ready is None:
            self._ask_ready(then_begin=True)
            return
        with kindly(self, self.words):
            self._room.begin_next()

    @property
    def _fresh_contacts(self) -> int | None:
        """How many contacts of the directory were tried of late; None without one."""
        room = self._room
        if room.directory is None:
            return None
        return len(room.directory.referrals) - len(room.stale_contacts)

    def _ask_missing(self) -> None:
        """After a stop while a session ran: what the missing minutes were; the forecast follows."""
        room, session = self._room, self._room.session
        if room.timetable.stop is None or session is None:
            return

        def answer(meaning: Meaning | None) -> None:
            with kindly(self, self.words):
                gone = room.timetable.explain_stop(meaning or "went_on", room.day_number, room.day)
                if gone is not None:
                    self.tell(self.words.say("“{title}” falls away.", title=self.words.say(gone)))

        self.push_screen(MissingMinutes(self.words, session.title, room.timetable.stop), answer)

    def action_readiness(self) -> None:
        self._ask_ready(then_begin=False)

    def _ask_ready(self, *, then_begin: bool) -> None:
        """Asks what has to be there before a workshop; the answers are kept."""

        def answer(ready: Ready | None) -> None:
            if ready is not None:
                with kindly(self, self.words):
                    self._room.get_ready(ready.answers, ready.despite)
                    if then_begin:
                        self._room.begin_next()

        if not isinstance(self.screen, Readiness):
            self.push_screen(Readiness(self.words, self._fresh_contacts), answer)

    async def action_back(self) -> None:
        with kindly(self, self.words):
            self._room.go_back()

    def action_undo(self) -> None:
        with kindly(self, self.words):
            self.tell(undone(self.words, self._room.undo()))

    def action_adjust(self, minutes: int) -> None:
        with kindly(self, self.words):
            self._room.adjust(minutes)

    def action_room_clock(self) -> None:
        """A clock for the room alone: the facilitator's own time is never on the wall."""
        day = self.screen_stack[0]
        assert isinstance(day, Day)
        with kindly(self, self.words):
            self._room.clock.toggle(day.minutes)
            left = self._room.clock.left
            self.tell(
                self.words.count("The room has {n} minute.", "The room has {n} minutes.", left.minutes)
                if left
                else self.words.say("The clock on the wall is gone.")
            )

    def action_note(self) -> None:
        def keep(text: str | None) -> None:
            if text:
                with kindly(self, self.words):
                    self._room.note(text)
                    self.tell(self.words.say("Kept."))

        self.push_screen(NoteSheet(self.words), keep)

    # -- forms, figures, care ----------------------------------------------------------------------

    def action_open_form(self) -> None:
        if self._possible.to_open:
            self._ask_form(FormAsked(self._possible.to_open, open=True))

    def action_close_form(self) -> None:
        if self._possible.to_close:
            self._ask_form(FormAsked(self._possible.to_close, open=False))

    @on(FormAsked)
    def _ask_form(self, asked: FormAsked) -> None:
        if asked.open:
            with kindly(self, self.words):
                self._room.open_form(asked.exercise)
        else:
            self._run(self._room.close_form(asked.exercise))

    @on(ReleaseAsked)
    def _ask_release(self, asked: ReleaseAsked) -> None:
        if asked.exercise == ALONG:
            with kindly(self, self.words):
                self._room.along.toggle(asked.prompt.id)
        elif (asked.exercise, asked.prompt.id) in self._room.state.released:
            with kindly(self, self.words):
                self._room.figures.hide(asked.exercise, asked.prompt)
        else:
            self._run(self._room.figures.release(asked.exercise, asked.prompt))

    def action_heard(self) -> None:
        with kindly(self, self.words):
            self._room.hear("talk")
            self._room.hear("pause")
            self._room.attention.hear()

    def action_phones(self) -> None:
        self._room.receiving = not self._room.receiving
        self.look()

    # -- other places ------------------------------------------------------------------------------

    def action_said(self) -> None:
        self._go(Said(self._room, self.words))

    def action_timeline(self) -> None:
        self._go(Timeline(self._room, self.words))

    def action_ontime(self) -> None:
        self._go(OnTime(self._room, self.words))

    def action_referrals(self) -> None:
        self._go(Referrals(self._room, self.words))

    def action_groups(self) -> None:
        self._go(SmallGroups(self._room, self.words))

    def action_chores(self) -> None:
        self._go(Chores(self._room, self.words, self._joining, self._laptop))

    @on(PrintAsked)
    def _ask_print(self, asked: PrintAsked) -> None:
        if self._laptop is not None:
            self._run(self._write_for_printer(self._laptop, asked))

    async def _write_for_printer(self, laptop: Laptop, asked: PrintAsked) -> None:
        folder = Path(asked.folder).expanduser()
        if asked.cards:
            written = await laptop.print_cards(asked.cards, folder)
        else:
            written = await laptop.print_day(asked.day, folder)
        self.tell(
            self.words.count("{n} file is in {folder}.", "{n} files are in {folder}.", written, folder=folder)
        )

    @on(PosterAsked)
    def _ask_poster(self, asked: PosterAsked) -> None:
        async def write(laptop: Laptop) -> None:
            folder = Path(asked.folder).expanduser()
            await laptop.print_poster(folder)
            self.tell(self.words.say("The poster is in {folder}.", folder=folder))

        if self._laptop is not None:
            self._run(write(self._laptop))

    def action_archive(self) -> None:
        self._go(WhatLeaves(self._room, self.words, self._laptop, self._taken_out))

    @on(ArchiveAsked)
    def _ask_archive(self, asked: ArchiveAsked) -> None:
        async def write(laptop: Laptop) -> None:
            file = Path(asked.file).expanduser()
            await laptop.write_archive(asked.archive, file, asked.recipients, asked.passphrase)
            self.tell(self.words.say("Written: {file}.", file=file))

        if self._laptop is not None:
            self._run(write(self._laptop))

    @on(NetworkAsked)
    def _ask_network(self) -> None:
        self._go(NetworkPlace(self._room, self.words, self._joining, self._networks, self._laptop))

    @on(AddressAsked)
    def _ask_address(self, asked: AddressAsked) -> None:
        async def choose() -> None:
            await self._networks.choose(asked.address)
            address = self._joining().short
            self.tell(self.words.say("Phones now open {address}: code and wall show it.", address=address))

        self._run(choose())

    @on(ClosingAsked)
    def _ask_closing(self, asked: ClosingAsked) -> None:
        with kindly(self, self.words):
            if asked.days:
                on = self._room.closing.plan(asked.days)
                self.tell(self.words.say("The answers stay until {date}.", date=on.isoformat()))
            else:
                self._room.closing.check()
                self._run(self._close())

    async def _close(self) -> None:
        await self._room.closing.close()
        self.tell(self.words.say("What people answered is destroyed. What the room was shown stays."))

    @on(LettersAsked)
    def _ask_letters(self) -> None:
        self._run(self._room.empty_letterbox())

    def action_paper(self) -> None:
        sheets = [screen for screen in self.screen_stack if isinstance(screen, Copying)]
        if not sheets:
            self._go(Papers(self._room, self.words, self._run))
        while sheets and self.screen is not sheets[-1]:
            self.pop_screen()

    def action_library(self) -> None:
        self._go(Shelves(self._room, self.words, self._books))

    def action_code(self) -> None:
        self._go(JoinCode(self._joining, self.words, wifi=False))

    def action_wifi(self) -> None:
        self._go(JoinCode(self._joining, self.words, wifi=True))

    def action_help(self) -> None:
        """Above where one is, and back there."""
        if isinstance(self.screen, Help):
            self.pop_screen()
        elif not isinstance(self.screen, Cover | CommandPalette):
            self.push_screen(Help(self.words, self.screen))

    def action_grounding(self) -> None:
        """Also above a sheet in which somebody writes; never above what covers the screen."""
        if self._possible.grounding is not None and not isinstance(self.screen, Cover | CommandPalette):
            self._go(Grounding(self._possible.grounding, self.words))

    def action_care(self) -> None:
        self._go(CarePlace(self._room, self.words))

    def _go(self, place: Live) -> None:
        """To `place`; the same key again goes back.

        Grounding and care lie above where we were, and lead back to it; so does every place above a sheet
        that is typed in. Other places stand side by side.
        """
        if isinstance(self.screen, Help) and not isinstance(place, ABOVE):
            self.pop_screen()
        here = self.screen
        below = any(type(screen) is type(place) for screen in self.screen_stack[:-1])
        if type(here) is type(place) and not isinstance(place, JoinCode):
            self.pop_screen()
        elif below:
            while type(self.screen) is not type(place):
                self.pop_screen()
        elif isinstance(here, Day | Copying | ABOVE) or isinstance(place, ABOVE):
            self.push_screen(place)
        else:
            self.switch_screen(place)

    def action_brightness(self) -> None:
        self._paint(COUNTERPART.get(self.theme, "dusk"))

    def _paint(self, theme: str) -> None:
        self.theme = theme

    def action_command_palette(self) -> None:
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(Palette(self.words.say("What would you like to do?")))

    # -- in a browser on this laptop ---------------------------------------------------------------

    @on(DeskAsked)
    def _show_desk(self, asked: DeskAsked | None = None, *, opened: bool = True) -> None:
        """The address first: what is private opens only where the facilitator says so."""
        address = self._joining().desk

        async def open_it() -> None:
            if not await asyncio.to_thread(self._windows.open, address) and not self._room.locked:
                self._show_desk(opened=False)

        def answer(wanted: bool | None) -> None:
            if wanted:
                self._run(open_it())

        if self._room.locked:
            self.tell(self.words.say("Unlock first (u): what people wrote is not in memory now."))
        elif address:
            self.push_screen(DeskSheet(self.words, address, opened=opened), answer)

    def action_kiosk(self) -> None:
        def answer(wanted: bool | None) -> None:
            if wanted:
                self._windows.lent = _to_lend(self._joining())
                self.action_lock()
                self.action_lend_again()

        if not isinstance(self.screen, KioskSheet):
            self.push_screen(KioskSheet(self.words), answer)

    def action_lend_again(self) -> None:
        """The page that is lent out, in front of the cover."""

        async def lend() -> None:
            opened = await asyncio.to_thread(self._windows.lend, self._windows.lent)
            if isinstance(self.screen, Cover):
                self.screen.tell(opened)

        self._run(lend())

    # -- locking and leaving -----------------------------------------------------------------------

    def action_lock(self) -> None:
        self._room.lock()
        self._cover()

    def action_unlock(self) -> None:
        self.exit(Outcome.UNLOCK)

    async def action_quit(self) -> None:
        def answer(leave: bool | None) -> None:
            if leave:
                self.exit(Outcome.LEAVE)

        if isinstance(self.screen, Copying) and self.screen.is_unfinished:
            self.screen.action_leave()
        elif self._room.state.running is None:
            self.exit(Outcome.LEAVE)
        elif not isinstance(self.screen, Leaving):
            self.push_screen(Leaving(self.words), answer)

    def action_help_quit(self) -> None:
        self.tell(self.words.say("ctrl+q leaves the console."))

    def tell(self, text: str) -> None:
        self.notify(text, markup=False)


def _to_lend(joining: Joining) -> str:
    """The page that begins anew for each person."""
    return f"{joining.address}?s=1"
