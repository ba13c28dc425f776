"""A figure as JSON holds it, and back: for what stands when the answers behind it are gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from .figure import Bars, Counts, Figure, Grid, GridRow, Note, Notes, Order, Spread, Tally, Theme


def figure_to_plain(figure: Figure) -> dict[str, Any]:
    return {"kind": type(figure).__name__, **asdict(figure)}


def figure_from_plain(plain: Mapping[str, Any]) -> Figure:
    """The figure that `figure_to_plain` wrote. Raises KeyError or TypeError for anything else."""
    n = plain["n"]
    match plain["kind"]:
        case "Bars":
            return Bars(n, _tallies(plain["bars"]))
        case "Spread":
            return Spread(n, _tallies(plain["values"]), plain["low"], plain["high"])
        case "Notes":
            notes = tuple(Note(**note) for note in plain["notes"])
            return Notes(n, notes, tuple(Theme(**theme) for theme in plain["themes"]))
        case "Grid":
            rows = tuple(GridRow(row["label"], _tallies(row["cells"])) for row in plain["rows"])
            return Grid(n, tuple(plain["columns"]), rows)
        case "Order":
            return Order(n, _tallies(plain["places"]))
        case "Counts":
            return Counts(n, _tallies(plain["counts"]))
        case other:
            raise KeyError(other)


def _tallies(plain: Iterable[Mapping[str, Any]]) -> tuple[Tally, ...]:
    return tuple(Tally(**tally) for tally in plain)
