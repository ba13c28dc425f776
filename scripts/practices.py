"""Writes docs/practices.md: where each practice of the source documents can be found.

    .venv/bin/python scripts/practices.py [FILE]

The practices stand in docs/practices.yaml; where they are carried out stands in the content itself, as `rows`
of the sources of agendas and exercises.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import yaml

from workshop.library import load_library

ROOT = Path(__file__).resolve().parent.parent
PRACTICES = ROOT / "docs" / "practices.yaml"
TABLE = ROOT / "docs" / "practices.md"
HOMES = {
    "feature: copy": ("an agenda of one's own", "write-your-own.md"),
    "feature: referrals": ("the referral directory", "referrals.md"),
    "feature: care": ("wishes to talk or to pause, and the referral directory", "promises.md"),
    "feature: breathing": ("the slow breath on console and phone", "write-your-own.md"),
    "rule: follow-ups": ("a rule for every agenda", "rules.md"),
    "rule: trust before depth 3": ("a rule for every agenda", "rules.md"),
    "export: plan": ("the plan", "shape.md"),
    "resource: networks": ("networks", "resources.md#networks"),
    "resource: mechanisms": ("mechanisms", "resources.md#mechanisms"),
    "resource: funds": ("funds", "resources.md#funds"),
    "resource: reading": ("reading", "resources.md#reading"),
}
HEAD = """# Practices and where they are

Every system, programme, practice and tool that the source documents ([sources.md](sources.md)) name, and what
carries it out here. Made by `scripts/practices.py` from the sources of the content and from
[practices.yaml](practices.yaml); a test holds it complete.

| row | practice | from | where it is |
|---|---|---|---|
"""


class Practice(NamedTuple):
    row: str
    name: str
    document: str
    homes: tuple[str, ...]
    """Links in Markdown."""


def practices() -> list[Practice]:
    """Every practice with its homes, in the order of practices.yaml."""
    carried_out = _carried_out()
    return [
        Practice(
            entry["row"],
            entry["name"],
            entry["document"],
            (*carried_out.get((entry["document"], entry["row"]), ()), *_other_home(entry.get("home"))),
        )
        for entry in yaml.load(PRACTICES.read_text(encoding="utf-8"), yaml.BaseLoader)
    ]


def named_rows() -> set[tuple[str, str]]:
    """(document, row) of every practice that content says it carries out."""
    return set(_carried_out())


def _carried_out() -> dict[tuple[str, str], list[str]]:
    library = load_library()
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, contents in (("agendas", library.agendas), ("exercises", library.exercises)):
        for id, content in contents.items():
            link = f"[{content.title}](../{kind}/{id}.yaml)"
            for source in content.sources:
                for row in source.rows:
                    if link not in found[source.document, row]:
                        found[source.document, row].append(link)
    return dict(found)


def _other_home(home: str | None) -> tuple[str, ...]:
    if home is None:
        return ()
    if home.startswith("referral: "):
        return (f"[referral kind {home.removeprefix('referral: ')}](referrals.md)",)
    name, address = HOMES[home]
    return (f"[{name}]({address})",)


def table() -> str:
    lines = (f"| {p.row} | {p.name} | {p.document} | {' · '.join(p.homes)} |" for p in practices())
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if sys.argv[1:] else TABLE).write_text(table(), encoding="utf-8")
