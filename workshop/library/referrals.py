"""A referral directory as YAML writes it."""

from __future__ import annotations

from datetime import date
from typing import cast, get_args

from yaml.nodes import Node

from workshop.domain.referral import FRESH, Directory, Referral, ReferralKind

from .prompts import read_id
from .reader import Reader, Table

REQUIRED = ("title", "contacts")
CONTACT_REQUIRED = ("id", "title", "kind", "route", "languages", "cost", "verified_on")
CONTACT_OPTIONAL = ("reach", "records", "on_phones")


def read_directory(reader: Reader, id: str, text: str, today: date) -> Directory | None:
    """The directory in `text`, or None; what is wrong with it stands in `reader.problems`.

    A contact that was not checked for long is a warning.
    """
    root = reader.root(text)
    if root is None:
        return None
    table = reader.table(root, required=REQUIRED)
    seen: set[str] = set()
    contacts: tuple[Referral | None, ...] = ()
    if "contacts" in table:
        contacts = reader.items(table["contacts"], lambda node: _contact(reader, node, today, seen))
    if reader.mistaken:
        return None
    # People's own words about their own contacts: nothing here goes into the catalogues.
    return Directory(
        id=id,
        title=reader.text(table["title"]),
        referrals=tuple(contact for contact in contacts if contact is not None),
    )


def _contact(reader: Reader, node: Node, today: date, seen: set[str]) -> Referral | None:
    table = reader.table(node, required=CONTACT_REQUIRED, optional=CONTACT_OPTIONAL)
    id = read_id(reader, table["id"]) if "id" in table else ""
    if id and id in seen:
        reader.problem(node, "“{id}” is the id of two contacts. Give each its own.", id=id)
    seen.add(id)
    verified_on = _day(reader, table["verified_on"], today) if "verified_on" in table else None
    if verified_on is None or any(key not in table for key in CONTACT_REQUIRED):
        return None
    contact = Referral(
        id=id,
        title=reader.text(table["title"]),
        kind=cast(ReferralKind, reader.one_of(table["kind"], get_args(ReferralKind))),
        route=reader.text(table["route"]),
        languages=reader.items(table["languages"], reader.text),
        cost=reader.text(table["cost"]),
        verified_on=verified_on,
        reach=_text(reader, table, "reach"),
        records=_text(reader, table, "records"),
        on_phones="on_phones" not in table or reader.flag(table["on_phones"]),
    )
    if contact.is_stale(today):
        reader.warning(
            table["verified_on"],
            "Nobody has checked this contact for more than {days} days. Try it, and write the day of today.",
            days=FRESH.days,
        )
    return contact


def _text(reader: Reader, table: Table, key: str) -> str:
    return reader.text(table[key]) if key in table else ""


def _day(reader: Reader, node: Node, today: date) -> date | None:
    text = reader.text(node)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        reader.problem(node, "“{text}” should be a day, as 2026-03-21.", text=text)
        return None
    if day > today:
        reader.problem(node, "{day} has not come yet. Write the day on which somebody tried it.", day=day)
        return None
    return day
