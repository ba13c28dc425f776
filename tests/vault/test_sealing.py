"""Padding hides lengths, and only the private key opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from workshop.vault.sealing import STEPS, open_sealed, pad, padded_size, seal, unpad

_KEY = PrivateKey.generate()
_PUBLIC = bytes(_KEY.public_key)


@given(st.binary(max_size=10_000))
def test_unpad_gives_back_what_was_padded(plain: bytes) -> None:
    padded = pad(plain)
    assert unpad(padded) == plain
    assert len(padded) in STEPS or len(padded) % STEPS[-1] == 0


@pytest.mark.parametrize(
    ("length", "size"),
    [(0, 256), (252, 256), (253, 512), (4092, 4096), (4093, 8192), (8188, 8192), (8189, 12288)],
)
def test_sizes_go_in_steps(length: int, size: int) -> None:
    assert padded_size(length) == len(pad(bytes(length))) == size


@given(st.binary(max_size=600))
def test_unpad_refuses_what_pad_never_wrote(data: bytes) -> None:
    try:
        plain = unpad(data)
    except ValueError:
        return
    assert pad(plain) == data


def test_padding_that_is_not_zero_is_refused() -> None:
    padded = bytearray(pad(b"plain"))
    padded[-1] = 1
    with pytest.raises(ValueError, match="padded"):
        unpad(bytes(padded))


def test_sealed_opens_with_its_key_only() -> None:
    sealed = seal(b"an answer", _PUBLIC)
    assert b"an answer" not in sealed
    assert open_sealed(sealed, bytes(_KEY)) == b"an answer"
    with pytest.raises(ValueError, match="open"):
        open_sealed(sealed, bytes(PrivateKey.generate()))


def test_every_flipped_byte_is_refused() -> None:
    sealed = seal(b"an answer", _PUBLIC)
    for at in range(len(sealed)):
        bad = bytearray(sealed)
        bad[at] ^= 1
        with pytest.raises(ValueError, match="open"):
            open_sealed(bytes(bad), bytes(_KEY))


def test_rubbish_is_refused() -> None:
    for rubbish in (b"", b"short", bytes(48)):
        with pytest.raises(ValueError, match=r"open|padded"):
            open_sealed(rubbish, bytes(_KEY))
