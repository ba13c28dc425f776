"""Finding an exercise among many: what somebody looks for, and whether an exercise is that."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.exercise import Exercise, Phones
from workshop.wording import ENGLISH, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What somebody looks for. What is empty or None asks for nothing."""

    text: str = ""
    """Words of the title or the purpose, in any case."""
    depth: int | None = None
    """No deeper than this."""
    minutes: int | None = None
    """It can be held in so many minutes."""
    group: str | None = None
    """One of the ways in which people sit together in it."""
    phones: Phones | None = None
    source: str | None = None
    """The id of a document that it comes from."""


def matches(exercise: Exercise, wanted: Filter, words: Wording = ENGLISH) -> bool:
    """Whether `exercise` is what is wanted; its title and purpose are read in English and in `words`."""
    english = (exercise.title, exercise.purpose)
    read = "\n".join((*english, *(words.say(text) for text in english))).casefold()
    return (
        all(word in read for word in wanted.text.casefold().split())
        and (wanted.depth is None or exercise.depth <= wanted.depth)
        and (wanted.minutes is None or exercise.minutes.least <= wanted.minutes)
        and (wanted.group is None or wanted.group in exercise.groups)
        and (wanted.phones is None or wanted.phones == exercise.phones)
        and (wanted.source is None or wanted.source in {source.document for source in exercise.sources})
    )
