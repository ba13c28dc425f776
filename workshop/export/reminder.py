"""A reminder to look at the plan again: a slip of paper and calendar entries that say nothing of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from workshop.domain.cleaning import one_line
from workshop.wording import Wording

from .days import day_in_words
from .letter import TEXTS

LONGEST = 60
"""Characters of a summary."""
_OCTETS = 75


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip of paper: `title` as in the calendar, and the days in words."""

    title: str
    days: tuple[str, ...]


def reminder_slip(days: Iterable[date], words: Wording, summary: str = "") -> Slip:
    """What the slip says: days, and one discreet word."""
    return Slip(_summary(summary, words), tuple(day_in_words(day, words) for day in sorted(set(days))))


def reminder_ics(days: Iterable[date], words: Wording, summary: str = "") -> bytes:
    """An all-day entry for each of `days`, as RFC 5545 has it.

    Nothing in it tells when, where or by what it was made: stamps are the day itself, and the same days
    give the same file, so that bringing it in twice changes nothing.
    """
    said = _summary(summary, words)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Notes//Notes//EN"]
    for day in sorted(set(days)):
        stamp = day.isoformat().replace("-", "")
        uid = sha256(f"{stamp} {said}".encode()).hexdigest()[:32]
        lines += ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}T000000Z", f"DTSTART;VALUE=DATE:{stamp}"]
        lines += [f"SUMMARY:{_escaped(said)}", "TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return b"".join(folded + b"\r\n" for line in lines for folded in _folded(line))


def _summary(chosen: str, words: Wording) -> str:
    return one_line(chosen)[:LONGEST].strip() or words.say(TEXTS["reminder"])


def _escaped(text: str) -> str:
    return re.sub(r"[\\;,]", r"\\\g<0>", text)


def _folded(line: str) -> Iterator[bytes]:
    """Lines of at most 75 octets; no letter is cut apart."""
    part = b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > _OCTETS:
            yield part
            part = b" "
        part += octets
    yield part
