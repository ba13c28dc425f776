"""Nothing that people write can be read in the folder, nor can its names and times be."""

from __future__ import annotations

import asyncio
import random
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path

from workshop.vault.letters import EntryLetter, Letter, ResponseLetter
from workshop.vault.passphrase import FromFile
from workshop.vault.vault import Vault

_NEUTRAL = re.compile(r"header\.[ab]|lock|log|letters-\d{4,}|book|book\.previous")
_TITLE = "Three days of holistic security in Quetzaltenango"


def _spellings(text: str) -> Iterator[bytes]:
    """A text as it might lie about: plain, escaped, in other encodings, in base64 at any offset."""
    yield text.encode()
    yield text.encode("utf-16-le")
    yield text.encode("unicode_escape")
    yield text.encode().hex().encode()
    for encode in (b64encode, urlsafe_b64encode):
        for offset in range(3):
            # The first and last signs depend on the neighbours.
            yield encode(bytes(offset) + text.encode())[4:-4]


async def test_canaries(vault: Vault, folder: Path, source: FromFile) -> None:
    rng = random.Random(50)
    canaries = [f"canary-{rng.randrange(10**12):012}-ελπίδα-{number}" for number in range(50)]
    letters: list[Letter] = []
    for number, canary in enumerate(canaries):
        if number % 5 == 4:
            letters.append(EntryLetter("slot", f"x/{number}", canary, f"e{number}"))
        else:
            letters.append(
                ResponseLetter(f"stressor-mapping-{number % 3}", "room", f"id{number}", {"what": canary})
            )
    vault.book.keep("agenda", {"title": _TITLE})
    for half in (letters[:30], letters[30:]):
        await asyncio.gather(*(vault.letterbox.drop(letter.to_bytes()) for letter in half))
        if half[0] is letters[0]:
            vault.empty_letterbox(rng)
    vault.log(f"opened {_TITLE}".encode())
    closed = "stressor-mapping-1"
    vault.book.strip(closed)
    planted = [*canaries, _TITLE, "stressor-mapping", "three-day-holistic", "correct horse battery staple"]
    for locked in (False, True):
        if locked:
            vault.close()
        for path in folder.rglob("*"):
            data = path.read_bytes()
            for text in planted:
                assert not any(spelling in data for spelling in _spellings(text)), path.name
            assert _NEUTRAL.fullmatch(path.name)
            assert path.stat().st_mtime % 86_400 == 0, path.name
        assert folder.stat().st_mtime % 86_400 == 0
    again = Vault.open(folder)
    again.unlock(source)
    again.empty_letterbox(rng)
    found = [
        str(response.answers["what"])
        for form in again.book.counts()
        for response in again.book.responses(form, "room")
    ]
    assert sorted([*found, *again.book.entries().values()]) == sorted(canaries)
    again.close()
    assert all(path.stat().st_mtime % 86_400 == 0 for path in (folder, *folder.iterdir()))


def test_the_search_itself_finds_what_is_there() -> None:
    text = "canary-1-ελπίδα"
    for offset in range(3):
        assert any(
            found in b64encode(bytes(offset) + text.encode() + b"behind") for found in _spellings(text)
        )
    assert any(found in b'{"a":"' + text.encode() for found in _spellings(text))
