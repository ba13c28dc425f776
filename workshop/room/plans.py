"""Every participant's plan: a slot, a public key and sealed entries; no secret, so they stay while locked."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field

from workshop.domain.prompt import to_plain
from workshop.vault import EntryLetter, EntryWithdrawal, SlotLetter, seal_entry, unwrap, wrap

from .values import Entry


@dataclass(slots=True)
class SealedEntries:
    """What one participant has written, sealed to them: by "exercise/prompt"."""

    public_key: str
    entries: dict[str, str] = field(default_factory=dict)
    counter: int = 0
    """The highest number inside a seal: the newest entry of a place has the highest."""


class Plans:
    """By slot. Everything that changes one returns when it is durable, and raises NoRoom where it is not."""

    def __init__(self, drop: Callable[[bytes], Awaitable[None]], changed: Callable[[], None]) -> None:
        """`drop` keeps a letter in the letterbox; `changed` tells those who listen."""
        self._drop = drop
        self._changed = changed
        self._slots: dict[str, SealedEntries] = {}
        self._loaded = False

    def __len__(self) -> int:
        return len(self._slots)

    def slots(self) -> tuple[str, ...]:
        return tuple(sorted(self._slots))

    def get(self, slot: str) -> SealedEntries | None:
        return self._slots.get(slot)

    @property
    def entry_count(self) -> int:
        return sum(len(plan.entries) for plan in self._slots.values())

    async def begin(self, slot: str, public_key: str) -> None:
        """Keeps the slot of a new plan; a slot keeps its first key."""
        if slot not in self._slots:
            await self._drop(SlotLetter(slot, public_key).to_bytes())
            self._slots.setdefault(slot, SealedEntries(public_key))
            self._changed()

    async def keep(self, entries: list[Entry]) -> None:
        """Seals entries to their owner and keeps them. Raises KeyError for an unknown slot."""
        for entry in entries:
            plan = self._slots[entry.slot]
            plan.counter += 1
            sealed = seal_entry(unwrap(entry.public_key), plan.counter, to_plain(entry.answer))
            await self._put(entry.slot, f"{entry.exercise}/{entry.prompt}", sealed, plan.counter)
        self._changed()

    async def keep_sealed(self, slot: str, exercise: str, entries: Mapping[str, bytes], counter: int) -> None:
        """Keeps entries, by prompt, that their owner's phone has sealed around `counter`.

        Raises KeyError for an unknown slot.
        """
        for prompt, sealed in entries.items():
            await self._put(slot, f"{exercise}/{prompt}", sealed, counter)
        self._changed()

    async def take_out(self, slot: str, exercise: str, prompts: Collection[str] | None = None) -> None:
        """Takes what a plan holds of one exercise out again: everything, or what answers `prompts`."""
        plan = self._slots.get(slot)
        kept = (name.partition("/") for name in (plan.entries if plan else ()))
        for name in [
            f"{exercise}/{prompt}"
            for known, _, prompt in kept
            if known == exercise and (prompts is None or prompt in prompts)
        ]:
            await self._drop(EntryWithdrawal(slot, name).to_bytes())
            self._slots[slot].entries.pop(name, None)
        self._changed()

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

    async def _put(self, slot: str, name: str, sealed: bytes, counter: int) -> None:
        text = wrap(sealed)
        await self._drop(EntryLetter(slot, name, text, secrets.token_urlsafe(12), counter).to_bytes())
        plan = self._slots[slot]
        plan.entries[name] = text
        plan.counter = max(plan.counter, counter)
