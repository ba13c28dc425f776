"""Small archives of one series or of several, for what is said over many."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.domain.figure import Spread, Tally
from workshop.domain.prompt import Audience, ScalePrompt
from workshop.export import (
    Archive,
    ArchivedCount,
    ArchivedDay,
    ArchivedSession,
    ArchivedTexts,
    BeforeAfter,
    Commitment,
    Kept,
    PlanElement,
    archive_file,
    kept,
    read_archive,
)
from workshop.room import Shown
from workshop.wording import ENGLISH

STATEMENT = "I know my main risks"
SERIES = "00112233445566aa"


def weighed(id: str, counts: Sequence[int | None], answers: int) -> Shown:
    """A scale from one to five with so many at each value; None is hidden."""
    prompt = ScalePrompt(
        id=id, audience=Audience.ROOM, ask=f"{id}?", lowest=1, highest=5, low="Not true", high="Very true"
    )
    values = tuple(Tally(str(value), str(value), count) for value, count in enumerate(counts, 1))
    return Shown("evaluation", prompt, Spread(answers, values, prompt.low, prompt.high), at_least=False)


def small_archive(
    *,
    series: str = SERIES,
    round: int = 0,
    agenda: str = "three-day-holistic",
    month: str = "2026-10",
    before: Sequence[int | None] = (5, 5, 0, 0, 0),
    after: Sequence[int | None] = (0, 0, 0, 5, 5),
    answers: int = 10,
    took: int | None = 32,
    states: Sequence[str] = (),
    plans: int | None = 10,
    text: str = "Nobody travels alone",
) -> Archive:
    """One session of twenty minutes, one statement, one element of plans, a commitment for each state."""
    pair = BeforeAfter(
        STATEMENT, weighed("risks-before", before, answers), weighed("risks-after", after, answers)
    )
    return Archive(
        agenda=agenda,
        title=f"Agenda {agenda}",
        month=month,
        days=(
            ArchivedDay(
                "Day one",
                (
                    ArchivedSession("risks", "risk-matrix", "Risk matrix", "exercise", 20, took),
                    ArchivedSession("lunch", "", "Lunch", "meal", 60, 75),
                ),
            ),
        ),
        counts=(ArchivedCount("evaluation", "Evaluation", answers // 5 * 5 or None),),
        figures=(pair.before, pair.after),
        group=(ArchivedTexts("P12.agreement", "We speak freely here if…", (text,)),),
        plans=plans,
        series=series,
        round=round,
        pairs=(pair,),
        commitments=tuple(Commitment(f"{text} {n}", state) for n, state in enumerate(states)),
        elements=(PlanElement("check-in", "A check-in protocol", plans),),
    )


def kept_of(file: str, archive: Archive) -> Kept:
    """What stays of an archive that was written and read."""
    return kept(file, read_archive(archive_file(archive, ENGLISH)), sealed=False)
