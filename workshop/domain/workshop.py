"""One run of an agenda: what the facilitator did, folded into where we are.

    events -> fold -> State

The same fold serves the live room and the replay after a crash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, assert_never

from .arrangement import Arrangement, after
from .arranging import (
    FigureFrozen,
    FigureThawed,
    TextBroughtBack,
    TextPutAway,
    TextsMerged,
    TextSorted,
    TextsTakenApart,
    ThemeNamed,
)
from .countdown import Countdown
from .course import Course, course_from_json
from .disclosure import PEOPLE
from .events import (
    Adjusted,
    AnswersDestroyed,
    CareHeard,
    ChoreDone,
    ClosingPlanned,
    DayArranged,
    DayDated,
    DayEnded,
    Event,
    FigureHidden,
    FigureReleased,
    FlipchartChosen,
    FormClosed,
    FormOpened,
    GroupsMade,
    GroupsOpened,
    GroupsPutAway,
    Noted,
    NoteHidden,
    NoteReleased,
    Paused,
    PhonesExpected,
    Readied,
    Resumed,
    RetentionSet,
    RoomClockSet,
    RoomClockTaken,
    SessionAdded,
    SessionBegan,
    SessionReopened,
    StepTicked,
    StopExplained,
    SupportGiven,
    SupportPersonNamed,
    Undone,
)

DEEPEST = 50
"""How many acts can be undone, one after the other."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """An act that can be undone: the part of the state that it changed, as it was before.

    Those parts are changed by undoable acts alone, so that undoing them one after the other is exact.
    """

    act: str
    """The name of its event."""
    before: Mapping[str, Any]  # whatever those parts of the state hold
    """The parts of the state that it changed, as they were."""


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
class Phones:
    """How many phones will come, as far as it is known, and whether forms become flipchart steps."""

    expected: int | None = None
    flipchart: bool = False


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
    opened_on: dict[str, date] = field(default_factory=dict)
    """The day on which each exercise's form was last opened."""
    released: frozenset[tuple[str, str]] = frozenset()
    """(exercise, prompt) of every released figure."""
    notes_released: frozenset[tuple[str, str, str]] = frozenset()
    """(exercise, prompt, note) of every released text."""
    arrangement: Arrangement = field(default_factory=Arrangement)
    """What is frozen, put away, merged, and sorted into themes."""
    notes: tuple[Noted, ...] = ()
    heard: dict[str, int] = field(default_factory=dict)
    """How many wishes of each kind were answered."""
    support_person: SupportPersonNamed | None = None
    support_given: frozenset[date] = frozenset()
    """The days on which somebody was supported."""
    day_over: bool = False
    ready: Readied | None = None
    """The answers before the workshop; None until they were given."""
    added: tuple[SessionAdded, ...] = ()
    courses: dict[int, Course] = field(default_factory=dict)
    """The course of each day that was changed."""
    room_clock: Countdown | None = None
    """What the room was given for a step of the running session."""
    groups: Literal["", "asked", "made"] = ""
    """How far small groups were when the logbook last heard of them; who is in them it never hears."""
    groups_opened: int = 0
    """How often the group form was opened: the tickets of one opening die with it."""
    groups_since: int = 0
    """Its place among the openings of all forms, the first being 1."""
    chores: frozenset[tuple[int, str]] = frozenset()
    """(day, chore) of everything around a day that was ticked off."""
    phones: Phones = Phones()
    dated: dict[int, date] = field(default_factory=dict)
    """The dates that the facilitator gave to days to come."""
    retention: int | None = None
    """Days after the last one until the keys are destroyed; None until that was decided."""
    closing_asked: date | None = None
    """The day on which it was first asked for that answers are destroyed."""
    closing_on: date | None = None
    """The day from which on the next start destroys them; None until somebody asked for it."""
    answers_destroyed: bool = False
    undoable: tuple[Undoable, ...] = ()
    """What can be undone, the newest last."""

    @property
    def all_openings(self) -> int:
        """How often any form was opened."""
        return sum(self.openings.values()) + self.groups_opened

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
            # What has begun stays: a change of the day can be undone until the next session begins.
            ended = _without_undo(ended, "courses")
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
            return _undoably(state, event, "ticked", state.ticked | mark if done else state.ticked - mark)
        case FormOpened(at, exercise):
            if exercise in state.opened:
                return state
            openings = {**state.openings, exercise: state.openings.get(exercise, 0) + 1}
            opened = (*state.opened, exercise)
            opened_on = {**state.opened_on, exercise: at.date()}
            closed = state.closed - {exercise}
            return replace(state, opened=opened, openings=openings, opened_on=opened_on, closed=closed)
        case FormClosed(_, exercise):
            opened = tuple(e for e in state.opened if e != exercise)
            return replace(state, opened=opened, closed=state.closed | {exercise})
        case FigureReleased(_, exercise, prompt):
            return _undoably(state, event, "released", state.released | {(exercise, prompt)})
        case FigureHidden(_, exercise, prompt):
            return _undoably(state, event, "released", state.released - {(exercise, prompt)})
        case NoteReleased(_, exercise, prompt, note):
            notes = state.notes_released | {(exercise, prompt, note)}
            return _undoably(state, event, "notes_released", notes)
        case NoteHidden(_, exercise, prompt, note):
            notes = state.notes_released - {(exercise, prompt, note)}
            return _undoably(state, event, "notes_released", notes)
        case (
            FigureFrozen()
            | FigureThawed()
            | TextPutAway()
            | TextBroughtBack()
            | TextsMerged()
            | TextsTakenApart()
            | ThemeNamed()
            | TextSorted()
        ):
            return _undoably(state, event, "arrangement", after(state.arrangement, event))
        case Noted():
            return replace(state, notes=(*state.notes, event))
        case CareHeard(_, wish, count):
            return _undoably(state, event, "heard", {**state.heard, wish: state.heard.get(wish, 0) + count})
        case SupportPersonNamed():
            return _undoably(state, event, "support_person", event)
        case SupportGiven(at):
            return _undoably(state, event, "support_given", state.support_given | {at.date()})
        case Readied():
            return replace(state, ready=event)
        case SessionAdded():
            courses = state.courses
            if event.course:
                courses = {**courses, event.day: course_from_json(event.course)}
            return _undoably(state, event, "added", (*state.added, event), courses=courses)
        case DayArranged(_, day, _, course_text):
            courses = {**state.courses, day: course_from_json(course_text)}
            return _undoably(state, event, "courses", courses)
        case StopExplained(_, seconds, what):
            gap = timedelta() if what == "went_on" else timedelta(seconds=seconds)
            return _change_running(state, lambda run: replace(run, paused=run.paused + gap))
        case RoomClockSet(at, minutes):
            return replace(state, room_clock=Countdown(at, minutes)) if state.running else state
        case RoomClockTaken():
            return replace(state, room_clock=None)
        case GroupsOpened():
            since = state.all_openings + 1
            often = state.groups_opened + 1
            return replace(state, groups="asked", groups_opened=often, groups_since=since)
        case GroupsMade():
            return replace(state, groups="made")
        case GroupsPutAway():
            return replace(state, groups="")
        case ChoreDone(_, number, chore, done):
            one = frozenset({(number, chore)})
            return _undoably(state, event, "chores", state.chores | one if done else state.chores - one)
        case PhonesExpected(_, n):
            # So few answers would stay hidden all day.
            return _undoably(state, event, "phones", Phones(n, n < PEOPLE))
        case FlipchartChosen(_, on):
            return _undoably(state, event, "phones", replace(state.phones, flipchart=on))
        case DayDated(_, number, text):
            dated = {**state.dated, number: date.fromisoformat(text)}
            return _undoably(state, event, "dated", dated)
        case RetentionSet(_, days):
            return _undoably(state, event, "retention", days)
        case ClosingPlanned(at, on):
            asked = state.closing_asked or at.date()
            return replace(state, closing_asked=asked, closing_on=date.fromisoformat(on))
        case AnswersDestroyed():
            return replace(state, answers_destroyed=True, undoable=())
        case Undone():
            return _undo(state)
        case _:
            assert_never(event)


def replay(events: Iterable[Event]) -> State:
    state = State()
    for event in events:
        state = fold(state, event)
    return state


def _undoably(state: State, event: Event, part: str, after: object, **more: object) -> State:
    """`state` with `part`, and `more` parts, as they are after `event`; what they were is remembered."""
    changes: dict[str, Any] = {part: after, **more}
    undoable = Undoable(type(event).__name__, {name: getattr(state, name) for name in changes})
    return replace(state, undoable=(*state.undoable, undoable)[-DEEPEST:], **changes)


def _without_undo(state: State, part: str) -> State:
    """What was done to `part` cannot be undone any more."""
    return replace(state, undoable=tuple(one for one in state.undoable if part not in one.before))


def _undo(state: State) -> State:
    if not state.undoable:
        return state
    last = state.undoable[-1]
    return replace(state, undoable=state.undoable[:-1], **last.before)


def _change_running(state: State, change: Callable[[Run], Run]) -> State:
    if state.running is None:
        return state
    return replace(state, runs=(*state.runs[:-1], change(state.runs[-1])))


def _resume(state: State, at: datetime) -> State:
    if state.paused_since is None:
        return state
    paused = max(timedelta(), at - state.paused_since)
    clock = state.room_clock.resumed(state.paused_since, at) if state.room_clock else None
    resumed = _change_running(state, lambda run: replace(run, paused=run.paused + paused))
    return replace(resumed, paused_since=None, room_clock=clock)


def _end_running(state: State, at: datetime) -> State:
    ended = _change_running(_resume(state, at), lambda run: replace(run, ended=max(at, run.began)))
    return replace(ended, room_clock=None)


def _reopen(state: State, at: datetime, day: int, session: str) -> State:
    """Goes back to the last run of `session`: what began after it counts as that session's time."""
    places = [i for i, run in enumerate(state.runs) if (run.day, run.session) == (day, session)]
    if not places:
        return fold(state, SessionBegan(at, day, session))
    resumed = _resume(state, at)
    last = replace(resumed.runs[places[-1]], ended=None)
    runs = (*resumed.runs[: places[-1]], last)
    return replace(resumed, runs=runs, day_over=False, room_clock=None)
