"""Many documents at once: each in its place, one that fails stops no other, and nothing stays behind."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.export.press import RENEWED_AFTER, Job, PressFailed, press_apart, press_many

from .reading import needs_pdftotext, pdf_text

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#if data == "no number" { 1 + data }
#if data == "more than there is" { "a" * 9999999999999 }
#let turns = range(9999)
#if data == "for ever" { for a in turns { for b in turns { for c in turns { let d = a + b + c } } } }
#data
"""
CHILDREN = Path("/proc/self/task")
needs_proc = pytest.mark.skipif(not CHILDREN.exists(), reason="there is no /proc that tells of children")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "paper.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def _children() -> set[int]:
    found: set[int] = set()
    for path in CHILDREN.glob("*/children"):
        # A thread may end between being listed and being read.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            found |= {int(child) for child in path.read_text(encoding="ascii").split()}
    return found


def _text(made: bytes | PressFailed) -> str:
    return "failed" if isinstance(made, PressFailed) else pdf_text(made).strip()


@needs_pdftotext
@pytest.mark.parametrize("broken", ["no number", "more than there is", "for ever"])
def test_what_cannot_be_set_stops_no_other(template: Path, broken: str) -> None:
    """A mistake, a worker that dies of it, and one that never ends."""
    texts = ["one", "two", broken, "three", broken, *(f"and {n}" for n in range(20))]
    told: list[int] = []
    jobs = [Job(template, json.dumps(text)) for text in texts]
    made = list(press_many(jobs, told.append, patience=5))
    assert [_text(one) for one in made] == ["failed" if text == broken else text for text in texts]
    assert told == list(range(1, len(texts) + 1))


@needs_pdftotext
def test_what_failed_before_it_came_keeps_its_place(template: Path) -> None:
    jobs: list[Job | PressFailed] = [Job(template, '"one"'), PressFailed(), Job(template, '"three"')]
    assert [_text(one) for one in press_many(jobs)] == ["one", "failed", "three"]


def test_one_that_fails_says_nothing_of_what_was_in_it(template: Path) -> None:
    with pytest.raises(PressFailed) as failed:
        press_apart(template, '"no number"')
    assert str(failed.value) == ""


@needs_proc
@needs_pdftotext
def test_a_worker_that_is_taken_away_is_replaced(template: Path) -> None:
    before = _children()

    def take_away(done: int) -> None:
        if done == 3:
            for child in _children() - before:
                os.kill(child, signal.SIGKILL)

    texts = [str(n) for n in range(20)]
    made = press_many([Job(template, json.dumps(text)) for text in texts], take_away)
    assert [_text(one) for one in made] == texts


@needs_proc
def test_the_workers_end_with_the_batch(template: Path) -> None:
    before = _children()
    for _ in press_many([Job(template, '"one"')] * 5):
        assert _children() > before
    assert _children() == before
    made = press_many([Job(template, '"one"')] * 5)
    next(made)
    assert isinstance(made, Iterator)
    made.close()  # type: ignore[attr-defined]
    assert _children() == before, "also where the caller stops asking"


def test_jobs_are_taken_as_they_are_needed(template: Path) -> None:
    taken: list[int] = []

    def jobs() -> Iterator[Job]:
        for number in range(1000):
            taken.append(number)
            yield Job(template, str(number))

    made = press_many(jobs())
    next(made)
    assert len(taken) < 100


@needs_proc
def test_a_worker_makes_room_for_a_new_one(template: Path) -> None:
    """What Typst keeps grows with each document: memory stays flat because no worker sets too many."""
    before = _children()
    seen: set[int] = set()
    count = 5 * RENEWED_AFTER * (os.cpu_count() or 1)
    for _ in press_many([Job(template, '"one"')] * count, lambda _: seen.update(_children() - before)):
        pass
    assert len(seen) >= 5
