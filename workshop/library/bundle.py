"""What a run of an agenda needs: its exercises, each session's own, and the texts that they came from."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from itertools import count

from workshop.domain.agenda import Agenda, Session
from workshop.domain.course import Course, arranged, exercise_again
from workshop.domain.exercise import Exercise, Minutes
from workshop.domain.score import SelfCheck


@dataclass(frozen=True, slots=True)
class Source:
    """One YAML file: its name as problems give it, its id, its text."""

    file: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """One agenda with what it uses, as values and as the texts they came from.

    Each session has an exercise of its own here: overrides are applied, the steps share the session's
    minutes, and where an exercise is held again it has an id of its own (`check-out-2`), so that two
    mornings are two figures. The texts are what a vault keeps, so that a workshop goes on with the content
    it began with.
    """

    agenda: Agenda
    exercises: Mapping[str, Exercise]
    self_checks: Mapping[str, SelfCheck]
    agenda_source: Source
    exercise_sources: tuple[Source, ...]
    self_check_sources: tuple[Source, ...]

    def self_check(self, exercise: Exercise) -> SelfCheck | None:
        """What reads the exercise's answers for the person who gave them."""
        return self.self_checks.get(exercise.self_check) if exercise.self_check else None

    def including(self, addition: Addition, day: int, before: str, minutes: int) -> Bundle:
        """The bundle with an exercise put into a day, before the session `before` or at the day's end."""
        exercises = dict(self.exercises)
        name = free_id(addition.exercise.id, exercises)
        taken = {session.id for one in self.agenda.days for session in one.sessions}
        given = Minutes(min(minutes, addition.exercise.minutes.least), minutes, minutes)
        repeats = addition.exercise.id if name != addition.exercise.id else None
        exercises[name] = replace(addition.exercise.within(given), id=name, repeats=repeats)
        session = Session(
            id=free_id(f"added-{addition.exercise.id}", taken),
            title=addition.exercise.title,
            kind="exercise",
            minutes=given,
            exercise=name,
        )
        sessions = list(self.agenda.days[day].sessions)
        places = [place for place, one in enumerate(sessions) if one.id == before]
        sessions.insert(places[0] if places else len(sessions), session)
        days = list(self.agenda.days)
        days[day] = replace(days[day], sessions=tuple(sessions))
        check = addition.self_check
        return replace(
            self,
            agenda=replace(self.agenda, days=tuple(days)),
            exercises=exercises,
            self_checks={**self.self_checks, **({check.id: check} if check else {})},
        )

    def arranged(self, courses: Mapping[int, Course]) -> Bundle:
        """The bundle with its days in the order of their courses; steps share the minutes that are agreed.

        An exercise that is held once more is one of its own, with a form and figures of its own.
        """
        exercises = dict(self.exercises)
        days = list(self.agenda.days)
        for number, course in courses.items():
            days[number] = arranged(self.agenda.days[number], course)
            for slot in course.slots:
                original = self.agenda.days[number].session(slot.source or slot.session)
                known = self.exercises.get(original.exercise or "") if original else None
                # The script of a session that was split runs through both of its parts.
                if known is None or slot.origin == "continued" or slot.session in course.halved:
                    continue
                if slot.origin == "again":
                    name = exercise_again(known.id, slot)
                    known = replace(known, id=name, repeats=known.repeats or known.id)
                exercises[known.id] = known.within(replace(known.minutes, planned=slot.minutes))
        return replace(self, agenda=replace(self.agenda, days=tuple(days)), exercises=exercises)

    def to_plain(self) -> dict[str, object]:
        return {
            "agenda": [self.agenda_source.id, self.agenda_source.text],
            "exercises": [[source.id, source.text] for source in self.exercise_sources],
            "self_checks": [[source.id, source.text] for source in self.self_check_sources],
        }


@dataclass(frozen=True, slots=True)
class Addition:
    """An exercise on its way from the library into a day, with the texts that a logbook keeps of it."""

    exercise: Exercise
    exercise_source: Source
    self_check: SelfCheck | None
    self_check_source: Source | None

    def to_json(self) -> str:
        check = self.self_check_source
        return json.dumps(
            {
                "exercise": [self.exercise_source.id, self.exercise_source.text],
                "self_check": [check.id, check.text] if check else None,
            },
            ensure_ascii=False,
        )


def free_id(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3` that is not taken."""
    if wanted not in taken:
        return wanted
    return next(id for number in count(2) if (id := f"{wanted}-{number}") not in taken)
