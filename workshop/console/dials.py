"""The filters of the library: what each can be set to, and what then is let through."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.domain.exercise import Exercise
from workshop.domain.terms import DOCUMENTS, GROUPS
from workshop.library import Filter, matches
from workshop.wording import Wording

MINUTES = (15, 30, 45, 60, 90)


@dataclass(frozen=True, slots=True)
class Stop:
    """One value of a dial in words; it lets through what any of its filters does."""

    title: str
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Dial:
    """One filter under one key; the first stop asks for nothing."""

    key: str
    title: str
    stops: tuple[Stop, ...]


def dials(words: Wording) -> tuple[Dial, ...]:
    """All dials, in the order in which they are shown."""
    say = words.say
    depths = (
        Stop(say("any")),
        Stop(say("at most 1, light"), (Filter(depth=1),)),
        Stop(say("at most 2, medium"), (Filter(depth=2),)),
        Stop(say("at most 3, deep"), (Filter(depth=3),)),
    )
    phones = (
        Stop(say("any")),
        Stop(say("works without"), (Filter(phones="optional"), Filter(phones="off"))),
        Stop(say("off"), (Filter(phones="off"),)),
        Stop(say("on"), (Filter(phones="on"),)),
    )
    minutes = (Stop(words.count("fits in {n}", "fits in {n}", n), (Filter(minutes=n),)) for n in MINUTES)
    groups = (Stop(say(title), (Filter(group=group),)) for group, title in GROUPS.items())
    sources = (Stop(say(title), (Filter(source=id),)) for id, title in DOCUMENTS.items())
    return (
        Dial("1", say("depth"), depths),
        Dial("2", say("minutes"), (Stop(say("any")), *minutes)),
        Dial("3", say("group"), (Stop(say("any")), *groups)),
        Dial("4", say("phones"), phones),
        Dial("5", say("source"), (Stop(say("any")), *sources)),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: some words, and how far each dial is turned."""

    text: str = ""
    turned: tuple[int, ...] = (0, 0, 0, 0, 0)

    def turn(self, words: Wording, place: int) -> Wanted:
        """The same with one dial a stop further; after its last comes its first again."""
        stops = len(dials(words)[place].stops)
        turned = tuple((at + 1) % stops if n == place else at for n, at in enumerate(self.turned))
        return replace(self, turned=turned)

    def stops(self, words: Wording) -> tuple[Stop, ...]:
        """Where each dial stands."""
        return tuple(dial.stops[at] for dial, at in zip(dials(words), self.turned, strict=True))

    def among(self, exercises: tuple[Exercise, ...], words: Wording) -> tuple[Exercise, ...]:
        """Those of `exercises` that are wanted."""
        asked = [stop.filters for stop in self.stops(words) if stop.filters]
        return tuple(
            one
            for one in exercises
            if matches(one, Filter(text=self.text), words)
            and all(any(matches(one, filter, words) for filter in filters) for filters in asked)
        )
