"""Killed at any moment, the vault loses and doubles nothing that was acknowledged."""

from __future__ import annotations

import os
import random
import select
from pathlib import Path

import pytest

from workshop.vault.passphrase import FromFile
from workshop.vault.vault import Vault

from .conftest import Program

KILLS = 12
"""`campaigns.crash` kills the whole product, thousands of times."""


def test_kill_9(vault: Vault, folder: Path, source: FromFile, program: Program) -> None:
    vault.close()
    rng = random.Random(9)
    acknowledged: set[str] = set()
    for run in range(KILLS):
        with program("dropping", folder, source.path, f"run{run}") as process:
            assert process.stdout is not None
            keyholder = os.pidfd_open(int(process.stdout.readline())) if hasattr(os, "pidfd_open") else None
            for _ in range(rng.randint(1, 400)):
                acknowledged.add(process.stdout.readline().decode().strip())
            process.kill()
            acknowledged.update(process.stdout.read().decode().split())
        if keyholder is not None:
            # The keyholder goes with its parent: its descriptor becomes readable.
            assert select.select([keyholder], [], [], 30)[0]
            os.close(keyholder)
    again = Vault.open(folder)
    again.unlock(source)
    again.empty_letterbox(rng)
    ids = [response.id for response in again.book.responses("form", "room")]
    again.close()
    assert len(ids) == len(set(ids))
    assert acknowledged <= set(ids)
    assert len(acknowledged) > KILLS


def test_a_real_limit_on_growing(vault: Vault, folder: Path, source: FromFile, program: Program) -> None:
    pytest.importorskip("resource")
    vault.close()
    with program("filling", folder) as process:
        output, _ = process.communicate()
    said = [line.split() for line in output.decode().splitlines()]
    kept = {number for word, number in said if word == "kept"}
    assert {"0", "1", "6", "7"} <= kept
    assert not kept & {"4", "5"}
    again = Vault.open(folder)
    again.unlock(source)
    assert again.letterbox.torn == 0
    again.empty_letterbox(random.Random(1))
    assert {response.id for response in again.book.responses("form", "room")} == kept
    again.close()
