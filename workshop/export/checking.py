"""A received archive, checked before anyone trusts it; and sealed again for those to whom it goes next.

The manifest tells damage and clumsy changes. Who changes an archive with skill writes a manifest that fits:
so there is a fingerprint. The sender reads it out; it stays the same however often it is sealed again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.domain.cleaning import clean

from .parcel import recipient_key
from .reading import DamagedArchive, ReadArchive, SealedArchive, read_archive, unsealed
from .unfolding import LARGEST, unfolded

_AGE = b"age-encryption.org/"
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Keys:
    """What may open archives: the texts of key files, and a passphrase."""

    identities: tuple[str, ...] = ()
    passphrase: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """An archive that is whole."""

    read: ReadArchive
    sealed: bool
    names: tuple[str, ...]
    """Its files, without the manifest."""
    size: int
    """Bytes, unfolded."""
    fingerprint: str
    """Twenty hex digits in fours, of what is inside the seal."""


def is_sealed(data: bytes) -> bool:
    return data.startswith(_AGE)


def opened(data: bytes, keys: Keys) -> bytes:
    """What is inside the seal, or `data` itself where there is none. Raises SealedArchive."""
    if len(data) > LARGEST:
        raise DamagedArchive("It is larger than an archive can be. Nothing of it was read.")
    if not is_sealed(data):
        return data
    refused = SealedArchive("It is sealed. Name the file of its key, or of its passphrase.")
    for identity in keys.identities:
        try:
            return unsealed(data, identity, None)
        except SealedArchive as error:
            refused = error
    if keys.passphrase is not None:
        return unsealed(data, None, keys.passphrase)
    raise refused


def check_archive(data: bytes, keys: Keys) -> Checked:
    """The archive, whole. Raises SealedArchive, or DamagedArchive with what is wrong."""
    parcel = opened(data, keys)
    try:
        files = unfolded(parcel)
    except ValueError as error:
        raise DamagedArchive(
            "This is not an archive, or it is damaged. Ask for the file once more."
        ) from error
    prints = _prints(files)
    for name, said in prints.items():
        if name not in files:
            raise DamagedArchive("{name} is missing in it. Ask for the file once more.", name=_name(name))
        if hashlib.sha256(files[name]).hexdigest() != said:
            raise DamagedArchive("{name} in it has changed since it was written.", name=_name(name))
    for name in files.keys() - prints.keys() - {_MANIFEST}:
        raise DamagedArchive(
            "{name} was added to it: the manifest does not know that file. Do not open it.", name=_name(name)
        )
    return Checked(
        read=_read(parcel),
        sealed=is_sealed(data),
        names=tuple(sorted(map(_name, prints))),
        size=sum(map(len, files.values())),
        fingerprint=_fours(hashlib.sha256(parcel).hexdigest()[:20]),
    )


def _prints(files: Mapping[str, bytes]) -> dict[str, str]:
    """The fingerprint that the manifest has of each file."""
    try:
        prints = json.loads(files[_MANIFEST])["sha256"]
        return {str(name): str(said) for name, said in prints.items()}
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise DamagedArchive("Its manifest is missing or damaged. Ask for the file once more.") from error


def _read(parcel: bytes) -> ReadArchive:
    """A newer version says so itself."""
    try:
        return read_archive(parcel)
    except DamagedArchive as error:
        if error.__cause__ is None:
            raise
        raise DamagedArchive("Its files are whole, but data.json is not what archives have.") from error


def reseal_archive(data: bytes, keys: Keys, recipients: Sequence[str]) -> bytes:
    """The archive sealed to `recipients`; what is inside stays the same, byte for byte.

    Raises SealedArchive, DamagedArchive and NoRecipient.
    """
    import pyrage  # type: ignore[import-untyped]  # it ships without types

    to = [recipient_key(recipient) for recipient in recipients]
    check_archive(data, keys)
    return bytes(pyrage.encrypt(opened(data, keys), to))


def _name(name: str) -> str:
    """The name of a file as one may say it."""
    said = " ".join(clean(name).split())
    return f"{said[:40]}…" if len(said) > 40 else said


def _fours(digits: str) -> str:
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))
