"""After the last day: what leaves, what is destroyed and when, and when people meet again."""

from __future__ import annotations

from textual.content import Content

from workshop.domain.calendar import follow_ups, kept_until
from workshop.domain.disclosure import PEOPLE
from workshop.domain.prompt import Audience

from .chore import Around, Chore, ChoreState, Line, command, dated, grouped, item, said, soft


def after(around: Around) -> tuple[Chore, ...]:
    """What to see to when the workshop is over."""
    last = len(around.room.agenda.days) - 1
    say = around.words.say
    people = (*_follow_ups(around, last), _in_touch(around, last), _supervision(around, last))
    destroyed = (_left(around, last), _close(around, last), _retention(around, last), _wipe(around, last))
    return (
        *grouped(say("What leaves the laptop"), _plans(around, last), _archive(around, last)),
        *grouped(say("Meeting again"), *people),
        *grouped(say("What is destroyed, and when"), *destroyed),
    )


def _plans(around: Around, day: int) -> Chore:
    words, plans = around.words, len(around.room.plans)
    number = words.say("fewer than {least} plans", least=PEOPLE)
    if plans >= PEOPLE:
        number = words.count("{n} plan", "{n} plans", plans)
    about: tuple[Line, ...] = (
        Content(words.say("Sealed files: {number}. Each opens with its owner's code alone.", number=number)),
        Content(words.say("Ask their owners where they should go. Nobody else can read them, not even you.")),
        command(f"workshop plans {around.folder} --out plans"),
    )
    return around.to_tick(day, "plans", words.say("Plans, sealed, for their owners"), about)


def _archive(around: Around, day: int) -> Chore:
    room, words = around.room, around.words
    forms = sum(bool(room.bundle.exercises[id].form(Audience.ROOM)) for id in room.state.openings)
    asked = words.count("{n} form was asked", "{n} forms were asked", forms)
    if room.locked:
        shown = words.say("Unlock first (u) to see how many figures were shown.")
    else:
        number = len(room.figures.released())
        shown = words.count("{n} figure was shown", "{n} figures were shown", number)
    about: tuple[Line, ...] = (
        item(f"{words.say('In it:')}  ", "$primary", f"{asked} · {shown}"),
        Content(words.say("Also: the month, how long each session took, and what the group agreed.")),
        Content(
            words.say("Never: a plan, a name, the time of an answer, a note of yours, or what was not shown.")
        ),
        soft(words.say("enter shows every line that leaves; take out what should stay here, then write it")),
    )
    return around.to_tick(day, "archive", words.say("The archive for the organisers"), about, "archive")


def _follow_ups(around: Around, day: int) -> tuple[Chore, ...]:
    room, words = around.room, around.words
    about = said(
        words.say("Agree on it before people go; a card says it better than a message."),
        words.say("Whoever cannot come is asked after, by the route that they chose."),
    )
    return tuple(
        around.to_tick(
            day,
            f"follow-up-{days}",
            words.count("After {n} day: {date}", "After {n} days: {date}", days, date=dated(words, on)),
            about,
        )
        for days, on in follow_ups(room.agenda, room.state, room.now.date())
    )


def _in_touch(around: Around, day: int) -> Chore:
    words = around.words
    about = said(
        words.say("People know it by a role: the support person, the host, a buddy. No names here."),
        words.say("Also who asks after 48 hours those with whom that was agreed."),
    )
    return around.to_tick(day, "in-touch", words.say("It is agreed who keeps in touch"), about)


def _supervision(around: Around, day: int) -> Chore:
    words = around.words
    about = said(
        words.say("Talk about these days with somebody who was not there: what you carry, what you need."),
        words.say("And take the rest that you would tell others to take."),
    )
    return around.to_tick(day, "supervision", words.say("Supervision for the facilitators"), about)


def _close(around: Around, day: int) -> Chore:
    words, closing = around.words, around.room.closing
    title = words.say("Close: what people answered is destroyed")
    if closing.closed:
        about = said(
            words.say("What the room was shown stays, for the archive, and plans stay, sealed."),
            words.say("No form takes answers any more."),
        )
        return Chore("close", day, "done", title, words.say("done"), about)
    about = (
        Content(words.say("Every answer, every text and figure that the room was not shown, every wish.")),
        Content(words.say("What the room was shown stays, for the archive, and plans stay, sealed.")),
        soft(words.say("enter closes it, at once or in some days")),
        command(f"workshop close {around.folder}"),
    )
    if closing.on is not None:
        return Chore("close", day, "known", title, dated(words, closing.on), about, "close")
    return Chore("close", day, "open", title, words.say("to do"), about, "close")


def _retention(around: Around, day: int) -> Chore:
    room, words = around.room, around.words
    until = kept_until(room.agenda, room.state, room.now.date())
    title = words.say("How long everything here is kept")
    about: tuple[Line, ...] = (
        Content(words.say("Answers, figures, notes and sealed plans: as short as the follow-ups allow.")),
        soft(words.say("enter writes the number of days")),
    )
    if until is None:
        return Chore("retention", day, "open", title, words.say("not decided yet"), about, "retention")
    return Chore("retention", day, "done", title, until.isoformat(), about, "retention")


def _left(around: Around, day: int) -> Chore:
    words = around.words
    about = said(
        words.say("Sheets, cards and their files, flipcharts, the box, photographs on anybody's phone."),
        words.say("And the printer: some keep what they printed."),
    )
    return around.to_tick(day, "left-over", words.say("Paper and files that are left over"), about)


def _wipe(around: Around, day: int) -> Chore:
    room, words = around.room, around.words
    today = room.now.date()
    until = kept_until(room.agenda, room.state, today)
    about: tuple[Line, ...] = (
        Content(words.say("It destroys the keys: then nothing in the folder opens again, plans included.")),
        Content(words.say("Copies of the folder elsewhere are not reached by it.")),
        command(f"workshop wipe {around.folder}"),
    )
    state: ChoreState = "open"
    word = words.say("no date yet")
    if around.is_done(day, "wipe"):
        state, word = "done", words.say("done")
    elif until is not None:
        due = today >= until
        state = "look" if due else "known"
        word = words.say("due since {date}", date=dated(words, until)) if due else dated(words, until)
    return Chore("wipe", day, state, words.say("Wipe"), word, about, "tick", ticks=True)
