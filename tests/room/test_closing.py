"""Closing: no answer is left in any file or in the open vault, what was shown stands, never halfway."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import FakeClock
from tests.export.test_archive import PLANTED, _lived_in
from tests.lent import Lender
from workshop.domain.answer import MultiAnswer, TextAnswer
from workshop.domain.arranging import TextSorted, ThemeNamed
from workshop.domain.closing import surviving
from workshop.domain.disclosure import Hidden
from workshop.domain.events import (
    QUESTIONS,
    CareHeard,
    ChoreDone,
    Event,
    FigureHidden,
    FigureReleased,
    NoteReleased,
    PhonesExpected,
    SessionBegan,
    StepTicked,
    Undone,
)
from workshop.domain.figure import Figure, Notes
from workshop.domain.prompt import Audience
from workshop.domain.workshop import replay
from workshop.export import archive_files, archive_of
from workshop.room import Entry, FormIsClosed, NotNow, Response, Room, Shown, enter, inherited
from workshop.vault import FromFile, NoRoom, Vault
from workshop.vault.records import scan
from workshop.wording import ENGLISH

THEME, WITHDRAWN, HELD = "marmalade", "saxophone", "chandelier"
GOES = (*(PLANTED[what] for what in ("facilitator", "unreleased")), THEME, WITHDRAWN, HELD)
"""What closing destroys; what it keeps of the planted words is the facilitator's note on the day."""


@asynccontextmanager
async def entered(folder: Path, lender: Lender, clock: FakeClock) -> AsyncIterator[Room]:
    vault = Vault.open(folder)
    try:
        vault.adopt(lender.lend())
        yield await enter(vault, clock=clock)
    finally:
        vault.close()


@pytest.fixture(scope="module")
def lived_in(_made_once: Path, _lender: Lender, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workshop with answers of every fate in it, which nobody has open."""
    folder = tmp_path_factory.mktemp("lived") / "workshop"
    shutil.copytree(_made_once, folder)

    async def live() -> None:
        clock = FakeClock()
        async with entered(folder, _lender, clock) as room:
            room.get_ready(dict.fromkeys(QUESTIONS, True))
            await _lived_in(room, clock)
            agreement = next(p for p in room.bundle.exercises["group-agreement"].prompts if p.feeds)
            shown = room.figures.shown("group-agreement", agreement)
            assert isinstance(shown, Shown) and isinstance(shown.figure, Notes)
            room.layout.name_theme("group-agreement", agreement, 1, THEME)
            unreleased = next(n for n in shown.figure.notes if PLANTED["unreleased"] in n.text)
            room.layout.sort("group-agreement", agreement, unreleased, 1)
            room.hear("talk")
            await room.wish("pause")
            room.open_form("what-security-means")
            form = room.bundle.exercises["what-security-means"].form(Audience.ROOM)
            words = next(p for p in form if "text" in type(p).__name__.lower())
            for text in (WITHDRAWN, HELD):
                id = room.submission_id("what-security-means", Audience.ROOM)
                answer = Response("what-security-means", Audience.ROOM, id, {words.id: TextAnswer(text)})
                await room.receive(answer)
                await room.empty_letterbox()
            await room.withdraw("what-security-means", Audience.ROOM, id)
        (folder / "book.new").write_bytes((folder / "book").read_bytes())
        shutil.copy(next(folder.glob("letters-*")), folder / "aside")

    asyncio.run(live())
    return folder


@pytest.fixture
def lender(_lender: Lender) -> Lender:
    return _lender


@pytest.fixture
def left(lived_in: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(lived_in, tmp_path / "left"))


def read(folder: Path, lender: Lender) -> bytes:
    """Every byte of every file of a vault, and all that opens with its keys."""
    keyholder = lender.lend()
    found = []
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        found += [data, *(plain for plain in keyholder.open([data, *scan(data).blobs]) if plain)]
    return b"\n".join(found)


def told(room: Room) -> str:
    """What an archive takes from answers; the ids of texts are no part of it."""
    figures = [replace(shown, figure=_nameless(shown.figure)) for shown in room.figures.released()]
    counts = [room.told_count(id) for id in room.bundle.exercises]
    return repr((figures, counts, len(room.plans)))


def _nameless(figure: Figure) -> Figure:
    if not isinstance(figure, Notes):
        return figure
    return replace(figure, notes=tuple(replace(note, id="") for note in figure.notes))


def hits(folder: Path, lender: Lender, words: tuple[str, ...] = GOES) -> list[str]:
    plain = read(folder, lender)
    return [word for word in words if word.encode() in plain]


async def test_no_answer_is_left_and_what_was_shown_stands(
    left: Path, lender: Lender, clock: FakeClock, passphrase_file: Path
) -> None:
    assert hits(left, lender) == list(GOES)
    clock.forward(3 * 24 * 60)
    async with entered(left, lender, clock) as room:
        before, placed = archive_files(archive_of(room, notes=True), ENGLISH), room.figures.for_plans()
        notes = [note for _, _, note in room.state.notes_released]
        runs, plans = room.state.runs, {slot: room.plans.get(slot) for slot in room.plans.slots()}
        texts = {slot: plan.entries for slot, plan in plans.items() if plan}
        done = await room.closing.close()
        assert (done.month, done.forms, done.answers) == ("2026-10", 5, 30), "32, in steps"
        assert await room.closing.close() == done
        assert archive_files(archive_of(room, notes=True), ENGLISH) == before
    assert hits(left, lender) == []
    assert notes and hits(left, lender, tuple(notes)) == [], "nor what ties a text to others of one person"
    assert hits(left, lender, (PLANTED["note"],)), "the facilitator's own note is for the archive"
    assert {path.name for path in left.iterdir()} <= {
        *("header.a", "header.b", "lock", "log", "pulse", "book", "book.previous")
    }
    async with entered(left, lender, clock) as room:
        assert room.closing.closed and not room.closing.came_due
        assert archive_files(archive_of(room, notes=True), ENGLISH) == before
        assert room.figures.for_plans() == placed != {}
        assert room.state.runs == runs
        assert {slot: plan.entries for slot in plans if (plan := room.plans.get(slot))} == texts
        assert (room.care.talk, room.care.pause) == (0, 0)
        assert room.vault.book.counts() == {} == room.vault.book.in_figures()
        room.lock()
        assert room.figures.released() == () and not room.figures.in_memory
    inheritance = inherited(Vault.read_left(left, FromFile(passphrase_file)), ENGLISH)
    assert dict(inheritance.group) == placed


async def test_a_closed_workshop_takes_no_answers_and_keeps_plans_open(
    left: Path, lender: Lender, clock: FakeClock
) -> None:
    async with entered(left, lender, clock) as room:
        mapping = room.bundle.exercises["stressor-mapping"]
        id = room.submission_id("stressor-mapping", Audience.ROOM)
        await room.closing.close()
        with pytest.raises(NotNow, match="no form takes answers"):
            room.open_form("stressor-mapping")
        with pytest.raises(FormIsClosed):
            await room.receive(
                Response("stressor-mapping", Audience.ROOM, id, {"sources": MultiAnswer(("pay",))})
            )
        sources = mapping.prompts[0]
        gone = next(p for p in mapping.form(Audience.ROOM) if p.id != sources.id)
        assert isinstance(room.figures.shown("stressor-mapping", gone), Hidden)
        with pytest.raises(NotNow, match="was destroyed"):
            await room.figures.release("stressor-mapping", gone)
        with pytest.raises(NotNow, match="stays as it is"):
            room.layout.toggle_frozen("stressor-mapping", sources)
        with pytest.raises(NotNow, match="nothing to undo"):
            room.undo()
        room.figures.hide("stressor-mapping", sources)
        assert not room.figures.for_the_room("stressor-mapping", sources)
        await room.figures.release("stressor-mapping", sources)
        assert room.figures.for_the_room("stressor-mapping", sources)

        slot = room.plans.slots()[0]
        plan = room.plans.get(slot)
        assert plan and room.takes_entries("stressor-mapping")
        mine = mapping.form(Audience.MINE)[0]
        answer = TextAnswer("later")
        await room.plans.keep([Entry(slot, plan.public_key, "stressor-mapping", mine.id, answer)])
        await room.wish("talk")
        assert room.care.talk == 1
    async with entered(left, lender, clock) as room:
        plan = room.plans.get(slot)
        assert plan and f"stressor-mapping/{mine.id}" in plan.entries
        assert room.care.talk == 1, "the facilitator still hears of it"
        assert not any(room.vault.book.care().values()), "and it is not kept any longer"


class _PowerCut(BaseException):
    pass


_CUTS = ("os.fsync", "os.link", "pathlib.Path.replace", "pathlib.Path.unlink")


async def test_stopped_at_any_moment_it_is_finished_at_the_next_start(
    lived_in: Path, lender: Lender, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before each change of the disk the power goes, until closing comes to its end without a cut."""
    ends: list[bool] = []
    for after in itertools.count():
        folder = Path(shutil.copytree(lived_in, tmp_path / f"{after}"))
        async with entered(folder, lender, clock) as room:
            before = told(room)
            left_to_do = itertools.count(after, -1)
            with monkeypatch.context() as patch:
                for name in _CUTS:
                    patch.setattr(name, _cut(name, left_to_do))
                try:
                    await room.closing.close()
                    ends.append(True)
                except _PowerCut:
                    ends.append(False)
        async with entered(folder, lender, clock) as room:
            assert told(room) == before, after
            asked = room.state.closing_on is not None
            assert room.closing.closed is asked, after
        assert (hits(folder, lender) == []) is asked, after
        shutil.rmtree(folder)
        if ends[-1]:
            break
    assert len(ends) > 15


def _cut(name: str, left_to_do: Iterator[int]) -> object:
    module, _, attribute = name.rpartition(".")
    real = getattr(os if module == "os" else Path, attribute)

    def cut(*arguments: object, **options: object) -> object:
        if next(left_to_do) == 0:
            raise _PowerCut
        return real(*arguments, **options)

    return cut


async def test_what_was_begun_is_finished_also_where_the_clock_was_set_back(
    left: Path, lender: Lender, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with entered(left, lender, clock) as room:
        with monkeypatch.context() as patch:
            patch.setattr(room.vault.logbook, "rewrite", _refuse)
            with pytest.raises(NoRoom):
                await room.closing.close()
        assert not room.closing.closed
    clock.forward(-3 * 24 * 60)
    async with entered(left, lender, clock) as room:
        assert room.closing.closed
    assert hits(left, lender) == []


def _refuse(plains: object) -> None:
    raise NoRoom("There is no room left on the disk that holds {folder}.", Path())


async def test_the_chosen_day_comes(left: Path, lender: Lender, clock: FakeClock) -> None:
    async with entered(left, lender, clock) as room:
        for days in (-1, 15):
            with pytest.raises(NotNow, match="14 days at most"):
                room.closing.plan(days)
        assert room.closing.plan(14) == date(2026, 10, 26)
        clock.forward(24 * 60)
        with pytest.raises(NotNow, match="here until 2026-10-26"):
            room.closing.plan(14)
        assert room.closing.plan(3) == room.closing.on == date(2026, 10, 16)
    clock.now = datetime(2026, 10, 15, 23, 59)
    async with entered(left, lender, clock) as room:
        assert not room.closing.closed and room.vault.book.counts()
    clock.forward(1)
    async with entered(left, lender, clock) as room:
        assert room.closing.closed and room.closing.came_due
    assert hits(left, lender) == []


async def test_a_room_that_is_live_is_not_interrupted(left: Path, lender: Lender, clock: FakeClock) -> None:
    async with entered(left, lender, clock) as room:
        with pytest.raises(NotNow, match="session runs"):
            room.closing.check()
        while room.state.running:
            room.begin_next()
        with pytest.raises(NotNow, match="form is open"):
            room.closing.check()
        await room.close_form("what-security-means")
        room.closing.check()
        room.lock()
        with pytest.raises(NotNow, match="locked"):
            room.closing.check()


AT = datetime(2026, 10, 12, 9, 0)
_ACTS: tuple[Event, ...] = (
    SessionBegan(AT, 0, "one"),
    StepTicked(AT, "one", 1, True),
    StepTicked(AT, "one", 1, False),
    FigureReleased(AT, "a", "b"),
    FigureHidden(AT, "a", "b"),
    NoteReleased(AT, "a", "b", "n"),
    ThemeNamed(AT, "a", "b", 1, "words"),
    TextSorted(AT, "a", "b", "n", 1),
    CareHeard(AT, "talk", 2),
    ChoreDone(AT, 0, "c", True),
    PhonesExpected(AT, 12),
    Undone(AT),
    Undone(AT),
)


@given(st.lists(st.sampled_from(range(len(_ACTS))), max_size=90))
def test_the_logbook_tells_the_same_course_without_single_answers(numbers: list[int]) -> None:
    events = [replace(_ACTS[number], at=AT + timedelta(minutes=n)) for n, number in enumerate(numbers)]
    kept = surviving(events)
    assert not any(isinstance(e, Undone | NoteReleased | ThemeNamed | TextSorted | CareHeard) for e in kept)
    then, now = replay(events), replay(kept)
    for part in ("runs", "ticked", "released", "chores", "phones", "day_over"):
        assert getattr(now, part) == getattr(then, part), part
    assert list(kept) == sorted(kept, key=lambda event: event.at)
    assert surviving(kept) == kept
