"""Times and dates as people read them."""

from __future__ import annotations

from datetime import date, datetime, time

from workshop.wording import Wording


def clock(at: datetime | time) -> str:
    return f"{at.hour}:{at.minute:02}"


def short_date(words: Wording, day: date) -> str:
    """As "Tue 14 Oct"."""
    weekdays = (
        words.say("Mon"),
        words.say("Tue"),
        words.say("Wed"),
        words.say("Thu"),
        words.say("Fri"),
        words.say("Sat"),
        words.say("Sun"),
    )
    month = months(words)[day.month - 1]
    return words.say("{weekday} {day} {month}", weekday=weekdays[day.weekday()], day=day.day, month=month)


def months(words: Wording) -> tuple[str, ...]:
    return (
        words.say("Jan"),
        words.say("Feb"),
        words.say("Mar"),
        words.say("Apr"),
        words.say("May"),
        words.say("Jun"),
        words.say("Jul"),
        words.say("Aug"),
        words.say("Sep"),
        words.say("Oct"),
        words.say("Nov"),
        words.say("Dec"),
    )
