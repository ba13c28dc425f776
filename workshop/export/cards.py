"""Cards with plan codes, to cut out and hand round face down."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.wording import Wording

from .codes import qr_svg
from .typesetting import typeset

_GROUP = 4


def cards_pdf(codes: Sequence[str], address: str, words: Wording) -> bytes:
    """A4 sheets of ten cards, each with one code in large print and where to open it."""
    data = {
        "title": words.say("Notes"),
        "cards": [_groups(code) for code in codes],
        "address": address,
        "qr": qr_svg(address) if address else "",
        "qr_alt": words.say("The address as a code for the camera"),
        "mine": words.say("My code"),
        "promise": words.say("It opens my notes. Keep it where only you look: nobody can replace it."),
        "room": words.say("For me:"),
    }
    return typeset("cards.typ", data, words, private=True)


def _groups(code: str) -> list[str]:
    """The code in groups of four, however it was grouped before."""
    signs = "".join(sign for sign in code if sign.isalnum())
    return [signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP)]
