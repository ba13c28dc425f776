"""When the program was last seen running, sealed: after a power cut it tells how long the laptop was off."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from workshop.vault.atomic import read_quietly, write_atomically
from workshop.vault.sealing import seal

NAME = "pulse"


def beat(folder: Path, public_key: bytes, at: datetime) -> None:
    """Keep `at` in place of the moment before; durable on return.

    Raises:
        NoRoom: the disk refuses; the moment before is still there.
    """
    write_atomically(folder / NAME, seal(at.isoformat(timespec="seconds").encode(), public_key))


def sealed_pulse(folder: Path) -> bytes | None:
    """The sealed moment; None where there is none, or it cannot be read."""
    try:
        return read_quietly(folder / NAME)
    except OSError:
        return None


def moment(plain: bytes | None) -> datetime | None:
    """What an opened pulse says."""
    try:
        return datetime.fromisoformat(plain.decode()) if plain else None
    except ValueError:
        return None
