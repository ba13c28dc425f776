"""An agenda as YAML writes it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import cast, get_args

from yaml.nodes import Node

from workshop.domain.agenda import Agenda, Day, GroupSize, Keep, Session, SessionKind
from workshop.domain.exercise import Minutes

from .exercises import read_minutes, read_sources
from .prompts import read_id
from .reader import Reader


def read_agenda(reader: Reader, id: str, text: str, titles: Mapping[str, str]) -> Agenda | None:
    """The agenda in `text`, or None; what is wrong with it stands in `reader.problems`.

    `titles` are the titles of the exercises that an agenda may name, by id.
    """
    root = reader.root(text)
    if root is None:
        return None
    table = reader.table(root, required=("title", "about", "goal", "group", "days", "sources"))
    days = reader.items(table["days"], lambda node: _day(reader, node, titles)) if "days" in table else ()
    if reader.problems:
        return None
    return Agenda(
        id=id,
        title=reader.prose(table["title"]),
        about=reader.prose(table["about"]),
        goal=reader.prose(table["goal"]),
        group=_group(reader, table["group"]),
        days=days,
        sources=read_sources(reader, table["sources"]),
    )


def _group(reader: Reader, node: Node) -> GroupSize:
    table = reader.table(node, required=("least", "most"))
    if len(table) < 2:
        return GroupSize(1, 1)
    size = GroupSize(reader.number(table["least"], 1, 500), reader.number(table["most"], 1, 500))
    if size.least > size.most:
        reader.problem(node, "“most” should not be less than “least”.")
    return size


def _day(reader: Reader, node: Node, titles: Mapping[str, str]) -> Day:
    table = reader.table(node, required=("title", "start", "sessions"))
    title = reader.prose(table["title"]) if "title" in table else ""
    start = reader.clock(table["start"]) if "start" in table else datetime.min.time()
    sessions: tuple[Session, ...] = ()
    if "sessions" in table:
        sessions = reader.items(table["sessions"], lambda item: _session(reader, item, titles))
        day = Day(title, start, sessions)
        _check_sessions(reader, table["sessions"], day)
        return day
    return Day(title, start, sessions)


def _session(reader: Reader, node: Node, titles: Mapping[str, str]) -> Session:
    table = reader.table(
        node,
        required=("id", "minutes"),
        optional=("title", "kind", "exercise", "at", "keep", "if_short", "if_crisis"),
    )
    kind = (
        cast(SessionKind, reader.one_of(table["kind"], get_args(SessionKind)))
        if "kind" in table
        else "exercise"
    )
    exercise = None
    if "exercise" in table:
        exercise = _exercise(reader, table["exercise"], titles)
    elif kind == "exercise":
        reader.problem(node, "Say which “exercise” this is, or give it another “kind”, as break or meal.")
    if "title" in table:
        title = reader.prose(table["title"])
    else:
        title = titles.get(exercise or "", "")
        if "exercise" not in table:
            reader.problem(node, "“{key}” is missing here.", key="title")
    return Session(
        id=read_id(reader, table["id"]) if "id" in table else "",
        title=title,
        kind=kind,
        minutes=read_minutes(reader, table["minutes"]) if "minutes" in table else Minutes(1, 1, 1),
        keep=cast(Keep, reader.one_of(table["keep"], get_args(Keep))) if "keep" in table else "should",
        at=reader.clock(table["at"]) if "at" in table else None,
        exercise=exercise,
        if_short=reader.prose(table["if_short"]) if "if_short" in table else "",
        if_crisis=reader.prose(table["if_crisis"]) if "if_crisis" in table else "",
    )


def _exercise(reader: Reader, node: Node, titles: Mapping[str, str]) -> str | None:
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


def _check_sessions(reader: Reader, node: Node, day: Day) -> None:
    """Ids are unique, and what comes before a fixed session ends when it begins."""
    seen: set[str] = set()
    cursor = datetime.combine(datetime.min, day.start)
    for item, session in zip(node.value, day.sessions, strict=False):
        if session.id and session.id in seen:
            reader.problem(
                item, "“{id}” is the id of two sessions of this day. Give each its own.", id=session.id
            )
        seen.add(session.id)
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
