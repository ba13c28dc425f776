"""Before a day: is everything there, does it work, is it safe to begin?"""

from __future__ import annotations

from textual.content import Content

from workshop.console.screens.readiness import ASKED
from workshop.domain.disclosure import PEOPLE
from workshop.domain.events import QUESTIONS
from workshop.domain.materials import materials
from workshop.domain.network import is_loopback
from workshop.domain.referral import FRESH

from .chore import Around, Chore, ChoreState, Line, grouped, item, said, soft
from .dates import dates


def before(around: Around) -> tuple[Chore, ...]:
    """What to see to before the day that comes, or runs."""
    say, day = around.words.say, around.room.day_number
    return (
        *grouped(say("Safe to begin"), _questions(around, day), _directory(around, day)),
        *grouped(
            say("It works"),
            _network(around, day),
            _wall(around, day),
            *_phones(around, day),
            *_laptop(around, day),
        ),
        *grouped(
            say("Things and paper"),
            things(around, day, say("Materials for the day")),
            paper(around, day, say("Print sheets and scripts of the day")),
            _cards(around, day),
        ),
        *grouped(say("The days"), *dates(around)),
    )


def _questions(around: Around, day: int) -> Chore:
    words, ready = around.words, around.room.state.ready
    about: list[Line] = []
    for question in QUESTIONS:
        sentence, _ = ASKED[question]
        if ready is None:
            about.append(item("· ", "$muted", words.say(sentence)))
        elif getattr(ready, question):
            about.append(item("✓ ", "$success", words.say(sentence)))
        else:
            about.append(item("✗ ", "$warning", words.say(sentence)))
    if ready is not None and ready.despite:
        about.append(soft(words.say("We begin all the same: {why}", why=ready.despite)))
    about.append(soft(words.say("enter asks them, also again (f)")))
    state: ChoreState = "open"
    word = words.say("not asked yet")
    if ready is not None:
        missing = len(ready.missing)
        state = "look" if missing else "done"
        word = (
            words.count("{n} is missing", "{n} are missing", missing) if missing else words.say("all there")
        )
    return Chore("questions", day, state, words.say("The five questions"), word, tuple(about), "readiness")


def _directory(around: Around, day: int) -> Chore:
    words, room = around.words, around.room
    stale = len(room.stale_contacts)
    state: ChoreState = "done"
    if room.directory is None:
        state, word = "look", words.say("none yet")
        about = words.say("Nobody to point to yet: enter says how to write the list down.")
    elif stale:
        state = "look"
        word = words.count("{n} to check", "{n} to check", stale)
        about = words.count(
            "{n} contact was not tried for {days} days. Try it before people need it.",
            "{n} contacts were not tried for {days} days. Try them before people need them.",
            stale,
            days=FRESH.days,
        )
    else:
        word = words.say("checked")
        about = words.say("Every contact was tried in the last {days} days.", days=FRESH.days)
    more = soft(words.say("enter shows them (i)"))
    return Chore(
        "directory", day, state, words.say("People who can help"), word, (*said(about), more), "directory"
    )


def _network(around: Around, day: int) -> Chore:
    words, address = around.words, around.joining.address
    title = words.say("Open this on one phone first")
    other = soft(words.say("enter shows networks, and what to do when no phone comes"))
    if is_loopback(address):
        about = words.say("This laptop is in no network. Start its hotspot, or join one: it is noticed.")
        return Chore("network", day, "look", title, words.say("no network"), (*said(about), other), "network")
    reached = around.room.hosting.reached
    seen = (
        words.say("A phone has come: the network works.") if reached else words.say("No phone has come yet.")
    )
    known = words.say("Which phone it was is not kept, and after a restart it is asked again.")
    about_it = (
        Content.styled(address, "bold $primary"),
        Content(seen),
        soft(known),
        soft(words.say("q shows the code large")),
        other,
    )
    word = words.say("it works") if reached else words.say("not yet")
    return Chore("network", day, "done" if reached else "open", title, word, about_it, "network")


def _wall(around: Around, day: int) -> Chore:
    words = around.words
    about = said(
        words.say("The wall shows a circle and a word, and you say what stands on which screen."),
        words.say("So a mirrored screen is noticed before anything is on it."),
    )
    return around.to_tick(
        day,
        "wall",
        words.say("Can the room see this screen?"),
        (*about, soft(words.say("enter tries it"))),
        "wall",
    )


def _phones(around: Around, day: int) -> tuple[Chore, ...]:
    words, phones = around.words, around.room.state.phones
    title = words.say("How many phones will come?")
    why = words.say("Fewer than {least} answers stay hidden: nobody should be guessed.", least=PEOPLE)
    about = (*said(why), soft(words.say("enter writes the number")))
    if phones.expected is None:
        return (Chore("phones", day, "open", title, words.say("not said yet"), about, "phones"),)
    word = words.count("{n} phone", "{n} phones", phones.expected)
    asked = Chore("phones", day, "done", title, word, about, "phones")
    few = phones.expected < PEOPLE
    if not few and not phones.flipchart:
        return (asked,)
    instead = words.say("Instead of a form, the script says how it goes on paper and flipchart.")
    turn = soft(words.say("enter turns it on or off"))
    on = phones.flipchart
    return (
        asked,
        Chore(
            "flipchart",
            day,
            "done" if on else "look" if few else "known",
            words.say("Flipchart instead of figures"),
            words.say("on") if on else words.say("off"),
            (*said(instead), turn),
            "flipchart",
            ticks=True,
        ),
    )


def things(around: Around, day: int, title: str) -> Chore:
    """What a day's sessions need, each thing once: the first session, and how many more."""
    room, words = around.room, around.words
    found = materials(room.agenda.days[day], room.bundle.exercises)
    about: list[Line] = []
    for thing, sessions in found:
        first, others = words.say(sessions[0]), len(sessions) - 1
        named = words.say("{session} + {n}", session=first, n=others) if others else first
        about.append((Content(words.say(thing)), soft(named)))
    return around.to_tick(day, "materials", title, about or said(words.say("Nothing is needed.")))


def paper(around: Around, day: int, title: str) -> Chore:
    words = around.words
    about = said(
        words.say("The plan of the day, every script, and a sheet for every form, as PDF."),
        words.say("They lie readable in a folder that you choose. Nothing that people wrote is in them."),
    )
    more = soft(words.say("enter asks for the folder (p) · space once it is printed"))
    return around.to_tick(day, "paper", title, (*about, more), "paper")


def _cards(around: Around, day: int) -> Chore:
    words = around.words
    about = said(
        words.say("Each opens a plan. Print them, hand them round face down, then delete the file."),
    )
    more = soft(words.say("enter asks for the folder · space once they are printed"))
    return around.to_tick(0, "cards", words.say("Cards with plan codes"), (*about, more), "cards")


def _laptop(around: Around, day: int) -> tuple[Chore, ...]:
    return tuple(one for one in (_awake(around, day), _disk(around, day), _power(around, day)) if one)


def _awake(around: Around, day: int) -> Chore:
    words, title = around.words, around.words.say("The laptop stays awake")
    awake = around.room.hosting.awake
    if awake in ("ready", "kept"):
        word = words.say("now") if awake == "kept" else words.say("in sessions")
        about = words.say("It does not go to sleep while a session runs. Leave its lid open.")
        return Chore("awake", day, "done", title, word, said(about))
    by_hand = said(
        words.say("It may go to sleep by itself. Set in its power settings: never, while plugged in."),
        words.say("Leave its lid open."),
    )
    done = around.is_done(day, "awake")
    word = words.say("set by you") if done else words.say("set it yourself")
    return Chore("awake", day, "done" if done else "look", title, word, by_hand, "tick", ticks=True)


def _disk(around: Around, day: int) -> Chore | None:
    health, words = around.health, around.words
    if health is None:
        return None
    about = words.say("A workshop needs little: half a gigabyte is plenty.")
    return Chore(
        "disk",
        day,
        "done" if health.enough else "look",
        words.say("Space on the disk"),
        words.say("{gigabytes} GB free", gigabytes=f"{health.gigabytes:.1f}"),
        said(about),
    )


def _power(around: Around, day: int) -> Chore | None:
    health, words = around.health, around.words
    if health is None or (health.battery is None and health.plugged_in is None):
        return None
    word = words.say("plugged in") if health.plugged_in else words.say("not plugged in")
    if health.battery is not None:
        word = words.say("{battery} %, {plug}", battery=health.battery, plug=word)
    about = words.say("Plug it in for the day, and tape the cable down.")
    return Chore("power", day, "done" if health.plugged_in else "look", words.say("Power"), word, said(about))
