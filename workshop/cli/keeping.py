"""Commands about what is kept: new, referrals, status, cards, wipe."""

from __future__ import annotations

import asyncio
import getpass
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.domain import terms
from workshop.domain.errors import WorkshopError
from workshop.domain.events import event_from_plain
from workshop.domain.prompt import Audience
from workshop.domain.referral import FRESH, stale
from workshop.domain.workshop import State, replay
from workshop.library import load_bundle, load_directory
from workshop.room import (
    CLOSED,
    SERIES,
    Brought,
    Inheritance,
    begin,
    inherited,
    keep_referrals,
    next_series,
    series_of,
    standing_of,
    with_added,
)
from workshop.vault import (
    PlanCode,
    SlotLetter,
    Vault,
    derive,
    slot_text,
    wrap,
)
from workshop.wording import Wording

from . import live
from .content import find_agenda
from .files import fresh_file, write
from .terminal import is_interactive, passphrase_texts, say, say_error, source

if TYPE_CHECKING:
    from workshop.export import Paper


@dataclass(frozen=True, slots=True)
class After:
    """The earlier workshop whose plans go on in a new one."""

    folder: Path
    passphrase_file: Path | None = None


@dataclass(frozen=True, slots=True)
class From:
    """The archive of an earlier meeting, of which the group's own things come along."""

    file: Path
    identity: Path | None = None
    passphrase_file: Path | None = None


def new(
    agenda: str,
    folder: Path,
    passphrase_file: Path | None,
    words: Wording,
    referrals: Path | None = None,
    after: After | None = None,
    archive: From | None = None,
) -> None:
    brought = brought_from(archive, words) if archive else None
    made(agenda, folder, passphrase_file, words, referrals, after, brought).close()
    say(words.say("It is ready in {folder}. Begin with: workshop run {folder}", folder=folder))
    if after is not None:
        say(words.say("Plan codes of {folder} open their plans here, too.", folder=after.folder))
    if brought is not None:
        for line in _told(brought, words):
            say(line)


def made(
    agenda: str,
    folder: Path,
    passphrase_file: Path | None,
    words: Wording,
    referrals: Path | None = None,
    after: After | None = None,
    brought: Brought | None = None,
) -> Vault:
    """A new workshop's vault, unlocked."""
    library, id = find_agenda(agenda, words)
    bundle = library.bundle(id)
    directory = _directory_text(referrals, words) if referrals else None
    before = _inherited(after, words) if after else None
    # Before there is a folder: the two may not belong together.
    next_series(before.series if before else None, brought.series if brought else None)
    vault = Vault.create(
        folder,
        source(passphrase_file),
        texts=passphrase_texts(words),
        plan_salt=before.plan_salt if before else None,
    )
    try:
        begin(vault, bundle, directory, before, brought)
    except BaseException:
        vault.close()
        raise
    return vault


def _inherited(after: After, words: Wording) -> Inheritance:
    if after.passphrase_file is None and is_interactive():
        say(words.say("First the passphrase of the earlier workshop, {folder}.", folder=after.folder))
    left = Vault.read_left(after.folder, source(after.passphrase_file), texts=passphrase_texts(words))
    return inherited(left, words)


def brought_from(archive: From, words: Wording) -> Brought:
    """What comes along from an archive, sealed or not; nothing else of it is kept."""
    from workshop.export import asks_for_passphrase, coming_along, read_archive

    data = _bytes(archive.file)
    key = passphrase = None
    if asks_for_passphrase(data):
        passphrase = _archive_passphrase(archive, words)
    elif archive.identity is not None:
        key = _bytes(archive.identity).decode("utf-8", "replace").strip()
    return coming_along(read_archive(data, key, passphrase))


def _archive_passphrase(archive: From, words: Wording) -> str:
    if archive.passphrase_file is not None:
        lines = _bytes(archive.passphrase_file).decode("utf-8", "replace").splitlines()
        return lines[0] if lines else ""
    if not is_interactive():
        raise WorkshopError(
            "{file} is sealed with a passphrase. Name a file that has it with --archive-passphrase-file.",
            file=archive.file,
        )
    return getpass.getpass(words.say("Passphrase of the archive: "))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise WorkshopError("{file} cannot be read.", file=file) from error


def _told(brought: Brought, words: Wording) -> Iterator[str]:
    """What came along, in a line each."""
    from workshop.export import meant_to_meet

    if brought.agreement:
        yield words.count(
            "One line of the agreement came along.",
            "{n} lines of the agreement came along.",
            len(brought.agreement),
        )
    if brought.promises:
        yield words.count("One commitment came along.", "{n} commitments came along.", len(brought.promises))
    if brought.moved:
        yield words.say("The evaluation from before came along, as numbers.")
    if brought.dates:
        yield meant_to_meet(brought.dates, words)


def referrals(folder: Path, file: Path, passphrase_file: Path | None, words: Wording) -> None:
    text = _directory_text(file, words)

    async def keep() -> None:
        async with live.opened(folder, source(passphrase_file), words) as room:
            keep_referrals(room.vault, text)

    asyncio.run(keep())
    say(words.say("It is kept, sealed, in {folder}. In the console, i shows it.", folder=folder))


def _directory_text(file: Path, words: Wording) -> str:
    """The text of a referral directory without mistakes; contacts that need a look are named."""
    today = date.today()
    directory, text = load_directory(file, today, words)
    for contact in stale(directory.referrals, today):
        say_error(
            words.say(
                "Worth a look: nobody has checked “{title}” for more than {days} days. "
                "Try it, and write the day of today.",
                title=contact.title,
                days=FRESH.days,
            )
        )
    return text


def status(folder: Path, as_json: bool, passphrase_file: Path | None, words: Wording) -> None:
    beside = Vault.read_beside(folder, source(passphrase_file), texts=passphrase_texts(words))
    kept = beside.kept.get("bundle")
    if not isinstance(kept, dict):
        raise WorkshopError("This folder holds no workshop yet. Make one with `workshop new`.")
    bundle = load_bundle(kept, words)
    state = replay(event_from_plain(json.loads(event)) for event in beside.events)
    bundle = with_added(bundle, state.added).arranged(state.courses)
    responses = {id: beside.counts.get(id, 0) for id in bundle.exercises if beside.counts.get(id, 0)}
    people = max(beside.plans_written, beside.most_answers)
    standing = standing_of(beside.kept.get(CLOSED), bundle)
    if standing is not None:
        answered = {id: standing.counts.get((id, Audience.ROOM), 0) for id in bundle.exercises}
        responses, people = {id: n for id, n in answered.items() if n}, max([people, *answered.values()])
    series = series_of(beside.kept.get(SERIES))
    report = {
        "agenda": bundle.agenda.id,
        "series": series.id,
        "round": series.round,
        "state": _state(state),
        "participants": people,
        "responses": responses,
        "entries": beside.entry_count,
        "letterbox": beside.letterbox,
    }
    if as_json:
        say(json.dumps(report, ensure_ascii=False))
        return
    say(words.say(bundle.agenda.title))
    if series.round:
        say(terms.meeting(words, series.round))
    say(words.say("State: {state}", state=report["state"]))
    if people:
        say(words.count("At least one person took part.", "At least {n} people took part.", people))
    for id, count in responses.items():
        say(f"  {count:4}  {words.say(bundle.exercises[id].title)}")
    say(words.count("One private answer, sealed.", "{n} private answers, sealed.", beside.entry_count))
    say(
        words.count(
            "One letter waits in the letterbox.", "{n} letters wait in the letterbox.", beside.letterbox
        )
    )


def _state(state: State) -> str:
    """One word: new, running, paused, between (two days, or after the last), closed (answers destroyed)."""
    if state.answers_destroyed:
        return "closed"
    if not state.runs:
        return "new"
    if state.running is None:
        return "between"
    return "paused" if state.paused_since else "running"


def cards(folder: Path, out: Path, count: int, address: str, words: Wording, paper: Paper) -> None:
    from workshop.export import cards_pdf

    target = fresh_file(out)
    vault = Vault.open(folder)
    try:
        codes = [PlanCode.new(secrets.token_bytes) for _ in range(count)]
        asyncio.run(_begin_plans(vault, codes))
    finally:
        vault.close()
    write(target, cards_pdf([str(code) for code in codes], address, words, paper=paper))
    say(
        words.count(
            "One card is in {file}. Print it, then delete the file.",
            "{n} cards are in {file}. Print them, then delete the file.",
            count,
            file=target,
        )
    )


async def _begin_plans(vault: Vault, codes: list[PlanCode]) -> None:
    for code in codes:
        key = await asyncio.to_thread(derive, code, vault.header.plan_salt)
        await vault.letterbox.drop(SlotLetter(slot_text(key.slot), wrap(key.public_key)).to_bytes())


def wipe(folder: Path, yes: bool, words: Wording) -> None:
    if not yes:
        if not is_interactive():
            raise WorkshopError("Wiping asks once on the terminal. Without one, say --yes.")
        say(
            words.say(
                "Everything in {folder} will never open again: answers, plans, all of it.", folder=folder
            )
        )
        if not is_to_be_wiped(folder, words):
            raise WorkshopError("Nothing was wiped.")
    Vault.wipe(folder)
    say(words.say("The keys in this folder are destroyed, every copy of them, and its files are deleted."))
    say(
        words.say(
            "On a hard disk nothing of it opens again. On an SSD or memory card that is likely, not certain: "
            "an old copy of the keys may remain there, which opens only with the passphrase."
        )
    )
    say(
        words.say(
            "Not reached: backups and other copies of the folder, which open as before, and what was printed "
            "or exported, as archives and sealed plans."
        )
    )
    if folder.exists():
        say(words.say("{folder} is still there: it holds files that are not the workshop's.", folder=folder))


def is_to_be_wiped(folder: Path, words: Wording) -> bool:
    """Asks the person at the terminal, once; Enter alone leaves everything as it is."""
    typed = input(words.say("Type the folder's name to wipe it; Enter leaves it as it is: "))
    return typed.strip() == folder.resolve().name
