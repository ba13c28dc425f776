"""Plans to export: a rich one from the prompts of the shipped exercises, a bare one, and one of a text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workshop.domain.answer import (
    Answer,
    Cell,
    ChoiceAnswer,
    DateAnswer,
    ListAnswer,
    MatrixAnswer,
    MultiAnswer,
    ScaleAnswer,
    TextAnswer,
)
from workshop.domain.exercise import Exercise
from workshop.domain.plan import Plan, assemble
from workshop.domain.plan_parts import PARTS
from workshop.domain.prompt import Audience, ListPrompt, Prompt, ScalePrompt, TextPrompt
from workshop.library import load_library

NEVER_TYPED = "Harbour lights at noon"
GROUP = {
    "P12.agreement": ("What is said here stays here.", "Anyone may leave and come back."),
    "P12.collective": ("No messages after seven in the evening, beginning with the team leads.",),
}

ANSWERED: dict[str, Answer] = {
    "arrival-and-consent/where-kept": TextAnswer("In the blue folder, behind the recipes"),
    "introductions-with-a-card/code-name": TextAnswer("Heron"),
    "group-agreement/limit": TextAnswer("Please do not ask me about last spring."),
    "hopes-fears-goal/changing": TextAnswer(
        "A new registration law. The office may lose its permit in March."
    ),
    "what-security-means/my-meaning": TextAnswer(
        "That I can walk home without counting the cars.\nThat my daughter sleeps."
    ),
    "what-security-means/physical-practice": TextAnswer("Tell Stork when I leave the office."),
    "what-security-means/digital-practice": TextAnswer("Second lock on my mail by Sunday."),
    "what-security-means/psychosocial-practice": TextAnswer("Keep Thursday evening free for the choir."),
    "who-we-are-and-what-we-face/plan-for": TextAnswer("I travel with a child, so I need a slower way out."),
    "who-we-are-and-what-we-face/changing-too": TextAnswer("The neighbours began to greet us again."),
    "grounding/steady": ScaleAnswer(4),
    "grounding/brings-me-back": TextAnswer("Cold water on my wrists, then the window with the plane tree."),
    "what-stress-does/tiny-step": TextAnswer("Shoes on, once around the block"),
    "what-stress-does/tiny-when": TextAnswer("After lunch, before opening the mail"),
    "what-stress-does/kind-of-help": TextAnswer("Somebody to talk to, in my own language"),
    "what-stress-does/way-to-help": TextAnswer("Ask for Ibis at the clinic desk"),
    "stressor-mapping/stressors": ListAnswer(
        ("Calls after ten at night", "Reading testimonies alone", "Not knowing whether the grant comes")
    ),
    "stressor-mapping/first-stressor-source": ChoiceAnswer("organisation"),
    "stressor-mapping/carried-with": TextAnswer("Crane takes every second week"),
    "my-green-yellow-red/levels": MatrixAnswer(
        (
            Cell("green", "signs", "I sing in the kitchen"),
            Cell("green", "helps", "Walking to work"),
            Cell("yellow", "signs", "I answer messages in bed"),
            Cell("yellow", "helps", "Phone in the hall, tea, an hour with a book"),
            Cell("yellow", "who_may_tell_me", "Crane"),
            Cell("red", "signs", "I stop eating and snap at everyone"),
            Cell("red", "helps", "Two days away. Crane takes my phone."),
            Cell("red", "who_may_tell_me", "Crane, Stork, my sister"),
        )
    ),
    "my-green-yellow-red/my-rule": TextAnswer(
        "When I answer mail in bed, I will leave the phone in the hall."
    ),
    "my-green-yellow-red/keep-an-eye-on": MultiAnswer(("overwork", "screens")),
    "my-green-yellow-red/look-again": DateAnswer(date(2026, 11, 14)),
    "risk-matrix/now": ChoiceAnswer("overwhelmed"),
    "check-out/my-step": TextAnswer("Agree a check-in with Stork for the road to the north"),
    "check-out/my-supporter": TextAnswer("Stork"),
}


def _text(feeds: str, text: str) -> tuple[Prompt, Answer]:
    prompt = TextPrompt(id=feeds, audience=Audience.MINE, ask="…", feeds=feeds, characters=2000)
    return prompt, TextAnswer(text)


def several(feeds: str, *texts: str) -> tuple[Prompt, Answer]:
    prompt = ListPrompt(id=feeds, audience=Audience.MINE, ask="…", feeds=feeds, most=10, characters=2000)
    return prompt, ListAnswer(texts)


def _scale(feeds: str, value: int) -> tuple[Prompt, Answer]:
    prompt = ScalePrompt(
        id=feeds, audience=Audience.MINE, ask="…", feeds=feeds, lowest=1, highest=5, low="", high=""
    )
    return prompt, ScaleAnswer(value)


def _later_days() -> Iterator[tuple[Prompt, Answer]]:
    """What the days on threats, responses and contacts feed."""
    threats = (
        ("I drive to the northern villages", "I am stopped and the phone is taken", "Border police", 4, 4),
        ("I publish the report", "A smear campaign with my picture", "A paper close to the ministry", 4, 3),
        ("I keep paper files", "The office is searched", "Prosecutor's men", 2, 5),
    )
    for n, (activity, threat, role, likelihood, impact) in enumerate(threats, start=1):
        at = f"P4.threats[{n}]"
        yield _text(f"{at}.activity", activity)
        yield _text(f"{at}.threat", threat)
        yield _text(f"{at}.by_role", role)
        yield _scale(f"{at}.likelihood", likelihood)
        yield _scale(f"{at}.impact", impact)
    yield _text("P5.vulnerabilities[habits].first", "I always take the same road")
    yield _text("P5.vulnerabilities[devices].second", "One phone for everything")
    yield _text("P5.capacities[people].first", "The villagers warn us")
    yield _text("P5.capacities[law_identity].second", "We have a lawyer who answers at night")
    yield _text("P5.lower_one", "Another road each week")
    yield _text("P6.prevent[1].action", "An empty phone for the road")
    yield _text("P6.prevent[1].by_when", "2026-10-30")
    yield several("P7.first_hour", "Say nothing without the lawyer", "Press and hold: message to Stork")
    yield _text("P7.stop_rule[1]", "When Stork has not answered twice, we turn back.")
    yield _text("P7.exit[1].trigger", NEVER_TYPED)
    yield _text("P8.contacts[1].role", "Lawyer")
    yield _text("P8.contacts[1].code", "Ibis")
    yield _text("P8.contacts[1].route", "The number on the back of the tram card")
    yield _text("P8.contacts[2].role", "Near me")
    yield _text("P8.contacts[2].code", "Stork")
    yield _text("P8.contacts[2].route", "Signal, then the bakery")
    yield _text("P8.checkin[1].when", "At eight, on the road")
    yield _text("P8.checkin[1].with", "Stork")
    yield _text("P8.checkin[1].missed_60", "Stork calls Ibis")
    yield _text("P8.safe_word", NEVER_TYPED)
    yield _text("P8.duress_word", NEVER_TYPED)
    yield _text("P8.medical_note", NEVER_TYPED)
    yield _text("P9.legal[1].practice", "A copy of the contract outside the office")
    yield _text("P11.commitments[2].what", "Home before dark on Fridays")
    yield _text("P13.support[1].kind", "A counsellor who works by voice")
    yield several("P13.allies", "The teachers' union")
    yield several("P14.review_triggers", "An arrest near us", "A new job")
    yield _text("P15.people[1].who", "My daughter")
    yield _text("P15.people[1].talk_on", "Sunday")


def rich_entries(exercises: dict[str, Exercise] | None = None) -> list[tuple[Prompt, Answer]]:
    known = exercises or dict(load_library().exercises)
    entries: list[tuple[Prompt, Answer]] = []
    for name, answer in ANSWERED.items():
        exercise, _, prompt_id = name.partition("/")
        prompt = known[exercise].prompt(prompt_id)
        assert prompt is not None, name
        entries.append((prompt, answer))
    return [*entries, *_later_days()]


def rich_plan() -> Plan:
    return assemble(rich_entries(), GROUP)


def bare_plan() -> Plan:
    return assemble([_text("P3.rule_if_then", "When it is too much, I call Crane.")])


def plan_of(text: str) -> Plan:
    """A plan with `text` in every field that there is."""
    return assemble(plan_entries(text))


def plan_entries(text: str) -> list[tuple[Prompt, Answer]]:
    entries: list[tuple[Prompt, Answer]] = []
    for part in PARTS:
        for field in part.fields:
            records = [f"[{row.id}]" for row in field.rows] or ["[1]", "[2]"] if field.many else [""]
            paths = [f"{part.id}.{field.id}{record}" for record in records]
            columns = [column.id for column in field.columns]
            if field.rows:
                continue
            entries += [_text(f"{path}.{c}" if c else path, text) for path in paths for c in columns or [""]]
    return entries
