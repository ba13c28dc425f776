"""The room's clock on the wall, and nothing of the facilitator's time anywhere but on the console."""

from __future__ import annotations

import re

from tests.conftest import FakeClock
from tests.web.conftest import Phone
from tests.web.reading import Page
from tests.web.test_wall import SHORT, TOOLS, Wall, wall, way_in
from workshop.room import Room

__all__ = ["wall"]

OVER = "That time is over. Take your sentence to its end."
STRESS = "stressor-mapping"


def ring(page: Page) -> str | None:
    rings = [c.get("stroke-dasharray", "whole") for c in page.all("circle") if c.get("class") == "rest-of-it"]
    return rings[0] if rings else None


async def test_it_counts_down_with_shape_and_number_and_kind_words_at_the_end(
    wall: Wall, room: Room, clock: FakeClock
) -> None:
    room.begin_next()
    assert ring(await wall.look()) is None
    room.clock.toggle(10)
    page = await wall.look()
    assert ring(page) == "whole"
    assert page.texts[page.texts.index("minutes left") - 1] == "10"
    version = await wall.version()
    clock.forward(0.5)
    assert await wall.version() > version
    clock.forward(8.6)
    page = await wall.look()
    assert page.texts[page.texts.index("minute left") - 1] == "1"
    clock.forward(5)
    page = await wall.look()
    assert OVER in page.texts
    assert ring(page) == "0 100"
    assert "0" not in page.texts, "it does not say how far over"
    room.clock.toggle(10)
    assert OVER not in (await wall.look()).texts


async def test_it_stands_still_with_a_pause_and_goes_with_the_session(
    wall: Wall, room: Room, clock: FakeClock
) -> None:
    room.begin_next()
    room.clock.toggle(10)
    room.toggle_pause()
    clock.forward(20)
    assert ring(await wall.look()) == "whole"
    room.toggle_pause()
    room.begin_next()
    assert ring(await wall.look()) is None


async def test_locked_it_goes_on_and_says_nothing_more(wall: Wall, room: Room) -> None:
    room.begin_next()
    room.clock.toggle(10)
    room.lock()
    page = await wall.look()
    assert page.texts[1:] == ["09:00", "10", "minutes left", *way_in(room), *TOOLS]


async def test_phones_get_no_clock(room: Room, phone: Phone) -> None:
    room.begin_next()
    room.open_form(STRESS)
    before = (await phone.get("/?on=1")).page
    waiting = (await phone.get("/?on=1&past=1")).page
    room.clock.toggle(10)
    after = (await phone.get("/?on=1")).page
    assert after.texts == before.texts
    assert (await phone.get("/?on=1&past=1")).page.texts == waiting.texts


async def test_the_facilitators_own_numbers_are_on_no_wall_and_no_phone(
    wall: Wall, room: Room, clock: FakeClock, phone: Phone
) -> None:
    """Late by 97 minutes, over by 83, a step ticked, minutes given: none of it is told."""
    room.begin_next()
    room.adjust(7)
    room.tick(0)
    room.note("start sooner tomorrow")
    clock.forward(112)
    room.begin_next()
    room.clock.toggle(6)
    forecast = room.forecast()
    assert forecast.behind > 60 and forecast.late > 0
    own = {
        str(abs(n)) for n in (forecast.behind, forecast.late, *(line.drift for line in forecast.lines)) if n
    }
    room.open_form(STRESS)
    pages = [await wall.look(), (await phone.get("/?on=1&past=9")).page]
    pages += [(await phone.get("/")).page, (await phone.get("/?on=1")).page]
    room.toggle_pause()
    pages.append(await wall.look())
    for page in pages:
        said = page.text.replace(SHORT, "")
        for words in ("min behind", "min ahead", "min over", "min left", "start sooner", "▲", "▽"):
            assert words not in said, words
        assert not own & set(re.findall(r"\d+", re.sub(r"\d\d:\d\d", "", said)))
    on_the_wall = re.sub(r"\d\d:\d\d", "", pages[0].text.replace(SHORT, ""))
    assert re.findall(r"\d+", on_the_wall) == ["6"]


async def test_on_time_or_late_the_wall_is_the_same(wall: Wall, room: Room, clock: FakeClock) -> None:
    room.begin_next()
    on_time = (await wall.look()).texts
    clock.now = clock.now.replace(hour=11)
    room.begin_next()
    room.go_back()
    assert room.forecast().behind > 60
    late = (await wall.look()).texts
    assert [text for text in late if text != "11:00"] == [text for text in on_time if text != "09:00"]
