"""An archive as people read it: its chapters drawn as HTML, Markdown and plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from workshop.room import Shown
from workshop.wording import Wording

from .archive import Archive
from .chapters import Block, Facts, Figures, Pair, Promises, Report, Sentences, Table, Texts, report
from .figures import Drawing, caption, drawing, figure_html
from .markdown import quote
from .pages import page

__all__ = ["Report", "report", "report_html", "report_lines", "report_markdown"]


def report_html(archive: Archive, words: Wording) -> bytes:
    """The report as one file that opens offline and prints well."""
    made = report(archive, words)
    figures = {id(shown): figure_html(shown, words) for shown in archive.figures}
    return page("report.html", ("report.css",), words, report=made, figures=figures, kind=_kind, id=id)


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def report_markdown(archive: Archive, words: Wording) -> bytes:
    """The report as Markdown in which what people typed stays plain text."""
    made = report(archive, words)
    lines = [f"# {quote(made.title)}", ""]
    if made.subtitle:
        lines += [quote(made.subtitle), ""]
    lines += [quote(made.about), "", *_block_markdown(made.facts, words)]
    for chapter in made.chapters:
        lines += [f"## {quote(chapter.title)}", ""]
        if chapter.about:
            lines += [quote(chapter.about), ""]
        for block in chapter.blocks:
            lines += _block_markdown(block, words)
    return "\n".join(lines).encode()


def _block_markdown(block: Block, words: Wording) -> Iterator[str]:
    match block:
        case Facts(facts):
            yield from (f"- {quote(label)}: **{quote(said)}**" for label, said in facts)
            yield ""
        case Table() | Texts():
            yield from _part_markdown(block, "###")
        case Promises(promises):
            for one in promises:
                yield f"- {quote(one.text, indent='  ')}{f' (**{quote(one.said)}**)' if one.said else ''}"
            yield ""
        case Sentences(sentences):
            for sentence in sentences:
                yield from (quote(sentence), "")
        case Pair():
            yield from (f"### {quote(block.statement)}", "", quote(block.said), "")
            yield from _part_markdown(block.table, "####")
        case Figures(title, figures):
            if title:
                yield from (f"### {quote(title)}", "")
            for shown in figures:
                yield from _figure_markdown(shown, words)
        case _:
            assert_never(block)


def _figure_markdown(shown: Shown, words: Wording) -> Iterator[str]:
    yield from (f"#### {quote(words.say(shown.prompt.ask))}", "", quote(caption(shown, words)), "")
    for part in _parts(drawing(shown.figure, words), words):
        yield from _part_markdown(part, "#####")


def _parts(drawn: Drawing, words: Wording) -> tuple[Table | Texts, ...]:
    """A figure as a table, or as its texts by theme."""
    if drawn.kind != "texts":
        return (Table("", drawn.heading, drawn.table),)
    if not drawn.groups:
        return (Texts("", (words.say("No text was chosen to be shown."),)),)
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
        if block.said:
            yield from ("", quote(block.said))
    yield ""


def report_lines(archive: Archive, words: Wording) -> Iterator[str]:
    """The report as plain lines, as a terminal shows them."""
    made = report(archive, words)
    yield made.title
    if made.subtitle:
        yield made.subtitle
    yield from (made.about, "", *_block_lines(made.facts, words), "")
    for chapter in made.chapters:
        yield from (chapter.title, "-" * len(chapter.title))
        if chapter.about:
            yield chapter.about
        for block in chapter.blocks:
            yield from _block_lines(block, words)
        yield ""


def _block_lines(block: Block, words: Wording) -> Iterator[str]:
    match block:
        case Facts(facts):
            yield from (f"  {label}: {said}" for label, said in facts)
        case Table() | Texts():
            yield from _part_lines(block)
        case Promises(promises):
            for one in promises:
                yield from _text_lines(f"{one.text} ({one.said})" if one.said else one.text)
        case Sentences(sentences):
            yield from sentences
        case Pair():
            yield from (block.statement, f"  {block.said}")
            yield from _part_lines(block.table)
        case Figures(title, figures):
            if title:
                yield from (title, "")
            for shown in figures:
                yield f"{words.say(shown.prompt.ask)} ({caption(shown, words)})"
                for part in _parts(drawing(shown.figure, words), words):
                    yield from _part_lines(part)
                yield ""
        case _:
            assert_never(block)


def _part_lines(block: Table | Texts) -> Iterator[str]:
    if block.title:
        yield block.title
    if isinstance(block, Texts):
        for text in block.texts:
            yield from _text_lines(text)
        return
    if any(block.heading[1:]) and len(block.heading) > 2:
        yield f"  {'; '.join(cell for cell in block.heading if cell)}"
    for row in block.rows:
        yield f"  {row[0]}: {', '.join(cell for cell in row[1:] if cell)}"
    if block.said:
        yield f"  {block.said}"


def _text_lines(text: str) -> Iterator[str]:
    yield from (f"  {'-' if place == 0 else ' '} {line}" for place, line in enumerate(text.split("\n")))
