"""This laptop is kept from sleeping while a session runs, where the system has a command for that."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Sequence

from workshop.room import Room

COMMANDS = (
    ("systemd-inhibit", "--what=idle:sleep", "--who=notes", "--why=notes", "cat"),
    ("caffeinate", "-di", "cat"),
)
"""Linux's and macOS's: each lasts as long as its `cat`, and that as long as we hold its input, whatever
becomes of us."""


@contextlib.asynccontextmanager
async def kept_awake(room: Room, commands: Sequence[Sequence[str]] = COMMANDS) -> AsyncIterator[None]:
    """Until the block ends; the room knows how it stands."""
    command = next((one for one in commands if shutil.which(one[0])), None)
    if command is None:
        room.hosting.awake = "unable"
        yield
        return
    changed = asyncio.Event()
    stop_listening = room.listen(lambda change: changed.set())
    room.hosting.awake = "ready"
    task = asyncio.create_task(_keep(room, command, changed), name="awake")
    try:
        yield
    finally:
        stop_listening()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _keep(room: Room, command: Sequence[str], changed: asyncio.Event) -> None:
    """From session to session, until the command turns out not to work here."""
    while True:
        while room.state.running is None:
            changed.clear()
            await changed.wait()
        if not await _through_session(room, command, changed):
            room.hosting.awake = "unable"
            return
        room.hosting.awake = "ready"


async def _through_session(room: Room, command: Sequence[str], changed: asyncio.Event) -> bool:
    """Whether it was kept awake until no session ran any more."""
    try:
        # A session of its own: nothing that it asks comes to our terminal.
        child = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
        )
    except OSError:
        return False
    ended = asyncio.create_task(child.wait())
    room.hosting.awake = "kept"
    try:
        while room.state.running is not None and not ended.done():
            changed.clear()
            turned = asyncio.create_task(changed.wait())
            await asyncio.wait({ended, turned}, return_when=asyncio.FIRST_COMPLETED)
            turned.cancel()
        return not ended.done()
    finally:
        assert child.stdin is not None
        child.stdin.close()
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
        await ended
