"""Commands about archives: write one, look at one, compare many."""

from __future__ import annotations

import asyncio
from pathlib import Path

from workshop.domain.errors import WorkshopError
from workshop.wording import Wording

from . import live
from .files import fresh_file, write
from .terminal import say, source

ENDINGS = (".zip", ".age")


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


def archives(action: str, folder: Path, identity: Path | None, words: Wording) -> None:
    from workshop.export import ReadArchive, compare_archives, read_archive

    if action not in ("list", "show", "compare"):
        raise WorkshopError("“{action}” is not known here. There are: list, show, compare.", action=action)
    found: dict[str, ReadArchive] = {}
    key = _text(identity) if identity else None
    for path in sorted(folder.glob("*")) if folder.is_dir() else [folder]:
        if path.suffix in ENDINGS:
            try:
                found[path.name] = read_archive(path.read_bytes(), key)
            except WorkshopError as error:
                say(f"{path.name}: {words.say(error.english, **error.values)}")
    if not found:
        raise WorkshopError("There is no archive in {folder} that opens.", folder=folder)
    match action:
        case "list":
            for name, one in found.items():
                say(f"{name}  {words.say(one.title)}  {one.month}")
        case "show":
            for one in found.values():
                say(one.report)
        case _:
            say(compare_archives(found, words))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise WorkshopError("{path} cannot be read.", path=path) from error
