"""Plan codes at work: deriving their keys, tickets for adding, and reading a plan for one moment."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from workshop.domain.answer import Answer
from workshop.domain.comparing_plans import Since, since
from workshop.domain.plan import Plan, assemble, filled_places
from workshop.domain.prompt import Prompt
from workshop.domain.referral import Contacts
from workshop.domain.score import Result, values
from workshop.export import Edition
from workshop.room import Entry, Room
from workshop.vault import (
    JSON,
    BadPlanCode,
    PlanCode,
    PlanKey,
    derive,
    open_entry,
    sign,
    text_of,
    unwrap,
    verify,
)
from workshop.wording import mark

from .steps import Step
from .visit import Visit

UNKNOWN_CODE = mark("No plan here opens with this code. Please compare it with your card.")

AT_ONCE = 2
"""Derivations at the same time: each takes 32 MiB and a core."""

MOST_IN_LINE = 40
"""From one address: a whole room may share it, and nobody else waits for one phone's thousands."""


class TooMany(Exception):
    """So many codes from one address are being worked on that another one may not join the line."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Leave to add to one plan, and to read nothing. Both base64url."""

    slot: str
    public_key: str


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan as its owner reads it."""

    plan: Plan
    answers: Mapping[str, object]
    """By "exercise/prompt", as JSON."""
    group: Mapping[str, tuple[str, ...]]
    edition: Edition
    """Which version this is, as it is on this day."""
    results: tuple[Result, ...] = ()
    """What self-checks say, for this one reading."""
    contacts: Contacts | None = None
    """Where people can find help, as of today."""
    since: Since | None = None
    """What has changed since the last version; None where no earlier one is kept."""
    versions: tuple[Mapping[str, object], ...] = ()
    """The answers of earlier versions, oldest first."""


class Keys:
    def __init__(self, room: Room) -> None:
        self._room = room
        self._deriving = asyncio.Semaphore(AT_ONCE)
        self._in_line: Counter[str] = Counter()

    @contextlib.contextmanager
    def in_line(self, address: str) -> Iterator[None]:
        """Around everything that needs a derivation. Raises TooMany."""
        if self._in_line[address] >= MOST_IN_LINE:
            raise TooMany
        self._in_line[address] += 1
        try:
            yield
        finally:
            self._in_line[address] -= 1
            # An address is forgotten as soon as nothing of it waits.
            self._in_line += Counter()

    async def derive(self, code: PlanCode) -> PlanKey:
        async with self._deriving:
            return await asyncio.to_thread(derive, code, self._room.vault.header.plan_salt)

    async def typed(self, visit: Visit, *, known: bool = True) -> PlanKey | str:
        """The key of the code that was typed, or one kind sentence; `known`: for a plan that is here."""
        try:
            code = PlanCode.parse(visit.field("_code"))
        except BadPlanCode as bad:
            return visit.words.say(bad.english, **bad.values)
        key = await self.derive(code)
        return visit.words.say(UNKNOWN_CODE) if known and not self.knows(key) else key

    async def begin(self) -> tuple[PlanCode, PlanKey]:
        """A fresh code with its plan, durable on return. Raises NoRoom."""
        code = PlanCode.new()
        key = await self.derive(code)
        await self._room.plans.begin(text_of(key.slot), text_of(key.public_key))
        return code, key

    def knows(self, key: PlanKey) -> bool:
        """Whether a plan was begun with this key's code."""
        return self._room.plans.get(text_of(key.slot)) is not None

    def cookie(self, key: PlanKey) -> str:
        return sign(key.slot, key.public_key, self._room.ticket_key)

    def ticket(self, cookie: str) -> Ticket | None:
        found = verify(cookie, self._room.ticket_key) if cookie.isascii() else None
        if found is None:
            return None
        ticket = Ticket(text_of(found[0]), text_of(found[1]))
        return ticket if self._room.plans.get(ticket.slot) else None

    async def keep(self, ticket: Ticket, step: Step, answers: Mapping[str, Answer]) -> None:
        """Raises NoRoom."""
        entries = [
            Entry(ticket.slot, ticket.public_key, step.exercise.id, prompt, answer)
            for prompt, answer in answers.items()
        ]
        await self._room.plans.keep(entries)

    async def begin_at(self, slot: bytes, public_key: bytes) -> str | None:
        """A plan whose code a phone has made for itself, durable on return: the cookie for adding to it.

        None where the slot is another plan's. Raises NoRoom.
        """
        where = Ticket(text_of(slot), text_of(public_key))
        await self._room.plans.begin(where.slot, where.public_key)
        kept = self._room.plans.get(where.slot)
        if kept is None or kept.public_key != where.public_key:
            return None
        return sign(slot, public_key, self._room.ticket_key)

    def cookie_of(self, slot: str) -> str | None:
        """The cookie for adding to the plan in `slot`; None where there is none."""
        kept = self._room.plans.get(slot)
        return sign(unwrap(slot), unwrap(kept.public_key), self._room.ticket_key) if kept else None

    async def keep_sealed(
        self, ticket: Ticket, step: Step, entries: Mapping[str, bytes], counter: int
    ) -> None:
        """Raises NoRoom."""
        await self._room.plans.keep_sealed(ticket.slot, step.exercise.id, entries, counter)

    async def take_out(self, ticket: Ticket, step: Step, prompts: Collection[str] | None = None) -> None:
        """Only what answers `prompts`, where they are given. Raises NoRoom."""
        await self._room.plans.take_out(ticket.slot, step.exercise.id, prompts)

    def has_earlier(self, ticket: Ticket, step: Step) -> bool:
        """Whether an earlier version of the plan holds something of the step."""
        kept = self._room.plans.get(ticket.slot)
        names = {f"{step.exercise.id}/{prompt.id}" for prompt in step.prompts}
        return kept is not None and any(names & version.keys() for version in kept.versions)

    def read(self, key: PlanKey) -> OpenPlan:
        """Raises KeyError for a code whose plan was never begun."""
        sealed = self._room.plans.get(text_of(key.slot))
        if sealed is None:
            raise KeyError(key.slot)
        answers = _opened(key, sealed.entries)
        entries = self._entries(answers)
        checked: dict[str, dict[str, Answer]] = {}
        for name, (_, answer) in entries.items():
            exercise, _, prompt = name.partition("/")
            checked.setdefault(exercise, {})[prompt] = answer
        versions = tuple(_opened(key, version) for version in sealed.versions)
        earlier = [filled_places(self._entries(version).values()) for version in versions]
        group = self._room.figures.for_plans()
        results = (self.result(exercise, found) for exercise, found in checked.items())
        return OpenPlan(
            assemble(entries.values(), group),
            answers,
            group,
            Edition(sealed.number, self._room.now.date()),
            tuple(result for result in results if result is not None),
            self._room.contacts,
            since(earlier, filled_places(entries.values())) if earlier else None,
            versions,
        )

    def _entries(self, answers: Mapping[str, object]) -> dict[str, tuple[Prompt, Answer]]:
        """Those of the answers whose prompt is known, in their order."""
        found: dict[str, tuple[Prompt, Answer]] = {}
        for name, plain in answers.items():
            read = self._room.exercises.read(name, plain)
            if read is not None:
                found[name] = read
        return found

    def result(self, exercise: str, answers: Mapping[str, Answer]) -> Result | None:
        """What a self-check says about these answers; None for an exercise that has none, or too few answers.

        It is worked out for the one page that shows it, and kept nowhere.
        """
        check = self._room.exercises.self_check(exercise)
        return check.read(values(answers)) if check else None


def _opened(key: PlanKey, entries: Mapping[str, str]) -> dict[str, object]:
    """What sealed entries say, the newest last: where two fill one place of the plan, it holds."""
    opened: list[tuple[int, str, JSON]] = []
    for name, entry in entries.items():
        # A damaged entry must not keep the others from their owner.
        with contextlib.suppress(ValueError):
            counter, plain = open_entry(key.private_key, unwrap(entry))
            opened.append((counter, name, plain))
    return {name: plain for _, name, plain in sorted(opened, key=lambda one: one[0])}


def ticket_of(key: PlanKey) -> Ticket:
    return Ticket(text_of(key.slot), text_of(key.public_key))
