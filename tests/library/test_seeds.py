"""No eight words in a row are taken over from a document that the product comes from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from workshop.library import content_folder
from workshop.library.library import Kind

RUN = 8
MARK = 6
"""Bytes that are kept of each run's hash: 14,000 runs among 2**48 meet by chance about never."""
ROOT = Path(__file__).parent.parent.parent
RUNS = Path(__file__).parent / "seed_runs.bin"
"""The hashes of all runs in the seed documents, one after another: the documents themselves are not ours."""
WRITTEN = sorted(
    [
        *(file for kind in get_args(Kind) for file in content_folder(kind).iterdir()),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "docs" / "practices.yaml",
        ROOT / "README.md",
    ]
)


def runs(text: str) -> Iterator[str]:
    """Every eight words in a row, in small letters and without signs."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def mark(run: str) -> bytes:
    return hashlib.blake2b(run.encode(), digest_size=MARK).digest()


@pytest.fixture(scope="module")
def seeds() -> frozenset[bytes]:
    kept = RUNS.read_bytes()
    return frozenset(kept[i : i + MARK] for i in range(0, len(kept), MARK))


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.name)
def test_no_eight_words_in_a_row_are_a_seed_s(file: Path, seeds: frozenset[bytes]) -> None:
    without_titles = re.sub(r"\*[^*]+\*", "", file.read_text(encoding="utf-8"))
    taken = [run for run in runs(without_titles) if mark(run) in seeds]
    assert not taken


def test_eight_words_of_a_seed_are_found_and_seven_are_not(seeds: frozenset[bytes]) -> None:
    taken = "Well-being, which often deals with more long"
    assert [mark(run) in seeds for run in runs(taken)] == [True]
    assert not any(mark(run) in seeds for run in runs(taken.removesuffix(" long")))
    assert not any(mark(run) in seeds for run in runs(taken.replace("often", "seldom")))
