"""An agenda on paper: one sheet for each day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from workshop.domain import terms
from workshop.domain.agenda import Agenda, Day, Keep
from workshop.domain.exercise import Exercise
from workshop.domain.forecast import forecast
from workshop.domain.workshop import State
from workshop.wording import Wording

from .script import labelled, listed
from .typesetting import Paper, typeset


def agenda_paper(
    agenda: Agenda,
    exercises: Mapping[str, Exercise],
    words: Wording,
    *,
    only: int | None = None,
    paper: Paper = "a4",
) -> bytes:
    """One sheet a day: when each session begins, what may be dropped, what to bring; `only` takes one day."""
    data = {
        "title": words.say(agenda.title),
        "cover": _cover(agenda, words),
        "begins": words.say("Begins"),
        "session": words.say("Session"),
        "minutes": words.say("Minutes"),
        "materials": words.say("To bring"),
        "legend": [
            {"mark": mark, "text": text}
            for mark, text in (
                ("■", words.say("begins at a fixed time")),
                ("●", _keep("must", words)),
                ("○", _keep("could", words)),
                ("≥", words.say("not shorter than this")),
            )
        ],
        "days": [
            _day(day, words.say("Day {n}", n=number), exercises, words)
            for number, day in enumerate(agenda.days, start=1)
            if only is None or number == only + 1
        ],
    }
    return typeset("agenda.typ", data, words, paper=paper)


def _cover(agenda: Agenda, words: Wording) -> dict[str, object]:
    """What holds for the whole: what it is for, for whom, what to drop, when people meet again."""
    group = words.say("{least} to {most} people", least=agenda.group.least, most=agenda.group.most)
    follow_ups = ", ".join(words.count("{n} day", "{n} days", days) for days in agenda.follow_ups)
    facts = (
        (words.say("Goal"), words.say(agenda.goal)),
        (words.say("For"), group),
        (words.say("Small groups"), terms.listed(words, (terms.SPLITS[one] for one in agenda.group.split))),
        (words.say("Who must be there"), terms.helpers(words, agenda.requires)),
        (words.say("If time is short"), words.say(agenda.if_short)),
        (words.say("If something happened"), words.say(agenda.if_crisis)),
        (words.say("Meeting again after"), follow_ups),
    )
    return {
        "about": words.say(agenda.about),
        "facts": [{"label": label, "text": text} for label, text in facts if text],
    }


def _keep(keep: Keep, words: Wording) -> str:
    match keep:
        case "must":
            return words.say("keep this one")
        case "should":
            return words.say("keep if possible")
        case "could":
            return words.say("may be dropped")
        case _:
            assert_never(keep)


def _day(day: Day, number: str, exercises: Mapping[str, Exercise], words: Wording) -> dict[str, object]:
    # The planned times depend on the day's start only; any date does.
    planned = forecast(day, 0, State(), datetime.combine(datetime(2000, 1, 1), day.start))
    marks = {"must": "●", "should": "", "could": "○"}
    rows = []
    for line in planned.lines:
        session = line.session
        exercise = exercises.get(session.exercise or "")
        notes = [
            labelled(label, text, words)
            for label, text in (
                (words.say("What for"), session.aim),
                (words.say("Say before"), session.choice_to_stop),
                (words.say("If time is short"), session.if_short),
                (words.say("If something happened"), session.if_crisis),
            )
            if text
        ]
        rows.append(
            {
                "begins": f"{line.planned:%H:%M}",
                "title": words.say(session.title),
                "minutes": str(session.minutes.planned),
                "least": str(session.minutes.least)
                if session.minutes.least < session.minutes.planned
                else "",
                "fixed": session.at is not None,
                "mark": marks[session.keep],
                "exercise": session.exercise is not None,
                "materials": listed(exercise.materials if exercise else session.materials, words),
                "notes": notes,
            }
        )
    return {
        "number": number,
        "title": words.say(day.title),
        "about": [text for text in (terms.about_day(words, day), words.say(day.about)) if text],
        "rows": rows,
        "ends": words.say("Ends at {time}", time=f"{planned.planned_end:%H:%M}"),
    }
