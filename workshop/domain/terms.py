"""What content names by an id, in words; each is said where it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workshop.wording import Wording, mark

from .agenda import Day, Held, Split
from .exercise import Depth, Helper, Minutes, Phones

DEPTHS: Mapping[Depth, tuple[str, str]] = {
    1: ("▪▫▫", mark("light")),
    2: ("▪▪▫", mark("medium")),
    3: ("▪▪▪", mark("deep")),
}
"""Each depth's sign and word."""
PHONES: Mapping[Phones, str] = {
    "on": mark("phones on"),
    "optional": mark("phones or paper"),
    "off": mark("phones away"),
}
GROUPS: Mapping[str, str] = {
    "solo": mark("alone"),
    "pairs": mark("in pairs"),
    "small": mark("in small groups"),
    "plenary": mark("all together"),
}
HELPERS: Mapping[Helper, str] = {
    "support_person": mark("a support person"),
    "qualified_practitioner": mark("a qualified practitioner"),
}
HELD: Mapping[Held, str] = {
    "in_person": mark("in one room"),
    "online": mark("online"),
    "asynchronous": mark("everybody when it suits them"),
    "preparation": mark("the facilitators' own work"),
}
SPLITS: Mapping[Split, str] = {
    "area_of_work": mark("by area of work"),
    "managers_apart": mark("managers apart"),
    "own_choice": mark("by own choice"),
    "mixed": mark("mixed"),
}
DOCUMENTS: Mapping[str, str] = {
    "S000": mark("Legal Dignity, Malaysia"),
    "S001": mark("the OMCT guide"),
    "S002": mark("retreats of bereaved women"),
    "S003": mark("the Manushya training"),
    "S004": mark("the New Tactics dialogue"),
}
"""The documents of docs/sources.md by their short names."""


_MEETINGS = (
    mark("The second meeting of this series"),
    mark("The third meeting of this series"),
    mark("The fourth meeting of this series"),
    mark("The fifth meeting of this series"),
)


def meeting(words: Wording, round: int) -> str:
    """Which meeting of its series a workshop is; empty for a first one, which has no round yet."""
    if round < 1:
        return ""
    if round <= len(_MEETINGS):
        return words.say(_MEETINGS[round - 1])
    return words.say("Meeting {n} of this series", n=round + 1)


def depth(words: Wording, of: Depth) -> str:
    sign, word = DEPTHS[of]
    return f"{sign} {words.say(word)}"


def document(words: Wording, id: str) -> str:
    return words.say(DOCUMENTS[id]) if id in DOCUMENTS else id


def listed(words: Wording, texts: Iterable[str]) -> str:
    """Texts on one line."""
    return " · ".join(words.say(text) for text in texts)


def groups(words: Wording, of: Iterable[str]) -> str:
    return listed(words, (GROUPS[one] for one in of))


def helpers(words: Wording, of: Iterable[Helper]) -> str:
    return listed(words, (HELPERS[one] for one in of))


def minutes(words: Wording, of: Minutes) -> str:
    if of.least == of.most:
        return words.count("{n} min", "{n} min", of.planned)
    return words.say("{least}–{planned}–{most} min", least=of.least, planned=of.planned, most=of.most)


def about_day(words: Wording, day: Day) -> str:
    """Where a day stands in a longer process, and how it is held; empty for a plain day in one room."""
    said = [words.say(day.phase)] if day.phase else []
    if day.week is not None:
        said.append(words.say("week {number}", number=day.week))
    if day.held != "in_person":
        said.append(words.say(HELD[day.held]))
    if day.repeats:
        said.append(words.say(day.repeats))
    return " · ".join(said)
