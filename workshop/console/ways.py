"""How phones get here: networks, the ladder, and what often keeps phones out, as lines of a list."""

from __future__ import annotations

import sys

from textual.content import Content

from workshop.domain.joining import Joining
from workshop.domain.network import FIREWALLS, KINDS, Firewall, Interface, is_loopback, let_in
from workshop.room import Room
from workshop.wording import Wording

from .chores import Act, Chore
from .chores.chore import ChoreState, Line, command, grouped, said, soft
from .ladder import FEW, LADDER, TROUBLES
from .network import Networks

_ACTS: dict[str, Act] = {"kiosk": "kiosk", "papers": "papers"}
_PREFIX = "at-"


def ways(room: Room, words: Wording, joining: Joining, networks: Networks) -> tuple[Chore, ...]:
    """Nothing here is ticked by hand: what can be known is known."""
    say = words.say
    here = [_interface(room, words, joining, networks, one) for one in networks.seen]
    if not any(one.address == networks.here for one in networks.seen):
        here.insert(0, _nowhere(room, words, joining))
    return (
        *grouped(say("Where phones come in"), *here),
        *grouped(say("No phone comes? One step after the other"), *_ladder(room, words)),
        *grouped(say("What often keeps phones out"), *_troubles(words, networks)),
    )


def address_of(chore: Chore) -> str | None:
    """The address that a line lets phones come in at; None where it stands for something else."""
    return chore.id.removeprefix(_PREFIX) if chore.act == "listen" else None


def line_of(address: str) -> str:
    """The id of the line of an address."""
    return f"{_PREFIX}{address}"


def named(words: Wording, interface: Interface) -> str:
    """An interface by what it is, its address, and what the system calls it."""
    parts = (words.say(KINDS[interface.kind]), interface.address, interface.name)
    return " · ".join(part for part in parts if part)


def _interface(room: Room, words: Wording, joining: Joining, networks: Networks, one: Interface) -> Chore:
    say = words.say
    id, title = line_of(one.address), named(words, one)
    about: list[Line] = []
    if one.address == networks.here:
        state, word, about = _here(room, words, joining)
        act: Act = "code"
    else:
        act, state, word = "listen", "known", say("enter chooses it")
        about += said(say("Phones in this network could come in here. Those that are here now rejoin."))
    if not one.is_for_phones:
        state = "look" if act == "code" else state
        word = say("phones are not there") if act == "listen" else word
        about += said(say("It leads out of this room, or stays inside this laptop: rarely what phones need."))
    elif not one.is_private:
        state = "look" if act == "code" else state
        about += said(
            say(
                "This address is not a private one: others than this room may reach it. Take another network."
            )
        )
    if act == "listen":
        about.append(soft(say("enter lets phones come in here; code and wall follow")))
    return Chore(id, 0, state, title, word, tuple(about), act)


def _here(room: Room, words: Wording, joining: Joining) -> tuple[ChoreState, str, list[Line]]:
    """Where phones come in now, and whether one has."""
    say, reached = words.say, room.hosting.reached
    test = (
        say("A phone has come: the network works.")
        if reached
        else say("Open this on one phone first. When it has come, it is said here.")
    )
    about: list[Line] = [Content.styled(joining.address, "bold $primary"), Content(test)]
    about.append(soft(say("enter shows the code large (q) · p prints a poster")))
    return (
        "done" if reached else "open",
        say("here: it works") if reached else say("here: try it"),
        about,
    )


def _nowhere(room: Room, words: Wording, joining: Joining) -> Chore:
    """Phones come in at an address that no network has: none is there, or one that was asked for is not."""
    say = words.say
    if is_loopback(joining.address):
        about = said(
            say("This laptop is in no network. Start its hotspot, or join one: it is noticed."),
            say("Meanwhile it can be lent out, and paper works."),
        )
        return Chore("nowhere", 0, "look", say("No network"), say("phones cannot join"), about)
    state, word, lines = _here(room, words, joining)
    return Chore("asked", 0, state, joining.short, word, tuple(lines), "code")


def _ladder(room: Room, words: Wording) -> tuple[Chore, ...]:
    say, expected = words.say, room.state.phones.expected
    lines = []
    for rung in LADDER:
        about = [*said(*(say(line) for line in rung.lines))]
        many = rung.few and expected is not None and expected > FEW
        if many:
            warning = words.count(
                "{n} phone is expected.", "! {n} phones are expected: more than often fit.", expected or 0
            )
            about.insert(0, Content.styled(warning, "bold $warning"))
        act = _ACTS.get(rung.id, "nothing")
        state: ChoreState = "look" if many else "known"
        lines.append(Chore(rung.id, 0, state, say(rung.title), say(rung.word), tuple(about), act))
    return tuple(lines)


def _troubles(words: Wording, networks: Networks) -> tuple[Chore, ...]:
    say = words.say
    others = (
        Chore(one.id, 0, "known", say(one.title), say(one.word), said(*(say(line) for line in one.lines)))
        for one in TROUBLES
    )
    return (_firewall(words, networks), *others)


def _firewall(words: Wording, networks: Networks) -> Chore:
    say, found = words.say, networks.firewall
    about = [
        *said(
            say("Does a firewall run here? It may keep phones out, and nothing tells you so."),
            say("In a terminal, where you may: this lets phones in, and the second line takes it back."),
        )
    ]
    asked: tuple[Firewall, ...] = (found,) if found else tuple(FIREWALLS)
    for firewall in asked:
        allow, forbid = let_in(firewall, networks.port, sys.executable)
        about += [soft(FIREWALLS[firewall][0]), command(allow), command(forbid)]
    word = say("{firewall} is here", firewall=FIREWALLS[found][0]) if found else say("is there one?")
    state: ChoreState = "look" if found in ("ufw", "firewalld") else "known"
    return Chore("firewall", 0, state, say("This laptop's firewall"), word, tuple(about))
