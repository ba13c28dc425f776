"""Where sheets of paper are typed in, leaf after leaf of one pile, by the keyboard alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workshop.console.keys import bindings, keys
from workshop.console.kindly import kindly
from workshop.console.leaf import Leaf
from workshop.console.spots import Line
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.lines import across
from workshop.console.widgets.sheet import draw_leaf
from workshop.domain.answer import Answer
from workshop.domain.cleaning import passing
from workshop.domain.errors import WorkshopError
from workshop.domain.exercise import Exercise
from workshop.domain.prompt import Audience
from workshop.room import Room
from workshop.wording import ENGLISH, Wording, mark

from .deciding import asks_to_drop, asks_to_open
from .live import Live

Run = Callable[[Coroutine[object, object, None]], asyncio.Task[None]]
"""Does something that must be finished, even when the screen is left meanwhile."""

WIDEST = 100
"""Cells: longer lines are hard to read."""
ENDS = {"home": -10_000, "end": 10_000, "left": -1, "right": 1}
"""How far the caret goes, as in any line that is typed."""


def audience_name(words: Wording, audience: Audience) -> str:
    """Whom a leaf is for, as it says itself."""
    if audience is Audience.ROOM:
        return words.say("For the group")
    return words.say("For the facilitators")


class Copying(Live):
    """Every sign is typed; nothing here has the focus, so that keys come one after the other, and none
    overtakes another that still changes where it goes."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sheet"), *bindings("away")]
    HELP = mark(
        "One sheet of paper after the other, typed in for those without a phone. Each question says which "
        "letters and digits it takes."
    )
    TARGETS: ClassVar[Mapping[str, str]] = {
        name: key.target
        for key in keys(ENGLISH)
        if key.place in ("sheet", "away")
        for name in key.keys.split(",")
    }

    def __init__(self, room: Room, words: Wording, exercise: Exercise, audience: Audience, run: Run) -> None:
        super().__init__()
        self._room = room
        self._words = words
        self._exercise = exercise
        self._audience = audience
        self._run = run
        self._leaf = self._blank
        self._said = ""
        """What has just happened, until the next key."""
        self._trouble = ""
        """Why the leaf could not be kept."""

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        yield Static(id="state")
        yield Static(id="asked")
        with VerticalScroll(can_focus=False, id="page"):
            yield Static(id="typed")
        yield KeysLine(id="keys")

    def on_resize(self) -> None:
        self.call_after_refresh(self.look)

    def on_unmount(self) -> None:
        self._room.sheets.leave()

    @property
    def _blank(self) -> Leaf:
        return Leaf(self._exercise.form(self._audience))

    @property
    def is_unfinished(self) -> bool:
        """Whether something stands on the leaf that nobody has kept."""
        return not self._leaf.is_blank

    def drop(self) -> None:
        """Nothing of an unfinished leaf stays, on the screen or in memory; only that there was one."""
        self._room.sheets.unfinished = self._room.sheets.unfinished or self.is_unfinished
        self._room.sheets.leave()
        self._put(self._blank)

    # -- looking -----------------------------------------------------------------------------------

    def look(self) -> None:
        words, leaf = self._words, self._leaf
        width = max(20, self.size.width - 4)
        name = Content.assemble(
            (words.say(self._exercise.title), "bold"), (f"  {audience_name(words, self._audience)}", "$muted")
        )
        typed = self._room.sheets.typed(self._exercise.id, self._audience)
        count = Content.styled(words.say("Sheets typed now: {n}", n=typed), "bold $primary")
        self.query_one("#title", Static).update(across(name, count, width), layout=False)
        self.query_one("#state", Static).update(across(self._state(), self._progress(), width), layout=False)
        page = self.query_one("#page", VerticalScroll)
        drawn = draw_leaf(words, leaf, min(WIDEST, max(20, page.size.width - 2)), self._trouble)
        # On a very small screen the question moves away with its rows.
        head = drawn.head if drawn.head <= self.size.height // 2 else 0
        asked = self.query_one("#asked", Static)
        asked.display = head > 0
        asked.update(Content("\n").join(drawn.lines[:head]))
        self.query_one("#typed", Static).update(Content("\n").join(drawn.lines[head:]))
        page.call_after_refresh(self._bring_into_sight, page, drawn.hand - head)
        self._look_at_keys()

    def _state(self) -> Content:
        say = self._words.say
        if self._said:
            return Content.styled(self._said, "$success")
        if self._room.is_open(self._exercise.id):
            return Content.styled(say("● open"), "$muted")
        return Content.styled(say("○ closed: keeping a sheet asks to open it again"), "$warning")

    def _progress(self) -> Content:
        questions, at = len(self._leaf.prompts), self._leaf.place + 1
        if at > questions:
            return Content.styled(self._words.say("the end of the sheet"), "$muted")
        said = self._words.say("question {n} of {all}", n=at, all=questions)
        return Content.styled(said, "$muted")

    @staticmethod
    def _bring_into_sight(page: VerticalScroll, hand: int) -> None:
        height = page.size.height
        page.scroll_to(y=0 if hand < height - 2 else hand - height // 2, animate=False)

    def _look_at_keys(self) -> None:
        """On a blank sheet what was kept can come back; on a begun one there is something to wipe."""
        say, shown = self._words.say, []
        for key in keys(self._words):
            if key.place == "sheet" and key.action not in self._pointless:
                label = self._end_label if key.action == "onward" and self._leaf.spot is None else key.label
                shown.append(replace(key, label=label))
            elif key.place == "away":
                label = say("drop it") if self.is_unfinished else say("back to the piles")
                shown.append(replace(key, label=label))
        self.show_keys(shown)

    @property
    def _end_label(self) -> str:
        return self._words.say("keep it") if self.is_unfinished else self._words.say("next sheet")

    @property
    def _pointless(self) -> set[str]:
        """Keys that need not be named now."""
        spot = self._leaf.spot
        lines = isinstance(spot, Line) and spot.several
        pointless = {"take_back" if self.is_unfinished else "wipe"}
        pointless |= set() if lines else {"new_line"}
        return pointless | (set() if spot is not None else {"wipe", "question(1)", "move(1)"})

    def _put(self, leaf: Leaf, said: str = "", trouble: str = "") -> None:
        self._leaf, self._said, self._trouble = leaf, said, trouble
        if self.is_attached:
            self.look()

    # -- keys --------------------------------------------------------------------------------------

    async def on_key(self, event: events.Key) -> None:
        """All keys in one row, also those that have a name."""
        target, character = self.TARGETS.get(event.key), event.character or ""
        if target is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(target)
        elif event.key in ENDS:
            event.stop()
            self._put(self._leaf.step(ENDS[event.key]))
        elif event.key == "delete":
            event.stop()
            self._put(self._leaf.delete())
        elif passing(character) and character != "\n":
            event.stop()
            self._put(self._leaf.strike(character))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._put(self._leaf.write(event.text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "take_back":
            return self._room.sheets.can_take_back(self._exercise.id, self._audience) or None
        return True

    def action_move(self, by: int) -> None:
        self._put(self._leaf.move(by))

    def action_question(self, by: int) -> None:
        self._put(self._leaf.question(by))

    def action_wipe(self) -> None:
        self._put(self._leaf.wipe())

    def action_new_line(self) -> None:
        self._put(self._leaf.write("\n"))

    async def action_onward(self) -> None:
        leaf = self._leaf
        if leaf.spot is not None:
            self._put(leaf.onward())
        elif leaf.is_blank:
            self._put(self._blank)
        elif leaf.reading.refusals:
            self._put(leaf.mend(leaf.reading.refusals))
        elif self._room.is_open(self._exercise.id):
            await self._finish(self._keep(leaf.reading.answers))
        else:
            self._ask_to_open()

    def _ask_to_open(self) -> None:
        def answer(yes: bool | None) -> None:
            if yes:
                with kindly(self, self._words):
                    self._room.open_form(self._exercise.id)
                    self.look()

        self.app.push_screen(asks_to_open(self._room, self._words, self._exercise, self._audience), answer)

    async def _finish(self, errand: Coroutine[object, object, None]) -> None:
        """Keys that come meanwhile wait for it; leaving the screen does not cut it short."""
        await asyncio.shield(self._run(errand))

    async def _keep(self, answers: Mapping[str, Answer]) -> None:
        say = self._words.say
        try:
            await self._room.sheets.keep(self._exercise.id, self._audience, answers)
        except WorkshopError as refused:
            still = say("Everything that you typed still stands here.")
            self._put(self._leaf, trouble=f"{say(refused.english, **refused.values)} {still}")
        else:
            self._put(self._blank, said=say("✓ Kept. Here begins the next sheet."))

    async def action_take_back(self) -> None:
        if self.is_unfinished:
            text = self._words.say("First keep this sheet, or drop it: then ctrl+z takes back the last one.")
            self.notify(text, markup=False)
        else:
            await self._finish(self._take_back())

    async def _take_back(self) -> None:
        stood = await self._room.sheets.take_back(self._exercise.id, self._audience)
        said = self._words.say("Taken back: mend it and keep it, or drop it (esc).")
        if self.is_attached:
            self._put(Leaf.of(self._leaf.prompts, stood), said=said)

    def action_leave(self) -> None:
        """From a blank sheet back to the piles; what stands on one is dropped only when asked."""

        def answer(yes: bool | None) -> None:
            if yes:
                self._put(self._blank, said=self._words.say("Dropped. Here begins the next sheet."))

        if self.is_unfinished:
            self.app.push_screen(asks_to_drop(self._words), answer)
        else:
            self.dismiss()
