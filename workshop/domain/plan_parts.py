"""The parts of a protection and well-being plan, P1 to P15, and the fields of each.

They follow domain research over six published templates; joining signs, routine and commitments (P3, P10
to P12) with threats and responses (P4 to P8) is our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .prompt import Option

Sensitivity = Literal["low", "medium", "high"]
Form = Literal["full", "pocket", "buddy"]
"""A form in which a plan leaves: the full plan, the pocket card, the buddy's copy."""


@dataclass(frozen=True, slots=True)
class PlanField:
    """One field of the plan: one value, or numbered or named records of columns.

    `rows` names its records (the levels green, yellow, red); `many` numbers them.
    """

    id: str
    label: str
    sensitivity: Sensitivity
    leaves_in: frozenset[Form]
    many: bool = False
    rows: tuple[Option, ...] = ()
    columns: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    title: str
    fields: tuple[PlanField, ...]

    def field(self, id: str) -> PlanField | None:
        return next((field for field in self.fields if field.id == id), None)


_FULL: frozenset[Form] = frozenset({"full"})
_BUDDY: frozenset[Form] = frozenset({"full", "buddy"})
_POCKET: frozenset[Form] = frozenset({"full", "pocket"})
_EVERYWHERE: frozenset[Form] = frozenset({"full", "pocket", "buddy"})
_NOWHERE: frozenset[Form] = frozenset()
_LOW: Sensitivity = "low"
_MEDIUM: Sensitivity = "medium"
_HIGH: Sensitivity = "high"


_ACTION = (
    Option("action", "What I will do"),
    Option("who", "Who"),
    Option("by_when", "By when"),
    Option("cost", "What it costs"),
    Option("status", "How far"),
)
_PRACTICE = (Option("practice", "Practice"), Option("have", "Where I am"), Option("by_when", "By when"))
_TWO_THREATS = (Option("first", "The first"), Option("second", "The second"))
"""Of the two that somebody works on; named neutrally, for a card may be found."""
_AREAS = (
    Option("people", "People around me"),
    Option("habits", "Habits and routes"),
    Option("home", "Home"),
    Option("work", "Work and office"),
    Option("devices", "Devices and data"),
    Option("money_papers", "Money and papers"),
    Option("health_emotions", "Health and feelings"),
    Option("law_identity", "Law, and who I am"),
)
_CHECKS = (
    Option("now", "Now"),
    Option("after_30", "After a month"),
    Option("after_90", "After three months"),
)
_DAYS = (
    Option("monday", "Monday"),
    Option("tuesday", "Tuesday"),
    Option("wednesday", "Wednesday"),
    Option("thursday", "Thursday"),
    Option("friday", "Friday"),
    Option("saturday", "Saturday"),
    Option("sunday", "Sunday"),
)
_HABITS = (
    Option("people", "Being with people I like"),
    Option("learning", "Learning something new"),
    Option("moving", "Moving my body"),
    Option("sleep", "Sleeping enough"),
    Option("eating", "Eating well"),
    Option("reading", "Reading something that is not work"),
    Option("quiet_evening", "No hard material before sleep"),
    Option("music", "Music"),
    Option("recovery", "A day to recover after too much"),
)

PARTS: tuple[Part, ...] = (
    Part(
        "P1",
        "About this plan",
        (
            PlanField("code_name", "The name I use here", _MEDIUM, _FULL),
            PlanField("language", "Language", _MEDIUM, _FULL),
            PlanField("where_kept", "Where I keep it", _MEDIUM, _FULL),
            PlanField("who_may_have_copy", "Who may have a copy", _MEDIUM, _FULL),
            PlanField("burn_after", "To be destroyed after", _MEDIUM, _FULL),
        ),
    ),
    Part(
        "P2",
        "What is around me",
        (
            PlanField("security_means", "What security means to me", _MEDIUM, _FULL),
            PlanField("context_changes", "What is changing around me", _HIGH, _FULL, many=True),
            PlanField("because_of_who_i_am", "What I plan for because of who I am", _HIGH, _FULL),
            PlanField("values", "What matters to me", _LOW, _BUDDY, many=True),
            PlanField("limits_to_respect", "Limits I want respected", _LOW, _BUDDY, many=True),
            PlanField(
                "stressors",
                "What weighs on me",
                _MEDIUM,
                _FULL,
                many=True,
                columns=(
                    Option("what", "What"),
                    Option("source", "Where it comes from"),
                    Option("influence", "How much I can change"),
                    Option("who_else_carries_it", "Who else carries it"),
                ),
            ),
        ),
    ),
    Part(
        "P3",
        "My signs, and what helps",
        (
            PlanField(
                "levels",
                "My green, yellow and red",
                _MEDIUM,
                _EVERYWHERE,
                rows=(Option("green", "Green"), Option("yellow", "Yellow"), Option("red", "Red")),
                columns=(
                    Option("signs", "Signs"),
                    Option("helps", "What helps"),
                    Option("who_may_tell_me", "Who may tell me"),
                ),
            ),
            PlanField("rule_if_then", "My rule", _LOW, _EVERYWHERE),
            PlanField("what_brings_me_back", "What brings me back to calm", _LOW, _EVERYWHERE, many=True),
            PlanField("how_to_be_with_me", "How others may be with me then", _LOW, _BUDDY),
            PlanField("steadiness", "How steady I was", _MEDIUM, _FULL),
            PlanField("unhelpful_coping_watch", "What I want to keep an eye on", _HIGH, _NOWHERE, many=True),
        ),
    ),
    Part(
        "P4",
        "Threats",
        (
            PlanField(
                "threats",
                "Threats I prepare for",
                _HIGH,
                _FULL,
                many=True,
                columns=(
                    Option("activity", "When I"),
                    Option("threat", "What could happen"),
                    Option("by_role", "From whom, by role"),
                    Option("likelihood", "How likely, 1 to 5"),
                    Option("impact", "How heavy, 1 to 5"),
                    Option("now_state", "How I am right now"),
                    Option("evidence", "What makes me think so"),
                    Option("acceptable", "A risk I accept?"),
                    Option("last_reviewed", "Looked at last"),
                ),
            ),
            PlanField("chosen", "The two I work on", _HIGH, _FULL, many=True),
            PlanField("incidents", "Small signs I keep in mind", _HIGH, _FULL, many=True),
        ),
    ),
    Part(
        "P5",
        "What exposes me, what protects me",
        (
            PlanField(
                "vulnerabilities",
                "What makes it easier to hurt me",
                _HIGH,
                _FULL,
                rows=_AREAS,
                columns=_TWO_THREATS,
            ),
            PlanField(
                "capacities", "What already protects me", _HIGH, _FULL, rows=_AREAS, columns=_TWO_THREATS
            ),
            PlanField("lower_one", "One exposure I will lower", _HIGH, _FULL),
            PlanField("raise_one", "One protection I will strengthen", _HIGH, _FULL),
            PlanField("strengths_seen", "Strengths that others see in me", _LOW, _BUDDY, many=True),
        ),
    ),
    Part(
        "P6",
        "Before it happens",
        (PlanField("prevent", "What I do to prevent it", _HIGH, _BUDDY, many=True, columns=_ACTION),),
    ),
    Part(
        "P7",
        "If it happens",
        (
            PlanField(
                "warning_signal", "The sign that it begins", _HIGH, _FULL, many=True, columns=_TWO_THREATS
            ),
            PlanField("first_hour", "The first hour", _HIGH, _POCKET, many=True, columns=_TWO_THREATS),
            PlanField("first_day", "The first day", _HIGH, _FULL, many=True, columns=_TWO_THREATS),
            PlanField("tell_whom", "Who tells my people", _HIGH, _FULL, many=True, columns=_TWO_THREATS),
            PlanField("stop_rule", "When we stop", _HIGH, _FULL, many=True, columns=_TWO_THREATS),
            PlanField("who_decides", "Who decides", _HIGH, _FULL, many=True, columns=_TWO_THREATS),
            PlanField(
                "exit",
                "Leaving to a safer place",
                _HIGH,
                _NOWHERE,
                many=True,
                columns=(
                    Option("trigger", "When"),
                    Option("decision_with", "Decided with"),
                    Option("helper", "Who helps"),
                    Option("kind_of_place", "Kind of place"),
                    Option("bag_done", "Bag"),
                    Option("papers_where", "Papers"),
                    Option("dependants", "Who depends on me"),
                    Option("return_when", "Coming back when"),
                ),
            ),
        ),
    ),
    Part(
        "P8",
        "Contacts and check-ins",
        (
            PlanField(
                "contacts",
                "People to reach",
                _HIGH,
                _POCKET,
                many=True,
                columns=(
                    Option("role", "Role"),
                    Option("code", "Code name"),
                    Option("route", "How to reach"),
                    Option("consent", "They agreed"),
                    Option("verified_on", "Checked on"),
                ),
            ),
            PlanField(
                "checkin",
                "Check-in",
                _HIGH,
                _EVERYWHERE,
                many=True,
                columns=(
                    Option("when", "When"),
                    Option("with", "With"),
                    Option("channel", "By"),
                    Option("missed_15", "Missed by 15 minutes"),
                    Option("missed_60", "Missed by an hour"),
                    Option("missed_180", "Missed by three hours"),
                ),
            ),
            PlanField(
                "alert_levels",
                "Alert levels",
                _HIGH,
                _NOWHERE,
                rows=(Option("green", "Green"), Option("yellow", "Yellow"), Option("red", "Red")),
                columns=(Option("i_do", "What I do"), Option("they_do", "What they do")),
            ),
            PlanField("safe_word", "Safe word", _HIGH, _NOWHERE),
            PlanField("duress_word", "Duress word", _HIGH, _NOWHERE),
            PlanField("medical_note", "Medical note", _HIGH, _NOWHERE),
        ),
    ),
    Part(
        "P9",
        "Measures in every domain",
        (
            PlanField("physical", "Physical", _MEDIUM, _FULL, many=True, columns=_PRACTICE),
            PlanField("digital", "Digital", _MEDIUM, _FULL, many=True, columns=_PRACTICE),
            PlanField("psychosocial", "Psychosocial", _MEDIUM, _FULL, many=True, columns=_PRACTICE),
            PlanField("legal", "Legal", _MEDIUM, _FULL, many=True, columns=_PRACTICE),
        ),
    ),
    Part(
        "P10",
        "My routine",
        (
            PlanField(
                "routine",
                "Small habits",
                _LOW,
                _BUDDY,
                many=True,
                columns=(
                    Option("habit", "Habit"),
                    Option("tiny_step", "Small step"),
                    Option("when", "When"),
                    Option("where", "Where"),
                    Option("plan_b", "If that fails"),
                ),
            ),
            PlanField(
                "nine_habits",
                "Nine habits that carry people",
                _LOW,
                _FULL,
                rows=_HABITS,
                columns=(
                    Option("now", "I have it"),
                    Option("want", "I want it"),
                    Option("not_for_me", "Not for me"),
                ),
            ),
            PlanField(
                "week",
                "My week in hours",
                _MEDIUM,
                _FULL,
                rows=_DAYS,
                columns=(
                    Option("work", "Work"),
                    Option("care_of_others", "Care of others"),
                    Option("myself", "Myself"),
                    Option("sleep", "Sleep"),
                    Option("moving", "Moving"),
                ),
            ),
            PlanField("reclaimed_hour", "An hour I take back", _LOW, _BUDDY),
            PlanField("health_checks_due", "Health checks due", _LOW, _BUDDY, many=True),
        ),
    ),
    Part(
        "P11",
        "My commitments",
        (
            PlanField(
                "commitments",
                "What I commit to",
                _LOW,
                _EVERYWHERE,
                many=True,
                columns=(
                    Option("what", "What"),
                    Option("level", "For me, the team or the organisation"),
                    Option("start", "From"),
                    Option("if_then", "If this, then that"),
                    Option("blocker", "What could block it"),
                    Option("supporter", "Who supports me"),
                    Option("confidence", "How sure I am, 0 to 10"),
                    Option("how_it_went", "How it went"),
                    Option("next_size", "Next time"),
                ),
            ),
            PlanField(
                "hand_over",
                "What I need not carry alone",
                _LOW,
                _FULL,
                many=True,
                columns=(Option("what", "What"), Option("with_whom", "With whom")),
            ),
            PlanField("sentences", "Sentences I want to have ready", _LOW, _FULL, many=True),
        ),
    ),
    Part(
        "P12",
        "What we do together",
        (
            PlanField("agreement", "We speak freely here if…", _LOW, _FULL, many=True),
            PlanField(
                "collective",
                "What we commit to together",
                _LOW,
                _FULL,
                many=True,
                columns=(
                    Option("what", "What"),
                    Option("starts", "Who starts"),
                    Option("by_when", "By when"),
                    Option("sign_of_success", "How we notice"),
                    Option("my_part", "My part"),
                ),
            ),
            PlanField("offers_needs", "What I offer, what I ask", _MEDIUM, _FULL, many=True),
        ),
    ),
    Part(
        "P13",
        "Support",
        (
            PlanField(
                "support",
                "Where I find support",
                _HIGH,
                _FULL,
                many=True,
                columns=(
                    Option("kind", "Kind"),
                    Option("contact_route", "How to reach"),
                    Option("language", "Language"),
                    Option("cost", "Cost"),
                    Option("verified_on", "Checked on"),
                    Option("what_they_should_know", "What they should know"),
                    Option("avoid", "What they should avoid"),
                ),
            ),
            PlanField("allies", "Allies I can turn to", _HIGH, _FULL, many=True),
            PlanField(
                "protection_routes",
                "Where protection can be asked",
                _MEDIUM,
                _FULL,
                many=True,
                columns=(
                    Option("level", "Level"),
                    Option("mechanism", "Mechanism"),
                    Option("what_they_need_first", "What they need first"),
                ),
            ),
        ),
    ),
    Part(
        "P14",
        "Looking at it again",
        (
            PlanField("review_30", "After a month", _LOW, _POCKET),
            PlanField("review_90", "After three months", _LOW, _POCKET),
            PlanField("review_6m", "After half a year", _LOW, _POCKET),
            PlanField("review_triggers", "Sooner, if", _LOW, _POCKET, many=True),
            PlanField("buddy_agreement", "What my buddy and I agreed", _LOW, _POCKET),
            PlanField(
                "self_check_trend",
                "How I am, over time",
                _HIGH,
                _NOWHERE,
                rows=(
                    Option("sleep", "Sleep"),
                    Option("energy", "Energy"),
                    Option("calm", "Calm"),
                    Option("connection", "Connection"),
                    Option("meaning", "Meaning"),
                    Option("safety", "Safety"),
                ),
                columns=_CHECKS,
            ),
            PlanField(
                "who_5",
                "WHO-5, over time",
                _HIGH,
                _NOWHERE,
                rows=(
                    Option("cheerful", "Cheerful and in good spirits"),
                    Option("calm", "Calm and relaxed"),
                    Option("active", "Active and vigorous"),
                    Option("rested", "Fresh and rested"),
                    Option("interested", "A life filled with interest"),
                ),
                columns=_CHECKS,
            ),
        ),
    ),
    Part(
        "P15",
        "People around me",
        (
            PlanField(
                "people",
                "The people close to me",
                _HIGH,
                _FULL,
                many=True,
                columns=(
                    Option("who", "Who"),
                    Option("know_now", "What they know"),
                    Option("should_know", "What they should know"),
                    Option("talk_on", "We talk on"),
                    Option("needs", "What they need"),
                ),
            ),
        ),
    ),
)
