"""What may still be missing in a plan: kind sentences that name no threat, blame nobody and count nothing up.

A rule is data, so that a phone and a sealed file apply it as this laptop does (browser/src/gaps.js).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from workshop.wording import Wording, mark

from .plan import Plan


class Cells(NamedTuple):
    """Places of a plan. An empty record or column is any; the record `*` is the one that a case is about."""

    field: str
    """P4.threats, or P4 for any field of the part."""
    record: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Once for each record that `when` finds by `*`, else once: where any of `when` holds something, one of
    `has` should too. No `when` means always."""

    when: tuple[Cells, ...]
    has: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    id: str
    part: str
    one: str
    many: str
    """With {n}: how many times it was found; the same as `one` where it can only be once."""
    ask: str
    """The same as a question for a sheet of paper, where a tick means that it stands there."""
    cases: tuple[Case, ...] = ()
    most: int = 1
    """How often it can be found; more are said as that many."""


SHOWN = 5
"""So many are said at once: a list of all that is missing would help nobody."""
_FIRST = (Cells("P4.chosen", "1"), Cells("P4.threats", "1", "threat"), Cells("P4.threats", "1", "likelihood"))
_SECOND = (
    Cells("P4.chosen", "2"),
    Cells("P4.threats", "2", "threat"),
    Cells("P4.threats", "2", "likelihood"),
)
_SIDES = (Cells("P9.physical"), Cells("P9.digital"), Cells("P9.psychosocial"))
_RECORDS = 8


def _of_both(field: str) -> tuple[Case, ...]:
    """For each of the two threats that somebody works on, its own column."""
    return Case(_FIRST, (Cells(field, "", "first"),)), Case(_SECOND, (Cells(field, "", "second"),))


def _of_each(field: str, columns: tuple[str, ...], has: str) -> tuple[Case, ...]:
    return (Case(tuple(Cells(field, "*", column) for column in columns), (Cells(field, "*", has),)),)


def _somewhere(*fields: str, when: str = "") -> tuple[Case, ...]:
    return (Case((Cells(when),) if when else (), tuple(Cells(field) for field in fields)),)


EMPTY = Gap(
    "empty",
    "",
    mark("Your plan can begin with a single line: a sign, a person, or a first step."),
    mark("Your plan can begin with a single line: a sign, a person, or a first step."),
    "",
    _somewhere(*(f"P{number}" for number in range(2, 16) if number != 12)),
)
"""Instead of all others: who has hardly begun needs one beginning. What the group agreed, and where a plan is
kept, are not yet a plan of one's own."""

RULES: tuple[Gap, ...] = (
    Gap(
        "first_hour",
        "P7",
        "One threat has no step for the first hour yet.",
        "{n} threats have no step for the first hour yet.",
        mark("Does each threat that I work on have a step for the first hour?"),
        _of_both("P7.first_hour"),
        most=2,
    ),
    Gap(
        "nobody",
        "P8",
        mark("There is nobody yet whom you would reach first. A role is enough."),
        mark("There is nobody yet whom you would reach first. A role is enough."),
        mark("Is there somebody whom I would reach first?"),
        _somewhere("P8.contacts"),
    ),
    Gap(
        "route",
        "P8",
        "For one contact, the way to reach them is not written yet.",
        "For {n} contacts, the way to reach them is not written yet.",
        mark("Do I know how I reach each of my contacts?"),
        _of_each("P8.contacts", ("role", "code"), "route"),
        most=_RECORDS,
    ),
    Gap(
        "helps",
        "P3",
        "One of your colours has signs, and nothing yet that helps.",
        "{n} of your colours have signs, and nothing yet that helps.",
        mark("Beside my signs, is there something that helps?"),
        _of_each("P3.levels", ("signs",), "helps"),
        most=3,
    ),
    Gap(
        "review",
        "P14",
        mark("There is no day yet for reading it again."),
        mark("There is no day yet for reading it again."),
        mark("Is there a day on which I read it again?"),
        _somewhere("P14.review_30", "P14.review_90", "P14.review_6m"),
    ),
    Gap(
        "check_in",
        "P8",
        mark("No check-in is agreed yet, for a journey or a late evening."),
        mark("No check-in is agreed yet, for a journey or a late evening."),
        mark("Does somebody notice when I do not arrive?"),
        _somewhere("P8.checkin"),
    ),
    Gap(
        "warning",
        "P7",
        "For one threat, the sign that it begins is not written yet.",
        "For {n} threats, the sign that it begins is not written yet.",
        mark("Do I know the sign that each threat begins?"),
        _of_both("P7.warning_signal"),
        most=2,
    ),
    Gap(
        "prevent",
        "P6",
        "For one threat, there is no step yet that you take beforehand.",
        "For {n} threats, there is no step yet that you take beforehand.",
        mark("Is there a step that I take beforehand, for each threat that I work on?"),
        (
            Case(_FIRST, (Cells("P6.prevent", "1"), Cells("P6.prevent", "2"))),
            Case(_SECOND, (Cells("P6.prevent", "3"), Cells("P6.prevent", "4"))),
        ),
        most=2,
    ),
    Gap(
        "rule",
        "P3",
        mark("Your own rule is not written yet: when I notice this, I will do that."),
        mark("Your own rule is not written yet: when I notice this, I will do that."),
        mark("Do I have a rule: when I notice this, I will do that?"),
        _somewhere("P3.rule_if_then"),
    ),
    Gap(
        "supporter",
        "P11",
        "One commitment has nobody beside it yet.",
        "{n} commitments have nobody beside them yet.",
        mark("Does somebody support me in each commitment?"),
        _of_each("P11.commitments", ("what",), "supporter"),
        most=_RECORDS,
    ),
    Gap(
        "together",
        "P12",
        mark("Your commitments stand alone so far. What could the group carry with you?"),
        mark("Your commitments stand alone so far. What could the group carry with you?"),
        mark("Is there something that the group does together, beside what I do alone?"),
        _somewhere("P12.collective", when="P11.commitments"),
    ),
    Gap(
        "support",
        "P13",
        mark("Where you could find support is still open."),
        mark("Where you could find support is still open."),
        mark("Do I know where I could find support?"),
        _somewhere("P13.support", "P13.allies"),
    ),
    Gap(
        "sides",
        "P9",
        "One of the three sides, body, devices and heart, has no step yet.",
        "{n} of the three sides, body, devices and heart, have no step yet.",
        mark("Is there a step for each of the three sides, body, devices and heart?"),
        tuple(Case(tuple(other for other in _SIDES if other != side), (side,)) for side in _SIDES),
        most=2,
    ),
    Gap(
        "decides",
        "P7",
        "For one threat, it is still open who decides.",
        "For {n} threats, it is still open who decides.",
        mark("Do we know who decides?"),
        _of_both("P7.who_decides"),
        most=2,
    ),
    Gap(
        "stop",
        "P7",
        "For one threat, it is still open when you would stop.",
        "For {n} threats, it is still open when you would stop.",
        mark("Do we know when we stop?"),
        _of_both("P7.stop_rule"),
        most=2,
    ),
    Gap(
        "consent",
        "P8",
        "One contact may not know yet that you count on them.",
        "{n} contacts may not know yet that you count on them.",
        mark("Does everyone in my plan know it, and did they say yes?"),
        _of_each("P8.contacts", ("role", "code"), "consent"),
        most=_RECORDS,
    ),
)
"""What matters first stands first."""
MORE = Gap(
    "more",
    "",
    "One more thing is still open. It can wait.",
    "{n} more things are still open. They can wait.",
    "",
    most=len(RULES) - SHOWN,
)


def gaps(plan: Plan) -> tuple[tuple[Gap, int], ...]:
    """What may still be missing, most important first, and how often; of an empty plan one beginning."""
    filled = tuple(plan.filled())
    if _count(EMPTY, filled):
        return ((EMPTY, 1),)
    counted = ((gap, _count(gap, filled)) for gap in RULES)
    return tuple((gap, n) for gap, n in counted if n)


def gap_texts(plan: Plan, words: Wording) -> list[dict[str, str]]:
    """The few that are shown, as gapsIn() of browser/src/gaps.js gives them: {id, part, text}."""
    found = gaps(plan)
    shown = found[:SHOWN] + (((MORE, len(found) - SHOWN),) if len(found) > SHOWN else ())
    return [{"id": gap.id, "part": gap.part, "text": _text(gap, n, words)} for gap, n in shown]


def gap_questions(words: Wording) -> tuple[str, ...]:
    """The same as questions for paper, where a tick means that it stands there."""
    return tuple(words.say(gap.ask) for gap in RULES)


def described_gaps(words: Wording) -> list[dict[str, object]]:
    """What browser/src/gaps.js needs for the same: the empty plan, every rule, the rest; texts for 1 to n."""
    return [
        {
            "id": gap.id,
            "part": gap.part,
            "texts": [_text(gap, n, words) for n in range(1, gap.most + 1)],
            "cases": [[case.when, case.has] for case in gap.cases],
        }
        for gap in (EMPTY, *RULES, MORE)
    ]


def _text(gap: Gap, n: int, words: Wording) -> str:
    n = min(n, gap.most)
    return words.say(gap.one) if gap.one == gap.many else words.count(gap.one, gap.many, n)


def _count(gap: Gap, filled: tuple[tuple[str, str, str], ...]) -> int:
    return sum(
        not any(_holds(cells, filled, about) for cells in case.has)
        for case in gap.cases
        for about in _abouts(case, filled)
    )


def _abouts(case: Case, filled: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    """The records that a case is about, once each; "" where it is about none in particular."""
    found = dict.fromkeys(
        record if cells.record == "*" else ""
        for cells in case.when
        for field, record, column in filled
        if _matches(cells, field, record, column, record)
    )
    yield from found if case.when else ("",)


def _holds(cells: Cells, filled: tuple[tuple[str, str, str], ...], about: str) -> bool:
    return any(_matches(cells, *one, about) for one in filled)


def _matches(cells: Cells, field: str, record: str, column: str, about: str) -> bool:
    wanted = about if cells.record == "*" else cells.record
    return (
        (field == cells.field or field.startswith(f"{cells.field}."))
        and wanted in ("", record)
        and cells.column in ("", column)
    )
