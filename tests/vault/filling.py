"""Drops letters while the system refuses to let files grow, and then again while it does not.

Usage: filling.py FOLDER. Prints "kept ID" or "refused ID" for each letter.
"""

from __future__ import annotations

import asyncio
import resource
import sys
from pathlib import Path

from workshop.vault.errors import NoRoom
from workshop.vault.letters import ResponseLetter
from workshop.vault.vault import Vault


async def _main(folder: Path) -> None:
    vault = Vault.open(folder)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    for number, limit in enumerate((most, most, 800, 800, 100, 100, most, most)):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
        try:
            await vault.letterbox.drop(ResponseLetter("form", "room", str(number), {}).to_bytes())
        except NoRoom:
            print("refused", number)
        else:
            print("kept", number)
    vault.close()


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1])))
