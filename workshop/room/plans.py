"""Slots, public keys and sealed entries: no secrets, so they stay in memory while the vault is locked."""

from __future__ import annotations

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

    def count_from(self, slot: str, counter: int) -> None:
        """Numbers up to `counter` were given before this room was entered. Raises KeyError."""
        plan = self._slots[slot]
        plan.counter = max(plan.counter, counter)

    def put(self, slot: str, name: str, sealed: str) -> None:
        """The newest entry of a prompt takes the place of the older one. Raises KeyError."""
        self._slots[slot].entries[name] = sealed

    def put_older(self, slot: str, name: str, sealed: str) -> None:
        """An entry from the book, unless a newer one has come since."""
        if slot in self._slots:
            self._slots[slot].entries.setdefault(name, sealed)

    @property
    def entry_count(self) -> int:
        return sum(len(plan.entries) for plan in self._slots.values())
