"""A throw-away vault with a day in it, served on loopback: what a demo plays on."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from workshop.domain.joining import Joining
from workshop.library import content_folder, load_library
from workshop.room import Room, begin, enter
from workshop.vault import Generated, Vault
from workshop.wording import Wording

from .clock import DayClock

AGENDA = "three-day-holistic"
MEMORY_MIB = 64
"""For the key of a vault that lives for minutes; a real one takes four times as much."""
Serve = Callable[[Room, Wording], AbstractAsyncContextManager[Joining]]
"""Serves a room to phones and wall; the command line hands it in."""


@dataclass(frozen=True, slots=True)
class Stage:
    room: Room
    clock: DayClock
    joining: Joining
    words: Wording


@contextlib.asynccontextmanager
async def stage(serve: Serve, words: Wording) -> AsyncIterator[Stage]:
    """Sets the stage, and takes it away whole: vault, key and all."""
    with tempfile.TemporaryDirectory(prefix="notes-") as folder:
        vault = Vault.create(Path(folder) / "vault", Generated(), memory_mib=MEMORY_MIB)
        try:
            bundle = load_library(words).bundle(AGENDA)
            people = (content_folder("referrals") / "example.yaml").read_text(encoding="utf-8")
            begin(vault, bundle, people)
            clock = DayClock(bundle.agenda.days[0].start)
            room = await enter(vault, words, clock)
            async with serve(room, words) as joining:
                yield Stage(room, clock, joining, words)
        finally:
            vault.close()
