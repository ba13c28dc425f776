"""One real keyholder for many tests: each vault is lent it, and forgets it when it locks.

Unlocking takes a fifth of a second, and most tests are about something else. All of their vaults are copies
of one, so that one keyholder opens what any of them holds. The vault's own tests unlock by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workshop.vault import Keyholder, VaultLocked


class LentKeyholder(Keyholder):
    """Asks the shared keyholder; dead for its borrower once that has killed it."""

    def __init__(self, lender: Keyholder) -> None:
        super().__init__(lender._process, lender.header)
        self._lender = lender
        self._dead = False

    @property
    def alive(self) -> bool:
        return not self._dead and self._lender.alive

    def open(self, blobs: Sequence[bytes]) -> list[bytes | None]:
        if self._dead:
            raise VaultLocked
        return self._lender.open(blobs)

    def kill(self) -> None:
        self._dead = True


class Lender:
    """Keeps one keyholder alive; unlocks another where a test killed it by itself."""

    def __init__(self, unlock: Callable[[], Keyholder]) -> None:
        self._unlock = unlock
        self._keyholder: Keyholder | None = None

    def lend(self) -> LentKeyholder:
        if self._keyholder is None or not self._keyholder.alive:
            self._keyholder = self._unlock()
        return LentKeyholder(self._keyholder)

    def close(self) -> None:
        if self._keyholder is not None:
            self._keyholder.kill()
