"""The laptop's own addresses, with what each belongs to."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

import pytest

from workshop.cli import interfaces as module
from workshop.cli.interfaces import interfaces, kind
from workshop.domain.network import InterfaceKind
from workshop.web import bind


def test_every_address_that_is_listed_is_one_to_listen_on() -> None:
    found = interfaces()
    assert len(found) == len({one.address for one in found})
    for one in found:
        assert not ipaddress.IPv4Address(one.address).is_loopback
        with bind(one.address, 0):
            pass


def test_a_system_that_lists_none_is_asked_by_its_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    def unlisted() -> None:
        raise AttributeError("getifaddrs")

    ways = {"192.0.2.1": "93.184.216.34", "192.168.1.1": "192.168.1.7", "10.42.0.2": "169.254.3.4"}
    asked: list[str] = []
    monkeypatch.setattr(module, "_listed", unlisted)
    monkeypatch.setattr(socket.socket, "connect", lambda self, to: asked.append(ways.get(to[0], "127.0.0.1")))
    monkeypatch.setattr(socket.socket, "getsockname", lambda self: (asked[-1], 1))
    assert [(one.address, one.kind) for one in interfaces()] == [
        ("192.168.1.7", "network"),
        ("93.184.216.34", "network"),
    ]


def test_without_a_network_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_listed", lambda: iter(()))
    assert interfaces() == ()


@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        ("wlp3s0", "192.168.1.20", "wifi"),
        ("wlan0", "10.42.0.1", "hotspot"),
        ("card", "192.168.4.9", "wifi"),
        ("eth0", "10.0.0.5", "wired"),
        ("enp0s25", "10.0.0.1", "wired"),
        ("enx0250f4", "192.168.42.7", "phone"),
        ("bnep0", "192.168.44.3", "phone"),
        ("tun0", "10.8.0.2", "vpn"),
        ("wg-home", "10.9.0.2", "vpn"),
        ("eth7", "100.101.102.103", "vpn"),
        ("docker0", "172.17.0.1", "virtual"),
        ("br-1a2b", "172.18.0.1", "virtual"),
        ("virbr0", "192.168.122.1", "virtual"),
        ("bridge100", "192.168.2.1", "hotspot"),
        ("", "192.168.137.1", "hotspot"),
        ("", "192.168.1.20", "network"),
    ],
)
def test_an_interface_is_what_the_system_or_its_name_says(
    tmp_path: Path, name: str, address: str, expected: InterfaceKind
) -> None:
    (tmp_path / "card" / "wireless").mkdir(parents=True)
    driver = tmp_path / "drivers" / "rndis_host"
    driver.mkdir(parents=True)
    (tmp_path / "enx0250f4" / "device").mkdir(parents=True)
    (tmp_path / "enx0250f4" / "device" / "driver").symlink_to(driver)
    assert kind(name, address, tmp_path) == expected


def test_what_has_one_other_end_is_a_tunnel_whatever_it_is_called(tmp_path: Path) -> None:
    assert kind("work", "10.3.0.2", tmp_path, tunnel=True) == "vpn"
