"""Before a session begins: whether people are safe here, and what was added to the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from workshop.domain.agenda import Session
from workshop.domain.events import QUESTIONS, Readied, SessionAdded
from workshop.domain.exercise import Exercise
from workshop.library import Bundle, load_addition

from .values import NotNow, NotReady


def readied(at: datetime, answers: Mapping[str, bool], despite: str) -> Readied:
    """The five answers as an event. Raises NotNow where something is missing and no reason is given."""
    given = {question: answers.get(question, False) for question in QUESTIONS}
    if not all(given.values()) and not despite.strip():
        raise NotNow("Something is missing. Write down why you begin all the same, or wait.")
    return Readied(at=at, despite=despite.strip(), **given)


def check_ready(ready: Readied | None, session: Session, exercise: Exercise | None) -> None:
    """Nothing begins before the questions were answered, and depth 3 only with somebody for support.

    Raises NotReady and NotNow.
    """
    if ready is None:
        raise NotReady("Five questions come first: who and what is there, so that people are safe here.")
    if exercise and exercise.depth == 3 and not ready.support_person:
        raise NotNow(
            "“{title}” goes deep, and there is no support person. Leave it out, or bring one in and "
            "answer the questions again.",
            title=session.title,
        )


def with_added(planned: Bundle, added: Iterable[SessionAdded]) -> Bundle:
    """What was planned, with what was added to it, before any of it was moved."""
    bundle = planned
    for one in added:
        bundle = bundle.including(load_addition(one.content), one.day, one.before, one.minutes)
    return bundle
