"""What may still be missing in a plan, and when it is to be read again soon: here and on a phone alike."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.javascript import needs_node, told
from workshop.domain.answer import ChoiceAnswer, TextAnswer
from workshop.domain.gaps import EMPTY, RULES, SHOWN, described_gaps, gap_questions, gap_texts, gaps
from workshop.domain.plan import Plan, assemble, first_place, place
from workshop.domain.plan_parts import PARTS
from workshop.domain.prompt import Audience, ChoicePrompt, Option, TextPrompt
from workshop.domain.urgency import HEAVY, review_soon, soon_in_recipe
from workshop.export.recipe import plan_recipe
from workshop.library import Bundle
from workshop.wording import ENGLISH, wording

PLACES = tuple(
    f"{part.id}.{field.id}" + (f"[{record}]" if record else "") + (f".{column}" if column else "")
    for part in PARTS
    for field in part.fields
    for record in ([row.id for row in field.rows] or ([str(n) for n in range(1, 6)] if field.many else [""]))
    for column in ([column.id for column in field.columns] or [""])
)
RULED = tuple(
    path
    for path in PLACES
    if any(
        path.startswith(cells.field)
        for gap in RULES
        for case in gap.cases
        for cells in (*case.when, *case.has)
    )
)
"""The places that a rule looks at: hardly any plan drawn from all places would have a gap to compare."""
plans = st.sets(st.sampled_from(RULED), max_size=40) | st.sets(st.sampled_from(PLACES), max_size=10)

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Making a batch of many plans smaller would start Node a thousand times."""


def plan_of(*paths: str) -> Plan:
    return assemble(
        (TextPrompt(id="x", audience=Audience.MINE, ask="?", feeds=path, characters=40), TextAnswer("words"))
        for path in paths
    )


def on_a_phone(paths: set[str]) -> dict[str, dict[str, list[str]]]:
    """The same plan as browser/src/plan.js holds it: texts by field, and by record and column."""
    places: dict[str, dict[str, list[str]]] = {}
    for path in sorted(paths):
        where = first_place(path)
        assert where is not None
        part, field, record, column = where
        places.setdefault(f"{part}.{field}", {})[f"{record}|{column}"] = ["words"]
    return places


def texts(*paths: str) -> list[str]:
    return [one["text"] for one in gap_texts(plan_of(*paths), ENGLISH)]


def test_an_empty_plan_gets_one_kind_sentence() -> None:
    assert gaps(plan_of()) == ((EMPTY, 1),)
    assert texts() == ["Your plan can begin with a single line: a sign, a person, or a first step."]
    assert gaps(plan_of("P1.code_name", "P12.agreement[1]")) == ((EMPTY, 1),), "not yet of one's own"


def test_threats_without_a_first_hour_are_counted_and_not_named() -> None:
    both = ("P4.chosen[1]", "P4.chosen[2]")
    assert texts(*both)[0] == "2 threats have no step for the first hour yet."
    assert texts(*both, "P7.first_hour[3].second")[0] == "One threat has no step for the first hour yet."
    mended = texts(*both, "P7.first_hour[1].first", "P7.first_hour[1].second")
    assert not any("first hour" in text for text in mended)


def test_a_plan_without_threats_is_asked_nothing_about_them() -> None:
    assert {gap.part for gap, _ in gaps(plan_of("P3.levels[green].signs"))}.isdisjoint({"P4", "P6", "P7"})


def test_few_are_shown_and_the_rest_can_wait() -> None:
    shown = texts("P4.chosen[1]", "P4.chosen[2]", "P11.commitments[1].what", "P8.contacts[2].role")
    assert len(shown) == SHOWN + 1
    assert shown[-1] == "8 more things are still open. They can wait."


@pytest.mark.parametrize("id", [gap.id for gap in RULES])
def test_every_gap_can_be_found_and_closed(id: str) -> None:
    """Each rule finds something in a plan that holds no more than what it is about, nothing in a full one."""
    rule = next(gap for gap in RULES if gap.id == id)
    any_record = "yellow" if id == "helps" else "2"
    about = [
        f"{c.field}[{c.record.replace('*', any_record)}]"
        for case in rule.cases
        for c in case.when
        if c.record
    ]
    columns = {c.field: f".{c.column}" for case in rule.cases for c in case.when if c.column}
    asked = [f"{path}{columns.get(path.partition('[')[0], '')}" for path in about if "chosen" not in path]
    found = dict(gaps(plan_of(*(asked or ["P9.physical[1].practice", "P11.commitments[1].what"]))))
    assert found.get(rule, 0) > 0
    assert rule not in dict(gaps(plan_of(*PLACES)))


def test_a_full_plan_has_no_gap() -> None:
    assert gaps(plan_of(*PLACES)) == ()


def test_every_rule_names_places_that_there_are() -> None:
    for gap in RULES:
        for case in gap.cases:
            for cells in (*case.when, *case.has):
                record = f"[{cells.record}]" if cells.record not in ("", "*") else ""
                place(f"{cells.field}{record}" + (f".{cells.column}" if cells.column else ""))


def test_paper_asks_the_same_as_questions() -> None:
    questions = gap_questions(ENGLISH)
    assert len(questions) == len(RULES) == len(set(questions))
    assert all(question.endswith("?") for question in questions)


@needs_node
@settings(max_examples=3, deadline=None, phases=UNSHRUNK, suppress_health_check=list(HealthCheck))
@given(batch=st.lists(plans, min_size=40, max_size=60))
@pytest.mark.parametrize("language", ["en", "ar-XB"])
def test_a_phone_finds_the_same(language: str, batch: list[set[str]]) -> None:
    words = wording(language)
    body = (
        'import { gapsIn } from "./gaps.js";\n'
        "result = given.plans.map((plan) => gapsIn({ recipe: { gaps: given.gaps },"
        " places: new Map(Object.entries(plan).map(([f, held]) => [f, new Map(Object.entries(held))])) }));"
    )
    sent: Mapping[str, object] = {"gaps": described_gaps(words), "plans": [on_a_phone(p) for p in batch]}
    assert told(body, sent) == [gap_texts(plan_of(*paths), words) for paths in batch]


def now(record: str, options: tuple[str, ...], id: str) -> ChoicePrompt:
    named = tuple(Option(option, option.title()) for option in options)
    path = f"P4.threats[{record}].now_state"
    return ChoicePrompt(id=id, audience=Audience.MINE, ask="?", feeds=path, options=named)


def test_a_heavy_day_asks_for_an_earlier_look(bundle: Bundle) -> None:
    prompt = bundle.exercises["risk-matrix"].prompt("now")
    assert isinstance(prompt, ChoicePrompt)
    assert {option.id for option in prompt.options} >= HEAVY
    soon = {o.id: review_soon(assemble([(prompt, ChoiceAnswer(o.id))])) for o in prompt.options}
    assert soon == {"steady": False, "stretched": True, "overwhelmed": True}
    assert not review_soon(plan_of("P4.threats[1].threat"))


@pytest.mark.own_words
@needs_node
@settings(max_examples=3, deadline=None, phases=UNSHRUNK)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from("123"), st.sampled_from(["steady", "stretched", "overwhelmed"])),
            max_size=4,
        ),
        min_size=40,
        max_size=60,
    )
)
def test_a_phone_says_the_same_about_a_heavy_day(batch: list[list[tuple[str, str]]]) -> None:
    """Answers in the order of their counters: where two are about one threat, the newer one holds."""
    sent, expected = [], []
    for said in batch:
        entries = [
            (now(record, ("steady", *HEAVY), f"n{n}"), option) for n, (record, option) in enumerate(said)
        ]
        prompts = {f"risk-matrix/{prompt.id}": prompt for prompt, _ in entries}
        recipe = {**plan_recipe(prompts, {}, ENGLISH), "soon": soon_in_recipe()}
        answers = {f"risk-matrix/{prompt.id}": option for prompt, option in entries}
        sent.append({"recipe": recipe, "answers": answers})
        expected.append(review_soon(assemble((p, ChoiceAnswer(option)) for p, option in entries)))
    assert (
        told('import { reviewSoon } from "./urgency.js";\nresult = given.map(reviewSoon);', sent) == expected
    )
