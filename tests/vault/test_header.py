"""The header is kept twice, mended, and refused when a single byte is wrong."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.vault.errors import DamagedHeader, NotAVault
from workshop.vault.header import COPIES, LEAST_MEMLIMIT, OPSLIMIT, Header, read_header, write_header

_HEADER = Header(
    version=1,
    opslimit=OPSLIMIT,
    memlimit=LEAST_MEMLIMIT,
    salt=bytes(range(16)),
    public_key=bytes(range(32)),
    wrapped_key=bytes(range(72)),
    plan_salt=bytes(range(16, 32)),
)


def test_round_trip(tmp_path: Path) -> None:
    write_header(tmp_path, _HEADER)
    assert read_header(tmp_path, repair=False) == _HEADER
    assert sorted(path.name for path in tmp_path.iterdir()) == list(COPIES)


@pytest.mark.parametrize("bad", COPIES)
@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_damaged_copy_is_mended_from_the_other(tmp_path: Path, bad: str, damage: bytes | None) -> None:
    write_header(tmp_path, _HEADER)
    path = tmp_path / bad
    path.unlink() if damage is None else path.write_bytes(damage)
    assert read_header(tmp_path, repair=True) == _HEADER
    assert path.read_bytes() == _HEADER.to_bytes()


def test_looking_alone_mends_nothing(tmp_path: Path) -> None:
    write_header(tmp_path, _HEADER)
    (tmp_path / COPIES[0]).write_bytes(b"rubbish")
    assert read_header(tmp_path, repair=False) == _HEADER
    assert (tmp_path / COPIES[0]).read_bytes() == b"rubbish"


def test_both_damaged(tmp_path: Path) -> None:
    for name in COPIES:
        (tmp_path / name).write_bytes(b"rubbish")
    with pytest.raises(DamagedHeader):
        read_header(tmp_path, repair=True)


def test_none_at_all(tmp_path: Path) -> None:
    with pytest.raises(NotAVault):
        read_header(tmp_path, repair=True)


def test_every_flipped_byte_is_refused() -> None:
    data = _HEADER.to_bytes()
    rng = random.Random(7)
    for at in range(len(data)):
        bad = bytearray(data)
        bad[at] ^= rng.randrange(1, 256)
        with pytest.raises(ValueError):  # noqa: PT011 -- JSON, base64 and we each say it in our own words
            Header.from_bytes(bytes(bad))


@pytest.mark.parametrize("memlimit", [0, LEAST_MEMLIMIT - 1, 8 * 1024**3])
def test_a_cheap_or_absurd_derivation_is_refused(memlimit: int) -> None:
    with pytest.raises(ValueError, match="memory"):
        Header.from_bytes(replace(_HEADER, memlimit=memlimit).to_bytes())


def test_too_few_passes_are_refused() -> None:
    with pytest.raises(ValueError, match="passes"):
        Header.from_bytes(replace(_HEADER, opslimit=1).to_bytes())


def test_it_says_nothing_but_keys() -> None:
    fields = json.loads(_HEADER.to_bytes())
    assert sorted(fields) == ["check", "kdf", "plan_salt", "public_key", "salt", "version", "wrapped_key"]
