"""What the laptop gives a phone to open its owner's plan by itself; it reads none of the entries."""

from __future__ import annotations

import json

from workshop.domain.gaps import described_gaps
from workshop.domain.score import SelfCheck
from workshop.export.recipe import plan_recipe
from workshop.room import Room
from workshop.vault import SealedEntries
from workshop.wording import Wording

from .pieces import Piece, pieces, ways_to_fill


def sealed_plan_recipe(room: Room, sealed: SealedEntries, words: Wording) -> str:
    """One plan, sealed as it lies here, and how to read it; as JSON."""
    names = dict.fromkeys([*sealed.entries, *(name for version in sealed.versions for name in version)])
    prompts = {name: prompt for name in names if (prompt := room.prompt_of(name)) is not None}
    exercises = dict.fromkeys(name.partition("/")[0] for name in prompts if name in sealed.entries)
    checks = {id: check for id in exercises if (check := self_check(room, id)) is not None}
    return json.dumps(
        {
            **plan_recipe(prompts, room.figures.for_plans(), words, room.contacts),
            "counter": sealed.counter + 1,
            "entries": list(sealed.entries.items()),
            "versions": [list(version.items()) for version in sealed.versions],
            "number": sealed.number,
            "today": room.now.date().isoformat(),
            "checks": {id: described(check, words) for id, check in checks.items()},
            "pieces": {
                part: [_piece(piece, words) for piece in own]
                for part, own in pieces(room, sealed.entries).items()
            },
            "gaps": described_gaps(words),
            "ways": {gap: _piece(piece, words) for gap, piece in ways_to_fill(room).items()},
        },
        ensure_ascii=False,
    )


def self_check(room: Room, exercise: str) -> SelfCheck | None:
    return room.exercises.self_check(exercise)


def described(check: SelfCheck, words: Wording) -> dict[str, object]:
    """How a phone reads a self-check: browser/src/check.js."""
    return {
        "title": words.say(check.title),
        "method": check.method,
        "lowest": check.lowest,
        "highest": check.highest,
        "times": check.times,
        "missing": check.missing,
        "most": check.most,
        "items": [{"id": item.id, "reversed": item.reversed} for item in check.items],
        "subscales": [
            {"title": words.say(part.title), "items": list(part.items)} for part in check.subscales
        ],
        "bands": [
            {"upTo": band.up_to, "title": words.say(band.title), "say": [words.say(one) for one in band.say]}
            for band in check.bands
        ],
        "licence": words.say(check.licence) if check.licence else "",
        "told": words.say(
            "{total} of {most}. This is no diagnosis. "
            "Only this page says it to you; the number is kept nowhere.",
            total="{total}",
            most="{most}",
        ),
    }


def _piece(piece: Piece, words: Wording) -> dict[str, object]:
    return {"exercise": piece.exercise, "title": words.say(piece.title), "open": piece.is_open}
