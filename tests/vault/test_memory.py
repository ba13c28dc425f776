"""Locked means gone: the program that serves phones never holds passphrase or private key."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
from nacl.pwhash import argon2id

from workshop.vault.passphrase import FromFile
from workshop.vault.vault import Vault

from .conftest import Program


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="this system does not show a process its memory"
)
def test_neither_unlocked_nor_locked(vault: Vault, folder: Path, source: FromFile, program: Program) -> None:
    vault.book.keep("title", "a title")
    header = vault.header
    vault.close()
    passphrase = source.path.read_bytes().strip()
    wrapping = argon2id.kdf(32, passphrase, header.salt, header.opslimit, header.memlimit)
    private_key = crypto_aead_xchacha20poly1305_ietf_decrypt(
        header.wrapped_key[24:], header.bound(), header.wrapped_key[:24], wrapping
    )
    lines = []
    for secret in (passphrase, private_key, wrapping):
        half = len(secret) // 2
        lines.append(f"{secret[:half].hex()} {sha256(secret[half:]).hexdigest()} {len(secret)}")
    with program("scanning", folder, source.path, stdin=-1) as process:
        output, _ = process.communicate("\n".join(lines).encode())
    unlocked, locked, planted = map(int, output.split())
    assert (unlocked, locked) == (0, 0)
    # The scanner can find what is there.
    assert planted > 0
