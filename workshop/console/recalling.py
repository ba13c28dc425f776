"""What the script says of the meeting before, in the exercises that look back at it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain import terms
from workshop.domain.commitments import ASKED, STATES
from workshop.domain.exercise import Exercise
from workshop.domain.outcomes import pairs
from workshop.export.days import meant_to_meet
from workshop.room import AGREEMENT, COLLECTIVE, Moved, Room
from workshop.wording import Wording

ARRIVING = "check-in"
"""The exercise with which a meeting begins: there the agreement is remembered."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A few lines under a heading; `card` is the id of the card that shows them to the room."""

    heading: str
    lines: tuple[str, ...]
    card: str = ""


def recalled(words: Wording, room: Room, exercise: Exercise) -> tuple[Recalled, ...]:
    """What of the meeting before belongs to `exercise`; nothing while locked, as everything that is kept."""
    along, places = room.along, {prompt.feeds for prompt in exercise.prompts}
    found: list[Recalled] = []
    if (exercise.repeats or exercise.id) == ARRIVING or AGREEMENT in places:
        found.append(Recalled(words.say("We agreed before"), along.agreement, "agreement"))
    if COLLECTIVE in places or any(exercise.prompt(id) for id in ASKED):
        promises = tuple(
            _promised(words, number, one.text, one.state)
            for number, one in enumerate(along.promises, start=1)
        )
        found.append(Recalled(words.say("We promised each other"), promises, "commitments"))
    if pairs(prompt.id for prompt in exercise.prompts):
        moved = tuple(_moved(words, one) for one in along.moved)
        found.append(Recalled(words.say("Last time, from 1 to 5"), moved))
    return tuple(one for one in found if one.lines)


def before_the_day(words: Wording, room: Room) -> tuple[str, ...]:
    """Which meeting of its series this is, before its first day; and when people had meant to meet again."""
    meant = meant_to_meet(room.along.dates, words)
    which = terms.meeting(words, room.series.round) if room.day_number == 0 else ""
    return tuple(line for line in (which, meant) if line)


def _promised(words: Wording, number: int, text: str, state: str) -> str:
    if state not in STATES:
        return f"{number}. {text}"
    return f"{number}. {text} ({words.say(STATES[state])})"


def _moved(words: Wording, one: Moved) -> str:
    before, after = one.before.mean, one.after.mean
    statement = words.say(one.statement)
    if before is None or after is None:
        return words.say("{statement}: too few answers to say", statement=statement)
    return words.say(
        "{statement}: before {before}, afterwards {after}",
        statement=statement,
        before=f"{before:.1f}",
        after=f"{after:.1f}",
    )
