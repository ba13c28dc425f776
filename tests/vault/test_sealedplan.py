"""The data of a sealed file opens with its owner's code, and not when anything in it was changed."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.vault import JSON, sealedplan
from workshop.vault.plancode import PlanCode, PlanKey, derive, seal_entry
from workshop.vault.sealedplan import (
    DamagedPlan,
    OpenedPlan,
    SealedPlan,
    WrongPlanCode,
    read_sealed_plans,
    write_sealed_plans,
)

_SALT = bytes(range(16))
_CODE = PlanCode.parse("0000 0000 0000 0000 5724")
_KEY = derive(_CODE, _SALT)
_PROMPTS: dict[str, JSON] = {"stressors/mine": {"field": "P2.stressors"}, "never/asked": {"field": "P1.x"}}


def _plan(key: PlanKey, *lists: dict[str, tuple[int, JSON]]) -> SealedPlan:
    def sealed(entries: dict[str, tuple[int, JSON]]) -> dict[str, str]:
        from base64 import b64encode

        return {
            name: b64encode(seal_entry(key.public_key, *entry)).decode() for name, entry in entries.items()
        }

    now, *earlier = map(sealed, lists)
    return SealedPlan(key.public_key, now, earlier)


def _file(*lists: dict[str, tuple[int, JSON]]) -> bytes:
    return write_sealed_plans([_plan(_KEY, *lists)], _SALT, _PROMPTS, {"yes": "yes"})


FILE = _file({"stressors/mine": (1, "my brother's debts"), "circles/who": (2, ["Amina"])})


def _line(data: bytes) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(data.partition(b"\n")[0])
    return fields


def _boxes(data: bytes) -> tuple[bytes, list[bytes]]:
    """What is shared, and the plans."""
    fields, boxes = _line(data), data.partition(b"\n")[2]
    found = []
    for size in (fields["shared"], *fields["plans"]):
        found.append(boxes[:size])
        boxes = boxes[size:]
    assert boxes == b""
    return found[0], found[1:]


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is worked out once: a quarter of a second, thousands of times, teaches nothing."""
    monkeypatch.setattr(sealedplan, "derive", lambda code, salt: _KEY)


def test_its_owner_reads_it() -> None:
    assert read_sealed_plans(FILE, _CODE) == OpenedPlan(
        {"stressors/mine": "my brother's debts", "circles/who": ["Amina"]},
        (),
        {"stressors/mine": {"field": "P2.stressors"}},
        {"yes": "yes"},
    )


def test_the_newest_entry_stands_last(derived: None) -> None:
    file = _file({"check-out-2/step": (9, ""), "check-out/step": (2, ""), "a/b": (10, "")})
    assert list(read_sealed_plans(file, _CODE).entries) == ["check-out/step", "check-out-2/step", "a/b"]


def test_earlier_versions_travel_along_the_oldest_first(derived: None) -> None:
    opened = read_sealed_plans(_file({"a/b": (3, "now")}, {"a/b": (1, "first")}, {"c/d": (2, 5)}), _CODE)
    assert opened.entries == {"a/b": "now"}
    assert opened.versions == ({"a/b": "first"}, {"c/d": 5})


def test_an_entry_that_came_damaged_keeps_no_other_from_its_owner(derived: None) -> None:
    plan = _plan(_KEY, {"a/b": (1, "still here"), "c/d": (2, "gone")})
    broken = {**plan.entries, "c/d": plan.entries["c/d"][:-8] + "AAAAAAA="}
    file = write_sealed_plans([SealedPlan(_KEY.public_key, broken)], _SALT, {}, {})
    opened = read_sealed_plans(file, _CODE)
    assert opened.entries == {"a/b": "still here"} and opened.damaged


def test_nobody_else_reads_it() -> None:
    for words in (b"debts", b"Amina", b"stressors", b"circles", b"yes", b"P2"):
        assert words not in FILE
    with pytest.raises(WrongPlanCode) as caught:
        read_sealed_plans(FILE, PlanCode.new())
    assert str(caught.value).count(".") == 2


def test_the_format_is_the_documented_one() -> None:
    fields, line = _line(FILE), FILE.partition(b"\n")[0]
    shared, plans = _boxes(FILE)
    assert list(fields) == ["format", "version", "kdf", "shared", "plans", "mac", "sum"]
    assert fields["kdf"] == {"name": "scrypt", "n": 32768, "r": 8, "p": 1, "salt": _SALT.hex()}
    assert json.dumps(fields, separators=(",", ":")).encode() == line
    assert line + b"\n" + shared + b"".join(plans) == FILE
    assert sealedplan.__doc__ is not None
    assert all(f'"{name}"' in sealedplan.__doc__ for name in fields)


def test_all_plans_of_one_file_are_equally_long_and_say_nothing_of_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = [PlanKey(b"", secret, _public(secret)) for secret in (bytes([n]) * 32 for n in range(1, 9))]
    plans = [_plan(key, {f"p/{n}": (1, "x" * n) for n in range(at * 3)}) for at, key in enumerate(keys)]
    file = write_sealed_plans(plans, _SALT, {}, {})
    _, listed = _boxes(file)
    assert len(listed) == 8 and len({len(one) for one in listed}) == 1
    assert listed == sorted(listed)
    for at, key in enumerate(keys):
        monkeypatch.setattr(sealedplan, "derive", lambda code, salt, key=key: key)
        assert set(read_sealed_plans(file, _CODE).entries) == {f"p/{n}" for n in range(at * 3)}


def test_two_files_of_one_plan_have_nothing_in_common_but_the_salt() -> None:
    plan = _plan(_KEY, {"a/b": (1, "x")})
    files = [write_sealed_plans([plan], _SALT, {}, {}) for _ in range(2)]
    one, other = map(_line, files)
    assert one["kdf"] == other["kdf"] and one["mac"] != other["mac"] and one["sum"] != other["sum"]
    first, second = (shared + b"".join(plans) for shared, plans in map(_boxes, files))
    pieces = {first[at : at + 16] for at in range(len(first) - 16)}
    assert not any(second[at : at + 16] in pieces for at in range(len(second) - 16))


def _public(secret: bytes) -> bytes:
    from nacl.public import PrivateKey

    return bytes(PrivateKey(secret).public_key)


@given(at=st.integers(0, len(FILE) - 1), bit=st.integers(0, 7))
def test_any_flipped_bit_is_refused(at: int, bit: int) -> None:
    bad = bytearray(FILE)
    bad[at] ^= 1 << bit
    with pytest.raises(DamagedPlan):
        read_sealed_plans(bytes(bad), _CODE)


def test_every_byte_is_covered() -> None:
    """Each position once, by one bit or another: the checksum refuses before any key is derived."""
    rng = random.Random(11)
    for at in range(len(FILE)):
        bad = bytearray(FILE)
        bad[at] ^= 1 << rng.randrange(8)
        with pytest.raises(DamagedPlan):
            read_sealed_plans(bytes(bad), _CODE)


def _again(data: bytes) -> bytes:
    """With a checksum that fits, as somebody would write it who knows the format and has no code."""
    head, _, tail = data.partition(b',"sum":"')
    boxes = tail[len(f'{"0" * 64}"}}') :]
    return head + f',"sum":"{hashlib.sha256(head + boxes).hexdigest()}"}}'.encode() + boxes


def test_a_checksum_made_anew_helps_nobody(derived: None) -> None:
    assert read_sealed_plans(_again(FILE), _CODE).entries
    rng = random.Random(7)
    start = FILE.index(b',"sum":"')
    behind = FILE.index(b"\n") + 1
    for at in sorted(rng.sample([*range(start), *range(behind, len(FILE))], 400)):
        bad = bytearray(FILE)
        bad[at] ^= 1 << rng.randrange(8)
        with pytest.raises((DamagedPlan, WrongPlanCode)):
            read_sealed_plans(_again(bytes(bad)), _CODE)


def _without_a_plan(fields: dict[str, Any], boxes: list[bytes]) -> None:
    fields["plans"].pop()
    boxes.pop()


def _with_one_twice(fields: dict[str, Any], boxes: list[bytes]) -> None:
    fields["plans"].append(fields["plans"][0])
    boxes.append(boxes[1])


def _cut_elsewhere(fields: dict[str, Any], boxes: list[bytes]) -> None:
    fields["plans"] = [sum(fields["plans"])]


def _with_another_salt(fields: dict[str, Any], boxes: list[bytes]) -> None:
    fields["kdf"]["salt"] = bytes(16).hex()


@pytest.mark.parametrize("change", [_without_a_plan, _with_one_twice, _cut_elsewhere, _with_another_salt])
def test_plans_cannot_be_taken_out_or_put_in(
    change: Callable[[dict[str, Any], list[bytes]], None], derived: None
) -> None:
    other = PlanKey(b"", bytes([3]) * 32, _public(bytes([3]) * 32))
    file = write_sealed_plans([_plan(_KEY, {"a/b": (1, "")}), _plan(other, {"a/b": (1, "")})], _SALT, {}, {})
    fields, (shared, plans) = _line(file), _boxes(file)
    boxes = [shared, *plans]
    change(fields, boxes)
    line = json.dumps(fields, separators=(",", ":")).encode()
    with pytest.raises((DamagedPlan, WrongPlanCode)):
        read_sealed_plans(_again(line + b"\n" + b"".join(boxes)), _CODE)


@pytest.mark.parametrize("sizes", ["[-1]", "[true]", "[1.0]", '["1"]', "[null]", "[]", "[99999999]"])
def test_sizes_that_do_not_fit_are_refused(sizes: str) -> None:
    (size,) = _line(FILE)["plans"]
    with pytest.raises(DamagedPlan):
        read_sealed_plans(
            _again(FILE.replace(f'"plans":[{size}]'.encode(), f'"plans":{sizes}'.encode())), _CODE
        )


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff\xfe", b'{"format":"workshop-sealed-plan"}'])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(DamagedPlan):
        read_sealed_plans(data, _CODE)


def test_weaker_settings_of_the_key_are_refused() -> None:
    with pytest.raises(DamagedPlan):
        read_sealed_plans(_again(FILE.replace(b'"n":32768', b'"n":1')), _CODE)
