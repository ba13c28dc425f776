"""The data of a report that a passphrase opens, in any browser: for organisers who have no age.

One line of ASCII, a JSON object with its keys in this order and no blanks:

    {"format": "workshop-sealed-report", "version": 1,
     "kdf": {"name": "scrypt", "n": 131072, "r": 8, "p": 1, "salt": hex}, "box": base64, "sum": hex}

The key is scrypt of the passphrase; the box is a libsodium secret box of the deflated text, padded so that
its length says little. `sum` tells damage from a wrong passphrase (docs/sealed-report.md).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import zlib
from base64 import b64decode, b64encode

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from workshop.domain.errors import WorkshopError
from workshop.vault.errors import PoorPassphrase
from workshop.vault.jsonvalue import unpack_object
from workshop.vault.passphrase import LEAST_CHARACTERS, long_enough, normalised
from workshop.vault.sealing import pad, unpad

FORMAT = "workshop-sealed-report"
VERSION = 1
SCRYPT_N = 2**17
"""128 MB and about half a second on a laptop for each try: a passphrase is easier to guess than a code."""
SCRYPT_R = 8
SCRYPT_P = 1
_SCRYPT_MEMORY = 192 * 1024**2
_SALT = 16
_MOST = 64 * 1024**2
_NONCE = bytes(SecretBox.NONCE_SIZE)
"""Every file has a salt, and so a key, of its own, which seals this once."""


class WrongReportPassphrase(WorkshopError):
    """The file is whole, and the passphrase is not its own."""

    def __init__(self) -> None:
        super().__init__("This passphrase does not open it. Please check it and try again.")


class DamagedReport(WorkshopError):
    """The file is no sealed report, or was changed after it was written."""

    def __init__(self) -> None:
        super().__init__("This file is not a whole sealed report. If you have another copy of it, use that.")


def write_phrase_box(text: bytes, passphrase: str) -> bytes:
    """The data that holds `text`, for `passphrase` to open.

    Raises:
        PoorPassphrase: it is shorter than the floor of a vault's.
    """
    phrase = _phrase(passphrase)
    if not long_enough(phrase):
        raise PoorPassphrase(LEAST_CHARACTERS)
    salt = secrets.token_bytes(_SALT)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    packed = packer.compress(text) + packer.flush()
    box = SecretBox(_key(phrase, salt)).encrypt(pad(packed), _NONCE).ciphertext
    covered = f'{_head(salt)},"box":"{b64encode(box).decode("ascii")}"'
    return f'{covered},"sum":"{_sum(covered)}"}}'.encode("ascii")


def read_phrase_box(data: bytes, passphrase: str) -> bytes:
    """The text in such data.

    Raises:
        WrongReportPassphrase: the passphrase is another.
        DamagedReport: this is no such data, or not as it was written.
    """
    salt, box = _checked(data)
    try:
        opened = SecretBox(_key(_phrase(passphrase), salt)).decrypt(box, _NONCE)
    except CryptoError as error:
        raise WrongReportPassphrase from error
    try:
        return zlib.decompress(unpad(opened), wbits=-zlib.MAX_WBITS)
    except (ValueError, zlib.error) as error:
        raise DamagedReport from error


def _checked(data: bytes) -> tuple[bytes, bytes]:
    """The salt and the box, once `sum` is right."""
    try:
        text = data.decode("ascii")
        covered, _, end = text.rpartition(',"sum":"')
        if len(data) > _MOST or not hmac.compare_digest(end, f'{_sum(covered)}"}}'):
            raise ValueError("damaged")
        fields = unpack_object(data)
        kdf = fields["kdf"]
        salt = bytes.fromhex(str(kdf["salt"])) if isinstance(kdf, dict) else b""
        if not covered.startswith(f'{_head(salt)},"box":"') or len(salt) != _SALT:
            raise ValueError("another format, or another way to a key")
        return salt, b64decode(str(fields["box"]), validate=True)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedReport from error


def _head(salt: bytes) -> str:
    return (
        f'{{"format":"{FORMAT}","version":{VERSION},"kdf":{{"name":"scrypt","n":{SCRYPT_N},"r":{SCRYPT_R},'
        f'"p":{SCRYPT_P},"salt":"{salt.hex()}"}}'
    )


def _sum(covered: str) -> str:
    return hashlib.sha256(covered.encode("ascii")).hexdigest()


def _phrase(passphrase: str) -> bytes:
    return normalised(passphrase.encode("utf-8", "surrogateescape"))


def _key(phrase: bytes, salt: bytes) -> bytes:
    return hashlib.scrypt(
        phrase, salt=salt, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P, maxmem=_SCRYPT_MEMORY, dklen=SecretBox.KEY_SIZE
    )
