"""One idea at a time on the wall: what is asked, a break, the agreement, the end; and its views."""

from __future__ import annotations

import re
from importlib import resources
from itertools import pairwise

import httpx2
import pytest

from tests.conftest import HOSTILE, FakeClock
from tests.web.reading import Page
from tests.web.test_wall import HOST, SHORT, STRESS, Wall, answered, bars, link, room_prompt, wall
from workshop.domain.answer import TextAnswer
from workshop.domain.cleaning import one_line
from workshop.domain.figure import Note, Notes
from workshop.domain.prompt import Audience, Prompt
from workshop.room import Response, Room, Shown
from workshop.web import wall_app
from workshop.wording import ENGLISH

__all__ = ["wall"]
AGREEMENT = "group-agreement"
KEPT = "What you wrote for the group is kept sealed on this laptop."


async def agreed(room: Room, texts: tuple[str, ...]) -> tuple[Prompt, tuple[Note, ...]]:
    """The sentences of an agreement; none of them is released yet."""
    prompt = room_prompt(room, AGREEMENT, "TextPrompt")
    room.open_form(AGREEMENT)
    for text in texts:
        id = room.submission_id(AGREEMENT, Audience.ROOM)
        answers = {prompt.id: TextAnswer(one_line(text))}
        await room.receive(Response(AGREEMENT, Audience.ROOM, id, answers))
    await room.figures.release(AGREEMENT, prompt)
    shown = room.figures.shown(AGREEMENT, prompt)
    assert isinstance(shown, Shown) and isinstance(shown.figure, Notes)
    return prompt, shown.figure.notes


def said(page: Page) -> list[str]:
    """What stands in the middle, after the clock and before the way in."""
    clock = next(place for place, text in enumerate(page.texts) if re.fullmatch(r"\d\d:\d\d", text))
    return page.texts[clock + 1 : page.texts.index("Open this page on your phone")]


def to(room: Room, session: str) -> None:
    while room.session is None or room.session.id != session:
        room.begin_next()


async def test_it_shows_what_is_asked_and_of_whom_and_never_what_was_answered(wall: Wall, room: Room) -> None:
    room.begin_next()
    room.open_form("my-green-yellow-red")
    room.open_form(STRESS)
    before = said(await wall.look())
    prompts = room.bundle.exercises[STRESS].form(Audience.ROOM)
    assert before[:2] == ["On your phone now:", "Stressor mapping"]
    assert [text for text in before if text in {prompt.ask for prompt in prompts}] == [p.ask for p in prompts]
    assert before.index("For the group") < before.index("Only for you")
    assert before[-1] == "Also open: My green, yellow and red"
    for prompt in room.bundle.exercises[STRESS].form(Audience.MINE):
        assert prompt.ask not in before, "a limit of mine is asked on my phone"
    version = await wall.version()
    id = room.submission_id(STRESS, Audience.ROOM)
    await room.receive(Response(STRESS, Audience.ROOM, id, {}))
    assert said(await wall.look()) == before
    assert await wall.version() == version
    await room.close_form(STRESS)
    assert said(await wall.look())[1] == "My green, yellow and red"


async def test_a_form_of_another_session_leaves_the_figure_where_it_is(wall: Wall, room: Room) -> None:
    room.begin_next()
    prompt = room_prompt(room, STRESS, "MultiPrompt")
    await answered(room, STRESS, prompt, ["pay"])
    room.open_form("check-out")
    page = await wall.look()
    assert prompt.ask in page.texts
    assert said(page)[-2:] == ["On your phone now:", "Check-out"]


async def test_a_break_that_is_over_calls_nobody_late(wall: Wall, room: Room, clock: FakeClock) -> None:
    for _ in range(5):
        room.begin_next()
    clock.forward(5)
    assert said(await wall.look()) == ["We meet again at 09:20"]
    clock.forward(25)
    assert said(await wall.look()) == ["We go on now. Welcome back."]


async def test_of_the_agreement_the_room_sees_what_was_released_and_can_always_look_again(
    wall: Wall, room: Room
) -> None:
    room.begin_next()
    texts = tuple(text for text in HOSTILE if one_line(text)[:20])[:9]
    prompt, notes = await agreed(room, texts)
    shown, hidden = notes[0], notes[1]
    page = await wall.look()
    assert said(page) == ["What we agreed", prompt.ask, "No text was chosen to be shown."]
    room.figures.toggle_note(AGREEMENT, prompt, shown)
    page = await wall.look()
    assert said(page) == ["What we agreed", prompt.ask, shown.text]
    assert not page.all("img") and len(page.all("script")) == 1
    room.begin_next()
    page = await wall.look()
    assert shown.text not in page.texts
    held = link(page, "What we agreed")
    assert said(await wall.look(held)) == ["What we agreed", prompt.ask, shown.text]
    room.open_form(STRESS)
    assert shown.text in (await wall.look(held)).texts, "held, whatever the console does"
    assert link(await wall.look(held), "Follow the console again") == "/?"
    room.lock()
    locked = (await wall.look(held)).html
    assert shown.text not in locked and hidden.text not in locked
    assert "What we agreed" not in locked


async def test_a_day_ends_with_thanks_and_when_we_meet_again(
    wall: Wall, room: Room, clock: FakeClock
) -> None:
    to(room, room.day.sessions[-1].id)
    ending = ["Thank you.", "We meet again tomorrow at 09:00.", KEPT]
    assert said(await wall.look()) == ending
    room.begin_next()
    assert room.session is None
    assert said(await wall.look()) == ending
    clock.forward(20 * 60)
    assert said(await wall.look()) == [], "the next morning it is the way in"
    to(room, room.agenda.days[1].sessions[-1].id)
    room.hosting.set_date(2, room.now.date().replace(day=20))
    assert "We meet again on 20 October 2026 at 09:00." in said(await wall.look())


async def test_the_last_day_ends_with_what_becomes_of_the_answers(wall: Wall, room: Room) -> None:
    to(room, room.agenda.days[-1].sessions[-1].id)
    assert said(await wall.look())[:2] == [
        "Thank you.",
        KEPT,
    ]
    room.hosting.keep_for(30)
    assert "On 11 November 2026 its keys are destroyed." in (await wall.look()).text
    room.begin_next()
    assert "Thank you." in said(await wall.look())


async def test_long_figures_turn_by_themselves_until_somebody_turns_them(
    wall: Wall, room: Room, clock: FakeClock
) -> None:
    room.begin_next()
    prompt, notes = await agreed(room, tuple(f"{n} " + "we listen to the end " * 6 for n in range(9)))
    for note in notes:
        room.figures.toggle_note(AGREEMENT, prompt, note)

    async def shown(at: str = "/") -> list[str]:
        return [text for text in said(await wall.look(at)) if text.endswith("end")]

    seen, version = [await shown()], await wall.version()
    while len(seen) < 9 and sum(map(len, seen)) < 9:
        clock.forward(1 / 3)
        seen.append(await shown())
    assert len(seen) > 1 and sorted(text for one in seen for text in one) == sorted(n.text for n in notes)
    assert all(len(before) >= len(after) for before, after in pairwise(seen)), "evenly filled"
    assert await wall.version() > version
    clock.forward(1 / 3)
    assert await shown() == seen[0], "and from the beginning again"
    second = link(await wall.look(), "Next page")
    assert await shown(second) == seen[1]
    clock.forward(5)
    assert await shown(second) == seen[1], "it stays where somebody put it"
    room.figures.toggle_note(AGREEMENT, prompt, notes[0])
    assert await shown(second) == await shown(), "with another figure it follows again"


async def test_23_bars_stand_on_one_page_in_the_whole_width(wall: Wall, room: Room) -> None:
    prompt = room_prompt(room, STRESS, "MultiPrompt")
    await answered(room, STRESS, prompt, ["pay"])
    page = await wall.look()
    assert len(bars(page)) == len(prompt.options) == 23  # type: ignore[union-attr]  # a prompt with options
    assert page.all("body")[0]["class"] == "wide"
    assert [bar["width"] for bar in bars(page)].count("100.0") == 1
    numbers = [text for text in said(page) if text.isdecimal()]
    assert numbers == ["8"], "what is below the threshold has neither number nor bar"


@pytest.mark.parametrize(
    ("address", "attributes"),
    [
        ("/", {"lang": "en", "dir": "ltr"}),
        ("/?look=dark", {"lang": "en", "dir": "ltr", "data-look": "dark"}),
        ("/?look=light&lang=ar-XB", {"lang": "ar-XB", "dir": "rtl", "data-look": "light"}),
        ("/?look=%22%3E%3Cimg%3E&show=x&table=2&lang=xx&page=0.0", {"lang": "en", "dir": "ltr"}),
        ("/?page=99.99&lang=" + "x" * 99, {"lang": "en", "dir": "ltr"}),
    ],
)
async def test_how_it_is_looked_at_stands_in_its_address(
    wall: Wall, room: Room, address: str, attributes: dict[str, str]
) -> None:
    await answered(room, STRESS, room_prompt(room, STRESS, "MatrixPrompt"), [["money", "much", 1]])
    page = await wall.look(address)
    assert page.all("html") == [attributes]
    asked = attributes.get("data-look", "light dark")
    assert [one["content"] for one in page.all("meta") if one.get("name") == "color-scheme"] == [asked]
    kept = f"look={asked}" if asked != "light dark" else "/?"
    assert all(kept in one or "look=" in one for one in page.links), "every link keeps it"
    assert not page.all("img")


async def test_the_code_can_be_held_large_over_anything(wall: Wall, room: Room) -> None:
    room.begin_next()
    room.open_form(STRESS)
    page = await wall.look(link(await wall.look(), "The code, large"))
    assert page.all("body")[0]["class"] == "join"
    assert SHORT in page.texts
    assert link(page, "Follow the console again") == "/?"


async def test_after_a_restart_the_figure_of_the_running_session_is_there_again(
    wall: Wall, room: Room
) -> None:
    to(room, "arrival")
    other = room_prompt(room, "check-out", "ChoicePrompt")
    to(room, "stressors")
    own = room_prompt(room, STRESS, "MultiPrompt")
    await answered(room, STRESS, own, ["pay"])
    await answered(room, "check-out", other, "sun")
    assert other.ask in (await wall.look()).texts
    again = wall_app(room, lambda: wall.joining, ENGLISH, frozenset({HOST}))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(again), base_url=f"http://{HOST}") as client:
        assert own.ask in (await client.get("/")).text
        assert int((await client.get("/v")).text) != await wall.version(), "no page passes for an older one"


async def test_it_may_fill_the_screen_and_nothing_else(wall: Wall) -> None:
    answer = await wall.client.get("/")
    policy = answer.headers["permissions-policy"].split(", ")
    assert "fullscreen=(self)" in policy
    assert {one for one in policy if not one.endswith("=()")} == {"fullscreen=(self)"}


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_is_read_from_afar_has_a_contrast_of_seven_to_one() -> None:
    css = resources.files("workshop.web").joinpath("static", "wall.css").read_text("utf-8")
    themes = [dict(re.findall(r"--([a-z0-9]+): (#[0-9a-f]{6})", line)) for line in css.splitlines()]
    light, system, chosen = (theme for theme in themes if "paper" in theme)
    assert system == chosen
    on = {"paper": ("ink", "soft", "teal", "clay", "ochre"), "card": ("ink",), "l3": ("on",), "l4": ("on",)}
    on |= dict.fromkeys(("rest", "l1", "l2", "room", "mine", "staff"), ("ink",))
    for theme in (light, chosen):
        for ground, texts in on.items():
            for text in texts:
                dark, bright = sorted((luminance(theme[ground]), luminance(theme[text])))
                assert (bright + 0.05) / (dark + 0.05) >= 7, (ground, text)
