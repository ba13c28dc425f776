"""What leaves: every line on the screen, items taken out and put in again, and the file that is written."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension
from textual.widgets import Input, Static

from workshop.console import TakenOut
from workshop.console.widgets.lined import Lined
from workshop.domain.answer import TextAnswer
from workshop.domain.figure import Notes
from workshop.domain.prompt import Audience
from workshop.export import Item, archive_chapters, archive_items, archive_of, without
from workshop.room import Response, Room, Series, Shown
from workshop.wording import ENGLISH, wording

from .answering import answer, begin
from .conftest import Driven, Driving
from .places import press_through
from .printing import FakeLaptop
from .test_look import taken
from .test_wording import untouched

AGREED = ("Phones stay in the bags.", "What is said here stays here.")
OPENS = ("y", "down", "enter")
"""From the day to the first of the texts that the group agreed on."""
KEY = "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq"


async def over(room: Room) -> Room:
    """A workshop with a released figure, released texts of two kinds, and a note."""
    begin(room, "stressors")
    room.open_form("stressor-mapping")
    await answer(room, "stressor-mapping", 12)
    await room.close_form("stressor-mapping")
    for prompt in room.bundle.exercises["stressor-mapping"].form(Audience.ROOM):
        await room.figures.release("stressor-mapping", prompt)
    await _agree(room)
    room.note("Lunch came late; the room was cold")
    for day in room.agenda.days:
        begin(room, day.sessions[-1].id)
        room.begin_next()
    return room


async def _agree(room: Room) -> None:
    (prompt,) = (one for one in room.bundle.exercises["group-agreement"].form(Audience.ROOM) if one.feeds)
    room.open_form("group-agreement")
    for n in range(9):
        id = room.submission_id("group-agreement", Audience.ROOM)
        text = TextAnswer((*AGREED, "An hour for lunch")[n] if n < 3 else f"Something else {n}")
        await room.receive(Response("group-agreement", Audience.ROOM, id, {prompt.id: text}))
    await room.figures.release("group-agreement", prompt)
    shown = room.figures.shown("group-agreement", prompt)
    assert isinstance(shown, Shown) and isinstance(shown.figure, Notes)
    for note in shown.figure.notes:
        if note.text in AGREED:
            room.figures.toggle_note("group-agreement", prompt, note)


async def release_one_more(room: Room) -> None:
    """A text that stands before those that were released first."""
    (prompt,) = (one for one in room.bundle.exercises["group-agreement"].form(Audience.ROOM) if one.feeds)
    shown = room.figures.shown("group-agreement", prompt)
    assert isinstance(shown, Shown) and isinstance(shown.figure, Notes)
    note = next(note for note in shown.figure.notes if note.text == "An hour for lunch")
    room.figures.toggle_note("group-agreement", prompt, note)


def lines_of(driven: Driven) -> str:
    """All lines, also those that have to be scrolled to, with one space for each gap."""
    return " ".join(" ".join(line.plain for line in driven.app.screen.query_one(Lined).lines).split())


async def go(driven: Driven, *keys: str) -> None:
    """Presses keys; what is read in the background is waited for."""
    for key in keys:
        await press_through(driven, key)


async def test_every_line_that_leaves_is_on_the_screen(console: Driving, room: Room) -> None:
    archive = archive_of(await over(room), notes=True)
    async with console(size=(80, 24)) as driven:
        await go(driven, "ctrl+p", *"line by", "enter")
        assert driven.place == "WhatLeaves"
        await driven.press(*["right"] * 9, "space")
        read = lines_of(driven)
        lines = {" ".join(line.split()) for item in archive_items(archive, ENGLISH) for line in item.lines}
        assert len(lines) > 150
        assert {line for line in lines if line not in read} == set()
        empty = [chapter for chapter in archive_chapters(archive, ENGLISH) if not chapter.items]
        assert len(empty) == 3
        assert all(f"Nothing. {chapter.why}" in read for chapter in empty)
        assert "● Lunch came late; the room was cold" in driven.seen, "it can be scrolled to"


async def test_space_takes_out_and_puts_in_again(console: Driving, room: Room) -> None:
    await over(room)
    async with console(size=(80, 24)) as driven:
        await go(driven, *OPENS)
        all = driven.seen
        assert "› ● Phones stay in the bags." in all and "1 stays here" in all, "the note"
        await driven.press("space")
        assert "› ○ Phones stay in the bags.  stays here" in driven.seen
        assert "2 stay here" in driven.seen and "space put in again" in driven.seen
        assert driven.seen.count("We speak freely here if…") == 1, "only its first line is left"
        await driven.press("space")
        assert driven.seen == all
        await driven.press("x")
        assert driven.seen.count("  stays here") == 2
        await driven.press("x")
        assert driven.seen == all
        await driven.press("left", "space")
        assert "› · Three days of holistic security" in driven.seen
        assert "1 stays here" in driven.seen and "space" not in driven.seen.splitlines()[-1]


async def test_a_click_goes_there(console: Driving, room: Room) -> None:
    await over(room)
    async with console(size=(80, 24)) as driven:
        await go(driven, *OPENS)
        y = next(y for y, row in enumerate(driven.seen.splitlines()) if "After 90 days" in row)
        await driven.pilot.click(offset=(20, y))
        await driven.settle()
        assert "› ● After 30 days: November 2026" in driven.seen


async def test_what_was_taken_out_is_not_written_and_notes_only_where_put_in(
    console: Driving, room: Room
) -> None:
    archive = archive_of(await over(room), notes=True)
    fake = FakeLaptop()
    async with console(size=(80, 24), laptop=fake.laptop) as driven:
        await go(driven, *OPENS, "space", "enter", "1")
        words = re.search(r"[a-z]+( [a-z]+){4}(?=  )", driven.seen.partition("goes.")[2])
        assert words
        await driven.press("enter")
        assert "archive.zip.age" in driven.seen
        await driven.press("enter")
        assert "Write the archive into archive.zip.age?" in driven.seen
        assert "2 stay here" in driven.seen and "with the passphrase alone" in driven.seen
        assert fake.archives == []
        await driven.press("enter")
        assert driven.told == ["Written: archive.zip.age."]
        out = {"text:P12.agreement/1", "note:1"}
        assert fake.archives == [(without(archive, out), Path("archive.zip.age"), (), words[0])]
        assert fake.archives[0][0].left_out == ("Texts of the group",)
        driven.app.clear_notifications()
        await driven.press("space", *["right"] * 9, "space", "enter", "3", "enter")
        assert "It is not sealed: anyone who has the file can read it." in driven.seen
        await driven.press("enter")
        assert fake.archives[1:] == [(archive, Path("archive.zip"), (), None)]


async def test_what_cannot_seal_or_be_written_is_said_on_its_sheet(
    console: Driving, room: Room, tmp_path: Path
) -> None:
    fake = FakeLaptop()
    laptop = replace(fake.laptop, sheets=tmp_path / "sheets")
    (tmp_path / "archive.zip.age").write_text("here")
    async with console(size=(100, 30), laptop=laptop) as driven:
        await go(driven, "y", "3", "down", "enter", "enter", "1", *"short", "enter")
        assert "A passphrase needs at least 12 characters." in driven.seen
        await driven.press("escape", "enter", "2", *"amina", "enter")
        assert "“amina” is not a key to seal to." in driven.seen
        await driven.press("escape", "enter", "2", "enter")
        assert "“” is not a key to seal to." in driven.seen
        driven.app.screen.query_one(Input).value = KEY
        await driven.press("enter", "enter")
        assert "is there already." in driven.seen
        await driven.press("1", "enter")
        assert "Only the owner of 1 key can open it." in driven.seen
        await driven.press("escape")
        assert driven.place == "WhatLeaves" and fake.archives == []


async def test_without_a_laptop_it_says_where_it_is_written(console: Driving) -> None:
    async with console() as driven:
        await go(driven, "y", "3", "down", "enter", "enter")
        assert driven.told == ["An archive can be written in `workshop run`."]


async def test_a_text_stays_taken_out_when_another_comes_before_it(console: Driving, room: Room) -> None:
    await over(room)
    async with console(size=(80, 24)) as driven:
        await go(driven, *OPENS, "space")
        await release_one_more(room)
        await driven.settle()
        assert "● An hour for lunch" in driven.seen
        assert "○ Phones stay in the bags.  stays here" in driven.seen
        await go(driven, "escape", "y", "down", "enter")
        assert "○ Phones stay in the bags.  stays here" in driven.seen


def test_what_stays_out_is_known_by_no_text() -> None:
    chosen = TakenOut()
    text = Item("text:P12.agreement/1", "", ("hedgehog", "We agree"))
    pair = Item("pair:1", "", ("I know my risks", "Before: mean 2"))
    day = Item("day:1", "", ("Arriving", "Break: 5 min"))
    note, workshop = Item("note:1", "", ("tea",)), Item("workshop", "", ("Three days",), stays=True)
    chosen.turn((text, pair, day, workshop), out=True)
    assert chosen.among((text, pair, day, note, workshop)) == {text.id, pair.id, day.id, note.id}
    later = (
        replace(text, id="text:P12.agreement/7"),
        replace(pair, id="pair:2", lines=("I know my risks", "Before: mean 4")),
        replace(day, lines=("Arriving", "Break: 9 min")),
    )
    assert chosen.among(later) == {one.id for one in later}
    assert chosen.among((replace(text, lines=("Something else",)),)) == frozenset()
    assert "hedgehog" not in repr(vars(chosen))
    chosen.turn((text, pair, day, note), out=False)
    assert chosen.among((text, pair, day, note)) == frozenset()


async def test_locked_nothing_of_it_is_there(console: Driving, room: Room) -> None:
    await over(room)
    async with console(size=(120, 40)) as driven:
        await go(driven, *OPENS, "space", "l", "escape", "y", "down", "enter")
        assert driven.place == "WhatLeaves"
        assert "Unlock first (u)" in driven.seen and "Phones stay" not in driven.seen
        await driven.press("space", "x", "enter", "down", "right", "pagedown")
        assert driven.place == "WhatLeaves"
        assert "Phones stay" not in driven.seen


async def test_no_english_survives(console: Driving, room: Room) -> None:
    words = wording("en-XA")
    items = archive_items(archive_of(room, notes=True), ENGLISH)
    names = {
        name
        for item in items
        for line in item.lines
        if line.startswith("In the data also")
        for name in re.findall("[A-Za-z]+", line.partition(":")[2])
    }
    async with console(size=(140, 30), words=words, laptop=FakeLaptop().laptop) as driven:
        await go(driven, "y", "3", "down", "enter", "space")
        assert untouched(f"{driven.seen} {lines_of(driven)}") - names == set()
        for keys in ("enter", "3", "enter"):
            await driven.press(keys)
            said = "\n".join(str(one.content) for one in driven.app.screen.query(Static))
            assert driven.app.screen.is_modal and untouched(said) - {"archive", "zip", "age"} == set(), keys


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SVGImageSnapshotExtension)


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "dusk"), ((200, 60), "paper")])
async def test_look(
    console: Driving, room: Room, picture: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    await over(room)
    room.series = Series("0123456789abcdef")
    async with console(size=size, theme=theme, laptop=FakeLaptop().laptop) as driven:
        await go(driven, *OPENS, "space", "down")
        assert taken(driven) == picture
