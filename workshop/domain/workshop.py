"""One run of an agenda: what the facilitator did, folded into where we are.

    events -> fold -> State

The same fold serves the live room and the replay after a crash. Times are the laptop's local time, as the
agenda's are; answers never appear here, so that no event can date one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import assert_never


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
    | Readied
    | SessionAdded
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


@dataclass(frozen=True, slots=True)
class Run:
    """One session as it ran. `ended` is None while it runs; pauses do not count."""

    day: int
    session: str
    began: datetime
    ended: datetime | None = None
    paused: timedelta = timedelta()
    adjusted: int = 0
    """Minutes added by hand."""


@dataclass(frozen=True, slots=True)
class State:
    """Where the workshop is."""

    runs: tuple[Run, ...] = ()
    paused_since: datetime | None = None
    ticked: frozenset[tuple[str, int]] = frozenset()
    """(session, step) of every step that was ticked off."""
    opened: tuple[str, ...] = ()
    """Exercises whose form is open, the newest last."""
    closed: frozenset[str] = frozenset()
    """Exercises whose form was open once and is closed now."""
    openings: dict[str, int] = field(default_factory=dict)
    """How often each exercise's form was opened: the submission ids of one opening die with it."""
    released: frozenset[tuple[str, str]] = frozenset()
    """(exercise, prompt) of every released figure."""
    notes_released: frozenset[tuple[str, str, str]] = frozenset()
    """(exercise, prompt, note) of every released text."""
    notes: tuple[Noted, ...] = ()
    heard: dict[str, int] = field(default_factory=dict)
    """How many wishes of each kind were answered."""
    day_over: bool = False
    ready: Readied | None = None
    """The answers before the workshop; None until they were given."""
    added: tuple[SessionAdded, ...] = ()

    @property
    def running(self) -> Run | None:
        """The session that runs, or None before the first, between two days and after the last."""
        return self.runs[-1] if self.runs and self.runs[-1].ended is None else None

    @property
    def day(self) -> int:
        """The day we are in, 0 for the first; after a day has ended, still that day."""
        return self.runs[-1].day if self.runs else 0

    def day_runs(self, day: int) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.day == day)


def fold(state: State, event: Event) -> State:
    """`state` after `event`."""
    match event:
        case SessionBegan(at, day, session):
            ended = _end_running(state, at)
            return replace(ended, runs=(*ended.runs, Run(day, session, at)), day_over=False)
        case SessionReopened(at, day, session):
            return _reopen(state, at, day, session)
        case DayEnded(at):
            return replace(_end_running(state, at), day_over=True)
        case Paused(at):
            return replace(state, paused_since=state.paused_since or at) if state.running else state
        case Resumed(at):
            return _resume(state, at)
        case Adjusted(_, minutes):
            return _change_running(state, lambda run: replace(run, adjusted=run.adjusted + minutes))
        case StepTicked(_, session, step, done):
            mark = frozenset({(session, step)})
            return replace(state, ticked=state.ticked | mark if done else state.ticked - mark)
        case FormOpened(_, exercise):
            if exercise in state.opened:
                return state
            openings = {**state.openings, exercise: state.openings.get(exercise, 0) + 1}
            opened = (*state.opened, exercise)
            return replace(state, opened=opened, openings=openings, closed=state.closed - {exercise})
        case FormClosed(_, exercise):
            opened = tuple(e for e in state.opened if e != exercise)
            return replace(state, opened=opened, closed=state.closed | {exercise})
        case FigureReleased(_, exercise, prompt):
            return replace(state, released=state.released | {(exercise, prompt)})
        case FigureHidden(_, exercise, prompt):
            return replace(state, released=state.released - {(exercise, prompt)})
        case NoteReleased(_, exercise, prompt, note):
            return replace(state, notes_released=state.notes_released | {(exercise, prompt, note)})
        case NoteHidden(_, exercise, prompt, note):
            return replace(state, notes_released=state.notes_released - {(exercise, prompt, note)})
        case Noted():
            return replace(state, notes=(*state.notes, event))
        case CareHeard(_, wish, count):
            return replace(state, heard={**state.heard, wish: state.heard.get(wish, 0) + count})
        case Readied():
            return replace(state, ready=event)
        case SessionAdded():
            return replace(state, added=(*state.added, event))
        case _:
            assert_never(event)


def replay(events: Iterable[Event]) -> State:
    state = State()
    for event in events:
        state = fold(state, event)
    return state


def _change_running(state: State, change: Callable[[Run], Run]) -> State:
    if state.running is None:
        return state
    return replace(state, runs=(*state.runs[:-1], change(state.runs[-1])))


def _resume(state: State, at: datetime) -> State:
    if state.paused_since is None:
        return state
    paused = max(timedelta(), at - state.paused_since)
    return replace(
        _change_running(state, lambda run: replace(run, paused=run.paused + paused)), paused_since=None
    )


def _end_running(state: State, at: datetime) -> State:
    return _change_running(_resume(state, at), lambda run: replace(run, ended=max(at, run.began)))


def _reopen(state: State, at: datetime, day: int, session: str) -> State:
    """Goes back to the last run of `session`: what began after it counts as that session's time."""
    places = [i for i, run in enumerate(state.runs) if (run.day, run.session) == (day, session)]
    if not places:
        return fold(state, SessionBegan(at, day, session))
    resumed = _resume(state, at)
    last = replace(resumed.runs[places[-1]], ended=None)
    return replace(resumed, runs=(*resumed.runs[: places[-1]], last), day_over=False)
