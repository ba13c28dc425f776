"""The laptop is kept awake while a session runs: by a real child process, gone when the session is."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop.cli.awake import COMMANDS, kept_awake
from workshop.room import Room

PATIENCE = 20
WATCH = """
import os, pathlib, sys
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
sys.stdin.read()
"""


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.01)


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def pid_file(tmp_path: Path) -> Path:
    return tmp_path / "pid"


@pytest.fixture
def command(pid_file: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", WATCH, str(pid_file))


async def test_it_begins_and_ends_with_the_session(
    room: Room, command: tuple[str, ...], pid_file: Path
) -> None:
    async with kept_awake(room, (command,)):
        assert room.hosting.awake == "ready"
        for _ in range(2):
            pid_file.unlink(missing_ok=True)
            room.begin_next()
            await until(lambda: pid_file.exists() and pid_file.read_text() != "")
            assert awake(room) == "kept"
            pid = int(pid_file.read_text())
            assert lives(pid)
            room.toggle_pause()
            room.toggle_pause()
            while room.state.running is not None:
                room.begin_next()
            await until(lambda: awake(room) == "ready")
            assert not lives(pid)


def awake(room: Room) -> str:
    return room.hosting.awake


async def test_leaving_ends_it(room: Room, command: tuple[str, ...], pid_file: Path) -> None:
    room.begin_next()
    async with kept_awake(room, (command,)):
        await until(lambda: pid_file.exists() and pid_file.read_text() != "")
        pid = int(pid_file.read_text())
    assert not lives(pid)


@pytest.mark.parametrize("command", [(sys.executable, "-c", "pass"), ("/dev/null",)], ids=["ends", "none"])
async def test_where_it_does_not_work_it_is_said(room: Room, command: tuple[str, ...]) -> None:
    async with kept_awake(room, (("no-such-command-anywhere",), command)):
        room.begin_next()
        await until(lambda: awake(room) == "unable")


async def test_without_any_command_it_is_said_at_once(room: Room) -> None:
    async with kept_awake(room, (("no-such-command-anywhere",),)):
        assert room.hosting.awake == "unable"


def test_the_commands_tell_nothing_of_what_this_is_and_end_with_their_input() -> None:
    for command in COMMANDS:
        assert command[-1] == "cat"
        assert "workshop" not in " ".join(command)
