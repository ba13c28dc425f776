"""A laptop for tests: its health as wished, and what it was told to print."""

from __future__ import annotations

from pathlib import Path

from workshop.console.laptop import Health, Laptop
from workshop.domain.errors import WorkshopError
from workshop.export import Archive


class FakeLaptop:
    def __init__(self, health: Health | None = None) -> None:
        self.health = health or Health(12.34, True, 41, False)
        self.printed: list[tuple[str, int, Path]] = []
        self.archives: list[tuple[Archive, Path, tuple[str, ...], str | None]] = []
        self.there_already = False

    @property
    def laptop(self) -> Laptop:
        return Laptop(
            lambda: self.health, self._day, self._cards, self._poster, self._archive, Path("sheets")
        )

    async def _day(self, day: int, folder: Path) -> int:
        return self._note("day", day, folder, 7)

    async def _cards(self, count: int, folder: Path) -> int:
        return self._note("cards", count, folder, 1)

    async def _poster(self, folder: Path) -> int:
        return self._note("poster", 0, folder, 1)

    async def _archive(
        self, archive: Archive, file: Path, recipients: tuple[str, ...], passphrase: str | None
    ) -> None:
        self.archives.append((archive, file, recipients, passphrase))

    def _note(self, what: str, n: int, folder: Path, files: int) -> int:
        if self.there_already:
            raise WorkshopError(
                "{file} is there already. Choose another name, or move it away.", file=folder / "day-1.pdf"
            )
        self.printed.append((what, n, folder))
        return files
