"""What makes a day one that people can carry: the rules of an agenda.

They come from practice that others published (breaks, length, where deep work may stand) and from rules of
trauma-informed work. An agenda that breaks a rule marked `warning` can still be run; the others keep people
from harm, and hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from .agenda import Agenda, Day, Session
from .exercise import Exercise
from .plan import places
from .prompt import Audience

LONGEST_STRETCH = 90
"""Minutes of exercises without a break (Front Line Defenders' and SAFETAG's sessions stay within it)."""
SHORTEST_BREAK = 5
LONGEST_DAY = 480
FULL_DAY = 360
"""Minutes from which a day needs room for prayer, and a fifth of it for rest."""
HALF_DAY = 180
REST_OF_FULL_DAY = 20
REST_OF_HALF_DAY = 10
"""Per cent of the day that is break, meal, free time or celebration."""
MUCH_DEPTH = 120
"""Minutes of depth 2 in a day from which every half of it needs a grounding."""
LIGHT_END = 30
CALM_END = 90
"""Minutes before the end of a day in which nothing of depth 3 stands."""

Exercises = Mapping[str, Exercise]


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that an agenda breaks, and where: `day` and `session` count from 0, None is the whole."""

    english: str
    day: int | None
    session: int | None
    warning: bool
    values: tuple[tuple[str, object], ...] = ()


def findings(agenda: Agenda, exercises: Exercises) -> Iterator[Finding]:
    """Every rule that `agenda` breaks; `exercises` holds what each session does, by the session's id."""
    if not agenda.follow_ups:
        yield Finding(
            "People who meet once are left alone with what they found. Name at least one day after the end "
            "under “follow_ups”, as [30, 90].",
            None,
            None,
            warning=True,
        )
    yield from _helpers(agenda, exercises)
    yield from _first_half_day(agenda, exercises)
    yield from _trust_first(agenda, exercises)
    yield from _same_place(agenda, exercises)
    full = [day for day in agenda.days if day.held == "in_person" and day.minutes >= FULL_DAY]
    unscheduled = any(
        session.kind in ("free", "celebration") for day in agenda.days for session in day.sessions
    )
    if len(full) > 1 and not unscheduled:
        yield Finding(
            "Several full days, and no time that is nobody's. Add a session of kind free or celebration.",
            None,
            None,
            warning=True,
        )
    for number, day in enumerate(agenda.days):
        yield from _length(agenda, number, day)
        for place, session in enumerate(day.sessions):
            yield from _session(number, place, session, exercises)
        if day.held in ("in_person", "online"):
            yield from _stretches(number, day)
            yield from _rest(number, day)
            yield from _depth(number, day, exercises)


def depth(session: Session, exercises: Exercises) -> int:
    """How deep a session goes; 0 for one without an exercise."""
    exercise = exercises.get(session.id)
    return exercise.depth if exercise else 0


def _serves(session: Session, exercises: Exercises, service: str) -> bool:
    exercise = exercises.get(session.id)
    return exercise is not None and service in exercise.serves


def _helpers(agenda: Agenda, exercises: Exercises) -> Iterator[Finding]:
    missing: dict[str, tuple[int, int]] = {}
    for number, day in enumerate(agenda.days):
        for place, session in enumerate(day.sessions):
            exercise = exercises.get(session.id)
            for required in exercise.requires if exercise else ():
                if required not in agenda.requires:
                    missing.setdefault(required, (number, place))
    for helper, (number, place) in missing.items():
        yield Finding(
            "This needs a {helper}, and the agenda does not say so. Add it to the agenda's “requires”.",
            number,
            place,
            warning=False,
            values=(("helper", helper),),
        )


def _first_half_day(agenda: Agenda, exercises: Exercises) -> Iterator[Finding]:
    if not agenda.days:
        return
    day = agenda.days[0]
    passed = 0
    for place, session in enumerate(day.sessions):
        meal_ahead = any(later.kind == "meal" for later in day.sessions)
        if session.kind == "meal" or (not meal_ahead and passed * 2 >= day.minutes):
            return
        if depth(session, exercises) == 3:
            yield Finding(
                "Nothing of depth 3 belongs in the first half-day: people do not know each other yet. "
                "Move it to a later day.",
                0,
                place,
                warning=False,
            )
        passed += session.minutes.planned


def _trust_first(agenda: Agenda, exercises: Exercises) -> Iterator[Finding]:
    for number, day in enumerate(agenda.days):
        for place, session in enumerate(day.sessions):
            if _serves(session, exercises, "trust"):
                return
            if depth(session, exercises) == 3:
                yield Finding(
                    "Trust comes before depth 3. Put a group agreement before it.",
                    number,
                    place,
                    warning=False,
                )
                return


def _same_place(agenda: Agenda, exercises: Exercises) -> Iterator[Finding]:
    filled: dict[tuple[str, str, str, str], str] = {}
    for number, day in enumerate(agenda.days):
        for place, session in enumerate(day.sessions):
            exercise = exercises.get(session.id)
            if exercise is None:
                continue
            for prompt in exercise.form(Audience.MINE):
                earlier = {filled.setdefault(where, exercise.id) for where in places(prompt)}
                for first in sorted(earlier - {exercise.id}):
                    yield Finding(
                        "“{one}” and “{other}” both fill {feeds} of the plan: the later would replace the "
                        "earlier. Override one of the two.",
                        number,
                        place,
                        warning=True,
                        values=(("one", first), ("other", exercise.id), ("feeds", prompt.feeds)),
                    )


def _length(agenda: Agenda, number: int, day: Day) -> Iterator[Finding]:
    own_time = ("free", "celebration", "meal") if agenda.residential else ("free", "celebration")
    held = sum(session.minutes.planned for session in day.sessions if session.kind not in own_time)
    if held > LONGEST_DAY:
        yield Finding(
            "This day asks for {held} minutes; more than {most} nobody can carry. Shorten something, or move "
            "it to another day.",
            number,
            None,
            warning=True,
            values=(("held", held), ("most", LONGEST_DAY)),
        )


def _session(number: int, place: int, session: Session, exercises: Exercises) -> Iterator[Finding]:
    exercise = exercises.get(session.id)
    if exercise is None:
        return
    minutes, planned = exercise.minutes, session.minutes.planned
    if not minutes.least <= planned <= minutes.most:
        yield Finding(
            "“{exercise}” is written for {least} to {most} minutes, and has {planned} here. Change the "
            "minutes, or override its steps.",
            number,
            place,
            warning=True,
            values=(
                ("exercise", exercise.id),
                ("least", minutes.least),
                ("most", minutes.most),
                ("planned", planned),
            ),
        )
    if session.phones == "off" and exercise.phones == "on":
        yield Finding(
            "Phones are off here, and “{exercise}” does not go without them. Take another exercise, or let "
            "phones be optional.",
            number,
            place,
            warning=True,
            values=(("exercise", exercise.id),),
        )


def _stretches(number: int, day: Day) -> Iterator[Finding]:
    stretch = 0
    for place, session in enumerate(day.sessions):
        planned = session.minutes.planned
        if session.rests and planned >= SHORTEST_BREAK:
            stretch = 0
            continue
        before, stretch = stretch, stretch + planned
        if before <= LONGEST_STRETCH < stretch:
            yield Finding(
                "By the end of this people have sat for {minutes} minutes without a break; {most} is the "
                "most. Put a break before it.",
                number,
                place,
                warning=True,
                values=(("minutes", stretch), ("most", LONGEST_STRETCH)),
            )


def _rest(number: int, day: Day) -> Iterator[Finding]:
    minutes = day.minutes
    rest = sum(session.minutes.planned for session in day.sessions if session.rests)
    share = REST_OF_FULL_DAY if minutes >= FULL_DAY else REST_OF_HALF_DAY if minutes >= HALF_DAY else 0
    if rest * 100 < share * minutes:
        yield Finding(
            "Of {minutes} minutes, {rest} are break, meal or free; {share} % is the least. Give people more "
            "time of their own.",
            number,
            None,
            warning=True,
            values=(("minutes", minutes), ("rest", rest), ("share", share)),
        )
    if minutes >= FULL_DAY and not any(session.prayer for session in day.sessions):
        yield Finding(
            "A full day needs a place for prayer. Mark a meal or a break with “prayer: true”.",
            number,
            None,
            warning=True,
        )


def _depth(number: int, day: Day, exercises: Exercises) -> Iterator[Finding]:
    sessions = day.sessions
    after = 0
    for place in range(len(sessions) - 1, -1, -1):
        if depth(sessions[place], exercises) == 3 and after < CALM_END:
            yield Finding(
                "This is of depth 3, and the day ends {minutes} minutes later. Leave {least} minutes to come "
                "back before people go home.",
                number,
                place,
                warning=False,
                values=(("minutes", after), ("least", CALM_END)),
            )
        after += sessions[place].minutes.planned
    for place, session in enumerate(sessions):
        if depth(session, exercises) == 3:
            yield from _after_deep_work(number, place, sessions, exercises)
    for (place, one), (_, following) in pairwise(enumerate(sessions)):
        deep = depth(one, exercises) >= 2 and depth(following, exercises) >= 2
        if deep and not following.choice_to_stop:
            yield Finding(
                "This follows directly on something as deep. Put a break or a grounding between them, or say "
                "under “choice_to_stop” how people may rest instead.",
                number,
                place + 1,
                warning=True,
            )
    yield from _much_depth(number, day, exercises)


def _after_deep_work(
    number: int, place: int, sessions: tuple[Session, ...], exercises: Exercises
) -> Iterator[Finding]:
    following = sessions[place + 1 : place + 3]
    grounded = len(following) > 0 and _serves(following[0], exercises, "grounding")
    eased = len(following) > 1 and (following[1].rests or depth(following[1], exercises) <= 1)
    if not (grounded and eased):
        yield Finding(
            "After depth 3 comes a grounding, and then a break or something light. Add them.",
            number,
            place,
            warning=False,
        )


def _much_depth(number: int, day: Day, exercises: Exercises) -> Iterator[Finding]:
    sessions = day.sessions
    depths = [depth(session, exercises) for session in sessions]
    held = [place for place, session in enumerate(sessions) if session.id in exercises]
    if held and max(depths) >= 2 and depths[held[-1]] >= 2:
        yield Finding(
            "A day with depth ends lightly. Let something of depth 1 close it.",
            number,
            held[-1],
            warning=True,
        )
    much = sum(s.minutes.planned for s, deep in zip(sessions, depths, strict=True) if deep >= 2)
    if much <= MUCH_DEPTH:
        return
    meals = [place for place, session in enumerate(sessions) if session.kind == "meal"]
    noon = max(meals, key=lambda place: sessions[place].minutes.planned, default=len(sessions))
    for half in (range(noon), range(noon, len(sessions))):
        deep_half = [place for place in half if depths[place] >= 2]
        if deep_half and not any(_serves(sessions[place], exercises, "grounding") for place in half):
            yield Finding(
                "This day has {minutes} minutes of depth 2. Each half of it that goes deep needs a "
                "grounding; this one has none.",
                number,
                deep_half[0],
                warning=True,
                values=(("minutes", much),),
            )
    left = LIGHT_END
    for place in range(len(sessions) - 1, -1, -1):
        if left > 0 and depths[place] >= 2:
            yield Finding(
                "This day has {minutes} minutes of depth 2. Its last {light} minutes should be light, and "
                "this reaches into them.",
                number,
                place,
                warning=True,
                values=(("minutes", much), ("light", LIGHT_END)),
            )
        left -= sessions[place].minutes.planned
