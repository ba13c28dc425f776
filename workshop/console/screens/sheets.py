"""The sheets that the list of things to see to asks with: a number, a date, a folder."""

from __future__ import annotations

from datetime import date

from workshop.console.chores import Chore
from workshop.console.kindly import kindly
from workshop.console.laptop import Laptop
from workshop.console.messages import ClosingAsked, PrintAsked
from workshop.domain.closing import LONGEST
from workshop.room import Room
from workshop.wording import Wording

from .asking import Asking
from .deciding import asks_to_close
from .live import Live

MOST_PHONES = 200
MOST_DAYS = 3650
SOON = 30
"""Days that are proposed until the keys are destroyed."""


class Sheets:
    """Each is shown above `screen`; what it gives goes to the room, or is asked of the console."""

    def __init__(self, screen: Live, room: Room, words: Wording, laptop: Laptop | None) -> None:
        self._screen = screen
        self._room = room
        self._words = words
        self._laptop = laptop

    def ask_phones(self) -> None:
        words = self._words

        def keep(text: str | None) -> None:
            if text:
                with kindly(self._screen, words):
                    self._room.hosting.expect_phones(int(text))

        expected = self._room.state.phones.expected
        self._screen.app.push_screen(
            Asking(
                words,
                words.say("How many phones will come?"),
                (words.say("With fewer than five, the script turns to paper and flipchart."),),
                "" if expected is None else str(expected),
                lambda text: self._not_a_number(text, MOST_PHONES),
            ),
            keep,
        )

    def ask_retention(self) -> None:
        words = self._words

        def keep(text: str | None) -> None:
            if text:
                with kindly(self._screen, words):
                    self._room.hosting.keep_for(int(text))

        days = self._room.state.retention
        longest = max(self._room.agenda.follow_ups, default=SOON)
        self._screen.app.push_screen(
            Asking(
                words,
                words.say("How many days after the last one is it wiped?"),
                (
                    words.count(
                        "The last follow-up is after {n} day.",
                        "The last follow-up is after {n} days.",
                        longest,
                    ),
                ),
                str(days if days is not None else longest),
                lambda text: self._not_a_number(text, MOST_DAYS),
            ),
            keep,
        )

    def ask_closing(self) -> None:
        """When; and where that is now, once more, since it cannot be undone."""
        words = self._words

        def sure(yes: bool | None) -> None:
            if yes:
                self._screen.post_message(ClosingAsked(0))

        def keep(text: str | None) -> None:
            if text and int(text):
                self._screen.post_message(ClosingAsked(int(text)))
            elif text:
                self._screen.app.push_screen(asks_to_close(self._room, words), sure)

        with kindly(self._screen, words):
            self._room.closing.check()
            self._screen.app.push_screen(
                Asking(
                    words,
                    words.say("In how many days is what people answered destroyed?"),
                    (
                        words.say("0 is now. {longest} at the most.", longest=LONGEST),
                        words.say("On that day the next start does it, and says so."),
                    ),
                    "",
                    lambda text: self._not_a_number(text, LONGEST),
                ),
                keep,
            )

    def _not_a_number(self, text: str, most: int) -> str:
        if text.isascii() and text.isdigit() and int(text[:9]) <= most:
            return ""
        return self._words.say("Please write a number from 0 to {most}.", most=most)

    def ask_date(self, chore: Chore) -> None:
        words = self._words

        def keep(text: str | None) -> None:
            if text:
                with kindly(self._screen, words):
                    self._room.hosting.set_date(chore.day, date.fromisoformat(text))

        self._screen.app.push_screen(
            Asking(
                words,
                words.say("On which date is day {n}?", n=chore.day + 1),
                (words.say("Year, month, day, as {date}.", date=self._room.now.date().isoformat()),),
                self._room.hosting.dates()[chore.day].isoformat(),
                self._not_a_date,
            ),
            keep,
        )

    def _not_a_date(self, text: str) -> str:
        try:
            date.fromisoformat(text)
        except ValueError:
            return self._words.say(
                "That is no date. Write it as {date}.", date=self._room.now.date().isoformat()
            )
        return ""

    def ask_folder(self, chore: Chore) -> None:
        words, laptop = self._words, self._laptop
        if laptop is None:
            self._screen.notify(words.say("Printing is possible in `workshop run`."), markup=False)
            return
        cards = self._cards if chore.act == "cards" else 0
        if cards:
            title = words.count("One card with a plan code", "{n} cards with plan codes", cards)
            about = words.say("In this folder the codes lie readable. Print them, then delete the file.")
            name = "cards"
        else:
            title = words.say("Sheets and scripts of day {n}", n=chore.day + 1)
            about = words.say(
                "In this folder they lie readable: what is asked, but nothing that people wrote."
            )
            name = f"day-{chore.day + 1}"

        def order(text: str | None) -> None:
            if text:
                self._screen.post_message(PrintAsked(text, chore.day, cards))

        self._screen.app.push_screen(
            Asking(
                words,
                title,
                (about, words.say("Nothing that is there already is written over.")),
                f"{laptop.sheets}-{name}",
            ),
            order,
        )

    @property
    def _cards(self) -> int:
        """As many as phones are expected, or as people at the most."""
        return self._room.state.phones.expected or self._room.agenda.group.most
