"""The answers to all forms while the room is live: in memory while unlocked, joined with the book's.

Submission ids of open forms and how many answered closed ones are kept while locked, too: no words, so that
people can still change and withdraw, and the console can still count.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping

from workshop.domain.prompt import Audience
from workshop.library import Bundle
from workshop.vault import JSON, Book, StoredResponse

from .responses import Form, FormResponses


class LiveAnswers:
    def __init__(self, bundle: Bundle, rng: random.Random) -> None:
        self._forms: tuple[Form, ...] = ()
        self.arrange(bundle)
        self._rng = rng
        self._responses: dict[Form, FormResponses] = {}
        self._ids: dict[Form, set[str]] = {}
        self._counts: dict[Form, int] = {}

    def arrange(self, bundle: Bundle) -> None:
        """Knows the forms of `bundle` from now on."""
        self._forms = tuple(_forms(bundle))

    @property
    def in_memory(self) -> bool:
        """Whether anything that people wrote is held."""
        return bool(self._responses)

    def of(self, form: Form) -> FormResponses:
        return self._responses.get(form, FormResponses())

    def came(self, form: Form, id: str) -> None:
        """A response to an open form arrived; what it says is not held."""
        self._ids.setdefault(form, set()).add(id)

    def put(self, form: Form, id: str, answers: dict[str, JSON], *, sealed: bool) -> None:
        """Holds what a response says; it is part of no figure yet."""
        self._responses.setdefault(form, FormResponses()).put(StoredResponse(id, answers, 0, sealed))

    def drop(self, form: Form, id: str) -> None:
        self._ids.get(form, set()).discard(id)
        self.of(form).drop(id)

    def arrived(self, form: Form) -> int:
        """Responses to an open form since it was opened."""
        return len(self._ids.get(form, ()))

    def counted(self, form: Form) -> int:
        """How many answered a closed form."""
        return self._counts.get(form, 0)

    def close(self, exercise: str) -> None:
        """The submission ids of a form's opening die."""
        for form in [form for form in self._ids if form[0] == exercise]:
            del self._ids[form]

    def forget(self) -> None:
        """What people wrote goes from memory."""
        self._responses.clear()

    def settle(self, book: Book, closed: Collection[str]) -> None:
        """In the book: of closed forms, submission ids die, and who may join the figure joins."""
        for exercise, audience in self._forms:
            if exercise not in closed:
                continue
            if any(map(is_submission_id_shaped, _rows(book, exercise, audience))):
                book.strip(exercise, is_submission_id_shaped)
            stored = FormResponses(_rows(book, exercise, audience))
            joining = stored.joining(audience, self._rng)
            if joining:
                book.set_batches(exercise, audience.value, joining, stored.batches + 1)

    def load(self, book: Book, opened: Collection[str]) -> None:
        """All answers from the book, and those of open forms that came while it was being written."""
        before = self._responses
        self._responses = {}
        for form in self._forms:
            rows = _rows(book, *form)
            if form[0] in opened:
                live = self._ids.setdefault(form, {id for id in rows if is_submission_id_shaped(id)})
                newer = before.get(form, FormResponses()).rows
                rows |= {id: row for id, row in newer.items() if id in live}
                rows = {id: row for id, row in rows.items() if not is_submission_id_shaped(id) or id in live}
            self._responses[form] = FormResponses(rows)
            self._counts[form] = self._responses[form].most_answers

    def stand(self, counts: Mapping[Form, int]) -> None:
        """How many answered each form, since the answers were destroyed."""
        self._counts.update(counts)


def is_submission_id_shaped(id: str) -> bool:
    """Submission ids carry their proof behind a dot; the ids that take their place have none."""
    return "." in id


def _forms(bundle: Bundle) -> Iterator[Form]:
    """Every form that responses may come to: for the room, and for the facilitator."""
    for id, exercise in bundle.exercises.items():
        for audience in exercise.audiences:
            if audience is not Audience.MINE:
                yield id, audience


def _rows(book: Book, exercise: str, audience: Audience) -> dict[str, StoredResponse]:
    return {row.id: row for row in book.responses(exercise, audience.value)}
