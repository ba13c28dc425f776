"""Inside the keyholder: the only process that ever sees a passphrase or the private key.

first frame in    {"task": "create" | "unlock", "source", "texts", "memlimit" | "header"}
first frame out   {"header"} when ready, or {"refused": name of an error}
then              a batch of sealed blobs in, a batch of plain ones out, until the pipe closes
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.pwhash import argon2id
from nacl.utils import random as random_bytes

from workshop.domain.errors import WorkshopError
from workshop.vault import frames, passphrase, posix
from workshop.vault.errors import NoPassphrase, WrongPassphrase
from workshop.vault.header import KEY_SIZE, OPSLIMIT, SALT_SIZE, VERSION, WRAPPED_SIZE, Header
from workshop.vault.jsonvalue import JSON, bytes_of, pack, unpack_object, wrap
from workshop.vault.passphrase import FromFile, FromTerminal, Generated, PassphraseSource
from workshop.vault.sealing import open_sealed

_NONCE = 24


def live(incoming: int, outgoing: int) -> None:
    """Become the keyholder on two pipes, and end when the first of them closes.

    Args:
        incoming: descriptor to read frames from.
        outgoing: descriptor to write frames to.
    """
    posix.harden()
    posix.lock_memory()
    try:
        job = unpack_object(frames.receive(incoming))
        try:
            header, private_key = _begin(job)
        except WorkshopError as error:
            frames.send(outgoing, pack({"refused": type(error).__name__}))
            return
        # Where little memory may be locked, at least the key's pages are.
        posix.lock_memory()
        frames.send(outgoing, pack({"header": wrap(header.to_bytes())}))
        while True:
            blobs = frames.split(frames.receive(incoming))
            frames.send(outgoing, frames.join([_opened(blob, private_key) for blob in blobs]))
    except (EOFError, OSError):
        return


def _begin(job: dict[str, JSON]) -> tuple[Header, bytes]:
    source = source_from(job["source"])
    texts = {**passphrase.TEXTS, **_texts(job["texts"])}
    if job["task"] == "create":
        plan_salt = bytes_of(job["plan_salt"], SALT_SIZE) if "plan_salt" in job else random_bytes(SALT_SIZE)
        return _create(passphrase.new_passphrase(source, texts), int(str(job["memlimit"])), plan_salt)
    header = Header.from_bytes(bytes_of(job["header"]))
    for attempt in _attempts(source, texts):
        private_key = _unwrap(header, attempt)
        if private_key is not None:
            return header, private_key
    raise WrongPassphrase


def _attempts(source: PassphraseSource, texts: Mapping[str, str]) -> Iterator[bytes]:
    match source:
        case FromFile(path):
            yield passphrase.read_file(path)
        case FromTerminal():
            for attempt in range(passphrase.TRIES):
                yield passphrase.ask(texts["wrong" if attempt else "ask"])
        case Generated():
            # Made for a vault that nobody was ever meant to open again.
            raise NoPassphrase


def _create(secret: bytes, memlimit: int, plan_salt: bytes) -> tuple[Header, bytes]:
    private_key = PrivateKey.generate()
    header = Header(
        version=VERSION,
        opslimit=OPSLIMIT,
        memlimit=memlimit,
        salt=random_bytes(SALT_SIZE),
        public_key=bytes(private_key.public_key),
        wrapped_key=bytes(WRAPPED_SIZE),
        plan_salt=plan_salt,
    )
    nonce = random_bytes(_NONCE)
    wrapped = crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes(private_key), header.bound(), nonce, _derive(header, secret)
    )
    return replace(header, wrapped_key=nonce + wrapped), bytes(private_key)


def _unwrap(header: Header, secret: bytes) -> bytes | None:
    nonce, wrapped = header.wrapped_key[:_NONCE], header.wrapped_key[_NONCE:]
    try:
        private_key = crypto_aead_xchacha20poly1305_ietf_decrypt(
            wrapped, header.bound(), nonce, _derive(header, secret)
        )
    except CryptoError:
        return None
    public_key = bytes(PrivateKey(private_key).public_key)
    return private_key if hmac.compare_digest(public_key, header.public_key) else None


def _derive(header: Header, secret: bytes) -> bytes:
    return argon2id.kdf(KEY_SIZE, secret, header.salt, header.opslimit, header.memlimit)


def _opened(blob: bytes | None, private_key: bytes) -> bytes | None:
    if blob is None:
        return None
    try:
        return open_sealed(blob, private_key)
    except ValueError:
        return None


def source_to(source: PassphraseSource) -> dict[str, JSON]:
    """A source as the first frame carries it; a path is made absolute."""
    match source:
        case FromTerminal():
            return {"from": "terminal"}
        case FromFile(path):
            return {"from": "file", "path": str(path.absolute())}
        case Generated(reveal):
            return {"from": "words", "reveal": reveal}


def source_from(value: JSON) -> PassphraseSource:
    """The source that `source_to` wrote.

    Raises:
        ValueError: anything else.
    """
    match value:
        case {"from": "terminal"}:
            return FromTerminal()
        case {"from": "file", "path": str(path)}:
            return FromFile(Path(path))
        case {"from": "words", "reveal": bool(reveal)}:
            return Generated(reveal)
        case _:
            raise ValueError("no such source")


def _texts(value: JSON) -> dict[str, str]:
    return {key: str(text) for key, text in value.items()} if isinstance(value, Mapping) else {}
