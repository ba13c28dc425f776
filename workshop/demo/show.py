"""The demo whole: a stage, phones, a facilitator or a person at the console, and what remains of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.console import Console
from workshop.export import all_sealed_plans, archive_files, archive_of, sealed_plan
from workshop.vault import PlanCode, derive, slot_text
from workshop.wording import Wording, mark

from .album import Album
from .browser import Browser, Page
from .crowd import Crowd, crowd
from .facilitator import Facilitator
from .papers import FETCHED, bar, take_papers
from .phone import FORMATS, Pace, Phone
from .stage import Serve, Stage, stage

Say = Callable[[str], None]
BRISK = 0.008
"""Seconds for each phone that a waiting page waits on a day that plays itself: more phones ask less often."""
HUMAN = Pace(think=(2.0, 18.0), wait=4.0)
"""For a day that somebody watches."""
SIZE = (140, 45)


async def play(people: int, out: Path, words: Wording, say: Say, serve: Serve) -> None:
    """Plays the workshop by itself and writes pictures, plans and archive into `out`."""
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
                await _play_workshop(here, phones, facilitator, console, album, say)
                await _last_moment(here, phones, facilitator, console, album)
            await _write_results(here, phones, album, say)
    say(words.say("Played in {seconds} seconds.", seconds=round(time.monotonic() - began)))
    say(str((out / "index.html").absolute()))


def _brisk(people: int) -> Pace:
    """For a day that plays itself: people think in milliseconds."""
    wait = max(16, people) * BRISK
    return Pace(think=(0.0, wait), wait=wait)


async def watch(
    people: int, out: Path, words: Wording, say: Say, serve: Serve, theme: str, *, animation: bool = True
) -> None:
    """Opens the console on a day with simulated phones; afterwards the same files, less the pictures."""
    async with stage(serve, words) as here:
        album = Album(out, words, Browser(here.joining.address), Browser(here.joining.wall))
        async with crowd(here.joining.address, people, HUMAN, here.clock().date()) as phones:
            console = Console(
                here.room, words, lambda: here.joining, theme=theme or "dusk", animation=animation
            )
            await console.run_async()
            if here.room.locked:
                say(words.say("The demo's passphrase is known to nobody: what was locked stays sealed."))
            await phones.rest()
            await _write_results(here, phones, album, say)
    say(str((out / "index.html").absolute()))


@dataclass(frozen=True, slots=True)
class Moment:
    """A picture for the album; `key` goes to the console's place that it shows."""

    title: str
    caption: str
    key: str = ""


MOMENTS: Mapping[tuple[str, str], Moment] = {
    ("arrival", "begun"): Moment(
        mark("Joining"), mark("A code and an address on console and wall; phones need nothing else."), "q"
    ),
    ("goal", "over"): Moment(
        mark("Running late"),
        mark("The console says in minutes, words and sign what it does to the end of the day."),
    ),
    ("stressors", "open"): Moment(
        mark("A form is open"),
        mark("First the group, then only for you. Counts move in steps, and nothing is shown yet."),
    ),
    ("stressors", "shown"): Moment(
        mark("What the room said"),
        mark("The facilitator looks first and releases; small numbers stay hidden."),
        "v",
    ),
    ("signs", "begun"): Moment(
        mark("Somebody would like to talk"),
        mark("A count and nothing else. Grounding is one key away (g)."),
    ),
    ("risk", "shown"): Moment(
        mark("Two threats out of many"),
        mark("Only the kind of a threat is shared; the threats themselves stay with their owners."),
        "v",
    ),
    ("prevent", "open"): Moment(
        mark("Prevent and respond"),
        mark("The script stays on the console while people write plans that nobody else can read."),
    ),
    ("our-commitments", "shown"): Moment(
        mark("What we promise each other"),
        mark("What the group agreed and the facilitator released goes into everyone's plan."),
        "v",
    ),
}
"""By session, and by what happens in it."""


async def _play_workshop(
    here: Stage, phones: Crowd, facilitator: Facilitator, console: Console, album: Album, say: Say
) -> None:
    words, days = here.words, here.room.agenda.days
    sessions = [session for day in days for session in day.sessions]
    async for id, happens in facilitator.workshop():
        if (id, happens) == ("signs", "begun"):
            await phones.phones[-1].press("talk")
        moment = MOMENTS.get((id, happens))
        if moment is not None:
            joins = id == sessions[0].id
            page = await phones.phones[-1].look_at("/") if joins else phones.phones[0].page
            if moment.key:
                await facilitator.press(moment.key)
            title, caption = words.say(moment.title), words.say(moment.caption)
            await _keep(album, facilitator, console, page, title, caption)
            if moment.key:
                await facilitator.press("escape")
        if happens == "over":
            if id in (day.sessions[0].id for day in days):
                say(words.say(here.room.day.title))
            number = next(n for n, session in enumerate(sessions, start=1) if session.id == id)
            title = words.say(sessions[number - 1].title)
            say(f"  {bar(number, len(sessions))}  {here.room.now:%H:%M}  {title}")


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
    taken = await asyncio.gather(
        *(_take_home(here, phone, n < FETCHED) for n, phone in enumerate(phones.phones))
    )
    written = [
        (f"plans/{number:02}", files, code) for number, (files, code) in enumerate(taken, start=1) if files
    ]
    kept = [files["plan.json"] for _, files, _ in written]
    papers = await asyncio.to_thread(take_papers, room, kept, words, say)
    written = [
        (name, paper | files, code) for (name, files, code), paper in zip(written, papers, strict=True)
    ]
    for name, files, _ in written:
        folder = out / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file, data in files.items():
            (folder / file).write_bytes(data)
    together = all_sealed_plans(room, words)
    if together is not None:
        (out / "plans" / "all.html").write_bytes(together)
    report = ""
    if not room.locked:
        archive = out / "archive"
        archive.mkdir(mode=0o700, exist_ok=True)
        made = await asyncio.to_thread(archive_files, archive_of(room), words)
        for name, data in made.items():
            (archive / name).write_bytes(data)
        report = "archive/report.html"
    folders = tuple(name for name, _, _ in written)
    album.write(finished=True, plans=folders, codes=tuple(code for _, _, code in written), report=report)
    say(words.say("The codes that open the plans. They are printed because this is a demonstration:"))
    for name, _, code in written:
        say(f"  {name}  {code}")


async def _take_home(here: Stage, phone: Phone, with_pdf: bool) -> tuple[dict[str, bytes], str]:
    """One person's plan as a phone gets it, by file name, and its code; nothing for who has no plan."""
    formats = FORMATS if with_pdf else tuple(kind for kind in FORMATS if kind != "pdf")
    files = {f"plan.{ending}": data for ending, data in (await phone.take_plan(formats)).items()}
    if not files:
        return {}, ""
    code = PlanCode.parse(phone.code)
    key = await asyncio.to_thread(derive, code, here.room.vault.header.plan_salt)
    sealed = sealed_plan(here.room, slot_text(key.slot), here.words)
    return files | ({"sealed.html": sealed} if sealed else {}), str(code)
