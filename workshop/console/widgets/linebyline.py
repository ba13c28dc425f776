"""What leaves, line by line, with a cursor; and how much of each chapter does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive

from workshop.export import Chapter, Item
from workshop.wording import Wording

from .lined import Lined
from .lines import Panel, across, hanging
from .texts import CURSOR

NARROWEST = 20
"""Cells: below that nothing is laid out any narrower."""
_INDENT = " " * len(CURSOR)


@dataclass(frozen=True, slots=True)
class LeavesSeen:
    """`out` are the ids of what stays here, `at` the one under the cursor."""

    chapters: tuple[Chapter, ...]
    out: frozenset[str]
    at: str

    def leaving(self, chapter: Chapter) -> int:
        return sum(item.id not in self.out for item in chapter.items)


class LineByLine(VerticalScroll, can_focus=False):
    """Every chapter with every line of what leaves; of what stays here, the first line alone."""

    seen: reactive[LeavesSeen | None] = reactive(None)

    @dataclass
    class Picked(Message):
        """An item was clicked."""

        item: str

    def __init__(self, words: Wording, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self._ids: list[str] = []
        """The item that each line belongs to; nothing where it belongs to none."""
        self._made: dict[tuple[str, bool, bool], list[Content]] = {}
        """Lines of items as they were drawn, by id, whether it is out, and whether the cursor is there."""
        self._made_for: tuple[object, int] = ((), 0)
        """The chapters and the width of which they are."""

    def compose(self) -> ComposeResult:
        lines = Lined()
        lines.draw(self._lines)
        yield lines

    def watch_seen(self, before: LeavesSeen | None, now: LeavesSeen | None) -> None:
        if self.is_mounted:
            self.query_one(Lined).remake()
            if before is None or now is None or before.at != now.at or before.out != now.out:
                self.call_after_refresh(self._bring_into_sight)

    def on_resize(self) -> None:
        self.call_after_refresh(self._bring_into_sight)

    def forget(self) -> None:
        """Nothing of what was read stays once the room is locked."""
        self.seen = None
        self._made, self._made_for = {}, ((), 0)

    def _lines(self, width: int) -> Sequence[Content]:
        chapters, width = self.seen.chapters if self.seen else (), max(NARROWEST, width - 1)
        if self._made_for[0] is not chapters or self._made_for[1] != width:
            self._made, self._made_for = {}, (chapters, width)
        lines: list[Content] = []
        self._ids = []
        for chapter in chapters:
            head = self._chapter(chapter, width)
            lines += head
            self._ids += [""] * len(head)
            for item in chapter.items:
                drawn = self._item(item, width)
                lines += drawn
                self._ids += [item.id] * len(drawn)
        return lines

    def _chapter(self, chapter: Chapter, width: int) -> list[Content]:
        title = Content.styled(chapter.title, "bold $primary")
        lines = [Content(""), *hanging(Content(_INDENT), title, width)]
        if not chapter.items:
            said = self._words.say("Nothing. {why}", why=chapter.why)
            lines += hanging(Content(_INDENT), Content.styled(said, "$muted"), width)
        return lines if self._ids else lines[1:]

    def _item(self, item: Item, width: int) -> list[Content]:
        assert self.seen is not None
        key = item.id, item.id in self.seen.out, item.id == self.seen.at
        if key not in self._made:
            self._made[key] = self._draw(item, width, out=key[1], here=key[2])
        return self._made[key]

    def _draw(self, item: Item, width: int, *, out: bool, here: bool) -> list[Content]:
        sign, style = ("○ ", "$muted") if out else ("● ", "$success")
        if item.stays:
            sign, style = "· ", "$muted"
        cursor = Content.styled(CURSOR if here else _INDENT, "bold $primary")
        lead = Content.assemble(cursor, (sign, style))
        first, *rest = item.lines or ("",)
        if out:
            stays = self._words.say("stays here")
            text = Content.assemble((first, "bold" if here else "$muted"), (f"  {stays}", "bold $warning"))
            return hanging(lead, text, width)
        lines = hanging(lead, Content.styled(first, "bold" if here else ""), width)
        under = Content(" " * lead.cell_length)
        for said in rest:
            lines += hanging(under, Content.styled(said, "$muted"), width)
        return lines

    def _bring_into_sight(self, tries: int = 3) -> None:
        """The item under the cursor, as much of it as fits; its chapter's name above it."""
        lined = self.query_one_optional(Lined)
        if lined is None:
            return
        if tries and lined.size.height < len(self._ids):
            # The lines have just been made, and have no place yet.
            self.call_after_refresh(self._bring_into_sight, tries - 1)
            return
        places = [y for y, id in enumerate(self._ids) if self.seen and id == self.seen.at]
        if places:
            first = places[0]
            while first > 0 and not self._ids[first - 1] and lined.lines[first - 1].plain.strip():
                first -= 1
            fitting = min(places[-1] + 1 - first, max(1, self.size.height))
            self.scroll_to_region(Region(0, first, 1, fitting), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        y = event.get_content_offset_capture(self).y + round(self.scroll_y)
        if 0 <= y < len(self._ids) and self._ids[y]:
            self.post_message(self.Picked(self._ids[y]))


class HowMuch(Panel):
    """Beside the lines, where there is space: how much of each chapter leaves, and what never does."""

    seen: reactive[LeavesSeen | None] = reactive(None)

    def __init__(self, words: Wording, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words

    def compose(self) -> ComposeResult:
        lines = Lined()
        lines.draw(self._lines)
        yield lines

    def on_mount(self) -> None:
        self.name_frame(Content.styled(self._words.say("How much leaves"), "bold"))

    def watch_seen(self) -> None:
        if self.is_mounted:
            self.query_one(Lined).remake()

    def _lines(self, width: int) -> Sequence[Content]:
        say, seen = self._words.say, self.seen
        lines: list[Content] = []
        for chapter in seen.chapters if seen else ():
            assert seen is not None
            here = any(item.id == seen.at for item in chapter.items)
            all, leaving = len(chapter.items), seen.leaving(chapter)
            title = Content.assemble(
                ("▌" if here else " ", "bold $primary"), (chapter.title, "bold" if here else "")
            )
            if not all:
                lines.append(across(title.stylize("$muted"), Content.styled("–", "$muted"), width))
                continue
            style = "$success" if leaving == all else "bold $warning"
            number = Content.styled(say("{n} of {all}", n=leaving, all=all), style)
            lines.append(across(title, number, width))
        never = (
            say("Never: a plan, a name, the time of an answer, or what was not shown to the room."),
            say("Space takes an item out, and puts it in again. Nothing is written before you say so."),
        )
        for text in never:
            lines += [Content(""), *hanging(Content(" "), Content.styled(text, "$muted"), width)]
        return lines
