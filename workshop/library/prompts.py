"""Prompts as YAML writes them: one function for each type, found by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypedDict

from yaml.nodes import Node

from workshop.domain.disclosure import PEOPLE
from workshop.domain.plan import NoSuchPlace, Place, place, plan_field
from workshop.domain.prompt import (
    Audience,
    CellKind,
    ChoicePrompt,
    DatePrompt,
    ListPrompt,
    MatrixPrompt,
    MultiPrompt,
    Option,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
)

from .care import read_care_options, read_care_values
from .reader import Reader, Table

ID = re.compile(r"[a-z0-9][a-z0-9_]*(-[a-z0-9_]+)*")
_COMMON_REQUIRED = ("id", "type", "audience", "ask")
_COMMON_OPTIONAL = ("hint", "sensitive", "at_least", "feeds")
MOST_NEEDED = 50
"""The highest threshold that a prompt may ask for."""
CELLS: tuple[CellKind, ...] = ("mark", "scale", "text")
LONGEST = 2000
"""Characters that any text may have."""
MOST_LINES = 20
MOST_TEXTS = 10
HIGHEST_NUMBER = 10
"""The far end that a scale may have."""


class _Common(TypedDict):
    id: str
    audience: Audience
    ask: str
    hint: str
    sensitive: bool
    at_least: int
    feeds: str | None


def read_prompt(reader: Reader, node: Node) -> Prompt | None:
    """The prompt that stands at `node`; None, with a problem noted, where its type is unknown."""
    kind = reader.entries(node).get("type")
    if kind is None:
        reader.problem(node, "“{key}” is missing here.", key="type")
        return None
    name = reader.one_of(kind[1], tuple(_TYPES))
    required, optional, read = _TYPES[name]
    table = reader.table(
        node, required=(*_COMMON_REQUIRED, *required), optional=(*_COMMON_OPTIONAL, *optional)
    )
    return read(reader, table, _common(reader, table))


def _common(reader: Reader, table: Table) -> _Common:
    audience = Audience.PAPER
    if "audience" in table:
        audience = Audience(reader.one_of(table["audience"], tuple(Audience)))
    return {
        "id": read_id(reader, table["id"]) if "id" in table else "",
        "audience": audience,
        "ask": reader.prose(table["ask"]) if "ask" in table else "",
        "hint": reader.prose(table["hint"]) if "hint" in table else "",
        "sensitive": reader.flag(table["sensitive"]) if "sensitive" in table else False,
        "at_least": _number(reader, table, "at_least", PEOPLE, MOST_NEEDED, 0),
        "feeds": _feeds(reader, table, audience),
    }


def _feeds(reader: Reader, table: Table, audience: Audience) -> str | None:
    if "feeds" not in table:
        if audience is Audience.MINE and "ask" in table:
            reader.problem(
                table["ask"], "A prompt for “mine” needs “feeds”: the place in the plan that it fills."
            )
        return None
    path = reader.text(table["feeds"])
    try:
        found = place(path)
    except NoSuchPlace as error:
        reader.problem(table["feeds"], error.english, **error.values)
        return None
    if "rows" in table and "columns" in table:
        _check_grid(reader, table, found)
    if audience is Audience.MINE or (audience is Audience.ROOM and found.part == "P12"):
        return path
    reader.problem(table["feeds"], "Only a prompt for “mine” feeds the plan; one for “room” may feed P12.")
    return None


def _check_grid(reader: Reader, table: Table, where: Place) -> None:
    """A matrix that fills a field of the plan has the field's own rows and columns."""
    field = plan_field(where)
    rows = tuple(row.id for row in field.rows)
    columns = tuple(column.id for column in field.columns)
    for key, _ in reader.entries(table["rows"]).values():
        name = str(key.value)
        if not (name in rows if rows else name.isdigit() and field.many):
            reader.problem(
                key,
                "{field} has no record {record}. It has {rows}.",
                field=field.id,
                record=name,
                rows=", ".join(rows) or "1, 2, 3",
            )
    for key, _ in reader.entries(table["columns"]).values():
        if str(key.value) not in columns:
            reader.problem(
                key,
                "{field} has no column {column}. It has {columns}.",
                field=field.id,
                column=str(key.value),
                columns=", ".join(columns) or "–",
            )


def read_id(reader: Reader, node: Node) -> str:
    text = reader.text(node)
    if text and not ID.fullmatch(text):
        reader.problem(node, "“{text}” should be lower-case letters, digits and hyphens.", text=text)
    return text


def _options(reader: Reader, table: Table, key: str) -> tuple[Option, ...]:
    if key not in table:
        return ()
    found = reader.entries(table[key])
    if len(found) < 1:
        reader.problem(table[key], "“{key}” needs at least one line.", key=key)
    return tuple(Option(read_id(reader, name), reader.prose(label)) for name, label in found.values())


def _number(reader: Reader, table: Table, key: str, lowest: int, highest: int, default: int) -> int:
    return reader.number(table[key], lowest, highest) if key in table else default


def _prose(reader: Reader, table: Table, key: str) -> str:
    return reader.prose(table[key]) if key in table else ""


def _ends(reader: Reader, table: Table) -> tuple[int, int]:
    lowest = _number(reader, table, "from", 0, HIGHEST_NUMBER, 1)
    highest = _number(reader, table, "to", 0, HIGHEST_NUMBER, 5)
    if lowest >= highest and "to" in table:
        reader.problem(table["to"], "“to” should be more than “from”.")
        highest = lowest + 1
    return lowest, highest


def _text(reader: Reader, table: Table, common: _Common) -> Prompt:
    return TextPrompt(
        **common,
        characters=_number(reader, table, "characters", 1, LONGEST, 280),
        lines=_number(reader, table, "lines", 1, MOST_LINES, 1),
    )


def _list(reader: Reader, table: Table, common: _Common) -> Prompt:
    return ListPrompt(
        **common,
        most=_number(reader, table, "most", 1, MOST_TEXTS, 3),
        characters=_number(reader, table, "characters", 1, LONGEST, 160),
    )


def _scale(reader: Reader, table: Table, common: _Common) -> Prompt:
    lowest, highest = _ends(reader, table)
    return ScalePrompt(
        **common,
        lowest=lowest,
        highest=highest,
        low=_prose(reader, table, "low"),
        high=_prose(reader, table, "high"),
        care=read_care_values(reader, table, common["audience"], common["sensitive"], lowest, highest),
    )


def _choice(reader: Reader, table: Table, common: _Common) -> Prompt:
    options = _options(reader, table, "options")
    care = read_care_options(reader, table, common["audience"], common["sensitive"], options)
    return ChoicePrompt(**common, options=options, care=care)


def _multi(reader: Reader, table: Table, common: _Common) -> Prompt:
    options = _options(reader, table, "options")
    most = reader.number(table["most"], 1, max(1, len(options))) if "most" in table else None
    care = read_care_options(reader, table, common["audience"], common["sensitive"], options)
    return MultiPrompt(**common, options=options, most=most, care=care)


def _ranking(reader: Reader, table: Table, common: _Common) -> Prompt:
    return RankingPrompt(**common, options=_options(reader, table, "options"))


def _matrix(reader: Reader, table: Table, common: _Common) -> Prompt:
    cell: CellKind = "mark"
    if "cell" in table:
        cell = CELLS[CELLS.index(reader.one_of(table["cell"], CELLS))]
        if cell == "text" and common["audience"] in (Audience.ROOM, Audience.FACILITATOR):
            reader.problem(table["cell"], "Text cells are for “mine” and “paper” only.")
    lowest, highest = _ends(reader, table)
    columns = _options(reader, table, "columns")
    who = common["audience"], common["sensitive"]
    return MatrixPrompt(
        **common,
        cell=cell,
        rows=_options(reader, table, "rows"),
        columns=columns,
        care=(
            read_care_options(reader, table, *who, columns)
            if cell == "mark"
            else read_care_values(reader, table, *who, lowest, highest)
        ),
        lowest=lowest,
        highest=highest,
        low=_prose(reader, table, "low"),
        high=_prose(reader, table, "high"),
        characters=_number(reader, table, "characters", 1, LONGEST, 200),
    )


def _date(reader: Reader, table: Table, common: _Common) -> Prompt:
    return DatePrompt(**common)


_TYPES: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[[Reader, Table, _Common], Prompt]]] = {
    "text": ((), ("characters", "lines"), _text),
    "list": ((), ("most", "characters"), _list),
    "scale": (("from", "to", "low", "high"), ("care",), _scale),
    "choice": (("options",), ("care",), _choice),
    "multi": (("options",), ("most", "care"), _multi),
    "ranking": (("options",), (), _ranking),
    "matrix": (("cell", "rows", "columns"), ("from", "to", "low", "high", "characters", "care"), _matrix),
    "date": ((), (), _date),
}
"""For each type: the keys it needs, the keys it allows, and how it is read."""

PROMPT_TYPES = tuple(_TYPES)
PROMPT_KEYS = {
    name: ((*_COMMON_REQUIRED, *required), (*_COMMON_OPTIONAL, *optional))
    for name, (required, optional, _) in _TYPES.items()
}
"""For each type: all keys that it needs, and all that it allows besides."""
