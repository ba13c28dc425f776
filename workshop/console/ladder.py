"""How phones get here when the first way fails: steps to try one after the other, and what often goes wrong.

Words alone: nothing here changes a setting of this laptop or of a phone.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.wording import mark

FEW = 10
"""Phones that a phone's hotspot often carries (docs/network.md)."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to bring phones and laptop together: how much it carries, and what it takes."""

    id: str
    title: str
    word: str
    lines: tuple[str, ...]
    few: bool = False
    """Whether it carries about ten phones only."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What often keeps phones out: how it shows, and what helps."""

    id: str
    title: str
    word: str
    lines: tuple[str, ...]


LADDER = (
    Rung(
        "router",
        mark("1 A small router of your own"),
        mark("a whole room"),
        (
            mark("A travel router with a name and a password that tell nothing. It needs no internet."),
            mark("The laptop by cable or in its Wi-Fi; phones in its Wi-Fi. Client isolation is off."),
            mark("This is the best way: it is yours, and it is the same in every place."),
        ),
    ),
    Rung(
        "hotspot",
        mark("2 This laptop's hotspot"),
        mark("often about ten"),
        (
            mark("In its network settings: a Wi-Fi hotspot, with a password. Most laptops can."),
            mark("How many phones fit depends on its Wi-Fi card: try it with as many as will come."),
            mark("The laptop itself may lose its own internet. The workshop needs none."),
        ),
        few=True,
    ),
    Rung(
        "phone",
        mark("3 A phone's hotspot"),
        mark("often about ten"),
        (
            mark("A facilitator's phone, mobile data off if it lets you, and the laptop joins its Wi-Fi."),
            mark("It often carries about ten phones, some only five. The laptop counts as one."),
            mark("Some of these hotspots keep phones and laptop apart: try it with one phone."),
            mark("Give it a neutral name first. Keep that phone plugged in, and near."),
        ),
        few=True,
    ),
    Rung(
        "kiosk",
        mark("4 This laptop, lent out"),
        mark("one after the other"),
        (
            mark("No network at all: people write at this laptop, each for themselves."),
            mark("enter, or k, lends it. The console locks behind the page."),
        ),
    ),
    Rung(
        "papers",
        mark("5 Paper"),
        mark("always works"),
        (
            mark("Sheets for every form, and the flipchart. They are typed in later: enter, or j."),
            mark("Print the sheets of the day beforehand: y, then p."),
        ),
    ),
)
"""Each is tried with one phone before it is shown to a room."""

TROUBLES = (
    Trouble(
        "wrong-wifi",
        mark("The phone is in another Wi-Fi"),
        mark("look here first"),
        (
            mark("The phone must be in the same Wi-Fi as this laptop, not in “guests”, not in mobile data."),
            mark("w shows the code that joins the Wi-Fi. Its name stands in the phone's settings."),
        ),
    ),
    Trouble(
        "leaves",
        mark("The phone leaves a Wi-Fi without internet"),
        mark("stay connected"),
        (
            mark("It says “no internet” and asks, or quietly takes mobile data instead."),
            mark("Answer: stay connected, also next time. Or turn mobile data off for this hour."),
            mark("Turn off “switch to mobile data” (Android) or “Wi-Fi Assist” (iPhone)."),
        ),
    ),
    Trouble(
        "isolation",
        mark("The Wi-Fi keeps its guests apart"),
        mark("another network"),
        (
            mark("The phone is in the Wi-Fi, and the page still never comes: client isolation."),
            mark("Usual in hotels and offices. Ask whether it can be turned off, or go one step down."),
        ),
    ),
    Trouble(
        "portal",
        mark("The Wi-Fi wants a click on a page first"),
        mark("another network"),
        (
            mark("A captive portal: until somebody agrees on its page, it lets nothing through."),
            mark("It also knows who is there. Take a network of your own instead."),
        ),
    ),
    Trouble(
        "phone-vpn",
        mark("A VPN on the phone, or on this laptop"),
        mark("pause it"),
        (
            mark("A VPN can lead every page away from this room. Pause it, or allow “local network”."),
            mark("Nobody should be pressed to: a phone that must keep its VPN has paper instead."),
        ),
    ),
    Trouble(
        "https",
        mark("“Not secure”, or only https"),
        mark("type http://"),
        (
            mark("Type http:// before the address, with its point and colon, or use the code."),
            mark("A browser in https-only mode asks: go on to the page. Or allow it in its settings."),
            mark("“Private DNS” and ad blockers do not matter: the address is a number, not a name."),
        ),
    ),
)
"""The commonest first; the firewall of this laptop stands before them, with its commands."""
