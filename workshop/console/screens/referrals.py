"""People who can help: the referral directory, whole."""

from __future__ import annotations

from textual.content import Content

from workshop.console.keys import bindings, keys
from workshop.console.widgets.lines import hanging
from workshop.domain.referral import FACTS, FRESH, Directory, Referral, by_kind
from workshop.export import day_in_words
from workshop.room import Room
from workshop.wording import Wording, mark

from .pages import Pages

INDENT = "  "
NARROW = 56
"""Below that a text stands under its label, not beside it."""


class Referrals(Pages):
    """Also what only the facilitator sees; the directory holds nobody's answers, so it stays while locked."""

    BINDINGS = bindings("away")
    HELP = mark("People and places to whom you can point somebody, each with how to reach them.")

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words

    def look(self) -> None:
        width, directory = self.width, self._room.directory
        lines = self._nobody(width) if directory is None else self._contacts(directory, width)
        self.show(self._words.say("People who can help"), lines)
        self.show_keys(key for key in keys(self._words) if key.place == "away")

    def _nobody(self, width: int) -> list[Content]:
        say = self._words.say
        paragraphs = (
            say("This workshop has no referral directory yet: the people and places to whom you can point."),
            say("Write one in a file, as referrals/example.yaml shows, and try each contact in it."),
            say("Leave the console with ctrl+q, and keep the file with the workshop:"),
            say("workshop referrals DIR FILE"),
            say("Then it stands here, on the phones, and in everyone's plan."),
        )
        return [line for text in paragraphs for line in (*Content(text).wrap(width), Content(""))]

    def _contacts(self, directory: Directory, width: int) -> list[Content]:
        words = self._words
        lines = [line.stylize("$muted") for line in Content(directory.title).wrap(width)]
        stale = len(self._room.stale_contacts)
        if stale:
            some = words.count(
                "! {n} contact was not checked for {days} days.",
                "! {n} contacts were not checked for {days} days.",
                stale,
                days=FRESH.days,
            )
            lines += [line.stylize("bold $warning") for line in Content(some).wrap(width)]
        for kind, contacts in by_kind(directory.referrals):
            lines += [Content(""), Content.styled(words.say(kind), "bold $primary")]
            for contact in contacts:
                lines += self._contact(contact, width)
        return [*lines, Content("")]

    def _contact(self, contact: Referral, width: int) -> list[Content]:
        say = self._words.say
        said = [(say(fact.label), text) for fact, text in contact.facts]
        said.append((say("Checked on"), day_in_words(contact.verified_on, self._words)))
        lines = hanging(Content(INDENT), Content.styled(contact.title, "bold"), width)
        if not contact.on_phones:
            only = Content.styled(say("for you only: not on phones, not in plans"), "$muted")
            lines += hanging(Content(INDENT * 2), only, width)
        column = self._column(width)
        for label, text in said:
            lead = Content.styled(f"{INDENT * 2}{label}", "$muted")
            if lead.cell_length >= column:
                lines.append(lead)
                lead = Content("")
            lines += hanging(lead.pad_right(column - lead.cell_length), Content(text), width)
        if contact.is_stale(self._room.now.date()):
            warning = Content.styled(say("! not checked for {days} days", days=FRESH.days), "bold $warning")
            lines += hanging(Content(" " * column), warning, width)
        return lines

    def _column(self, width: int) -> int:
        """Where texts begin: beside the longest label, or, where that is narrow, a little further in."""
        if width < NARROW:
            return len(INDENT) * 3
        labels = (self._words.say(label) for label in (*(fact.label for fact in FACTS), mark("Checked on")))
        return max(Content(label).cell_length for label in labels) + len(INDENT) * 3

    def action_leave(self) -> None:
        self.dismiss()
