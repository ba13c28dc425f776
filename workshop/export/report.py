"""An archive as people read it: sections of sentences and tables, drawn as HTML, Markdown and plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.room import Shown
from workshop.wording import Wording

from .archive import Archive, ArchivedDay, ArchivedSession
from .days import spelled
from .figures import Drawing, caption, drawing, figure_html
from .markdown import quote
from .pages import page


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words; every column but the first holds numbers."""

    title: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Texts:
    title: str
    texts: tuple[str, ...]


Block = Table | Texts | Shown


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
    chapters: tuple[Chapter, ...]


def report(archive: Archive, words: Wording) -> Report:
    """What the archive says, chapter by chapter; chapters with nothing in them are left out."""
    chapters = (
        Chapter(words.say("What the group agreed"), "", _agreed(archive, words)),
        Chapter(
            words.say("What the room said"),
            words.say("Only what the facilitators released, and only where enough people answered."),
            archive.figures,
        ),
        Chapter(
            words.say("How many answered"),
            words.say("Where fewer than five answered, the number stays hidden."),
            _counts(archive, words),
        ),
        Chapter(
            words.say("How the days went"),
            words.say("Minutes as planned and as they were; no time of day is kept."),
            tuple(_day(day, words) for day in archive.days),
        ),
        Chapter(words.say("Facilitators' notes"), "", (Texts("", archive.notes),) if archive.notes else ()),
    )
    return Report(
        title=words.say(archive.title),
        subtitle=spelled(archive.month, words),
        about=words.say(
            "Nobody is named here. Plans, private answers and wishes for care are not part of it."
        ),
        chapters=tuple(chapter for chapter in chapters if chapter.blocks),
    )


def _agreed(archive: Archive, words: Wording) -> tuple[Block, ...]:
    agreed = tuple(Texts(words.say(group.label), group.texts) for group in archive.group)
    promised = tuple(one.text for one in archive.commitments)
    return (*((Texts(words.say("Collective commitments"), promised),) if promised else ()), *agreed)


def _counts(archive: Archive, words: Wording) -> tuple[Block, ...]:
    rows = [(words.say(count.title), _number(count.answers, words)) for count in archive.counts]
    rows.append((words.say("Plans begun"), _number(archive.plans, words)))
    return (Table("", ("", words.say("Answers")), tuple(rows)),)


def _number(count: int | None, words: Wording) -> str:
    return words.say("fewer than 5") if count is None else words.say("at least {n}", n=count)


def _day(day: ArchivedDay, words: Wording) -> Table:
    heading = ("", words.say("Planned"), words.say("Took"), words.say("Difference"))
    rows = tuple((words.say(s.title), str(s.planned), *_took(s, words)) for s in day.sessions)
    return Table(words.say(day.title), heading, rows)


def _took(session: ArchivedSession, words: Wording) -> tuple[str, str]:
    if session.took is None or session.drift is None:
        return words.say("not held"), ""
    return str(session.took), f"{session.drift:+d}".replace("-", "−") if session.drift else "0"


def report_html(archive: Archive, words: Wording) -> bytes:
    """The report as one file that opens offline and prints well."""
    made = report(archive, words)
    figures = {id(shown): figure_html(shown, words) for shown in archive.figures}
    chapters = [
        {
            "title": chapter.title,
            "about": chapter.about,
            "blocks": [
                {"figure": figures[id(block)]} if isinstance(block, Shown) else {"block": block}
                for block in chapter.blocks
            ],
        }
        for chapter in made.chapters
    ]
    return page("report.html", ("report.css",), words, report=made, chapters=chapters)


def report_markdown(archive: Archive, words: Wording) -> bytes:
    """The report as Markdown in which what people typed stays plain text."""
    made = report(archive, words)
    lines = [f"# {quote(made.title)}", ""]
    if made.subtitle:
        lines += [quote(made.subtitle), ""]
    lines += [quote(made.about), ""]
    for chapter in made.chapters:
        lines += [f"## {quote(chapter.title)}", ""]
        if chapter.about:
            lines += [quote(chapter.about), ""]
        for block in chapter.blocks:
            lines += _block_markdown(block, words)
    return "\n".join(lines).encode()


def _block_markdown(block: Block, words: Wording) -> Iterator[str]:
    if isinstance(block, Shown):
        drawn = drawing(block.figure, words)
        yield from (f"### {quote(words.say(block.prompt.ask))}", "", quote(caption(block, words)), "")
        for part in _parts(drawn):
            yield from _part_markdown(part, "####")
    else:
        yield from _part_markdown(block, "###")


def _parts(drawn: Drawing) -> tuple[Table | Texts, ...]:
    """A figure as a table, or as its texts by theme."""
    if drawn.kind != "texts":
        return (Table("", drawn.heading, drawn.table),)
    return tuple(
        Texts(group.title, tuple(" ".join((text.text, text.often)).strip() for text in group.texts))
        for group in drawn.groups
    )


def _part_markdown(block: Table | Texts, level: str) -> Iterator[str]:
    if block.title:
        yield from (f"{level} {quote(block.title)}", "")
    if isinstance(block, Texts):
        yield from (f"- {quote(text, indent='  ')}" for text in block.texts)
    else:
        yield f"| {' | '.join(quote(cell) or ' ' for cell in block.heading)} |"
        yield f"| --- |{' ---: |' * (len(block.heading) - 1)}"
        for row in block.rows:
            yield f"| {' | '.join(quote(cell) or ' ' for cell in row)} |"
    yield ""


def report_lines(archive: Archive, words: Wording) -> Iterator[str]:
    """The report as plain lines, as a terminal shows them."""
    made = report(archive, words)
    yield made.title
    if made.subtitle:
        yield made.subtitle
    yield from (made.about, "")
    for chapter in made.chapters:
        yield from (chapter.title, "-" * len(chapter.title))
        if chapter.about:
            yield chapter.about
        for block in chapter.blocks:
            yield from _block_lines(block, words)
        yield ""


def _block_lines(block: Block, words: Wording) -> Iterator[str]:
    if isinstance(block, Shown):
        drawn = drawing(block.figure, words)
        yield f"{words.say(block.prompt.ask)} ({caption(block, words)})"
        for part in _parts(drawn):
            yield from _part_lines(part)
    else:
        yield from _part_lines(block)


def _part_lines(block: Table | Texts) -> Iterator[str]:
    if block.title:
        yield block.title
    if isinstance(block, Texts):
        for text in block.texts:
            yield from (
                f"  {'-' if place == 0 else ' '} {line}" for place, line in enumerate(text.split("\n"))
            )
        return
    if any(block.heading[1:]) and len(block.heading) > 2:
        yield f"  {'; '.join(cell for cell in block.heading if cell)}"
    for row in block.rows:
        yield f"  {row[0]}: {', '.join(cell for cell in row[1:] if cell)}"
