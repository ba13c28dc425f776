"""Care marks as YAML writes them: `care: [storm]` among choices, `care: {at_most: 2}` on a scale."""

from __future__ import annotations

from yaml.nodes import Node

from workshop.domain.prompt import Audience, Option

from .reader import Reader, Table

RANGE = ("at_most", "at_least")


def _mark(reader: Reader, table: Table, audience: Audience, sensitive: bool) -> Node | None:
    """What stands under `care`; None where nothing does, or where nobody should or could see it."""
    node = table.get("care")
    if node is None:
        return None
    if audience is Audience.MINE:
        reader.problem(
            node,
            "What is “mine” is read by its owner alone, so nobody would see that care is needed. Take “care” "
            "away here; people find help on every page of the phone.",
        )
    elif audience is Audience.PAPER:
        reader.problem(node, "What stays on paper is not read here. Take “care” away.")
    elif sensitive and audience is Audience.ROOM:
        reader.problem(
            node,
            "“sensitive” hides small numbers, and “care” would tell that there is one. Keep one of the two.",
        )
    else:
        return node
    return None


def read_care_options(
    reader: Reader, table: Table, audience: Audience, sensitive: bool, options: tuple[Option, ...]
) -> tuple[str, ...]:
    """The ids of the options, or of a matrix' columns, that are marked."""
    node = _mark(reader, table, audience, sensitive)
    if node is None:
        return ()
    known = tuple(option.id for option in options)

    def read(item: Node) -> str:
        id = reader.text(item)
        if id and id not in known:
            reader.problem(
                item, "“{id}” is not among the choices: {choices}.", id=id, choices=", ".join(known)
            )
        return id

    marked = reader.items(node, read)
    if not marked and not reader.mistaken:
        reader.problem(node, "“{key}” needs at least one line.", key="care")
    _leave_some(reader, node, set(known), set(marked))
    return marked


def read_care_values(
    reader: Reader, table: Table, audience: Audience, sensitive: bool, lowest: int, highest: int
) -> tuple[int, ...]:
    """The values of a scale that are marked: from its low end up to one, from another up to its high end."""
    node = _mark(reader, table, audience, sensitive)
    if node is None:
        return ()
    marks = reader.table(node, required=(), optional=RANGE)
    if not marks and not reader.mistaken:
        reader.problem(
            node, "Say up to where, as “care: {at_most: 2}”, or from where, as “care: {at_least: 9}”."
        )
    at_most = reader.number(marks["at_most"], lowest, highest) if "at_most" in marks else lowest - 1
    at_least = reader.number(marks["at_least"], lowest, highest) if "at_least" in marks else highest + 1
    values = range(lowest, highest + 1)
    marked = tuple(value for value in values if value <= at_most or value >= at_least)
    _leave_some(reader, node, set(values), set(marked))
    return marked


def _leave_some(reader: Reader, node: Node, all: set[str] | set[int], marked: set[str] | set[int]) -> None:
    if marked and marked == all:
        reader.problem(node, "Every answer would ask for care. Mark those at which somebody may need it.")
