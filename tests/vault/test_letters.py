"""Letters come back as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.vault.jsonvalue import JSON, pack, text_of, unpack, unwrap, wrap
from workshop.vault.letters import (
    CareLetter,
    EntryLetter,
    EntryWithdrawal,
    Letter,
    ResponseLetter,
    SlotLetter,
    WithdrawalLetter,
    from_bytes,
)

_TEXT = st.text(max_size=40)
_JSON: st.SearchStrategy[JSON] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)
_LETTERS: st.SearchStrategy[Letter] = st.one_of(
    st.builds(ResponseLetter, _TEXT, _TEXT, _TEXT, st.dictionaries(_TEXT, _JSON, max_size=5)),
    st.builds(WithdrawalLetter, _TEXT, _TEXT, _TEXT),
    st.builds(SlotLetter, _TEXT, _TEXT),
    st.builds(EntryLetter, _TEXT, _TEXT, _TEXT, _TEXT, st.integers(0, 2**53)),
    st.builds(EntryWithdrawal, _TEXT, _TEXT),
    st.builds(CareLetter, st.sampled_from(("talk", "pause")), _TEXT),
)


@given(_LETTERS)
def test_round_trip(letter: Letter) -> None:
    assert from_bytes(letter.to_bytes()) == letter


@given(_JSON)
def test_json_has_one_encoding(value: JSON) -> None:
    assert unpack(pack(value)) == value
    assert pack(unpack(pack(value))) == pack(value)


@given(st.binary(max_size=60) | _JSON.map(pack))
def test_anything_else_is_a_value_error(data: bytes) -> None:
    try:
        letter = from_bytes(data)
    except ValueError:
        return
    assert from_bytes(letter.to_bytes()) == letter


@given(st.binary(max_size=80))
def test_bytes_as_text_in_either_alphabet(data: bytes) -> None:
    assert unwrap(wrap(data)) == data
    assert unwrap(text_of(data)) == data
    assert not set(text_of(data)) & set("+/=")


@pytest.mark.parametrize("text", ["A", "AA AA", "ÄÄÄÄ", "AA=A"])
def test_other_text_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- base64 says it in its own words
        unwrap(text)


def test_letters_are_compact() -> None:
    letter = ResponseLetter("stressors", "room", "a1", {"how": 3, "what": "ναι"})
    assert letter.to_bytes() == '["response","stressors","room","a1",{"how":3,"what":"ναι"}]'.encode()


def test_depth_that_no_reader_survives_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="nested"):
        from_bytes(b"[" * 100_000)
