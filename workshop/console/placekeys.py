"""The keys of each place; those that work anywhere, and in the script, stand in keys.py."""

from __future__ import annotations

from workshop.wording import Wording

from .key import Key


def time(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
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
    )


def ontime(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
        Key("1", "1", "choose(0)", say("push"), say("Look at the day with everything later"), "ontime"),
        Key("2", "2", "choose(1)", say("squeeze"), say("Look at the day with shorter sessions"), "ontime"),
        Key("3", "3", "choose(2)", say("drop"), say("Look at the day with less in it"), "ontime"),
        Key("down", "↓", "move(1)", say("next"), say("Look at the next way"), "ontime"),
        Key("up", "↑", "move(-1)", say("before"), say("Look at the way before"), "ontime"),
        Key("enter", say("enter"), "take", say("take it"), say("Take this way; z undoes it"), "ontime"),
    )


def figures(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
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
    )


def library(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
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
    )


def groups(words: Wording) -> tuple[Key, ...]:
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
    )


def care(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
        Key("x", "x", "support_given", say("support given"), say("Note that support was given"), "care"),
        Key(
            "enter",
            say("enter"),
            "support_person",
            say("who supports"),
            say("Write who supports people today, and where"),
            "care",
        ),
    )


def chores(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
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


def code(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
        Key(
            "enter",
            say("enter"),
            "network",
            say("network"),
            say("Choose the network, and see what to do when no phone comes"),
            "code",
        ),
    )


def network(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
        Key(
            "enter",
            say("enter"),
            "do",
            say("choose"),
            say("Let phones come in at this address, or do what this line is there for"),
            "network",
        ),
        Key(
            "p",
            "p",
            "poster",
            say("poster"),
            say("Print a poster with the Wi-Fi, the address and both codes"),
            "network",
        ),
        Key("down", "↓", "move(1)", say("next"), say("Go to the next in the list"), "network"),
        Key("up", "↑", "move(-1)", say("before"), say("Go to the one before in the list"), "network"),
        Key("pagedown", "PgDn", "turn(1)", say("read on"), say("Turn the page"), "network"),
        Key("pageup", "PgUp", "turn(-1)", say("read back"), say("Turn the page back"), "network"),
    )


def papers(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
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
    )


def sheet(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
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
    )


def leaving(words: Wording) -> tuple[Key, ...]:
    say = words.say
    return (
        Key(
            "space",
            say("space"),
            "take_out",
            say("take out"),
            say("Take this item out, or put it in again"),
            "leaving",
        ),
        Key(
            "x",
            "x",
            "chapter_out",
            say("whole chapter"),
            say("Take the whole chapter out, or put it in again"),
            "leaving",
        ),
        Key("enter", say("enter"), "write", say("write it"), say("Write the archive to a file"), "leaving"),
        Key("down", "↓", "move(1)", say("next"), say("Go to the next item"), "leaving"),
        Key("up", "↑", "move(-1)", say("before"), say("Go to the item before"), "leaving"),
        Key("right", "→", "go(1)", say("next chapter"), say("Go to the next chapter"), "leaving"),
        Key("left", "←", "go(-1)", say("chapter before"), say("Go to the chapter before"), "leaving"),
        Key("pagedown", "PgDn", "turn(1)", say("read on"), say("Turn the page"), "leaving"),
        Key("pageup", "PgUp", "turn(-1)", say("read back"), say("Turn the page back"), "leaving"),
    )
