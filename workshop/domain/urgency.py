"""How urgent the next look at a plan is: numbers that were set on a hard day are looked at again soon."""

from __future__ import annotations

from .plan import Plan

UNSTEADY = frozenset({"Stretched, look again within two weeks", "Overwhelmed, count on another day"})
"""What people chose of how they are right now; the labels of risk-matrix/now."""


def review_soon(plan: Plan) -> bool:
    """Whether somebody was not steady while they weighed a threat."""
    threats = plan.field("P4", "threats")
    if threats is None:
        return False
    label = next(column.label for column in threats.field.columns if column.id == "now_state")
    said = (w for record in threats.records for c in record.columns if c.label == label for w in c.words)
    return any(word.text in UNSTEADY and not word.own for word in said)
