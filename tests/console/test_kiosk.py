"""The laptop is lent out with the console locked behind it; the desk opens only where one says so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension

from workshop.console import Console, Opened, Outcome
from workshop.domain.joining import Joining
from workshop.room import Room
from workshop.wording import ENGLISH, Wording, wording

from .answering import answer, begin
from .conftest import JOINING, Driven, Driving
from .test_lock import CANARY, is_kept, said
from .test_look import taken
from .test_wording import untouched

DESK = "http://127.0.0.1:9/a-token-that-nobody-guesses/"
WITH_DESK = replace(JOINING, desk=DESK)


@dataclass
class Windows:
    """Opens nothing, and remembers what it was asked for."""

    finds: Opened = "alone"
    lent: str = ""
    opened: list[str] = field(default_factory=list)
    lends: list[str] = field(default_factory=list)

    def open(self, address: str) -> bool:
        self.opened.append(address)
        return self.finds != "nowhere"

    def lend(self, address: str) -> Opened:
        self.lends.append(address)
        return self.finds


async def at_the_figures(driven: Driven, room: Room) -> None:
    begin(room, "introductions")
    room.open_form("introductions-with-a-card")
    await answer(room, "introductions-with-a-card", 9)
    await driven.press("c", "v")


async def test_k_asks_once_then_locks_and_lends(console: Driving) -> None:
    windows = Windows()
    async with console(windows=windows) as driven:
        await driven.press("k")
        assert driven.place == "KioskSheet"
        assert "The console locks behind it; unlock brings it back." in driven.seen
        assert not driven.is_locked()
        await driven.press("escape")
        assert (driven.place, windows.lends, windows.lent) == ("Day", [], "")
        await driven.press("k", "enter")
        assert driven.is_locked()
        assert driven.place == "Cover"
        assert windows.lends == [windows.lent] == [f"{JOINING.address}?s=1"]
        assert "■ Lent out" in driven.seen
        assert "u unlocks and takes the laptop back" in driven.seen
        assert "The page fills the screen" in driven.seen


async def test_what_people_wrote_is_gone_before_the_page_opens(console: Driving) -> None:
    locked: list[bool] = []

    class Looking(Windows):
        def lend(self, address: str) -> Opened:
            locked.append(driven.room.vault.locked)
            return "alone"

    async with console(size=(200, 60), windows=Looking()) as driven:
        await said(driven)
        await driven.press("k", "enter")
        assert locked == [True]
        assert CANARY[:20] not in driven.seen
        assert not is_kept(CANARY[:20]), "the sheet was drawn above it"


async def test_whoever_sits_at_it_finds_no_way_in_but_the_passphrase(console: Driving) -> None:
    async with console(windows=Windows()) as driven:
        await driven.press("n", "k", "enter")
        for key in ("escape", "ctrl+q", "n", "o", "c", "v", "b", "z", "space", "question_mark", "ctrl+l"):
            await driven.press(key)
            assert driven.place == "Cover", key
            assert "■ Lent out" in driven.seen, key
        assert driven.app.is_running
        assert driven.room.session is not None and driven.room.session.id == "arrival"
        await driven.press("u")
        assert driven.app.return_value is Outcome.UNLOCK


async def test_a_console_that_comes_back_locked_is_still_lent_out(console: Driving, room: Room) -> None:
    """Whoever pressed u and has no passphrase gets no further than before."""
    room.lock()
    async with console(windows=Windows(lent=f"{JOINING.address}?s=1")) as driven:
        await driven.press("escape")
        assert (driven.place, "■ Lent out" in driven.seen) == ("Cover", True)


async def test_k_opens_a_closed_page_again_without_asking(console: Driving) -> None:
    windows = Windows()
    async with console(windows=windows) as driven:
        await driven.press("k", "enter", "k")
        assert len(windows.lends) == 2
        assert driven.place == "Cover"


async def test_where_it_is_only_locked_k_lends_nothing(console: Driving) -> None:
    windows = Windows()
    async with console(windows=windows) as driven:
        await driven.press("l", "k")
        assert "■ Locked" in driven.seen
        await driven.press("escape", "k", "escape")
        assert windows.lends == []
        await driven.press("k", "enter")
        assert "■ Lent out" in driven.seen


@pytest.mark.parametrize(
    ("finds", "words"),
    [
        ("nowhere", "Open this address by hand, in a private window."),
        ("among others", "It opened in your own browser."),
    ],
)
async def test_what_could_not_be_opened_alone_is_said(console: Driving, finds: Opened, words: str) -> None:
    async with console(windows=Windows(finds)) as driven:
        await driven.press("k", "enter")
        assert words in driven.seen
        assert f"{JOINING.address}?s=1" in driven.seen


async def test_without_a_browser_of_its_own_the_console_opens_nothing(console: Driving) -> None:
    async with console(joining=WITH_DESK) as driven:
        await driven.press("k", "enter")
        assert "No browser could be opened." in driven.seen


async def test_the_desk_shows_its_address_and_opens_only_on_enter(console: Driving, room: Room) -> None:
    windows = Windows()
    async with console(joining=WITH_DESK, windows=windows) as driven:
        await at_the_figures(driven, room)
        await driven.press("b")
        assert driven.place == "DeskSheet"
        assert DESK in driven.seen
        assert "! Never on the projector." in driven.seen
        await driven.press("escape")
        assert (driven.place, windows.opened) == ("Said", [])
        await driven.press("b", "enter")
        assert (driven.place, windows.opened) == ("Said", [DESK])
        windows.finds = "nowhere"
        await driven.press("b", "enter")
        assert driven.place == "DeskSheet"
        assert "No browser opened here." in driven.seen


async def test_elsewhere_b_goes_back_as_before(console: Driving, room: Room) -> None:
    async with console(joining=WITH_DESK) as driven:
        await driven.press("n", "n", "b")
        assert driven.place == "Day"
        assert room.session is not None and room.session.id == "arrival"


async def test_there_is_no_desk_while_locked_or_where_none_is_served(console: Driving, room: Room) -> None:
    async with console(joining=Joining("http://10.0.0.2/", "http://127.0.0.1/")) as driven:
        await driven.press("n", "n", "v", "b")
        assert driven.place == "Said"
    async with console(joining=WITH_DESK) as driven:
        await driven.press("l", "escape", "v", "b")
        assert driven.place == "Said"
        assert driven.told == ["Unlock first (u): what people wrote is not in memory now."]
    assert room.session is not None and room.session.id == "introductions", "b meant nothing else there"


async def test_locking_takes_the_sheet_away(console: Driving) -> None:
    async with console(joining=WITH_DESK) as driven:
        await driven.press("v", "b", "ctrl+l")
        assert driven.place == "Cover"
        assert DESK not in driven.seen


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
async def test_the_sheets_fit_every_size(room: Room, size: tuple[int, int], console: Driving) -> None:
    async with console(size=size, joining=WITH_DESK, windows=Windows()) as driven:
        await driven.press("v", "b")
        assert driven.place == "DeskSheet"
        assert size[0] < 80 or DESK in driven.seen
        await driven.press("escape", "k", "enter")
        assert driven.place == "Cover"


async def test_no_english_survives_on_them(console: Driving) -> None:
    words: Wording = wording("en-XA")
    windows = Windows("nowhere")
    bare = Joining("http://1/", "http://2/", desk="http://3/")
    async with console(words=words, joining=bare, windows=windows) as driven:
        await driven.press("v", "b")
        assert untouched(driven.seen) <= {"enter"}
        await driven.press("enter")
        assert untouched(driven.seen) == set()
        await driven.press("escape", "k")
        assert untouched(driven.seen) == set()
        await driven.press("enter")
        assert untouched(driven.seen) == set()


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "dusk"), ((120, 40), "paper")])
async def test_look(console: Driving, snapshot: SnapshotAssertion, size: tuple[int, int], theme: str) -> None:
    picture = snapshot.use_extension(SVGImageSnapshotExtension)
    async with console(size=size, theme=theme, joining=WITH_DESK, windows=Windows()) as driven:
        await driven.press("v", "b")
        assert taken(driven) == picture(name="desk")
        await driven.press("escape", "k")
        assert taken(driven) == picture(name="asked")
        await driven.press("enter")
        assert taken(driven) == picture(name="lent")


def test_by_itself_it_opens_nothing(room: Room) -> None:
    assert not Console(room, ENGLISH, lambda: WITH_DESK)._windows.open(DESK)
