"""What became of the things that a group promised itself, as it says of them when it meets again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workshop.wording import mark

from .figure import Bars, Figure
from .prompt import Prompt

STATES: Mapping[str, str] = {
    "kept": mark("Kept"),
    "partly": mark("Kept in part"),
    "changed": mark("Changed into something else"),
    "let_go": mark("Let go"),
    "not_yet": mark("Not yet"),
}
"""What can become of a promise, by the ids of the options that ask for it. None of it is a failure."""
TIED = "partly"
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
    """The answer that most gave, of a figure as it is disclosed; empty where none of `STATES` can be seen."""
    counts = {bar.id: bar.count for bar in figure.bars} if isinstance(figure, Bars) else {}
    seen = {state: counts.get(state) or 0 for state in STATES}
    most = max(seen.values())
    first, *others = (state for state, count in seen.items() if count == most)
    return "" if not most else TIED if others else first


def states(released: Iterable[tuple[Prompt, Figure]]) -> tuple[str, ...]:
    """What became of the first, second and third commitment; of two figures on one, the later one says it."""
    found = {prompt.id: state_of(figure) for prompt, figure in released if prompt.id in ASKED}
    return tuple(found.get(id, "") for id in ASKED)
