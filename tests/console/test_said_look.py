"""Pictures of what the room said: figures, tables, themes, rounds. Mend with `--snapshot-update`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension

from workshop.domain.disclosure import Hidden
from workshop.domain.figure import Notes
from workshop.domain.prompt import Audience, DatePrompt
from workshop.room import Room

from .conftest import Driving
from .test_look import taken
from .test_said import WORD, held

MEANS = "what-security-means"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SVGImageSnapshotExtension)


async def every_type(room: Room) -> None:
    """Texts, a grid and an order; bars, a spread, and the months of a date that is asked here alone."""
    exercises = dict(room.bundle.exercises)
    asked = DatePrompt(id="when", audience=Audience.ROOM, ask="The weather inside me this morning")
    exercises["check-in"] = replace(
        exercises["check-in"], prompts=(*exercises["check-in"].form(Audience.ROOM), asked)
    )
    room.bundle = replace(room.bundle, exercises=exercises)
    await held(room, MEANS, 12, ("somebody answers when I call",))
    await held(room, "check-in", 12)


@pytest.mark.parametrize("theme", ["dusk", "paper"])
async def test_every_figure_type(
    console: Driving, room: Room, picture: SnapshotAssertion, theme: str
) -> None:
    await every_type(room)
    async with console(size=(140, 66), theme=theme) as driven:
        await driven.press("v", *["up"] * 30, "asterisk")
        assert "✱ frozen" in driven.seen and "Jan 2027" in driven.seen
        assert taken(driven) == picture


async def test_tables(console: Driving, room: Room, picture: SnapshotAssertion) -> None:
    await every_type(room)
    async with console(size=(140, 66), theme="paper") as driven:
        await driven.press("v", *["up"] * 30, "tab")
        assert "How many" in driven.seen and "January 2027" in driven.seen
        assert taken(driven) == picture


async def test_themes(console: Driving, room: Room, picture: SnapshotAssertion) -> None:
    await held(room, WORD, 9, ("tea", "rest", "silence"))
    (prompt,) = room.bundle.exercises[WORD].form(Audience.ROOM)
    shown = room.figures.shown(WORD, prompt)
    assert not isinstance(shown, Hidden) and isinstance(shown.figure, Notes)
    by_text = {
        text: [note for note in shown.figure.notes if note.text == text]
        for text in ("tea", "rest", "silence")
    }
    room.layout.name_theme(WORD, prompt, 1, "What keeps us warm")
    room.layout.name_theme(WORD, prompt, 2, "Time without phones")
    for note in by_text["tea"][1:]:
        room.layout.merge(WORD, prompt, note, by_text["tea"][0].id)
    room.layout.sort(WORD, prompt, by_text["tea"][0], 1)
    for note in by_text["rest"]:
        room.layout.sort(WORD, prompt, note, 2)
    room.figures.toggle_note(WORD, prompt, by_text["tea"][0])
    room.layout.put_away(WORD, prompt, by_text["silence"][0])
    async with console(size=(80, 24)) as driven:
        await driven.press("v", "down", "equals_sign")
        assert "1 What keeps us warm · 1" in driven.seen
        assert "tea  × 3" in driven.seen
        assert "No theme yet · 2" in driven.seen
        assert taken(driven) == picture


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_rounds(
    console: Driving, room: Room, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    await held(room, "check-in", 12)
    await held(room, "check-in-2", 9)
    async with console(size=size) as driven:
        await driven.press("v", "right")
        assert "Side by side" in driven.seen and "●" in driven.seen
        assert taken(driven) == picture
