"""The browsers of this laptop: a window for the facilitator, and a full screen that is lent to people.

What is lent out runs with a profile of its own that is deleted afterwards: no history, no bookmarks, nothing
of the facilitator's and nothing of the person before.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.console import Opened

AT_ONCE = 1.0
"""Seconds within which a browser that cannot run has given up."""
PATIENCE = 3.0
"""Seconds that a browser has to close by itself."""

_CHROMIUM = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "brave-browser",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_FIREFOX = (
    "firefox",
    "firefox-esr",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)
# A page that one went back to would still hold what was typed; and nothing is asked of the internet.
_FIREFOX_SETTINGS = """
user_pref("browser.sessionhistory.max_total_viewers", 0);
user_pref("browser.cache.disk.enable", false);
user_pref("browser.formfill.enable", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("signon.rememberSignons", false);
user_pref("app.normandy.enabled", false);
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 0);
"""
_OPEN = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


class Browsers:
    def __init__(self) -> None:
        self.lent = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._profile: Path | None = None

    def open(self, address: str) -> bool:
        """In a process of its own, so that no browser speaks, or draws, on our terminal."""
        if not _has_screen():
            return False
        return _started(sys.executable, "-c", _OPEN, address).wait() == 0

    def lend(self, address: str) -> Opened:
        self.lent = address
        self._close()
        if not _has_screen():
            return "nowhere"
        for names, command in ((_CHROMIUM, _chromium), (_FIREFOX, _firefox)):
            program = next((found for name in names if (found := shutil.which(name))), None)
            if program is not None and self._runs(program, command, address):
                return "alone"
        return "among others" if self.open(address) else "nowhere"

    def take_back(self) -> None:
        """Closes what was lent out, and deletes its profile."""
        self.lent = ""
        self._close()

    def _runs(self, program: str, command: Callable[[Path, str], list[str]], address: str) -> bool:
        self._profile = Path(tempfile.mkdtemp(prefix="notes-", dir=_memory()))
        try:
            self._process = _started(program, *command(self._profile, address))
            self._process.wait(AT_ONCE)
        except subprocess.TimeoutExpired:
            return True
        except OSError:
            pass
        self._close()
        return False

    def _close(self) -> None:
        process, self._process = self._process, None
        profile, self._profile = self._profile, None
        if process is not None:
            _end(process)
        if profile is not None:
            shutil.rmtree(profile, ignore_errors=True)


def _started(*command: str) -> subprocess.Popen[bytes]:
    """Away from our terminal, in a session of its own."""
    nothing = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The browser with all its helpers: they share a session that is theirs alone."""
    for sign in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, sign)
            else:
                process.send_signal(sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)


def _chromium(profile: Path, address: str) -> list[str]:
    return [
        "--kiosk",
        "--incognito",
        f"--user-data-dir={profile}",
        "--no-first-run",
        "--no-default-browser-check",
        "--no-proxy-server",
        "--password-store=basic",
        "--use-mock-keychain",
        "--deny-permission-prompts",
        "--disable-breakpad",
        "--disable-sync",
        "--disable-extensions",
        "--disable-component-update",
        "--disable-background-networking",
        # A page that one went back to would still hold what was typed.
        "--disable-features=BackForwardCache,Translate,MediaRouter",
        address,
    ]


def _firefox(profile: Path, address: str) -> list[str]:
    (profile / "user.js").write_text(_FIREFOX_SETTINGS, encoding="utf-8")
    return ["--no-remote", "--profile", str(profile), "--kiosk", "--private-window", address]


def _memory() -> str | None:
    """A folder that is kept in memory where the system has one, so that nothing reaches the disk."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return folder if folder and os.access(folder, os.W_OK) else None


def _has_screen() -> bool:
    """Without one, a browser for terminals might draw over the console."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
