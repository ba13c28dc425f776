"""What leaves the laptop for the organisers, line by line, before it leaves; items can be taken out."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from workshop.console.keys import bindings, keys
from workshop.console.laptop import Laptop
from workshop.console.messages import ArchiveAsked
from workshop.console.takenout import TakenOut
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.linebyline import HowMuch, LeavesSeen, LineByLine
from workshop.console.widgets.lines import across
from workshop.console.widgets.paging import turn_pages
from workshop.export import Archive, Chapter, Item, archive_chapters, archive_of, entailed, without
from workshop.export.days import spelled
from workshop.room import Room
from workshop.wording import Wording, mark

from .live import Live
from .sealing import Seal, Sheets


class WhatLeaves(Live):
    """Reads the room when it is opened and when the room changes; a cursor that moves reads nothing anew."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("leaving"), *bindings("away")]
    HELP = mark(
        "The archive for the organisers: every line that leaves, and nothing else does. Take out what "
        "should stay here, then write it to a file."
    )

    def __init__(self, room: Room, words: Wording, laptop: Laptop | None, taken_out: TakenOut) -> None:
        super().__init__()
        self._room = room
        self._words = words
        self._laptop = laptop
        self._taken_out = taken_out
        self._archive: Archive | None = None
        self._chapters: tuple[Chapter, ...] = ()
        self._read = False
        """Whether it was read once: the first time takes a moment, and holds other things up."""
        self._at = ""
        """The id of the item under the cursor."""

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with Horizontal(id="leaves"):
            yield LineByLine(self._words, id="leaving")
            yield HowMuch(self._words, id="leaving-chapters")
        yield Static(id="nothing")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        self._show()
        self.run_worker(self._load())

    async def _load(self) -> None:
        await asyncio.to_thread(spelled, "2026-01", self._words)
        self._read = True
        self.look_later()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def forget(self) -> None:
        """Nothing of what was read stays once the room is locked."""
        self._archive, self._chapters = None, ()

    # -- looking -----------------------------------------------------------------------------------

    def look(self) -> None:
        if self._room.locked:
            self.forget()
        elif self._read:
            self._archive = archive_of(self._room, notes=True)
            self._chapters = archive_chapters(self._archive, self._words)
        self._show()

    @property
    def _items(self) -> tuple[Item, ...]:
        return tuple(item for chapter in self._chapters for item in chapter.items)

    @property
    def _out(self) -> frozenset[str]:
        """What stays here, with what follows from it."""
        if self._archive is None:
            return frozenset()
        return entailed(self._archive, self._taken_out.among(self._items))

    def _how_many(self) -> str:
        all, stay = len(self._items), len(self._out)
        leave = self._words.say("{n} of {all} leave", n=all - stay, all=all)
        if not stay:
            return leave
        return f"{leave} · {self._words.count('{n} stays here', '{n} stay here', stay)}"

    @property
    def _place(self) -> int:
        ids = [item.id for item in self._items]
        return (
            ids.index(self._at)
            if self._at in ids
            else next((place for place, item in enumerate(self._items) if not item.stays), 0)
        )

    def _show(self) -> None:
        say, items, out = self._words.say, self._items, self._out
        if items:
            self._at = items[self._place].id
        title = Content.styled(say("What leaves the laptop"), "bold")
        fact = Content.styled(self._how_many(), "$muted") if items else Content("")
        width = max(20, self.size.width - 4)
        fits = title.cell_length + fact.cell_length < width
        self.put("#title", across(title, fact if fits else Content(""), width))
        self.query_one("#leaves").display = bool(items)
        self.query_one("#nothing").display = not items
        if self._room.locked:
            nothing = say("Unlock first (u): what people wrote is not in memory now.")
        else:
            nothing = say("Looking at what leaves...")
        self.put("#nothing", Content(nothing))
        seen = LeavesSeen(self._chapters, out, self._at) if items else None
        self.query_one(LineByLine).seen = seen
        self.query_one(HowMuch).seen = seen
        self.show_keys(
            replace(key, label=say("put in again")) if key.action == "take_out" and self._at in out else key
            for key in keys(self._words)
            if key.place in ("leaving", "away") or key.action == "unlock"
        )

    # -- keys --------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "take_out":
                return (bool(self._items) and not self._items[self._place].stays) or None
            case "chapter_out" | "write" | "move" | "go":
                return bool(self._items) or None
            case _:
                return True

    def action_move(self, by: int) -> None:
        self._go_to(self._items[max(0, min(len(self._items) - 1, self._place + by))].id)

    def action_go(self, by: int) -> None:
        """To the first item of another chapter that has any."""
        filled = [chapter for chapter in self._chapters if chapter.items]
        here = next(n for n, chapter in enumerate(filled) if self._here in chapter.items)
        self._go_to(filled[max(0, min(len(filled) - 1, here + by))].items[0].id)

    @property
    def _here(self) -> Item:
        return self._items[self._place]

    @on(LineByLine.Picked)
    def _pick(self, picked: LineByLine.Picked) -> None:
        self._go_to(picked.item)

    def _go_to(self, id: str) -> None:
        self._at = id
        self._show()
        self.refresh_bindings()

    def action_turn(self, pages: int) -> None:
        turn_pages(self.query_one(LineByLine), pages)

    def action_take_out(self) -> None:
        self._turn((self._here,))

    def action_chapter_out(self) -> None:
        """All of the chapter, or all of it in again where nothing of it leaves."""
        chapter = next(chapter for chapter in self._chapters if self._here in chapter.items)
        self._turn(chapter.items)

    def _turn(self, items: tuple[Item, ...]) -> None:
        out = self._out
        self._taken_out.turn(items, out=any(item.id not in out for item in items if not item.stays))
        self._show()

    def action_write(self) -> None:
        archive, words, laptop = self._archive, self._words, self._laptop
        if archive is None:
            return
        if laptop is None:
            self.notify(words.say("An archive can be written in `workshop run`."), markup=False)
            return
        leaving = without(archive, self._out)

        def write(seal: Seal) -> None:
            self.post_message(ArchiveAsked(leaving, seal.file, seal.recipients, seal.passphrase))

        Sheets(self, words, laptop.sheets.parent, self._how_many()).ask(write)

    def action_leave(self) -> None:
        self.dismiss()
