"""Making small groups: the rules, the form, a first look, the signs, and sharing in two stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from workshop.console.keys import bindings, keys
from workshop.console.kindly import kindly
from workshop.console.widgets.groups import GroupsSeen, groups_lines
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.lined import Lined
from workshop.domain.groups import FEWEST, MOST, Question, Way, Wishes
from workshop.domain.signs import SIGNS
from workshop.room import Room
from workshop.wording import Wording, mark

from ..widgets.paging import turn_pages
from .groupsheets import GroupPlaces, GroupQuestion, PutAway
from .pages import Pages

MOST_WITHOUT = 60
PLACES = 6
"""Signs whose places are asked for while nobody knows yet how many groups there will be."""
KEYS: Mapping[str, tuple[str, ...]] = {
    "resting": ("open_form", "go_on"),
    "lost": ("open_form", "put_away"),
    "asking": ("go_on", "put_away"),
    "drafted": ("go_on", "draw", "open_form", "put_away"),
    "made": ("go_on", "go_back", "show", "hat(1)", "places", "put_away"),
}
"""The keys that the bottom line names in each phase; those of the rules stand beside the rules."""


def _after(way: Way | None) -> tuple[Way | None, Way | None]:
    """The other two, in the order in which a key goes through them."""
    match way:
        case None:
            return "together", "mixed"
        case "together":
            return "mixed", None
        case "mixed":
            return None, "together"


class SmallGroups(Pages):
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("groups"), *bindings("away")]
    HELP = mark(
        "How small groups are made: by which rules, what the phones ask, a first look, the signs, and "
        "sharing."
    )

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words
        self._last: Question | None = None
        """The question that was set before, to begin with when it is changed."""

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        with VerticalScroll(id="pages", can_focus=False):
            yield Lined(id="lines")
        yield KeysLine(id="keys")

    @property
    def _maker_wishes(self) -> Wishes:
        return self._room.groups.wishes

    def look(self) -> None:
        words, maker = self._words, self._room.groups
        self.show(
            words.say("Small groups"),
            groups_lines(words, GroupsSeen.of(maker, locked=self._room.locked), self.width),
        )
        shown = KEYS[maker.phase]
        self.show_keys(
            key
            for key in keys(words)
            if (key.place == "groups" and key.action in shown) or key.place == "away"
        )

    def _wish(self, wishes: Wishes) -> None:
        with kindly(self, self._words):
            self._room.groups.wish(wishes)

    # -- how they are made -------------------------------------------------------------------------

    def action_many(self, by: int) -> None:
        wishes = self._maker_wishes
        self._wish(replace(wishes, many=max(FEWEST, min(MOST, wishes.many + by))))

    def action_swap(self) -> None:
        wishes = self._maker_wishes
        if not wishes.own_choice:
            self._wish(replace(wishes, by="number" if wishes.by == "size" else "size"))

    def action_hat(self, by: int) -> None:
        maker = self._room.groups
        if maker.phase == "made":
            if by > 0:
                with kindly(self, self._words):
                    sign = self._words.say(maker.one_more().word)
                    text = self._words.say("One more sign for somebody who came late: {sign}.", sign=sign)
                    self.notify(text, markup=False)
            return
        wishes = self._maker_wishes
        self._wish(replace(wishes, without_phone=max(0, min(MOST_WITHOUT, wishes.without_phone + by))))

    def action_work(self) -> None:
        wishes = self._maker_wishes
        self._turn([replace(wishes, work=way) for way in _after(wishes.work)])

    def action_managers(self) -> None:
        wishes = self._maker_wishes
        self._wish(replace(wishes, managers_apart=not wishes.managers_apart))

    def action_own_choice(self) -> None:
        wishes = self._maker_wishes
        chosen = not wishes.own_choice
        self._wish(replace(wishes, own_choice=chosen, by="number" if chosen else "size"))

    def action_question(self) -> None:
        """A question is asked for; then mixed by it, separated by it, and none again."""
        maker, wishes = self._room.groups, self._maker_wishes
        if maker.phase != "resting":
            self._turn([replace(wishes, answer=way) for way in _after(wishes.answer)])
        elif maker.question is None:
            self.app.push_screen(GroupQuestion(self._words, self._last), self._ask)
        elif wishes.answer == "mixed":
            self._wish(replace(wishes, answer="together"))
        else:
            self._last = maker.question
            self._ask(None)

    def _ask(self, question: Question | None) -> None:
        if question is None and self._room.groups.question is None:
            return
        with kindly(self, self._words):
            self._room.groups.ask_also(question)

    def _turn(self, wishes: Sequence[Wishes]) -> None:
        """The first of `wishes` that people were not told otherwise; where there is none, it says why."""
        allowed = [one for one in wishes if self._room.groups.allows(one)]
        self._wish(allowed[0] if allowed else wishes[0])

    def action_places(self) -> None:
        maker = self._room.groups
        number = self._maker_wishes.many if self._maker_wishes.by == "number" else PLACES
        signs = maker.groups.signs if maker.groups else SIGNS[:number]

        def keep(places: Mapping[str, str] | None) -> None:
            if places is not None:
                maker.name_places({**maker.places, **places})

        self.app.push_screen(GroupPlaces(self._words, signs, maker.places), keep)

    # -- one step after the other ------------------------------------------------------------------

    def action_open_form(self) -> None:
        with kindly(self, self._words):
            self._room.groups.open()

    def action_go_on(self) -> None:
        maker = self._room.groups
        with kindly(self, self._words):
            match maker.phase:
                case "made":
                    maker.onward()
                case "drafted":
                    maker.settle()
                case _:
                    maker.draw()

    def action_draw(self) -> None:
        if self._room.groups.phase == "drafted":
            with kindly(self, self._words):
                self._room.groups.draw()

    def action_go_back(self) -> None:
        self._room.groups.back()

    def action_show(self) -> None:
        with kindly(self, self._words):
            self._room.groups.show()

    def action_put_away(self) -> None:
        maker = self._room.groups

        def answer(away: bool | None) -> None:
            if away:
                with kindly(self, self._words):
                    maker.put_away()

        if maker.phase == "resting":
            maker.put_away()
        else:
            self.app.push_screen(PutAway(self._words, made=maker.phase == "made"), answer)

    def action_turn(self, pages: int) -> None:
        scroll = self.query_one("#pages", VerticalScroll)
        turn_pages(scroll, pages)

    def action_leave(self) -> None:
        self.dismiss()
