"""Every key of the console, once: bindings, line of keys, command palette and help are made from this."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.binding import Binding, BindingType

from workshop.wording import ENGLISH, Wording

from . import placekeys
from .key import Key, Place

__all__ = ["Key", "Place", "bindings", "keys"]


def keys(words: Wording) -> tuple[Key, ...]:
    """All keys, in the order in which they are shown."""
    return tuple(key for place in PLACES for key in PLACES[place](words))


def _anywhere(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
        Key("u", "u", "unlock", say("unlock"), say("Unlock with the passphrase")),
        Key(
            "h",
            "h",
            "heard",
            say("heard"),
            say("You have seen to those who may need care, wish to talk or to pause"),
        ),
        Key("space", say("space"), "pause", say("pause"), say("Pause the session, or go on")),
        Key("n", "n", "next", say("next"), say("Go on to the next session; after the last, the day ends")),
        Key("o", "o", "open_form", say("open"), say("Open the form on the phones")),
        Key("c", "c", "close_form", say("close"), say("Close the form; its answers become figures")),
        Key("v", "v", "said", say("the room said"), say("See what the room said, and show it to the room")),
        Key("q", "q", "code", say("QR"), say("The code that brings phones here")),
        Key("g", "g", "grounding", say("grounding"), say("The script of a grounding, at once")),
        Key("s", "s", "care", say("care"), say("Somebody needs care: who waits, who helps, what to do")),
        Key("t", "t", "timeline", say("time"), say("The whole day, as planned and as it will be")),
        Key(
            "r",
            "r",
            "ontime",
            say("be on time"),
            say("Three ways to be on time, with their numbers"),
        ),
        Key("l", "l", "lock", say("lock"), say("Lock: cover the screen, forget what people wrote")),
        Key("question_mark", "?", "help", say("help"), say("Every key, and what the signs mean")),
        Key("b", "b", "back", say("back"), say("Go back to the session before")),
        Key("z", "z", "undo", say("undo"), say("Undo what you did last, where it can be undone")),
        Key("plus,equals_sign", "+", "adjust(1)", say("1 minute more"), say("Give the session a minute")),
        Key("minus", "-", "adjust(-1)", say("1 minute less"), say("Take a minute from the session")),
        Key(
            "right_square_bracket",
            "]",
            "adjust(5)",
            say("5 minutes more"),
            say("Give the session five minutes"),
        ),
        Key(
            "left_square_bracket",
            "[",
            "adjust(-5)",
            say("5 minutes less"),
            say("Take five minutes from the session"),
        ),
        Key("i", "i", "referrals", say("who can help"), say("People who can help: the referral directory")),
        Key(
            "a",
            "a",
            "library",
            say("library"),
            say("Look through the library, and put an exercise into today"),
        ),
        Key("m", "m", "groups", say("groups"), say("Make small groups, and share what they found")),
        Key("j", "j", "paper", say("paper"), say("Type in sheets of paper, for those without a phone")),
        Key("e", "e", "note", say("note"), say("Keep a note on the run of the day")),
        Key("w", "w", "wifi", say("Wi-Fi"), say("The code that joins phones to the Wi-Fi")),
        Key("p", "p", "phones", say("phones"), say("Let the phones wait, or let them send again")),
        Key("d", "d", "brightness", say("dark or light"), say("Dark or light colours")),
        Key(
            "f",
            "f",
            "readiness",
            say("five questions"),
            say("The five questions before a workshop, again"),
        ),
        Key(
            "k",
            "k",
            "kiosk",
            say("lend the laptop"),
            say("Lend this laptop to people without a phone; the console locks behind the page"),
        ),
        Key(
            "full_stop",
            ".",
            "room_clock",
            say("the room's clock"),
            say("A clock on the wall for the step you look at, or none again"),
        ),
        Key(
            "y",
            "y",
            "chores",
            say("before, evening"),
            say("Before, evening and after: what there is to see to"),
        ),
        Key("ctrl+q", "ctrl+q", "quit", say("leave"), say("Leave the console; nothing is lost")),
    )


def _script(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
        Key("x,enter", "x", "tick", say("tick"), say("Tick this step off, or on again"), "script"),
        Key("down", "↓", "step(1)", say("next step"), say("Look at the next step"), "script"),
        Key("up", "↑", "step(-1)", say("step before"), say("Look at the step before"), "script"),
        Key("pagedown", "PgDn", "turn(1)", say("read on"), say("Move the script down"), "script"),
        Key("pageup", "PgUp", "turn(-1)", say("read back"), say("Move the script up"), "script"),
    )


def _away(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
        Key("escape", say("esc"), "leave", say("back to the day"), say("Go back to where you were"), "away"),
    )


PLACES: Mapping[Place, Callable[[Wording], tuple[Key, ...]]] = {
    "anywhere": _anywhere,
    "script": _script,
    "time": placekeys.time,
    "ontime": placekeys.ontime,
    "figures": placekeys.figures,
    "library": placekeys.library,
    "groups": placekeys.groups,
    "care": placekeys.care,
    "chores": placekeys.chores,
    "code": placekeys.code,
    "network": placekeys.network,
    "papers": placekeys.papers,
    "sheet": placekeys.sheet,
    "leaving": placekeys.leaving,
    "away": _away,
}


def bindings(place: Place) -> list[BindingType]:
    """Textual's bindings of one place; what people read of them comes from `keys` in their language."""
    return [
        Binding(names, action, key.label, tooltip=key.tooltip, id=key.id, show=False)
        for key in PLACES[place](ENGLISH)
        for names, action in key.bound
    ]
