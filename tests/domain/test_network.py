"""Which network phones most likely share with the laptop."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.network import FIREWALLS, KINDS, Interface, best, let_in, ranked

ADDRESSES = st.sampled_from(["192.168.1.20", "10.0.0.5", "172.20.10.3", "93.184.216.34", "100.64.0.9"])
INTERFACES = st.lists(
    st.builds(Interface, st.sampled_from(["a", "b", "c"]), ADDRESSES, st.sampled_from(tuple(KINDS)))
)


@given(INTERFACES, st.randoms())
def test_where_phones_can_be_comes_first_in_whatever_order_it_was_found(
    found: list[Interface], random: object
) -> None:
    order = ranked(found)
    shuffled = found[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random, which hypothesis does not say
    assert ranked(shuffled) == order and sorted(map(str, order)) == sorted(map(str, found))
    apart = [not one.is_for_phones for one in order]
    assert apart == sorted(apart)
    first = best(found)
    assert (first is None) == all(apart)
    assert first is None or first == order[0]


def test_a_vpn_never_wins_and_the_room_wins_over_the_world() -> None:
    wifi = Interface("wlan0", "192.168.1.20", "wifi")
    public = Interface("eth0", "93.184.216.34", "wired")
    tunnel = Interface("tun0", "10.8.0.2", "vpn")
    docker = Interface("docker0", "172.17.0.1", "virtual")
    assert ranked([docker, tunnel, public, wifi]) == (wifi, public, tunnel, docker)
    assert best([docker, tunnel]) is None
    assert not public.is_private and wifi.is_private


def test_a_firewalls_commands_name_the_port_or_the_program() -> None:
    for firewall in FIREWALLS:
        for line in let_in(firewall, 8003, "/usr/bin/python3"):
            assert "{" not in line
        allow, _ = let_in(firewall, 8003, "/usr/bin/python3")
        assert "8003" in allow or "/usr/bin/python3" in allow
