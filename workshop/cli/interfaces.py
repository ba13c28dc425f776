"""The laptop's own addresses, each with what it belongs to; nothing is sent, and nothing is changed."""

from __future__ import annotations

import ctypes
import ipaddress
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from workshop.domain.network import Interface, InterfaceKind, ranked

NET = Path("/sys/class/net")
"""Where Linux says of each interface what it is."""
# <net/if.h>, the same on Linux and macOS.
_UP, _LOOPBACK, _POINT_TO_POINT, _RUNNING = 0x1, 0x8, 0x10, 0x40
# Addresses beyond which a laptop or a phone commonly spans a network of its own.
_NEAR = ("192.168.1.1", "192.168.0.1", "10.42.0.2", "192.168.137.2", "192.168.2.2", "172.20.10.2")
# Reserved for documentation: nothing is sent there, but the way to it is the way to everywhere.
_FAR = "192.0.2.1"
_VPN = ("tun", "tap", "wg", "ppp", "utun", "ipsec", "tailscale", "zt", "nordlynx", "proton", "mullvad", "gpd")
_VIRTUAL = (
    *("docker", "br-", "veth", "virbr", "lxc", "lxd", "podman", "cni", "vmnet", "vboxnet", "vnet"),
    *("flannel", "cali", "ifb", "dummy", "awdl", "llw"),
)
_PHONE = ("usb", "rndis", "bnep", "pan")
_PHONE_DRIVERS = ("rndis_host", "ipheth")
_WIFI = ("wl", "wifi", "ath")
_WIRED = ("eth", "en")
_TAILSCALE = ipaddress.IPv4Network("100.64.0.0/10")
# Windows' and macOS's own sharing of a connection, which are no Wi-Fi by name.
_SHARED = ("192.168.137.1", "192.168.2.1")


def interfaces() -> tuple[Interface, ...]:
    """Every address of this laptop on which phones could come in, the likeliest first."""
    try:
        return ranked(set(_listed()))
    except (OSError, AttributeError, TypeError):
        # A system that does not list them, as Windows: what the ways to the world tell.
        found = {own for target in (_FAR, *_NEAR) if (own := _own_address(target))}
        return ranked(Interface("", own, kind("", own)) for own in found)


def kind(name: str, own: str, net: Path = NET, *, tunnel: bool = False) -> InterfaceKind:
    """What an interface is, by what the system says of it, or by its name; a `tunnel` has one other end."""
    here, lower = net / name, name.lower()
    if tunnel or lower.startswith(_VPN) or ipaddress.IPv4Address(own) in _TAILSCALE:
        return "vpn"
    if own in _SHARED:
        return "hotspot"
    if name and _is_wifi(here, lower):
        # Whoever is the first of a Wi-Fi's addresses has made it.
        return "hotspot" if own.endswith(".1") else "wifi"
    if lower.startswith(_VIRTUAL):
        return "virtual"
    if lower.startswith(_PHONE) or _driver(here) in _PHONE_DRIVERS:
        return "phone"
    if sys.platform == "darwin" or not lower.startswith(_WIRED):
        return "network"
    return "wired"


def _is_wifi(here: Path, lower: str) -> bool:
    return lower.startswith(_WIFI) or (here / "wireless").is_dir() or (here / "phy80211").exists()


def _driver(here: Path) -> str:
    try:
        return (here / "device" / "driver").resolve(strict=True).name
    except OSError:
        return ""


class _Way(ctypes.Structure):
    """`struct ifaddrs`, as Linux and macOS both have it."""


_Way._fields_ = [
    ("next", ctypes.POINTER(_Way)),
    ("name", ctypes.c_char_p),
    ("flags", ctypes.c_uint),
    ("address", ctypes.c_void_p),
    ("mask", ctypes.c_void_p),
    ("beyond", ctypes.c_void_p),
    ("data", ctypes.c_void_p),
]


def _listed() -> Iterator[Interface]:
    """Each IPv4 address of an interface that is up and connected."""
    system = ctypes.CDLL(None, use_errno=True)
    first = ctypes.POINTER(_Way)()
    if system.getifaddrs(ctypes.byref(first)):
        raise OSError(ctypes.get_errno(), "getifaddrs")
    try:
        way = first
        while one := _there(way):
            own = _ipv4(one.address) if one.flags & _UP and one.flags & _RUNNING else None
            if own is not None and not one.flags & _LOOPBACK and _is_usable(own):
                name = one.name.decode("utf-8", "replace")
                tunnel = bool(one.flags & _POINT_TO_POINT)
                yield Interface(name, own, kind(name, own, tunnel=tunnel))
            way = one.next
    finally:
        system.freeifaddrs(first)


def _there(way: ctypes._Pointer[_Way]) -> _Way | None:
    """What a pointer leads to; None at the end of the list."""
    return way.contents if bool(way) else None


def _ipv4(address: int | None) -> str | None:
    """The address in a `struct sockaddr`; None where it is of another family."""
    if not address:
        return None
    head = ctypes.string_at(address, 8)
    # macOS keeps the structure's length in the first byte; there the family is the second.
    family = head[1] if sys.platform == "darwin" else int.from_bytes(head[:2], sys.byteorder)
    return socket.inet_ntoa(head[4:8]) if family == socket.AF_INET else None


def _own_address(target: str) -> str | None:
    """Our address on the way to `target`; connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect((target, 9))
        except OSError:
            return None
        own: str = sock.getsockname()[0]
    return own if _is_usable(own) else None


def _is_usable(own: str) -> bool:
    address = ipaddress.IPv4Address(own)
    return not (address.is_loopback or address.is_link_local or address.is_unspecified)
