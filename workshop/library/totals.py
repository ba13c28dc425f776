"""What an organiser counted of a workshop, as YAML writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeGuard

from yaml.nodes import Node

from workshop.domain.errors import ContentProblems
from workshop.domain.totals import Totals
from workshop.wording import ENGLISH, Wording

from .library import read_source
from .reader import Reader, Table

MOST = 9_999
"""People; more is a slip of the hand."""
KEYS = ("invited", "present", "women", "men", "other", "first_time")


def load_totals(path: Path, words: Wording = ENGLISH) -> Totals:
    """The totals in the file `path`; each of the `KEYS` may be left out or stand without a number.

    Raises WorkshopError for a file that cannot be read, ContentProblems for one that is wrong.
    """
    source = read_source(path)
    reader = Reader(source.file, words)
    root = reader.root(source.text)
    table = reader.table(root, required=(), optional=KEYS) if root else {}
    days = table.get("present")
    totals = Totals(
        invited=_count(reader, table, "invited"),
        present=reader.items(days, lambda node: _number(reader, node)) if _is_told(days) else (),
        women=_count(reader, table, "women"),
        men=_count(reader, table, "men"),
        other=_count(reader, table, "other"),
        first_time=_count(reader, table, "first_time"),
    )
    if reader.mistaken:
        raise ContentProblems(tuple(reader.problems))
    return totals


def _count(reader: Reader, table: Table, key: str) -> int | None:
    node = table.get(key)
    return _number(reader, node) if _is_told(node) else None


def _number(reader: Reader, node: Node) -> int:
    return reader.number(node, 0, MOST)


def _is_told(node: Node | None) -> TypeGuard[Node]:
    return node is not None and node.value != ""
