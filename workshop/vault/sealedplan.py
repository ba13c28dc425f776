"""A sealed plan file: what a participant takes home, opened by the plan code and nothing else.

    {
      "format": "workshop-sealed-plan",
      "version": 1,
      "kdf": {"name": "scrypt", "n": 32768, "r": 8, "p": 1, "salt": base64},
      "slot": base64url without padding,
      "entries": [{"prompt": "exercise/prompt", "sealed": base64}, ...],   in the order of their prompts
      "group": base64
    }

One line of JSON, keys in order. `sealed` and `group` are libsodium sealed boxes to the key that `plancode`
derives from code and salt. Within the padding of `sealing` an entry is `[counter, value]`, and `group` is
`[BLAKE2b-256 of the file without "group", base64; what the group made together]`: so not a single byte of
the file can change unnoticed.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from workshop.domain.errors import WorkshopError
from workshop.vault.jsonvalue import JSON, bytes_of, pack, text_of, unpack, unpack_object, wrap
from workshop.vault.plancode import SCRYPT_N, SCRYPT_P, SCRYPT_R, PlanCode, derive, open_entry
from workshop.vault.sealing import open_sealed, seal

FORMAT = "workshop-sealed-plan"
VERSION = 1


class WrongPlanCode(WorkshopError):
    """The code is a good one, and belongs to another plan."""

    def __init__(self) -> None:
        super().__init__("This plan code does not open this file. Please check that both belong together.")


class DamagedPlan(WorkshopError):
    """The file is no sealed plan, or was changed after it was written."""

    def __init__(self) -> None:
        super().__init__("This file is not a whole sealed plan. If you have another copy of it, use that.")


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """A plan in its owner's hands: the answer to each prompt, and what the group made together."""

    entries: dict[str, JSON]
    """The newest last: where two fill one place of the plan, it holds."""
    group: JSON


def slot_text(slot: bytes) -> str:
    """A slot as letters and files name it: base64url without padding."""
    return text_of(slot)


def write_sealed_plan(
    slot: str, public_key: bytes, salt: bytes, entries: Mapping[str, str], group: JSON
) -> bytes:
    """The file; no secret is needed to write it.

    Args:
        slot: the plan's, base64url.
        public_key: the plan's, 32 bytes.
        salt: the workshop's plan salt, 16 bytes.
        entries: the sealed entry (base64) of each prompt.
        group: results of the group that go along.
    """
    envelope: dict[str, JSON] = {
        "format": FORMAT,
        "version": VERSION,
        "kdf": _kdf(salt),
        "slot": slot,
        "entries": [{"prompt": prompt, "sealed": entries[prompt]} for prompt in sorted(entries)],
    }
    sealed_group = seal(pack([_digest(envelope), group]), public_key)
    return pack({**envelope, "group": wrap(sealed_group)}) + b"\n"


def read_sealed_plan(data: bytes, code: PlanCode) -> OpenedPlan:
    """What is in a sealed plan file.

    Raises:
        WrongPlanCode: the code belongs to another plan.
        DamagedPlan: not a sealed plan, or not as it was written.
    """
    try:
        envelope = unpack_object(data)
        if pack(envelope) != data.strip() or envelope.get("format") != FORMAT:
            raise ValueError("not a sealed plan")
        kdf = envelope["kdf"]
        salt = bytes_of(kdf.get("salt")) if isinstance(kdf, dict) else b""
        if envelope["version"] != VERSION or kdf != _kdf(salt):
            raise ValueError("a version of its own")
        group = bytes_of(envelope.pop("group"))
        sealed = _sealed_entries(envelope["entries"])
        slot = envelope["slot"]
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedPlan from error
    key = derive(code, salt)
    if slot != slot_text(key.slot):
        raise WrongPlanCode
    try:
        match unpack(open_sealed(group, key.private_key)):
            case [str(digest), results] if hmac.compare_digest(digest.encode(), _digest(envelope).encode()):
                opened = {prompt: open_entry(key.private_key, blob) for prompt, blob in sealed.items()}
                by_counter = sorted(opened, key=lambda prompt: opened[prompt][0])
                return OpenedPlan({prompt: opened[prompt][1] for prompt in by_counter}, results)
            case _:
                raise ValueError("changed")
    except ValueError as error:
        raise DamagedPlan from error


def _kdf(salt: bytes) -> dict[str, JSON]:
    return {"name": "scrypt", "n": SCRYPT_N, "r": SCRYPT_R, "p": SCRYPT_P, "salt": wrap(salt)}


def _sealed_entries(entries: JSON) -> dict[str, bytes]:
    sealed: dict[str, bytes] = {}
    if not isinstance(entries, list):
        raise ValueError("no entries")
    for entry in entries:
        match entry:
            case {"prompt": str(prompt), "sealed": str(text)}:
                sealed[prompt] = bytes_of(text)
            case _:
                raise ValueError("not an entry")
    return sealed


def _digest(envelope: Mapping[str, JSON]) -> str:
    return wrap(blake2b(pack(envelope), digest_size=32).digest())
