"""What became of the things that a group promised itself, as it says of them when it meets again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workshop.wording import mark

from .figure import Bars, Figure
from .prompt import Prompt

STATES: Mapping[str, str] = {
    "kept": mark("kept"),
    "partly": mark("kept in part"),
    "changed": mark("changed, or let go"),
}
"""What can have become of a promise. None of it is a failure; one that is not done yet is simply open."""
_MEANS = {"kept": "kept", "partly": "partly", "changed": "changed", "let_go": "changed", "not_yet": ""}
"""What each option of the prompts in `ASKED` says of a promise."""
_TIED = "partly"
"""A group that is of two minds has kept a part."""
ASKED = ("first-promise", "second-promise", "third-promise")
"""The ids of the prompts that ask after a group's first, second and third commitment, in any exercise."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that a group set out to do together; `state` is one of `STATES`, or empty."""

    text: str
    state: str = ""


def in_order(texts: Iterable[str]) -> tuple[str, ...]:
    """Commitments as they are numbered everywhere: the same on the wall, in the script and in archives."""
    return tuple(sorted(texts))


def state_of(figure: Figure) -> str:
    """What most people answered, of a figure as it is disclosed; empty for not yet, or where none is seen."""
    counts = {bar.id: bar.count or 0 for bar in figure.bars} if isinstance(figure, Bars) else {}
    most = max((counts.get(option, 0) for option in _MEANS), default=0)
    found = {state for option, state in _MEANS.items() if most and counts.get(option) == most}
    return found.pop() if len(found) == 1 else _TIED if found else ""


def states(released: Iterable[tuple[Prompt, Figure]]) -> tuple[str, ...]:
    """What became of the first, second and third commitment; of two figures on one, the later one says it."""
    found = {prompt.id: state_of(figure) for prompt, figure in released if prompt.id in ASKED}
    return tuple(found.get(id, "") for id in ASKED)
