"""The demo whole: a stage, phones, a facilitator or a person at the console, and what remains of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from workshop.console import Console
from workshop.export import archive_files, archive_of, sealed_plan
from workshop.vault import PlanCode, derive, slot_text
from workshop.wording import Wording

from .album import Album
from .browser import Browser, Page
from .crowd import Crowd, crowd
from .facilitator import Facilitator
from .phone import Pace, Phone
from .stage import Serve, Stage, stage

Say = Callable[[str], None]
BRISK = 0.004
"""Seconds for each phone that a waiting page waits on a day that plays itself: more phones ask less often."""
HUMAN = Pace(think=(2.0, 18.0), wait=4.0)
"""For a day that somebody watches."""
SIZE = (140, 45)
BAR = 24


async def play(people: int, out: Path, words: Wording, say: Say, serve: Serve) -> None:
    """Plays the day by itself and writes pictures, plans and archive into `out`."""
    began = time.monotonic()
    say(
        words.say(
            "A throw-away vault, its passphrase known to nobody. Everything below is real but the people."
        )
    )
    async with stage(serve, words) as here:
        album = Album(out, words, Browser(here.joining.address), Browser(here.joining.wall))
        async with crowd(here.joining.address, people, _brisk(people), here.clock().date()) as phones:
            console = Console(here.room, words, lambda: here.joining)
            async with console.run_test(size=SIZE):
                facilitator = Facilitator(here, console, phones)
                await _play_day(here, phones, facilitator, console, album, say)
                await _last_moment(here, phones, facilitator, console, album)
            await _write_results(here, phones, album, say)
    say(words.say("Played in {seconds} seconds.", seconds=round(time.monotonic() - began)))
    say(str((out / "index.html").absolute()))


def _brisk(people: int) -> Pace:
    """For a day that plays itself: people think in milliseconds."""
    wait = max(16, people) * BRISK
    return Pace(think=(0.0, wait), wait=wait)


async def watch(people: int, out: Path, words: Wording, say: Say, serve: Serve, theme: str) -> None:
    """Opens the console on a day with simulated phones; afterwards the same files, less the pictures."""
    async with stage(serve, words) as here:
        album = Album(out, words, Browser(here.joining.address), Browser(here.joining.wall))
        async with crowd(here.joining.address, people, HUMAN, here.clock().date()) as phones:
            await Console(here.room, words, lambda: here.joining, theme=theme).run_async()
            if here.room.locked:
                say(words.say("The demo's passphrase is known to nobody: what was locked stays sealed."))
            await phones.rest()
            await _write_results(here, phones, album, say)
    say(str((out / "index.html").absolute()))


async def _play_day(
    here: Stage, phones: Crowd, facilitator: Facilitator, console: Console, album: Album, say: Say
) -> None:
    words, room = here.words, here.room
    phone = phones.phones[0]
    sessions = room.day.sessions
    async for id, moment in facilitator.day():
        match id, moment:
            case "arrival", "begun":
                await facilitator.press("q")
                await _keep(
                    album,
                    facilitator,
                    console,
                    await phones.phones[-1].look_at("/"),
                    words.say("Joining"),
                    words.say("A code and an address on console and wall; phones need nothing else."),
                )
                await facilitator.press("escape")
            case "goal", "over":
                await _keep(
                    album,
                    facilitator,
                    console,
                    phone.page,
                    words.say("Running late"),
                    words.say(
                        "The console says in minutes, words and sign what it does to the end of the day."
                    ),
                )
            case "stressors", "open":
                await _keep(
                    album,
                    facilitator,
                    console,
                    phone.page,
                    words.say("A form is open"),
                    words.say(
                        "First the group, then only for you. Counts move in steps, and nothing is shown yet."
                    ),
                )
            case "stressors", "shown":
                await facilitator.press("v")
                await _keep(
                    album,
                    facilitator,
                    console,
                    phone.page,
                    words.say("What the room said"),
                    words.say(
                        "The facilitator looks first and releases; cells of fewer than five stay hidden."
                    ),
                )
                await facilitator.press("escape")
            case "signs", "begun":
                await phones.phones[-1].press("talk")
                await _keep(
                    album,
                    facilitator,
                    console,
                    phone.page,
                    words.say("Somebody would like to talk"),
                    words.say("A count and nothing else. Grounding is one key away (g)."),
                )
            case _, "over":
                number = next(n for n, session in enumerate(sessions, start=1) if session.id == id)
                filled = round(BAR * number / len(sessions))
                bar = "█" * filled + "░" * (BAR - filled)
                title = words.say(sessions[number - 1].title)
                say(f"  {bar}  {room.now:%H:%M}  {title}")
            case _:
                pass


async def _keep(
    album: Album, facilitator: Facilitator, console: Console, phone: Page | None, title: str, caption: str
) -> None:
    await facilitator.settle()
    picture = console.export_screenshot(title=caption)
    await asyncio.to_thread(album.keep, title, caption, picture, phone.html if phone else "")


async def _last_moment(
    here: Stage, phones: Crowd, facilitator: Facilitator, console: Console, album: Album
) -> None:
    words = here.words
    phone = phones.phones[0]
    await phones.rest()
    await phone.take_plan()
    await _keep(
        album,
        facilitator,
        console,
        phone.page,
        words.say("My plan"),
        words.say(
            "With the code, on one's own phone: what one wrote for oneself, and what the group agreed."
        ),
    )


async def _write_results(here: Stage, phones: Crowd, album: Album, say: Say) -> None:
    words, room, out = here.words, here.room, album.folder
    taken = await asyncio.gather(*(_take_home(here, phone) for phone in phones.phones))
    written = [
        (f"plans/{number:02}", files, code) for number, (files, code) in enumerate(taken, start=1) if files
    ]
    for name, files, _ in written:
        folder = out / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file, data in files.items():
            (folder / file).write_bytes(data)
    report = ""
    if not room.locked:
        archive = out / "archive"
        archive.mkdir(mode=0o700, exist_ok=True)
        for name, data in archive_files(archive_of(room), words).items():
            (archive / name).write_bytes(data)
        report = "archive/report.html"
    folders = tuple(name for name, _, _ in written)
    album.write(finished=True, plans=folders, codes=tuple(code for _, _, code in written), report=report)
    say(words.say("The codes that open the plans. They are printed because this is a demonstration:"))
    for name, _, code in written:
        say(f"  {name}  {code}")


async def _take_home(here: Stage, phone: Phone) -> tuple[dict[str, bytes], str]:
    """One person's plan in every form, by file name, and its code; nothing for who has no plan."""
    files = {f"plan.{ending}": data for ending, data in (await phone.take_plan()).items()}
    if not files:
        return {}, ""
    code = PlanCode.parse(phone.code)
    key = await asyncio.to_thread(derive, code, here.room.vault.header.plan_salt)
    sealed = sealed_plan(here.room, slot_text(key.slot))
    return files | ({"sealed.json": sealed} if sealed else {}), str(code)
