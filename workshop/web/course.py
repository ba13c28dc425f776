"""Where the day is, as far as phones and wall tell it."""

from __future__ import annotations

from workshop.room import Room

_APART = ("break", "meal", "free")


def meet_again(room: Room) -> str:
    """When a break that runs is over, as "11:26"; empty where none runs, and where the day ends with it."""
    session, forecast = room.session, room.forecast()
    line = forecast.running
    if session is None or line is None or session.kind not in _APART or forecast.next is None:
        return ""
    return f"{line.ends:%H:%M}"
