"""The archive's report on paper: chapters -> data -> a fixed Typst template -> PDF.

It is tagged, has no date in its metadata, and reads in black and white. It is set in a process of its own:
what a group wrote for itself must not stay in the memory of one that goes on running.
"""

from __future__ import annotations

from typing import assert_never

from workshop.room import Shown
from workshop.wording import Wording

from .archive import Archive
from .chapters import Block, Facts, Figures, Pair, Promises, Sentences, Table, Texts, report
from .figures import Stroke, caption, drawing
from .typesetting import Paper, breakable, typed, typeset


def report_pdf(archive: Archive, words: Wording, *, paper: Paper = "a4") -> bytes:
    """The report as PDF, the same bytes each time. Raises PressFailed."""
    made = report(archive, words)
    data = {
        "title": made.title,
        "subtitle": made.subtitle,
        "about": made.about,
        "facts": [{"label": label, "said": said} for label, said in made.facts.facts],
        "chapters": [
            {
                "title": chapter.title,
                "about": chapter.about,
                "blocks": [_block(block, words) for block in chapter.blocks],
            }
            for chapter in made.chapters
        ],
        "nothing": words.say("No text was chosen to be shown."),
    }
    return typeset("report.typ", data, words, private=True, paper=paper)


def _block(block: Block, words: Wording) -> dict[str, object]:
    match block:
        case Table():
            return {"kind": "table", **_table(block)}
        case Texts(title, texts):
            return {"kind": "texts", "title": breakable(title), "texts": [typed(text) for text in texts]}
        case Promises(promises):
            listed = [{"text": typed(one.text), "state": one.state, "said": one.said} for one in promises]
            return {"kind": "promises", "promises": listed}
        case Sentences(sentences):
            return {"kind": "sentences", "sentences": [breakable(one) for one in sentences]}
        case Pair():
            return {
                "kind": "pair",
                "statement": block.statement,
                "said": block.said,
                "places": block.places,
                "steps": block.steps,
                "ends": block.ends,
                "table": _table(block.table),
            }
        case Figures(title, figures):
            return {"kind": "figures", "title": title, "figures": [_figure(one, words) for one in figures]}
        case Facts(facts):
            return {"kind": "facts", "facts": facts}
        case _:
            assert_never(block)


def _table(table: Table) -> dict[str, object]:
    return {
        "title": breakable(table.title),
        "heading": table.heading,
        "rows": [[breakable(cell) for cell in row] for row in table.rows],
        "shares": [[share.behind, share.before] for share in table.shares],
        "total": table.total,
        "said": breakable(table.said),
    }


def _figure(shown: Shown, words: Wording) -> dict[str, object]:
    drawn = drawing(shown.figure, words)
    return {
        "question": words.say(shown.prompt.ask),
        "caption": caption(shown, words),
        "kind": drawn.kind,
        "heading": drawn.heading,
        "strokes": [_stroke(stroke) for stroke in drawn.strokes],
        "rows": [
            {"label": breakable(row.label), "cells": [_stroke(cell) for cell in row.cells]}
            for row in drawn.rows
        ],
        "groups": [
            {
                "title": typed(group.title),
                "texts": [{"text": typed(text.text), "often": text.often} for text in group.texts],
            }
            for group in drawn.groups
        ],
        "ends": drawn.ends,
    }


def _stroke(stroke: Stroke) -> dict[str, object]:
    return {"label": breakable(stroke.label), "number": stroke.number, "share": stroke.share}
