"""Drops letters for ever, prints each id once it is acknowledged, and empties the letterbox now and then.

Usage: dropping.py FOLDER PASSPHRASE-FILE PREFIX. Made to be killed.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from pathlib import Path

from workshop.vault.keyholder import Keyholder
from workshop.vault.letters import ResponseLetter
from workshop.vault.passphrase import FromFile
from workshop.vault.vault import Vault


async def _drop(vault: Vault, id: str) -> None:
    await vault.letterbox.drop(ResponseLetter("form", "room", id, {"what": id}).to_bytes())
    os.write(1, f"{id}\n".encode())


async def _main(folder: Path, passphrase: Path, prefix: str) -> None:
    vault = Vault.open(folder)
    keyholder = Keyholder.unlock(folder, FromFile(passphrase))
    vault.adopt(keyholder)
    os.write(1, f"{keyholder.pid}\n".encode())
    rng = random.Random()
    number = 0
    emptying: asyncio.Future[int] | None = None
    while True:
        group = [f"{prefix}-{number + more}" for more in range(rng.randint(1, 20))]
        number += len(group)
        await asyncio.gather(*(_drop(vault, id) for id in group))
        if emptying is None or emptying.done():
            emptying = asyncio.get_running_loop().run_in_executor(None, vault.empty_letterbox, rng)


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
