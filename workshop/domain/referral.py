"""Where people can find help: an organisation's own directory, checked by somebody on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .prompt import Option

ReferralKind = Literal[
    "talk_therapy",
    "group",
    "supervision",
    "doctor",
    "dentist",
    "gynaecology",
    "bodywork",
    "traditional_or_spiritual",
    "legal",
    "digital_help_desk",
    "emergency_grant",
    "relocation_or_rest",
    "shelter",
    "childcare_or_family",
    "financial",
    "addiction",
    "hotline",
    "network",
]
KINDS = (
    Option("hotline", "A line to call"),
    Option("talk_therapy", "Somebody to talk to, one to one"),
    Option("group", "A group to talk with"),
    Option("supervision", "Supervision, for people who support others"),
    Option("traditional_or_spiritual", "A healer, or somebody for the spirit"),
    Option("bodywork", "Massage and other care for the body"),
    Option("doctor", "A doctor"),
    Option("dentist", "A dentist"),
    Option("gynaecology", "A gynaecologist"),
    Option("addiction", "Help with alcohol and other drugs"),
    Option("legal", "A lawyer"),
    Option("digital_help_desk", "Help with phones, computers and accounts"),
    Option("emergency_grant", "Money in an emergency"),
    Option("financial", "Help with income and debts"),
    Option("shelter", "A safe place to stay"),
    Option("relocation_or_rest", "Going away for a time, or resting"),
    Option("childcare_or_family", "Care for children and family"),
    Option("network", "A network that stands together"),
)
"""Every kind in plain words, in the order in which people look for them."""
FACTS = (
    Option("route", "How to reach"),
    Option("reach", "For whom"),
    Option("languages", "Languages"),
    Option("cost", "Cost"),
    Option("records", "What they write down"),
)
"""What there is to say of a contact, in order; what is empty is not said."""
_KINDS = {kind.id: kind.label for kind in KINDS}
_PLACES = {kind.id: place for place, kind in enumerate(KINDS)}
FRESH = timedelta(days=90)
"""How long a contact counts as checked (domain research: two routes checked in the last 90 days)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """One contact. `route` is how one gets there, as it is written down for people: a number, a door."""

    id: str
    title: str
    kind: ReferralKind
    route: str
    languages: tuple[str, ...]
    cost: str
    verified_on: date
    reach: str = ""
    """Whom it is for, and what to know before."""
    records: str = ""
    """What happens to what people say there."""
    on_phones: bool = True
    """Whether participants see it on their phones; if not, the facilitator alone."""

    def is_stale(self, today: date) -> bool:
        return today - self.verified_on > FRESH

    @property
    def kind_in_words(self) -> str:
        """English, as the catalogues know it."""
        return _KINDS[self.kind]

    @property
    def facts(self) -> tuple[tuple[Option, str], ...]:
        """Each of `FACTS` that there is, with the organisation's own words."""
        said = {
            "route": self.route,
            "reach": self.reach,
            "languages": " · ".join(self.languages),
            "cost": self.cost,
            "records": self.records,
        }
        return tuple((fact, said[fact.id]) for fact in FACTS if said[fact.id])


@dataclass(frozen=True, slots=True)
class Contacts:
    """What participants get of a directory, as of one day."""

    referrals: tuple[Referral, ...]
    day: date

    @property
    def by_kind(self) -> tuple[tuple[str, tuple[Referral, ...]], ...]:
        return by_kind(self.referrals)

    def is_stale(self, referral: Referral) -> bool:
        return referral.is_stale(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The contacts of one organisation or place."""

    id: str
    title: str
    referrals: tuple[Referral, ...]

    def contacts(self, day: date) -> Contacts | None:
        """What may be on phones and in plans; None where nothing may."""
        shown = tuple(referral for referral in self.referrals if referral.on_phones)
        return Contacts(shown, day) if shown else None


def stale(referrals: Iterable[Referral], today: date) -> tuple[Referral, ...]:
    """Those that nobody checked for longer than `FRESH`."""
    return tuple(referral for referral in referrals if referral.is_stale(today))


def by_kind(referrals: Iterable[Referral]) -> tuple[tuple[str, tuple[Referral, ...]], ...]:
    """Each kind that there is, in plain words, with its contacts; kinds in the order of `KINDS`."""
    groups: dict[str, list[Referral]] = {}
    for referral in sorted(referrals, key=lambda one: _PLACES[one.kind]):
        groups.setdefault(referral.kind_in_words, []).append(referral)
    return tuple((kind, tuple(group)) for kind, group in groups.items())
