"""What the facilitator prints from a running workshop: a day's sheets and scripts, cards, and a poster."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.domain.errors import WorkshopError
from workshop.domain.joining import Joining
from workshop.domain.network import best
from workshop.domain.signs import SIGNS
from workshop.library import Bundle
from workshop.room import Room
from workshop.vault import PlanCode, derive, slot_text, wrap
from workshop.wording import Wording

from .files import fresh_file, fresh_folder, write
from .interfaces import interfaces
from .listening import PORTS, Network
from .terminal import say

if TYPE_CHECKING:
    from workshop.export import Paper

_VOUCHER_DIGITS = 12
"""Digits are read in every script; of a million million, nobody guesses one of thirty."""


async def print_day(room: Room, day: int, folder: Path, words: Wording, paper: Paper) -> int:
    """How many files were written. Raises WorkshopError before anything is, where one is there already."""
    sheets = _sheets(room.bundle, day, words, paper)
    target = fresh_folder(folder.expanduser())
    for name in sheets:
        fresh_file(target / name)
    for name, made in sheets.items():
        write(target / name, await asyncio.to_thread(made))
    return len(sheets)


def _sheets(bundle: Bundle, day: int, words: Wording, paper: Paper) -> Mapping[str, Callable[[], bytes]]:
    """The plan of the day, and each exercise's script and sheet, by the names of their files."""
    from workshop.export import agenda_paper, exercise_paper, script_paper

    sheets: dict[str, Callable[[], bytes]] = {
        f"day-{day + 1}.pdf": partial(
            agenda_paper, bundle.agenda, bundle.exercises, words, only=day, paper=paper
        )
    }
    printed: set[str] = set()
    for session in bundle.agenda.days[day].sessions:
        exercise = bundle.exercises.get(session.exercise or "")
        if exercise is None:
            continue
        sheets[f"{exercise.id}-script.pdf"] = partial(script_paper, exercise, words, paper=paper)
        original = exercise.repeats or exercise.id
        if exercise.prompts and original not in printed:
            printed.add(original)
            sheets[f"{original}-sheet.pdf"] = partial(exercise_paper, exercise, words, paper=paper)
    return sheets


async def print_cards(
    room: Room, count: int, folder: Path, address: str, words: Wording, paper: Paper
) -> int:
    """Cards with fresh plan codes, in one file. Raises WorkshopError where it is there already."""
    from workshop.export import cards_pdf

    target = fresh_file(fresh_folder(folder.expanduser()) / "cards.pdf")
    codes = [PlanCode.new(secrets.token_bytes) for _ in range(count)]
    for code in codes:
        key = await asyncio.to_thread(derive, code, room.vault.header.plan_salt)
        await room.plans.begin(slot_text(key.slot), wrap(key.public_key))
    made = partial(cards_pdf, [str(code) for code in codes], address, words, paper=paper)
    write(target, await asyncio.to_thread(made))
    return 1


def poster(where: Network, out: Path, words: Wording, paper: Paper) -> None:
    """As `workshop run` with the same options would show it. Raises WorkshopError without a network."""
    from workshop.export import poster_pdf

    first = best(interfaces())
    host = where.host or (first.address if first else None)
    if host is None:
        raise WorkshopError("There is no network yet. Join one first, or name the address with --host.")
    target = fresh_file(out)
    joining = Joining(f"http://{host}:{where.port or PORTS[0]}/", "", where.wifi)
    write(target, poster_pdf(joining, words, paper=paper))
    say(words.say("Wrote {file}.", file=target))


async def print_poster(joining: Joining, folder: Path, words: Wording, paper: Paper) -> int:
    """How phones join, on one page. Raises WorkshopError where it is there already."""
    from workshop.export import poster_pdf

    target = fresh_file(fresh_folder(folder.expanduser()) / "poster.pdf")
    write(target, await asyncio.to_thread(partial(poster_pdf, joining, words, paper=paper)))
    return 1


def tickets(count: int, groups: int, out: Path, words: Wording, paper: Paper) -> None:
    """As many of each sign as can be, so that groups drawn from a hat are of one size."""
    from workshop.export import tickets_pdf

    target = fresh_file(out)
    signs = [SIGNS[number % groups] for number in range(count)]
    write(target, tickets_pdf(signs, words, paper=paper))
    say(words.count("One ticket is in {file}.", "{n} tickets are in {file}.", count, file=target))


def vouchers(count: int, out: Path, words: Wording, paper: Paper) -> None:
    from workshop.export import vouchers_pdf

    target = fresh_file(out)
    codes: set[int] = set()
    while len(codes) < count:
        codes.add(secrets.randbelow(10**_VOUCHER_DIGITS))
    write(target, vouchers_pdf([f"{code:0{_VOUCHER_DIGITS}}" for code in sorted(codes)], words, paper=paper))
    say(
        words.count(
            "One voucher and its list are in {file}. Print them, then delete the file.",
            "{n} vouchers and their list are in {file}. Print them, then delete the file.",
            count,
            file=target,
        )
    )
