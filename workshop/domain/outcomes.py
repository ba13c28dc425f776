"""What came of a workshop, in numbers that name nobody: what plans hold, and what changed for people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from workshop.wording import mark

from .plan import places
from .plan_parts import PARTS
from .prompt import Prompt

STATEMENTS: Mapping[str, str] = {
    "risks": mark("I know my main risks"),
    "signs": mark("I know the signs that I need care"),
    "whom-to-call": mark("I know whom to call"),
    "something-to-do": mark("There is something I can do in the coming week"),
}
"""The statements of `evaluation`, by what their prompts are called before -before and -after."""


@dataclass(frozen=True, slots=True)
class Element:
    """Something that a plan may hold; `holds` tells it from the places of a plan that are filled.

    Only which prompts a plan answers can be seen, never a content: of a list nobody knows how long it is.
    """

    path: str
    label: str
    holds: Callable[[frozenset[str]], bool]


def _any_of(*paths: str) -> Callable[[frozenset[str]], bool]:
    return lambda filled: not filled.isdisjoint(paths)


OUTCOMES: tuple[Element, ...] = (
    Element("two-threats", mark("Two threats to work on"), _any_of("P4.chosen")),
    Element("check-in", mark("A check-in protocol"), _any_of("P8.checkin")),
    Element("commitment", mark("A personal commitment"), _any_of("P11.commitments")),
    Element("referral", mark("A way to support"), _any_of("P13.support", "P13.protection_routes")),
)
"""What organisers are asked for most."""
ELEMENTS: tuple[Element, ...] = (
    *OUTCOMES,
    *(
        Element(f"{part.id}.{field.id}", field.label, _any_of(f"{part.id}.{field.id}"))
        for part in PARTS
        for field in part.fields
    ),
)


def plans_with(plans: Iterable[Collection[str]], prompt: Callable[[str], Prompt | None]) -> Mapping[str, int]:
    """How many plans hold each of `ELEMENTS`, by its path.

    Each plan is the names of its entries, "exercise/prompt"; `prompt` finds the prompt of such a name.
    """
    counts = dict.fromkeys((element.path for element in ELEMENTS), 0)
    for names in plans:
        found = (prompt(name) for name in names)
        filled = frozenset(f"{part}.{field}" for one in found if one for part, field, *_ in places(one))
        for element in ELEMENTS:
            counts[element.path] += element.holds(filled)
    return counts


def pairs(prompts: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """(statement, id before, id after) of all that was asked twice and stands in `prompts`."""
    asked = frozenset(prompts)
    twice = ((text, f"{name}-before", f"{name}-after") for name, text in STATEMENTS.items())
    return tuple((text, before, after) for text, before, after in twice if {before, after} <= asked)
