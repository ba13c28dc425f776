"""What can stand between a person and the vault, each told in one kind sentence.

WorkshopError
  WrongPassphrase   the passphrase opens nothing
  PoorPassphrase    a new passphrase is too short
  NoPassphrase      nowhere to read a passphrase from
  KeyholderFailed   the keyholder could not start, or died while starting
  NotAVault         no vault in this folder
  FolderNotEmpty    a new vault wants a folder of its own
  VaultInUse        another process writes here
  VaultLocked       asked for something only an unlocked vault can give
  DamagedHeader     both copies of the header are damaged
  DamagedVault      both generations of the book are damaged
  NoRoom            the disk is full, read-only, or not ours to write on
"""

from __future__ import annotations

from workshop.domain.errors import WorkshopError


class WrongPassphrase(WorkshopError):
    """The passphrase does not open this vault."""

    def __init__(self) -> None:
        super().__init__("This passphrase does not open the vault. Please check it and try again.")


class PoorPassphrase(WorkshopError):
    """A new passphrase is shorter than the floor.

    Args:
        least: the floor, in characters.
    """

    def __init__(self, least: int) -> None:
        super().__init__("A passphrase needs at least {least} characters.", least=least)


class NoPassphrase(WorkshopError):
    """There is neither a terminal to ask on nor a file that can be read."""

    def __init__(self) -> None:
        super().__init__(
            "There is nowhere to read the passphrase from: "
            "run this in a terminal, or name a file that can be read."
        )


class KeyholderFailed(WorkshopError):
    """The keyholder could not start."""

    def __init__(self) -> None:
        super().__init__("The vault could not be opened just now. Close some programs and try again.")


class NotAVault(WorkshopError):
    """The folder holds no vault.

    Args:
        folder: where one was looked for.
    """

    def __init__(self, folder: object) -> None:
        super().__init__("There is no workshop in {folder}.", folder=folder)


class FolderNotEmpty(WorkshopError):
    """A new vault was asked for in a folder that already holds something.

    Args:
        folder: the folder in question.
    """

    def __init__(self, folder: object) -> None:
        super().__init__(
            "{folder} already holds files. Please choose an empty folder, or one that does not exist yet.",
            folder=folder,
        )


class VaultInUse(WorkshopError):
    """Another process holds the vault's lock.

    Args:
        folder: the vault's folder.
    """

    def __init__(self, folder: object) -> None:
        super().__init__(
            "The workshop in {folder} is already running. Close it there first, then try again.",
            folder=folder,
        )


class VaultLocked(WorkshopError):
    """Something was asked for that only an unlocked vault can give."""

    def __init__(self) -> None:
        super().__init__("The vault is locked. Unlock it first.")


class DamagedHeader(WorkshopError):
    """Neither copy of the header can be used."""

    def __init__(self) -> None:
        super().__init__(
            "Both copies of the vault's header are damaged, and nothing opens without one. "
            "If you kept a copy of the folder, use that."
        )


class DamagedVault(WorkshopError):
    """Neither generation of the book can be opened."""

    def __init__(self) -> None:
        super().__init__(
            "What was collected is damaged, and so is the copy before it. "
            "If you kept a copy of the folder, use that."
        )


class NoRoom(WorkshopError):
    """Nothing can be written now: the disk is full, read-only, or not ours to write on.

    Args:
        english: which of these it is, with `{folder}` in it.
        folder: where writing failed.
    """

    def __init__(self, english: str, folder: object) -> None:
        super().__init__(english, folder=folder)
