"""What the projector shows, and what it never does."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import httpx2
import pytest

from tests.conftest import HOSTILE, FakeClock
from tests.web.reading import Page
from workshop.domain.answer import Answer
from workshop.domain.joining import Joining, Wifi
from workshop.domain.prompt import Audience, Prompt, from_plain
from workshop.export.spoken import sentence
from workshop.library import load_library
from workshop.room import Response, Room
from workshop.vault import FromFile, Keyholder, fingerprint
from workshop.web import wall_app
from workshop.wording import ENGLISH

HOST = "127.0.0.1:8001"
STRESS = "stressor-mapping"
ADDRESS = "http://192.168.1.20:8000"
SHORT = "192.168.1.20:8000"
TOOLS = ("Full screen", "Dark", "Light")
"""For whoever stands at this laptop, whatever the wall shows."""


def way_in(room: Room) -> tuple[str, ...]:
    """What everybody reads who comes in."""
    return (
        "Open this page on your phone",
        SHORT,
        "This uses none of your data: nothing goes through the internet. "
        "Your phone may say “no internet”. That is right: stay connected.",
        "The words of this laptop, on your phone too:",
        " · ".join(fingerprint(room.vault.header.public_key)),
    )


@dataclass
class Wall:
    client: httpx2.AsyncClient
    joining: Joining

    async def look(self, at: str = "/") -> Page:
        answer = await self.client.get(at)
        assert answer.status_code == 200
        return Page(answer.text)

    async def version(self) -> int:
        return int((await self.client.get("/v")).text)


@pytest.fixture
async def wall(room: Room) -> AsyncIterator[Wall]:
    app = wall_app(room, lambda: found.joining, ENGLISH, frozenset({HOST}))
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
        found = Wall(client, Joining(ADDRESS, f"http://{HOST}"))
        yield found


def link(page: Page, words: str) -> str:
    """Where the link with these words leads."""
    found = re.search(rf'<a href="([^"]+)"[^>]*>{words}</a>', page.html)
    assert found is not None, page.texts
    return unescape(found[1])


def bars(page: Page) -> list[dict[str, str]]:
    """What is drawn of bars and columns."""
    return [rect for rect in page.all("rect") if rect.get("class") == "full"]


async def answered(room: Room, exercise: str, prompt: Prompt, plain: object, times: int = 8) -> None:
    """So many give the same answer, and the figure is released."""
    room.open_form(exercise)
    for _ in range(times):
        answer: object = from_plain(prompt, plain)
        assert isinstance(answer, Answer)
        id = room.submission_id(exercise, prompt.audience)
        await room.receive(Response(exercise, prompt.audience, id, {prompt.id: answer}))
    await room.figures.release(exercise, prompt)


def room_prompt(room: Room, exercise: str, kind: str) -> Prompt:
    prompts = room.bundle.exercises[exercise].form(Audience.ROOM)
    return next(prompt for prompt in prompts if type(prompt).__name__ == kind)


async def test_the_way_in_is_always_there(wall: Wall, room: Room) -> None:
    page = await wall.look()
    assert SHORT in page.texts
    assert len(page.all("path")) == 1
    wall.joining = Joining(ADDRESS, wall.joining.wall, Wifi("Quiet corner", "tea"))
    page = await wall.look()
    assert "Quiet corner" in page.texts
    assert len(page.all("path")) == 2
    assert "tea" in page.texts


async def test_locked_it_shows_clock_and_way_in_and_nothing_else(wall: Wall, room: Room) -> None:
    room.begin_next()
    await answered(room, STRESS, room_prompt(room, STRESS, "MultiPrompt"), ["pay"])
    assert "Low or late pay" in (await wall.look()).text
    room.lock()
    page = await wall.look()
    assert page.texts[0] == "Notes"
    assert page.texts[1:] == ["09:00", *way_in(room), *TOOLS]


async def test_it_names_the_session_and_what_is_on_the_phones_without_counts(wall: Wall, room: Room) -> None:
    room.begin_next()
    room.open_form(STRESS)
    page = await wall.look()
    assert "Arrival and consent" in page.texts
    assert page.texts[page.texts.index("On your phone now:") + 1] == "Stressor mapping"
    assert not re.search(r"\d+ answer", page.text)


async def test_a_break_says_when_we_meet_again(wall: Wall, room: Room, clock: FakeClock) -> None:
    for _ in range(5):
        room.begin_next()
    clock.forward(5)
    assert "We meet again at 09:20" in (await wall.look()).texts


async def test_the_picture_to_look_for_stands_alone_and_goes_again(wall: Wall, room: Room) -> None:
    room.begin_next()
    await answered(room, STRESS, room_prompt(room, STRESS, "MultiPrompt"), ["pay"])
    before = await wall.version()
    room.hosting.show_test_picture(True)
    assert await wall.version() > before
    page = await wall.look()
    assert page.texts == ["Notes", "Welcome"]
    assert len(page.all("circle")) == 1 and not page.all("path"), "a shape, and no code"
    room.hosting.show_test_picture(False)
    assert "Low or late pay" in (await wall.look()).text
    room.hosting.show_test_picture(True)
    room.lock()
    assert "Welcome" not in (await wall.look()).texts


async def test_breathing_is_a_slow_circle(wall: Wall, room: Room) -> None:
    assert not [div for div in (await wall.look()).all("div") if div.get("class") == "breath"]
    while room.session is None or room.session.exercise != "grounding":
        room.begin_next()
    (drawn,) = (await wall.look()).all("animate")
    assert drawn.get("dur") == "10s"
    assert drawn.get("keytimes") == "0;0.4;1", "four seconds in, six out"
    for _ in ("lunch", "arrive-again"):
        room.begin_next()
    assert room.exercise is not None and room.exercise.repeats == "grounding"
    assert (await wall.look()).all("animate"), "held again it is drawn again"


FIGURES = [
    (STRESS, "MultiPrompt", ["pay"], ("Low or late pay", "8")),
    (STRESS, "MatrixPrompt", [["money", "much", 1]], ("Money and pay", "8")),
    ("check-out", "ChoicePrompt", "sun", ("Sun", "8")),
    ("group-agreement", "ScalePrompt", 5, ("5", "8")),
    ("what-security-means", "RankingPrompt", ["threats"], ("Threats and violence", "40")),
]


@pytest.mark.parametrize(("exercise", "kind", "plain", "row"), FIGURES, ids=[kind for _, kind, *_ in FIGURES])
async def test_every_figure_is_drawn_with_its_question_and_is_a_table_on_request(
    wall: Wall, room: Room, exercise: str, kind: str, plain: object, row: tuple[str, str]
) -> None:
    prompt = room_prompt(room, exercise, kind)
    await answered(room, exercise, prompt, plain)
    page = await wall.look()
    shown = room.figures.for_the_room(exercise, prompt)
    assert shown is not None
    assert prompt.ask in page.texts
    assert "8 answers." in page.text
    assert sentence(shown.figure, ENGLISH) in page.texts
    assert row[0] in page.texts and row[1] in page.texts
    assert page.all("table") if kind == "MatrixPrompt" else bars(page), "a grid is drawn as its cells"
    assert not any("style" in attributes for _, attributes in page.tags), "the browser would pass over it"
    table = await wall.look(link(page, "As a table"))
    assert not bars(table)
    assert prompt.ask in table.texts
    assert table.texts[table.texts.index(row[0]) :].index(row[1]) <= 4
    assert all(cell.get("dir") == "auto" for cell in table.all("td"))
    assert (await wall.look(link(table, "As a picture"))).texts == page.texts


async def test_days_are_counted_by_their_months_alone(wall: Wall, room: Room) -> None:
    library = load_library()
    check = library.addition("next-check")
    text = check.exercise_source.text.replace("    feeds: P14.review_30\n", "")
    text = text.replace("audience: mine", "audience: room").replace("form: close", "form: release")
    room.add(replace(check, exercise_source=replace(check.exercise_source, text=text)), 10)
    room.begin_next()
    prompt = room_prompt(room, "next-check", "DatePrompt")
    await answered(room, "next-check", prompt, "2026-11-03", 6)
    page = await wall.look()
    assert page.texts[page.texts.index(prompt.ask) + 1 :][:2] == ["November 2026", "6"]
    assert [bar["width"] for bar in bars(page)] == ["100.0"]
    table = await wall.look(link(page, "As a table"))
    assert table.texts[table.texts.index(prompt.ask) + 1 :][:4] == ["Month", "How many", "November 2026", "6"]


async def test_one_figure_at_a_time_the_newest_also_after_a_lock(
    wall: Wall, room: Room, passphrase_file: Path
) -> None:
    bars, grid = (room_prompt(room, STRESS, kind) for kind in ("MultiPrompt", "MatrixPrompt"))

    async def seen() -> list[str]:
        texts = (await wall.look()).texts
        return [prompt.ask for prompt in (bars, grid) if prompt.ask in texts]

    await answered(room, STRESS, grid, [["money", "much", 1]])
    await answered(room, STRESS, bars, ["pay"])
    assert await seen() == [bars.ask]
    room.figures.hide(STRESS, grid)
    await room.figures.release(STRESS, grid)
    assert await seen() == [grid.ask]
    keyholder = await Keyholder.unlock_async(room.vault.folder, FromFile(passphrase_file))
    room.lock()
    assert await seen() == []
    await room.adopt(keyholder)
    assert await seen() == [grid.ask]
    room.figures.hide(STRESS, grid)
    assert await seen() == [bars.ask]
    room.begin_next()
    assert await seen() == [], "with a session of its own, the figures of another one step aside"
    room.figures.hide(STRESS, bars)
    await room.figures.release(STRESS, bars)
    assert await seen() == [bars.ask], "and come back when they are released again"


async def test_of_free_texts_only_the_released_are_shown_and_only_as_text(wall: Wall, room: Room) -> None:
    exercise = "my-green-yellow-red"
    prompt = room_prompt(room, exercise, "TextPrompt")
    room.open_form(exercise)
    written = [text[:70] for text in HOSTILE if text.isprintable()]
    for text in written:
        answer = from_plain(prompt, text)
        assert isinstance(answer, Answer)
        id = room.submission_id(exercise, Audience.ROOM)
        await room.receive(Response(exercise, Audience.ROOM, id, {prompt.id: answer}))
    await room.figures.release(exercise, prompt)
    assert not (await wall.look()).all("blockquote")
    shown = room.figures.shown(exercise, prompt)
    notes = shown.figure.notes  # type: ignore[union-attr]  # a text prompt's figure holds notes
    for note in notes[1:]:
        room.figures.toggle_note(exercise, prompt, note)
    for view, tag in (("/", "blockquote"), ("/?table=1", "td")):
        seen = [page async for page in all_pages(wall, view)]
        assert len(seen) > 1 or view != "/", "so many take more than one page"
        texts = [text for page in seen for text in page.texts]
        assert sum(len(page.all(tag)) for page in seen) == len(written) - 1
        for note in notes[1:]:
            assert note.text in texts
        assert notes[0].text not in texts, "not released"
        for page in seen:
            assert len(page.all("script")) == 1
            assert not page.all("img")


async def all_pages(wall: Wall, view: str) -> AsyncIterator[Page]:
    """Every page of a figure, turned by its own links."""
    page = await wall.look(view)
    found = re.search(r"Page (\d+) of (\d+)", page.text)
    for _ in range(int(found[2]) if found else 1):
        yield page
        if found:
            page = await wall.look(link(page, "Next page"))


async def test_the_version_grows_when_the_page_would_differ_and_only_then(
    wall: Wall, room: Room, clock: FakeClock
) -> None:
    first = await wall.version()
    room.open_form(STRESS)
    opened = await wall.version()
    assert opened > first
    id = room.submission_id(STRESS, Audience.ROOM)
    await room.receive(Response(STRESS, Audience.ROOM, id, {}))
    await room.wish("talk")
    assert await wall.version() == opened
    clock.forward(1)
    later = await wall.version()
    assert later > opened
    assert (await wall.look()).all("body")[0]["data-version"] == str(later)
    room.lock()
    assert await wall.version() > later


async def test_without_a_script_it_follows_by_itself(wall: Wall) -> None:
    page = await wall.look()
    metas = [meta for meta in page.all("meta") if meta.get("http-equiv") == "refresh"]
    assert [meta["content"] for meta in metas] == ["3"]
    assert page.html.index("<noscript><meta") > 0


async def test_it_is_only_looked_at(wall: Wall) -> None:
    assert (await wall.client.post("/", headers={"Origin": f"http://{HOST}"})).status_code == 405
    assert (await wall.client.get("/m")).status_code == 404
    assert (await wall.client.get("/", headers={"Host": "192.168.1.20:8001"})).status_code == 421
    answer = await wall.client.get("/")
    assert "set-cookie" not in answer.headers
    assert answer.headers["x-frame-options"] == "DENY"
