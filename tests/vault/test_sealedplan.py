"""A sealed plan opens with its code, and not when anything in it was changed."""

from __future__ import annotations

import json
import random
from base64 import b64encode

import pytest

from workshop.vault import sealedplan
from workshop.vault.plancode import PlanCode, PlanKey, derive, seal_entry
from workshop.vault.sealedplan import (
    DamagedPlan,
    OpenedPlan,
    WrongPlanCode,
    read_sealed_plan,
    slot_text,
    write_sealed_plan,
)

_SALT = bytes(range(16))
_CODE = PlanCode.parse("0000 0000 0000 0000 5724")


@pytest.fixture(scope="module")
def key() -> PlanKey:
    return derive(_CODE, _SALT)


@pytest.fixture(scope="module")
def file(key: PlanKey) -> bytes:
    entries = {
        prompt: b64encode(seal_entry(key.public_key, 1, value)).decode()
        for prompt, value in {"stressors/mine": "my brother's debts", "circles/who": ["Amina"]}.items()
    }
    return write_sealed_plan(
        slot_text(key.slot), key.public_key, _SALT, entries, {"agreements": ["no photos"]}
    )


def test_its_owner_reads_it(file: bytes) -> None:
    assert read_sealed_plan(file, _CODE) == OpenedPlan(
        {"stressors/mine": "my brother's debts", "circles/who": ["Amina"]}, {"agreements": ["no photos"]}
    )


def test_the_newest_entry_stands_last(key: PlanKey) -> None:
    entries = {
        prompt: b64encode(seal_entry(key.public_key, counter, "")).decode()
        for prompt, counter in (("check-out-2/step", 9), ("check-out/step", 2), ("a/b", 10))
    }
    file = write_sealed_plan(slot_text(key.slot), key.public_key, _SALT, entries, {})
    assert list(read_sealed_plan(file, _CODE).entries) == ["check-out/step", "check-out-2/step", "a/b"]


def test_nobody_else_reads_it(file: bytes) -> None:
    for words in (b"debts", b"Amina", b"photos", b"agreements"):
        assert words not in file
    with pytest.raises(WrongPlanCode) as caught:
        read_sealed_plan(file, PlanCode.new())
    assert str(caught.value).count(".") == 2


def test_the_format_is_the_documented_one(file: bytes, key: PlanKey) -> None:
    fields = json.loads(file)
    assert sorted(fields) == ["entries", "format", "group", "kdf", "slot", "version"]
    assert fields["kdf"] == {"name": "scrypt", "n": 32768, "r": 8, "p": 1, "salt": b64encode(_SALT).decode()}
    assert [sorted(entry) for entry in fields["entries"]] == [["prompt", "sealed"]] * 2
    assert sealedplan.__doc__ is not None
    assert all(f'"{name}"' in sealedplan.__doc__ for name in fields)


def test_every_flipped_bit_is_refused(file: bytes, key: PlanKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealedplan, "derive", lambda code, salt: key)
    rng = random.Random(11)
    whole = len(file.rstrip())
    for at in range(whole):
        bad = bytearray(file)
        bad[at] ^= 1 << rng.randrange(8)
        with pytest.raises((DamagedPlan, WrongPlanCode)):
            read_sealed_plan(bytes(bad), _CODE)


def test_entries_cannot_be_dropped_or_renamed(file: bytes) -> None:
    for change in ("drop", "rename"):
        fields = json.loads(file)
        if change == "drop":
            fields["entries"].pop()
        else:
            fields["entries"][0]["prompt"] = "another/prompt"
        with pytest.raises(DamagedPlan):
            read_sealed_plan(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode(), _CODE)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff\xfe", b'{"format":"workshop-sealed-plan"}'])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(DamagedPlan):
        read_sealed_plan(data, _CODE)
