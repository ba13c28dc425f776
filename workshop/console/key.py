"""One key of the console."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal[
    "anywhere",
    "script",
    "time",
    "ontime",
    "figures",
    "library",
    "groups",
    "care",
    "chores",
    "code",
    "network",
    "papers",
    "sheet",
    "leaving",
    "away",
]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: Textual's names for it, what is printed for it, what it does and where."""

    keys: str
    sign: str
    action: str
    label: str
    tooltip: str
    place: Place = "anywhere"

    @property
    def id(self) -> str:
        return f"{self.place}.{self.action}"

    @property
    def target(self) -> str:
        """The action with its namespace, for links and the command palette."""
        action = self.bound[0][1]
        return f"app.{action}" if self.place == "anywhere" else f"screen.{action}"

    @property
    def bound(self) -> tuple[tuple[str, str], ...]:
        """Textual's names for keys, with the action of each: an action may hold its own `{key}`."""
        if "{key}" not in self.action:
            return ((self.keys, self.action),)
        return tuple((key, self.action.format(key=key)) for key in self.keys.split(","))
