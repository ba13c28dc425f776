"""What of the facilitator's acts a logbook keeps when a workshop is closed."""

from __future__ import annotations

from collections.abc import Iterable

from .arranging import Arranging
from .events import CareHeard, Event, NoteHidden, NoteReleased, Undone
from .workshop import State, Undoable, fold

LONGEST = 14
"""Days that answers may be kept after closing was asked for (security.md, figure 15)."""
_OF_ANSWERS = (*Arranging.__args__, NoteReleased, NoteHidden, CareHeard)
"""Acts on single texts and on wishes: they name answers, or say in other words what those are about."""


def surviving(events: Iterable[Event]) -> tuple[Event, ...]:
    """The course of the days and what was released, as it stands; no single answer, nothing undone."""
    state = State()
    kept: dict[int, Event] = {}
    done_by: dict[int, tuple[Undoable, int]] = {}
    for number, event in enumerate(events):
        before, state = state.undoable, fold(state, event)
        if isinstance(event, Undone):
            if before:
                kept.pop(done_by[id(before[-1])][1], None)
            continue
        if state.undoable and id(state.undoable[-1]) not in done_by:
            # Held beside its number, so that its identity is its own as long as we look.
            done_by[id(state.undoable[-1])] = (state.undoable[-1], number)
        if not isinstance(event, _OF_ANSWERS):
            kept[number] = event
    return tuple(kept.values())
