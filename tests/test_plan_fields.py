"""Every field of the plan is fed, leaves in what it should, and its page in docs is current."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from workshop.domain.plan_parts import PARTS, PlanField

ROOT = Path(__file__).parent.parent
_SPEC = importlib.util.spec_from_file_location("plan_fields", ROOT / "scripts" / "plan_fields.py")
assert _SPEC is not None and _SPEC.loader is not None
plan_fields = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(plan_fields)

FIELDS = {f"{part.id}.{field.id}": field for part in PARTS for field in part.fields}
NEVER = {
    "P3.unhelpful_coping_watch",
    "P7.exit",
    "P8.alert_levels",
    "P8.safe_word",
    "P8.duress_word",
    "P8.medical_note",
    "P14.self_check_trend",
    "P14.who_5",
}
POCKET = {
    "P3.levels",
    "P3.rule_if_then",
    "P3.what_brings_me_back",
    "P7.first_hour",
    "P8.contacts",
    "P8.checkin",
    "P11.commitments",
    "P14.review_30",
    "P14.review_90",
    "P14.review_6m",
    "P14.review_triggers",
    "P14.buddy_agreement",
}
BUDDY = {
    "P2.values",
    "P2.limits_to_respect",
    "P3.levels",
    "P3.rule_if_then",
    "P3.what_brings_me_back",
    "P3.how_to_be_with_me",
    "P5.strengths_seen",
    "P6.prevent",
    "P8.checkin",
    "P10.routine",
    "P10.reclaimed_hour",
    "P10.health_checks_due",
    "P11.commitments",
}
"""What a trusted person gets to read: what helps, small habits, commitments, steps, the check-in."""


def leaving(form: str) -> set[str]:
    return {path for path, field in FIELDS.items() if form in field.leaves_in}


def test_every_field_and_column_is_fed_or_has_its_reason() -> None:
    assert plan_fields.unfed() == set(plan_fields.ON_PAPER)


def test_every_field_leaves_in_what_it_should() -> None:
    assert {path for path, field in FIELDS.items() if not field.leaves_in} == NEVER
    assert leaving("full") == FIELDS.keys() - NEVER
    assert leaving("pocket") == POCKET
    assert leaving("buddy") == BUDDY


@pytest.mark.parametrize("field", [pytest.param(FIELDS[path], id=path) for path in sorted(NEVER)])
def test_what_leaves_in_nothing_is_what_could_hurt(field: PlanField) -> None:
    assert field.sensitivity == "high"


def test_the_page_is_current() -> None:
    assert plan_fields.TABLE.read_text(encoding="utf-8") == plan_fields.page()
