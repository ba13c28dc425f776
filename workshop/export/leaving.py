"""What leaves, item by item: to be looked at line by line before it leaves, and to be taken out.

Every value of the archive's data stands in an item, in its lines or its id: nothing else leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from workshop.domain.errors import WorkshopError
from workshop.room import Shown
from workshop.wording import ENGLISH, Wording, mark

from .archive import Archive, ArchivedDay, ArchivedSession, BeforeAfter
from .archivejson import cells, mean
from .days import spelled
from .figures import caption, drawing
from .parcel import archive_files

_T = TypeVar("_T")
WORKSHOP, DATES, PLANS = "workshop", "dates", "element:plans"
"""The ids of what stands once; what an archive is about cannot be taken out."""
KINDS = {
    "commitment": mark("Commitments"),
    "text": mark("Texts of the group"),
    DATES: mark("Follow-up dates"),
    "pair": mark("Before and after"),
    "figure": mark("Figures"),
    "care": mark("Money for care"),
    "count": mark("Numbers of answers"),
    "element": mark("Numbers of plans"),
    "day": mark("Days"),
    "note": mark("Facilitators' notes"),
}
"""By the first part of an id, what stands in the archive where items of a kind were taken out."""


class NoSuchItem(WorkshopError):
    """An id that stands for nothing in this archive."""


@dataclass(frozen=True, slots=True)
class Item:
    """`lines` are plain text, the first says what it is; `stays` where an archive is none without it."""

    id: str
    chapter: str
    lines: tuple[str, ...]
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    why: str
    """Why nothing is in it, where that is so."""
    items: tuple[Item, ...]


def archive_items(archive: Archive, words: Wording) -> tuple[Item, ...]:
    """Everything that leaves, in the order of the chapters."""
    return tuple(item for chapter in archive_chapters(archive, words) for item in chapter.items)


def archive_chapters(archive: Archive, words: Wording) -> tuple[Chapter, ...]:
    """Every chapter, empty ones too."""
    say = words.say
    chapters: tuple[tuple[str, str, Callable[[Archive, Wording], Iterable[_Found]]], ...] = (
        (say("The workshop"), "", _workshop),
        (say("What the group promised"), say("No commitment was shown to the room."), _commitments),
        (say("What the group agreed"), say("No text for everybody's plan was shown to the room."), _group),
        (say("When people meet again"), say("No session was held yet, or no date is planned."), _dates),
        (
            say("Before and after"),
            say("No question was shown as before and as after."),
            _pairs,
        ),
        (say("What the room said"), say("No figure was shown to the room."), _figures),
        (say("Money for care"), say("Nothing about it was shown to the room."), _care),
        (say("How many answered"), say("No exercise asked the group anything."), _counts),
        (say("What plans hold"), say("No plan was begun."), _elements),
        (say("How the days went"), say("The agenda has no days."), _days),
        (say("Facilitators' notes"), say("None was kept, or they were not asked for."), _notes),
    )
    fixed = {WORKSHOP} if archive.plans is not None else {WORKSHOP, PLANS}
    return tuple(
        Chapter(
            title,
            why,
            tuple(_item(id, title, said, stays=id in fixed) for id, said in found(archive, words)),
        )
        for title, why, found in chapters
    )


_Found = tuple[str, Iterable[str]]
"""An id, and what it says: each text may have many lines."""


def _item(id: str, chapter: str, said: Iterable[str], *, stays: bool) -> Item:
    lines = (line for text in said for line in text.split("\n"))
    return Item(id, chapter, tuple(line for line in lines if line), stays)


def without(archive: Archive, ids: Iterable[str]) -> Archive:
    """`archive` with these items, and what was derived from them, taken out. Raises NoSuchItem."""
    asked = frozenset(ids)
    known = {item.id: item for item in archive_items(archive, ENGLISH)}
    for id in sorted(asked):
        if id not in known:
            raise NoSuchItem("“{item}” is nothing that leaves. --preview names what does.", item=id)
        if known[id].stays:
            raise NoSuchItem("“{item}” cannot be taken out. It holds nothing of anyone's.", item=id)
    out = entailed(archive, asked)
    return replace(
        archive,
        figures=tuple(shown for shown in archive.figures if figure_id(shown) not in out),
        group=tuple(
            replace(group, texts=texts)
            for group in archive.group
            if (texts := _kept(f"text:{group.path}/", group.texts, out))
        ),
        pairs=_kept("pair:", archive.pairs, out),
        commitments=_kept("commitment:", archive.commitments, out),
        dates=() if DATES in out else archive.dates,
        care=_kept("care:", archive.care, out),
        counts=tuple(count for count in archive.counts if f"count:{count.exercise}" not in out),
        plans=None if PLANS in out else archive.plans,
        elements=tuple(one for one in archive.elements if f"element:{one.path}" not in out),
        days=_kept("day:", archive.days, out),
        notes=(notes := _kept("note:", archive.notes, out)),
        left_out=_left_out(archive, out, notes=notes),
    )


def _left_out(archive: Archive, out: frozenset[str], *, notes: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of what was taken out; notes are no gap where none was asked for."""
    kinds = {id.partition(":")[0] for id in out} - (set() if notes else {"note"})
    return tuple(
        dict.fromkeys((*archive.left_out, *(label for kind, label in KINDS.items() if kind in kinds)))
    )


def entailed(archive: Archive, ids: Iterable[str]) -> frozenset[str]:
    """`ids`, with what was derived from them: a figure takes its before and after along."""
    out = frozenset(ids)
    return out | {
        f"pair:{number}"
        for number, pair in enumerate(archive.pairs, start=1)
        if figure_id(pair.before) in out or figure_id(pair.after) in out
    }


def _kept(prefix: str, values: tuple[_T, ...], out: frozenset[str]) -> tuple[_T, ...]:
    return tuple(value for number, value in enumerate(values, start=1) if f"{prefix}{number}" not in out)


def archive_preview(archive: Archive, words: Wording) -> str:
    """Exactly what leaves, as plain lines: every item with its id, then the files with their sizes."""
    lines = [words.say("This is everything that leaves:"), ""]
    for chapter in archive_chapters(archive, words):
        lines += [chapter.title, "-" * len(chapter.title)]
        for item in chapter.items:
            lines += [f"[{item.id}]", *(f"  {line}" for line in item.lines)]
        if not chapter.items:
            lines.append(words.say("Nothing. {why}", why=chapter.why))
        lines.append("")
    lines.append(words.say("It leaves as these files:"))
    for name, content in archive_files(archive, words).items():
        lines.append(f"  {name}  {words.count('{n} byte', '{n} bytes', len(content))}")
    return "\n".join(lines)


# -- the lines of each kind --------------------------------------------------------------------------------


def _in_data(words: Wording, names: Iterable[str]) -> Iterator[str]:
    """What only the data says: names that the library gave."""
    given = ", ".join(dict.fromkeys(name for name in names if name))
    if given:
        yield words.say("In the data also: {names}", names=given)


def _workshop(archive: Archive, words: Wording) -> Iterator[_Found]:
    said = [words.say(archive.title), spelled(archive.month, words)]
    if archive.round:
        said.append(words.say("Follow-up {n}", n=archive.round))
    if archive.left_out:
        said.append(words.say("Taken out: {kinds}", kinds=", ".join(map(words.say, archive.left_out))))
    yield WORKSHOP, (*said, *_in_data(words, (archive.agenda, archive.month, archive.series)))


STATES = {"kept": mark("kept"), "partly": mark("kept in part"), "changed": mark("changed")}


def _commitments(archive: Archive, words: Wording) -> Iterator[_Found]:
    for number, one in enumerate(archive.commitments, start=1):
        state = (words.say(STATES[one.state]), *_in_data(words, (one.state,))) if one.state else ()
        yield f"commitment:{number}", (one.text, *state)


def _dates(archive: Archive, words: Wording) -> Iterator[_Found]:
    if archive.dates:
        yield (
            DATES,
            (
                *(
                    words.count(
                        "After {n} day: {month}",
                        "After {n} days: {month}",
                        date.days,
                        month=spelled(date.month, words),
                    )
                    for date in archive.dates
                ),
                *_in_data(words, (date.month for date in archive.dates)),
            ),
        )


def _group(archive: Archive, words: Wording) -> Iterator[_Found]:
    for group in archive.group:
        for number, text in enumerate(group.texts, start=1):
            yield f"text:{group.path}/{number}", (text, words.say(group.label))


def figure_id(shown: Shown) -> str:
    return f"figure:{shown.exercise}/{shown.prompt.id}"


def _figures(archive: Archive, words: Wording) -> Iterator[_Found]:
    for shown in archive.figures:
        said = (words.say(shown.prompt.ask), words.say(archive.exercise_title(shown.exercise)))
        yield figure_id(shown), (*said, caption(shown, words), *_figure_lines(shown, words))


def _figure_lines(shown: Shown, words: Wording) -> Iterator[str]:
    drawn = drawing(shown.figure, words)
    if any(drawn.ends):
        yield words.say("From “{low}” to “{high}”", low=drawn.ends[0], high=drawn.ends[1])
    for group in drawn.groups:
        if group.title:
            yield words.say("Theme: {theme}", theme=group.title)
        yield from (f"{text.text} {text.often}".rstrip() for text in group.texts)
    for stroke in drawn.strokes:
        yield f"{stroke.label}: {stroke.number}"
    for row in drawn.rows:
        yield f"{row.label}: {', '.join(f'{cell.label} {cell.number}' for cell in row.cells)}"
    tallies = (tally.id for _, tallies in cells(shown.figure) for tally in tallies)
    kind = type(shown.figure).__name__.lower()
    yield from _in_data(words, (kind, *tallies))


def _pairs(archive: Archive, words: Wording) -> Iterator[_Found]:
    for number, pair in enumerate(archive.pairs, start=1):
        said = (words.say(pair.statement), *_halves(pair, words))
        names = (pair.before.exercise, pair.before.prompt.id, pair.after.prompt.id)
        yield f"pair:{number}", (*said, *_in_data(words, names))


def _halves(pair: BeforeAfter, words: Wording) -> Iterator[str]:
    for when, shown in ((words.say("Before"), pair.before), (words.say("After"), pair.after)):
        known = mean(shown.figure)
        middle = (
            words.say("no mean, for a value is hidden") if known is None else words.say("mean {n}", n=known)
        )
        answers = words.count("{n} answer", "{n} answers", shown.figure.n)
        yield f"{when}: {middle}, {answers}"


def _care(archive: Archive, words: Wording) -> Iterator[_Found]:
    for number, one in enumerate(archive.care, start=1):
        yield f"care:{number}", (one.text, words.say(one.label))


def _elements(archive: Archive, words: Wording) -> Iterator[_Found]:
    yield PLANS, (_counted(mark("Plans begun"), archive.plans, words),)
    for one in archive.elements:
        yield f"element:{one.path}", (_counted(one.label, one.plans, words),)


def _counts(archive: Archive, words: Wording) -> Iterator[_Found]:
    for count in archive.counts:
        yield f"count:{count.exercise}", (_counted(count.title, count.answers, words),)


def _counted(title: str, count: int | None, words: Wording) -> str:
    number = words.say("few or none") if count is None else words.say("at least {n}", n=count)
    return words.say("{title}: {number}", title=words.say(title), number=number)


def _days(archive: Archive, words: Wording) -> Iterator[_Found]:
    for number, day in enumerate(archive.days, start=1):
        yield f"day:{number}", _day(day, words)


def _day(day: ArchivedDay, words: Wording) -> Iterator[str]:
    yield words.say(day.title)
    for session in day.sessions:
        yield _session(session, words)
    names = ((session.id, session.exercise, session.kind, session.change) for session in day.sessions)
    yield from _in_data(words, (name for session in names for name in session))


def _session(session: ArchivedSession, words: Wording) -> str:
    title, planned = words.say(session.title), session.planned
    if session.took is None:
        return words.say("{title}: {planned} min planned, not held", title=title, planned=planned)
    return words.say(
        "{title}: {planned} min planned, {took} min taken ({difference})",
        title=title,
        planned=planned,
        took=session.took,
        difference=f"{session.drift:+d}" if session.drift else "0",
    )


def _notes(archive: Archive, words: Wording) -> Iterator[_Found]:
    for number, note in enumerate(archive.notes, start=1):
        yield f"note:{number}", (note,)
