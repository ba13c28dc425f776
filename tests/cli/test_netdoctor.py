"""What `workshop doctor` says of networks, for laptops of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.cli import netdoctor
from workshop.cli.firewall import firewall
from workshop.cli.netdoctor import (
    can_make_wifi,
    firewalls,
    free,
    free_port,
    hotspot,
    network,
    others,
    privacy,
)
from workshop.domain.network import Firewall, Interface
from workshop.web import bind
from workshop.wording import ENGLISH

WIFI = Interface("wlan0", "192.168.1.20", "wifi")
CABLE = Interface("eth0", "93.184.216.34", "wired")
TUNNEL = Interface("tun0", "10.8.0.2", "vpn")


def test_the_network_that_would_be_used_is_named_with_what_it_is() -> None:
    assert network((WIFI, CABLE), 8001, ENGLISH).seen == (
        "Network: phones would open http://192.168.1.20:8001/ (Wi-Fi, wlan0)."
    )
    alone = network((TUNNEL,), 8000, ENGLISH)
    assert not alone.fine and "small router" in alone.mend


def test_an_address_that_others_reach_a_vpn_and_other_networks_are_said() -> None:
    assert privacy(WIFI, ENGLISH).fine
    assert not privacy(CABLE, ENGLISH).fine
    more, vpn = others((WIFI, CABLE, TUNNEL), ENGLISH)
    assert "93.184.216.34 (cable, eth0)" in more.seen and "--host" in more.mend
    assert (vpn.fine, vpn.seen) == (False, "VPN: 10.8.0.2 (tun0) is on.")
    assert list(others((WIFI,), ENGLISH)) == []


def test_a_taken_port_and_the_next_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with bind("127.0.0.3", 0) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(netdoctor, "PORTS", range(port, port + 1))
        assert free_port("127.0.0.3") is None
    assert free_port("127.0.0.3") == port
    assert free(port, ENGLISH).seen == f"Port: {port} is free."
    monkeypatch.setattr(netdoctor, "PORTS", range(port - 1, port + 1))
    assert free(port, ENGLISH).seen == f"Port: {port - 1} is taken; {port} is free and would be used."
    assert not free(None, ENGLISH).fine


@pytest.mark.parametrize(
    ("platform", "files", "found", "said"),
    [
        ("linux", {}, None, "docs/network.md"),
        ("linux", {"etc/ufw/ufw.conf": "LOGLEVEL=low\nENABLED=no\n"}, None, "docs/network.md"),
        ("linux", {"etc/ufw/ufw.conf": "ENABLED=yes\n"}, "ufw", "sudo ufw allow 8000/tcp"),
        ("linux", {"run/firewalld.pid": "7"}, "firewalld", "--add-port=8000/tcp"),
        ("darwin", {}, "macos", "socketfilterfw"),
        ("win32", {}, "windows", "localport=8000"),
    ],
)
def test_a_firewall_is_found_where_it_can_be_read_and_its_command_said(
    tmp_path: Path, platform: str, files: dict[str, str], found: Firewall | None, said: str
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert firewall(tmp_path, platform) == found
    finding = firewalls(found, 8000, ENGLISH)
    assert said in finding.mend
    assert finding.fine == (found not in ("ufw", "firewalld"))


@pytest.mark.parametrize(("told", "able"), [("yes", True), ("no", False), ("", None)])
def test_whether_a_wifi_can_be_made_is_asked_where_somebody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, able: bool | None
) -> None:
    nmcli = tmp_path / "nmcli"
    nmcli.write_text(
        f'#!/bin/sh\nif [ "$1" = -t ]; then echo wlan0:wifi; echo eth0:ethernet; exit; fi\necho {told}\n'
    )
    nmcli.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert can_make_wifi() is able
    assert len(list(hotspot((WIFI,), ENGLISH))) == (able is not None)


def test_where_nobody_knows_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert list(hotspot((WIFI,), ENGLISH)) == []
    (on,) = hotspot((Interface("wlan0", "10.42.0.1", "hotspot"),), ENGLISH)
    assert "has one on" in on.seen
