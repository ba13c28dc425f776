"""A plan code forgives scripts and gaps, and no slip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from workshop.vault.plancode import BadPlanCode, PlanCode, derive, open_entry, seal_entry

_CODES = st.binary(min_size=20, max_size=20).map(
    lambda seed: PlanCode.new(lambda size: bytes(byte % 250 for byte in (seed * size)[:size]))
)
_SALT = bytes(range(16))


@given(_CODES, st.integers(0, 19), st.integers(1, 9))
def test_one_wrong_digit_is_caught(code: PlanCode, at: int, more: int) -> None:
    wrong = str((int(code.digits[at]) + more) % 10)
    with pytest.raises(BadPlanCode):
        PlanCode.parse(code.digits[:at] + wrong + code.digits[at + 1 :])


@given(_CODES, st.integers(0, 18))
def test_swapped_neighbours_are_caught(code: PlanCode, at: int) -> None:
    digits = code.digits
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    if swapped != digits:
        with pytest.raises(BadPlanCode):
            PlanCode.parse(swapped)


def test_the_check_digit_catches_every_pair_after_every_beginning() -> None:
    """Exhaustive where chance might miss: from each of ten states, all pairs and their swaps differ."""
    for first in range(10):
        beginning = PlanCode.new(lambda size, first=first: bytes([first]) * size).digits[:17]  # type: ignore[misc]
        ends = {}
        for pair in range(100):
            digits = f"{beginning}{pair:02}"
            ends[f"{pair:02}"] = next(check for check in "0123456789" if _parses(digits + check))
        for pair_digits, check in ends.items():
            swapped = pair_digits[::-1]
            assert swapped == pair_digits or ends[swapped] != check


def _parses(digits: str) -> bool:
    try:
        PlanCode.parse(digits)
    except BadPlanCode:
        return False
    return True


def test_damm_s_published_example() -> None:
    """572 has the check digit 4."""
    assert _parses("5724".rjust(20, "0"))


@given(_CODES)
def test_digits_of_any_script_and_any_gaps(code: PlanCode) -> None:
    for zero in "٠۰०๐០၀༠０":
        foreign = "".join(chr(ord(zero) + int(digit)) for digit in code.digits)
        assert PlanCode.parse(foreign) == code
    assert PlanCode.parse(str(code)) == code
    assert PlanCode.parse(f"  {str(code).replace(' ', '-')}\n") == code
    assert PlanCode.parse("\u200e" + str(code).replace(" ", "\u2013\u00a0")) == code


def test_groups_and_silence() -> None:
    code = PlanCode.new()
    assert [len(group) for group in str(code).split()] == [4] * 5
    assert code.digits not in repr(code)


@pytest.mark.parametrize("text", ["", "1234", "12345678901234567890x", "²" * 20, "1" * 21, "一二三四"])
def test_other_things_are_refused_kindly(text: str) -> None:
    with pytest.raises(BadPlanCode) as caught:
        PlanCode.parse(text)
    assert str(caught.value).startswith(("A plan code", "There is a slip"))


def test_no_digit_is_favoured() -> None:
    """Bytes from 250 on would make the digits 0 to 5 more likely: they are passed over."""
    pieces = iter([bytes(range(236, 256)), bytes([7]) * 20])
    assert PlanCode.new(lambda size: next(pieces)).digits[:19] == "67890123456789" + "7" * 5


def test_a_key_is_the_code_s_and_the_workshop_s_own() -> None:
    code, other = PlanCode.new(), PlanCode.new()
    key = derive(code, _SALT)
    assert derive(code, _SALT) == key
    assert bytes(PrivateKey(key.private_key).public_key) == key.public_key
    assert (len(key.slot), len(key.private_key)) == (16, 32)
    assert derive(other, _SALT).slot != key.slot != derive(code, bytes(16)).slot
    assert key.private_key.hex() not in repr(key)


def test_the_derivation_is_fixed_for_phones() -> None:
    """Phones compute the same; a change here would lock everyone out of plans made before."""
    key = derive(PlanCode.parse("0000 0000 0000 0000 5724"), _SALT)
    assert key.slot.hex() == "ec31c2ad38493f3e9623c18683fdc072"
    assert key.public_key.hex() == "2081e3287b1038aa5e9817118de98a8cf8b73499906fc8c2475717e2ccbe1541"


def test_an_entry_opens_for_its_owner_only() -> None:
    key = derive(PlanCode.new(), _SALT)
    sealed = seal_entry(key.public_key, 3, {"who": ["a neighbour", "یک دوست"]})
    assert open_entry(key.private_key, sealed) == (3, {"who": ["a neighbour", "یک دوست"]})
    with pytest.raises(ValueError, match="open"):
        open_entry(bytes(PrivateKey.generate()), sealed)
