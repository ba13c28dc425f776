"""Writes docs/plan.md: every field of a plan, how sensitive it is, what it leaves in, and what feeds it.

    .venv/bin/python scripts/plan_fields.py [FILE]

The fields stand in workshop/domain/plan_parts.py; what feeds them stands in the content, as `feeds`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from workshop.domain.plan import places
from workshop.domain.plan_parts import PARTS, PlanField
from workshop.library import load_library

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "plan.md"
_STRIP = "on the strip of [contacts-and-alert-levels](../exercises/contacts-and-alert-levels.yaml)"
ON_PAPER: Mapping[str, str] = dict.fromkeys(("P8.safe_word", "P8.duress_word", "P8.medical_note"), _STRIP)
"""Fields that no exercise asks for on a phone, and where they are written instead; the page says why."""
HEAD = """# The plan, field by field

What people write only for themselves becomes their plan, in fifteen parts. Made by `scripts/plan_fields.py`
from `workshop/domain/plan_parts.py` and the `feeds` of the content; a test holds it complete.

*Leaves in* says what a field is part of by default: the full plan, the pocket card, the buddy's copy. Of a
field with columns, the card and the buddy's copy hold only what they need. What leaves in nothing is in the
JSON alone, the whole that an owner asks for.

**Never typed.** A safe word, a duress word and a medical note help on the body of a person and nowhere
else. A word that stands in a file is worth less on the day it is needed, and no screen shall show it beside
the contacts. So they are written on a strip of paper; the fields are there for those who add the strip to a
booklet.

**Made by the program.** The day on which a plan was made and its version are no fields: every form says its
edition. How grave a threat is follows from its two numbers, and is drawn as a grid. The language is asked
for: the words on a phone may be in another language than the words of its owner.

**Kept as signs.** Whether an exposure can be changed is what P5.lower_one answers; a protection that is
shared with others has a star, as the exercise says.

**Over time.** The six sliders and WHO-5 have one column, now. A follow-up asks the same questions again:
the earlier answers stand in the earlier version of the plan, and a trend is read from version to version. A
second look within one workshop is an exercise of its own (`private-self-check-2`), with answers of its own.

"""
_FORMS = ("full", "pocket", "buddy")


def fed() -> dict[tuple[str, str, str], list[str]]:
    """The ids of the exercises that fill each (part, field, column)."""
    found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for id, exercise in load_library().exercises.items():
        for prompt in exercise.prompts:
            for part, field, _, column in sorted(places(prompt)):
                if id not in found[part, field, column]:
                    found[part, field, column].append(id)
    return dict(found)


def unfed() -> frozenset[str]:
    """Every field or column that no exercise fills: P8.safe_word, P4.threats.evidence."""
    known = fed()
    return frozenset(
        ".".join(filter(None, (part.id, field.id, column)))
        for part in PARTS
        for field in part.fields
        for column in ([one.id for one in field.columns] or [""])
        if (part.id, field.id, column) not in known
    )


def page() -> str:
    known = fed()
    lines = [HEAD]
    for part in PARTS:
        lines += [
            f"## {part.id} {part.title}\n\n",
            "| field | label | sensitivity | leaves in | fed by |\n|---|---|---|---|---|\n",
            *(_row(part.id, field, known) for field in part.fields),
            "\n",
        ]
    return "".join(lines).rstrip("\n") + "\n"


def _row(part: str, field: PlanField, known: Mapping[tuple[str, str, str], list[str]]) -> str:
    leaves = ", ".join(form for form in _FORMS if form in field.leaves_in) or "nothing"
    row = (f"`{field.id}`", f"**{field.label}**", field.sensitivity, leaves, _homes(part, field, "", known))
    columns = (
        (f"`{field.id}.{column.id}`", column.label, "", "", _homes(part, field, column.id, known))
        for column in field.columns
    )
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (row, *columns))


def _homes(part: str, field: PlanField, column: str, known: Mapping[tuple[str, str, str], list[str]]) -> str:
    if field.columns and not column:
        return ""
    ids = known.get((part, field.id, column), ())
    return " · ".join(f"[{id}](../exercises/{id}.yaml)" for id in ids) or ON_PAPER[f"{part}.{field.id}"]


if __name__ == "__main__":
    (Path(sys.argv[1]) if sys.argv[1:] else TABLE).write_text(page(), encoding="utf-8")
