"""Archives that were kept, laid side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workshop.wording import Wording

from .figures import HIDDEN
from .reading import ReadArchive

Numbers = Mapping[tuple[str, ...], int | None]
"""Counts by what they count: (exercise), (exercise, question, row, label); None is hidden."""


def compare_archives(archives: Mapping[str, ReadArchive], words: Wording) -> str:
    """What the archives count, side by side, for everything that at least two of them have."""
    columns = list(archives.values())
    lines = [
        f"{number}  {name}  {words.say(one.title)}  {one.month}"
        for number, (name, one) in enumerate(archives.items(), start=1)
    ]
    few, not_held = words.say("fewer than 5"), words.say("not held")
    plans = [few if one.plans is None else str(one.plans) for one in columns]
    lines += ["", f"{words.say('Plans begun')}: {' | '.join(plans)}"]
    for title, numbers, hidden in (
        (words.say("How many answered"), [_answers(one) for one in columns], few),
        (words.say("Minutes beyond the plan"), [_drifts(one) for one in columns], not_held),
        (words.say("What the rooms said"), [_cells(one) for one in columns], HIDDEN),
    ):
        rows = list(_side_by_side(numbers, hidden, words))
        if rows:
            lines += ["", title, "-" * len(title), *rows]
    return "\n".join(lines)


def _side_by_side(numbers: list[Numbers], hidden: str, words: Wording) -> Iterator[str]:
    for name in dict.fromkeys(name for each in numbers for name in each):
        if sum(name in each for each in numbers) < min(2, len(numbers)):
            continue
        cells = (_cell(each[name], hidden) if name in each else "–" for each in numbers)
        label = " / ".join(words.say(part) for part in name if part)
        yield f"{label}: {' | '.join(cells)}"


def _cell(number: int | None, hidden: str) -> str:
    return hidden if number is None else str(number)


def _answers(archive: ReadArchive) -> Numbers:
    return {(count.title,): count.answers for count in archive.counts}


def _drifts(archive: ReadArchive) -> Numbers:
    """Minutes beyond the plan, by day and session; None for a session that was not held."""
    return {(day.title, one.title): one.drift for day in archive.days for one in day.sessions}


def _cells(archive: ReadArchive) -> Numbers:
    return {
        (figure.ask, cell.row, cell.label): cell.count for figure in archive.figures for cell in figure.cells
    }
