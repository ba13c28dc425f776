"""Small groups as values: what people said for them, how they were wished for, and who sits where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workshop.wording import mark

from .agenda import Split
from .signs import SIGNS, Sign

Position = Literal["staff", "manager"]
Way = Literal["together", "mixed"]
By = Literal["size", "number"]
Trouble = Literal[
    "one_group",
    "fewer",
    "managers_with_staff",
    "manager_alone",
    "alone",
    "shared",
    "not_asked",
    "nobody_asked",
]
"""What could not be kept as it was wished; the words stand where it is shown."""

FEWEST, MOST = 2, len(SIGNS)
"""Groups that can be wished for, and people in one."""
FEWEST_OPTIONS, MOST_OPTIONS = 2, 6
WORKS: Mapping[str, str] = {
    "field": mark("field work and documentation"),
    "legal": mark("legal work"),
    "media": mark("communication and media"),
    "finance": mark("coordination and finance"),
    "care": mark("care and psychosocial support"),
    "other": mark("other work"),
}
"""What people can say about their work."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the facilitator's own, for mixing or separating by it."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody said for this purpose only, under a random ticket."""

    ticket: str
    work: str | None = None
    position: Position | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How groups are to be made. `many` is people in a group, or groups.

    With `own_choice` nobody is placed: there are so many signs, and people go where they like.
    """

    by: By = "size"
    many: int = 4
    work: Way | None = None
    managers_apart: bool = False
    answer: Way | None = None
    own_choice: bool = False
    without_phone: int = 0

    @property
    def asks(self) -> bool:
        """Whether anything has to be asked for it."""
        return not self.own_choice and bool(self.work or self.answer or self.managers_apart)

    def tells_no_more_than(self, announced: Wishes) -> bool:
        """Whether a group tells no more about who is in it than was said when people were asked."""
        return all(
            now is None or now == then or (now == "mixed" and then is not None)
            for now, then in ((self.work, announced.work), (self.answer, announced.answer))
        ) and (announced.managers_apart or not self.managers_apart)


@dataclass(frozen=True, slots=True)
class Group:
    sign: Sign
    tickets: tuple[str, ...] = ()
    from_hat: int = 0
    """People without a phone: so many slips with its sign lie in the hat."""
    takes_more: bool = True
    """Whether somebody who comes late may be put here without being asked."""

    @property
    def size(self) -> int:
        return len(self.tickets) + self.from_hat


@dataclass(frozen=True, slots=True)
class Note:
    """Something that could not be kept, and how many people or groups it is about."""

    trouble: Trouble
    n: int = 1


@dataclass(frozen=True, slots=True)
class Groups:
    groups: tuple[Group, ...]
    """In the order of their signs, which tells nothing."""
    notes: tuple[Note, ...] = ()

    @property
    def signs(self) -> tuple[Sign, ...]:
        return tuple(group.sign for group in self.groups)

    def sign_of(self, ticket: str) -> Sign | None:
        return next((group.sign for group in self.groups if ticket in group.tickets), None)

    def one_more(self) -> tuple[Groups, Sign]:
        """One more slip in the hat, for somebody who came late: nobody else moves."""
        open_ones = [group for group in self.groups if group.takes_more] or list(self.groups)
        smallest = min(open_ones, key=lambda group: group.size)
        groups = tuple(replace(g, from_hat=g.from_hat + 1) if g is smallest else g for g in self.groups)
        return replace(self, groups=groups), smallest.sign


def suggested(split: Sequence[Split], sits: Sequence[str]) -> Wishes:
    """What an agenda's `split` and the way people sit in a session ask for."""
    ways = [one for one in split if one != "managers_apart"]
    work: Way | None = "together" if "area_of_work" in ways else "mixed" if "mixed" in ways else None
    own_choice = ways[:1] == ["own_choice"]
    return Wishes(
        by="number" if own_choice else "size",
        many=2 if "pairs" in sits and "small" not in sits and not own_choice else 4,
        work=work,
        managers_apart="managers_apart" in split,
        own_choice=own_choice,
    )
