"""Every practice of the source documents has a home, and the table that says so is current."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import get_args

import pytest

from workshop.domain.referral import ReferralKind

ROOT = Path(__file__).parent.parent
_SPEC = importlib.util.spec_from_file_location("practices", ROOT / "scripts" / "practices.py")
assert _SPEC is not None and _SPEC.loader is not None
practices = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(practices)

ROWS = [
    *(str(row) for row in range(1, 19)),
    *(f"18{letter}" for letter in "abcdef"),
    *(str(row) for row in range(19, 32)),
    *(f"31{letter}" for letter in "abcdefghijklm"),
    *(str(row) for row in range(32, 81)),
    *(f"80{letter}" for letter in "abcdefghijk"),
    "81",
    *(f"81{letter}" for letter in "abcde"),
    *(str(row) for row in range(82, 94)),
]
"""The rows of the domain research, section 1: everything that the source documents name."""


def test_every_row_is_there_and_has_a_home() -> None:
    found = practices.practices()
    assert [practice.row for practice in found] == ROWS
    assert [practice.row for practice in found if not practice.homes] == []


def test_content_names_only_practices_that_there_are() -> None:
    known = {(practice.document, practice.row) for practice in practices.practices()}
    assert practices.named_rows() <= known


def test_the_table_is_current() -> None:
    assert practices.TABLE.read_text(encoding="utf-8") == practices.table()


@pytest.mark.parametrize("home", sorted({h for p in practices.practices() for h in p.homes}))
def test_every_home_can_be_visited(home: str) -> None:
    match = re.fullmatch(r"\[(.+)\]\(([^)#]+)(?:#(\w+))?\)", home)
    assert match is not None
    file = (ROOT / "docs" / match[2]).resolve()
    assert file.is_file(), home
    if match[3]:
        assert f"## {match[3].capitalize()}\n" in file.read_text(encoding="utf-8")
    if match[1].startswith("referral kind "):
        assert match[1].removeprefix("referral kind ") in get_args(ReferralKind)
