"""Contacts: every kind has its plain words, and what the facilitator alone may see goes nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

from tests.directories import DIRECTORY
from workshop.domain.referral import FRESH, KINDS, Directory, ReferralKind, by_kind, stale
from workshop.library import read_directory_text

DAY = date(2026, 10, 12)


def directory() -> Directory:
    return read_directory_text("referrals.yaml", "referrals", DIRECTORY, DAY)


def test_every_kind_has_plain_words_of_its_own() -> None:
    assert {kind.id for kind in KINDS} == set(get_args(ReferralKind))
    assert len({kind.label for kind in KINDS}) == len(KINDS)
    assert not [kind for kind in KINDS if "_" in kind.label]


def test_contacts_stand_by_kind_in_the_order_in_which_people_look() -> None:
    groups = by_kind(reversed(directory().referrals))
    assert [kind for kind, _ in groups] == [
        "Somebody to talk to, one to one",
        "A healer, or somebody for the spirit",
        "Money in an emergency",
    ]


def test_what_is_empty_is_not_said() -> None:
    river, willow, _ = directory().referrals
    assert [fact.id for fact, _ in river.facts] == ["route", "reach", "languages", "cost", "records"]
    assert [fact.id for fact, _ in willow.facts] == ["route", "languages", "cost"]
    assert {fact.id: text for fact, text in river.facts}["languages"] == "English · Burmese"


def test_what_only_the_facilitator_sees_is_not_among_the_contacts() -> None:
    contacts = directory().contacts(DAY)
    assert contacts is not None
    assert [one.id for one in contacts.referrals] == ["river", "willow"]
    hidden = replace(directory(), referrals=directory().referrals[2:])
    assert hidden.contacts(DAY) is None


def test_a_contact_is_stale_after_ninety_days_and_not_before() -> None:
    river = directory().referrals[0]
    assert FRESH.days == 90
    assert stale([river], river.verified_on + FRESH) == ()
    assert stale([river], river.verified_on + FRESH + timedelta(days=1)) == (river,)
