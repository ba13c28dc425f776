"""Referral directories for tests, as the YAML that an organisation would write."""

from __future__ import annotations

import json

FRESH_DAY = "2026-10-01"
STALE_DAY = "2026-06-01"
"""Eleven days and more than ninety before the day on which the tests' clock begins."""


def contact(id: str, **changes: object) -> dict[str, object]:
    return {
        "id": id,
        "title": "12 01",
        "kind": "doctor",
        "route": "12 02",
        "languages": ["12 03", "12 04"],
        "cost": "12 05",
        "verified_on": FRESH_DAY,
        **changes,
    }


def directory_of(*contacts: dict[str, object], title: str = "12 00") -> str:
    """JSON is YAML too, and says every sign."""
    return f"title: {json.dumps(title)}\ncontacts: {json.dumps(contacts)}\n"


DIRECTORY = directory_of(
    contact(
        "river",
        title="The River House",
        kind="talk_therapy",
        route="The blue door behind the market",
        languages=["English", "Burmese"],
        cost="What you can give",
        reach="Defenders and their families",
        records="No notes with names",
    ),
    contact("willow", title="Elder Willow", kind="traditional_or_spiritual", verified_on=STALE_DAY),
    contact(
        "harbour",
        title="The Harbour fund",
        kind="emergency_grant",
        route="The organisers know the form",
        on_phones="false",
    ),
    title="Help in the invented town",
)
"""One fresh contact, one stale one, one that the facilitator alone sees."""
