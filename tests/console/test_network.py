"""How phones get here: networks to choose from, what to try next, and an address that changes by itself."""

from __future__ import annotations

from tests.conftest import HOSTILE
from workshop.domain.network import FIREWALLS, Interface, News
from workshop.room import Room

from .conftest import Driven, Driving
from .networks import CABLE, HOME, TUNNEL, FakeNetworks
from .printing import FakeLaptop
from .test_kiosk import Windows

NOWHERE = Interface("", "127.0.0.1")


async def to(driven: Driven, title: str) -> None:
    """Moves the cursor to the line that begins with `title`."""
    for _ in range(20):
        line = next(line for line in driven.seen.splitlines() if "▌" in line)
        if title in line:
            return
        await driven.press("down")
    raise AssertionError(f"there is no line {title}")


async def test_networks_are_named_with_what_they_are_and_one_is_chosen(console: Driving, room: Room) -> None:
    networks = FakeNetworks()
    async with console(networks=networks) as driven:
        await driven.press("q", "enter")
        assert "Wi-Fi · 192.168.12.34 · wlan0" in driven.seen and "here: try it" in driven.seen
        assert "VPN · 10.8.0.2 · tun0" in driven.seen and "phones are not there" in driven.seen
        room.hosting.reach()
        await driven.settle()
        assert "here: it works" in driven.seen
        await to(driven, "cable · 10.0.0.5 · eth0")
        await driven.press("enter")
        assert networks.here == CABLE.address
        assert driven.told == ["Phones now open 10.0.0.5:8765: code and wall show it."]
        await driven.press("enter")
        assert driven.place == "JoinCode", "where it is already: the code"
        assert "http://10.0.0.5:8765/" in driven.seen


async def test_an_address_that_cannot_be_had_is_told_and_all_stays(console: Driving) -> None:
    networks = FakeNetworks()
    networks.refuses = True
    async with console(networks=networks) as driven:
        await driven.press("q", "enter", "down", "enter")
        assert driven.told[0].startswith("This laptop has no address 10.0.0.5.")
        assert networks.here == HOME.address


async def test_code_and_lent_page_follow_when_the_address_changes_by_itself(console: Driving) -> None:
    networks, windows = FakeNetworks(), Windows()
    async with console(networks=networks, windows=windows) as driven:
        await driven.press("q")
        networks.here, networks.news = CABLE.address, (News("moved", "10.0.0.5:8765"),)
        windows.lent = "http://192.168.12.34:8765/?s=1"
        await driven.settle()
        assert driven.told == ["The network changed. Phones now open 10.0.0.5:8765: code and wall show it."]
        driven.app.clear_notifications()
        await driven.settle()
        assert "http://10.0.0.5:8765/" in driven.seen and HOME.address not in driven.seen
        assert windows.lent == "http://10.0.0.5:8765/?s=1"
        networks.news = (News("other", HOME.address), News("gone"))
        await driven.settle()
        await driven.settle()
        assert [told[:22] for told in driven.told] == ["There is another netwo", "The network is gone. A"]


async def test_the_ladder_says_what_to_try_and_how_many_phones_it_carries(
    console: Driving, room: Room
) -> None:
    networks = FakeNetworks(NOWHERE, firewall="ufw")
    networks.seen = ()
    room.hosting.expect_phones(16)
    async with console(size=(80, 24), networks=networks) as driven:
        await driven.press("y")
        await to(driven, "Open this on one phone first")
        await driven.press("enter")
        assert "▌! No network" in driven.seen and "Start its hotspot" in driven.seen
        await to(driven, "3 A phone's hotspot")
        assert "often about ten" in driven.seen and "! 16 phones are expected" in driven.seen
        await to(driven, "4 This laptop, lent out")
        await driven.press("enter")
        assert driven.place == "KioskSheet"
        await driven.press("escape")
        await to(driven, "This laptop's firewall")
        assert "sudo ufw allow 8765/tcp" in driven.seen and "firewalld" not in driven.seen
        networks.firewall = None
        driven.app.look()
        await driven.settle()
        assert "is there one?" in driven.seen
        await driven.press("pagedown", "pagedown")
        assert FIREWALLS["windows"][1].split("{", maxsplit=1)[0][:40] in driven.seen
        await driven.press("pageup", "pageup")
        await to(driven, "5 Paper")
        await driven.press("enter")
        assert driven.place == "Papers"


async def test_a_poster_is_written_into_a_folder_of_ones_choice(console: Driving) -> None:
    laptop = FakeLaptop()
    async with console(networks=FakeNetworks(), laptop=laptop.laptop) as driven:
        await driven.press("q", "enter", "p", "enter")
        assert [what for what, *_ in laptop.printed] == ["poster"]
        assert driven.told == ["The poster is in sheets-poster."]
        laptop.there_already = True
        await driven.press("p", "enter")
        assert "is there already" in driven.told[-1]


async def test_whatever_an_interface_is_called_it_is_text_alone(console: Driving) -> None:
    names = [Interface(text, f"10.0.1.{n}") for n, text in enumerate(HOSTILE, start=2)]
    async with console(size=(80, 40), networks=FakeNetworks(HOME, TUNNEL, *names)) as driven:
        await driven.press("q", "enter")
        for _ in names:
            await driven.press("down")
        assert driven.place == "NetworkPlace" and "10.0.1.2" in driven.seen
