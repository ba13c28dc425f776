"""What only the command line can do for the console: look at this laptop, and write what is to be printed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from workshop.export import Archive


@dataclass(frozen=True, slots=True)
class Health:
    """Space and power; None where this system does not say."""

    gigabytes: float
    enough: bool
    battery: int | None = None
    """What is left, in hundredths."""
    plugged_in: bool | None = None


@dataclass(frozen=True, slots=True)
class Laptop:
    health: Callable[[], Health | None]
    print_day: Callable[[int, Path], Awaitable[int]]
    """Writes the sheets and scripts of a day into a folder, over nothing, and says how many files."""
    print_cards: Callable[[int, Path], Awaitable[int]]
    """Writes so many cards with plan codes into a folder, over nothing, and says how many files."""
    print_poster: Callable[[Path], Awaitable[int]]
    """Writes how phones join, on one page, into a folder, over nothing, and says how many files."""
    write_archive: Callable[[Archive, Path, tuple[str, ...], str | None], Awaitable[None]]
    """Writes an archive into a file, over nothing; sealed to recipients or with a passphrase, if any."""
    sheets: Path = Path("sheets")
    """What the folders are called that are proposed; the day's number, or the cards, come behind it."""
