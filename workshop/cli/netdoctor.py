"""What `workshop doctor` says of networks: where phones would come in, and what may keep them out."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence

from workshop.domain.errors import WorkshopError
from workshop.domain.network import FIREWALLS, KINDS, Firewall, Interface, best, let_in
from workshop.wording import Wording

from .finding import Finding
from .firewall import firewall
from .interfaces import interfaces
from .listening import NOWHERE, PORTS

ASKING_SECONDS = 3


def network_findings(words: Wording) -> Iterator[Finding]:
    found = interfaces()
    first = best(found)
    port = free_port(first.address if first else NOWHERE)
    yield network(found, port, words)
    if first is not None:
        yield privacy(first, words)
    yield from others(found, words)
    yield free(port, words)
    yield firewalls(firewall(), port or PORTS[0], words)
    yield from hotspot(found, words)


def network(found: Sequence[Interface], port: int | None, words: Wording) -> Finding:
    say, first = words.say, best(found)
    if first is None:
        return Finding(
            False,
            say("Network: none."),
            say("Phones need one: a small router, this laptop's hotspot, or a phone's. Paper works without."),
        )
    return Finding(
        True,
        say(
            "Network: phones would open {address} ({kind}).",
            address=f"http://{first.address}:{port or PORTS[0]}/",
            kind=_named(first, words),
        ),
    )


def privacy(first: Interface, words: Wording) -> Finding:
    if first.is_private:
        return Finding(True, words.say("Address: private, the internet cannot reach it."))
    return Finding(
        False,
        words.say("Address: {address} is not a private one; others may reach it.", address=first.address),
        words.say("Use a network of your own: a small router, or this laptop's hotspot."),
    )


def others(found: Sequence[Interface], words: Wording) -> Iterator[Finding]:
    """More than one way in: which they are, and how to choose."""
    first = best(found)
    more = [one for one in found if one != first and one.kind != "vpn"]
    if more:
        named = ", ".join(f"{one.address} ({_named(one, words)})" for one in more)
        choose = words.say("Choose with --host, or in the console: q, then enter.")
        yield Finding(True, words.say("Other networks: {networks}.", networks=named), choose)
    for one in found:
        if one.kind == "vpn":
            yield Finding(
                False,
                words.say("VPN: {address} ({name}) is on.", address=one.address, name=one.name),
                words.say("It can keep phones out. Pause it, or try with one phone first."),
            )


def free_port(host: str) -> int | None:
    """The port that phones would open; None where all of ours are taken."""
    from workshop.web import bind

    for port in PORTS:
        try:
            bind(host, port).close()
        except WorkshopError:
            continue
        return port
    return None


def free(port: int | None, words: Wording) -> Finding:
    first, last = PORTS[0], PORTS[-1]
    if port is None:
        return Finding(
            False,
            words.say("Port: {first} to {last} are all taken.", first=first, last=last),
            words.say("Close what uses them, or choose another with --port."),
        )
    if port != first:
        return Finding(
            True,
            words.say("Port: {first} is taken; {port} is free and would be used.", first=first, port=port),
        )
    return Finding(True, words.say("Port: {port} is free.", port=port))


def firewalls(found: Firewall | None, port: int, words: Wording) -> Finding:
    """What it may keep out is found with a phone alone, so the command is always said."""
    say = words.say
    if found is None:
        return Finding(
            True,
            say("Firewall: none was found; whether one runs cannot be read without rights."),
            say("If no phone comes, look for one (docs/network.md)."),
        )
    allow, forbid = let_in(found, port, sys.executable)
    sure = found in ("ufw", "firewalld")
    name = FIREWALLS[found][0]
    seen = say("Firewall: {name} is on.", name=name) if sure else say("Firewall: {name} has one.", name=name)
    return Finding(
        not sure, seen, say("To let phones in: {allow}   Later: {forbid}", allow=allow, forbid=forbid)
    )


def hotspot(found: Sequence[Interface], words: Wording) -> Iterator[Finding]:
    """Whether this laptop can make a Wi-Fi itself; nothing where that cannot be read."""
    if any(one.kind == "hotspot" for one in found):
        yield Finding(True, words.say("Hotspot: this laptop has one on."))
        return
    able = can_make_wifi()
    if able:
        yield Finding(True, words.say("Hotspot: this laptop can make one."))
    elif able is not None:
        yield Finding(True, words.say("Hotspot: this laptop's Wi-Fi cannot make one. Bring a small router."))


def can_make_wifi() -> bool | None:
    """As NetworkManager says of the Wi-Fi cards; None where there is none, or it is not asked."""
    answers = [
        _ask("nmcli", "-g", "WIFI-PROPERTIES.AP", "device", "show", device)
        for line in _ask("nmcli", "-t", "-f", "DEVICE,TYPE", "device").splitlines()
        if line.endswith(":wifi") and (device := line.removesuffix(":wifi"))
    ]
    told = [answer.strip() == "yes" for answer in answers if answer.strip()]
    return any(told) if told else None


def _ask(program: str, *arguments: str) -> str:
    """What a program of this system answers; nothing where it is not here or does not answer."""
    path = shutil.which(program)
    if path is None:
        return ""
    try:
        done = subprocess.run(
            [path, *arguments], capture_output=True, text=True, timeout=ASKING_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _named(one: Interface, words: Wording) -> str:
    kind = words.say(KINDS[one.kind])
    return f"{kind}, {one.name}" if one.name else kind
