"""The page to hang up: how a phone joins, in codes and in large letters, and what it costs: nothing."""

from __future__ import annotations

from workshop.domain.joining import Joining
from workshop.wording import Wording

from .codes import qr_svg, wifi_text
from .typesetting import Paper, breakable, typeset


def poster_pdf(joining: Joining, words: Wording, *, paper: Paper = "a4") -> bytes:
    """One page: the Wi-Fi where it is known, then the address, then three sentences that people need."""
    say, wifi = words.say, joining.wifi
    data = {
        "title": say("Notes"),
        "lead": say("Your phone, if you like"),
        "wifi": wifi
        and {
            "do": say("First join the Wi-Fi"),
            "qr": qr_svg(wifi_text(wifi)),
            "alt": say("The Wi-Fi as a code for the camera"),
            "name": breakable(wifi.name),
            "password": breakable(wifi.password),
            "password_label": say("Password:"),
        },
        "page": {
            "do": say("Then open this page") if wifi else say("Open this page on your phone"),
            "qr": qr_svg(joining.address),
            "alt": say("The address as a code for the camera"),
            "address": joining.short,
        },
        "sentences": [
            say("This uses none of your data: nothing goes through the internet."),
            say("Your phone may say “no internet”. That is right: stay connected."),
            say("No phone, or not yours today? Ask for paper."),
        ],
    }
    return typeset("poster.typ", data, words, private=True, paper=paper)
