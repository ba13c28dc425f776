"""Somebody needs care: who waits, who supports, and what to do now, one key away from anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from workshop.console.keys import Key, bindings, keys
from workshop.console.kindly import kindly
from workshop.console.protocol import ACTS, ALOUD, NEVER, SEVERE, SIGNS, Advice
from workshop.console.when import clock, short_date
from workshop.console.widgets.lines import beside, hanging
from workshop.console.widgets.room import waiting
from workshop.room import Room
from workshop.wording import Wording, mark

from .pages import Pages
from .support import SupportSheet

WIDE = 108
"""Cells from which on two columns stand beside each other."""
BETWEEN = 4


class CarePlace(Pages):
    """Also while locked: then it does not know whether an answer asked for care, and says so."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("care"), *bindings("away")]
    HELP = mark(
        "For when somebody needs care: who waits, who supports people today, and what you can do now."
    )

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words

    def look(self) -> None:
        width = self.width
        lines = [*self._now(width), Content("")]
        first, second = self._first, self._second
        if width >= WIDE:
            column = (width - BETWEEN) // 2
            lines += beside([*first(column), *self._crisis(column)], second(column), column, BETWEEN)
        else:
            lines += [*first(width), *second(width), *self._crisis(width)]
        self.show(self._words.say("Somebody needs care"), lines)
        self.show_keys(self._keys())

    # -- who waits, who supports -------------------------------------------------------------------

    def _now(self, width: int) -> list[Content]:
        room, say = self._room, self._words.say
        needed = not room.locked and room.attention.needed
        seen = waiting(self._words, room.care.talk, room.care.pause, needed=needed)
        lines = Content("   ").join(seen).wrap(width)
        if room.locked:
            locked = say("■ Locked: whether an answer asked for care is not known now.")
            lines += Content.styled(locked, "$muted").wrap(width)
        since = room.state.paused_since
        if since is not None:
            on = say("‖ A break for all since {time}. The wall says so, and not why.", time=clock(since))
            lines += Content.styled(on, "$warning").wrap(width)
        return [*lines, *self._supporters(width)]

    def _supporters(self, width: int) -> list[Content]:
        room, say = self._room, self._words.say
        lead = Content.styled(f"{say('Supports today')}  ", "bold $primary")
        if room.support.person:
            lines = hanging(lead, Content(room.support.person), width)
            named = room.state.support_person
            if named is not None and not room.support.is_of_today:
                day = short_date(self._words, named.at.date())
                old = say("Written on {day}. Enter writes who it is today.", day=day)
                lines += hanging(Content("  "), Content.styled(old, "$warning"), width)
        elif room.state.ready is not None and not room.state.ready.support_person:
            nobody = say(
                "! Nobody. One of you two stays free for it; i: who can help. Enter writes who, where."
            )
            lines = hanging(lead, Content.styled(nobody, "$warning"), width)
        else:
            lines = hanging(
                lead, Content.styled(say("Enter writes who it is, and where."), "$warning"), width
            )
        if room.support.given_today:
            given = say("✓ Support was given today. Look again before home, and in 48 hours.")
            lines += Content.styled(given, "$success").wrap(width)
        return lines

    # -- what to do --------------------------------------------------------------------------------

    def _first(self, width: int) -> list[Content]:
        say, room = self._words.say, self._room
        lines = self._advice(ACTS, width)
        if room.exercise is not None:
            lines += self._said(say("In this session"), room.exercise.if_distress, width)
        return [*lines, *self._advice(ALOUD, width)]

    def _crisis(self, width: int) -> list[Content]:
        """When something has happened to the group."""
        say, room = self._words.say, self._room
        session = room.session.if_crisis if room.session is not None else ""
        return [
            *self._said(say("In a crisis, this session"), session, width),
            *self._said(say("In a crisis, these days"), room.agenda.if_crisis, width),
        ]

    def _second(self, width: int) -> list[Content]:
        return [line for advice in (SIGNS, SEVERE, NEVER) for line in self._advice(advice, width)]

    def _advice(self, advice: Advice, width: int) -> list[Content]:
        lines = Content.styled(self._words.say(advice.title), "bold $primary").wrap(width)
        for number, text in enumerate(advice.lines, start=1):
            sign = str(number) if advice.numbered else advice.sign
            style = "bold $warning" if advice.sign == "!" else "bold"
            lead = Content.assemble((f"{sign} ", style))
            lines += hanging(lead, Content(self._words.say(text)), width)
        return [*lines, Content("")]

    def _said(self, title: str, text: str, width: int) -> list[Content]:
        """What the content itself says; nothing where it says nothing."""
        if not text:
            return []
        heading = Content.styled(title, "bold $primary").wrap(width)
        return [*heading, *Content(self._words.say(text)).wrap(width), Content("")]

    # -- keys --------------------------------------------------------------------------------------

    def _keys(self) -> Iterable[Key]:
        say = self._words.say
        paused = self._room.state.paused_since is not None
        labels = {
            "grounding": say("grounding"),
            "heard": say("heard"),
            "pause": say("go on") if paused else say("a break for all"),
            "referrals": say("who can help"),
            "support_given": say("support given"),
            "support_person": say("who supports"),
            "leave": say("back"),
        }
        table = {key.action: key for key in keys(self._words) if key.place in ("anywhere", "care", "away")}
        return [replace(table[action], label=label) for action, label in labels.items()]

    def action_support_given(self) -> None:
        with kindly(self, self._words):
            self._room.support.give()
            self.query_one("#pages").scroll_home(animate=False)

    def action_support_person(self) -> None:
        def keep(text: str | None) -> None:
            if text is not None:
                with kindly(self, self._words):
                    self._room.support.name(text)

        self.app.push_screen(SupportSheet(self._words, self._room.support.person), keep)

    def action_leave(self) -> None:
        self.dismiss()
