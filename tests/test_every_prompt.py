"""Every prompt of every exercise is drawn by every surface: phone, paper, keyboard, console, wall, archive,
plan."""

from __future__ import annotations

import pytest
from textual.content import Content

from tests.console.answering import answer, answers
from tests.console.conftest import Driving, console
from tests.console.strokes import press, sheet, strokes
from tests.export.reading import needs_pdftotext, pdf_text, squeezed
from tests.web.conftest import Phone, phone
from tests.web.test_wall import Wall, wall
from workshop.console.leaf import Leaf
from workshop.console.screens.copying import Copying
from workshop.console.widgets.card import CardSeen, card_lines
from workshop.console.widgets.sheet import draw_leaf
from workshop.console.widgets.texts import NONE_PICKED
from workshop.domain.answer import ListAnswer
from workshop.domain.disclosure import Hidden
from workshop.domain.exercise import Exercise
from workshop.domain.form import SHARED
from workshop.domain.plan import assemble, place, places
from workshop.domain.prompt import Audience, ListPrompt, Prompt, to_plain
from workshop.export import exercise_paper, plan_html, script_paper
from workshop.export.figures import figure_html
from workshop.library import load_library
from workshop.room import Room
from workshop.wording import ENGLISH

__all__ = ["console", "phone", "wall"]

LIBRARY = load_library()
PEOPLE = 14
"""Enough for every threshold."""
EXERCISES = pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda exercise: exercise.id)
ASKING = pytest.mark.parametrize(
    "exercise",
    [exercise for exercise in LIBRARY.exercises.values() if exercise.audiences],
    ids=lambda exercise: exercise.id,
)


def _opened(room: Room, exercise: Exercise) -> None:
    if exercise.id not in room.bundle.exercises:
        room.add(LIBRARY.addition(exercise.id), exercise.minutes.planned)
    room.open_form(exercise.id)


def _labels(prompt: Prompt) -> list[str]:
    """What a form must show of a prompt: its question, and whatever can be chosen."""
    parts = (getattr(prompt, name, ()) for name in ("options", "rows", "columns"))
    return [prompt.ask, prompt.hint, *(option.label for part in parts for option in part)]


@ASKING
async def test_phones_ask_it(phone: Phone, room: Room, exercise: Exercise) -> None:
    _opened(room, exercise)
    page = (await phone.join()).page
    for audience in exercise.audiences:
        for prompt in exercise.form(audience):
            for label in _labels(prompt):
                assert label in page.text, f"{prompt.id}: {label}"
        if audience is not exercise.audiences[-1]:
            page = (await phone.send(page.post("Skip this step"))).page


@needs_pdftotext
@EXERCISES
def test_paper_asks_it_and_the_script_says_it_all(exercise: Exercise) -> None:
    sheet = squeezed(pdf_text(exercise_paper(exercise, ENGLISH)))
    for prompt in exercise.prompts:
        for label in _labels(prompt):
            assert squeezed(label) in sheet, f"{prompt.id}: {label}"
    script = squeezed(pdf_text(script_paper(exercise, ENGLISH)))
    for step in exercise.steps:
        for text in (step.title, *step.say, *step.do, step.if_it_fails):
            assert squeezed(text) in script, text


@pytest.mark.parametrize(
    ("exercise", "audience"),
    [(one, audience) for one in LIBRARY.exercises.values() for audience in SHARED if one.form(audience)],
    ids=lambda value: value.id if isinstance(value, Exercise) else str(value),
)
async def test_a_sheet_of_it_is_typed_in(
    console: Driving, room: Room, exercise: Exercise, audience: Audience
) -> None:
    _opened(room, exercise)
    form = exercise.form(audience)
    given = answers(form, 2)
    leaf = Leaf(form)
    for prompt in form:
        drawn = squeezed(Content("\n").join(draw_leaf(ENGLISH, leaf, 400).lines).plain)
        for label in _labels(prompt):
            assert squeezed(label) in drawn, f"{prompt.id}: {label}"
        leaf = press(leaf, strokes(prompt, given.get(prompt.id)))
    async with console(size=(80, 24)) as driven:
        driven.app.push_screen(Copying(room, ENGLISH, exercise, audience, driven.app._run))
        await driven.settle()
        for key in sheet(form, given):
            driven.app.simulate_key(key)
        await driven.settle()
        assert "Sheets typed now: 1" in driven.seen
        (kept,) = room._answers.of((exercise.id, audience)).rows.values()
        assert kept.answers == {id: to_plain(one) for id, one in given.items()}


@ASKING
async def test_console_wall_and_archive_draw_what_the_room_said(
    wall: Wall, room: Room, exercise: Exercise
) -> None:
    _opened(room, exercise)
    await answer(room, exercise.id, PEOPLE)
    await room.close_form(exercise.id)
    for prompt in (*exercise.form(Audience.ROOM), *exercise.form(Audience.FACILITATOR)):
        shown = room.figures.shown(exercise.id, prompt)
        assert not isinstance(shown, Hidden), prompt.id
        seen = CardSeen(exercise.id, exercise.title, prompt, shown, False, NONE_PICKED, selected=False)
        drawn = Content("\n").join(card_lines(ENGLISH, seen, 76)).plain
        assert squeezed(prompt.ask) in squeezed(drawn)
        assert str(shown.figure.n) in drawn
        assert "<figure" in figure_html(shown, ENGLISH)
        if prompt.audience is Audience.ROOM:
            await room.figures.release(exercise.id, prompt)
            assert prompt.ask in (await wall.look()).text


@ASKING
def test_plans_hold_it(exercise: Exercise) -> None:
    mine = exercise.form(Audience.MINE)
    given = answers(mine, 0)
    plan = assemble([(prompt, given[prompt.id]) for prompt in mine if prompt.id in given])
    page = plan_html(plan, ENGLISH).decode()
    for prompt in mine:
        assert prompt.feeds is not None
        where = place(prompt.feeds)
        field = plan.field(where.part, where.field)
        assert field is not None, prompt.id
        fullest = ListAnswer(prompt.places) if isinstance(prompt, ListPrompt) else given[prompt.id]
        alone = assemble([(prompt, fullest)]).field(where.part, where.field)
        assert alone is not None
        filled = sum(len(record.columns) for record in alone.records)
        assert 0 < filled <= len(places(prompt)), "no answer fills more than its prompt says"
        assert ("full" in field.field.leaves_in) == (f">{field.field.label}<" in page), prompt.id
