"""Creates or unlocks a vault with the passphrase asked for on a terminal.

Usage: asking.py TERMINAL create|unlock|show FOLDER. Prints how it ended, and whether the
terminal echoes again.
"""

from __future__ import annotations

import fcntl
import os
import sys
import termios
from pathlib import Path

from workshop.domain.errors import WorkshopError
from workshop.vault.passphrase import FromTerminal, Generated
from workshop.vault.vault import Vault


def _try(task: str, folder: Path) -> str:
    try:
        if task == "unlock":
            vault = Vault.open(folder)
            vault.unlock(FromTerminal(), texts={"ask": "Το συνθηματικό: "})
        else:
            vault = Vault.create(
                folder, FromTerminal() if task == "create" else Generated(reveal=True), memory_mib=64
            )
    except WorkshopError as error:
        return type(error).__name__
    except KeyboardInterrupt:
        return "interrupted"
    unlocked = not vault.locked
    vault.close()
    return "unlocked" if unlocked else "locked"


def _main(terminal: str, task: str, folder: Path) -> None:
    descriptor = os.open(terminal, os.O_RDWR)
    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)
    ending = _try(task, folder)
    echoes = bool(termios.tcgetattr(descriptor)[3] & termios.ECHO)
    print(ending, "echo" if echoes else "no echo")


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
