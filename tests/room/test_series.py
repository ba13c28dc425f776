"""A follow-up knows its series and what the meeting before left; nothing personal came along."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.following import (
    AGREED,
    PLANTED,
    PROMISED,
    SERIES,
    STATEMENT,
    brought,
    follow_up,
    meeting_before,
    to,
)
from workshop.domain.answer import ChoiceAnswer
from workshop.domain.commitments import ASKED, STATES, Promise, state_of
from workshop.domain.errors import WorkshopError
from workshop.domain.figure import Bars, Tally
from workshop.domain.prompt import Audience
from workshop.export import (
    ArchivedTexts,
    Commitment,
    FollowUp,
    archive_file,
    archive_of,
    coming_along,
    read_archive,
)
from workshop.room import Inheritance, Response, Room, Series, Weighed, begin, enter, next_series
from workshop.vault import Vault
from workshop.wording import ENGLISH

FIXTURES = Path(__file__).parent.parent / "fixtures"
WENT = "how-did-it-go"


@pytest.fixture
async def later(vault: Vault, clock: FakeClock) -> Room:
    return await follow_up(vault, clock)


async def _say(room: Room, prompt: str, states: tuple[str, ...], exercise: str = WENT) -> None:
    room.open_form(exercise)
    for state in states:
        id = room.submission_id(exercise, Audience.ROOM)
        await room.receive(Response(exercise, Audience.ROOM, id, {prompt: ChoiceAnswer(state)}))
    await room.close_form(exercise)


async def _release(room: Room, prompt: str, exercise: str = WENT) -> None:
    asked = room.bundle.exercises[exercise].prompt(prompt)
    assert asked is not None
    await room.figures.release(exercise, asked)


async def test_a_new_workshop_begins_a_series(room: Room, vault: Vault) -> None:
    assert re.fullmatch("[0-9a-f]{16}", room.series.id) and room.series.round == 0
    archive = archive_of(room)
    assert (archive.series, archive.round) == (room.series.id, 0)
    again = await enter(vault)
    assert again.series == room.series
    assert next_series(None, None).id != next_series(None, None).id


async def test_what_comes_along_is_sealed_and_goes_with_the_lock(later: Room) -> None:
    assert later.series == Series(SERIES, 1)
    along = later.along
    assert along.agreement == AGREED
    assert along.promises == (Promise(PROMISED[0], "partly"), Promise(PROMISED[1]))
    assert along.dates == ((30, "2027-01"), (90, "2027-03"))
    (moved,) = along.moved
    assert moved.statement == STATEMENT
    assert (moved.before.answers, moved.after.answers) == (14, 14)
    assert moved.before.counts == (6, 5, 1, 1, 1)
    assert later.figures.for_plans() == {"P12.agreement": AGREED, "P12.collective": PROMISED}
    along.toggle("agreement")
    assert [shown.prompt.id for shown in along.released] == ["agreement"]
    later.lock()
    assert not along.in_memory
    assert [*along.agreement, *along.promises, *along.moved, *along.released] == []


async def test_nothing_else_of_the_archive_is_in_the_vault(later: Room, vault: Vault) -> None:
    kept = {"bundle", "key", "group", "came-along", "series"}
    assert set(vault.book.all_kept()) == kept
    assert vault.book.kept("group") == {"P12.agreement": list(AGREED), "P12.collective": list(PROMISED)}
    came_along = vault.book.kept("came-along")
    assert isinstance(came_along, dict)
    assert set(came_along) == {"archived", "states", "dates", "moved"}
    wanted = [*AGREED, *PROMISED, "2027-03", SERIES]
    for name in ("book", "book.previous"):
        (plain,) = vault.opened([(vault.folder / name).read_bytes()])
        assert plain is not None
        assert [text for text in wanted if text.encode() not in plain] == []
        assert PLANTED.encode() not in plain
    for file in vault.folder.iterdir():
        assert not any(text.encode() in file.read_bytes() for text in wanted if file.is_file())


async def test_what_became_of_promises_is_what_most_said_once_it_was_shown(later: Room) -> None:
    to(later, WENT)
    await _say(later, ASKED[0], ("changed",) * 4 + ("kept",) * 2)
    await _say(later, ASKED[1], ("let_go",) * 9)
    assert [one.state for one in archive_of(later).commitments] == ["", ""]
    await _release(later, ASKED[0])
    archive = archive_of(later)
    assert archive.commitments == (Commitment(PROMISED[0], "changed"), Commitment(PROMISED[1]))
    assert (archive.series, archive.round) == (SERIES, 1)
    assert archive.group == (ArchivedTexts("P12.agreement", "We speak freely here if…", AGREED),)
    third = coming_along(read_archive(archive_file(archive, ENGLISH)))
    assert third.promises == (Promise(PROMISED[0], "changed"), Promise(PROMISED[1]))
    assert next_series(None, third.series) == Series(SERIES, 2)


async def test_too_few_answers_say_nothing_of_a_promise(later: Room) -> None:
    to(later, WENT)
    await _say(later, ASKED[0], ("kept",) * 4)
    with pytest.raises(WorkshopError):
        await _release(later, ASKED[0])
    assert archive_of(later).commitments[0].state == ""


async def test_the_later_meeting_has_the_last_word(later: Room) -> None:
    promises = "collective-commitments"
    to(later, WENT)
    await _say(later, ASKED[0], ("let_go",) * 5)
    await _release(later, ASKED[0])
    to(later, promises)
    await _say(later, ASKED[0], ("kept",) * 5, promises)
    assert archive_of(later).commitments[0].state == "changed"
    await _release(later, ASKED[0], promises)
    assert archive_of(later).commitments[0].state == "kept"


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ({"kept": 5, "partly": 3}, "kept"),
        ({"kept": 5, "let_go": 5}, "partly"),
        ({"kept": None, "changed": 6}, "changed"),
        ({"changed": 5, "let_go": 5, "kept": 2}, "changed"),
        ({"not_yet": 6, "kept": 2}, ""),
        (dict.fromkeys(STATES), ""),
        (dict.fromkeys(STATES, 0), ""),
        ({"other": 9}, ""),
    ],
)
def test_a_state_is_what_most_say(counts: dict[str, int | None], state: str) -> None:
    assert state_of(Bars(9, tuple(Tally(id, id, count) for id, count in counts.items()))) == state


def test_a_mean_needs_every_count() -> None:
    assert Weighed(4, False, (1, 0, 0, 0, 3)).mean == 4.0
    assert Weighed(9, False, (1, None, 0, 0, 3)).mean is None
    assert Weighed(0, False, ()).mean is None


def test_two_series_are_never_mixed() -> None:
    one, other = Series("a" * 16, 2), Series("b" * 16, 0)
    with pytest.raises(WorkshopError):
        next_series(one, other)
    assert next_series(one, Series()) == Series(one.id, 3)
    assert next_series(Series("", 1), other) == Series(other.id, 2)


def test_an_archive_of_the_first_version_begins_a_series_and_brings_what_it_has() -> None:
    data = (FIXTURES / "archive-v1.zip").read_bytes()
    old = read_archive(data)
    found = coming_along(old)
    agreed = [text for group in old.group if group.path == "P12.agreement" for text in group.texts]
    assert list(found.agreement) == agreed and agreed
    assert found.dates == ()
    series = next_series(None, found.series)
    assert re.fullmatch("[0-9a-f]{16}", series.id) and series.round == 1


def test_whatever_an_archive_says_stays_in_bounds() -> None:
    hostile = replace(
        meeting_before(),
        series="../../etc",
        round=10**9,
        group=(ArchivedTexts("P12.agreement", "", ("a\nb " * 900, "\x1b[31m", *["c"] * 99)),),
        commitments=(Commitment("Rest", "failed"),),
        dates=(FollowUp(-3, "2027-01"), FollowUp(30, "2027-01-14")),
        pairs=(),
    )
    found = coming_along(read_archive(archive_file(hostile, ENGLISH)))
    assert found.series == Series("", 0)
    assert len(found.agreement) <= 40 and len(found.agreement[0]) == 400 and "\n" not in found.agreement[0]
    assert found.promises == (Promise("Rest"),)
    assert (found.dates, found.moved) == ((), ()), "an exact day, or a pair that was taken out, stays away"


async def test_plans_and_an_archive_come_along_together(vault: Vault, room: Room) -> None:
    left = Inheritance(
        vault.header.plan_salt,
        {},
        [],
        {"P12.agreement": ("Older.",), "P12.other": ("Ours.",)},
        Series(SERIES, 1),
    )
    begin(vault, room.bundle, inheritance=left, brought=brought())
    later = await enter(vault)
    assert later.series == Series(SERIES, 2)
    assert later.figures.for_plans()["P12.agreement"] == AGREED
    assert later.figures.for_plans()["P12.other"] == ("Ours.",)
    assert [group.path for group in archive_of(later).group] == ["P12.agreement"], (
        "the rest was in no archive"
    )
