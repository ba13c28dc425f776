"""An attacker who has the archive, the participant list and the answers of everybody else.

Two hundred small workshops: of each, every archive that could come out of it, with its exact chance, for
everything that the last person may have answered. What is hidden must leave all of it open.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.domain.arrangement import Arrangement
from workshop.domain.disclosure import Hidden, Veil, bare
from workshop.domain.prompt import (
    Audience,
    ChoicePrompt,
    MatrixPrompt,
    MultiPrompt,
    Option,
    Prompt,
    ScalePrompt,
)
from workshop.export.archivejson import figure_data
from workshop.room.proofs import Proofs
from workshop.room.responses import FormResponses
from workshop.room.showing import for_the_facilitator
from workshop.vault import JSON, StoredResponse

from ..domain.veils import outcomes

ROOM = Audience.ROOM
OPTIONS = tuple(Option(name, name.upper()) for name in "abc")
Plain = JSON
"""An answer as the vault keeps it."""


def _choice(options: tuple[Option, ...] = OPTIONS) -> tuple[ChoicePrompt, list[Plain]]:
    asked = ChoicePrompt(id="p", audience=ROOM, ask="?", sensitive=True, options=options)
    return asked, [option.id for option in options]


def _scale() -> tuple[Prompt, list[Plain]]:
    asked = ScalePrompt(id="p", audience=ROOM, ask="?", sensitive=True, lowest=1, highest=3, low="", high="")
    return asked, [1, 2, 3]


def _several() -> tuple[Prompt, list[Plain]]:
    subsets = chain.from_iterable(combinations("abc", size) for size in range(1, 4))
    return (
        MultiPrompt(id="p", audience=ROOM, ask="?", sensitive=True, options=OPTIONS),
        [list(subset) for subset in subsets],
    )


def _matrix() -> tuple[Prompt, list[Plain]]:
    """Its first row may be left out. Rows hide apart from each other: only the first is looked at."""
    asked = MatrixPrompt(
        id="p", audience=ROOM, ask="?", sensitive=True, cell="mark", rows=OPTIONS[:2], columns=OPTIONS
    )
    rest: JSON = ["b", "a", 1]
    first: list[JSON] = [["a", column, 1] for column in "abc"]
    return asked, [[rest], *([mark, rest] for mark in first)]


KINDS = (_choice(), _choice((*OPTIONS, Option("d", "D"), Option("e", "E"))), _scale(), _several(), _matrix())


def _leaves(prompt: Prompt, answers: list[Plain], veil: Veil) -> str:
    """What the archive says of the figure of `answers`."""
    if isinstance(prompt, MatrixPrompt):
        whole = veil
        veil = lambda name: bare(name) if "/b." in name else whole(name)  # noqa: E731
    rows = {str(n): StoredResponse(str(n), {"p": plain}, 1) for n, plain in enumerate(answers)}
    shown = for_the_facilitator("e", prompt, FormResponses(rows), Arrangement(), veil)
    return "" if isinstance(shown, Hidden) else json.dumps(figure_data(shown))


def _worlds(prompt: Prompt, others: list[Plain], possible: list[Plain]) -> dict[str, dict[str, Fraction]]:
    return {
        json.dumps(last): outcomes(lambda veil, last=last: _leaves(prompt, [*others, last], veil))  # type: ignore[misc]
        for last in possible
    }


def _open(prompt: Prompt, last: Plain, out: str, shown_of: Mapping[str, int]) -> bool:
    """Whether `last` agrees with every number that `out` shows; `shown_of` counts everybody else."""
    mine = _cells(prompt, last)
    return all(
        cell["count"] is None or cell["count"] == shown_of.get(cell["id"], 0) + (cell["id"] in mine)
        for cell in json.loads(out)["cells"]
        if not cell["id"].startswith("b.")
    )


def _hidden(out: str) -> int:
    cells = json.loads(out)["cells"]
    return sum(cell["count"] is None for cell in cells if not cell["id"].startswith("b."))


def _cells(prompt: Prompt, plain: Plain) -> set[str]:
    if isinstance(prompt, MatrixPrompt):
        assert isinstance(plain, list)
        return {f"{row}.{column}" for row, column, _ in plain if row == "a"}
    return set(map(str, plain)) if isinstance(plain, list) else {str(plain)}


@st.composite
def workshops(draw: st.DrawFn) -> tuple[Prompt, list[Plain], list[Plain]]:
    prompt, possible = draw(st.sampled_from(KINDS))
    liked = draw(st.lists(st.sampled_from(possible), min_size=1, max_size=3))
    others = draw(st.lists(st.sampled_from([*liked, *liked, *possible]), min_size=3, max_size=14))
    return prompt, possible, others


@settings(max_examples=200)
@given(workshops())
def test_what_is_hidden_leaves_every_answer_open(workshop: tuple[Prompt, list[Plain], list[Plain]]) -> None:
    prompt, possible, others = workshop
    several = isinstance(prompt, MultiPrompt)
    near, odds = (1, 2) if several else (2, 3)
    counted: dict[str, int] = {}
    for cell in chain.from_iterable(_cells(prompt, plain) for plain in others):
        counted[cell] = counted.get(cell, 0) + 1
    worlds = _worlds(prompt, others, possible)
    for out in set(chain.from_iterable(worlds.values())) - {""}:
        assert several or _hidden(out) != 1, "it could be counted back"
        agreeing = [last for last in possible if _open(prompt, last, out, counted)]
        chances = {json.dumps(last): worlds[json.dumps(last)].get(out, Fraction(0)) for last in agreeing}
        assert all(chances.values()), (out, chances)
        for one, other in combinations(agreeing, 2):
            if len(_cells(prompt, one) ^ _cells(prompt, other)) <= near:
                ratio = chances[json.dumps(one)] / chances[json.dumps(other)]
                assert Fraction(1, odds) <= ratio <= odds, (out, one, other, float(ratio))


@given(st.lists(st.sampled_from("abc"), min_size=9, max_size=9), st.randoms(use_true_random=False))
def test_what_is_said_of_one_question_tells_nothing_of_another(answers: list[str], rng: Random) -> None:
    """Two of one form, with as many answers: whoever gave which, each figure stays as it is."""
    first, second = (replace(_choice()[0], id=id) for id in ("first", "second"))

    def said(seconds: list[str]) -> list[str]:
        both = enumerate(zip(answers, seconds, strict=True))
        rows = {str(n): StoredResponse(str(n), {"first": a, "second": b}, 1) for n, (a, b) in both}
        shown = (
            for_the_facilitator("e", one, FormResponses(rows), Arrangement(), Proofs(bytes(32)).veil)
            for one in (first, second)
        )
        return [json.dumps(figure_data(one)) for one in shown if not isinstance(one, Hidden)]

    mixed = list(answers)
    rng.shuffle(mixed)
    assert said(mixed) == said(answers)
