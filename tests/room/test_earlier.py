"""What one workshop leaves to the next: plans and what their group released, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.export.test_archive import PLANTED, _lived_in
from workshop.domain.prompt import Audience
from workshop.export import archive_of
from workshop.library import load_library
from workshop.room import Room, begin, enter, inherited
from workshop.vault import FromFile, Vault, VaultInUse
from workshop.wording import ENGLISH

AGREED = {"P12.agreement": ("Phones stay in the bags.",)}


async def test_plans_and_what_the_group_released_go_on_and_no_answers(
    room: Room, clock: FakeClock, passphrase_file: Path, tmp_path: Path
) -> None:
    await _lived_in(room, clock)
    source, folder, plans = FromFile(passphrase_file), room.vault.folder, dict.fromkeys(room.plans.slots())
    with pytest.raises(VaultInUse):
        Vault.read_left(folder, source)
    assert room.vault.letterbox.pending, "what still lies in the letterbox goes on, too"
    room.vault.close()
    inheritance = inherited(Vault.read_left(folder, source), ENGLISH)
    assert inheritance.group == AGREED
    vault = Vault.create(tmp_path / "next", source, memory_mib=64, plan_salt=inheritance.plan_salt)
    try:
        begin(vault, load_library().bundle("follow-up-meetings"), inheritance=inheritance)
        later = await enter(vault, clock=clock)
        assert vault.header.plan_salt == room.vault.header.plan_salt
        assert dict.fromkeys(later.plans.slots()) == plans and len(plans) == 6
        for slot in plans:
            kept, left = later.plans.get(slot), room.plans.get(slot)
            assert kept is not None and left is not None
            assert (kept.entries, kept.counter) == (left.entries, left.counter)
            assert (kept.versions, kept.number) == ([left.entries], 2)
        prompt = later.prompt_of("my-green-yellow-red/my-rule")
        assert prompt is not None and prompt.audience is Audience.MINE
        assert later.prompt_of("my-green-yellow-red/no-such") is None
        assert "my-green-yellow-red" not in later.bundle.exercises

        assert later.figures.for_plans() == AGREED
        assert archive_of(later).group == ()
        assert vault.book.counts() == {} and vault.book.care() == {"talk": 0, "pause": 0}
        for name in ("book", "book.previous"):
            (plain,) = vault.opened([(vault.folder / name).read_bytes()])
            assert plain is not None
            assert not any(planted.encode() in plain for planted in PLANTED.values())
        later.lock()
        assert later.figures.for_plans() == {}, "what people wrote is gone from memory"
    finally:
        vault.close()
