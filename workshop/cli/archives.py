"""The command archive: what came out of a workshop, written or looked at."""

from __future__ import annotations

import asyncio
from pathlib import Path

from workshop.domain.errors import WorkshopError
from workshop.wording import Wording

from . import live
from .files import fresh_file, write
from .terminal import say, source


def archive(
    folder: Path,
    out: Path | None,
    recipients: tuple[str, ...],
    preview: bool,
    passphrase_file: Path | None,
    words: Wording,
) -> None:
    from workshop.export import archive_file, archive_of, archive_preview

    if out is None and not preview:
        raise WorkshopError("Say where to write it with --out FILE, or look first with --preview.")
    target = fresh_file(out) if out else None

    async def read() -> tuple[str, bytes]:
        async with live.opened(folder, source(passphrase_file), words) as room:
            made = archive_of(room)
            return archive_preview(made, words), archive_file(made, words, recipients)

    text, data = asyncio.run(read())
    if preview or target is None:
        say(text)
        return
    write(target, data)
    if recipients:
        say(words.say("Written: {file}. Only the recipients can open it.", file=target))
    else:
        say(words.say("Written: {file}. Anyone who has it can read it; --to encrypts it.", file=target))
