"""A facilitator's acts on a room at given moments, in this process or in one that is about to be killed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.conftest import FakeClock
from workshop.domain.events import QUESTIONS
from workshop.domain.forecast import Forecast
from workshop.room import NotNow, Room, enter
from workshop.vault import FromFile, Vault

Act = tuple[str, int]
"""What is done, and how many seconds after what was done before."""
ACTS = ("next", "back", "pause", "more", "less", "tick", "undo", "open", "note")


def perform(room: Room, clock: FakeClock, acts: Iterable[Act]) -> None:
    for name, seconds in acts:
        clock.forward(seconds / 60)
        with contextlib.suppress(NotNow):
            _act(room, name)


def _act(room: Room, name: str) -> None:
    match name:
        case "next":
            room.begin_next()
        case "back":
            room.go_back()
        case "pause":
            room.toggle_pause()
        case "more":
            room.adjust(5)
        case "less":
            room.adjust(-1)
        case "tick":
            room.tick(0)
        case "undo":
            room.undo()
        case "open" if room.exercise is not None:
            room.open_form(room.exercise.id)
        case "note":
            room.note("tea was late")
        case _:
            pass


async def entered(folder: Path, passphrase_file: Path, clock: FakeClock) -> Room:
    vault = Vault.open(folder)
    vault.unlock(FromFile(passphrase_file))
    return await enter(vault, clock=clock)


def told(forecast: Forecast) -> str:
    return repr(forecast)


def main() -> None:
    """Acts, says the forecast, and waits to be killed."""
    folder, passphrase_file, acts = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
    clock = FakeClock()
    room = asyncio.run(entered(folder, passphrase_file, clock))
    room.get_ready(dict.fromkeys(QUESTIONS, True))
    perform(room, clock, acts)
    print(clock.now.isoformat(), told(room.forecast()), flush=True)
    time.sleep(600)


if __name__ == "__main__":
    main()
