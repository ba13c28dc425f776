"""Whether somebody may need care: from answers that an exercise marks so, while they are in memory.

Yes or no, and nothing else: no number, no form, no event in the logbook. Locked, nothing is known; unlocked
again, it is worked out anew from the forms that are open, and from those that were opened today.

What the facilitator has heard is kept as what had arrived by then, whatever it said: that tells nothing about
anybody, so that it may stay while locked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workshop.domain.answer import Answer
from workshop.domain.care import may_ask_for_care, needs_care
from workshop.domain.prompt import Prompt, from_plain
from workshop.library import Bundle

from .journal import Journal
from .live import LiveAnswers, is_submission_id_shaped
from .responses import Form


class Attention:
    def __init__(self, journal: Journal, answers: LiveAnswers) -> None:
        self._journal = journal
        self._answers = answers
        self._asked: dict[Form, tuple[Prompt, ...]] = {}
        """The prompts of each form that may ask for care."""
        self._heard: dict[Form, set[str]] = {}
        """Of each open form, the submission ids that had arrived when the facilitator last heard."""
        self._heard_openings: dict[str, int] = {}
        """The newest opening of each exercise's form of which everything was heard, and which has closed."""

    def arrange(self, bundle: Bundle) -> None:
        """Knows the marks of `bundle` from now on."""
        self._asked = {}
        for id, exercise in bundle.exercises.items():
            for prompt in filter(may_ask_for_care, exercise.prompts):
                form = (id, prompt.audience)
                self._asked[form] = (*self._asked.get(form, ()), prompt)

    @property
    def needed(self) -> bool:
        """Whether an answer waits that says so; never while locked, when no answers are held."""
        return any(self._waits(form, self._last_closed(form[0])) for form in self._in_sight())

    def hear(self) -> None:
        """The facilitator has seen it: only what comes later asks again."""
        for form in self._in_sight():
            exercise, _ = form
            if exercise in self._journal.state.opened:
                self._heard[form] = set(self._answers.of(form).rows)
            self._heard_openings[exercise] = self._last_closed(exercise)
        self._journal.tell("care")

    def arriving(self, form: Form, id: str, answers: Mapping[str, object]) -> None:
        """Before a response is held: one that was heard asks again only where it did not ask before."""
        before = self._answers.of(form).rows.get(id)
        if before is None or (self._asks(form, answers) and not self._asks(form, before.answers)):
            self._heard.get(form, set()).discard(id)

    def closing(self, exercise: str) -> None:
        """Before submission ids die: where everything was heard while the form was open, it stays heard."""
        forms = [form for form in self._asked if form[0] == exercise]
        opening = self._journal.state.openings.get(exercise, 0)
        was_heard = any(form in self._heard for form in forms) or self._heard_openings.get(exercise, 0) > 0
        waits = any(self._waits(form, opening - 1) for form in forms)
        if was_heard and not waits and self._answers.in_memory:
            self._heard_openings[exercise] = opening
        for form in forms:
            self._heard.pop(form, None)

    def _in_sight(self) -> Iterator[Form]:
        """The forms that are open or were opened today, and in which somebody could ask."""
        state, today = self._journal.state, self._journal.now.date()
        for form in self._asked:
            if form[0] in state.opened or state.opened_on.get(form[0]) == today:
                yield form

    def _last_closed(self, exercise: str) -> int:
        """The number of the form's newest opening that has closed."""
        state = self._journal.state
        return state.openings.get(exercise, 0) - (exercise in state.opened)

    def _waits(self, form: Form, last_closed: int) -> bool:
        """Whether somebody asks who was not heard; `last_closed`: the newest opening whose ids have died."""
        exercise, _ = form
        heard = self._heard.get(form, ())
        heard_openings = self._heard_openings.get(exercise, 0)
        opening = self._journal.state.openings.get(exercise, 0)

        def is_heard(id: str) -> bool:
            if is_submission_id_shaped(id):
                return id in heard or heard_openings >= opening
            return heard_openings >= last_closed

        rows = self._answers.of(form).rows.values()
        return any(self._asks(form, row.answers) for row in rows if not is_heard(row.id))

    def _asks(self, form: Form, answers: Mapping[str, object]) -> bool:
        for prompt in self._asked.get(form, ()):
            answer = from_plain(prompt, answers[prompt.id]) if prompt.id in answers else None
            if isinstance(answer, Answer) and needs_care(prompt, answer):
                return True
        return False
