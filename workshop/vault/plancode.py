"""The plan code: a participant's own secret, and the key that comes from it.

    code        19 random digits and a check digit, in five groups of four (63 bits)
    64 bytes  = scrypt(the 20 digits in ASCII, the workshop's plan salt, N=2^15, r=8, p=1)
    slot      = BLAKE2b-128(key: the 64 bytes, "slot")     how the laptop finds the plan
    private   = BLAKE2b-256(key: the 64 bytes, "key")      X25519, opens its entries

A phone derives the same, so none of these figures may change; they are written into sealed plan files.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_bytes

from nacl.public import PrivateKey

from workshop.domain.errors import WorkshopError
from workshop.vault.jsonvalue import JSON, pack, unpack
from workshop.vault.sealing import open_sealed, seal

SCRYPT_N = 2**15
SCRYPT_R = 8
SCRYPT_P = 1
"""Security.md section 3: about 0.2 s on a laptop and 1 s on a phone."""
_SCRYPT_SIZE = 64
_SCRYPT_MEMORY = 64 * 1024**2

LENGTH = 20
_GROUP = 4
_SLOT_SIZE = 16
_KEY_SIZE = 32
# Above this a random byte would favour small digits.
_FAIR_BYTES = 250

# H. Michael Damm, "Totally anti-symmetric quasigroups for all orders n ≠ 2, 6", Discrete Mathematics 307
# (2007): one wrong digit, or two neighbours swapped, never leads back to 0.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


class BadPlanCode(WorkshopError):
    """What was typed is no plan code."""


@dataclass(frozen=True, slots=True)
class PlanCode:
    """Twenty digits whose last one checks the others; hidden from `repr`, so that no report shows it."""

    digits: str = field(repr=False)

    @classmethod
    def new(cls, random_bytes: Callable[[int], bytes] = token_bytes) -> PlanCode:
        """A fresh code.

        Args:
            random_bytes: gives that many random bytes.
        """
        digits = ""
        while len(digits) < LENGTH - 1:
            digits += "".join(str(byte % 10) for byte in random_bytes(LENGTH) if byte < _FAIR_BYTES)
        digits = digits[: LENGTH - 1]
        # In Damm's table the check digit is the interim digit itself.
        return cls(digits + str(_interim(digits)))

    @classmethod
    def parse(cls, text: str) -> PlanCode:
        """The code that someone typed, in the digits of any script, with or without gaps and hyphens.

        Raises:
            BadPlanCode: it has another length, other signs, or a slip in it.
        """
        digits = ""
        for sign in text:
            value = unicodedata.decimal(sign, None)
            if value is not None:
                digits += str(value)
            elif not (sign.isspace() or unicodedata.category(sign) in ("Pd", "Cf") or sign == "\u2212"):
                raise BadPlanCode("A plan code is made of digits only. Please check what you typed.")
        if len(digits) != LENGTH:
            raise BadPlanCode(
                "A plan code has 20 digits; this one has {digits}. Please check what you typed.",
                digits=len(digits),
            )
        if _interim(digits) != 0:
            raise BadPlanCode("There is a slip in this plan code. Please compare it with your card.")
        return cls(digits)

    def __str__(self) -> str:
        return " ".join(self.digits[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


@dataclass(frozen=True, slots=True)
class PlanKey:
    """What a plan code opens: `private_key` (32 bytes) is secret; `slot` (16), `public_key` (32) are not."""

    slot: bytes
    private_key: bytes = field(repr=False)
    public_key: bytes


def derive(code: PlanCode, salt: bytes) -> PlanKey:
    """The key of a plan; takes 32 MiB and a quarter of a second.

    Args:
        code: the participant's.
        salt: the workshop's plan salt, 16 bytes (`Header.plan_salt`).
    """
    master = hashlib.scrypt(
        code.digits.encode(),
        salt=salt,
        n=SCRYPT_N,
        r=SCRYPT_R,
        p=SCRYPT_P,
        maxmem=_SCRYPT_MEMORY,
        dklen=_SCRYPT_SIZE,
    )
    private_key = hashlib.blake2b(b"key", key=master, digest_size=_KEY_SIZE).digest()
    return PlanKey(
        slot=hashlib.blake2b(b"slot", key=master, digest_size=_SLOT_SIZE).digest(),
        private_key=private_key,
        public_key=bytes(PrivateKey(private_key).public_key),
    )


def seal_entry(public_key: bytes, counter: int, value: JSON) -> bytes:
    """Seal an entry, `[counter, value]` as JSON, to its owner.

    Args:
        public_key: the plan's.
        counter: grows with every change of the same prompt.
        value: the answer.
    """
    return seal(pack([counter, value]), public_key)


def open_entry(private_key: bytes, sealed: bytes) -> tuple[int, JSON]:
    """The counter and the answer of an entry.

    Raises:
        ValueError: damaged, or somebody else's.
    """
    match unpack(open_sealed(sealed, private_key)):
        case [int(counter), value]:
            answer: JSON = value
            return counter, answer
        case _:
            raise ValueError("not an entry")


def _interim(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim
