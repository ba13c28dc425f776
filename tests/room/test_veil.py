"""The veil over sensitive cells: secret, the same after a restart, and one for console, wall and archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.domain.answer import ChoiceAnswer
from workshop.domain.disclosure import disclose
from workshop.domain.figure import Bars, Tally
from workshop.domain.prompt import Audience, ChoicePrompt
from workshop.export import archive_of
from workshop.room import Response, Room, Shown, enter
from workshop.room.proofs import Proofs
from workshop.vault import FromFile, Vault, unwrap

from ..conftest import VEIL, FakeClock

EXERCISE = "contacts-and-alert-levels"


@pytest.fixture(autouse=True)
def _veiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Proofs, "veil", VEIL)


def test_its_numbers_are_even_and_each_key_has_its_own() -> None:
    names = [f"exercise/prompt/{n}" for n in range(4000)]
    one, other = ([VEIL(Proofs(bytes([key]) * 32), name) for name in names] for key in (1, 2))
    assert one == [VEIL(Proofs(bytes([1]) * 32), name) for name in names]
    for numbers in (one, other):
        assert all(0 <= number < 1 for number in numbers)
        for part in range(8):
            assert 400 < sum(part <= number * 8 < part + 1 for number in numbers) < 600
    same_side = sum((a < 0.5) == (b < 0.5) for a, b in zip(one, other, strict=True))
    assert 1800 < same_side < 2200


async def test_console_wall_and_archive_have_one_veil_and_a_restart_keeps_it(
    room: Room, folder: Path, passphrase_file: Path, clock: FakeClock
) -> None:
    prompt = room.bundle.exercises[EXERCISE].prompt("they-know")
    assert isinstance(prompt, ChoicePrompt) and prompt.sensitive
    room.open_form(EXERCISE)
    for option, count in (("yes_agreed", 6), ("think_so", 5), ("not_yet", 7)):
        for _ in range(count):
            id = room.submission_id(EXERCISE, Audience.ROOM)
            await room.receive(Response(EXERCISE, Audience.ROOM, id, {prompt.id: ChoiceAnswer(option)}))
    await room.figures.release(EXERCISE, prompt)
    key = room.vault.book.kept("key")
    assert isinstance(key, str)
    bars = Bars(18, tuple(Tally(o.id, o.label, n) for o, n in zip(prompt.options, (6, 5, 7, 0), strict=True)))

    def drawn(cell: str) -> float:
        return VEIL(Proofs(unwrap(key)), f"{EXERCISE}/{prompt.id}/{cell}")

    expected = disclose(bars, sensitive=True, veil=drawn)
    for _ in range(2):
        shown = room.figures.shown(EXERCISE, prompt)
        assert isinstance(shown, Shown) and shown.figure == expected
        assert room.figures.for_the_room(EXERCISE, prompt) == shown
        (kept,) = archive_of(room).figures
        assert kept == shown
        room.vault.close()
        vault = Vault.open(folder)
        vault.unlock(FromFile(passphrase_file))
        room = await enter(vault, clock=clock)
    room.vault.close()
