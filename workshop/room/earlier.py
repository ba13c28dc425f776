"""What an earlier workshop leaves to the next one, so that its plan codes and plans go on there.

    the earlier vault -> left (plans, exercises, what its group released) -> begin -> the new vault
                         the new vault -> earlier_exercises -> how to read what was written then

Responses stay where they are. Kept in the new book:

    earlier   [{"bundle": as `Bundle.to_plain` has it, "added": [an addition's JSON],
                "again": {exercise: the exercise whose prompts it has}}], the newest last
    group     {"P12.agreement": ["a text that the group released"]}
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from workshop.domain.answer import Answer, Refused
from workshop.domain.disclosure import Hidden, bare
from workshop.domain.errors import WorkshopError
from workshop.domain.events import event_from_plain
from workshop.domain.exercise import Exercise
from workshop.domain.prompt import Audience, Prompt, from_plain, to_plain
from workshop.domain.score import SelfCheck
from workshop.domain.workshop import State, replay
from workshop.library import Bundle, load_addition, load_bundle, load_library
from workshop.vault import JSON, Left, SealedEntries, Vault
from workshop.wording import Wording

from .preparing import with_added
from .responses import FormResponses
from .showing import by_place, for_the_facilitator, for_the_room
from .values import Shown

EARLIER, GROUP = "earlier", "group"
"""Names in the book."""


@dataclass(frozen=True, slots=True)
class Inheritance:
    """Ready to be kept in a new vault that has the same plan salt."""

    plan_salt: bytes
    plans: Mapping[str, SealedEntries]
    earlier: JSON
    group: Mapping[str, tuple[str, ...]]


def inherited(left: Left, words: Wording) -> Inheritance:
    """What the next workshop takes over; each plan as it was left is kept there as an earlier version of it.

    Raises WorkshopError for a vault without a workshop.
    """
    kept = left.kept.get("bundle")
    if not isinstance(kept, dict):
        raise WorkshopError("This folder holds no workshop yet. Make one with `workshop new`.")
    planned = load_bundle(kept, words)
    state = replay(event_from_plain(json.loads(event)) for event in left.events)
    held = with_added(planned, state.added).arranged(state.courses)
    plans = dict(left.plans)
    for plan in plans.values():
        # What somebody writes at the next meeting must not take its place before its owner was asked.
        plan.begin_version(secrets.token_urlsafe(12), keep=True)
    before = left.kept.get(EARLIER)
    earlier = [*(before if isinstance(before, list) else ()), _described(kept, planned, held, state)]
    return Inheritance(
        left.plan_salt, plans, earlier, {**group_texts(left.kept.get(GROUP)), **_released(left, held, state)}
    )


def keep_inheritance(vault: Vault, inheritance: Inheritance) -> None:
    """Keeps it in a new unlocked vault. Raises NoRoom."""
    vault.book.keep(EARLIER, inheritance.earlier)
    vault.book.keep(GROUP, {path: list(texts) for path, texts in inheritance.group.items()})
    vault.book.put_plans(inheritance.plans)


def group_texts(kept: JSON) -> dict[str, tuple[str, ...]]:
    """The group's texts by their places in the plan, as the book holds them."""
    if not isinstance(kept, dict):
        return {}
    return {path: tuple(map(str, texts)) for path, texts in kept.items() if isinstance(texts, list)}


class Exercises:
    """Where the prompts of private answers are found: here, in earlier workshops, in what comes with us."""

    def __init__(self, bundle: Callable[[], Bundle]) -> None:
        self._bundle = bundle
        self._earlier: tuple[_Earlier, ...] = ()

    def inherit(self, kept: JSON, words: Wording) -> None:
        """Knows the exercises of earlier workshops from now on. Raises ContentProblems."""
        found = kept if isinstance(kept, list) else []
        self._earlier = tuple(_read(one, words) for one in reversed(found) if isinstance(one, dict))

    def prompt(self, name: str) -> Prompt | None:
        """The prompt that a private answer named "exercise/prompt" belongs to."""
        return next(self._prompts(name), None)

    def read(self, name: str, plain: object) -> tuple[Prompt, Answer] | None:
        """A private answer with the prompt that takes all of it: one agenda may ask for less than another.

        Where none does, the first prompt that takes any of it; None where nothing here does.
        """
        first: tuple[Prompt, Answer] | None = None
        for prompt in self._prompts(name):
            answer = from_plain(prompt, plain)
            if answer is None or isinstance(answer, Refused):
                continue
            if to_plain(answer) == plain:
                return prompt, answer
            first = first or (prompt, answer)
        return first

    def _prompts(self, name: str) -> Iterator[Prompt]:
        exercise, _, id = name.partition("/")
        for known in self._named(exercise):
            prompt = known.prompt(id)
            if prompt is not None and prompt.audience is Audience.MINE:
                yield prompt

    def title(self, exercise: str) -> str:
        """In English; empty for one that is nowhere here."""
        return next((known.title for known in self._named(exercise)), "")

    def self_check(self, exercise: str) -> SelfCheck | None:
        """What reads the exercise's answers for the person who gave them."""
        for known, checks in self._with_checks(exercise):
            if known.self_check and known.self_check in checks:
                return checks[known.self_check]
        return None

    def _named(self, id: str) -> Iterator[Exercise]:
        yield from (known for known, _ in self._with_checks(id))
        yield from self._shipped.get(id, ())

    def _with_checks(self, id: str) -> Iterator[tuple[Exercise, Mapping[str, SelfCheck]]]:
        bundle = self._bundle()
        if id in bundle.exercises:
            yield bundle.exercises[id], bundle.self_checks
        for earlier in self._earlier:
            if id in earlier.exercises:
                yield earlier.exercises[id], earlier.self_checks

    @cached_property
    def _shipped(self) -> Mapping[str, Sequence[Exercise]]:
        """By id, as the library has each exercise, and as each of its agendas holds it."""
        library = load_library()
        found: dict[str, list[Exercise]] = {id: [known] for id, known in library.exercises.items()}
        for agenda in library.agendas:
            for id, known in library.bundle(agenda).exercises.items():
                found.setdefault(id, []).append(known)
        return found


@dataclass(frozen=True, slots=True)
class _Earlier:
    exercises: Mapping[str, Exercise]
    self_checks: Mapping[str, SelfCheck]


def _described(kept: JSON, planned: Bundle, held: Bundle, state: State) -> JSON:
    added = [one.content for one in state.added]
    known = {**planned.exercises, **{e.id: e for e in (load_addition(text).exercise for text in added)}}
    again: dict[str, JSON] = {}
    for id, exercise in held.exercises.items():
        if id not in known:
            same = (other for other, one in known.items() if one.prompts == exercise.prompts)
            again[id] = next(same, id)
    return {"bundle": kept, "added": cast(JSON, list(dict.fromkeys(added))), "again": again}


def _read(one: Mapping[str, JSON], words: Wording) -> _Earlier:
    plain, added, again = one["bundle"], one["added"], one["again"]
    assert isinstance(plain, dict) and isinstance(added, list) and isinstance(again, dict)
    bundle = load_bundle(plain, words)
    exercises, checks = dict(bundle.exercises), dict(bundle.self_checks)
    for text in added:
        addition = load_addition(str(text))
        exercises.setdefault(addition.exercise.id, addition.exercise)
        if addition.self_check:
            checks.setdefault(addition.self_check.id, addition.self_check)
    for id, same in again.items():
        if str(same) in exercises:
            exercises.setdefault(id, replace(exercises[str(same)], id=id))
    return _Earlier(exercises, checks)


def _released(left: Left, held: Bundle, state: State) -> dict[str, tuple[str, ...]]:
    """What the earlier group had released for its plans."""
    found: list[Shown] = []
    for id, exercise in held.exercises.items():
        rows = {row.id: row for row in left.in_figures.get((id, Audience.ROOM.value), ())}
        for prompt in exercise.form(Audience.ROOM):
            shown = for_the_facilitator(id, prompt, FormResponses(rows), state.arrangement, bare)
            if (id, prompt.id) in state.released and not isinstance(shown, Hidden):
                found.append(for_the_room(shown, state.notes_released))
    return by_place(found)
