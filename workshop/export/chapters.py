"""What a report on an archive says: chapters of blocks, the same for page, paper, Markdown and terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workshop.domain.disclosure import PEOPLE, WRITERS
from workshop.domain.figure import Spread
from workshop.domain.plan_parts import PARTS
from workshop.room import Shown
from workshop.wording import Wording, mark

from .archive import EVALUATION, Archive, ArchivedDay, ArchivedSession, BeforeAfter
from .archivejson import mean
from .days import spelled
from .figures import HIDDEN

STATES = {"kept": mark("kept"), "partly": mark("partly kept"), "changed": mark("changed")}
"""What became of a commitment."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The few figures that matter, each a label and what stands beside it."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The bars of a row, as parts of the longest: a pale one behind, a dark one before it."""

    behind: float
    before: float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words; every column but the first holds numbers. Each row may be drawn, the last be a total.

    A heading of empty texts is none.
    """

    title: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[Share, ...] = ()
    total: bool = False
    said: str = ""
    """What stands below it."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What people wrote."""

    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What the group promised itself; `state` and `said` are empty where nobody knows what became of it."""

    text: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Promises:
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Sentences:
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement that was weighed twice; `places` are both means, 0 to 1, where no value is hidden."""

    statement: str
    said: str
    places: tuple[float, float] | None
    steps: int
    """How many values the scale has."""
    ends: tuple[str, str]
    table: Table


@dataclass(frozen=True, slots=True)
class Figures:
    """What the room said in one exercise."""

    title: str
    figures: tuple[Shown, ...]


Block = Facts | Table | Texts | Promises | Sentences | Pair | Figures


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    about: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    subtitle: str
    about: str
    facts: Facts
    chapters: tuple[Chapter, ...]


def report(archive: Archive, words: Wording) -> Report:
    """What the archive says, chapter by chapter; chapters with nothing in them are left out."""
    chapters = (
        Chapter(words.say("What the group promised itself"), "", tuple(_promised(archive, words))),
        Chapter(words.say("What the group agreed"), "", tuple(_agreed(archive, words))),
        Chapter(
            words.say("Before and after"),
            words.say(
                "At the end, people weighed each sentence twice: how true it was when they arrived, and how "
                "true it is now. Nobody's two answers are kept together."
            ),
            tuple(_pair(pair, words) for pair in archive.pairs),
        ),
        Chapter(words.say("Evaluation"), "", tuple(_figures(archive, words, evaluation=True))),
        Chapter(
            words.say("What the room said"),
            words.say("Only what the facilitators released, and only where enough people answered."),
            tuple(_figures(archive, words, evaluation=False)),
        ),
        Chapter(
            words.say("What the plans hold"),
            words.say(
                "Plans are sealed. What can be counted is whether somebody wrote to a place, never what."
            ),
            tuple(_elements(archive, words)),
        ),
        Chapter(words.say("Money for care"), "", tuple(_care(archive, words))),
        Chapter(
            words.say("How the days went"),
            words.say("Minutes as planned and as they were; no time of day is kept."),
            tuple(_days(archive, words)),
        ),
        Chapter(
            words.say("How many answered"),
            words.say("In whole fives: “at least 10” may be 14."),
            tuple(_counts(archive, words)),
        ),
        Chapter(words.say("Facilitators' notes"), "", (Texts("", archive.notes),) if archive.notes else ()),
        Chapter(
            words.say("What was taken out"),
            words.say("The facilitators took this out before the archive was written."),
            (Sentences(archive.left_out),) if archive.left_out else (),
        ),
        Chapter(words.say("How the numbers are kept safe"), "", (Sentences(kept_safe(words)),)),
        Chapter(words.say("Where to go on"), "", (Sentences(tuple(_onwards(archive, words))),)),
    )
    return Report(
        title=words.say(archive.title),
        subtitle=spelled(archive.month, words),
        about=words.say(
            "Nobody is named here. Plans, private answers and wishes for care are not part of it."
        ),
        facts=_facts(archive, words),
        chapters=tuple(chapter for chapter in chapters if chapter.blocks),
    )


def kept_safe(words: Wording) -> tuple[str, ...]:
    """How numbers are held back where they could point to somebody."""
    return (
        words.say(
            "A figure is here only where {people} or more people answered, words of one's own only where "
            "{writers} or more did, and neither without the facilitators' release.",
            people=PEOPLE,
            writers=WRITERS,
        ),
        words.say(
            "In questions that could hurt somebody, a number below {people} is a dot, and by a secret chance "
            "a somewhat larger one may be, too. A dot is not a zero: it proves neither that somebody chose "
            "an answer nor that nobody did.",
            people=PEOPLE,
        ),
        words.say(
            "Counts of answers and plans are in whole fives, rounded down; below {people} there is no "
            "number. No answer of one person is crossed with another.",
            people=PEOPLE,
        ),
        words.say("Days are kept as months, and no time of day is kept at all."),
        words.say("The archive has all the rules as suppression.md."),
    )


def _facts(archive: Archive, words: Wording) -> Facts:
    sessions = [session for day in archive.days for session in day.sessions]
    held = sum(session.took is not None for session in sessions)
    states = [one.state for one in archive.commitments if one.state]
    of = words.say("{part} of {all}", part=held, all=len(sessions))
    kept = words.say("{part} of {all}", part=states.count("kept"), all=len(states))
    facts = (
        (words.say("Days"), str(len(archive.days) or "")),
        (words.say("Sessions held"), of if sessions else ""),
        (words.say("Plans begun"), _number(archive.plans, words)),
        (words.say("Commitments of the group"), str(len(archive.commitments) or "")),
        (words.say("Commitments kept"), kept if states else ""),
        (words.say("People meet again"), spelled(archive.dates[0].month, words) if archive.dates else ""),
    )
    return Facts(tuple(fact for fact in facts if fact[1]))


def _promised(archive: Archive, words: Wording) -> Iterator[Block]:
    if archive.commitments:
        promises = (
            Promise(one.text, one.state, words.say(STATES.get(one.state, ""))) for one in archive.commitments
        )
        yield Promises(tuple(promises))
    if archive.dates:
        rows = tuple(
            (words.count("After {n} day", "After {n} days", date.days), spelled(date.month, words))
            for date in archive.dates
        )
        yield Table(words.say("When people meet again"), ("", ""), rows)


def _agreed(archive: Archive, words: Wording) -> Iterator[Block]:
    for group in archive.group:
        yield Texts(words.say(group.label), group.texts)


def _pair(pair: BeforeAfter, words: Wording) -> Pair:
    halves = (pair.before, pair.after)
    means = [mean(half.figure) for half in halves]
    values = [half.figure.values if isinstance(half.figure, Spread) else () for half in halves]
    steps = len(values[0])
    low, high = (int(values[0][0].id), int(values[0][-1].id)) if steps else (0, 0)
    answers = tuple(
        words.say("at least {n}", n=half.figure.n) if half.at_least else str(half.figure.n) for half in halves
    )
    rows = tuple(
        (
            words.say(half.prompt.ask),
            *(HIDDEN if cell.count is None else str(cell.count) for cell in cells),
            n,
        )
        for half, cells, n in zip(halves, values, answers, strict=True)
    )
    ends = (
        (pair.before.figure.low, pair.before.figure.high)
        if isinstance(pair.before.figure, Spread)
        else ("", "")
    )
    heading = ("", *(cell.label for cell in values[0]), words.say("Answers"))
    before, after = means
    if before is None or after is None or high <= low:
        said, places = words.say("Some numbers stay hidden, so there is no mean."), None
    else:
        said = words.say(
            "On average {before} of {most} before, {after} of {most} after.",
            before=f"{before:.1f}",
            after=f"{after:.1f}",
            most=high,
        )
        places = ((before - low) / (high - low), (after - low) / (high - low))
    return Pair(
        words.say(pair.statement),
        said,
        places,
        steps,
        (words.say(ends[0]), words.say(ends[1])),
        Table("", heading, rows),
    )


def _figures(archive: Archive, words: Wording, *, evaluation: bool) -> Iterator[Block]:
    """The figures of the evaluation, or all others; those of a pair stand with it."""
    paired = {(half.exercise, half.prompt.id) for pair in archive.pairs for half in (pair.before, pair.after)}
    evaluations = {EVALUATION, *(exercise for exercise, _ in paired)}
    shown = [one for one in archive.figures if (one.exercise, one.prompt.id) not in paired]
    chosen = [one for one in shown if (one.exercise in evaluations) is evaluation]
    for exercise in dict.fromkeys(one.exercise for one in chosen):
        title = "" if evaluation else words.say(archive.exercise_title(exercise))
        yield Figures(title, tuple(one for one in chosen if one.exercise == exercise))


def _elements(archive: Archive, words: Wording) -> Iterator[Block]:
    """What is asked for most, then place by place, under the title of each part of a plan."""
    plans = archive.plans
    if plans is None:
        if archive.elements:
            yield Sentences((words.say("Few plans were begun, or none: nothing is said of them."),))
        return
    titles = {part.id: part.title for part in PARTS}
    parts: dict[str, list[tuple[str, int]]] = {"": [(words.say("Plans begun"), plans)]}
    for one in archive.elements:
        if one.plans is not None:
            title = titles.get(one.path.partition(".")[0], "")
            parts.setdefault(title, []).append((words.say(one.label), one.plans))
    for title, counted in parts.items():
        rows = tuple((label, _number(count, words)) for label, count in counted)
        shares = tuple(Share(1, count / plans) for _, count in counted)
        yield Table(words.say(title), ("", ""), rows, shares)
    few = tuple(words.say(one.label) for one in archive.elements if one.plans is None)
    if few:
        yield Sentences((_few(words.say("In a few plans, or none:"), few),))


def _few(beginning: str, labels: Iterable[str]) -> str:
    listed = " · ".join(labels)
    return f"{beginning} {listed}" if listed else ""


def _care(archive: Archive, words: Wording) -> Iterator[Block]:
    for label in dict.fromkeys(one.label for one in archive.care):
        yield Texts(words.say(label), tuple(one.text for one in archive.care if one.label == label))


def _days(archive: Archive, words: Wording) -> Iterator[Block]:
    sessions = [session for day in archive.days for session in day.sessions]
    longest = max((max(session.planned, session.took or 0) for session in sessions), default=1) or 1
    for day in archive.days:
        yield _day(day, longest, words)


def _day(day: ArchivedDay, longest: int, words: Wording) -> Table:
    heading = ("", words.say("Planned"), words.say("Took"), words.say("Difference"))
    rows = [
        (_title(session, words), str(session.planned), *_took(session, words)) for session in day.sessions
    ]
    shares = [Share(session.planned / longest, (session.took or 0) / longest) for session in day.sessions]
    held = [(session.planned, session.took) for session in day.sessions if session.took is not None]
    planned, took = sum(plan for plan, _ in held), sum(took for _, took in held)
    if held:
        rows.append((words.say("All that was held"), str(planned), str(took), _signed(took - planned)))
        shares.append(Share(0, 0))
    return Table(words.say(day.title), heading, tuple(rows), tuple(shares), total=bool(held))


def _title(session: ArchivedSession, words: Wording) -> str:
    title = words.say(session.title)
    return words.say("{title} (added on the day)", title=title) if session.change == "added" else title


def _took(session: ArchivedSession, words: Wording) -> tuple[str, str]:
    if session.took is None or session.drift is None:
        return words.say("dropped") if session.change == "dropped" else words.say("not held"), ""
    return str(session.took), _signed(session.drift)


def _signed(minutes: int) -> str:
    return f"{minutes:+d}".replace("-", "−") if minutes else "0"


def _counts(archive: Archive, words: Wording) -> Iterator[Block]:
    counted = [(words.say(one.title), one.answers) for one in archive.counts]
    known = [(title, answers) for title, answers in counted if answers is not None]
    most = max((answers for _, answers in known), default=1)
    few = _few(
        words.say("Few answered, or nobody:"),
        (title for title, answers in counted if answers is None),
    )
    if known:
        rows = tuple((title, _number(answers, words)) for title, answers in known)
        shares = tuple(Share(0, answers / most) for _, answers in known)
        yield Table("", ("", ""), rows, shares, said=few)
    elif few:
        yield Sentences((few,))


def _number(count: int | None, words: Wording) -> str:
    return words.say("few or none") if count is None else words.say("at least {n}", n=count)


def _onwards(archive: Archive, words: Wording) -> Iterator[str]:
    if archive.dates:
        month = spelled(archive.dates[0].month, words)
        yield words.say(
            "People meet again in {month}. “workshop new” with --from and this archive prepares the day: it "
            "brings the agreement, the commitments and the figures of before and after.",
            month=month,
        )
    yield words.say(
        "The archive holds the same as tables and as data, for a spreadsheet or a program of your own; "
        "“workshop archives compare” lays several workshops side by side."
    )
