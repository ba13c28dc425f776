"""A whole plan by hand: what an agenda asks for the plan, in the plan's order, with room for a pen.

It is for people who never touch a phone: whoever fills it in ends with the same plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workshop.domain.exercise import Exercise
from workshop.domain.gaps import RULES
from workshop.domain.plan import first_place, places
from workshop.domain.plan_parts import PARTS, Part, PlanField
from workshop.domain.prompt import (
    Audience,
    ChoicePrompt,
    MatrixPrompt,
    MultiPrompt,
    Prompt,
    RankingPrompt,
    ScalePrompt,
)
from workshop.wording import Wording

from .paper import drawn
from .typesetting import Paper, typeset

Spot = tuple[str, str, str, str]
"""Part, field, record, column."""

_MINE = ("P11", "commitments")
_OURS = ("P12", "collective")
_WORDS = frozenset({"safe_word", "duress_word"})
_FIRST_HOUR_LINES = 4
_CARD_CONTACTS = 4
_COPIED = ("1", "2", "3")
"""Room for what the group released and somebody copies."""


def plan_prompts(exercises: Iterable[Exercise]) -> tuple[Prompt, ...]:
    """What feeds the plan, in the plan's order; of prompts that fill the same places, one."""
    fed = [prompt for exercise in exercises for prompt in exercise.prompts if places(prompt)]
    covered: set[Spot] = set()
    kept: list[Prompt] = []
    for prompt in sorted(fed, key=lambda prompt: -len(places(prompt))):
        if not places(prompt) <= covered:
            covered |= places(prompt)
            kept.append(prompt)
    return tuple(sorted(kept, key=lambda prompt: min(map(_order, places(prompt)))))


def booklet_paper(prompts: tuple[Prompt, ...], words: Wording, *, paper: Paper = "a4") -> bytes:
    """The booklet of what `plan_prompts` found: a cover with the card, a chapter for each part of the plan.

    What should not be found beside the rest is on a last leaf of its own.
    """
    spots = frozenset(spot for prompt in prompts for spot in places(prompt))
    chapters = [chapter for part in PARTS if (chapter := _chapter(part, prompts, spots, words))]
    reached = {part for part, _, _, _ in spots}
    say = words.say
    data = {
        "title": say("Notes"),
        "review": say("To look at again:"),
        "date": [say("day"), say("month"), say("year")],
        "opening": say("This is what I wrote for myself. Every line of it may change when I do."),
        "closing": say("I do not have to do all of it, and none of it alone."),
        "leave": say("Fill in what helps. Leave out whatever you like, and write no names that could hurt."),
        "card": {
            "how": say("Cut out along the line and fold twice. Only code names and roles belong here."),
            "rule": _label("P3", "rule_if_then", words),
            "first_hour": _label("P7", "first_hour", words),
            "lines": _FIRST_HOUR_LINES,
            "contacts": _label("P8", "contacts", words),
            "columns": [_column("P8", "contacts", name, words) for name in ("code", "route")],
            "rows": _CARD_CONTACTS,
        },
        "chapters": chapters,
        "missing": {
            "title": say("Have I thought of this?"),
            "how": say("Tick what stands there already. Nothing of it has to. One line more is enough."),
            "questions": [say(gap.ask) for gap in RULES if gap.part in reached],
        },
        "apart": _apart(prompts, words),
    }
    return typeset("booklet.typ", data, words, paper=paper)


def _chapter(
    part: Part, prompts: tuple[Prompt, ...], spots: frozenset[Spot], words: Wording
) -> dict[str, object] | None:
    """One part of the plan; None where nothing of it is asked."""
    leaving = {field.id for field in part.fields if field.leaves_in}
    here = [
        prompt
        for prompt in prompts
        if (where := _where(prompt))[0] == part.id and where[1] in leaving and where not in (_MINE, _OURS)
    ]
    pairs = _pairs(prompts, words) if part.id == _MINE[0] else []
    if not here and not pairs:
        return None
    numbers = {("P4", "threats", column) for _, field, _, column in spots if field == "threats"}
    return {
        "title": words.say(part.title),
        "prompts": [_asked(prompt, words) for prompt in here],
        "pairs": pairs,
        "grid": _grid(words)
        if part.id == "P4" and {("P4", "threats", "likelihood"), ("P4", "threats", "impact")} <= numbers
        else None,
    }


def _asked(prompt: Prompt, words: Wording) -> dict[str, object]:
    """A prompt with its room; what the group writes together has room to copy it."""
    if prompt.audience is Audience.ROOM:
        return {
            "ask": _label(*_where(prompt), words),
            "hint": words.say("Copy here what you want to keep of what the group said."),
            "room": {"kind": "list", "places": list(_COPIED), "lines": 1},
        }
    return {"ask": words.say(prompt.ask), "hint": words.say(prompt.hint), "room": drawn(prompt, words)}


def _pairs(prompts: tuple[Prompt, ...], words: Wording) -> list[dict[str, object]]:
    """Every commitment of mine, and beside it one of ours: nobody carries all of it alone."""
    mine, ours = _records(prompts, _MINE, words), _records(prompts, _OURS, words)
    return [
        {
            "mine": {"title": _label(*_MINE, words), "rooms": mine.get(number, [])},
            "ours": {"title": _label(*_OURS, words), "rooms": ours.get(number) or [_first_of(_OURS, words)]},
            "who_with": words.say("Who could carry this with me?"),
        }
        for number in sorted({*mine, *ours}, key=int)
    ]


def _records(
    prompts: tuple[Prompt, ...], where: tuple[str, str], words: Wording
) -> Mapping[str, list[dict[str, object]]]:
    """The columns that `prompts` ask for in each numbered record of a field, each with its room."""
    rooms: dict[Spot, dict[str, object]] = {}
    for prompt in prompts:
        if _where(prompt) != where:
            continue
        spots = places(prompt)
        if prompt.audience is Audience.ROOM:
            spots = frozenset((*where, number, _key(prompt)[3]) for number in _COPIED)
        for spot in spots:
            rooms[spot] = {"label": _column(*where, spot[3], words), "room": _cell(prompt, spot, words)}
    found: dict[str, list[dict[str, object]]] = {}
    for spot in sorted(rooms, key=_order):
        found.setdefault(spot[2], []).append(rooms[spot])
    return found


def _cell(prompt: Prompt, spot: Spot, words: Wording) -> dict[str, object]:
    """The room for one column of a record: what it is about has more than the rest."""
    if isinstance(prompt, ChoicePrompt | MultiPrompt | RankingPrompt | ScalePrompt):
        return drawn(prompt, words)
    if isinstance(prompt, MatrixPrompt) and prompt.cell == "scale":
        ends = [words.say(prompt.low), words.say(prompt.high)]
        return {"kind": "scale", "values": [str(value) for value in prompt.values], "ends": ends}
    return {"kind": "lines", "lines": 2 if spot[3] == "what" else 1}


def _first_of(where: tuple[str, str], words: Wording) -> dict[str, object]:
    return {"label": _column(*where, "what", words), "room": {"kind": "lines", "lines": 2}}


def _apart(prompts: tuple[Prompt, ...], words: Wording) -> dict[str, object] | None:
    """A leaf of its own for what never leaves with the rest; safe words stand behind a fold."""
    never = {(part.id, field.id) for part in PARTS for field in part.fields if not field.leaves_in}
    here = [prompt for prompt in prompts if _where(prompt) in never]
    if not here:
        return None
    return {
        "title": words.say("Apart from the rest"),
        "promise": words.say(
            "Keep this sheet somewhere else than the others, or write nothing on it and keep it in mind."
        ),
        "prompts": [_asked(prompt, words) for prompt in here if _where(prompt)[1] not in _WORDS],
        "words": [_asked(prompt, words) for prompt in here if _where(prompt)[1] in _WORDS],
        "fold": words.say(
            "Better in my head than on paper. If I write it here: cut off, and keep elsewhere."
        ),
    }


def _grid(words: Wording) -> dict[str, object]:
    return {
        "how": words.say("Write the number of each threat into its square."),
        "across": words.say("How likely"),
        "down": words.say("How heavy"),
        "levels": [words.say("low"), words.say("watch"), words.say("act"), words.say("act now, or stop")],
    }


def _key(prompt: Prompt) -> Spot:
    key = first_place(prompt.feeds)
    assert key is not None, prompt.id
    return key


def _where(prompt: Prompt) -> tuple[str, str]:
    return _key(prompt)[:2]


def _order(spot: Spot) -> tuple[int, ...]:
    """Where a place stands in the plan."""
    part_id, field_id, record, column = spot
    number = next(n for n, part in enumerate(PARTS) if part.id == part_id)
    fields = PARTS[number].fields
    at = next(n for n, field in enumerate(fields) if field.id == field_id)
    rows = [row.id for row in fields[at].rows]
    columns = [one.id for one in fields[at].columns]
    return (
        number,
        at,
        rows.index(record) if record in rows else int(record or 0),
        columns.index(column) if column in columns else 0,
    )


def _field(part: str, field: str) -> PlanField:
    found = next(one for one in PARTS if one.id == part).field(field)
    assert found is not None, field
    return found


def _label(part: str, field: str, words: Wording) -> str:
    return words.say(_field(part, field).label)


def _column(part: str, field: str, column: str, words: Wording) -> str:
    return next(words.say(one.label) for one in _field(part, field).columns if one.id == column)
