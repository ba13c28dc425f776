"""A plan from what its file says about its prompts, where the prompts themselves are not at hand.

A customised agenda, a later program: a plan opens all the same. A target is one of `export/recipe.py`:
field, record, column and kind, the labels of choices and the upper end of a scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .answer import Answer, Refused
from .plan import Plan, assemble
from .prompt import (
    Audience,
    CellKind,
    ChoicePrompt,
    DatePrompt,
    ListPrompt,
    MatrixPrompt,
    MultiPrompt,
    Option,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
    from_plain,
)

_ROOM = 100_000
"""Characters in one text: the file is its owner's, and was read with the prompt's own limit when written."""
_CELLS: dict[str, CellKind] = {"matrix-mark": "mark", "matrix-scale": "scale", "matrix-text": "text"}


def assemble_from(
    targets: Mapping[str, object],
    answers: Mapping[str, object],
    group: Mapping[str, tuple[str, ...]] | None = None,
) -> Plan:
    """The plan that `answers`, as JSON holds them and by prompt, make by the `targets` of these prompts.

    What has no target or does not fit it is passed over; typed text is cleaned as ever.
    """
    return assemble(_entries(targets, answers), group)


def _entries(targets: Mapping[str, object], answers: Mapping[str, object]) -> Iterator[tuple[Prompt, Answer]]:
    for name, plain in answers.items():
        target = targets.get(name)
        prompt = _prompt(target, plain) if isinstance(target, Mapping) else None
        answer = from_plain(prompt, plain) if prompt is not None else None
        if prompt is not None and answer is not None and not isinstance(answer, Refused):
            yield prompt, answer


def _prompt(target: Mapping[str, object], plain: object) -> Prompt | None:
    """A prompt that fills the place of `target` and can have been answered by `plain`."""
    record, column = target.get("record"), target.get("column")
    path = f"{target.get('field')}{f'[{record}]' if record else ''}{f'.{column}' if column else ''}"
    labels = target.get("labels")
    options = (
        tuple(Option(str(id), str(label)) for id, label in labels.items())
        if isinstance(labels, Mapping)
        else ()
    )
    most = target.get("most")
    items = plain if isinstance(plain, list) else []
    match target.get("kind"):
        case "text":
            return TextPrompt(id="p", audience=Audience.MINE, ask="", feeds=path, characters=_ROOM, lines=2)
        case "list":
            return ListPrompt(
                id="p", audience=Audience.MINE, ask="", feeds=path, characters=_ROOM, most=len(items)
            )
        case "scale" if isinstance(most, int) and isinstance(plain, int):
            lowest = min(plain, most)
            return ScalePrompt(
                id="p",
                audience=Audience.MINE,
                ask="",
                feeds=path,
                lowest=lowest,
                highest=most,
                low="",
                high="",
            )
        case "choice":
            return ChoicePrompt(id="p", audience=Audience.MINE, ask="", feeds=path, options=options)
        case "multi":
            return MultiPrompt(id="p", audience=Audience.MINE, ask="", feeds=path, options=options)
        case "ranking":
            return RankingPrompt(id="p", audience=Audience.MINE, ask="", feeds=path, options=options)
        case str(kind) if kind in _CELLS:
            cells = [cell for cell in items if isinstance(cell, list) and len(cell) == 3]
            numbers = [cell[2] for cell in cells if isinstance(cell[2], int)]
            return MatrixPrompt(
                id="p",
                audience=Audience.MINE,
                ask="",
                feeds=path,
                cell=_CELLS[kind],
                rows=_options(cell[0] for cell in cells),
                columns=_options(cell[1] for cell in cells),
                lowest=min(numbers, default=1),
                highest=max(numbers, default=1),
                characters=_ROOM,
            )
        case "date":
            return DatePrompt(id="p", audience=Audience.MINE, ask="", feeds=path)
        case _:
            return None


def _options(ids: Iterator[object]) -> tuple[Option, ...]:
    return tuple(Option(id, "") for id in dict.fromkeys(map(str, ids)))
