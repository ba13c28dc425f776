"""What the wall shows at this moment, as one value: equal scenes need no new page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workshop.domain.countdown import TimeLeft
from workshop.domain.exercise import Breathing, Exercise
from workshop.domain.joining import Joining
from workshop.domain.prompt import Audience
from workshop.room import ALONG, COLLECTIVE, Room, WallGroups
from workshop.vault import fingerprint
from workshop.web.course import meet_again
from workshop.wording import mark

from .closing import Closing, closing
from .released import Released, Standing

SMALL_GROUPS = mark("Small groups")
AGREEMENT = "P12.agreement"
"""The place in everyone's plan for what the group agreed."""

Stage = Literal["join", "again", "pause", "groups", "breathing", "asked", "closing", "figure", "agreement"]


@dataclass(frozen=True, slots=True)
class Asked:
    """An open form: what is asked, and of whom; never what was answered."""

    title: str
    group: tuple[tuple[str, str], ...] = ()
    """Question and hint of everything that is asked for the group."""
    facilitators: bool = False
    """Whether there are questions that the facilitators alone read."""
    mine: tuple[str, ...] = ()
    """What everybody may write for themselves."""

    @property
    def questions(self) -> int:
        """How many stand on the wall."""
        return len(self.group or self.mine)


@dataclass(frozen=True, slots=True)
class Scene:
    """While the room is locked it holds the clocks and joining, and nothing else."""

    joining: Joining
    time: str
    fingerprint: tuple[str, ...] = ()
    """The words of the laptop's key, for comparing with a phone's first page."""
    left: TimeLeft | None = None
    """The room's own clock for a step; nothing of the facilitator's time is ever here."""
    passed: int = 0
    """How much of the session is over, in hundredths; the clock's shape."""
    agenda: str = ""
    session: str = ""
    meet_again: str = ""
    begins_now: bool = False
    """Whether the break is over, and people are on their way back."""
    paused: bool = False
    breathing: Breathing | None = None
    asking: bool = False
    """Whether phones are asked for the form of the session that runs."""
    asked: tuple[Asked, ...] = ()
    """Open forms, the session's own first, then the newest."""
    shown: Standing | None = None
    """The figure of this moment."""
    agreed: Standing | None = None
    """What the group agreed, as far as it was released."""
    closing: Closing | None = None
    groups: WallGroups | None = None
    locked: bool = False
    test_picture: bool = False
    """A word and a shape to look for on the projector, in place of everything else."""

    @property
    def promised(self) -> bool:
        """Whether the promises of the meeting before stand there: people are asked what became of them."""
        if self.shown is None:
            return False
        shown = self.shown.shown
        return shown.exercise == ALONG and shown.prompt.feeds == COLLECTIVE

    @property
    def stage(self) -> Stage:
        """One idea at a time: the one that matters most now."""
        if self.meet_again:
            return "again"
        if self.paused:
            return "pause"
        if self.groups:
            return "groups"
        if self.breathing and not self.asking:
            return "breathing"
        if self.asked and (self.asking or not self.shown) and not self.promised:
            return "asked"
        if self.shown:
            shown = self.shown.shown
            return "agreement" if shown.prompt.feeds == AGREEMENT or shown.exercise == ALONG else "figure"
        return "closing" if self.closing else "join"


def scene(room: Room, released: Released, joining: Joining) -> Scene:
    time = f"{room.now:%H:%M}"
    words = fingerprint(room.vault.header.public_key)
    if room.locked:
        return Scene(joining, time, words, room.clock.left, locked=True)
    if room.hosting.test_picture:
        return Scene(joining, time, test_picture=True)
    session, now, exercise = room.session, room.forecast(), room.exercise
    again = meet_again(room)
    own = (exercise.id,) if exercise and exercise.id in room.state.opened else ()
    others = tuple(id for id in reversed(room.state.opened) if id not in own)
    groups = (Asked(SMALL_GROUPS),) if room.groups.is_open else ()
    return Scene(
        joining,
        time,
        words,
        room.clock.left,
        passed=_hundredths(room) if now.running else 0,
        agenda=room.agenda.title,
        session=session.title if session else "",
        meet_again=again,
        begins_now=bool(again) and now.left.total_seconds() <= 0,
        paused=room.state.paused_since is not None,
        breathing=exercise.breathing if exercise else None,
        asking=bool(own or groups),
        asked=(*groups, *(_asked(room.bundle.exercises[id]) for id in (*own, *others))),
        shown=released.newest(),
        agreed=released.of(AGREEMENT),
        closing=closing(room),
        groups=room.groups.for_the_wall,
    )


def _asked(exercise: Exercise) -> Asked:
    return Asked(
        exercise.title,
        tuple((prompt.ask, prompt.hint) for prompt in exercise.form(Audience.ROOM)),
        bool(exercise.form(Audience.FACILITATOR)),
        tuple(prompt.ask for prompt in exercise.form(Audience.MINE)),
    )


def _hundredths(room: Room) -> int:
    """In steps of five, so that the clock moves softly."""
    now = room.forecast()
    whole = (now.elapsed + now.left).total_seconds()
    share = now.elapsed.total_seconds() / whole if whole > 0 else 1.0
    return max(0, min(100, int(share * 20) * 5))
