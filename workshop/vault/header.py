"""The vault's header: the wrapped private key and what is needed to unwrap it, kept twice.

    {"check", "kdf": {"memlimit", "name", "opslimit"},
     "plan_salt", "public_key", "salt", "version", "wrapped_key"}

JSON with base64, in the one encoding of `pack`. `check` tells damage from a wrong passphrase; what keeps the
header honest is the seal of `wrapped_key`, which covers every other field.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from workshop.vault.atomic import read_quietly, write_atomically
from workshop.vault.errors import DamagedHeader, NoRoom, NotAVault
from workshop.vault.jsonvalue import JSON, bytes_of, pack, unpack_object, wrap

COPIES = ("header.a", "header.b")
VERSION = 1
KDF = "argon2id"
OPSLIMIT = 3
"""Passes over the memory (RFC 9106, second choice, as in security.md section 3)."""
MEMLIMIT = 256 * 1024**2
"""Bytes of memory: 1.05 s on two cores (security.md 1e)."""
LEAST_MEMLIMIT = 64 * 1024**2
"""Below this a header is refused, so that nobody can talk the vault into a cheap derivation."""

_MOST_MEMLIMIT = 4 * 1024**3
_MOST_OPSLIMIT = 64
SALT_SIZE = 16
KEY_SIZE = 32
WRAPPED_SIZE = 24 + KEY_SIZE + 16
_CHECK_SIZE = 16


@dataclass(frozen=True, slots=True)
class Header:
    """What stands beside a vault so that its passphrase can open it.

    `memlimit` is in bytes; `salt` and `plan_salt` are 16 bytes, `public_key` 32 (X25519), `wrapped_key` the
    nonce (24), private key and tag (48) of XChaCha20-Poly1305. `plan_salt` is the workshop's salt for
    plan codes.
    """

    version: int
    opslimit: int
    memlimit: int
    salt: bytes
    public_key: bytes
    wrapped_key: bytes
    plan_salt: bytes

    def bound(self) -> bytes:
        """Every field but the wrapped key: what the wrapping vouches for."""
        return pack(self._fields())

    def to_bytes(self) -> bytes:
        """The header as it lies on disk."""
        fields = {**self._fields(), "wrapped_key": wrap(self.wrapped_key)}
        return pack({**fields, "check": _check(fields)})

    @classmethod
    def from_bytes(cls, data: bytes) -> Header:
        """The header that `to_bytes` wrote.

        Raises:
            ValueError: anything else, down to a single changed byte; or too cheap a derivation.
        """
        fields = unpack_object(data)
        kdf = fields.get("kdf")
        if fields.get("version") != VERSION or not isinstance(kdf, dict) or kdf.get("name") != KDF:
            raise ValueError("not a header of this version")
        opslimit, memlimit = kdf.get("opslimit"), kdf.get("memlimit")
        if not isinstance(opslimit, int) or not OPSLIMIT <= opslimit <= _MOST_OPSLIMIT:
            raise ValueError("too few or too many passes")
        if not isinstance(memlimit, int) or not LEAST_MEMLIMIT <= memlimit <= _MOST_MEMLIMIT:
            raise ValueError("too little or too much memory")
        header = cls(
            version=VERSION,
            opslimit=opslimit,
            memlimit=memlimit,
            salt=bytes_of(fields.get("salt"), SALT_SIZE),
            public_key=bytes_of(fields.get("public_key"), KEY_SIZE),
            wrapped_key=bytes_of(fields.get("wrapped_key"), WRAPPED_SIZE),
            plan_salt=bytes_of(fields.get("plan_salt"), SALT_SIZE),
        )
        if header.to_bytes() != data:
            raise ValueError("damaged")
        return header

    def _fields(self) -> dict[str, JSON]:
        return {
            "version": self.version,
            "kdf": {"name": KDF, "opslimit": self.opslimit, "memlimit": self.memlimit},
            "salt": wrap(self.salt),
            "public_key": wrap(self.public_key),
            "plan_salt": wrap(self.plan_salt),
        }


def has_header(folder: Path) -> bool:
    """Whether a vault lies in `folder`, readable or not."""
    try:
        return any((folder / name).exists() for name in COPIES)
    except OSError:
        return False


def read_header(folder: Path, *, repair: bool) -> Header:
    """The header of the vault in `folder`, from the first copy that is whole.

    Args:
        folder: the vault's folder.
        repair: write the good copy over a damaged or missing one.

    Raises:
        NotAVault: there is no copy at all.
        DamagedHeader: neither copy is whole.
    """
    if not has_header(folder):
        raise NotAVault(folder)
    copies = {folder / name: _read(folder / name) for name in COPIES}
    header = next((found for found in copies.values() if found is not None), None)
    if header is None:
        raise DamagedHeader
    for path, found in copies.items():
        if repair and found is None:
            # A read-only disk still lets people read.
            with contextlib.suppress(NoRoom):
                write_atomically(path, header.to_bytes())
    return header


def write_header(folder: Path, header: Header) -> None:
    """Write both copies.

    Raises:
        NoRoom: the disk refuses.
    """
    for name in COPIES:
        write_atomically(folder / name, header.to_bytes())


def _read(path: Path) -> Header | None:
    try:
        return Header.from_bytes(read_quietly(path))
    except (OSError, ValueError):
        return None


def _check(fields: dict[str, JSON]) -> str:
    return wrap(blake2b(pack(fields), digest_size=_CHECK_SIZE).digest())
