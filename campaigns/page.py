"""The page of figures, written from what the campaigns kept."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, cast

from .findings import Findings, Line, Record, Scale

PAGE = Path(__file__).parents[1] / "docs" / "campaigns.md"
CAMPAIGNS: tuple[str, ...] = ()
"""In the order of the page."""
HEAD = """\
# The promises under attack

Every promise of [promises.md](promises.md) has a campaign that tries to break it. `make campaign` runs
them all and writes this page; `make test` runs a short form of each. A figure stands here only as it was
seen. Everything runs on one machine and speaks to that machine alone.
"""


class Campaign(Protocol):
    """A module of this package. A new one needs a name in `CAMPAIGNS`."""

    TITLE: str
    ABOUT: str
    """What is done, in two or three sentences."""
    MENDED: tuple[str, ...]
    """Every failure that it found, and its mend."""
    UNTESTED: tuple[str, ...]
    """What could not be tried, said plainly."""

    def run(self, scale: Scale) -> Findings: ...


def campaign(name: str) -> Campaign:
    """The module of that name."""
    return cast(Campaign, importlib.import_module(f"campaigns.{name}"))


def written() -> str:
    """The whole page."""
    parts = [HEAD]
    for name in CAMPAIGNS:
        it, kept = campaign(name), Record.read(name)
        parts.append(f"## {it.TITLE}\n\n{it.ABOUT.strip()}\n")
        if kept is None:
            parts.append("Not run yet.\n")
        else:
            ran = f"Run on {kept.day} in {kept.minutes:g} minutes; {kept.machine}."
            parts.append(f"{ran}\n\n{_table(kept.lines)}\n")
        parts += _listed("Found and mended", it.MENDED)
        parts += _listed("What could not be tried", it.UNTESTED)
    return "\n".join(parts)


def _table(lines: tuple[Line, ...]) -> str:
    rows = ["| what | seen | promised |", "| --- | --- | --- |"]
    for line in lines:
        promised = f"{line.promised}: {'kept' if line.held else '**not kept**'}" if line.promised else ""
        rows.append(f"| {line.what} | {line.figure} | {promised} |")
    return "\n".join(rows)


def _listed(title: str, texts: Iterable[str]) -> list[str]:
    points = "".join(f"- {text}\n" for text in texts)
    return [f"**{title}**\n\n{points}"] if points else []
