"""A ticket is believed only when it was signed here."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workshop.vault.tickets import sign, verify

_KEY = bytes(range(32))
_SLOT = bytes(range(16))
_PUBLIC = bytes(range(32, 64))
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def test_round_trip() -> None:
    assert verify(sign(_SLOT, _PUBLIC, _KEY), _KEY) == (_SLOT, _PUBLIC)


def test_another_key_is_refused() -> None:
    assert verify(sign(_SLOT, _PUBLIC, bytes(32)), _KEY) is None


def test_every_changed_sign_is_refused() -> None:
    ticket = sign(_SLOT, _PUBLIC, _KEY)
    for at, sign_there in enumerate(ticket):
        other = _SIGNS[(_SIGNS.index(sign_there) + 1) % 64]
        assert verify(ticket[:at] + other + ticket[at + 1 :], _KEY) is None


@given(st.text(max_size=200))
def test_rubbish_is_refused(text: str) -> None:
    assert verify(text, _KEY) is None
