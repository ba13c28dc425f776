"""The evening of a day: put away, look at each other, get ready for tomorrow."""

from __future__ import annotations

from textual.content import Content

from workshop.console.when import clock
from workshop.domain.disclosure import Hidden
from workshop.domain.forecast import Line as ForecastLine
from workshop.domain.forecast import forecast
from workshop.domain.prompt import Audience

from .before import paper, things
from .chore import Around, Chore, ChoreState, Line, dated, grouped, item, said, soft


def evening(around: Around) -> tuple[Chore, ...]:
    """What to see to once the day is over."""
    room = around.room
    day = room.state.day
    last = day + 1 >= len(room.agenda.days)
    say = around.words.say
    people = (_checks(around, day), _twenty_minutes(around, day), _note(around, day))
    forms = (_forms(around, day), _figures(around, day), _letterbox(around, day), _drift(around, day))
    return (
        *grouped(say("Before everybody goes"), _flipcharts(around, day), *people),
        *grouped(say("What came in, and how it ran"), *forms),
        *(() if last else grouped(say("The next day"), *_tomorrow(around, day))),
        *grouped(say("Last of all"), _shut_down(around, day)),
    )


def _flipcharts(around: Around, day: int) -> Chore:
    words = around.words
    about = said(
        words.say("No photographs. What is still needed goes home with one of you."),
        words.say("The rest, and the paper in the box, is torn small, shredded or burned."),
    )
    return around.to_tick(day, "flipcharts", words.say("Flipcharts and papers destroyed"), about)


def _checks(around: Around, day: int) -> Chore:
    words = around.words
    about = said(
        words.say("Who had a hard day is asked before going home, and again after 48 hours."),
        words.say("By the route that each chose. Agree on it aloud; no names are written here."),
    )
    title = words.say("Everybody who needs a check has one agreed")
    return around.to_tick(day, "checks", title, about)


def _twenty_minutes(around: Around, day: int) -> Chore:
    words = around.words
    about = (
        Content(words.say("With all facilitators and the support person, phones away:")),
        item("1  ", "$primary", words.say("What happened? Only facts.")),
        item("2  ", "$primary", words.say("What do we carry home from it?")),
        item("3  ", "$primary", words.say("What do we hand over, and to whom?")),
    )
    return around.to_tick(day, "twenty-minutes", words.say("Twenty minutes for the facilitators"), about)


def _note(around: Around, day: int) -> Chore:
    room, words = around.room, around.words
    runs = room.state.day_runs(day)
    since = runs[0].began if runs else None
    notes = [note for note in room.state.notes if since is None or note.at >= since]
    state: ChoreState = "done" if notes else "known"
    about: list[Line] = [Content(words.say("About how the day went: never about a person. It is sealed."))]
    if room.locked:
        about.append(soft(words.say("Unlock first (u) to read them.")))
    else:
        about += [item(f"{clock(note.at):>5}  ", "$muted", note.text) for note in notes]
    about.append(soft(words.say("enter writes one (e)")))
    word = words.count("{n} note", "{n} notes", len(notes)) if notes else words.say("none yet")
    return Chore("note", day, state, words.say("Notes on the day"), word, tuple(about), "note")


def _forms(around: Around, day: int) -> Chore:
    room, words = around.room, around.words
    title = words.say("Forms on the phones")
    opened = room.state.opened
    if not opened:
        return Chore("forms", day, "done", title, words.say("all closed"))
    about = [Content(words.say(room.bundle.exercises[id].title)) for id in opened]
    close = soft(words.say("enter closes them all; their answers become figures"))
    word = words.count("{n} still open", "{n} still open", len(opened))
    return Chore("forms", day, "look", title, word, (*about, close), "forms")


def _figures(around: Around, day: int) -> Chore:
    room, words = around.room, around.words
    title = words.say("Figures that the room has not seen")
    if room.locked:
        about = said(words.say("Unlock first (u): what people wrote is not in memory now."))
        return Chore("figures", day, "known", title, words.say("locked"), about)
    waiting = _not_released(around, day)
    if not waiting:
        return Chore("figures", day, "done", title, words.say("none"))
    why = soft(words.say("Only what you show comes into the archive. enter goes there (v)"))
    word = words.count("{n} not shown", "{n} not shown", len(waiting))
    about_them = (*(Content(words.say(ask)) for ask in waiting), why)
    return Chore("figures", day, "known", title, word, about_them, "figures")


def _not_released(around: Around, day: int) -> list[str]:
    """What was asked in today's closed forms, where enough answered and it was not shown."""
    room = around.room
    used = dict.fromkeys(session.exercise for session in room.agenda.days[day].sessions if session.exercise)
    return [
        prompt.ask
        for id in used
        if id in room.state.closed
        for prompt in room.bundle.exercises[id].form(Audience.ROOM)
        if (id, prompt.id) not in room.state.released
        and not isinstance(room.figures.shown(id, prompt), Hidden)
    ]


def _letterbox(around: Around, day: int) -> Chore:
    room, words = around.room, around.words
    title = words.say("Answers on their way into the book")
    if not room.vault.letterbox.pending:
        return Chore("letterbox", day, "done", title, words.say("all are in"))
    if room.locked:
        about = said(words.say("They are sealed and safe. Unlock once (u) before you shut down."))
        return Chore("letterbox", day, "look", title, words.say("some wait"), about)
    about = said(
        words.say("They are sealed and safe, and go into the book within a minute. enter does it now.")
    )
    return Chore("letterbox", day, "open", title, words.say("some wait"), about, "letterbox")


def _drift(around: Around, day: int) -> Chore:
    room, words = around.room, around.words
    found = forecast(room.agenda.days[day], day, room.state, room.now)
    lines = [line for line in found.lines if line.state != "ahead"]
    total = sum(line.drift for line in lines if line.state in ("done", "running"))
    about = tuple(_ran(around, line) for line in lines) or said(words.say("No session has run yet."))
    return Chore("drift", day, "known", words.say("How today ran"), _minutes(around, total), about)


def _ran(around: Around, line: ForecastLine) -> Line:
    words = around.words
    title = Content(words.say(line.session.title))
    if line.state == "passed_over":
        return title, soft(words.say("left out"))
    style = "$warning" if line.drift > 0 else "$success" if line.drift < 0 else "$muted"
    took = words.say("{took} of {planned} min", took=line.minutes, planned=line.length)
    sign = "▲" if line.drift > 0 else "▽" if line.drift < 0 else "✓"
    drift = f"{line.drift:+d}" if line.drift else "0"
    return title, Content.assemble((took, "$muted"), (f"{drift:>5} {sign}", style))


def _minutes(around: Around, drift: int) -> str:
    words = around.words
    if drift > 0:
        return words.count("{n} min longer", "{n} min longer", drift)
    if drift < 0:
        return words.count("{n} min shorter", "{n} min shorter", -drift)
    return words.say("as planned")


def _tomorrow(around: Around, day: int) -> tuple[Chore, ...]:
    room, words, following = around.room, around.words, day + 1
    coming = room.agenda.days[following]
    on = room.hosting.dates()[following]
    about: list[Line] = [Content.styled(words.say(coming.title), "bold")]
    planned = forecast(coming, following, room.state, room.now)
    about += [
        item(f"{clock(line.planned):>5}  ", "$muted", words.say(line.session.title)) for line in planned.lines
    ]
    about.append(soft(words.say("enter gives it another date")))
    return (
        Chore(
            f"date-{following}",
            following,
            "known",
            words.say("Next: day {n} · {date}", n=following + 1, date=dated(words, on)),
            words.say("from {time}", time=clock(coming.start)),
            tuple(about),
            "date",
        ),
        around.to_tick(
            following,
            "support-person",
            words.say("The support person comes again"),
            said(words.say("And the facilitators: two, never alone. Ask who needs to be relieved.")),
        ),
        things(around, following, words.say("Materials for the next day")),
        paper(around, following, words.say("Print the next day tonight")),
    )


def _shut_down(around: Around, day: int) -> Chore:
    words = around.words
    about = said(
        words.say("Leave with ctrl+q, then shut the laptop down. Asleep, it still holds what people wrote."),
        words.say("It and the passphrase sleep in two places."),
    )
    return around.to_tick(day, "shut-down", words.say("Lock, leave, shut down"), about)
