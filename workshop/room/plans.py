"""Slots, public keys and sealed entries: no secrets, so they stay in memory while the vault is locked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class SealedEntries:
    """What one participant has written, sealed to them: by "exercise/prompt"."""

    public_key: str
    entries: dict[str, str] = field(default_factory=dict)
    counter: int = 0


class Plans:
    """Every participant's sealed plan, by slot."""

    def __init__(self) -> None:
        self._slots: dict[str, SealedEntries] = {}
        self._loaded = False

    def __len__(self) -> int:
        return len(self._slots)

    def begin(self, slot: str, public_key: str) -> bool:
        """Whether the slot is new; a slot keeps its first key."""
        if slot in self._slots:
            return False
        self._slots[slot] = SealedEntries(public_key)
        return True

    def slots(self) -> tuple[str, ...]:
        return tuple(sorted(self._slots))

    def get(self, slot: str) -> SealedEntries | None:
        return self._slots.get(slot)

    def next_counter(self, slot: str) -> int:
        """The number that goes inside the next seal, higher than all before. Raises KeyError."""
        plan = self._slots[slot]
        plan.counter += 1
        return plan.counter

    def count_to(self, slot: str, counter: int) -> None:
        """A phone has sealed `counter` into an entry by itself. Raises KeyError."""
        plan = self._slots[slot]
        plan.counter = max(plan.counter, counter)

    def put(self, slot: str, name: str, sealed: str) -> None:
        """The newest entry of a prompt takes the place of the older one. Raises KeyError."""
        self._slots[slot].entries[name] = sealed

    def take_out(self, slot: str, name: str) -> None:
        """An entry that its owner does not want any more. Raises KeyError for an unknown slot."""
        self._slots[slot].entries.pop(name, None)

    def load(
        self, slots: Mapping[str, str], counters: Mapping[str, int], entries: Mapping[tuple[str, str], str]
    ) -> None:
        """What the book holds, the first time it is read; from then on memory is ahead of the book."""
        if self._loaded:
            return
        self._loaded = True
        for slot, public_key in slots.items():
            self._slots[slot] = SealedEntries(public_key, counter=counters.get(slot, 0))
        for (slot, name), sealed in entries.items():
            if slot in self._slots:
                self._slots[slot].entries[name] = sealed

    @property
    def entry_count(self) -> int:
        return sum(len(plan.entries) for plan in self._slots.values())
