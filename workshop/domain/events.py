"""What the facilitator did, one value for each act: the only thing that the logbook holds.

Times are the laptop's local time, as the agenda's are; answers never appear here, so that no event can date
one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from .arranging import Arranging


@dataclass(frozen=True, slots=True)
class SessionBegan:
    """The facilitator went on to a session; the one before it ended then."""

    at: datetime
    day: int
    session: str


@dataclass(frozen=True, slots=True)
class SessionReopened:
    """The facilitator went back: the session goes on as if it had not ended."""

    at: datetime
    day: int
    session: str


@dataclass(frozen=True, slots=True)
class DayEnded:
    at: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    at: datetime


@dataclass(frozen=True, slots=True)
class Resumed:
    at: datetime


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Minutes given to, or taken from, the running session."""

    at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class StepTicked:
    at: datetime
    session: str
    step: int
    done: bool


@dataclass(frozen=True, slots=True)
class FormOpened:
    at: datetime
    exercise: str


@dataclass(frozen=True, slots=True)
class FormClosed:
    at: datetime
    exercise: str


@dataclass(frozen=True, slots=True)
class FigureReleased:
    at: datetime
    exercise: str
    prompt: str


@dataclass(frozen=True, slots=True)
class FigureHidden:
    at: datetime
    exercise: str
    prompt: str


@dataclass(frozen=True, slots=True)
class NoteReleased:
    """One free text may be shown; `note` is its random id."""

    at: datetime
    exercise: str
    prompt: str
    note: str


@dataclass(frozen=True, slots=True)
class NoteHidden:
    at: datetime
    exercise: str
    prompt: str
    note: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A facilitator's own note on the run of the day: never about an answer or a person."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class CareHeard:
    """The facilitator answered so many wishes of one kind: "talk" or "pause"."""

    at: datetime
    wish: str
    count: int


@dataclass(frozen=True, slots=True)
class SupportPersonNamed:
    """Who supports people, by role, and where to find them: never somebody who takes part. Empty: nobody."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class SupportGiven:
    """Somebody was supported on this day: once a day, without a name, a number or a reason."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Readied:
    """The questions before a workshop were answered: who and what is there for people's safety.

    `despite` is the reason for which it begins although something is missing; empty where all is there.
    """

    at: datetime
    support_person: bool
    two_routes: bool
    private_room: bool
    strangers: bool
    way_home: bool
    despite: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the questions that were answered with no."""
        return tuple(question for question in QUESTIONS if not getattr(self, question))


QUESTIONS = ("support_person", "two_routes", "private_room", "strangers", "way_home")
"""What has to be there before a workshop may start (domain research, rules of trauma-informed work)."""


@dataclass(frozen=True, slots=True)
class SessionAdded:
    """An exercise from the library was put into the day, to come next. Its text comes along.

    `before` is the session that it precedes; empty at the end of the day. `content` is JSON as
    `workshop.library.Addition` writes it.
    """

    at: datetime
    day: int
    before: str
    minutes: int
    content: str
    course: str = ""
    """The day's course with it, as in `DayArranged`; logbooks from before there were courses have none."""


@dataclass(frozen=True, slots=True)
class DayArranged:
    """The course of a day was changed: by a proposal that was taken, or by hand.

    `how` is the name of the act (`push`, `squeeze`, `drop`, `moved`, ...); `course` is JSON as
    `workshop.domain.course.Course` writes it.
    """

    at: datetime
    day: int
    how: str
    course: str


@dataclass(frozen=True, slots=True)
class StopExplained:
    """What the time was during which the laptop was off while a session ran.

    `what` is `pause` (the session stood still), `break` (a break was held then) or `went_on`.
    """

    at: datetime
    seconds: int
    what: str


@dataclass(frozen=True, slots=True)
class RoomClockSet:
    """The room was given a clock for the minutes of one step."""

    at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class RoomClockTaken:
    """The room's clock was taken away again."""

    at: datetime


@dataclass(frozen=True, slots=True)
class GroupsOpened:
    """The group form opened; what people say in it is in no event and on no disk."""

    at: datetime


@dataclass(frozen=True, slots=True)
class GroupsMade:
    at: datetime


@dataclass(frozen=True, slots=True)
class GroupsPutAway:
    at: datetime


@dataclass(frozen=True, slots=True)
class ChoreDone:
    """Something to see to before, in the evening of, or after a day was ticked off, or on again."""

    at: datetime
    day: int
    chore: str
    done: bool


@dataclass(frozen=True, slots=True)
class PhonesExpected:
    """The facilitator said how many phones will come."""

    at: datetime
    n: int


@dataclass(frozen=True, slots=True)
class FlipchartChosen:
    """Forms become flipchart steps, or forms again."""

    at: datetime
    on: bool


@dataclass(frozen=True, slots=True)
class DayDated:
    """A day that has not begun got a date: year-month-day."""

    at: datetime
    day: int
    date: str


@dataclass(frozen=True, slots=True)
class RetentionSet:
    """How many days after the last one the keys are destroyed."""

    at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class ClosingPlanned:
    """From this day on, year-month-day, the next start destroys what people answered."""

    at: datetime
    on: str


@dataclass(frozen=True, slots=True)
class AnswersDestroyed:
    """What people answered was destroyed; what the room was shown, and plans, stay."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """The newest act that can be undone was undone."""

    at: datetime


Event = (
    SessionBegan
    | SessionReopened
    | DayEnded
    | Paused
    | Resumed
    | Adjusted
    | StepTicked
    | FormOpened
    | FormClosed
    | FigureReleased
    | FigureHidden
    | NoteReleased
    | NoteHidden
    | Noted
    | CareHeard
    | SupportPersonNamed
    | SupportGiven
    | Readied
    | SessionAdded
    | DayArranged
    | StopExplained
    | Arranging
    | RoomClockSet
    | RoomClockTaken
    | GroupsOpened
    | GroupsMade
    | GroupsPutAway
    | ChoreDone
    | PhonesExpected
    | FlipchartChosen
    | DayDated
    | RetentionSet
    | ClosingPlanned
    | AnswersDestroyed
    | Undone
)
_EVENTS: dict[str, type[Event]] = {event.__name__: event for event in Event.__args__}


def event_to_plain(event: Event) -> dict[str, str | int | bool]:
    """An event as JSON holds it."""
    plain: dict[str, str | int | bool] = {"event": type(event).__name__}
    for part in fields(event):
        value = getattr(event, part.name)
        plain[part.name] = value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
    return plain


def event_from_plain(plain: dict[str, str | int | bool]) -> Event:
    """The event that `event_to_plain` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    values = {name: value for name, value in plain.items() if name != "event"}
    made = _EVENTS[str(plain["event"])]
    return made(**{**values, "at": datetime.fromisoformat(str(plain["at"]))})  # type: ignore[arg-type]  # checked by the class's own fields
