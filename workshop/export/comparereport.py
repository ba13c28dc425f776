"""What many archives show, as people read it: plain lines, a page, a PDF, with the same plots in both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop.wording import Wording, mark

from .comparing import SHORTER, Changed, Drifted, Had, Many, Promised, changes, drifts, elements, promises
from .days import spelled
from .pages import page
from .plots import MOST_ROWS, Bar, Change, Parts, bars_svg, changes_svg, parts_svg
from .typesetting import breakable, typeset

_LISTED = 40
"""Archives up to which each has a line of its own; of more, each agenda has one."""
_A_MONTH = re.compile(r"\d{4}-\d{2}")
_STATES = (mark("kept"), mark("kept in part"), mark("changed"), mark("no word yet"))


@dataclass(frozen=True, slots=True)
class Block:
    """A plot and its numbers."""

    title: str
    plot: str
    """An SVG; empty where a table says enough."""
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    about: str = ""
    texts: int = 1
    """How many columns hold words; the others hold numbers."""


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    about: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    title: str
    subtitle: str
    about: tuple[str, ...]
    chapters: tuple[Chapter, ...]


def comparison(many: Many, words: Wording) -> Comparison:
    """What the archives show together, chapter by chapter; chapters with nothing in them are left out."""
    chapters = (
        Chapter(
            words.say("Then and today"),
            words.say(
                "How true each statement was when people came, and when they left. Means of all answers."
            ),
            tuple(_statement(said, rows, words) for said, rows in changes(many).items()),
        ),
        Chapter(
            words.say("How the exercises went"),
            words.say(
                "Minutes beyond the plan: the median of all times that an exercise was held. Shortened is one"
                " that ended {minutes} minutes or more under its plan.",
                minutes=SHORTER,
            ),
            _exercises(drifts(many), words),
        ),
        Chapter(
            words.say("What became of the commitments"),
            words.say("What the groups said at their follow-ups about what they had promised themselves."),
            _commitments(promises(many), words),
        ),
        Chapter(
            words.say("What the plans have"),
            words.say(
                "How many plans have something, at least: plans are counted in steps of five, and a few"
                " never. In a series the follow-up does not count again."
            ),
            _elements(elements(many), words),
        ),
        Chapter(words.say("The archives"), "", _archives(many, words)),
    )
    return Comparison(
        title=words.say("What our workshops show together"),
        subtitle=_subtitle(many, words),
        about=(
            words.say("What an archive hides stays hidden here, and is in no sum."),
            words.say("Nobody is compared: neither trainers nor participants."),
            *(
                words.say(
                    "{file} holds the same workshop as {other}. It is left out.", file=file, other=other
                )
                for file, other in many.twice
            ),
        ),
        chapters=tuple(chapter for chapter in chapters if chapter.blocks),
    )


def _subtitle(many: Many, words: Wording) -> str:
    count = words.count("{n} archive", "{n} archives", len(many.archives))
    months = sorted(one.month for one in many.archives if one.month)
    if not months:
        return count
    first, last = spelled(months[0], words), spelled(months[-1], words)
    if first == last:
        return words.say("{archives}, {month}", archives=count, month=first)
    return words.say("{archives}, {first} to {last}", archives=count, first=first, last=last)


def _statement(statement: str, rows: Sequence[Changed], words: Wording) -> Block:
    title = words.say(statement)
    names = (words.say("when people came"), words.say("when they left"))
    drawn = [
        Change(
            words.say(row.title), _joined(spelled(row.when, words), _of(row, words)), row.before, row.after
        )
        for row in rows[:MOST_ROWS]
    ]
    return Block(
        title=title,
        plot=changes_svg(drawn, names, alt=title, rtl=_rtl(words)),
        heading=("", words.say("Workshops"), words.say("Came"), words.say("Left"), words.say("Change")),
        rows=tuple(
            (
                _joined(words.say(row.title), spelled(row.when, words)),
                _workshops(row, words),
                f"{row.before:.1f}",
                f"{row.after:.1f}",
                f"{row.after - row.before:+.1f}".replace("-", "−"),
            )
            for row in rows
        ),
        about=_joined(_together(rows, words), _rest(len(rows), words)),
    )


def _together(rows: Sequence[Changed], words: Wording) -> str:
    if any(_A_MONTH.fullmatch(row.when) for row in rows):
        return ""
    return words.say("Months are put together here. In evaluation.csv every workshop stands by itself.")


def _of(row: Changed, words: Wording) -> str:
    return words.count("{n} workshop", "{n} workshops", row.workshops)


def _workshops(row: Changed, words: Wording) -> str:
    if not row.hidden:
        return str(row.workshops)
    return words.say("{known}, hidden in {hidden}", known=row.workshops, hidden=row.hidden)


def _exercises(rows: Sequence[Drifted], words: Wording) -> tuple[Block, ...]:
    if not rows:
        return ()
    far = sorted((row for row in rows if row.drift is not None), key=lambda row: -abs(row.drift or 0))
    chosen = {row.exercise for row in far[:MOST_ROWS]}
    drawn = [
        Bar(words.say(row.title), _held(row, words), row.drift, _signed(row.drift))
        for row in rows
        if row.exercise in chosen and row.drift is not None
    ]
    title = words.say("Median minutes beyond the plan")
    return (
        Block(
            title=title,
            plot=bars_svg(drawn, alt=title, rtl=_rtl(words)) if drawn else "",
            heading=(
                "",
                words.say("Planned"),
                words.say("Held"),
                words.say("Shortened"),
                words.say("Minutes"),
            ),
            rows=tuple(
                (
                    words.say(row.title),
                    str(row.planned),
                    str(row.held),
                    str(row.shortened),
                    words.say("not held") if row.drift is None else _signed(row.drift),
                )
                for row in rows
            ),
            about=_rest(len(rows), words),
        ),
    )


def _held(row: Drifted, words: Wording) -> str:
    return words.say("held {held} of {planned}", held=row.held, planned=row.planned)


def _commitments(rows: Sequence[Promised], words: Wording) -> tuple[Block, ...]:
    if not rows:
        return ()
    names = tuple(words.say(state) for state in _STATES)
    title = words.say("Commitments at follow-ups")
    drawn = [Parts(words.say(row.title), _follow_up(row, words), row.counts) for row in rows[:MOST_ROWS]]
    return (
        Block(
            title=title,
            plot=parts_svg(drawn, names, alt=title, rtl=_rtl(words)),
            heading=("", *names),
            rows=tuple(
                (f"{words.say(row.title)} · {_follow_up(row, words)}", *map(str, row.counts)) for row in rows
            ),
            about=_rest(len(rows), words),
        ),
    )


def _follow_up(row: Promised, words: Wording) -> str:
    number = words.say("follow-up {n}", n=row.round)
    if row.series > 1:
        return _joined(number, words.count("{n} workshop", "{n} workshops", row.series))
    return _joined(spelled(row.when, words), number)


def _elements(rows: Sequence[Had], words: Wording) -> tuple[Block, ...]:
    known = [row for row in rows if row.plans]
    if not known:
        return ()
    title = words.say("Plans that have it, at least")
    drawn = [Bar(words.say(row.label), "", row.plans, str(row.plans)) for row in known[:MOST_ROWS]]
    return (
        Block(
            title=title,
            plot=bars_svg(drawn, alt=title, rtl=_rtl(words)),
            heading=("", words.say("At least"), words.say("Workshops"), words.say("Hidden in")),
            rows=tuple(
                (words.say(row.label), str(row.plans), str(row.workshops), str(row.hidden)) for row in known
            ),
            about=_rest(len(known), words),
        ),
    )


def _archives(many: Many, words: Wording) -> tuple[Block, ...]:
    if len(many.archives) <= _LISTED:
        rows = tuple(
            (
                one.file,
                words.say(one.title),
                spelled(one.month, words),
                _round(one.round, words),
                words.say("few or none") if one.answered is None else str(one.answered),
            )
            for one in many.archives
        )
        heading = ("", words.say("Agenda"), words.say("Month"), words.say("Round"), words.say("Answered"))
        return (Block("", "", heading, rows, texts=4),)
    agendas: dict[str, list[int]] = {}
    for one in many.archives:
        agendas.setdefault(words.say(one.title), []).append(one.round)
    columns = ("", words.say("Workshops"), words.say("Follow-ups"))
    counted = tuple(
        (title, str(rounds.count(0)), str(sum(map(bool, rounds))))
        for title, rounds in sorted(agendas.items())
    )
    return (Block("", "", columns, counted),)


def _round(round: int, words: Wording) -> str:
    return words.say("follow-up {n}", n=round) if round else words.say("workshop")


def _rest(rows: int, words: Wording) -> str:
    """What a plot leaves to its table."""
    if rows <= MOST_ROWS:
        return ""
    return words.count("One more stands in the table.", "{n} more stand in the table.", rows - MOST_ROWS)


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))


def _signed(number: float) -> str:
    """With its sign; as a whole number where it is one."""
    text = f"{number:+.1f}".removesuffix(".0").replace("-", "−")
    return "0" if text in ("+0", "−0") else text


def _rtl(words: Wording) -> bool:
    return words.language.direction == "rtl"


def comparison_lines(many: Many, words: Wording) -> Iterator[str]:
    """The comparison as a terminal shows it."""
    made = comparison(many, words)
    yield from (made.title, made.subtitle, *made.about, "")
    for chapter in made.chapters:
        yield from (chapter.title, "-" * len(chapter.title))
        if chapter.about:
            yield chapter.about
        for block in chapter.blocks:
            yield ""
            if block.title:
                yield block.title
            yield from _aligned(block)
        yield ""


def _aligned(block: Block) -> Iterator[str]:
    """A table in columns: words begin below each other, numbers end so."""
    table = (block.heading, *block.rows)
    wide = [max(len(row[place]) for row in table) for place in range(len(block.heading))]
    for row in table:
        cells = (
            cell.ljust(width) if place < block.texts else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, wide, strict=True))
        )
        yield f"  {'  '.join(cells)}".rstrip()


def comparison_html(many: Many, words: Wording) -> bytes:
    """The comparison as one file that opens offline and prints well."""
    from markupsafe import Markup

    made = comparison(many, words)
    drawn = {block.plot: Markup(block.plot) for chapter in made.chapters for block in chapter.blocks}
    return page("compare.html", ("report.css", "compare.css"), words, made=made, drawn=drawn)


def comparison_pdf(many: Many, words: Wording) -> bytes:
    """The comparison as PDF, with the plots of the page."""
    made = comparison(many, words)
    data = {
        "title": made.title,
        "subtitle": made.subtitle,
        "about": list(made.about),
        "chapters": [
            {
                "title": chapter.title,
                "about": chapter.about,
                "blocks": [
                    {
                        "title": block.title,
                        "plot": block.plot,
                        "heading": list(block.heading),
                        "rows": [[breakable(cell) for cell in row] for row in block.rows],
                        "about": block.about,
                        "texts": block.texts,
                    }
                    for block in chapter.blocks
                ],
            }
            for chapter in made.chapters
        ],
    }
    return typeset("compare.typ", data, words)
