"""Prints what many archives take to list and to compare: seconds, and the most memory that a process held.

python -m benchmarks.archives 300            in a folder of its own, which goes away
python -m benchmarks.archives 300 FOLDER     leaves the archives in FOLDER
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyrage  # type: ignore[import-untyped]  # it ships without types

from workshop.domain.agenda import Agenda, Session
from workshop.domain.disclosure import Hidden, disclose, in_fives
from workshop.domain.figure import Bars, Figure, Grid, GridRow, Note, Notes, Order, Spread, Tally
from workshop.domain.outcomes import ELEMENTS, pairs
from workshop.domain.prompt import (
    Audience,
    ChoicePrompt,
    MatrixPrompt,
    MultiPrompt,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
)
from workshop.export import (
    Archive,
    ArchivedCount,
    ArchivedDay,
    ArchivedSession,
    BeforeAfter,
    Commitment,
    PlanElement,
    archive_file,
)
from workshop.library import Library, load_library
from workshop.room import Shown
from workshop.wording import ENGLISH

FOLLOW_UP = "follow-up-meetings"
_PROMISES = (
    "Nobody answers the night line alone",
    "One hour in the week without a telephone",
    "We ask each other on Fridays how it is",
    "The driver sleeps before long ways",
    "Thirty in a hundred of the training budget go to care",
)


def archives(count: int) -> Iterator[Archive]:
    """Made-up archives, the same each time: workshops of every agenda, most of them with follow-ups."""
    library = load_library()
    agendas = [agenda for id, agenda in sorted(library.agendas.items()) if id != FOLLOW_UP]
    made = 0
    for number in range(count):
        rng = random.Random(number)
        series, people = f"{rng.getrandbits(64):016x}", rng.randint(4, 26)
        promised = tuple(rng.sample(_PROMISES, rng.randint(1, 4)))
        agenda = library.agenda("three-day-holistic") if number == 0 else rng.choice(agendas)
        rounds = 1 + (2 if number == 0 else rng.choice((0, 1, 1, 2)))
        for round in range(rounds):
            if made == count:
                return
            made += 1
            months = 24300 + number % 36 + (0, 1, 3)[round]
            yield _archive(
                library,
                library.agenda(FOLLOW_UP) if round else agenda,
                max(0, people - rng.randint(0, 3) * round),
                rng,
                series=series,
                round=round,
                month=f"{months // 12:04}-{months % 12 + 1:02}",
                commitments=tuple(
                    Commitment(text, rng.choice(("kept", "kept", "partly", "changed", "")) if round else "")
                    for text in promised
                ),
            )


def _archive(
    library: Library,
    agenda: Agenda,
    people: int,
    rng: random.Random,
    *,
    series: str,
    round: int,
    month: str,
    commitments: tuple[Commitment, ...],
) -> Archive:
    ids = [s.exercise for day in agenda.days for s in day.sessions if s.exercise]
    exercises = {id: library.exercises[id] for id in dict.fromkeys([*ids, "evaluation"])}
    figures = {
        (id, prompt.id): Shown(id, prompt, figure, at_least=False)
        for id, exercise in exercises.items()
        for prompt in exercise.form(Audience.ROOM)
        if (figure := _figure(prompt, people, rng)) is not None
    }
    asked = [prompt for exercise, prompt in figures if exercise == "evaluation"]
    return Archive(
        agenda=agenda.id,
        title=agenda.title,
        month=month,
        days=tuple(
            ArchivedDay(day.title, tuple(_session(session, rng) for session in day.sessions))
            for day in agenda.days
        ),
        counts=tuple(
            ArchivedCount(id, exercise.title, in_fives(id, people - rng.randint(0, 2)))
            for id, exercise in exercises.items()
            if exercise.form(Audience.ROOM)
        ),
        figures=tuple(figures.values()),
        group=(),
        plans=in_fives("plans", people),
        series=series,
        round=round,
        pairs=tuple(
            BeforeAfter(said, figures["evaluation", before], figures["evaluation", after])
            for said, before, after in pairs(asked)
        ),
        commitments=commitments,
        elements=tuple(
            PlanElement(one.path, one.label, in_fives(one.path, rng.randint(0, people))) for one in ELEMENTS
        ),
    )


def _session(session: Session, rng: random.Random) -> ArchivedSession:
    planned = session.minutes.planned
    took = None if rng.random() < 0.08 else max(1, planned + round(rng.gauss(2, 6)))
    change = "dropped" if took is None else ""
    return ArchivedSession(
        session.id, session.exercise or "", session.title, session.kind, planned, took, change
    )


def _figure(prompt: Prompt, people: int, rng: random.Random) -> Figure | None:
    """What `people` might have answered, as it may be shown; None for what is hidden or not drawn here."""
    match prompt:
        case ScalePrompt():
            later = prompt.id.endswith("-after")
            told = [_around(3.6 if later else 2.6, prompt.lowest, prompt.highest, rng) for _ in range(people)]
            values = range(prompt.lowest, prompt.highest + 1)
            cells = tuple(Tally(str(value), str(value), told.count(value)) for value in values)
            figure: Figure = Spread(people, cells, prompt.low, prompt.high)
        case ChoicePrompt() | MultiPrompt():
            ticked = [rng.choice(prompt.options).id for _ in range(people)]
            figure = Bars(
                people, tuple(Tally(one.id, one.label, ticked.count(one.id)) for one in prompt.options)
            )
        case RankingPrompt():
            figure = Order(
                people, tuple(Tally(one.id, one.label, rng.randint(0, people)) for one in prompt.options)
            )
        case MatrixPrompt() if prompt.cell == "mark":
            figure = Grid(people, tuple(c.label for c in prompt.columns), tuple(_rows(prompt, people, rng)))
        case TextPrompt():
            figure = Notes(people, tuple(Note(f"n{n}", rng.choice(_PROMISES)) for n in range(3)))
        case _:
            return None
    shown = disclose(figure, sensitive=prompt.sensitive)
    return None if isinstance(shown, Hidden) else shown


def _around(middle: float, low: int, high: int, rng: random.Random) -> int:
    return min(high, max(low, round(rng.gauss(middle, 0.9))))


def _rows(prompt: MatrixPrompt, people: int, rng: random.Random) -> Iterator[GridRow]:
    for row in prompt.rows:
        ticked = [rng.choice(prompt.columns).id for _ in range(people)]
        cells = (Tally(f"{row.id}.{one.id}", one.label, ticked.count(one.id)) for one in prompt.columns)
        yield GridRow(row.label, tuple(cells))


def write(folder: Path, count: int) -> None:
    """The archives, sealed, and the key that opens them."""
    key = pyrage.x25519.Identity.generate()
    (folder / "key.txt").write_text(f"{key}\n", encoding="ascii")
    for number, archive in enumerate(archives(count), start=1):
        sealed = archive_file(archive, ENGLISH, (str(key.to_public()),))
        (folder / f"{number:03}.zip.age").write_bytes(sealed)


def measured(*arguments: str) -> str:
    """Seconds and MiB of one command, in a process of its own."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "workshop", *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{arguments} ended with {child.returncode}")
    return f"{time.perf_counter() - began:6.2f} s   at most {used.ru_maxrss // 1024} MiB"


def main(count: int, folder: Path) -> None:
    began = time.perf_counter()
    write(folder, count)
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1024**2
    print(f"{count} archives made{' ' * 20}{time.perf_counter() - began:6.2f} s   {size:.0f} MiB", flush=True)
    with tempfile.TemporaryDirectory() as out:
        for action in ("list", "check", "compare", "compare --out"):
            name, *more = action.split()
            where = [*more, f"{out}/together"] if more else []
            used = measured("archives", name, str(folder), "--identity", str(folder / "key.txt"), *where)
            print(f"archives {action:26} {used}", flush=True)


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    if len(sys.argv) > 2:
        chosen = Path(sys.argv[2])
        chosen.mkdir(parents=True)
        main(wanted, chosen)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(wanted, Path(temporary))
