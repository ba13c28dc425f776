"""Prints how long a key takes until its frame is written: a real console in a real terminal.

    python -m benchmarks.console [COLUMNS LINES]

A room whose first form holds 200 texts and whose second is open; quiet, then while 200 phones submit, every
kind of key is pressed again and again. A key's time ends when the terminal has been given what it changes.
Where the machine has more to do than this, the figures after | are the better ones: without the wait
for a core.
"""

from __future__ import annotations

import asyncio
import select
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from workshop.domain.answer import TextAnswer
from workshop.domain.events import QUESTIONS
from workshop.domain.prompt import Audience, TextPrompt
from workshop.library import load_library
from workshop.room import Response, begin, enter
from workshop.vault import FromFile, Vault

from .terminal import Taken, Terminal

PHONES = 200
PAUSE = 2.0
"""Seconds that a phone waits between two submissions, on average."""
BUSY_SECONDS = 120.0
TEXTS = "introductions-with-a-card"
FORM = "stressor-mapping"
SESSION = "stressors"
ROUNDS = 40
SOON = 0.03
"""Seconds between two keys: nobody types faster, and the console may finish what it began."""

SETTLED = 0.4
"""Seconds after an escape, so that it is not read together with the next key; and after new colours."""


@dataclass(frozen=True, slots=True)
class Press:
    """A key of one kind, and what its frame must hold; `name` is empty for the way back, not counted."""

    name: str
    key: bytes
    mark: str


def lap() -> Iterator[Press]:
    """Every kind of key once, ending where it began: on the day."""
    yield Press("pause", b" ", "Paused")
    yield Press("go on", b" ", "Day 1 of 3")
    yield Press("step", b"\x1b[B", "▶ Tick what weighs on you")
    yield Press("step back", b"\x1b[A", "▶ What we will do")
    yield Press("tick", b"x", "✓ What we will do")
    yield Press("", b"\x1b[A", "✓▶ What we will do")
    yield Press("tick on again", b"x", "▶ What we will do")
    yield Press("said, with 200 texts", b"v", "What the room said")
    for _ in range(4):
        yield Press("move among texts", b"\x1b[A", "› ")
    yield Press("choose a text", b" ", "chosen")
    yield Press("keep it back", b" ", "kept back")
    yield Press("back to the day", b"\x1b", "Today")
    yield Press("timeline", b"t", "Arriving, naming")
    yield Press("", b"t", "Today")
    yield Press("grounding", b"g", "Grounding and slow breathing")
    yield Press("", b"g", "Today")
    yield Press("help", b"?", "Keys and signs")
    yield Press("", b"\x1b", "Today")
    yield Press("library", b"a", "Exercises")
    yield Press("", b"\x1b", "Today")
    yield Press("QR", b"q", "Open this on your phone")
    yield Press("", b"\x1b", "Today")
    yield Press("note", b"e", "A note on the day")
    for letter in "quzx":
        yield Press("typing a note", letter.encode(), letter)
    yield Press("", b"\x1b", "Today")
    yield Press("palette", b"\x10", "hat would")
    yield Press("", b"\x1b", "Today")
    yield Press("palette, with its list", b"\x10", "Colours")
    yield Press("", b"\x1b", "Today")
    yield Press("a minute more", b"+", "of 46 min")
    yield Press("", b"-", "of 45 min")
    yield Press("dark or light", b"d", "Today")
    yield Press("", b"d", "Today")


@dataclass(slots=True)
class Times:
    """By the key's name; `emptying` are those that met the letterbox on its way into the book."""

    all: dict[str, list[Taken]] = field(default_factory=dict)
    emptying: list[Taken] = field(default_factory=list)

    @property
    def every(self) -> list[Taken]:
        return [one for taken in self.all.values() for one in taken]


def measured(terminal: Terminal, folder: Path, rounds: int, ends: float) -> Times:
    """Laps until `rounds` are done or `ends` has come."""
    times = Times()
    for _ in range(rounds):
        if time.monotonic() >= ends:
            break
        for press in lap():
            before = _emptying(folder)
            taken = terminal.press(press.key, press.mark)
            if press.name:
                times.all.setdefault(press.name, []).append(taken)
                if before or _emptying(folder):
                    times.emptying.append(taken)
            terminal.rest(SETTLED if press.key in (b"\x1b", b"d") else SOON)
    return times


def _emptying(folder: Path) -> bool:
    """Whether a closed part of the letterbox is on its way into the book."""
    return len(list(folder.glob("letters-*"))) > 1


def shown(taken: list[float]) -> str:
    ordered = sorted(taken)
    p95 = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    return " ".join(f"{one * 1000:7.1f}" for one in (statistics.median(ordered), p95, ordered[-1]))


def row(name: str, *columns: list[Taken]) -> None:
    """p50, p95 and slowest in milliseconds: by the clock, then without the wait for a core."""
    figures = (f"{shown([t.seconds for t in one])} |{shown([t.own for t in one])}" for one in columns)
    print(f"{name:24}", "   ".join(figures), flush=True)


def table(quiet: Times, busy: Times) -> None:
    head = f"{'p50':>7} {'p95':>7} {'max':>7} | {'own: 50':>6} {'95':>7} {'max':>7}"
    print(f"{'milliseconds: quiet, busy':24} {head}   {head}")
    for name, taken in quiet.all.items():
        row(name, taken, busy.all[name])
    row(f"every key ({len(quiet.every)}, {len(busy.every)})", quiet.every, busy.every)
    if busy.emptying:
        row(f"while emptying ({len(busy.emptying)})", busy.emptying)


async def prepare(folder: Path, passphrase: Path) -> None:
    """A workshop in which 200 texts were given, and a session with an open form runs."""
    vault = Vault.create(folder, FromFile(passphrase), memory_mib=64)
    begin(vault, load_library().bundle("three-day-holistic"))
    room = await enter(vault)
    room.get_ready(dict.fromkeys(QUESTIONS, True))
    room.begin_next()
    room.open_form(TEXTS)
    form = room.bundle.exercises[TEXTS].form(Audience.ROOM)
    texts = [prompt for prompt in form if isinstance(prompt, TextPrompt)]
    for number in range(PHONES):
        answers = {
            one.id: TextAnswer(f"{number}: we take turns, and say so"[: one.characters]) for one in texts
        }
        id = room.submission_id(TEXTS, Audience.ROOM)
        await room.receive(Response(TEXTS, Audience.ROOM, id, answers))
    await room.close_form(TEXTS)
    while room.session is None or room.session.id != SESSION:
        room.begin_next()
    vault.close()


def main() -> None:
    columns, lines = (int(one) for one in sys.argv[1:3]) if len(sys.argv) > 2 else (120, 40)
    with tempfile.TemporaryDirectory() as place:
        folder, passphrase = Path(place) / "vault", Path(place) / "passphrase"
        passphrase.write_text("a passphrase for figures only\n", encoding="utf-8")
        asyncio.run(prepare(folder, passphrase))
        port = free_port()
        terminal = Terminal(folder, passphrase, port, columns, lines)
        try:
            terminal.until("Stressor mapping")
            terminal.rest(2)
            terminal.press(b"o", "Open")
            measured(terminal, folder, 1, time.monotonic() + 60)
            quiet = measured(terminal, folder, ROUNDS, time.monotonic() + BUSY_SECONDS)
            command = (sys.executable, "-m", "benchmarks.crowd", f"http://127.0.0.1:{port}/")
            crowd = subprocess.Popen(
                (*command, str(PHONES), str(BUSY_SECONDS), str(PAUSE)), stdout=subprocess.PIPE, text=True
            )
            assert crowd.stdout is not None
            _joined(crowd, terminal)
            try:
                busy = measured(terminal, folder, ROUNDS, time.monotonic() + BUSY_SECONDS - 1)
                crowd.wait()
                print(f"{columns}x{lines}, {crowd.stdout.read().strip()}")
            finally:
                crowd.kill()
                crowd.wait()
                crowd.stdout.close()
            table(quiet, busy)
        finally:
            terminal.end()


def _joined(crowd: subprocess.Popen[str], terminal: Terminal) -> None:
    """Until every phone has its form; the terminal is read meanwhile."""
    assert crowd.stdout is not None
    while not select.select([crowd.stdout], [], [], 0)[0]:
        terminal.rest(0.2)
    assert crowd.stdout.readline() == "joined\n"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    main()
