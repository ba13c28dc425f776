"""One participant's plan as it lies here: sealed entries by prompt, and earlier versions of it; no secret.

Memory and book apply letters by these same few steps, so that what is live, what is read after a restart and
what was emptied into the book are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from workshop.vault.letters import (
    BroughtVersion,
    EntryLetter,
    EntryWithdrawal,
    SlotLetter,
    VersionLetter,
    VersionsLetGo,
)

PlanLetter: TypeAlias = (
    SlotLetter | EntryLetter | EntryWithdrawal | VersionLetter | BroughtVersion | VersionsLetGo
)

MOST_VERSIONS = 12
"""Earlier versions that are kept beside a plan; beyond that the oldest one goes."""


@dataclass(slots=True)
class SealedEntries:
    """What one participant has written, sealed to them: by "exercise/prompt"."""

    public_key: str
    entries: dict[str, str] = field(default_factory=dict)
    counter: int = 0
    """The highest number inside a seal: the newest entry of a place has the highest."""
    counters: dict[str, int] = field(default_factory=dict)
    """The number of each entry."""
    versions: list[dict[str, str]] = field(default_factory=list)
    """The entries of earlier versions, oldest first."""
    version_ids: list[str] = field(default_factory=list)
    """The random id of each earlier version."""
    number: int = 1
    """Which version is being written: 1 for a plan's first; letting versions go does not change it."""
    acts: set[str] = field(default_factory=set)
    """The random id of everything that was done with versions, so that nothing is done twice."""

    def put(self, name: str, sealed: str, counter: int) -> None:
        """The newer entry holds, whenever it arrives; of two with one number, the later arrival."""
        self.counter = max(self.counter, counter)
        if name not in self.entries or counter >= self.counters.get(name, 0):
            self.entries[name] = sealed
            self.counters[name] = counter

    def take_out(self, name: str) -> bool:
        """Takes out what there is, and says whether there was anything. Earlier versions stay."""
        self.counters.pop(name, None)
        return self.entries.pop(name, None) is not None

    def begin_version(self, id: str, *, keep: bool) -> bool:
        """What is written now is where the next version begins; kept beside, or all earlier ones go.

        Says whether anything went. A plan that has not changed since its last version is kept once.
        """
        if id in self.acts:
            return False
        self.acts.add(id)
        self.number += 1
        if not keep:
            return self._clear()
        return self._append(id, self.entries)

    def bring_version(self, id: str, entries: Mapping[str, str], *, begin: bool) -> bool:
        """An earlier version that its owner brought, in one piece or several; `begin`: what is not written
        here yet begins with it. Says whether another version went.
        """
        gone = False
        if id in self.version_ids:
            self.versions[self.version_ids.index(id)].update(entries)
        elif id not in self.acts:
            self.acts.add(id)
            self.number += 1
            gone = self._append(id, entries)
        # Again also where it was brought before: letters that are read twice leave what they left once.
        if begin:
            for name, sealed in entries.items():
                if name not in self.entries:
                    self.put(name, sealed, 0)
        return gone

    def let_go(self, id: str) -> bool:
        """Lets all earlier versions go, and says whether there were any."""
        if id in self.acts:
            return False
        self.acts.add(id)
        return self._clear()

    def _append(self, id: str, entries: Mapping[str, str]) -> bool:
        if not entries or (self.versions and self.versions[-1] == entries):
            return False
        self.versions.append(dict(entries))
        self.version_ids.append(id)
        gone = len(self.versions) > MOST_VERSIONS
        del self.versions[:-MOST_VERSIONS], self.version_ids[:-MOST_VERSIONS]
        return gone

    def _clear(self) -> bool:
        gone = bool(self.versions)
        self.versions.clear()
        self.version_ids.clear()
        return gone


def written(plans: Iterable[SealedEntries]) -> int:
    """How many private answers there are, of all people together; earlier versions are not counted."""
    return sum(len(plan.entries) for plan in plans)


def apply(plans: dict[str, SealedEntries], letter: PlanLetter) -> bool:
    """Apply one letter to `plans`, by slot, and say whether something was taken back or let go.

    An entry whose slot is still missing is kept in a plan without a key.
    """
    if isinstance(letter, SlotLetter):
        plan = plans.setdefault(letter.slot, SealedEntries(letter.public_key))
        # The first one stands: nobody can turn a plan that exists to another key.
        plan.public_key = plan.public_key or letter.public_key
        return False
    plan = plans.setdefault(letter.slot, SealedEntries(""))
    match letter:
        case EntryLetter(_, prompt, sealed, _, counter):
            plan.put(prompt, sealed, counter)
            return False
        case EntryWithdrawal(_, prompt):
            return plan.take_out(prompt)
        case VersionLetter(_, keep, id):
            return plan.begin_version(id, keep=keep)
        case BroughtVersion(_, id, entries, begin):
            return plan.bring_version(id, entries, begin=begin)
        case VersionsLetGo(_, id):
            return plan.let_go(id)
        case _:
            assert_never(letter)
