"""Unlocks a vault, locks it, and looks for secrets in its own memory, step by step.

Usage: scanning.py FOLDER PASSPHRASE-FILE, and on standard input for each secret one line: the first half
as it is, the SHA-256 of the other, both in hex, and the whole length. So the scanner never holds a whole
secret that it could find in itself.
Prints how often a whole secret was found: unlocked, locked, and after planting the passphrase on purpose.
"""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path

from workshop.vault.passphrase import FromFile
from workshop.vault.vault import Vault

_PIECE = 1 << 22


def _found(secrets: list[tuple[bytes, bytes, int]]) -> int:
    hits = 0
    longest = max(size for _, _, size in secrets)
    with Path("/proc/self/maps").open() as maps, Path("/proc/self/mem").open("rb", buffering=0) as memory:
        areas = [re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line) for line in maps]
        for area in areas:
            if area is None:
                continue
            start, stop = (int(edge, 16) for edge in area.groups())
            for at in range(start, stop, _PIECE):
                try:
                    memory.seek(at)
                    data = memory.read(min(_PIECE + longest, stop - at))
                except (OSError, OverflowError, ValueError):
                    continue
                for half, rest, size in secrets:
                    place = data.find(half)
                    while place >= 0:
                        hits += sha256(data[place + len(half) : place + size]).digest() == rest
                        place = data.find(half, place + 1)
    return hits


def _main(folder: Path, passphrase: Path) -> None:
    secrets = []
    for line in sys.stdin:
        half, rest, size = line.split()
        secrets.append((bytes.fromhex(half), bytes.fromhex(rest), int(size)))
    vault = Vault.open(folder)
    vault.unlock(FromFile(passphrase))
    assert vault.book.kept("title") == "a title"
    print(_found(secrets))
    vault.lock()
    print(_found(secrets))
    planted = passphrase.read_bytes()
    print(_found(secrets))
    assert planted
    vault.close()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
