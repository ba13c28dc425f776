"""Texts on the wall as the facilitator laid them out: merged, under her themes, and only as text."""

from __future__ import annotations

import pytest

from tests.conftest import HOSTILE
from workshop.domain.answer import TextAnswer
from workshop.domain.cleaning import one_line
from workshop.domain.disclosure import Hidden
from workshop.domain.figure import Note, Notes
from workshop.domain.prompt import Audience, Prompt
from workshop.room import Response, Room

from .test_wall import Wall, wall

__all__ = ["wall"]
WORD = "introductions-with-a-card"


async def written(room: Room, texts: tuple[str, ...]) -> tuple[Prompt, tuple[Note, ...]]:
    prompt = room.bundle.exercises[WORD].prompt("one-word")
    assert prompt is not None
    room.open_form(WORD)
    for text in texts:
        id = room.submission_id(WORD, Audience.ROOM)
        await room.receive(Response(WORD, Audience.ROOM, id, {prompt.id: TextAnswer(one_line(text))}))
    await room.figures.release(WORD, prompt)
    shown = room.figures.shown(WORD, prompt)
    assert not isinstance(shown, Hidden) and isinstance(shown.figure, Notes)
    return prompt, shown.figure.notes


async def test_themes_group_what_was_released_and_merged_texts_stand_once(wall: Wall, room: Room) -> None:
    prompt, notes = await written(room, ("tea",) * 4 + ("rest",) * 4)
    tea = [note for note in notes if note.text == "tea"]
    rest = next(note for note in notes if note.text == "rest")
    for note in tea[1:]:
        room.layout.merge(WORD, prompt, note, tea[0].id)
    room.layout.name_theme(WORD, prompt, 1, "What keeps us warm")
    room.layout.name_theme(WORD, prompt, 2, "A theme that nobody sees")
    room.layout.sort(WORD, prompt, tea[0], 1)
    room.figures.toggle_note(WORD, prompt, tea[0])
    room.figures.toggle_note(WORD, prompt, rest)
    version = await wall.version()
    page = await wall.look()
    at = page.texts.index("What keeps us warm")
    assert page.texts[at + 1 : at + 5] == ["tea", "× 4", "Also said", "rest"]
    assert "A theme that nobody sees" not in page.text
    room.layout.put_away(WORD, prompt, rest)
    assert await wall.version() > version
    assert "rest" not in (await wall.look()).texts


async def test_a_frozen_figure_says_that_later_answers_are_left_out(wall: Wall, room: Room) -> None:
    prompt, _ = await written(room, ("tea",) * 8)
    assert "Later answers are not in it." not in (await wall.look()).text
    room.layout.toggle_frozen(WORD, prompt)
    assert "8 answers. Later answers are not in it." in (await wall.look()).text


@pytest.mark.parametrize("title", [text for text in HOSTILE if one_line(text)[:20]])
async def test_hostile_titles_are_only_text(wall: Wall, room: Room, title: str) -> None:
    prompt, notes = await written(room, ("tea",) * 8)
    room.layout.name_theme(WORD, prompt, 1, title)
    room.layout.sort(WORD, prompt, notes[0], 1)
    room.figures.toggle_note(WORD, prompt, notes[0])
    page = await wall.look()
    assert one_line(title)[:60].strip() in page.texts
    assert not page.all("img") and all("alert" not in (one.get("src") or "") for one in page.all("script"))
