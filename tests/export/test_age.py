"""The standard age command opens a sealed archive."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest

from workshop.export import archive_file, read_archive
from workshop.wording import ENGLISH

from .archives import full_archive

pytestmark = [
    pytest.mark.own_words,
    pytest.mark.skipif(shutil.which("age") is None, reason="age (package age) is not installed"),
]


def test_age_opens_what_was_sealed_to_a_recipient(tmp_path: Path) -> None:
    mine = pyrage.x25519.Identity.generate()
    key, sealed = tmp_path / "key.txt", tmp_path / "archive.age"
    key.write_text(f"{mine}\n")
    sealed.write_bytes(archive_file(full_archive(), ENGLISH, (str(mine.to_public()),)))
    opened = subprocess.run(["age", "-d", "-i", key, sealed], capture_output=True, check=True).stdout
    assert opened == archive_file(full_archive(), ENGLISH)
    assert read_archive(opened).plans == 15
