"""One run of an agenda: what the facilitator did, folded into where we are.

    events -> fold -> State

The same fold serves the live room and the replay after a crash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, assert_never

from .events import (
    Adjusted,
    CareHeard,
    DayEnded,
    Event,
    FigureHidden,
    FigureReleased,
    FormClosed,
    FormOpened,
    Noted,
    NoteHidden,
    NoteReleased,
    Paused,
    Readied,
    Resumed,
    SessionAdded,
    SessionBegan,
    SessionReopened,
    StepTicked,
    Undone,
)

DEEPEST = 50
"""How many acts can be undone, one after the other."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """An act that can be undone: the part of the state that it changed, as it was before.

    That part is changed by undoable acts alone, so that undoing them one after the other is exact.
    """

    act: str
    """The name of its event."""
    part: str
    before: Any  # whatever that part of the state holds


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
    undoable: tuple[Undoable, ...] = ()
    """What can be undone, the newest last."""

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
            return _undoably(state, event, "ticked", state.ticked | mark if done else state.ticked - mark)
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
            return _undoably(state, event, "released", state.released | {(exercise, prompt)})
        case FigureHidden(_, exercise, prompt):
            return _undoably(state, event, "released", state.released - {(exercise, prompt)})
        case NoteReleased(_, exercise, prompt, note):
            notes = state.notes_released | {(exercise, prompt, note)}
            return _undoably(state, event, "notes_released", notes)
        case NoteHidden(_, exercise, prompt, note):
            notes = state.notes_released - {(exercise, prompt, note)}
            return _undoably(state, event, "notes_released", notes)
        case Noted():
            return replace(state, notes=(*state.notes, event))
        case CareHeard(_, wish, count):
            return _undoably(state, event, "heard", {**state.heard, wish: state.heard.get(wish, 0) + count})
        case Readied():
            return replace(state, ready=event)
        case SessionAdded():
            return replace(state, added=(*state.added, event))
        case Undone():
            return _undo(state)
        case _:
            assert_never(event)


def replay(events: Iterable[Event]) -> State:
    state = State()
    for event in events:
        state = fold(state, event)
    return state


def _undoably(state: State, event: Event, part: str, after: object) -> State:
    """`state` with `part` as it is after `event`; what it was is remembered."""
    undoable = Undoable(type(event).__name__, part, getattr(state, part))
    return replace(state, undoable=(*state.undoable, undoable)[-DEEPEST:], **{part: after})  # type: ignore[arg-type]  # a part of the state by its name


def _undo(state: State) -> State:
    if not state.undoable:
        return state
    last = state.undoable[-1]
    return replace(state, undoable=state.undoable[:-1], **{last.part: last.before})


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
