"""The command close: what people answered is destroyed, and what that was is said and written down."""

from __future__ import annotations

import asyncio
from pathlib import Path

from workshop.domain.errors import WorkshopError
from workshop.room import Destroyed, Room
from workshop.wording import Wording

from . import live
from .files import fresh_file, write
from .terminal import is_interactive, say, source


def close(
    folder: Path, keep_days: int, out: Path | None, yes: bool, passphrase_file: Path | None, words: Wording
) -> None:
    if out is not None and keep_days:
        raise WorkshopError(
            "Nothing is destroyed today, so there is nothing to write down yet. Leave --out away, "
            "and say it again when the day has come."
        )
    target = fresh_file(out) if out else None

    async def closed() -> Destroyed | None:
        async with live.opened(folder, source(passphrase_file), words, remind=False) as room:
            done = room.closing.standing
            if done is not None:
                say(words.say("This workshop is closed already."))
                return done.destroyed
            if keep_days:
                on = room.closing.plan(keep_days)
                say(words.say("The answers stay until {date}.", date=on.isoformat()))
                say(words.say("From that day on, the next command that opens this workshop destroys them."))
                return None
            if not yes and is_interactive():
                _ask(room, folder, words)
            return await room.closing.close()

    destroyed = asyncio.run(closed())
    if destroyed is None:
        return
    lines = record(destroyed, words)
    say("\n".join(lines))
    if target is not None:
        write(target, "\n".join((*lines, "")).encode())
        say(words.say("The same is in {file}.", file=target))


def _ask(room: Room, folder: Path, words: Wording) -> None:
    """Raises WorkshopError where the person does not go on."""
    goes, state = room.closing.goes(), room.state
    say(words.say("This cannot be undone. What goes, now and for good:"))
    for line in _gone(goes, words):
        say(f"  {line}")
    if state.opened:
        say(
            words.count(
                "One form is still open. It is closed, and its answers go, too.",
                "{n} forms are still open. They are closed, and their answers go, too.",
                len(state.opened),
            )
        )
    if not room.is_over:
        say(words.say("Not all days have run. After this no form takes answers any more."))
    say(words.say("What the room was shown stays, for the archive. So do plans, sealed."))
    typed = input(words.say("Type the folder's name to go on: "))
    if typed.strip() != folder.resolve().name:
        raise WorkshopError("Nothing was destroyed.")


def record(destroyed: Destroyed, words: Wording) -> tuple[str, ...]:
    """What was destroyed, and what was not, as people read it: the month is the finest in it."""
    return (
        words.say("Destroyed, {month}:", month=destroyed.month),
        *(f"  {line}" for line in _gone(destroyed, words)),
        words.say("Kept, sealed, on the laptop that ran the workshop:"),
        f"  {words.say('what the room was shown, how long each session took, and notes on that')}",
        f"  {words.say('plans, which only the codes of their owners open')}",
        words.say(
            "On an SSD or a memory card, sealed remains of what went may stay until the space is used again. "
            "They open only with the passphrase and the keys in the folder, which `workshop wipe` destroys."
        ),
        words.say("Copies of the folder elsewhere, and what was printed or exported, are not reached."),
    )


def _gone(destroyed: Destroyed, words: Wording) -> tuple[str, ...]:
    answers = words.say("a few answers, or none")
    if destroyed.answers:
        answers = words.count("at least {n} answer", "at least {n} answers", destroyed.answers)
    return (
        words.count(
            "what people answered to {n} form: {answers}",
            "what people answered to {n} forms: {answers}",
            destroyed.forms,
            answers=answers,
        ),
        words.say("every text and figure that the room was not shown, and how texts were sorted"),
        words.say("wishes to talk or for a pause"),
        words.say("what was taken back, put aside, or kept from before the last change"),
    )
