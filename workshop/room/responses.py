"""The answers of the room while it is unlocked, and which of them are part of a figure.

    pending --(first close)--> all shown
    pending --(later close)--> shown in shuffled threes, up to two wait

The first figure takes everyone, later ones take threes: comparing a figure with the one before it never
tells what a single late answer said. Prompts may be skipped, so each counts its own threes. The figure of
a sensitive prompt is shown once and then stands still: what has changed between two of them would be a
figure of the few who came late, and a cell that hides the second time is known from the first.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from workshop.domain.answer import Answer, Refused
from workshop.domain.disclosure import PEOPLE
from workshop.domain.prompt import Audience, Prompt, from_plain
from workshop.vault import StoredResponse

Form = tuple[str, Audience]
Shares = tuple[list[tuple[str, Answer]], list[tuple[str, Answer]]]
"""The answers in a prompt's figure, and those of later batches that are too few to join it."""
THREES = 3


@dataclass(slots=True)
class FormResponses:
    """All responses to one form, by their ids."""

    rows: dict[str, StoredResponse] = field(default_factory=dict)
    """Changed by `put` and `drop` only."""
    _read: dict[str, Shares] = field(default_factory=dict)
    """By prompt, what was read of the rows: every surface asks for every figure again and again."""

    _until: dict[int, FormResponses] = field(default_factory=dict)

    def put(self, row: StoredResponse) -> None:
        self.rows[row.id] = row
        self._read.clear()
        self._until.clear()

    def drop(self, id: str) -> None:
        self.rows.pop(id, None)
        self._read.clear()
        self._until.clear()

    @property
    def waiting(self) -> list[str]:
        return [row.id for row in self.rows.values() if row.batch == 0]

    @property
    def batches(self) -> int:
        return max((row.batch for row in self.rows.values()), default=0)

    @property
    def most_answers(self) -> int:
        """The answers to the most answered prompt; a form that was opened twice has two responses of many."""
        return max(
            Counter(prompt for row in self.rows.values() for prompt in row.answers).values(), default=0
        )

    def joining(self, audience: Audience, rng: random.Random) -> list[str]:
        """The ids that may join the figure now: everyone the first time, shuffled threes later.

        What is for the facilitator alone joins at once: one person's need is meant to be met.
        """
        waiting = self.waiting
        rng.shuffle(waiting)
        if self.batches == 0 or audience is Audience.FACILITATOR:
            return waiting
        return waiting[: len(waiting) // THREES * THREES]

    def until(self, batch: int) -> FormResponses:
        """The responses as they were when `batch` was the newest."""
        if batch not in self._until:
            rows = {id: row for id, row in self.rows.items() if 0 < row.batch <= batch}
            self._until[batch] = FormResponses(rows)
        return self._until[batch]

    def answers(self, prompt: Prompt) -> Iterable[tuple[str, Answer]]:
        """The answers to one prompt that are part of its figure, each with its response's random id."""
        return self._shares(prompt)[0]

    def has_more(self, prompt: Prompt) -> bool:
        """Whether later answers wait to become part of the prompt's figure."""
        return bool(self.waiting or self._shares(prompt)[1])

    def _shares(self, prompt: Prompt) -> Shares:
        if prompt.id not in self._read:
            self._read[prompt.id] = self._read_shares(prompt)
        return self._read[prompt.id]

    def _read_shares(self, prompt: Prompt) -> Shares:
        facilitator = prompt.audience is Audience.FACILITATOR
        # Shown in full: one person's need is meant to be met.
        least = 1 if facilitator else THREES
        stands_still = prompt.sensitive and not facilitator
        by_batch: defaultdict[int, list[tuple[str, Answer]]] = defaultdict(list)
        for row in self.rows.values():
            if row.batch > 0 and prompt.id in row.answers:
                answer = from_plain(prompt, row.answers[prompt.id])
                if answer is not None and not isinstance(answer, Refused):
                    by_batch[row.batch].append((row.id, answer))
        seen_from = max(PEOPLE, prompt.at_least)
        joined: list[tuple[str, Answer]] = []
        late: list[tuple[str, Answer]] = []
        for batch in sorted(by_batch):
            late += by_batch[batch]
            # Below that no figure was ever seen that the next one could be compared with.
            if len(joined) < seen_from or (len(late) >= least and not stands_still):
                joined += late
                late = []
        return joined, late
