"""Vaults with the least memory that is allowed, so that the tests are quick."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import workshop
from workshop.vault.passphrase import FromFile
from workshop.vault.vault import Vault


class Program:
    """Starts `tests/vault/<name>.py`, with the package that is under test and nothing else on its path."""

    def __call__(self, name: str, *arguments: object, **options: Any) -> subprocess.Popen[bytes]:
        """Start it; `options` go to Popen."""
        return subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name(f"{name}.py")), *map(str, arguments)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(workshop.__file__).parents[1])},
            **options,
        )


@pytest.fixture
def source(tmp_path: Path) -> FromFile:
    """A passphrase file beside the vault, not in it."""
    path = tmp_path / "passphrase"
    path.write_text("correct horse battery staple\n")
    return FromFile(path)


@pytest.fixture
def wrong_source(tmp_path: Path) -> FromFile:
    """Another passphrase."""
    path = tmp_path / "wrong"
    path.write_text("incorrect horse battery staple\n")
    return FromFile(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the vault goes; not there yet."""
    return tmp_path / "room"


@pytest.fixture
def vault(folder: Path, source: FromFile) -> Iterator[Vault]:
    """A new vault, unlocked."""
    made = Vault.create(folder, source, memory_mib=64)
    yield made
    made.close()


@pytest.fixture
def program() -> Program:
    """Runs one of the little programs beside these tests in a process of its own."""
    return Program()
