"""Browsers that are really started, in their place small programs that write down how they were called."""

from __future__ import annotations

import os
import select
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workshop.cli import browsers
from workshop.cli.browsers import Browsers

ADDRESS = "http://192.168.12.34:8765/?s=1"
SLEEP = shutil.which("sleep")
PATIENCE = 20
"""Seconds after which a test gives up, never a figure it asserts."""
STAYS = f"exec {SLEEP} 60"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


class Laptop:
    """A laptop with a screen, and with the browsers that a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.memory = folder / "memory"
        self.programs.mkdir()
        self.memory.mkdir()
        self.calls = folder / "calls"

    def has(self, name: str, then: str = STAYS) -> None:
        program = self.programs / name
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$0" "$@" > {self.calls}\n{then}\n')
        program.chmod(0o755)

    @property
    def called(self) -> list[str]:
        return self.calls.read_text().splitlines()

    @property
    def profiles(self) -> list[Path]:
        return list(self.memory.iterdir())


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    made = Laptop(tmp_path)
    monkeypatch.setenv("PATH", str(made.programs))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(made.memory))
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("BROWSER", raising=False)
    monkeypatch.setattr(browsers, "AT_ONCE", 0.3)
    return made


@pytest.fixture
def windows(laptop: Laptop) -> Iterator[Browsers]:
    made = Browsers()
    yield made
    made.take_back()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pid_of(windows: Browsers) -> int:
    assert windows._process is not None
    return windows._process.pid


def test_chromium_fills_the_screen_with_a_profile_of_its_own(laptop: Laptop, windows: Browsers) -> None:
    laptop.has("chromium")
    assert windows.lend(ADDRESS) == "alone"
    assert windows.lent == ADDRESS
    (profile,) = laptop.profiles
    assert {"--kiosk", "--incognito", f"--user-data-dir={profile}", "--no-proxy-server"} <= set(laptop.called)
    assert laptop.called[-1] == ADDRESS
    assert stat.S_IMODE(profile.stat().st_mode) == 0o700
    pid = pid_of(windows)
    assert is_running(pid)
    (profile / "History").write_text("somebody was here")
    windows.take_back()
    assert windows.lent == ""
    assert laptop.profiles == []
    assert not is_running(pid)


def test_firefox_does_as_well(laptop: Laptop, windows: Browsers) -> None:
    laptop.has("firefox")
    assert windows.lend(ADDRESS) == "alone"
    assert {"--kiosk", "--private-window", "--no-remote", ADDRESS} <= set(laptop.called)
    (profile,) = laptop.profiles
    assert laptop.called[laptop.called.index("--profile") + 1] == str(profile)
    assert 'max_total_viewers", 0' in (profile / "user.js").read_text()


def test_a_browser_that_gives_up_at_once_leaves_its_place_to_another(
    laptop: Laptop, windows: Browsers
) -> None:
    laptop.has("chromium", "exit 1")
    laptop.has("firefox-esr")
    assert windows.lend(ADDRESS) == "alone"
    assert laptop.called[0].endswith("firefox-esr")
    assert len(laptop.profiles) == 1


def test_opened_again_it_begins_with_an_empty_profile(laptop: Laptop, windows: Browsers) -> None:
    laptop.has("chromium")
    windows.lend(ADDRESS)
    first, pid = laptop.profiles[0], pid_of(windows)
    windows.lend(ADDRESS)
    assert not is_running(pid)
    assert first not in laptop.profiles
    assert len(laptop.profiles) == 1


def test_its_helpers_end_with_it_also_those_that_will_not(laptop: Laptop, windows: Browsers) -> None:
    """A helper holds one end of a pipe for as long as it lives."""
    held = laptop.programs.parent / "held"
    os.mkfifo(held)
    laptop.has("chromium", f"trap '' TERM\n{SLEEP} 60 > {held} &\n{SLEEP} 60")
    reading = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    windows.lend(ADDRESS)
    with pytest.raises(BlockingIOError):
        os.read(reading, 1)
    windows.take_back()
    ended, _, _ = select.select([reading], [], [], PATIENCE)
    assert ended and os.read(reading, 1) == b""
    os.close(reading)


def test_without_either_the_laptops_own_browser_is_taken_and_said(
    laptop: Laptop, windows: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.has("mine", "exit 0")
    monkeypatch.setenv("BROWSER", str(laptop.programs / "mine"))
    assert windows.lend(ADDRESS) == "among others"
    assert windows.open(ADDRESS)
    assert laptop.called[-1] == ADDRESS


def test_without_a_screen_or_a_browser_nothing_opens(
    laptop: Laptop, windows: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not windows.open(ADDRESS)
    assert windows.lend(ADDRESS) == "nowhere"
    assert windows.lent == ADDRESS, "lent out all the same: the address is opened by hand"
    monkeypatch.delenv("DISPLAY")
    laptop.has("chromium")
    laptop.has("w3m")
    assert windows.lend(ADDRESS) == "nowhere"
    assert not windows.open(ADDRESS), "a browser for terminals would draw over the console"
    assert not laptop.calls.exists() or "chromium" not in laptop.called[0]


def test_no_browser_speaks_on_our_terminal(
    laptop: Laptop, windows: Browsers, capfd: pytest.CaptureFixture[str]
) -> None:
    laptop.has("chromium", f"echo noise; echo noise >&2; {STAYS}")
    windows.lend(ADDRESS)
    assert capfd.readouterr() == ("", "")
