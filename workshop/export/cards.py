"""Cards to cut out: plan codes to hand round face down, tickets to draw from a hat, vouchers for support."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.domain.signs import Sign
from workshop.wording import Wording

from .codes import qr_svg
from .shapes import sign_svg
from .typesetting import Paper, typeset

_GROUP = 4


def cards_pdf(codes: Sequence[str], address: str, words: Wording, *, paper: Paper = "a4") -> bytes:
    """Sheets of ten cards, each with one code in large print and where to open it."""
    data = {
        "title": words.say("Notes"),
        "kind": "code",
        "cards": [_groups(code) for code in codes],
        "address": address,
        "qr": qr_svg(address) if address else "",
        "qr_alt": words.say("The address as a code for the camera"),
        "mine": words.say("My code"),
        "promise": words.say("It opens my notes. Keep it where only you look: nobody can replace it."),
        "room": words.say("For me:"),
    }
    return typeset("cards.typ", data, words, private=True, paper=paper)


def tickets_pdf(signs: Sequence[Sign], words: Wording, *, paper: Paper = "a4") -> bytes:
    """Tickets to draw from a hat: the sign of a small group on each, and nothing that could be listed."""
    data = {
        "title": words.say("Notes"),
        "kind": "ticket",
        "cards": [{"shape": sign.id, "word": words.say(sign.word)} for sign in signs],
        "shapes": {sign.id: sign_svg(sign.id) for sign in signs},
        "about": words.say("This is where I sit. I may swap, or choose another place."),
    }
    return typeset("cards.typ", data, words, paper=paper)


def vouchers_pdf(codes: Sequence[str], words: Wording, *, paper: Paper = "a4") -> bytes:
    """Vouchers, each with one code, and after them the list that counts which came back: codes, no names."""
    data: Mapping[str, object] = {
        "title": words.say("Notes"),
        "kind": "voucher",
        "cards": [_groups(code) for code in codes],
        "name": words.say("Voucher"),
        "about": words.say("For one time of support. I choose which kind, and with whom. No name is needed."),
        "room": words.say("Good until:"),
        "list": words.say("Vouchers that came back"),
        "how": words.say(
            "Tick the code of each voucher that came back, and nothing else: no name, no day, no kind of "
            "support. Keep this list apart from the vouchers. Destroy both when the last one is paid."
        ),
    }
    return typeset("cards.typ", data, words, private=True, paper=paper)


def _groups(code: str) -> list[str]:
    """The code in groups of four, however it was grouped before."""
    signs = "".join(sign for sign in code if sign.isalnum())
    return [signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP)]
