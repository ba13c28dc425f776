"""The process is killed: the room that is entered then is the same, to the second."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import FakeClock
from workshop.domain.events import QUESTIONS

from .acting import ACTS, Act, entered, perform, told

acts = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2400)), max_size=25)
once_each = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(acts=acts, later=st.integers(0, 7200))
@once_each
def test_what_lies_on_the_disk_at_any_second_is_the_whole_day(
    folder: Path, passphrase_file: Path, tmp_path: Path, acts: list[Act], later: int
) -> None:
    """Copied while the room is open, as a power cut would leave it."""
    here, then = tmp_path / "here", tmp_path / "then"
    for one in (here, then):
        shutil.rmtree(one, ignore_errors=True)
    shutil.copytree(folder, here)

    async def compared() -> None:
        clock = FakeClock()
        room = await entered(here, passphrase_file, clock)
        room.get_ready(dict.fromkeys(QUESTIONS, True))
        perform(room, clock, acts)
        shutil.copytree(here, then)
        again = await entered(then, passphrase_file, clock)
        try:
            clock.now += timedelta(seconds=later)
            assert again.state == room.state
            assert again.forecast() == room.forecast()
        finally:
            again.vault.close()
            room.vault.close()

    asyncio.run(compared())


def test_killed_in_a_pause_the_same_second_is_forecast_the_same(folder: Path, passphrase_file: Path) -> None:
    done: list[Act] = [("next", 30), ("tick", 61), ("next", 907), ("more", 13), ("note", 44), ("pause", 95)]
    process = subprocess.Popen(
        (sys.executable, "-m", "tests.room.acting", str(folder), str(passphrase_file), json.dumps(done)),
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    moment, _, forecast = process.stdout.readline().strip().partition(" ")
    process.kill()
    process.wait()
    process.stdout.close()

    async def again() -> None:
        clock = FakeClock()
        clock.now = datetime.fromisoformat(moment)
        room = await entered(folder, passphrase_file, clock)
        assert room.state.paused_since == clock.now
        assert told(room.forecast()) == forecast
        room.vault.close()

    asyncio.run(again())
