"""People who can help, on the console: one key away, locked or not; what needs a look is marked in words."""

from __future__ import annotations

import pytest

from tests.conftest import HOSTILE, FakeClock
from tests.directories import DIRECTORY, contact, directory_of
from workshop.domain.cleaning import one_line
from workshop.room import Room, enter, keep_referrals
from workshop.vault import Vault
from workshop.wording import wording

from .conftest import Driving
from .test_wording import untouched


@pytest.fixture
def directory() -> str:
    return DIRECTORY


@pytest.fixture
async def room(vault: Vault, clock: FakeClock, directory: str) -> Room:
    if directory:
        keep_referrals(vault, directory)
    return await enter(vault, clock=clock)


async def test_one_key_shows_them_by_kind_and_the_same_key_leads_back(console: Driving) -> None:
    async with console(size=(80, 24)) as driven:
        await driven.press("i")
        assert driven.place == "Referrals"
        for said in (
            "People who can help",
            "Help in the invented town",
            "! 1 contact was not checked for 90 days.",
            "Somebody to talk to, one to one",
            "  The River House",
            "How to reach         The blue door behind the market",
            "For whom             Defenders and their families",
            "Languages            English · Burmese",
            "Cost                 What you can give",
            "What they write down No notes with names",
            "Checked on           1 October 2026",
        ):
            assert " ".join(said.split()) in " ".join(driven.seen.split()), said
        assert "talk_therapy" not in driven.seen
        assert "for you only" not in driven.seen, "it stands further down"
        await driven.press("pagedown")
        assert "! not checked for 90 days" in driven.seen
        assert "for you only: not on phones, not in plans" in driven.seen
        assert "The Harbour fund" in driven.seen
        await driven.press("i")
        assert driven.place == "Day"


async def test_each_stale_contact_is_marked_and_no_other(console: Driving, clock: FakeClock) -> None:
    async with console(size=(80, 60)) as driven:
        await driven.press("i")
        assert driven.seen.count("! not checked for 90 days") == 1
        clock.forward(120 * 24 * 60)
        await driven.settle()
        assert driven.seen.count("! not checked for 90 days") == 3
        assert "! 3 contacts were not checked for 90 days." in driven.seen


async def test_a_narrow_window_sets_texts_under_their_labels_and_scrolls(console: Driving) -> None:
    async with console(size=(40, 18)) as driven:
        await driven.press("i")
        lines = driven.seen.splitlines()
        place = next(n for n, line in enumerate(lines) if line.split() == ["How", "to", "reach"])
        assert lines[place + 1].split() == ["The", "blue", "door", "behind", "the"]
        assert lines[place + 2].index("market") == lines[place + 1].index("The")
        for _ in range(6):
            await driven.press("pagedown")
        assert "The Harbour fund" in driven.seen


async def test_locked_they_are_still_there(console: Driving, room: Room) -> None:
    async with console(size=(80, 24)) as driven:
        await driven.press("l", "escape", "i")
        assert driven.is_locked()
        assert driven.place == "Referrals"
        assert "The River House" in driven.seen


async def test_who_wishes_to_talk_brings_the_key_to_mind(console: Driving, room: Room) -> None:
    async with console() as driven:
        assert "i: people who can help" not in driven.seen
        await room.wish("talk")
        await driven.settle()
        assert "i: people who can help" in driven.seen
        room.directory = None
        await room.wish("talk")
        await driven.settle()
        assert "i: people who can help" not in driven.seen


@pytest.mark.parametrize("directory", [""], ids=["none"])
async def test_without_a_directory_it_says_how_to_add_one(console: Driving, room: Room) -> None:
    async with console(size=(80, 24)) as driven:
        await driven.press("i")
        assert driven.place == "Referrals"
        assert "no referral directory yet" in driven.seen
        assert "workshop referrals DIR FILE" in driven.seen


@pytest.mark.parametrize(
    "directory",
    [
        directory_of(
            *(
                contact(f"c{n}", title=t, route=t, languages=[t], cost=t, reach=t, records=t)
                for n, t in enumerate(HOSTILE)
            ),
            title=HOSTILE[0],
        )
    ],
    ids=["hostile"],
)
async def test_what_stands_in_the_file_is_only_ever_text(console: Driving) -> None:
    async with console(size=(140, 200)) as driven:
        await driven.press("i")
        assert driven.place == "Referrals"
        for text in (one_line(text) for text in HOSTILE):
            if text.isascii() and len(text) < 80:
                assert driven.seen.count(text) >= 6, text
        assert "\x1b" not in driven.seen


@pytest.mark.parametrize(
    "directory",
    [directory_of(contact("a", verified_on="2026-06-01", on_phones="false", reach="1", records="1")), ""],
    ids=["one", "none"],
)
async def test_no_english_survives(console: Driving) -> None:
    async with console(size=(100, 40), words=wording("en-XA")) as driven:
        await driven.press("i")
        assert driven.place == "Referrals"
        assert untouched(driven.seen) == set()
