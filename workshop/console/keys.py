"""Every key of the console, once: bindings, line of keys, command palette and help are made from this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

from workshop.wording import ENGLISH, Wording

Place = Literal[
    "anywhere",
    "script",
    "time",
    "ontime",
    "figures",
    "library",
    "groups",
    "care",
    "chores",
    "papers",
    "sheet",
    "away",
]


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
        action = self.bound[0][1]
        return f"app.{action}" if self.place == "anywhere" else f"screen.{action}"

    @property
    def bound(self) -> tuple[tuple[str, str], ...]:
        """Textual's names for keys, with the action of each: an action may hold its own `{key}`."""
        if "{key}" not in self.action:
            return ((self.keys, self.action),)
        return tuple((key, self.action.format(key=key)) for key in self.keys.split(","))


def keys(words: Wording) -> tuple[Key, ...]:
    """All keys, in the order in which they are shown."""
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
        Key("x,enter", "x", "tick", say("tick"), say("Tick this step off, or on again"), "script"),
        Key("down", "↓", "step(1)", say("next step"), say("Look at the next step"), "script"),
        Key("up", "↑", "step(-1)", say("step before"), say("Look at the step before"), "script"),
        Key("pagedown", "PgDn", "turn(1)", say("read on"), say("Move the script down"), "script"),
        Key("pageup", "PgUp", "turn(-1)", say("read back"), say("Move the script up"), "script"),
        Key("down", "↓", "move(1)", say("next"), say("Go to the next session"), "time"),
        Key("up", "↑", "move(-1)", say("before"), say("Go to the session before"), "time"),
        Key(
            "shift+down,greater_than_sign",
            ">",
            "carry(1)",
            say("later"),
            say("Move this session behind the next"),
            "time",
        ),
        Key(
            "shift+up,less_than_sign",
            "<",
            "carry(-1)",
            say("earlier"),
            say("Move this session before the one above"),
            "time",
        ),
        Key("plus,equals_sign", "+", "give(1)", say("1 minute more"), say("Give it a minute"), "time"),
        Key("minus", "-", "give(-1)", say("1 minute less"), say("Take a minute from it"), "time"),
        Key(
            "right_square_bracket",
            "]",
            "give(5)",
            say("5 minutes more"),
            say("Give it five minutes"),
            "time",
        ),
        Key(
            "left_square_bracket",
            "[",
            "give(-5)",
            say("5 minutes less"),
            say("Take five minutes from it"),
            "time",
        ),
        Key("x", "x", "leave_out", say("leave out"), say("Leave it out, or take it back in"), "time"),
        Key(
            "slash",
            "/",
            "split",
            say("split"),
            say("Split it in two halves; the second can be moved"),
            "time",
        ),
        Key("asterisk", "*", "repeat", say("once more"), say("Hold it once more, as a second round"), "time"),
        Key("right", "→", "turn(1)", say("next day"), say("Look at the next day"), "time"),
        Key("left", "←", "turn(-1)", say("day before"), say("Look at the day before"), "time"),
        Key("1", "1", "choose(0)", say("push"), say("Look at the day with everything later"), "ontime"),
        Key("2", "2", "choose(1)", say("squeeze"), say("Look at the day with shorter sessions"), "ontime"),
        Key("3", "3", "choose(2)", say("drop"), say("Look at the day with less in it"), "ontime"),
        Key("down", "↓", "move(1)", say("next"), say("Look at the next way"), "ontime"),
        Key("up", "↑", "move(-1)", say("before"), say("Look at the way before"), "ontime"),
        Key("enter", say("enter"), "take", say("take it"), say("Take this way; z undoes it"), "ontime"),
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
        Key(
            "1,2,3,4,5,6,7,8,9,0",
            "1–9",
            "sort({key})",
            say("theme"),
            say("Sort this text into a theme, 0 out of it; on a figure, name the theme"),
            "figures",
        ),
        Key(
            "equals_sign",
            "=",
            "same",
            say("same"),
            say("Mark a text, then count others as the same: they merge into it"),
            "figures",
        ),
        Key("slash", "/", "apart", say("apart"), say("Take merged texts apart again"), "figures"),
        Key(
            "x",
            "x",
            "put_away",
            say("put away"),
            say("Put this text away; on what was put away, list it or bring it back"),
            "figures",
        ),
        Key(
            "asterisk",
            "*",
            "freeze",
            say("freeze"),
            say("Freeze this figure as it is, or let later answers join it again"),
            "figures",
        ),
        Key("tab", say("tab"), "swap", say("table"), say("Tables of numbers, or drawings again"), "figures"),
        Key(
            "right",
            "→",
            "compare",
            say("side by side"),
            say("Every round of this question side by side"),
            "figures",
        ),
        Key("left", "←", "drawings", say("figures"), say("Back from the rounds to the figures"), "figures"),
        Key("down", "↓", "move(1)", say("next"), say("Go to the next figure or text"), "figures"),
        Key("up", "↑", "move(-1)", say("before"), say("Go to the figure or text before"), "figures"),
        Key("pagedown", "PgDn", "turn(1)", say("read on"), say("Turn the page"), "figures"),
        Key("pageup", "PgUp", "turn(-1)", say("read back"), say("Turn the page back"), "figures"),
        Key("o", "o", "open_form", say("open"), say("Open the form of this figure"), "figures"),
        Key("c", "c", "close_form", say("close"), say("Close the form of this figure"), "figures"),
        Key(
            "b",
            "b",
            "desk",
            say("in a browser"),
            say("Read texts and choose them in a browser on this laptop, in every script"),
            "figures",
        ),
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
        Key("x", "x", "support_given", say("support given"), say("Note that support was given"), "care"),
        Key(
            "enter",
            say("enter"),
            "support_person",
            say("who supports"),
            say("Write who supports people today, and where"),
            "care",
        ),
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
        *_groups(words),
        Key("escape", say("esc"), "leave", say("back to the day"), say("Go back to where you were"), "away"),
    )


def _groups(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
        Key("o", "o", "open_form", say("open"), say("Open the group form on the phones"), "groups"),
        Key(
            "enter",
            say("enter"),
            "go_on",
            say("go on"),
            say("Look at the groups, keep them, then share: one step further"),
            "groups",
        ),
        Key("x", "x", "draw", say("draw again"), say("Draw other groups by the same rules"), "groups"),
        Key(
            "r",
            "r",
            "show",
            say("show or hide"),
            say("Show signs and sharing on the wall, or hide them"),
            "groups",
        ),
        Key("backspace", "⌫", "go_back", say("step back"), say("One step back in sharing"), "groups"),
        Key("up", "↑", "many(1)", say("more"), say("Larger groups, or more of them"), "groups"),
        Key("down", "↓", "many(-1)", say("fewer"), say("Smaller groups, or fewer of them"), "groups"),
        Key("tab", say("tab"), "swap", say("size or number"), say("Wish for a size, or a number"), "groups"),
        Key(
            "right",
            "→",
            "hat(1)",
            say("no phone"),
            say("One more without a phone; later, one who comes late"),
            "groups",
        ),
        Key("left", "←", "hat(-1)", say("one less"), say("One less without a phone"), "groups"),
        Key("1", "1", "work", say("work"), say("By kind of work: together, mixed, or not at all"), "groups"),
        Key("2", "2", "managers", say("managers"), say("Managers apart from those they lead"), "groups"),
        Key(
            "3",
            "3",
            "question",
            say("question"),
            say("A question of your own: mixed by it, or separated"),
            "groups",
        ),
        Key("4", "4", "own_choice", say("own choice"), say("Signs only: everyone chooses"), "groups"),
        Key("5", "5", "places", say("places"), say("Where each sign meets"), "groups"),
        Key("pagedown", "PgDn", "turn(1)", say("read on"), say("Turn the page"), "groups"),
        Key("pageup", "PgUp", "turn(-1)", say("read back"), say("Turn the page back"), "groups"),
        Key("delete", say("del"), "put_away", say("put away"), say("Put the groups away"), "groups"),
        Key("space", say("space"), "tick", say("tick"), say("Tick this off, or on again"), "chores"),
        Key("enter", say("enter"), "do", say("do it"), say("Do what this line is there for"), "chores"),
        Key("tab", say("tab"), "part(1)", say("next part"), say("Before, evening, after"), "chores"),
        Key("p", "p", "print", say("print"), say("Print the sheets of the day that comes"), "chores"),
        Key("down", "↓", "move(1)", say("next"), say("Go to the next in the list"), "chores"),
        Key("up", "↑", "move(-1)", say("before"), say("Go to the one before in the list"), "chores"),
        Key("pagedown", "PgDn", "turn(1)", say("read on"), say("Turn the page"), "chores"),
        Key("pageup", "PgUp", "turn(-1)", say("read back"), say("Turn the page back"), "chores"),
        Key("1", "1", "to_part(0)", say("before"), say("What there is to see to before"), "chores"),
        Key("2", "2", "to_part(1)", say("evening"), say("What there is to see to in the evening"), "chores"),
        Key(
            "3", "3", "to_part(2)", say("after"), say("What there is to see to after the last day"), "chores"
        ),
    )


def bindings(place: Place) -> list[BindingType]:
    """Textual's bindings of one place; what people read of them comes from `keys` in their language."""
    return [
        Binding(names, action, key.label, tooltip=key.tooltip, id=key.id, show=False)
        for key in keys(ENGLISH)
        if key.place == place
        for names, action in key.bound
    ]
