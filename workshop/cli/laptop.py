"""This laptop as the console may ask about it: its disk, its power, and what it writes for the printer."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.console.laptop import Health, Laptop
from workshop.domain.joining import Joining
from workshop.domain.network import is_loopback
from workshop.room import Room
from workshop.wording import Wording

from .archives import write_archive
from .doctor import ENOUGH_DISK
from .papersize import paper_size
from .printing import print_cards, print_day, print_poster

if TYPE_CHECKING:
    from workshop.export import Archive

POWER = Path("/sys/class/power_supply")
"""Where Linux says what feeds it: a folder for each battery and each plug."""


def laptop(room: Room, joining: Callable[[], Joining], words: Wording) -> Laptop:
    async def day(number: int, folder: Path) -> int:
        return await print_day(room, number, folder, words, paper_size())

    async def cards(count: int, folder: Path) -> int:
        # Without a network there is no address that a phone could open.
        address = joining().address
        shown = "" if is_loopback(address) else address
        return await print_cards(room, count, folder, shown, words, paper_size())

    async def poster(folder: Path) -> int:
        return await print_poster(joining(), folder, words, paper_size())

    async def archive(made: Archive, file: Path, recipients: tuple[str, ...], passphrase: str | None) -> None:
        await asyncio.to_thread(write_archive, made, file, words, recipients, passphrase)

    return Laptop(lambda: health(room.vault.folder), day, cards, poster, archive, Path.cwd() / "sheets")


def health(folder: Path, power: Path = POWER) -> Health | None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return None
    battery, plugged_in = _power(power)
    return Health(free / 1024**3, free >= ENOUGH_DISK, battery, plugged_in)


def _power(folder: Path) -> tuple[int | None, bool | None]:
    """What is left in the fullest battery, and whether a plug feeds it; None where that is not said."""
    charges: list[int] = []
    plugs: list[bool] = []
    try:
        supplies = sorted(folder.iterdir())
    except OSError:
        return None, None
    for supply in supplies:
        kind = _read(supply / "type")
        if kind == "Battery" and _read(supply / "scope") != "Device":
            charge = _read(supply / "capacity")
            charges += [int(charge)] if charge.isdigit() else []
        elif kind in ("Mains", "USB"):
            plugs.append(_read(supply / "online") == "1")
    return max(charges, default=None), any(plugs) if plugs else None


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
