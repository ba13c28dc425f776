"""The command archive: what came out of a workshop, written or looked at."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.domain.errors import WorkshopError
from workshop.vault import FromFile, FromTerminal, NoPassphrase, PassphraseSource, new_passphrase
from workshop.wording import Wording

from . import live
from .files import fresh_file, write
from .terminal import is_interactive, passphrase_texts, say, source

if TYPE_CHECKING:
    from workshop.export import Archive


def archive(
    folder: Path,
    out: Path | None,
    to: tuple[str, ...],
    passphrase_out_file: Path | None,
    report_sealed: Path | None,
    preview: bool,
    left_out: tuple[str, ...],
    notes: bool,
    passphrase_file: Path | None,
    words: Wording,
) -> None:
    """Shows or writes an archive; what is wrong with the options is said before the workshop is opened."""
    from workshop.export import archive_of, archive_preview, check_recipients, sealed_report, without

    if out is None and not preview and (report_sealed is None or to):
        raise WorkshopError("Say where to write it with --out FILE, or look first with --preview.")
    if to and passphrase_out_file and not report_sealed:
        raise WorkshopError("An archive opens with keys or with a passphrase: leave one of them out.")
    check_recipients(to)
    passphrase = _chosen(FromFile(passphrase_out_file), words) if passphrase_out_file else None
    target = fresh_file(out) if out else None
    page = fresh_file(report_sealed) if report_sealed else None
    if page is not None and passphrase is None and not preview and not is_interactive():
        raise WorkshopError(
            "A sealed report opens with a passphrase. Name a file that has one with --passphrase-out-file."
        )

    async def read() -> Archive:
        async with live.opened(folder, source(passphrase_file), words) as room:
            return without(archive_of(room, notes=notes), left_out)

    made = asyncio.run(read())
    if preview:
        say(archive_preview(made, words))
        return
    if page is not None and passphrase is None:
        passphrase = _chosen(FromTerminal(), words)
    if page is not None and passphrase is not None:
        write(page, sealed_report(made, words, passphrase))
        say(words.say("Written: {file}. It opens in a browser, with the passphrase alone.", file=page))
    if target is None:
        return
    if to:
        passphrase = None
    elif passphrase is None and is_interactive():
        passphrase = _asked(words)
    write_archive(made, target, words, to, passphrase)
    if to:
        say(words.say("Written: {file}. Only the recipients can open it.", file=target))
    elif passphrase:
        say(words.say("Written: {file}. It opens with the passphrase alone.", file=target))
    else:
        say(words.say("Written: {file}. Anyone who has it can read it; --to encrypts it.", file=target))


def write_archive(
    archive: Archive, file: Path, words: Wording, recipients: tuple[str, ...], passphrase: str | None
) -> None:
    """Writes over nothing. Raises WorkshopError."""
    from workshop.export import archive_file

    write(fresh_file(file), archive_file(archive, words, recipients, passphrase))


def _asked(words: Wording) -> str | None:
    """The passphrase that a person chooses or is given for the archive; None for one that anyone can read."""
    say(words.say("Who can open the file? Press Enter to seal it with a passphrase."))
    say(words.say("Or write 0, then Enter: anyone who has the file can read it."))
    while answer := _answer():
        if answer == "0":
            return None
        say(words.say("Press Enter alone, or write 0."))
    return _chosen(FromTerminal(), words)


def _answer() -> str:
    try:
        return input("> ").strip()
    except EOFError as error:
        raise NoPassphrase from error


def _chosen(source: PassphraseSource, words: Wording) -> str:
    try:
        return new_passphrase(source, passphrase_texts(words)).decode()
    except UnicodeDecodeError as error:
        raise WorkshopError("This passphrase is not text in UTF-8. Choose another one.") from error
