"""The letters that go into the letterbox, and how each is written down.

["response", form, audience, id, answers]     newest of the same form, audience and id wins
["sealed response", form, audience, id, answers]   likewise: the phone sealed the answers to the vault
["withdrawal", form, audience, id]
["slot", slot, public key]                    a plan was begun
["entry", slot, prompt, sealed, id, counter]  highest counter of the same slot and prompt wins
["entry withdrawal", slot, prompt]
["version", slot, keep, id]                   a new version of a plan: the one so far is kept, or all go
["version brought", slot, id, entries, begin] an earlier version that its owner brought, or a piece of it
["versions let go", slot, id]
["care", wish, id]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from workshop.vault.jsonvalue import JSON, pack, unpack, unpack_object


@dataclass(frozen=True, slots=True)
class ResponseLetter:
    """One anonymous submission to one form; `id` lives as long as the form is open."""

    form: str
    audience: str
    id: str
    answers: Mapping[str, JSON]
    sealed: bool = False
    """Whether a phone sealed the answers: then they are never sent back over the network."""

    def to_bytes(self) -> bytes:
        """The letter as it is sealed."""
        told = ["sealed"] if self.sealed else []
        return pack(["response", self.form, self.audience, self.id, self.answers, *told])


@dataclass(frozen=True, slots=True)
class SealedResponseLetter:
    """A submission that came while locked: `answers` is the base64 of what a phone sealed to the vault."""

    form: str
    audience: str
    id: str
    answers: str

    def to_bytes(self) -> bytes:
        """The letter as it is sealed."""
        return pack(["sealed response", self.form, self.audience, self.id, self.answers])

    def opened(self, plain: bytes | None) -> ResponseLetter:
        """The letter once its answers are open.

        Raises:
            ValueError: they did not open, or are none.
        """
        if plain is None:
            raise ValueError("does not open")
        return ResponseLetter(self.form, self.audience, self.id, unpack_object(plain), sealed=True)


@dataclass(frozen=True, slots=True)
class WithdrawalLetter:
    """A submission taken back."""

    form: str
    audience: str
    id: str

    def to_bytes(self) -> bytes:
        """The letter as it is sealed."""
        return pack(["withdrawal", self.form, self.audience, self.id])


@dataclass(frozen=True, slots=True)
class SlotLetter:
    """A plan was begun: where it is kept and what it is sealed to, both base64url, neither a secret."""

    slot: str
    public_key: str

    def to_bytes(self) -> bytes:
        """The letter as it is sealed."""
        return pack(["slot", self.slot, self.public_key])


@dataclass(frozen=True, slots=True)
class EntryLetter:
    """One private answer.

    `prompt` is "exercise/prompt", `sealed` the base64 of a sealed box that only the plan code opens, and
    `counter` the number inside it, so that after a restart the next one is higher.
    """

    slot: str
    prompt: str
    sealed: str
    id: str
    counter: int = 0

    def to_bytes(self) -> bytes:
        """The letter as it is sealed."""
        return pack(["entry", self.slot, self.prompt, self.sealed, self.id, self.counter])


@dataclass(frozen=True, slots=True)
class EntryWithdrawal:
    """A private answer taken back."""

    slot: str
    prompt: str

    def to_bytes(self) -> bytes:
        """The letter as it is sealed."""
        return pack(["entry withdrawal", self.slot, self.prompt])


@dataclass(frozen=True, slots=True)
class VersionLetter:
    """A new version of a plan was begun: the one so far is kept beside, or all earlier ones are let go."""

    slot: str
    keep: bool
    id: str

    def to_bytes(self) -> bytes:
        """The letter as it is sealed."""
        return pack(["version", self.slot, self.keep, self.id])


@dataclass(frozen=True, slots=True)
class BroughtVersion:
    """An earlier version that its owner brought, or a piece of it: sealed entries (base64) by their prompt.

    `begin` tells that what is not written here yet begins with it.
    """

    slot: str
    id: str
    entries: Mapping[str, str]
    begin: bool

    def to_bytes(self) -> bytes:
        """The letter as it is sealed."""
        return pack(["version brought", self.slot, self.id, dict(self.entries), self.begin])


@dataclass(frozen=True, slots=True)
class VersionsLetGo:
    """The earlier versions of a plan were let go."""

    slot: str
    id: str

    def to_bytes(self) -> bytes:
        """The letter as it is sealed."""
        return pack(["versions let go", self.slot, self.id])


@dataclass(frozen=True, slots=True)
class CareLetter:
    """Someone would like to talk, or would like a pause."""

    wish: Literal["talk", "pause"]
    id: str

    def to_bytes(self) -> bytes:
        """The letter as it is sealed."""
        return pack(["care", self.wish, self.id])


OpenLetter: TypeAlias = (
    ResponseLetter
    | WithdrawalLetter
    | SlotLetter
    | EntryLetter
    | EntryWithdrawal
    | VersionLetter
    | BroughtVersion
    | VersionsLetGo
    | CareLetter
)
Letter: TypeAlias = OpenLetter | SealedResponseLetter


def from_bytes(data: bytes) -> Letter:
    """The letter that `to_bytes` wrote.

    Raises:
        ValueError: anything else.
    """
    match unpack(data):
        case ["response", str(form), str(audience), str(id), dict(answers)]:
            return ResponseLetter(form, audience, id, answers)
        case ["response", str(form), str(audience), str(id), dict(answers), "sealed"]:
            return ResponseLetter(form, audience, id, answers, sealed=True)
        case ["sealed response", str(form), str(audience), str(id), str(sealed)]:
            return SealedResponseLetter(form, audience, id, sealed)
        case ["withdrawal", str(form), str(audience), str(id)]:
            return WithdrawalLetter(form, audience, id)
        case ["slot", str(slot), str(public_key)]:
            return SlotLetter(slot, public_key)
        case ["entry", str(slot), str(prompt), str(sealed), str(id), int(counter)]:
            return EntryLetter(slot, prompt, sealed, id, counter)
        case ["entry withdrawal", str(slot), str(prompt)]:
            return EntryWithdrawal(slot, prompt)
        case ["version", str(slot), bool(keep), str(id)]:
            return VersionLetter(slot, keep, id)
        case ["version brought", str(slot), str(id), dict(entries), bool(begin)]:
            return BroughtVersion(slot, id, {name: str(sealed) for name, sealed in entries.items()}, begin)
        case ["versions let go", str(slot), str(id)]:
            return VersionsLetGo(slot, id)
        case ["care", ("talk" | "pause") as wish, str(id)]:
            return CareLetter(wish, id)
        case _:
            raise ValueError("not a letter")
