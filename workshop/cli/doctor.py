"""`workshop doctor`: looks at this laptop and says what is fine and what to do; it changes nothing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from workshop.vault import Vault
from workshop.wording import Wording

from .finding import Finding
from .netdoctor import network_findings
from .terminal import say

ENOUGH_DISK = 500 * 1024 * 1024
"""Bytes: a hundred times what sixty people write in three days."""
_SWAPS = Path("/proc/swaps")
_MAPPER = "/dev/dm-"


def doctor(folder: Path | None, words: Wording) -> None:
    findings = list(_look(folder, words))
    for finding in findings:
        say(f"{'✓' if finding.fine else '!'} {finding.seen}")
        if finding.mend:
            say(f"    {finding.mend}")
    open_points = sum(not finding.fine for finding in findings)
    say(
        words.count("One thing to look at.", "{n} things to look at.", open_points)
        if open_points
        else words.say("All is fine.")
    )


def _look(folder: Path | None, words: Wording) -> Iterator[Finding]:
    yield from network_findings(words)
    yield _fonts(words)
    yield _terminal(words)
    yield _multiplexer(words)
    yield _disk(folder or Path(), words)
    yield _swap(words)
    yield _clock(words)
    if folder is not None:
        yield _vault(folder, words)


def _fonts(words: Wording) -> Finding:
    from workshop.export import missing_scripts

    missing = missing_scripts()
    if not missing:
        return Finding(True, words.say("Fonts: papers in all eight scripts that plans are written in."))
    names = ", ".join(words.say(script) for script in missing)
    return Finding(
        False,
        words.say("Fonts: none for {scripts}. Papers with it would have empty boxes.", scripts=names),
        words.say("Install the Noto fonts (Debian: fonts-noto-core; macOS has its own fonts)."),
    )


def _terminal(words: Wording) -> Finding:
    columns, lines = shutil.get_terminal_size()
    colours = os.environ.get("COLORTERM", "") in ("truecolor", "24bit") or "256" in os.environ.get("TERM", "")
    seen = words.say("Terminal: {columns} by {lines}.", columns=columns, lines=lines)
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        return Finding(False, seen, words.say("It does not use UTF-8: set LANG to one that ends in .UTF-8."))
    if columns < 80 or lines < 24:
        return Finding(False, seen, words.say("The console is best from 80 by 24."))
    if not colours:
        return Finding(False, seen, words.say("Few colours: run with --theme ansi-dark."))
    return Finding(True, seen)


def _multiplexer(words: Wording) -> Finding:
    if os.environ.get("TMUX") or os.environ.get("STY"):
        return Finding(
            False,
            words.say("Scrollback: a terminal multiplexer may keep what the screen shows."),
            words.say("Run the workshop outside tmux or screen."),
        )
    return Finding(True, words.say("Scrollback: nothing keeps what the console shows."))


def _disk(folder: Path, words: Wording) -> Finding:
    place = next((one for one in (folder, *folder.absolute().parents) if one.exists()), Path("/"))
    free = shutil.disk_usage(place).free
    seen = words.say("Disk: {gigabytes} GB free.", gigabytes=f"{free / 1024**3:.1f}")
    return Finding(
        free >= ENOUGH_DISK, seen, "" if free >= ENOUGH_DISK else words.say("Make room: at least 0.5 GB.")
    )


def _swap(words: Wording) -> Finding:
    try:
        lines = _SWAPS.read_text().splitlines()[1:]
    except OSError:
        return Finding(True, words.say("Swap: could not be looked at here."))
    open_ones = [line.split()[0] for line in lines if not line.startswith((_MAPPER, "/dev/zram"))]
    if open_ones:
        return Finding(
            False,
            words.say("Swap: {where} may keep parts of memory unencrypted.", where=", ".join(open_ones)),
            words.say("Turn it off for the workshop (swapoff -a), or encrypt the disk."),
        )
    return Finding(True, words.say("Swap: none that is unencrypted."))


def _clock(words: Wording) -> Finding:
    now = datetime.now()
    seen = words.say("Clock: {now}.", now=f"{now:%Y-%m-%d %H:%M}")
    fine = now.year >= 2026
    return Finding(
        fine, seen, "" if fine else words.say("Set the date and time: the day's plan depends on them.")
    )


def _vault(folder: Path, words: Wording) -> Finding:
    if not Vault.is_vault(folder):
        return Finding(
            False,
            words.say("{folder} holds no workshop.", folder=folder),
            words.say("Make one: workshop new."),
        )
    private = folder.stat().st_mode & 0o077 == 0
    seen = words.say("{folder} holds a workshop.", folder=folder)
    return Finding(
        private,
        seen,
        "" if private else words.say("Others can look into it: chmod 700 {folder}.", folder=folder),
    )
