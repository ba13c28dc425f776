"""Every key on what the room said: freezing, putting away, merging, themes, tables, rounds side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import HOSTILE
from workshop.console.screens.said import Said
from workshop.domain.cleaning import one_line
from workshop.domain.disclosure import Hidden
from workshop.domain.figure import Note, Notes
from workshop.domain.prompt import Audience, Prompt
from workshop.room import Room
from workshop.vault import FromFile, Keyholder
from workshop.wording import wording

from .answering import answer, begin
from .conftest import Driven, Driving
from .test_wording import untouched

WORD = "introductions-with-a-card"
STRESS = "stressor-mapping"
TEXTS = ("tea", "Tea", "rest", "sleep", "silence", "phones off", "a walk", "an unkind word", "bread")


async def held(room: Room, exercise: str, phones: int = 9, texts: tuple[str, ...] = ()) -> None:
    """The form of an exercise was open once, and so many answered."""
    room.open_form(exercise)
    await answer(room, exercise, phones, texts)
    await room.close_form(exercise)


async def with_texts(driven: Driven, texts: tuple[str, ...] = TEXTS) -> Prompt:
    """On the figure of one word each."""
    begin(driven.room, "introductions")
    await held(driven.room, WORD, len(texts), texts)
    await driven.press("v")
    (prompt,) = driven.room.bundle.exercises[WORD].form(Audience.ROOM)
    return prompt


def notes(driven: Driven) -> tuple[Note, ...]:
    (prompt,) = driven.room.bundle.exercises[WORD].form(Audience.ROOM)
    shown = driven.room.figures.shown(WORD, prompt)
    assert not isinstance(shown, Hidden) and isinstance(shown.figure, Notes)
    return shown.figure.notes


async def stand_on(driven: Driven, text: str) -> None:
    """Moves the cursor onto a text."""
    note = next(note for note in notes(driven) if note.text == text)
    screen = driven.app.screen
    assert isinstance(screen, Said)
    for _ in range(40):
        if screen.at[2] == note.id:
            return
        await driven.press("down" if screen.here and screen.here.mark != note.id else "up")
    pytest.fail(f"the cursor never came to {text}")


async def to_top(driven: Driven) -> None:
    await driven.press(*["up"] * 40)


async def test_the_star_freezes_a_figure_and_thaws_it(console: Driving) -> None:
    async with console(size=(100, 40)) as driven:
        await held(driven.room, STRESS)
        await driven.press("v", "up", "up", "asterisk")
        assert "✱ frozen" in driven.seen
        assert "✱ frozen: later answers do not join it" in driven.seen
        driven.room.open_form(STRESS)
        await driven.settle()
        assert "Always having to be reachable" in driven.seen, "what is frozen stays, also while it is open"
        await driven.press("asterisk")
        assert "✱ frozen" not in driven.seen
        assert "The form is open. Hidden until you close it" in driven.seen
        await driven.press("z")
        assert driven.told == ["Undone: that figure is frozen again."]
        assert "✱ frozen" in driven.seen


async def test_a_figure_of_too_few_is_not_frozen(console: Driving) -> None:
    async with console() as driven:
        await held(driven.room, STRESS, 3)
        await driven.press("v", "asterisk")
        assert driven.told == ["There is no figure yet that could be frozen: it needs 5."]


async def test_x_puts_a_text_away_and_brings_it_back_through_its_line(console: Driving) -> None:
    async with console(size=(80, 40)) as driven:
        await with_texts(driven)
        await stand_on(driven, "an unkind word")
        await driven.press("space", "x")
        assert "an unkind word" not in driven.seen
        assert "▸ put away: 1 · x lists them" in driven.seen
        await driven.press(*["down"] * 12)
        await driven.press("x", "down")
        assert "▾ put away: 1" in driven.seen
        assert "an unkind word · x brings it back" in driven.seen
        await driven.press("space", "equals_sign", "slash", "1")
        assert driven.place == "Said", "nothing else is done with what was put away"
        await driven.press("x")
        assert "put away" not in driven.seen.splitlines()[-3]
        assert "an unkind word" in driven.seen
        assert "● chosen" not in driven.seen, "it is kept back"
        await driven.press("z")
        assert driven.told == ["Undone: that text is put away again."]
        assert "put away: 1" in driven.seen


async def test_equals_merges_spellings_and_slash_takes_them_apart(console: Driving) -> None:
    async with console(size=(80, 40)) as driven:
        await with_texts(driven)
        await stand_on(driven, "tea")
        await driven.press("equals_sign")
        assert "tea  = keeps its wording" in driven.seen
        await to_top(driven)
        await stand_on(driven, "Tea")
        await driven.press("equals_sign")
        assert "tea  × 2  = keeps its wording" in driven.seen
        assert "Tea" not in driven.seen
        await driven.press("z")
        assert driven.told == ["Undone: those texts stand apart again."]
        assert "Tea" in driven.seen
        await to_top(driven)
        await stand_on(driven, "Tea")
        await driven.press("equals_sign")
        await to_top(driven)
        await stand_on(driven, "tea")
        await driven.press("equals_sign")
        assert "keeps its wording" not in driven.seen
        await driven.press("slash")
        assert "× 2" not in driven.seen
        await driven.press("slash")
        assert driven.told[-1] == "This text stands alone already."


async def test_digits_sort_texts_and_name_themes(console: Driving) -> None:
    async with console(size=(80, 50)) as driven:
        await with_texts(driven)
        await driven.press("1")
        assert "Theme 1" in driven.seen
        await driven.press(*"Warm", "enter")
        assert "1 Warm · 0" in driven.seen
        assert "No theme yet · 9" in driven.seen
        await driven.press("down", "1", "1", "2")
        assert "Theme 2" in driven.seen
        await driven.press(*"Quiet", "enter")
        assert "1 Warm · 2" in driven.seen
        assert "2 Quiet · 1" in driven.seen
        assert "No theme yet · 6" in driven.seen
        assert "most texts are about “Warm” (2)" in driven.seen
        await driven.press("z")
        assert "2 Quiet · 0" in driven.seen
        await to_top(driven)
        await driven.press("down", "0")
        assert "1 Warm · 1" in driven.seen


async def test_a_theme_is_named_anew_on_its_figure_and_left_as_it_is(console: Driving) -> None:
    async with console(size=(80, 50)) as driven:
        await with_texts(driven)
        await driven.press("3", "a", "enter", "3", "b", "enter")
        assert "3 b · 0" in driven.seen
        await driven.press("3", "c", "escape", "3", "enter", "0")
        assert "3 b · 0" in driven.seen
        assert driven.place == "Said"


async def test_only_texts_have_themes(console: Driving) -> None:
    async with console() as driven:
        await held(driven.room, STRESS)
        await driven.press("v", "1", "x", "equals_sign", "slash", "space")
        assert driven.place == "Said"
        assert driven.room.state.undoable == ()


async def test_the_cursor_goes_on_to_the_next_text_that_has_no_theme(console: Driving) -> None:
    async with console(size=(80, 50)) as driven:
        await with_texts(driven)
        await driven.press("1", *"All", "enter", "down", *["1"] * len(TEXTS))
        assert "1 All · 9" in driven.seen
        assert "No theme yet" not in driven.seen


async def test_a_text_that_comes_late_has_no_theme_yet(console: Driving) -> None:
    async with console(size=(80, 50)) as driven:
        await with_texts(driven)
        await driven.press("1", *"All", "enter", "down", *["1"] * len(TEXTS))
        await held(driven.room, WORD, 3, ("late",))
        await driven.settle()
        assert "No theme yet · 3" in driven.seen


async def test_tab_swaps_drawings_and_tables(console: Driving) -> None:
    async with console(size=(100, 40)) as driven:
        await held(driven.room, "check-out")
        await driven.press("v", "up", "up", "up")
        assert "█" in driven.seen
        assert "Chosen most often" in driven.seen or "Most of you chose" in driven.seen
        await driven.press("tab")
        assert "█" not in driven.seen
        assert "How many" in driven.seen
        assert "Most of you chose" in driven.seen, "the sentence stands under the table, too"
        await driven.press("tab")
        assert "█" in driven.seen


async def test_right_lays_rounds_side_by_side_and_left_goes_back(console: Driving) -> None:
    async with console(size=(80, 40)) as driven:
        await held(driven.room, "check-in", 12)
        await held(driven.room, "check-in-2", 4)
        await driven.press("v", "right")
        assert "Side by side" in driven.seen
        assert "Day 2" in driven.seen and "Day 3" in driven.seen
        assert "hidden: it needs 5 answers" in " ".join(driven.seen.replace("│", " ").split())
        assert "mean" in driven.seen and "●" in driven.seen
        await driven.press("up")
        assert "The weather inside me this morning" in driven.seen
        await driven.press("left")
        assert "What the room said" in driven.seen
        await driven.press("right", "escape")
        assert driven.place == "Day"


async def test_an_exercise_that_was_held_once_has_nothing_beside_it(console: Driving) -> None:
    async with console() as driven:
        await held(driven.room, "check-in")
        await driven.press("v", "right")
        assert "Held once so far: there is nothing beside it yet." in driven.seen


async def test_an_open_round_is_hidden_beside_the_others(console: Driving) -> None:
    async with console() as driven:
        await held(driven.room, "check-in")
        driven.room.open_form("check-in-2")
        await answer(driven.room, "check-in-2", 9)
        await driven.press("v", "up", "up", "right")
        assert "● still open" in driven.seen


async def test_what_is_for_the_facilitator_alone_is_not_compared(console: Driving) -> None:
    async with console() as driven:
        await held(driven.room, "arrival-and-consent")
        await driven.press("v", "down", "down", "right", "down", "down")
        screen = driven.app.screen
        assert isinstance(screen, Said) and screen.here is not None
        assert screen.here.prompt.audience is Audience.ROOM


async def test_pages_are_turned(console: Driving) -> None:
    async with console(size=(80, 24)) as driven:
        await with_texts(driven)
        await held(driven.room, STRESS, 9)
        await driven.press("pagedown", "pagedown")
        assert "One word for what you bring today" not in driven.seen
        await driven.press("pageup", "pageup")
        assert "One word for what you bring today" in driven.seen


async def test_all_of_it_goes_with_the_lock_and_comes_back(
    console: Driving, room: Room, passphrase_file: Path
) -> None:
    async with console(size=(80, 50)) as driven:
        await with_texts(driven)
        await driven.press("1", *"Warm", "enter", "down", "1", "x", "asterisk")
        before = driven.seen
        keyholder = await Keyholder.unlock_async(room.vault.folder, FromFile(passphrase_file))
        await driven.press("l", "escape", "v")
        assert "Unlock first (u)" in driven.seen
        assert "Warm" not in driven.seen
        await room.adopt(keyholder)
        await driven.settle()
        for said in ("1 Warm · 1", "No theme yet · 7", "put away: 1", "✱ frozen"):
            assert said in before
            assert said in driven.seen


async def test_a_sheet_for_a_theme_closes_with_the_lock(console: Driving) -> None:
    async with console() as driven:
        await with_texts(driven)
        await driven.press("1", "x", "ctrl+l")
        assert driven.place == "Cover"
        assert driven.room.state.arrangement.themes == {}


@pytest.mark.parametrize("size", [(80, 50), (200, 60)])
async def test_hostile_texts_and_titles_are_only_text(console: Driving, size: tuple[int, int]) -> None:
    async with console(size=size) as driven:
        prompt = await with_texts(driven, tuple(one_line(text)[:30] for text in HOSTILE))
        for number, title in enumerate(HOSTILE[:9], start=1):
            driven.room.layout.name_theme(WORD, prompt, number, title)
        await driven.press("down", "9", "8", "7", "equals_sign", "down", "equals_sign", "x", "tab", "right")
        for seen in (driven.seen, (await pressed(driven, "left"))):
            assert "\x1b" not in seen and "\u009b" not in seen and "\u202e" not in seen
        assert driven.place == "Said"
        assert "[/b] nope" in driven.seen and "[@click=app.quit]tap[/]" in driven.seen


async def pressed(driven: Driven, key: str) -> str:
    await driven.press(key)
    return driven.seen


async def test_no_english_survives_in_any_view(console: Driving) -> None:
    async with console(size=(140, 60), words=wording("en-XA")) as driven:
        await held(driven.room, "check-in", 12)
        await held(driven.room, "check-in-2", 9)
        await with_texts(driven, ("zz",) * 9)
        await driven.press("down", "1", *"zz", "enter", "1", "x", "equals_sign", "down", "equals_sign")
        await driven.press("asterisk", *["down"] * 9, "x")
        assert untouched(driven.seen) == set()
        for key in ("tab", "right", "down", "down"):
            await driven.press(key)
            assert untouched(driven.seen) == set(), key
        await driven.press("left", *["up"] * 30, "2")
        assert untouched(driven.seen) == set()


async def test_right_to_left_breaks_nothing(console: Driving) -> None:
    async with console(words=wording("ar-XB")) as driven:
        await held(driven.room, "check-in", 12)
        await held(driven.room, "check-in-2", 9)
        await with_texts(driven, ("سلام",) * 9)
        await driven.press("down", "1", *"سلام", "enter", "1", "x", "tab", "right", "down", "down", "left")
        assert driven.place == "Said"


async def test_a_screen_that_is_small_breaks_nothing(console: Driving) -> None:
    async with console(size=(40, 12)) as driven:
        await held(driven.room, "check-in", 12)
        await held(driven.room, "check-in-2", 9)
        await with_texts(driven)
        await driven.press("down", "1", "a", "enter", "x", "tab", "right", "down", "left", "asterisk")
        assert driven.place == "Said"
