"""A meeting that goes on from another one, whose archive brought things along."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.conftest import FakeClock
from tests.export.archives import full_archive
from workshop.domain.events import QUESTIONS
from workshop.domain.figure import Note, Notes, Spread, Tally
from workshop.domain.prompt import Audience, ScalePrompt, TextPrompt
from workshop.export import (
    Archive,
    ArchivedCount,
    ArchivedTexts,
    BeforeAfter,
    Commitment,
    FollowUp,
    archive_file,
    coming_along,
    read_archive,
)
from workshop.library import Bundle, load_library
from workshop.room import Brought, Room, Shown, begin, enter
from workshop.vault import Vault
from workshop.wording import ENGLISH

SERIES = "0123456789abcdef"
AGREED = ("Nobody has to speak.", "Phones stay in the bags.")
PROMISED = ("A phone chain, tried out once a month", "One free afternoon after each hearing")
STATEMENT = "I know my main risks"
PLANTED = "planted-by-somebody"
"""Stands wherever an archive holds people's words that are not the group's own."""


def meeting_before() -> Archive:
    """What the first meeting left, in the order in which it was released."""
    before = _weighed("risks-before", "When I arrived: I knew my main risks", (6, 5, 1, 1, 1))
    after = _weighed("risks-after", "Now: I know my main risks", (0, 2, 5, 3, 4))
    useful = TextPrompt(id="most-useful", audience=Audience.ROOM, ask="Most useful for me", characters=160)
    said = Shown("evaluation", useful, Notes(9, (Note("n1", PLANTED),)), at_least=False)
    return replace(
        full_archive(PLANTED),
        counts=(ArchivedCount("evaluation", "Evaluation", 10),),
        figures=(said, before, after),
        pairs=(BeforeAfter(STATEMENT, before, after),),
        group=(
            ArchivedTexts("P12.agreement", "We speak freely here if…", AGREED),
            ArchivedTexts("P12.offers_needs", "What I offer, what I ask", (PLANTED,)),
        ),
        commitments=(Commitment(PROMISED[1]), Commitment(PROMISED[0], "partly")),
        dates=(FollowUp(30, "2027-01"), FollowUp(90, "2027-03")),
        series=SERIES,
        round=0,
    )


def _weighed(id: str, ask: str, counts: tuple[int, ...]) -> Shown:
    prompt = ScalePrompt(
        id=id, audience=Audience.ROOM, ask=ask, lowest=1, highest=5, low="Not true", high="Very true"
    )
    tallies = tuple(Tally(str(value), str(value), count) for value, count in enumerate(counts, start=1))
    return Shown("evaluation", prompt, Spread(sum(counts), tallies, "Not true", "Very true"), at_least=False)


@cache
def parcel() -> bytes:
    return archive_file(meeting_before(), ENGLISH)


@cache
def brought() -> Brought:
    return coming_along(read_archive(parcel()))


@cache
def _bundle() -> Bundle:
    return load_library().bundle("follow-up-meetings")


async def follow_up(vault: Vault, clock: FakeClock) -> Room:
    """The follow-up meetings in an unlocked vault, before the first."""
    begin(vault, _bundle(), brought=brought())
    entered = await enter(vault, clock=clock)
    entered.get_ready(dict.fromkeys(QUESTIONS, True))
    return entered


def to(room: Room, exercise: str) -> None:
    """Goes on to the session that holds `exercise`."""
    while room.exercise is None or room.exercise.id != exercise:
        room.begin_next()
