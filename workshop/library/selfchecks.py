"""A self-check as YAML writes it."""

from __future__ import annotations

from typing import cast, get_args

from yaml.nodes import Node

from workshop.domain.score import Band, Item, Method, SelfCheck, Subscale

from .prompts import read_id
from .reader import Reader, Table

REQUIRED = ("title", "about", "method", "from", "to", "items", "bands")
OPTIONAL = ("times", "missing", "subscales", "licence")
ITEM_REQUIRED = ("id",)
ITEM_OPTIONAL = ("reversed",)
BAND_REQUIRED = ("id", "up_to", "title", "say")
SUBSCALE_REQUIRED = ("id", "title", "items")
HIGHEST_ITEM = 10
MOST_TIMES = 100
HIGHEST_TOTAL = 10_000


def read_self_check(reader: Reader, id: str, text: str) -> SelfCheck | None:
    """The self-check in `text`, or None; what is wrong with it stands in `reader.problems`."""
    root = reader.root(text)
    if root is None:
        return None
    table = reader.table(root, required=REQUIRED, optional=OPTIONAL)
    items = reader.items(table["items"], lambda node: _item(reader, node)) if "items" in table else ()
    bands = reader.items(table["bands"], lambda node: _band(reader, node)) if "bands" in table else ()
    if reader.mistaken:
        return None
    check = SelfCheck(
        id=id,
        title=reader.prose(table["title"]),
        about=reader.prose(table["about"]),
        method=cast(Method, reader.one_of(table["method"], get_args(Method))),
        lowest=reader.number(table["from"], 0, HIGHEST_ITEM),
        highest=reader.number(table["to"], 1, HIGHEST_ITEM),
        items=items,
        bands=bands,
        times=reader.number(table["times"], 1, MOST_TIMES) if "times" in table else 1,
        missing=reader.number(table["missing"], 0, len(items)) if "missing" in table else 0,
        subscales=_subscales(reader, table),
        licence=reader.prose(table["licence"]) if "licence" in table else "",
    )
    _check_bands(reader, table, check)
    known = {item.id for item in items}
    for part in check.subscales:
        for item in part.items:
            if item not in known:
                reader.problem(table["subscales"], "There is no item “{name}” in this self-check.", name=item)
    return check


def _item(reader: Reader, node: Node) -> Item:
    table = reader.table(node, required=ITEM_REQUIRED, optional=ITEM_OPTIONAL)
    return Item(
        read_id(reader, table["id"]) if "id" in table else "",
        "reversed" in table and reader.flag(table["reversed"]),
    )


def _band(reader: Reader, node: Node) -> Band:
    table = reader.table(node, required=BAND_REQUIRED)
    return Band(
        read_id(reader, table["id"]) if "id" in table else "",
        reader.number(table["up_to"], 0, HIGHEST_TOTAL) if "up_to" in table else 0,
        reader.prose(table["title"]) if "title" in table else "",
        reader.prose_list(table["say"]) if "say" in table else (),
    )


def _subscales(reader: Reader, table: Table) -> tuple[Subscale, ...]:
    if "subscales" not in table:
        return ()

    def read(node: Node) -> Subscale:
        keys = reader.table(node, required=SUBSCALE_REQUIRED)
        return Subscale(
            read_id(reader, keys["id"]) if "id" in keys else "",
            reader.prose(keys["title"]) if "title" in keys else "",
            reader.items(keys["items"], reader.text) if "items" in keys else (),
        )

    return reader.items(table["subscales"], read)


def _check_bands(reader: Reader, table: Table, check: SelfCheck) -> None:
    ends = [band.up_to for band in check.bands]
    if ends != sorted(set(ends)) or not ends or ends[-1] != check.most:
        reader.problem(
            table["bands"],
            "The bands should rise, and the last should reach {most}: the highest total there can be.",
            most=check.most,
        )
    if check.lowest >= check.highest:
        reader.problem(table["to"], "“to” should be more than “from”.")
