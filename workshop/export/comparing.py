"""Many archives side by side: only numbers are kept of each, so that three hundred take little memory.

What an archive hides stays hidden. Nothing is summed over a hidden number, and cells of figures are never
added up at all. Where two rounds of a series asked the same of nearly as many people, the cells of the later
round are hidden: what lies between the two could be one person's answer. A workshop that stands in two files
counts once. Nothing compares trainers, places or people: no archive knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from statistics import median
from sys import intern

from workshop.domain.disclosure import PEOPLE

from .plots import MOST_ROWS
from .reading import ReadArchive, ReadFigure, ReadPair

SHORTER = 5
"""Minutes under its plan from which on a session counts as shortened."""
STATES = ("kept", "partly", "changed", "")
"""What became of a commitment; the last stands for no word."""


@dataclass(frozen=True, slots=True)
class KeptSession:
    day: str
    id: str
    exercise: str
    """Its id; for archives of version 1 the one that the counts have for this title, or the title itself."""
    title: str
    kind: str
    planned: int
    took: int | None
    change: str

    @property
    def drift(self) -> int | None:
        """Minutes beyond the plan."""
        return None if self.took is None else self.took - self.planned


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays of one archive while others are read: its numbers, and the texts that name them."""

    file: str
    sealed: bool
    version: int
    series: str
    round: int
    agenda: str
    title: str
    month: str
    plans: int | None
    counts: tuple[tuple[str, str, int | None], ...]
    """Exercise, title, answers."""
    sessions: tuple[KeptSession, ...]
    pairs: tuple[ReadPair, ...]
    figures: tuple[ReadFigure, ...]
    """Without their texts."""
    commitments: tuple[tuple[str, str], ...]
    """Text and state."""
    elements: tuple[tuple[str, str, int | None], ...]
    """Path, label, how many plans at least."""

    @property
    def answered(self) -> int | None:
        """How many answered the form that most answered; None where it is hidden."""
        return max((answers for _, _, answers in self.counts if answers is not None), default=None)


@dataclass(frozen=True, slots=True)
class Many:
    """Archives that can be compared, series by series, and those that were left out."""

    archives: tuple[Kept, ...]
    twice: tuple[tuple[str, str], ...]
    """A file that holds the same workshop as another, and that other."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Then and today for one statement, over the workshops of one agenda and time."""

    title: str
    when: str
    """A month, as 2026-10, a year, or nothing."""
    workshops: int
    hidden: int
    """Workshops whose numbers are hidden: they are in none of the others."""
    before: float
    after: float
    answers: int


@dataclass(frozen=True, slots=True)
class Drifted:
    """How an exercise went over all workshops that planned it."""

    exercise: str
    title: str
    planned: int
    held: int
    shortened: int
    drift: float | None
    """Median minutes beyond the plan; None where it was never held."""


@dataclass(frozen=True, slots=True)
class Promised:
    """Commitments of a series, or of several, at one of its follow-ups; `counts` as in STATES."""

    title: str
    when: str
    round: int
    series: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Had:
    """How many plans have an element, at least; series in which that is hidden are not in it."""

    path: str
    label: str
    plans: int
    workshops: int
    hidden: int


def kept(file: str, read: ReadArchive, *, sealed: bool) -> Kept:
    """The numbers of an archive; texts that come again in others are held once."""
    ids = {one.title: one.exercise for one in read.counts}
    return Kept(
        file=file,
        sealed=sealed,
        version=read.version,
        series=read.series,
        round=read.round,
        agenda=intern(read.agenda),
        title=intern(read.title),
        month=read.month,
        plans=read.plans,
        counts=tuple((intern(one.exercise), intern(one.title), one.answers) for one in read.counts),
        sessions=tuple(
            KeptSession(
                day=intern(day.title),
                id=intern(one.id),
                exercise=intern(one.exercise or _exercise_of(one.title, one.kind, ids)),
                title=intern(one.title),
                kind=intern(one.kind),
                planned=one.planned,
                took=one.took,
                change=intern(one.change),
            )
            for day in read.days
            for one in day.sessions
        ),
        pairs=tuple(replace(pair, statement=intern(pair.statement)) for pair in read.pairs),
        figures=tuple(_without_texts(figure) for figure in read.figures),
        commitments=tuple((one.text, intern(one.state)) for one in read.commitments),
        elements=tuple((intern(one.path), intern(one.label), one.plans) for one in read.elements),
    )


def _exercise_of(title: str, kind: str, ids: dict[str, str]) -> str:
    return ids.get(title, title) if kind == "exercise" else ""


def _without_texts(figure: ReadFigure) -> ReadFigure:
    return replace(
        figure,
        exercise=intern(figure.exercise),
        prompt=intern(figure.prompt),
        ask=intern(figure.ask),
        kind=intern(figure.kind),
        cells=tuple(
            replace(cell, id=intern(cell.id), row=intern(cell.row), label=intern(cell.label))
            for cell in figure.cells
        ),
        texts=(),
    )


def in_series(archives: Iterable[Kept]) -> tuple[Kept, ...]:
    """Series by series, the one that began first before the others, in order of rounds."""
    found = tuple(archives)
    begins: dict[str, tuple[str, str]] = {}
    for one in found:
        begins[_series(one)] = min(begins.get(_series(one), (one.month, one.file)), (one.month, one.file))
    return tuple(sorted(found, key=lambda one: (begins[_series(one)], _series(one), one.round, one.file)))


def laid_together(archives: Iterable[Kept]) -> Many:
    """Each workshop once, and of its rounds nothing that one could take from another."""
    chosen: list[Kept] = []
    twice: list[tuple[str, str]] = []
    seen: dict[object, str] = {}
    # Of two files the one with more in it counts.
    for one in sorted(in_series(archives), key=lambda one: (-_weight(one), one.file)):
        itself = _itself(one)
        if itself in seen:
            twice.append((one.file, seen[itself]))
        else:
            seen[itself] = one.file
            chosen.append(one)
    together = [one for _, rounds in groupby(in_series(chosen), key=_series) for one in _apart(tuple(rounds))]
    return Many(tuple(together), tuple(sorted(twice)))


def _series(one: Kept) -> str:
    return one.series or f"/{one.file}"


def _itself(one: Kept) -> object:
    """The same for two files of one workshop: its series and round, or, in old ones, all its numbers."""
    return (one.series, one.round) if one.series else replace(one, file="", sealed=False)


def _weight(one: Kept) -> int:
    return sum(answers or 0 for _, _, answers in one.counts) + sum(figure.answers for figure in one.figures)


def _apart(rounds: Sequence[Kept]) -> Iterator[Kept]:
    before: dict[tuple[str, str], list[int]] = {}
    for one in rounds:
        figures = []
        for figure in one.figures:
            earlier = before.setdefault((figure.exercise, figure.prompt), [])
            near = any(abs(figure.answers - answers) < PEOPLE for answers in earlier)
            earlier.append(figure.answers)
            hidden = tuple(replace(cell, count=None) for cell in figure.cells)
            figures.append(replace(figure, cells=hidden) if near else figure)
        yield replace(one, figures=tuple(figures))


def changes(many: Many) -> dict[str, tuple[Changed, ...]]:
    """Then and today by statement: by agenda and month, or, where that makes too many rows, more coarsely."""
    statements = dict.fromkeys(pair.statement for one in many.archives for pair in one.pairs)
    return {statement: rows for statement in statements if (rows := _changed(many, statement))}


def _changed(many: Many, statement: str) -> tuple[Changed, ...]:
    coarser: tuple[Callable[[str], str], ...] = (lambda month: month, lambda month: month[:4], lambda _: "")
    rows: tuple[Changed, ...] = ()
    for when in coarser:
        rows = tuple(_rows_of(many, statement, when))
        if len(rows) <= MOST_ROWS:
            break
    return rows


def _rows_of(many: Many, statement: str, when: Callable[[str], str]) -> Iterator[Changed]:
    groups: dict[tuple[str, str], list[tuple[str, ReadPair]]] = {}
    for one in many.archives:
        for pair in one.pairs:
            if pair.statement == statement:
                groups.setdefault((one.agenda, when(one.month)), []).append((one.title, pair))
    for (_, time), pairs in sorted(groups.items()):
        known = [
            (pair.before, pair.after, pair.n_before, pair.n_after)
            for _, pair in pairs
            if pair.before is not None and pair.after is not None and pair.n_before and pair.n_after
        ]
        if known:
            before = sum(mean * n for mean, _, n, _ in known) / sum(n for _, _, n, _ in known)
            after = sum(mean * n for _, mean, _, n in known) / sum(n for _, _, _, n in known)
            yield Changed(
                title=pairs[0][0],
                when=time,
                workshops=len(known),
                hidden=len(pairs) - len(known),
                before=round(before, 1),
                after=round(after, 1),
                answers=sum(min(n_before, n_after) for _, _, n_before, n_after in known),
            )


def drifts(many: Many) -> tuple[Drifted, ...]:
    """Every exercise, those that ran over most first, those that were never held last."""
    titles: dict[str, str] = {}
    found: dict[str, list[KeptSession]] = {}
    for one in many.archives:
        titles.update((id, title) for id, title, _ in one.counts)
        for session in one.sessions:
            if session.exercise:
                found.setdefault(session.exercise, []).append(session)
    rows = [_drifted(id, titles.get(id, sessions[0].title), sessions) for id, sessions in found.items()]
    return tuple(sorted(rows, key=lambda row: (row.drift is None, -(row.drift or 0), row.title)))


def _drifted(id: str, title: str, sessions: list[KeptSession]) -> Drifted:
    taken = [session.drift for session in sessions if session.drift is not None]
    return Drifted(
        exercise=id,
        title=title,
        planned=len(sessions),
        held=len(taken),
        shortened=sum(drift <= -SHORTER for drift in taken),
        drift=float(median(taken)) if taken else None,
    )


def promises(many: Many) -> tuple[Promised, ...]:
    """Commitments at follow-ups by series; by agenda and round where there are too many series."""
    rows = []
    for _, rounds in groupby(many.archives, key=_series):
        first, *_ = whole = tuple(rounds)
        for one in whole:
            if one.round and one.commitments:
                states = [state for _, state in one.commitments]
                counts = tuple(states.count(state) for state in STATES)
                rows.append(Promised(first.title, first.month, one.round, 1, counts))
    if len(rows) <= MOST_ROWS:
        return tuple(rows)
    together: dict[tuple[str, int], list[Promised]] = {}
    for row in rows:
        together.setdefault((row.title, row.round), []).append(row)
    return tuple(
        Promised(
            title, "", round, len(each), tuple(map(sum, zip(*(row.counts for row in each), strict=True)))
        )
        for (title, round), each in sorted(together.items())
    )


def elements(many: Many) -> tuple[Had, ...]:
    """What plans have, at least: first what organisers are asked for, then what most have.

    Of a series the round counts that has most, as its people are the same.
    """
    labels: dict[str, str] = {}
    counts: dict[str, list[int | None]] = {}
    for _, rounds in groupby(many.archives, key=_series):
        most: dict[str, int | None] = {}
        for one in rounds:
            for path, label, plans in one.elements:
                labels.setdefault(path, label)
                known = [count for count in (most.get(path), plans) if count is not None]
                most[path] = max(known, default=None)
        for path, plans in most.items():
            counts.setdefault(path, []).append(plans)
    rows = []
    for path, all_ in counts.items():
        known = [plans for plans in all_ if plans is not None]
        rows.append(Had(path, labels[path], sum(known), len(known), len(all_) - len(known)))
    return tuple(sorted(rows, key=lambda row: ("." in row.path, -row.plans)))


def comparison_data(many: Many) -> dict[str, object]:
    """All of it for other programs; docs/many-archives.md says what stands where."""
    return {
        "archives": [one.file for one in many.archives],
        "left_out": [file for file, _ in many.twice],
        "evaluation": [
            {"statement": statement, **asdict(row)}
            for statement, rows in changes(many).items()
            for row in rows
        ],
        "exercises": [asdict(row) for row in drifts(many)],
        "commitments": [
            {
                "title": row.title,
                "when": row.when,
                "round": row.round,
                "series": row.series,
                **dict(zip(("kept", "partly", "changed", "no_word"), row.counts, strict=True)),
            }
            for row in promises(many)
        ],
        "elements": [asdict(row) for row in elements(many)],
    }
