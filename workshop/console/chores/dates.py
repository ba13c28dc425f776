"""The days of the workshop, each with its date."""

from __future__ import annotations

from .chore import Around, Chore, dated, said, soft


def dates(around: Around) -> tuple[Chore, ...]:
    """A day that began keeps its date; a day to come can be given one."""
    room, words = around.room, around.words
    chores = []
    for number, (day, on) in enumerate(zip(room.agenda.days, room.hosting.dates(), strict=True)):
        title = words.say("Day {n} · {date}", n=number + 1, date=dated(words, on))
        about = said(words.say(day.title))
        if room.state.day_runs(number):
            chores.append(Chore(f"date-{number}", number, "done", title, words.say("began"), about))
            continue
        given = room.state.dated.get(number)
        word = words.say("set by you") if given == on else words.say("by the agenda")
        if given is not None and given != on:
            about = (*about, soft(words.say("The date that you gave has passed, or an earlier day moved.")))
        about = (*about, soft(words.say("enter gives it another date")))
        chores.append(Chore(f"date-{number}", number, "known", title, word, about, "date"))
    return tuple(chores)
