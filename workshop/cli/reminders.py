"""What every start says: answers that are to go, and the date until which all was to be kept."""

from __future__ import annotations

from pathlib import Path

from workshop.domain.calendar import kept_until
from workshop.room import Room
from workshop.wording import Wording


def reminders(room: Room, folder: Path, words: Wording) -> tuple[str, ...]:
    """Nothing, where nothing is due."""
    found = []
    if room.closing.came_due:
        found.append(
            words.say(
                "The day has come: what people answered was destroyed. What the room was shown stays, "
                "and plans do."
            )
        )
    elif room.closing.on is not None:
        found.append(
            words.say(
                "What people answered is destroyed by the first start from {date} on.",
                date=room.closing.on.isoformat(),
            )
        )
    elif room.is_over and not room.closing.closed:
        found.append(
            words.say(
                "The last day is over, and what people answered is still here. "
                "`workshop close {folder}` destroys it.",
                folder=folder,
            )
        )
    until = due_to_wipe(room)
    if until:
        found.append(
            words.say(
                "All of this was to be kept until {date}. `workshop wipe {folder}` destroys it, "
                "plans included.",
                date=until,
                folder=folder,
            )
        )
    return tuple(found)


def due_to_wipe(room: Room) -> str:
    """The date until which everything was to be kept, as year-month-day, once it has come; else nothing."""
    today = room.now.date()
    until = kept_until(room.agenda, room.state, today)
    return until.isoformat() if until is not None and today >= until else ""
