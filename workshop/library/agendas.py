"""An agenda as YAML writes it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Protocol, cast, get_args

from yaml.nodes import Node

from workshop.domain.agenda import Agenda, Day, GroupSize, Held, Keep, Session, SessionKind, Split
from workshop.domain.exercise import Exercise, Minutes, Phones
from workshop.domain.rules import findings

from .exercises import overridden, read_groups, read_helpers, read_minutes, read_override, read_sources
from .prompts import read_id
from .reader import Reader, Table

REQUIRED = ("title", "about", "goal", "group", "days", "sources")
OPTIONAL = (
    "if_short",
    "if_crisis",
    "follow_ups",
    "requires",
    "start_here",
    "residential",
)
DAY_REQUIRED = ("title", "start", "sessions")
DAY_OPTIONAL = ("ends", "phase", "week", "held", "about", "repeats")
SESSION_REQUIRED = ("id", "minutes")
SESSION_OPTIONAL = (
    "title",
    "kind",
    "exercise",
    "aim",
    "at",
    "keep",
    "phones",
    "groups",
    "materials",
    "prayer",
    "choice_to_stop",
    "if_short",
    "if_crisis",
    "override",
)
GROUP_REQUIRED = ("least", "most")
GROUP_OPTIONAL = ("split",)
MOST_PEOPLE = 500
LONGEST_PROCESS = 260
"""Weeks: five years."""
LATEST_FOLLOW_UP = 730
"""Days after the end."""


class Shelf(Protocol):
    """The exercises that an agenda may name."""

    @property
    def titles(self) -> Mapping[str, str]:
        """Their titles by id."""
        ...

    def exercise(self, id: str) -> Exercise | None:
        """The exercise; None where its file is mistaken."""
        ...

    def text(self, id: str) -> str:
        """The exercise's YAML."""
        ...

    def has_self_check(self, id: str) -> bool:
        """Whether there is such a self-check, mistaken or not."""
        ...


@dataclass(frozen=True, slots=True)
class AgendaRead:
    """An agenda, and what each session does, overrides applied: exercises by the session's id."""

    agenda: Agenda
    done: Mapping[str, Exercise]


@dataclass(slots=True)
class _Reading:
    reader: Reader
    shelf: Shelf
    done: dict[str, Exercise] = field(default_factory=dict)
    nodes: dict[tuple[int, int], Node] = field(default_factory=dict)
    """Each session's node, by day and place."""
    seen: set[str] = field(default_factory=set)


def read_agenda(reader: Reader, id: str, text: str, shelf: Shelf) -> AgendaRead | None:
    """The agenda in `text`, or None; what is wrong with it stands in `reader.problems`."""
    root = reader.root(text)
    if root is None:
        return None
    reading = _Reading(reader, shelf)
    table = reader.table(root, required=REQUIRED, optional=OPTIONAL)
    days: tuple[Day, ...] = ()
    if "days" in table:
        numbers = iter(range(len(table["days"].value)))
        days = reader.items(table["days"], lambda node: _day(reading, next(numbers), node))
        if not days:
            reader.problem(table["days"], "An agenda needs at least one day.")
    optional = _optional(reader, table)
    if reader.mistaken:
        return None
    agenda = Agenda(
        id=id,
        title=reader.prose(table["title"]),
        about=reader.prose(table["about"]),
        goal=reader.prose(table["goal"]),
        group=_group(reader, table["group"]),
        days=days,
        sources=read_sources(reader, table["sources"]),
        if_short=optional["if_short"],
        if_crisis=optional["if_crisis"],
        follow_ups=_follow_ups(reader, table),
        requires=read_helpers(reader, table),
        start_here="start_here" in table and reader.flag(table["start_here"]),
        residential="residential" in table and reader.flag(table["residential"]),
    )
    _check_rules(reading, root, table["days"], agenda)
    return AgendaRead(agenda, reading.done)


def _optional(reader: Reader, table: Table) -> dict[str, str]:
    return {key: reader.prose(table[key]) if key in table else "" for key in ("if_short", "if_crisis")}


def _follow_ups(reader: Reader, table: Table) -> tuple[int, ...]:
    if "follow_ups" not in table:
        return ()
    return reader.items(table["follow_ups"], lambda node: reader.number(node, 1, LATEST_FOLLOW_UP))


def _check_rules(reading: _Reading, root: Node, days: Node, agenda: Agenda) -> None:
    reader = reading.reader
    if any(
        session.exercise and session.id not in reading.done for d in agenda.days for session in d.sessions
    ):
        return  # One of its exercises is mistaken: that is named, and the rest waits for it.
    for found in findings(agenda, reading.done):
        if found.day is None:
            node = root
        elif found.session is None:
            node = days.value[found.day]
        else:
            node = reading.nodes[found.day, found.session]
        note = reader.warning if found.warning else reader.problem
        note(node, found.english, **dict(found.values))


def _group(reader: Reader, node: Node) -> GroupSize:
    table = reader.table(node, required=GROUP_REQUIRED, optional=GROUP_OPTIONAL)
    if "least" not in table or "most" not in table:
        return GroupSize(1, 1)
    split: tuple[Split, ...] = ()
    if "split" in table:
        split = reader.items(table["split"], lambda item: cast(Split, reader.one_of(item, get_args(Split))))
    least, most = (reader.number(table[key], 1, MOST_PEOPLE) for key in GROUP_REQUIRED)
    if least > most:
        reader.problem(node, "“most” should not be less than “least”.")
    return GroupSize(least, most, split)


def _day(reading: _Reading, number: int, node: Node) -> Day:
    reader = reading.reader
    table = reader.table(node, required=DAY_REQUIRED, optional=DAY_OPTIONAL)
    sessions: tuple[Session, ...] = ()
    if "sessions" in table:
        places = iter(range(len(table["sessions"].value)))
        sessions = reader.items(
            table["sessions"], lambda item: _session(reading, (number, next(places)), item)
        )
        if not sessions:
            reader.problem(table["sessions"], "A day needs at least one session.")
    day = Day(
        title=reader.prose(table["title"]) if "title" in table else "",
        start=reader.clock(table["start"]) if "start" in table else time(0),
        sessions=sessions,
        ends=reader.clock(table["ends"]) if "ends" in table else None,
        phase=reader.prose(table["phase"]) if "phase" in table else "",
        week=reader.number(table["week"], 0, LONGEST_PROCESS) if "week" in table else None,
        held=cast(Held, reader.one_of(table["held"], get_args(Held))) if "held" in table else "in_person",
        about=reader.prose(table["about"]) if "about" in table else "",
        repeats=reader.prose(table["repeats"]) if "repeats" in table else "",
    )
    if sessions:
        _check_times(reader, table, day)
    return day


def _session(reading: _Reading, at: tuple[int, int], node: Node) -> Session:
    reader = reading.reader
    reading.nodes[at] = node
    table = reader.table(node, required=SESSION_REQUIRED, optional=SESSION_OPTIONAL)
    kind = (
        cast(SessionKind, reader.one_of(table["kind"], get_args(SessionKind)))
        if "kind" in table
        else "exercise"
    )
    id = read_id(reader, table["id"]) if "id" in table else ""
    if id and id in reading.seen:
        reader.problem(node, "“{id}” is the id of two sessions. Give each its own.", id=id)
    reading.seen.add(id)
    exercise = None
    if "exercise" in table:
        exercise = _exercise(reading, table["exercise"])
    elif kind == "exercise":
        reader.problem(node, "Say which “exercise” this is, or give it another “kind”, as break or meal.")
    if "title" in table:
        title = reader.prose(table["title"])
    else:
        title = reading.shelf.titles.get(exercise or "", "")
        if "exercise" not in table:
            reader.problem(node, "“{key}” is missing here.", key="title")
    minutes = read_minutes(reader, table["minutes"]) if "minutes" in table else Minutes(1, 1, 1)
    if "override" in table and exercise is None:
        reader.problem(table["override"], "Only a session with an exercise can override something of it.")
    if exercise is not None:
        _does(reading, id, exercise, table)
    return Session(
        id=id,
        title=title,
        kind=kind,
        minutes=minutes,
        keep=cast(Keep, reader.one_of(table["keep"], get_args(Keep))) if "keep" in table else "should",
        at=reader.clock(table["at"]) if "at" in table else None,
        exercise=exercise,
        aim=reader.prose(table["aim"]) if "aim" in table else "",
        phones=cast(Phones, reader.one_of(table["phones"], get_args(Phones))) if "phones" in table else None,
        groups=read_groups(reader, table["groups"]) if "groups" in table else (),
        materials=reader.prose_list(table["materials"]) if "materials" in table else (),
        prayer="prayer" in table and reader.flag(table["prayer"]),
        choice_to_stop=reader.prose(table["choice_to_stop"]) if "choice_to_stop" in table else "",
        if_short=reader.prose(table["if_short"]) if "if_short" in table else "",
        if_crisis=reader.prose(table["if_crisis"]) if "if_crisis" in table else "",
    )


def _does(reading: _Reading, session: str, exercise: str, table: Table) -> None:
    """Notes what the session does: the exercise as its file says, or with what is overridden here."""
    reader = reading.reader
    done = reading.shelf.exercise(exercise)
    if "override" in table:
        before = len(reader.problems)
        read_override(reader, table["override"])
        if len(reader.problems) > before:
            done = None
        if done is not None:
            done = overridden(reader, exercise, reading.shelf.text(exercise), table["override"])
        if done is not None:
            _check_names(reading, done, table["override"])
    if done is not None:
        reading.done[session] = done


def _check_names(reading: _Reading, done: Exercise, override: Node) -> None:
    """What an override names is there; for an exercise's own file the library looks."""
    nodes = {name: value for name, (_, value) in reading.reader.entries(override).items()}
    if "fallback" in nodes:
        _exercise(reading, nodes["fallback"])
    if "self_check" in nodes and not reading.shelf.has_self_check(done.self_check or ""):
        reading.reader.problem(nodes["self_check"], "There is no self-check “{name}”.", name=done.self_check)


def _exercise(reading: _Reading, node: Node) -> str | None:
    reader, titles = reading.reader, reading.shelf.titles
    name = reader.text(node)
    if name in titles:
        return name
    close = difflib.get_close_matches(name, titles, n=1, cutoff=0.5)
    if close:
        reader.problem(
            node, "There is no exercise “{name}”. Did you mean “{close}”?", name=name, close=close[0]
        )
    elif name:
        reader.problem(node, "There is no exercise “{name}”.", name=name)
    return None


def _check_times(reader: Reader, table: Table, day: Day) -> None:
    """What comes before a fixed session ends when it begins, and the day ends when it says."""
    cursor = datetime.combine(datetime.min, day.start)
    for item, session in zip(table["sessions"].value, day.sessions, strict=True):
        if session.at is not None:
            fixed = datetime.combine(datetime.min, session.at)
            if cursor > fixed:
                reader.problem(
                    item,
                    "What stands before would end at {ends}, and this begins at {begins}. Shorten something.",
                    ends=f"{cursor:%H:%M}",
                    begins=f"{fixed:%H:%M}",
                )
            cursor = max(cursor, fixed)
        cursor += timedelta(minutes=session.minutes.planned)
    if day.held == "asynchronous":
        if day.ends is None:
            reader.problem(table["title"], "A day of kind asynchronous needs “ends”: when it closes.")
        elif day.ends <= day.start:
            reader.problem(table["ends"], "The day should end after it starts.")
    elif day.ends is not None and cursor != datetime.combine(datetime.min, day.ends):
        reader.problem(
            table["ends"],
            "Planned as it is, this day ends at {planned}, and not at {ends}. Change one of the two.",
            planned=f"{cursor:%H:%M}",
            ends=f"{day.ends:%H:%M}",
        )
