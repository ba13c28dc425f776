"""What the console was left for."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    LEAVE = "leave"
    """The facilitator goes; the room is to be closed."""
    UNLOCK = "unlock"
    """The free terminal is to ask for the passphrase; then a new console starts."""
