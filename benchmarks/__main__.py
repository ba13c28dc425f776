"""Prints what things take on this machine: medians, and the slowest of a hundred where that matters.

make bench
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from workshop.demo.browser import Browser
from workshop.domain.answer import MultiAnswer, TextAnswer
from workshop.domain.events import QUESTIONS
from workshop.domain.forecast import forecast
from workshop.domain.joining import Joining
from workshop.domain.plan import assemble
from workshop.domain.prompt import Audience
from workshop.export import plan_pdf
from workshop.library import load_library
from workshop.room import Response, Room, begin, enter
from workshop.vault import Generated, Vault
from workshop.web import bind, phone_app, serving, wall_app
from workshop.web.pace import Pace
from workshop.wording import ENGLISH

FORM = "stressor-mapping"
PHONES = 40


def say(name: str, figure: str) -> None:
    print(f"{name:58} {figure}", flush=True)


def milliseconds(values: list[float]) -> str:
    ordered = sorted(values)
    slowest = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    return f"median {statistics.median(ordered) * 1000:8.2f} ms   p99 {slowest * 1000:8.2f} ms"


async def timed(act: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await act()
    return time.perf_counter() - began


async def letters(room: Room) -> None:
    async def drop() -> None:
        id = room.submission_id(FORM, Audience.ROOM)
        await room.receive(Response(FORM, Audience.ROOM, id, {"sources": MultiAnswer(("hours",))}))

    say("an answer kept, one at a time", milliseconds([await timed(drop) for _ in range(300)]))
    for together in (16, 64):
        began = time.perf_counter()
        for _ in range(20):
            await asyncio.gather(*(drop() for _ in range(together)))
        say(
            f"answers kept, {together} together",
            f"{20 * together / (time.perf_counter() - began):8.0f} a second",
        )
    say("letterbox emptied into the book, ~1900 answers", f"{await timed(room.empty_letterbox):8.2f} s")


async def phones(room: Room) -> None:
    sock = bind("127.0.0.1", 0)
    address = f"127.0.0.1:{sock.getsockname()[1]}"

    def one_phone() -> list[float]:
        taken = []
        phone = Browser(f"http://{address}/")
        page = phone.get("/")
        page = phone.send(page, page.post_forms[0], page.post_forms[0].as_served())
        step = page.post_forms[0]
        for _ in range(10):
            began = time.perf_counter()
            saved = phone.send(page, step, [*step.as_served(), ("sources", "hours")])
            taken.append(time.perf_counter() - began)
            assert saved.status == 200
        phone.close()
        return taken

    app = phone_app(room, frozenset({address}), pace=Pace(1e9, 1e9))
    async with serving(app, sock):
        taken = await asyncio.gather(*(asyncio.to_thread(one_phone) for _ in range(PHONES)))
    say(f"a form sent and saved, {PHONES} phones", milliseconds([t for one in taken for t in one]))


async def wall(room: Room) -> None:
    """Its page asks five times a second; this much comes on top until it shows what changed."""
    sock = bind("127.0.0.1", 0)
    address = f"127.0.0.1:{sock.getsockname()[1]}"
    joining = Joining("http://192.168.1.20:8000/", f"http://{address}/")

    def look(browser: Browser) -> None:
        browser.get("/v")
        browser.get("/")

    async with serving(wall_app(room, lambda: joining, ENGLISH, frozenset({address})), sock):
        browser = Browser(joining.wall)
        taken = []
        for _ in range(50):
            room.toggle_pause()
            taken.append(await timed(lambda: asyncio.to_thread(look, browser)))
        browser.close()
    say("the wall asks, and draws what changed", milliseconds(taken))


async def pages(room: Room) -> None:
    exercises = load_library().exercises.values()
    mine = [(p, TextAnswer("something of my own")) for e in exercises for p in e.form(Audience.MINE)]
    plan = assemble(mine)
    taken = [await timed(lambda: asyncio.to_thread(plan_pdf, plan, ENGLISH)) for _ in range(7)]
    say("a plan as PDF, in a process of its own", milliseconds(taken))
    began = time.perf_counter()
    for _ in range(1000):
        forecast(room.day, 0, room.state, room.now)
    say("the forecast of a day", f"{(time.perf_counter() - began):8.3f} ms")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        vault = Vault.create(Path(folder) / "vault", Generated())
        say("a vault made, its key under 256 MiB", f"{time.perf_counter() - began:8.2f} s")
        begin(vault, load_library().bundle("three-day-holistic"))
        room = await enter(vault)
        room.get_ready(dict.fromkeys(QUESTIONS, True))
        room.begin_next()
        room.open_form(FORM)
        await letters(room)
        await phones(room)
        await wall(room)
        await pages(room)
        began = time.perf_counter()
        room.lock()
        say(
            "locked: keyholder dead, answers out of memory", f"{(time.perf_counter() - began) * 1000:8.2f} ms"
        )
        vault.close()


if __name__ == "__main__":
    asyncio.run(main())
