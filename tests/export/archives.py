"""An archive to export, with one figure of every kind in it."""

from __future__ import annotations

from workshop.domain.agenda import Agenda
from workshop.domain.figure import Bars, Counts, Figure, Grid, GridRow, Note, Notes, Order, Spread, Tally
from workshop.domain.prompt import (
    Audience,
    ChoicePrompt,
    DatePrompt,
    MatrixPrompt,
    Option,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
)
from workshop.export import (
    Archive,
    ArchivedCount,
    ArchivedDay,
    ArchivedSession,
    ArchivedTexts,
    BeforeAfter,
    CareSpending,
    Commitment,
    FollowUp,
    PlanElement,
)
from workshop.library import load_library
from workshop.room import Shown

KINDS = (Bars, Spread, Notes, Grid, Order, Counts)
_OPTIONS = (Option("a", "Urgent cases"), Option("b", "Long hours"), Option("c", "No privacy"))


def shown_figures(text: str = "Somebody who takes the night calls") -> tuple[Shown, ...]:
    """One figure of every kind."""
    room = Audience.ROOM
    hidden = tuple(Tally(o.id, o.label, count) for o, count in zip(_OPTIONS, (19, 16, None), strict=True))
    grid = Grid(
        17,
        ("none", "some", "much"),
        (
            GridRow(
                "Hours", tuple(Tally(f"h.{c}", c, n) for c, n in (("none", 3), ("some", 9), ("much", 5)))
            ),
            GridRow(
                "Money", tuple(Tally(f"m.{c}", c, n) for c, n in (("none", 12), ("some", 4), ("much", 1)))
            ),
        ),
    )
    pairs: tuple[tuple[Prompt, Figure], ...] = (
        (
            ChoicePrompt(id="bars", audience=room, ask="What weighs on you?", options=_OPTIONS),
            Bars(23, hidden),
        ),
        (
            ScalePrompt(
                id="spread", audience=room, ask="How steady?", lowest=1, highest=5, low="Shaky", high="Calm"
            ),
            Spread(
                20, tuple(Tally(str(v), str(v), n) for v, n in enumerate((1, 3, 7, 6, 3), 1)), "Shaky", "Calm"
            ),
        ),
        (
            TextPrompt(id="notes", audience=room, ask="What would help?", characters=140),
            Notes(9, (Note("n1", text),)),
        ),
        (
            MatrixPrompt(
                id="grid",
                audience=room,
                ask="Could we change it?",
                cell="mark",
                rows=_OPTIONS,
                columns=_OPTIONS,
            ),
            grid,
        ),
        (
            RankingPrompt(id="order", audience=room, ask="What first?", options=_OPTIONS),
            Order(12, tuple(Tally(o.id, o.label, n) for o, n in zip(_OPTIONS, (30, 22, 8), strict=True))),
        ),
        (
            DatePrompt(id="counts", audience=room, ask="When shall we meet?"),
            Counts(8, (Tally("2026-11", "2026-11", 6), Tally("2026-12", "2026-12", 2))),
        ),
    )
    return tuple(Shown("stressor-mapping", p, f, at_least=p.id == "bars") for p, f in pairs)


def _pair() -> BeforeAfter:
    """A statement of the evaluation, weighed twice."""

    def one(id: str, ask: str, counts: tuple[int, ...]) -> Shown:
        prompt = ScalePrompt(
            id=id, audience=Audience.ROOM, ask=ask, lowest=1, highest=5, low="Not true", high="Very true"
        )
        values = tuple(Tally(str(v), str(v), n) for v, n in enumerate(counts, 1))
        figure = Spread(sum(counts), values, prompt.low, prompt.high)
        return Shown("evaluation", prompt, figure, at_least=False)

    return BeforeAfter(
        "I know my main risks",
        one("risks-before", "When I arrived: I knew my main risks", (4, 6, 5, 3, 1)),
        one("risks-after", "Now: I know my main risks", (0, 2, 4, 8, 4)),
    )


def full_archive(text: str = "Somebody who takes the night calls") -> Archive:
    """An archive with everything that one may hold; `text` stands wherever people's own words do."""
    agenda: Agenda = load_library().agenda("three-day-holistic")
    days = tuple(
        ArchivedDay(
            day.title,
            tuple(
                ArchivedSession(
                    s.id,
                    s.exercise or "",
                    s.title,
                    s.kind,
                    s.minutes.planned,
                    s.minutes.planned + n % 7 - 2 if n < 12 else None,
                    ("", "added", "dropped")[n % 3] if n in (3, 4, 13) else "",
                )
                for n, s in enumerate(day.sessions)
            ),
        )
        for day in agenda.days
    )
    pair = _pair()
    return Archive(
        agenda=agenda.id,
        title=agenda.title,
        month="2026-10",
        days=days,
        counts=(
            ArchivedCount("stressor-mapping", "Stressor mapping", 20),
            ArchivedCount("check-out", "Check-out", None),
        ),
        figures=(*shown_figures(text), pair.before, pair.after),
        group=(ArchivedTexts("P12.agreement", "What we agreed", ("2 + 2 = 4", text)),),
        plans=15,
        notes=(text,),
        series="0123456789abcdef",
        round=1,
        pairs=(pair,),
        commitments=(Commitment(text, "kept"), Commitment("3 + 3 = 6")),
        dates=(FollowUp(30, "2026-11"), FollowUp(90, "2027-01")),
        care=(CareSpending("An argument that convinces funders", text),),
        elements=(
            PlanElement("check-in", "A check-in protocol", 10),
            PlanElement("P4.threats", "Threats I prepare for", None),
        ),
        left_out=(text,),
    )
