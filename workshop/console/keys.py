"""Every key of the console, once: bindings, line of keys, command palette and help are made from this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

from workshop.wording import ENGLISH, Wording

Place = Literal["anywhere", "script", "figures", "library", "papers", "sheet", "away"]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: Textual's names for it, what is printed for it, what it does and where."""

    keys: str
    sign: str
    action: str
    label: str
    tooltip: str
    place: Place = "anywhere"

    @property
    def id(self) -> str:
        return f"{self.place}.{self.action}"

    @property
    def target(self) -> str:
        """The action with its namespace, for links and the command palette."""
        return f"app.{self.action}" if self.place == "anywhere" else f"screen.{self.action}"


def keys(words: Wording) -> tuple[Key, ...]:
    """All keys, in the order in which they are shown."""
    say = words.say
    return (
        Key("u", "u", "unlock", say("unlock"), say("Unlock with the passphrase")),
        Key("h", "h", "heard", say("heard"), say("You have answered those who wish to talk or to pause")),
        Key("space", say("space"), "pause", say("pause"), say("Pause the session, or go on")),
        Key("n", "n", "next", say("next"), say("Go on to the next session; after the last, the day ends")),
        Key("o", "o", "open_form", say("open"), say("Open the form on the phones")),
        Key("c", "c", "close_form", say("close"), say("Close the form; its answers become figures")),
        Key("v", "v", "said", say("the room said"), say("See what the room said, and show it to the room")),
        Key("q", "q", "code", say("QR"), say("The code that brings phones here")),
        Key("g", "g", "grounding", say("grounding"), say("The script of a grounding, at once")),
        Key("t", "t", "timeline", say("time"), say("The whole day, as planned and as it will be")),
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
        Key("ctrl+q", "ctrl+q", "quit", say("leave"), say("Leave the console; nothing is lost")),
        Key("x,enter", "x", "tick", say("tick"), say("Tick this step off, or on again"), "script"),
        Key("down", "↓", "step(1)", say("next step"), say("Look at the next step"), "script"),
        Key("up", "↑", "step(-1)", say("step before"), say("Look at the step before"), "script"),
        Key("pagedown", "PgDn", "turn(1)", say("read on"), say("Move the script down"), "script"),
        Key("pageup", "PgUp", "turn(-1)", say("read back"), say("Move the script up"), "script"),
        Key(
            "r",
            "r",
            "release",
            say("show or hide"),
            say("Show this figure to the room, or hide it"),
            "figures",
        ),
        Key(
            "space,enter",
            say("space"),
            "choose_text",
            say("choose a text"),
            say("Choose this one text for the room, or keep it back"),
            "figures",
        ),
        Key("down", "↓", "move(1)", say("next"), say("Go to the next figure or text"), "figures"),
        Key("up", "↑", "move(-1)", say("before"), say("Go to the figure or text before"), "figures"),
        Key("o", "o", "open_form", say("open"), say("Open the form of this figure"), "figures"),
        Key("c", "c", "close_form", say("close"), say("Close the form of this figure"), "figures"),
        Key("enter", say("enter"), "add", say("into today"), say("Put this exercise into today"), "library"),
        Key("slash", "/", "search", say("search"), say("Look for words of the title or purpose"), "library"),
        Key("tab", say("tab"), "swap", say("agendas"), say("Agendas, or exercises again"), "library"),
        Key("0", "0", "widen", say("all"), say("Everything again, without search and filters"), "library"),
        Key("down", "↓", "move(1)", say("next"), say("Go to the next in the list"), "library"),
        Key("up", "↑", "move(-1)", say("before"), say("Go to the one before in the list"), "library"),
        Key("pagedown", "PgDn", "turn(1)", say("read on"), say("Turn the page"), "library"),
        Key("pageup", "PgUp", "turn(-1)", say("read back"), say("Turn the page back"), "library"),
        Key("1", "1", "dial(0)", say("depth"), say("Only so deep"), "library"),
        Key("2", "2", "dial(1)", say("minutes"), say("Only what fits in so many minutes"), "library"),
        Key("3", "3", "dial(2)", say("group"), say("Only where people sit like this"), "library"),
        Key("4", "4", "dial(3)", say("phones"), say("Only with, or without phones"), "library"),
        Key("5", "5", "dial(4)", say("source"), say("Only from this document"), "library"),
        Key(
            "enter",
            say("enter"),
            "begin",
            say("type it in"),
            say("Type in the sheets of this pile"),
            "papers",
        ),
        Key("down", "↓", "move(1)", say("next"), say("Go to the next pile"), "papers"),
        Key("up", "↑", "move(-1)", say("before"), say("Go to the pile before"), "papers"),
        Key(
            "enter",
            say("enter"),
            "onward",
            say("go on"),
            say("Go on; at the end keep the sheet, and begin the next"),
            "sheet",
        ),
        Key(
            "ctrl+z",
            "ctrl+z",
            "take_back",
            say("last sheet back"),
            say("Take the last sheet back: it stands here again, to be mended or dropped"),
            "sheet",
        ),
        Key("tab", say("tab"), "question(1)", say("next question"), say("Go to the next question"), "sheet"),
        Key(
            "backspace",
            say("backspace"),
            "wipe",
            say("wipe"),
            say("Wipe out what was typed here; where nothing was, go back"),
            "sheet",
        ),
        Key("up", "↑", "move(-1)", say("back"), say("Go one row or line back"), "sheet"),
        Key("ctrl+j", "ctrl+j", "new_line", say("new line"), say("A new line within a text"), "sheet"),
        Key(
            "shift+tab",
            say("shift+tab"),
            "question(-1)",
            say("question before"),
            say("Go to the question before"),
            "sheet",
        ),
        Key("down", "↓", "move(1)", say("on"), say("Go one row or line on"), "sheet"),
        Key("escape", say("esc"), "leave", say("back to the day"), say("Go back to the day"), "away"),
    )


def bindings(place: Place) -> list[BindingType]:
    """Textual's bindings of one place; what people read of them comes from `keys` in their language."""
    return [
        Binding(key.keys, key.action, key.label, tooltip=key.tooltip, id=key.id, show=False)
        for key in keys(ENGLISH)
        if key.place == place
    ]
