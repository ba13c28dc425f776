"""The networks that a laptop is in: which of them phones most likely share with it."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from workshop.wording import Wording, mark

InterfaceKind = Literal["hotspot", "wifi", "wired", "network", "phone", "vpn", "virtual"]
"""The laptop's own hotspot, Wi-Fi, a cable, one of which nothing is known, a phone by cable or Bluetooth, a
VPN, and what only programs on this laptop use."""

KINDS: Mapping[InterfaceKind, str] = {
    "hotspot": mark("this laptop's hotspot"),
    "wifi": mark("Wi-Fi"),
    "wired": mark("cable"),
    "network": mark("network"),
    "phone": mark("a phone by cable or Bluetooth"),
    "vpn": mark("VPN"),
    "virtual": mark("inside this laptop only"),
}
"""In the order in which phones most likely are there too, with the word for each."""

Firewall = Literal["ufw", "firewalld", "macos", "windows"]
FIREWALLS: Mapping[Firewall, tuple[str, str, str]] = {
    "ufw": ("ufw", "sudo ufw allow {port}/tcp", "sudo ufw delete allow {port}/tcp"),
    "firewalld": (
        "firewalld",
        "sudo firewall-cmd --add-port={port}/tcp",
        "sudo firewall-cmd --remove-port={port}/tcp",
    ),
    "macos": (
        "macOS",
        'sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add "{python}"',
        'sudo /usr/libexec/ApplicationFirewall/socketfilterfw --remove "{python}"',
    ),
    "windows": (
        "Windows",
        "netsh advfirewall firewall add rule name=Notes dir=in action=allow protocol=TCP localport={port}",
        "netsh advfirewall firewall delete rule name=Notes",
    ),
}
"""By what it is: its name, the command that lets phones in, and the one that takes that back."""

_PRIVATE = tuple(map(ipaddress.IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
_APART = frozenset({"vpn", "virtual"})
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Interface:
    """One way into the laptop: what the system calls it, its address there, and what it is."""

    name: str
    address: str
    kind: InterfaceKind = "network"

    @property
    def is_private(self) -> bool:
        """Whether the internet cannot reach it at this address."""
        return any(ipaddress.IPv4Address(self.address) in network for network in _PRIVATE)

    @property
    def is_for_phones(self) -> bool:
        """Whether phones can be there at all; a VPN and what is inside the laptop lead elsewhere."""
        return self.kind not in _APART


def ranked(interfaces: Iterable[Interface]) -> tuple[Interface, ...]:
    """The likeliest first: where phones can be before where they cannot, private before public."""
    return tuple(sorted(interfaces, key=_rank))


def _rank(interface: Interface) -> tuple[bool, bool, int, str, str]:
    return (
        not interface.is_for_phones,
        not interface.is_private,
        _ORDER[interface.kind],
        interface.name,
        interface.address,
    )


def best(interfaces: Iterable[Interface]) -> Interface | None:
    """Where phones should come in unless somebody chooses otherwise."""
    return next((one for one in ranked(interfaces) if one.is_for_phones), None)


@dataclass(frozen=True, slots=True)
class News:
    """What changed by itself: phones come in elsewhere now, no longer at all, or could come in at `where`."""

    kind: Literal["moved", "gone", "other"]
    where: str = ""

    def said(self, words: Wording) -> str:
        match self.kind:
            case "moved":
                return words.say(
                    "The network changed. Phones now open {address}: code and wall show it.",
                    address=self.where,
                )
            case "gone":
                return words.say(
                    "The network is gone. Answers wait on the phones; it goes on by itself when it is back."
                )
            case "other":
                return words.say(
                    "There is another network: {address}. To choose it: q, then enter.", address=self.where
                )


def is_loopback(address: str) -> bool:
    """Whether an address, or a page's, is one that only this laptop itself can open."""
    return address.removeprefix("http://").startswith("127.")


def let_in(firewall: Firewall, port: int, python: str) -> tuple[str, str]:
    """The command that lets phones in, and the one that takes it back."""
    _, allow, forbid = FIREWALLS[firewall]
    return allow.format(port=port, python=python), forbid.format(port=port, python=python)
