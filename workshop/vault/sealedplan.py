"""The data of a sealed plan file: plans that participants take home, each opened by its code alone.

One line of ASCII, a JSON object with its keys in this order and no blanks; one plan, or all of a workshop:

    {"format": "workshop-sealed-plan", "version": 2,
     "kdf": {"name": "scrypt", "n": 32768, "r": 8, "p": 1, "salt": hex},
     "shared": size, "plans": [size, ...], "mac": hex, "sum": hex}

Behind its newline are the bytes themselves: what is shared, then the plans, so many bytes each. The plans are
libsodium sealed boxes, equally long and in the order of their bytes; nothing says whose they are. In each are
two keys and its owner's entries: sealed boxes themselves, which nobody here can open. The first key opens
`shared`, what it takes to read entries; with the second, `mac` shows that nothing was changed. `sum` tells
damage from a wrong code. docs/sealed-plan.md describes every byte.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from workshop.domain.errors import WorkshopError
from workshop.vault.jsonvalue import JSON, pack, text_of, unpack_object, unwrap
from workshop.vault.plancode import SCRYPT_N, SCRYPT_P, SCRYPT_R, PlanCode, derive, open_entry

FORMAT = "workshop-sealed-plan"
VERSION = 2
STEP = 1024
"""What plans are padded to, in bytes; in one file all to the longest."""
_SHARED_STEP = 512
_KEY = 32
_LENGTH = 4
_SMALLEST_BOX = 48
"""What a sealed box has around its text, in bytes: a lower size names the list that has the same box."""
_MOST = 64 * 1024**2
"""A file larger than a thousand plans is not read."""


class WrongPlanCode(WorkshopError):
    """The code is a good one, and no plan in the file is its own."""

    def __init__(self) -> None:
        super().__init__("This code opens nothing here. Please compare it with your card.")


class DamagedPlan(WorkshopError):
    """The file is no sealed plan, or was changed after it was written."""

    def __init__(self) -> None:
        super().__init__("This file is not a whole sealed plan. If you have another copy of it, use that.")


@dataclass(frozen=True, slots=True)
class SealedPlan:
    """A plan as the laptop has it: its owner's public key (32 bytes), sealed entries (base64) by prompt."""

    public_key: bytes
    entries: Mapping[str, str]
    versions: Sequence[Mapping[str, str]] = ()
    """What the entries were before, the oldest first."""


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """A plan in its owner's hands."""

    entries: dict[str, JSON]
    """The answer to each prompt, the newest last: where two fill one place of the plan, it holds."""
    versions: tuple[dict[str, JSON], ...] = ()
    prompts: dict[str, JSON] = field(default_factory=dict)
    """What each prompt's answer fills, where it fills anything."""
    recipe: JSON = None
    """Whatever else was written to read a plan with."""
    damaged: bool = False
    """Whether an entry could not be read: it was damaged before it came into the file."""


def slot_text(slot: bytes) -> str:
    """A slot as letters and addresses name it: base64url without padding."""
    return text_of(slot)


def write_sealed_plans(
    plans: Iterable[SealedPlan], salt: bytes, prompts: Mapping[str, JSON], recipe: JSON
) -> bytes:
    """The data of a file that holds `plans`; no secret is needed to write it.

    Args:
        plans: one, or as many as people may carry for each other.
        salt: the workshop's plan salt, 16 bytes.
        prompts: what the answer to each prompt fills.
        recipe: what else it takes to read a plan.
    """
    plans = tuple(plans)
    lists = {name for plan in plans for entries in (plan.entries, *plan.versions) for name in entries}
    names = sorted(lists)
    shared_key, mac_key = secrets.token_bytes(_KEY), secrets.token_bytes(_KEY)
    shared = pack({"names": names, "prompts": [prompts.get(name) for name in names], "recipe": recipe})
    box = SecretBox(shared_key)
    inner = [shared_key + mac_key + _framed(plan, names) for plan in plans]
    size = max((_padded_size(len(one), STEP) for one in inner), default=STEP)
    sealed = sorted(
        SealedBox(PublicKey(plan.public_key)).encrypt(_padded(one, size))
        for plan, one in zip(plans, inner, strict=True)
    )
    packed = _deflated(shared)
    # The key is this file's alone and seals this once: the nonce need not differ from anything.
    kept = box.encrypt(_padded(packed, _padded_size(len(packed), _SHARED_STEP)), bytes(SecretBox.NONCE_SIZE))
    boxes = b"".join((kept.ciphertext, *sealed))
    listed = ",".join(str(len(one)) for one in sealed)
    head = (
        f'{{"format":"{FORMAT}","version":{VERSION},"kdf":{{"name":"scrypt","n":{SCRYPT_N},"r":{SCRYPT_R},'
        f'"p":{SCRYPT_P},"salt":"{salt.hex()}"}},"shared":{len(kept.ciphertext)},'
        f'"plans":[{listed}]'
    )
    authentic = f'{head},"mac":"{_mac(mac_key, head, boxes)}"'
    return f'{authentic},"sum":"{_sum(authentic, boxes)}"}}\n'.encode("ascii") + boxes


def read_sealed_plans(data: bytes, code: PlanCode) -> OpenedPlan:
    """The plan that `code` opens.

    Raises:
        WrongPlanCode: the code opens none of the plans.
        DamagedPlan: this is no such data, or not as it was written.
    """
    file = _checked(data)
    key = derive(code, file.salt)
    inner = next(
        (one for box in file.plans if (one := _opened(SealedBox(PrivateKey(key.private_key)), box))), None
    )
    if inner is None:
        raise WrongPlanCode
    try:
        if not hmac.compare_digest(_mac(inner[_KEY : 2 * _KEY], file.head, file.boxes), file.mac):
            raise ValueError("changed")
        packed = _unpadded(SecretBox(inner[:_KEY]).decrypt(file.shared, bytes(SecretBox.NONCE_SIZE)))
        described = unpack_object(zlib.decompress(packed, wbits=-zlib.MAX_WBITS))
        names, prompts = described["names"], described["prompts"]
        if not isinstance(names, list) or not isinstance(prompts, list):
            raise ValueError("not described")
        lists = _unframed(inner[2 * _KEY :], names)
        entries, *versions = (_answers(sealed, key.private_key) for sealed in lists)
        fills = {str(name): fill for name, fill in zip(names, prompts, strict=True) if fill is not None}
        damaged = sum(map(len, (entries, *versions))) < sum(map(len, lists))
        return OpenedPlan(entries, tuple(versions), fills, described.get("recipe"), damaged)
    except (ValueError, KeyError, IndexError, CryptoError, zlib.error) as error:
        raise DamagedPlan from error


@dataclass(frozen=True, slots=True)
class _Checked:
    """What stands in the data, once `sum` is right; `mac` covers `head` and `boxes`."""

    salt: bytes
    shared: bytes
    plans: tuple[bytes, ...]
    mac: str
    head: str
    boxes: bytes


def _checked(data: bytes) -> _Checked:
    line, _, boxes = data.partition(b"\n")
    try:
        text = line.decode("ascii")
        authentic, _, sum_ = text.rpartition(',"sum":"')
        head, _, mac = authentic.rpartition(',"mac":"')
        if len(data) > _MOST or sum_ != f'{_sum(authentic, boxes)}"}}' or not mac.endswith('"'):
            raise ValueError("damaged")
        fields = unpack_object(line)
        kdf, plans = fields["kdf"], fields["plans"]
        known = {"name": "scrypt", "n": SCRYPT_N, "r": SCRYPT_R, "p": SCRYPT_P}
        if fields["format"] != FORMAT or fields["version"] != VERSION or not isinstance(plans, list):
            raise ValueError("another format")
        if not isinstance(kdf, dict) or {**kdf, "salt": ""} != {**known, "salt": ""}:
            raise ValueError("another way to a key")
        shared, *each = _apart(boxes, [fields["shared"], *plans])
        return _Checked(bytes.fromhex(str(kdf["salt"])), shared, tuple(each), mac[:-1], head, boxes)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedPlan from error


def _apart(boxes: bytes, sizes: Sequence[JSON]) -> Iterator[bytes]:
    at = 0
    for size in sizes:
        if type(size) is not int or size < 0:
            raise ValueError("not a size")
        yield boxes[at : at + size]
        at += size
    if at != len(boxes):
        raise ValueError("cut short")


def _framed(plan: SealedPlan, names: Sequence[str]) -> bytes:
    """How many lists; of each how many entries, with the name's number and the size of each; all boxes.

    An answer that was not touched since is the same box in several lists: it stands in the first alone.
    """
    number = {name: at for at, name in enumerate(names)}
    lists = (plan.entries, *plan.versions)
    first: dict[tuple[str, str], int] = {}
    directory, boxes = [len(lists).to_bytes(2, "big")], []
    for at, entries in enumerate(lists):
        directory.append(len(entries).to_bytes(2, "big"))
        for name, sealed in sorted(entries.items()):
            size = first.setdefault((name, sealed), at)
            if size == at:
                boxes.append(unwrap(sealed))
                size = len(boxes[-1])
            directory.append(number[name].to_bytes(2, "big") + size.to_bytes(4, "big"))
    return b"".join((*directory, *boxes))


def _unframed(framed: bytes, names: Sequence[JSON]) -> list[dict[str, bytes]]:
    at = 0

    def number(size: int) -> int:
        nonlocal at
        at += size
        if at > len(framed):
            raise ValueError("cut short")
        return int.from_bytes(framed[at - size : at], "big")

    lists = [[(number(2), number(4)) for _ in range(number(2))] for _ in range(number(2))]
    found: list[dict[str, bytes]] = []
    for entries in lists:
        found.append({})
        for name, size in entries:
            if size < _SMALLEST_BOX:
                found[-1][str(names[name])] = found[size][str(names[name])]
                continue
            found[-1][str(names[name])] = framed[at : at + size]
            at += size
    if at != len(framed):
        raise ValueError("cut short")
    return found


def _answers(sealed: Mapping[str, bytes], private_key: bytes) -> dict[str, JSON]:
    opened: list[tuple[int, str, JSON]] = []
    for name, box in sealed.items():
        try:
            counter, value = open_entry(private_key, box)
        except ValueError:
            # What was damaged before it came into the file must not keep the rest from its owner.
            continue
        opened.append((counter, name, value))
    return {name: value for _, name, value in sorted(opened, key=lambda one: one[0])}


def _padded_size(length: int, step: int) -> int:
    return -(-(length + _LENGTH) // step) * step


def _padded(plain: bytes, size: int) -> bytes:
    return (len(plain).to_bytes(_LENGTH, "big") + plain).ljust(size, b"\0")


def _unpadded(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:_LENGTH], "big")
    if length > len(padded) - _LENGTH or any(padded[_LENGTH + length :]):
        raise ValueError("not padded as expected")
    return padded[_LENGTH : _LENGTH + length]


def _opened(box: SealedBox[PrivateKey], sealed: bytes) -> bytes | None:
    try:
        inner: bytes = _unpadded(box.decrypt(sealed))
    except (CryptoError, TypeError, ValueError):
        return None
    return inner


def _deflated(plain: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return packer.compress(plain) + packer.flush()


def _covered(text: str, boxes: bytes) -> bytes:
    """No line has a newline in it: where the text ends and the boxes begin is covered too."""
    return text.encode("ascii") + b"\n" + boxes


def _mac(key: bytes, text: str, boxes: bytes) -> str:
    return hmac.new(key, _covered(text, boxes), hashlib.sha256).hexdigest()


def _sum(text: str, boxes: bytes) -> str:
    return hashlib.sha256(_covered(text, boxes)).hexdigest()
