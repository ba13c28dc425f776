"""How I am right now, beside what I think of my threats: after a heavy day, read the plan again soon."""

from __future__ import annotations

from .plan import Plan

PLACE = ("P4.threats", "now_state")
"""The field and the column in which people say how they are while they weigh threats."""
HEAVY = frozenset({"stretched", "overwhelmed"})
"""The options that mean a heavy day, by their ids in exercises/risk-matrix.yaml: labels may be reworded."""


def review_soon(plan: Plan) -> bool:
    """Whether its owner was not steady while weighing a threat: stress bends such numbers both ways."""
    threats = plan.field(*PLACE[0].split("."))
    columns = (column for record in threats.records for column in record.columns) if threats else ()
    return any(words.option in HEAVY for column in columns if column.id == PLACE[1] for words in column.words)


def soon_in_recipe() -> dict[str, object]:
    """What browser/src/urgency.js needs for the same: the place, and the options that mean a heavy day."""
    return {"field": PLACE[0], "column": PLACE[1], "options": sorted(HEAVY)}
