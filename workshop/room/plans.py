"""Every participant's plan: a slot, a public key and sealed entries; no secret, so they stay while locked."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Collection, Mapping

from workshop.domain.prompt import to_plain
from workshop.vault import (
    BroughtVersion,
    EntryLetter,
    EntryWithdrawal,
    SealedEntries,
    SlotLetter,
    VersionLetter,
    VersionsLetGo,
    seal_entry,
    unwrap,
    wrap,
    written,
)

from .values import Entry


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
        return written(self._slots.values())

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
            self._slots[slot].take_out(name)
        self._changed()

    async def begin_version(self, slot: str, keep: bool, id: str = "") -> None:
        """What is written now stays, as where the next version begins; as it is now it is also kept beside,
        or all earlier versions are let go. Nothing is done twice with one random `id`.

        Raises KeyError for an unknown slot.
        """
        plan, id = self._slots[slot], id or _random_id()
        await self._drop(VersionLetter(slot, keep, id).to_bytes())
        plan.begin_version(id, keep=keep)
        self._changed()

    async def bring_version(self, slot: str, id: str, entries: Mapping[str, bytes], *, begin: bool) -> None:
        """Keeps an earlier version that its owner brought, or one more piece of it, by "exercise/prompt".

        With `begin`, what is not written here yet begins with it. Raises KeyError for an unknown slot.
        """
        plan, texts = self._slots[slot], {name: wrap(sealed) for name, sealed in entries.items()}
        await self._drop(BroughtVersion(slot, id, texts, begin).to_bytes())
        plan.bring_version(id, texts, begin=begin)
        self._changed()

    async def let_go(self, slot: str, id: str = "") -> None:
        """Lets the earlier versions go, `id` as above. Raises KeyError for an unknown slot."""
        plan, id = self._slots[slot], id or _random_id()
        await self._drop(VersionsLetGo(slot, id).to_bytes())
        plan.let_go(id)
        self._changed()

    def load(self, plans: Mapping[str, SealedEntries]) -> None:
        """What the book holds, the first time it is read; from then on memory is ahead of the book."""
        if not self._loaded:
            self._loaded = True
            self._slots.update(plans)

    async def _put(self, slot: str, name: str, sealed: bytes, counter: int) -> None:
        text = wrap(sealed)
        await self._drop(EntryLetter(slot, name, text, _random_id(), counter).to_bytes())
        self._slots[slot].put(name, text, counter)


def _random_id() -> str:
    return secrets.token_urlsafe(12)
