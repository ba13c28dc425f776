"""Typst: a fixed template and data in, a PDF out; what people typed never becomes part of the source."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from workshop.library import content_folder
from workshop.wording import Wording

from .press import Job, PressFailed, press, press_apart, press_many

Paper = Literal["a4", "us-letter"]
_LONG_RUN = re.compile(r"\S{30,}")
_PIECE = 12
_BREAKABLE = frozenset("LNPS")
# Scripts without blanks between words: Typst breaks them itself, by their dictionaries.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f]")


def typeset(
    template: str,
    data: Mapping[str, object],
    words: Wording,
    *,
    private: bool = False,
    paper: Paper = "a4",
) -> bytes:
    """The PDF that `template` in exports/ makes of `data`: tagged, without a date, the same each time.

    What is `private` is set in a process of its own: Typst would keep it in the memory of this one.
    """
    job = _job(template, data, words, paper)
    made = press_apart if private else press
    return made(job.template, job.data)


def typeset_many(
    template: str,
    papers: Iterable[Mapping[str, object] | PressFailed],
    words: Wording,
    told: Callable[[int], None] = lambda done: None,
    *,
    paper: Paper = "a4",
) -> Iterator[bytes | PressFailed]:
    """The same for many private papers, in processes that end with them; one that fails stops no other.

    `told` hears, after each paper, how many are done.
    """
    jobs = (one if isinstance(one, PressFailed) else _job(template, one, words, paper) for one in papers)
    return press_many(jobs, told)


def _job(template: str, data: Mapping[str, object], words: Wording, paper: Paper) -> Job:
    everything = {
        **data,
        "lang": words.language.id.split("-")[0],
        "rtl": words.language.direction == "rtl",
        "paper": paper,
    }
    return Job(content_folder("exports") / template, json.dumps(everything, ensure_ascii=False))


def typed(text: str) -> dict[str, object]:
    """What somebody typed, as the templates draw it: with its own direction, and never beyond the margin."""
    return {"text": breakable(text), "own": True, "rtl": runs_right_to_left(text)}


def runs_right_to_left(text: str) -> bool | None:
    """Whether the first letter with a direction runs from right to left; None where no letter has one."""
    for sign in text:
        way = unicodedata.bidirectional(sign)
        if way in ("L", "R", "AL"):
            return way != "L"
    return None


def breakable(text: str) -> str:
    """`text` with places to break in runs that are too long for a line."""
    return _LONG_RUN.sub(lambda run: run[0] if _UNSPACED.search(run[0]) else _broken(run[0]), text)


def _broken(run: str) -> str:
    pieces: list[str] = []
    since = 0
    for before, sign in zip("\u200b" + run, run, strict=False):
        joins = before == "\u200d" or unicodedata.category(sign)[0] not in _BREAKABLE
        if since >= _PIECE and not joins:
            pieces.append("\u200b")
            since = 0
        pieces.append(sign)
        since += 1
    return "".join(pieces)
