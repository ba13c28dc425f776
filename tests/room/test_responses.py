"""Which answers are part of a figure: what comparing it with the one before may never tell."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.answer import Answer, ChoiceAnswer, MultiAnswer, TextAnswer
from workshop.domain.disclosure import PEOPLE, Hidden
from workshop.domain.prompt import Audience, ChoicePrompt, Option
from workshop.room import Response, Room
from workshop.room.responses import THREES, FormResponses
from workshop.vault import StoredResponse

CHECK_OUT = "check-out"
STRESS = "stressor-mapping"
ARRIVAL = "arrival-and-consent"


async def _open_once(room: Room, exercise: str, answers: list[dict[str, Answer]]) -> None:
    """One opening of the form for the group, closed again."""
    room.open_form(exercise)
    for answer in answers:
        id = room.submission_id(exercise, Audience.ROOM)
        await room.receive(Response(exercise, Audience.ROOM, id, answer))
    await room.close_form(exercise)


def _seen(room: Room, exercise: str, id: str) -> tuple[int, bool] | None:
    """How many are in the figure, and whether it says "at least"."""
    prompt = room.bundle.exercises[exercise].prompt(id)
    assert prompt is not None
    shown = room.figures.shown(exercise, prompt)
    return None if isinstance(shown, Hidden) else (shown.figure.n, shown.at_least)


async def test_one_answer_among_three_late_responses_waits(room: Room) -> None:
    both: dict[str, Answer] = {"weather": ChoiceAnswer("sun"), "pace": ChoiceAnswer("right")}
    weather: dict[str, Answer] = {"weather": ChoiceAnswer("rain")}
    pace: dict[str, Answer] = {"weather": ChoiceAnswer("rain"), "pace": ChoiceAnswer("slower")}
    await _open_once(room, CHECK_OUT, [both] * 6)
    await _open_once(room, CHECK_OUT, [weather, weather, pace])
    assert _seen(room, CHECK_OUT, "weather") == (9, False)
    assert _seen(room, CHECK_OUT, "pace") == (6, True), "it would tell what one person answered"
    await _open_once(room, CHECK_OUT, [pace, pace, weather])
    assert _seen(room, CHECK_OUT, "pace") == (9, False)


async def test_a_sensitive_figure_stands_still_once_it_was_shown(room: Room) -> None:
    given: dict[str, Answer] = {"sources": MultiAnswer(("hours",))}
    await _open_once(room, STRESS, [given] * 3)
    assert _seen(room, STRESS, "sources") is None, "nobody saw it yet"
    await _open_once(room, STRESS, [given] * 3)
    assert _seen(room, STRESS, "sources") == (6, False)
    await _open_once(room, STRESS, [given] * 9)
    assert _seen(room, STRESS, "sources") == (6, True)


async def test_a_need_that_comes_late_reaches_the_facilitator(room: Room) -> None:
    easier = room.bundle.exercises[ARRIVAL].prompt("easier")
    assert easier is not None
    for said in ("a ramp", "no nuts"):
        room.open_form(ARRIVAL)
        id = room.submission_id(ARRIVAL, Audience.FACILITATOR)
        await room.receive(Response(ARRIVAL, Audience.FACILITATOR, id, {"easier": TextAnswer(said)}))
        await room.close_form(ARRIVAL)
    assert _seen(room, ARRIVAL, "easier") == (2, False)


@given(
    st.lists(st.lists(st.booleans(), max_size=9), min_size=1, max_size=6),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_figures_that_are_seen_differ_by_many_or_not_at_all(
    openings: list[list[bool]], sensitive: bool, rng: random.Random
) -> None:
    """Each opening brings responses, some of which answer the prompt, some skip it."""
    options = (Option("a", "A"), Option("b", "B"))
    prompt = ChoicePrompt(id="p", audience=Audience.ROOM, ask="?", sensitive=sensitive, options=options)
    form = FormResponses()
    sizes = [0]
    for number, opening in enumerate(openings):
        for place, answers in enumerate(opening):
            form.put(StoredResponse(f"{number}.{place}", {"p": "a"} if answers else {}, 0))
        joining = form.joining(Audience.ROOM, rng)
        batch = form.batches + 1
        for id in joining:
            form.put(StoredResponse(id, form.rows[id].answers, batch))
        sizes.append(len(list(form.answers(prompt))))
        answered = sum("p" in row.answers for row in form.rows.values())
        assert sizes[-1] == answered or form.has_more(prompt)
    for before, after in pairwise(sizes):
        assert after == before or before < PEOPLE or (not sensitive and after - before >= THREES)
