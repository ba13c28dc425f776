"""Every figure is drawn in the terminal, whatever people typed, and nothing that is hidden shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import HOSTILE
from workshop.console.widgets.figures import draw
from workshop.console.widgets.texts import Picked
from workshop.domain.cleaning import clean, one_line
from workshop.domain.figure import Bars, Counts, Figure, Grid, GridRow, Note, Notes, Order, Spread, Tally
from workshop.wording import ENGLISH

from .answering import answer, begin
from .conftest import Driving


def tallies(*counts: int | None) -> tuple[Tally, ...]:
    return tuple(Tally(str(place), f"label {place}", count) for place, count in enumerate(counts))


def drawn(figure: Figure, width: int = 60) -> str:
    return "\n".join(line.plain for line in draw(ENGLISH, figure, width))


@pytest.mark.own_words
def test_bars_have_numbers_and_their_length() -> None:
    lines = drawn(Bars(10, tallies(10, 5, 0))).splitlines()
    assert lines[0].count("█") == 2 * lines[1].count("█") == 40
    assert "10" in lines[0]
    assert "5" in lines[1]
    assert "█" not in lines[2]


@pytest.mark.own_words
@pytest.mark.parametrize("figure", [Bars, Counts, Order])
def test_hidden_looks_like_none(figure: type[Bars] | type[Counts] | type[Order]) -> None:
    labels = ("2026-10", "2026-11")
    hidden = tuple(Tally(label, label, count) for label, count in zip(labels, (8, None), strict=True))
    none = tuple(Tally(label, label, count) for label, count in zip(labels, (8, 0), strict=True))
    assert drawn(figure(8, hidden)) == drawn(figure(8, none))


@pytest.mark.own_words
def test_hidden_looks_like_none_in_grids_and_scales() -> None:
    def grid(count: int | None) -> Grid:
        return Grid(9, ("a", "b"), (GridRow("row", tallies(9, count)),))

    assert drawn(grid(None)) == drawn(grid(0))
    assert drawn(Spread(9, tallies(9, None), "low", "high")) == drawn(Spread(9, tallies(9, 0), "low", "high"))


@pytest.mark.own_words
def test_a_scale_says_what_its_ends_mean() -> None:
    text = drawn(Spread(6, tallies(1, 2, 3), "not at all", "very"))
    assert "label 0  not at all" in text
    assert "label 2  very" in text


@pytest.mark.own_words
def test_a_grid_has_a_number_beside_every_shade() -> None:
    text = drawn(Grid(8, ("hardly", "a lot"), (GridRow("hours", tallies(8, 2)),)))
    assert "hardly" in text
    assert "██ 8" in text
    assert "░░ 2" in text


def test_months_have_names() -> None:
    assert "Nov 2026" in drawn(Counts(6, (Tally("2026-11", "2026-11", 6),)))


@pytest.mark.own_words
def test_an_order_counts_its_places() -> None:
    assert "1. label 0" in drawn(Order(6, tallies(12, 6)))


def test_one_text_is_one_paragraph_and_says_whether_it_is_chosen() -> None:
    notes = Notes(8, (Note("a", "two\nlines"), Note("b", "kept")))
    lines = [line.plain for line in draw(ENGLISH, notes, 60, Picked(frozenset({"a"}), "b"))]
    assert "● chosen" in lines[0]
    assert "two lines" in lines[0]
    assert "› ○ kept back" in lines[1]


text = st.text(max_size=60) | st.sampled_from(HOSTILE)


@pytest.mark.own_words
@given(st.lists(text, min_size=1, max_size=6), st.integers(40, 140))
def test_any_words_fit_and_bring_no_styles_of_their_own(texts: list[str], width: int) -> None:
    cells = tuple(Tally(str(place), one_line(text), place) for place, text in enumerate(texts))
    figures: tuple[Figure, ...] = (
        Bars(len(texts), cells),
        Spread(len(texts), cells, cells[0].label, cells[-1].label),
        Order(len(texts), cells),
        Notes(len(texts), tuple(Note(str(place), text) for place, text in enumerate(texts))),
        Grid(len(texts), ("a", "b"), tuple(GridRow(cell.label, (cell, cell)) for cell in cells)),
    )
    for figure in figures:
        for line in draw(ENGLISH, figure, width):
            assert line.cell_length <= width
            assert not any("@click" in str(span.style) for span in line.spans)
            assert all(sign.isprintable() or sign in "\u200b\u200c\u200d" for sign in line.plain)


async def test_hostile_texts_are_only_text_on_the_screen(console: Driving) -> None:
    async with console(size=(120, 60)) as driven:
        begin(driven.room, "introductions")
        exercise = driven.room.exercise
        assert exercise is not None
        driven.room.open_form(exercise.id)
        await answer(driven.room, exercise.id, len(HOSTILE), HOSTILE)
        await driven.room.close_form(exercise.id)
        await driven.press("v")
        assert driven.place == "Said"
        assert "\x1b" not in driven.seen
        assert "\u009b" not in driven.seen
        limit = getattr(exercise.prompts[0], "characters", 0)
        for text in ("[/b] nope", "[bold red]Will", "[@click=app.quit]tap[/]", "{{ 7*7 }} {places}"):
            assert clean(text[:limit]) in driven.seen
        await driven.press("escape")
        assert driven.place == "Day"


async def test_open_forms_show_nothing(console: Driving) -> None:
    async with console() as driven:
        begin(driven.room, "stressors")
        await driven.press("o")
        await answer(driven.room, "stressor-mapping", 9)
        await driven.press("v")
        assert "What weighs on you in this work?" in driven.seen
        assert "The form is open. Hidden until you close it" in driven.seen
        assert "Long hours" not in driven.seen


async def test_too_few_answers_say_how_many_are_needed(console: Driving) -> None:
    async with console() as driven:
        begin(driven.room, "stressors")
        await driven.press("o")
        await answer(driven.room, "stressor-mapping", 3)
        await driven.press("c", "v")
        assert "Hidden: too few answers so far. It needs 5." in driven.seen
        await driven.press("r")
        assert driven.told == ["Too few answers to show: it needs 5."]


async def test_release_closes_the_form_and_hides_again(console: Driving) -> None:
    async with console(size=(100, 40)) as driven:
        begin(driven.room, "stressors")
        await driven.press("o")
        await answer(driven.room, "stressor-mapping", 9)
        await driven.press("v", "r")
        assert not driven.room.is_open("stressor-mapping")
        assert [shown.prompt.id for shown in driven.room.figures.released()] == ["sources"]
        assert "● the room sees it" in driven.seen
        assert "small numbers stay hidden, and look like none" in driven.seen
        await driven.press("r")
        assert driven.room.figures.released() == ()
        assert "○ not shown" in driven.seen


async def test_the_form_of_a_figure_opens_and_closes_from_there(console: Driving) -> None:
    async with console() as driven:
        begin(driven.room, "stressors")
        driven.room.open_form("stressor-mapping")
        begin(driven.room, "afternoon-break")
        await driven.press("v", "c")
        assert not driven.room.is_open("stressor-mapping")
        await driven.press("o")
        assert driven.room.is_open("stressor-mapping")


async def test_later_answers_wait_and_the_number_says_at_least(console: Driving) -> None:
    async with console() as driven:
        begin(driven.room, "stressors")
        await driven.press("o")
        await answer(driven.room, "stressor-mapping", 6)
        await driven.press("c", "o")
        await answer(driven.room, "stressor-mapping", 2)
        await driven.press("c", "v", "down")
        assert "at least 6 answers" in driven.seen


async def test_free_texts_are_chosen_one_by_one(console: Driving) -> None:
    async with console(size=(80, 40)) as driven:
        begin(driven.room, "introductions")
        await driven.press("o")
        exercise = driven.room.exercise
        assert exercise is not None
        await answer(driven.room, exercise.id, 9)
        await driven.press("c", "v", "r", "down", "space", "down", "down", "enter")
        shown = driven.room.figures.released()[0].figure
        assert isinstance(shown, Notes)
        assert len(shown.notes) == 2
        assert driven.seen.count("● chosen") == 2
        await driven.press("space")
        assert driven.seen.count("● chosen") == 1


async def test_the_cursor_stays_in_sight_in_a_long_list(console: Driving) -> None:
    async with console(size=(80, 18)) as driven:
        begin(driven.room, "introductions")
        await driven.press("o")
        await answer(driven.room, "introductions-with-a-card", 16)
        await driven.press("c", "v", *["down"] * 15)
        assert "› ○ kept back" in driven.seen


async def test_what_is_only_for_the_facilitator_says_so_and_stays(console: Driving) -> None:
    async with console(size=(80, 60)) as driven:
        begin(driven.room, "arrival")
        await driven.press("o")
        await answer(driven.room, "arrival-and-consent", 2)
        await driven.press("c", "v", "down")
        assert "◆ only you" in driven.seen
        assert "2 answers" in driven.seen
        await driven.press("r")
        assert driven.told == ["Only what was asked for the group can be shown to it."]


async def test_before_the_first_form_it_says_so(console: Driving) -> None:
    async with console() as driven:
        await driven.press("v", "r", "space", "up", "down", "o", "c")
        assert "Nothing has been asked yet." in driven.seen


async def test_a_wide_terminal_shows_figures_beside_the_script(console: Driving) -> None:
    async with console(size=(200, 60)) as driven:
        begin(driven.room, "stressors")
        await driven.press("o")
        await answer(driven.room, "stressor-mapping", 9)
        await driven.press("c")
        assert "How much could we change it, together?" in driven.seen
        assert "Say before you begin that nobody tells a story." in driven.seen
