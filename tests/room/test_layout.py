"""The facilitator lays out what the room said: frozen, put away, merged, sorted, on every surface."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import HOSTILE, FakeClock
from workshop.domain.answer import Answer, ChoiceAnswer, TextAnswer
from workshop.domain.arrangement import Arrangement
from workshop.domain.cleaning import one_line
from workshop.domain.disclosure import PEOPLE, Hidden, bare
from workshop.domain.figure import Note, Notes, Theme
from workshop.domain.prompt import Audience, ChoicePrompt, Option, Prompt
from workshop.export import archive_of, archive_preview
from workshop.room import NotNow, Response, Room, enter
from workshop.room.responses import THREES, FormResponses
from workshop.room.showing import for_the_facilitator
from workshop.vault import FromFile, Keyholder, StoredResponse, Vault
from workshop.wording import ENGLISH

from .seeing import CHECK_OUT, weather

AGREEMENT = "group-agreement"
ARRIVAL = "arrival-and-consent"
TEXTS = ("tea", "Tea", "TEA", "rest", "sleep", "an unkind word", "phones away", "silence")


def prompt(room: Room, exercise: str, id: str) -> Prompt:
    found = room.bundle.exercises[exercise].prompt(id)
    assert found is not None
    return found


async def _open_once(room: Room, exercise: str, answers: Sequence[dict[str, Answer]]) -> None:
    room.open_form(exercise)
    for answer in answers:
        id = room.submission_id(exercise, Audience.ROOM)
        await room.receive(Response(exercise, Audience.ROOM, id, answer))
    await room.close_form(exercise)


async def _written(room: Room, texts: tuple[str, ...] = TEXTS) -> Prompt:
    """Everybody writes a text for the group agreement, and the figure is released without any."""
    await _open_once(room, AGREEMENT, [{"speak-freely": TextAnswer(one_line(text))} for text in texts])
    asked = prompt(room, AGREEMENT, "speak-freely")
    await room.figures.release(AGREEMENT, asked)
    return asked


def texts(room: Room, asked: Prompt) -> Notes:
    shown = room.figures.shown(AGREEMENT, asked)
    assert not isinstance(shown, Hidden) and isinstance(shown.figure, Notes)
    return shown.figure


def the(room: Room, asked: Prompt, text: str) -> Note:
    return next(note for note in texts(room, asked).notes if note.text == text)


def for_the_wall(room: Room) -> list[tuple[str, int]]:
    (shown,) = room.figures.released()
    assert isinstance(shown.figure, Notes)
    return [(note.text, note.times) for note in shown.figure.notes]


async def test_a_frozen_figure_stays_until_it_is_thawed(room: Room) -> None:
    sun: dict[str, Answer] = {"weather": ChoiceAnswer("sun")}
    asked = prompt(room, CHECK_OUT, "weather")
    await _open_once(room, CHECK_OUT, [sun] * 6)
    await room.figures.release(CHECK_OUT, asked)
    room.layout.toggle_frozen(CHECK_OUT, asked)
    await _open_once(room, CHECK_OUT, [sun] * 4)
    shown = room.figures.shown(CHECK_OUT, asked)
    assert not isinstance(shown, Hidden)
    assert (shown.figure.n, shown.frozen, shown.at_least) == (6, True, True)
    assert [one.figure.n for one in room.figures.released()] == [6]
    assert [one.figure.n for one in archive_of(room).figures] == [6]
    assert "Later answers are not in it." in archive_preview(archive_of(room), ENGLISH)
    room.layout.toggle_frozen(CHECK_OUT, asked)
    assert weather(room) == 9, "three have joined, one waits"
    room.undo()
    assert weather(room) == 6


async def test_what_is_hidden_or_private_cannot_be_frozen(room: Room) -> None:
    asked = prompt(room, CHECK_OUT, "weather")
    await _open_once(room, CHECK_OUT, [{"weather": ChoiceAnswer("sun")}] * 4)
    with pytest.raises(NotNow):
        room.layout.toggle_frozen(CHECK_OUT, asked)
    with pytest.raises(NotNow, match="for you alone"):
        room.layout.toggle_frozen(ARRIVAL, prompt(room, ARRIVAL, "easier"))
    assert not room.layout.is_frozen(CHECK_OUT, asked)


@given(
    st.lists(st.tuples(st.lists(st.booleans(), max_size=9), st.booleans()), min_size=1, max_size=6),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_freezing_never_shows_a_figure_of_few(
    openings: list[tuple[list[bool], bool]], sensitive: bool, rng: random.Random
) -> None:
    """Whatever is frozen and thawed when: any two figures that were seen differ by many, or not at all."""
    options = (Option("a", "A"), Option("b", "B"))
    asked = ChoicePrompt(id="p", audience=Audience.ROOM, ask="?", sensitive=sensitive, options=options)
    form = FormResponses()
    frozen: dict[tuple[str, str], int] = {}
    seen: set[int] = set()

    def look() -> None:
        shown = for_the_facilitator("e", asked, form, Arrangement(frozen=frozen), bare)
        if not isinstance(shown, Hidden):
            seen.add(shown.figure.n)

    for number, (opening, turns) in enumerate(openings):
        for place, answers in enumerate(opening):
            form.put(StoredResponse(f"{number}.{place}", {"p": "a"} if answers else {}, 0))
        batch = form.batches + 1
        for id in form.joining(Audience.ROOM, rng):
            form.put(StoredResponse(id, form.rows[id].answers, batch))
        look()
        if turns:
            frozen = {} if frozen else {("e", "p"): form.batches}
        look()
    frozen = {}
    look()
    for one, other in combinations(sorted(seen), 2):
        assert other - one >= THREES
        assert not sensitive, "it stands still"
    assert all(n >= PEOPLE for n in seen)


async def test_merged_spellings_count_as_one_everywhere_and_are_released_once(room: Room) -> None:
    asked = await _written(room)
    tea = the(room, asked, "tea")
    for spelling in ("Tea", "TEA"):
        room.layout.merge(AGREEMENT, asked, the(room, asked, spelling), tea.id)
    room.figures.toggle_note(AGREEMENT, asked, tea)
    assert the(room, asked, "tea").times == 3
    assert for_the_wall(room) == [("tea", 3)]
    assert list(room.figures.for_plans().values()) == [("tea",)]
    assert archive_of(room).group[0].texts == ("tea",)
    room.layout.take_apart(AGREEMENT, asked, the(room, asked, "tea"))
    assert for_the_wall(room) == [("tea", 1)]
    assert len(texts(room, asked).notes) == len(TEXTS)
    room.undo()
    assert the(room, asked, "tea").times == 3
    with pytest.raises(NotNow):
        room.layout.take_apart(AGREEMENT, asked, the(room, asked, "rest"))


async def test_a_text_that_is_put_away_leaves_every_surface_at_once(room: Room) -> None:
    asked = await _written(room)
    unkind = the(room, asked, "an unkind word")
    room.figures.toggle_note(AGREEMENT, asked, unkind)
    assert for_the_wall(room) == [("an unkind word", 1)]
    room.layout.put_away(AGREEMENT, asked, unkind)
    assert unkind.text not in [note.text for note in texts(room, asked).notes]
    assert for_the_wall(room) == []
    assert list(room.figures.for_plans().values()) == [()]
    assert [note.text for note in room.layout.away(AGREEMENT, asked)] == ["an unkind word"]
    room.layout.bring_back(AGREEMENT, asked, unkind)
    assert the(room, asked, "an unkind word").times == 1
    assert for_the_wall(room) == [], "it is kept back until it is chosen again"


async def test_released_texts_stand_under_their_themes_and_others_are_not_named(room: Room) -> None:
    asked = await _written(room)
    room.layout.name_theme(AGREEMENT, asked, 2, "  Rest\nand food ")
    room.layout.name_theme(AGREEMENT, asked, 1, "Whom we do not name here")
    for text in ("rest", "tea"):
        room.layout.sort(AGREEMENT, asked, the(room, asked, text), 2)
        room.figures.toggle_note(AGREEMENT, asked, the(room, asked, text))
    room.layout.sort(AGREEMENT, asked, the(room, asked, "silence"), 1)
    room.figures.toggle_note(AGREEMENT, asked, the(room, asked, "sleep"))
    (shown,) = room.figures.released()
    assert isinstance(shown.figure, Notes)
    by_theme = [
        (theme.title if theme else "", {note.text for note in notes})
        for theme, notes in shown.figure.by_theme
    ]
    assert by_theme == [("Rest and food", {"rest", "tea"}), ("", {"sleep"})]
    room.layout.sort(AGREEMENT, asked, the(room, asked, "tea"), 0)
    assert the(room, asked, "tea").theme == 0


async def test_a_theme_needs_a_title_and_a_digit(room: Room) -> None:
    asked = await _written(room)
    before = room.state
    room.layout.name_theme(AGREEMENT, asked, 1, " \n ")
    room.layout.name_theme(AGREEMENT, asked, 10, "Ten")
    room.layout.sort(AGREEMENT, asked, the(room, asked, "tea"), 3)
    assert room.state == before
    room.layout.name_theme(AGREEMENT, asked, 1, "a" * 900)
    theme = room.layout.theme(AGREEMENT, asked, 1)
    assert theme is not None and len(theme.title) == 60


async def test_all_of_it_is_there_again_after_a_lock_and_after_a_crash(
    room: Room, folder: Path, passphrase_file: Path, clock: FakeClock
) -> None:
    asked = await _written(room)
    room.layout.name_theme(AGREEMENT, asked, 1, "Rest")
    room.layout.merge(AGREEMENT, asked, the(room, asked, "Tea"), the(room, asked, "tea").id)
    room.layout.sort(AGREEMENT, asked, the(room, asked, "tea"), 1)
    room.layout.put_away(AGREEMENT, asked, the(room, asked, "an unkind word"))
    room.layout.toggle_frozen(AGREEMENT, asked)
    before = room.figures.shown(AGREEMENT, asked)
    keyholder = await Keyholder.unlock_async(room.vault.folder, FromFile(passphrase_file))
    room.lock()
    assert isinstance(room.figures.shown(AGREEMENT, asked), Hidden)
    assert room.layout.away(AGREEMENT, asked) == ()
    assert "tea" not in repr(room.state)
    await room.adopt(keyholder)
    assert room.figures.shown(AGREEMENT, asked) == before
    room.vault.close()
    vault = Vault.open(folder)
    vault.unlock(FromFile(passphrase_file))
    again = await enter(vault, clock=clock)
    assert again.figures.shown(AGREEMENT, asked) == before
    assert again.layout.theme(AGREEMENT, asked, 1) == Theme(1, "Rest")
    vault.close()


async def test_any_words_can_be_a_text_and_a_title(room: Room) -> None:
    asked = await _written(room, HOSTILE)
    for number, note in enumerate(texts(room, asked).notes[:9], start=1):
        room.layout.name_theme(AGREEMENT, asked, number, HOSTILE[number])
        room.layout.sort(AGREEMENT, asked, note, number)
    for note in texts(room, asked).notes:
        room.figures.toggle_note(AGREEMENT, asked, note)
    (shown,) = room.figures.released()
    assert isinstance(shown.figure, Notes)
    assert {theme.title for theme in shown.figure.themes} == {one_line(text)[:60] for text in HOSTILE[1:10]}
    assert shown.figure.notes == texts(room, asked).notes
