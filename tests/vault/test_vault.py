"""The vault as the room uses it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workshop.vault import beside
from workshop.vault.book import Book
from workshop.vault.errors import (
    DamagedHeader,
    FolderNotEmpty,
    NotAVault,
    VaultInUse,
    VaultLocked,
    WrongPassphrase,
)
from workshop.vault.header import COPIES
from workshop.vault.keyholder import Keyholder
from workshop.vault.letterbox import Letterbox
from workshop.vault.letters import CareLetter, EntryLetter, Letter, ResponseLetter, SlotLetter
from workshop.vault.passphrase import FromFile
from workshop.vault.sealing import seal
from workshop.vault.vault import Vault

_RNG = random.Random(3)


class PowerCut(BaseException):
    """The machine stops here."""


async def _drop(vault: Vault, *letters: Letter) -> None:
    await asyncio.gather(*(vault.letterbox.drop(letter.to_bytes()) for letter in letters))


def _response(number: int) -> ResponseLetter:
    return ResponseLetter("form", "room", f"id{number}", {"what": f"answer {number}"})


def _whats(vault: Vault) -> list[str]:
    return sorted(str(found.answers["what"]) for found in vault.book.responses("form", "room"))


async def test_a_day_with_a_lock_in_it(vault: Vault, folder: Path, source: FromFile) -> None:
    await _drop(vault, _response(1), SlotLetter("s", "k"))
    vault.log(b"opened")
    assert vault.empty_letterbox(_RNG) == 2
    assert vault.letterbox.pending == 0
    vault.lock()
    assert vault.locked
    await _drop(vault, _response(2), EntryLetter("s", "x/y", "AAAA", "e"))
    vault.log(b"closed")
    with pytest.raises(VaultLocked):
        _ = vault.book
    with pytest.raises(VaultLocked):
        vault.empty_letterbox(_RNG)
    with pytest.raises(VaultLocked):
        vault.events()
    assert vault.letterbox.pending == 2
    vault.unlock(source)
    assert vault.empty_letterbox(_RNG) == 2
    assert _whats(vault) == ["answer 1", "answer 2"]
    assert vault.book.entries() == {("s", "x/y"): "AAAA"}
    assert vault.events() == [b"opened", b"closed"]
    vault.close()
    again = Vault.open(folder)
    assert again.locked
    again.unlock(source)
    assert _whats(again) == ["answer 1", "answer 2"]
    assert again.events() == [b"opened", b"closed"]
    again.close()


def test_a_wrong_passphrase_opens_nothing(vault: Vault, wrong_source: FromFile) -> None:
    vault.lock()
    with pytest.raises(WrongPassphrase):
        vault.unlock(wrong_source)
    assert vault.locked


def test_only_the_owner_may_look(vault: Vault, folder: Path) -> None:
    vault.log(b"event")
    vault.book.keep("a", 1)
    vault.book.keep("a", 2)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_one_writer(vault: Vault, folder: Path, source: FromFile) -> None:
    with pytest.raises(VaultInUse) as caught:
        Vault.open(folder)
    assert str(folder) in str(caught.value)
    vault.close()
    Vault.open(folder).close()


def test_no_vault(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NotAVault):
            Vault.open(folder)
        with pytest.raises(NotAVault):
            Vault.read_beside(folder, FromFile(tmp_path / "passphrase"))
        with pytest.raises(NotAVault):
            Vault.wipe(folder)


def test_a_new_vault_wants_a_folder_of_its_own(vault: Vault, folder: Path, source: FromFile) -> None:
    vault.close()
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(FolderNotEmpty):
        Vault.create(folder, source, memory_mib=64)
    with pytest.raises(FolderNotEmpty):
        Vault.create(source.path, source, memory_mib=64)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("bad", COPIES)
def test_a_damaged_header_copy_is_mended_on_opening(
    vault: Vault, folder: Path, source: FromFile, bad: str
) -> None:
    vault.close()
    whole = (folder / bad).read_bytes()
    (folder / bad).write_bytes(whole[:-1])
    again = Vault.open(folder)
    again.unlock(source)
    again.close()
    assert (folder / bad).read_bytes() == whole


def test_both_header_copies_damaged(vault: Vault, folder: Path) -> None:
    vault.close()
    for name in COPIES:
        (folder / name).write_bytes(b"rubbish")
    with pytest.raises(DamagedHeader):
        Vault.open(folder)
    # The refusal let go of the folder.
    with pytest.raises(DamagedHeader):
        Vault.open(folder)


@pytest.mark.parametrize("moment", ["before the merge", "before the removal", "within the removal"])
async def test_a_crash_while_emptying_neither_loses_nor_doubles(
    vault: Vault, folder: Path, source: FromFile, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    await _drop(vault, _response(1))
    vault.letterbox.rotate()
    await _drop(vault, _response(2))

    def cut(*_: object, **__: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patched:
        match moment:
            case "before the merge":
                patched.setattr(Book, "merge", cut)
            case "before the removal":
                patched.setattr(Letterbox, "remove", cut)
            case _:
                patched.setattr("workshop.vault.letterbox.settle_folder", cut)
        with pytest.raises(PowerCut):
            vault.empty_letterbox(_RNG)
    vault.close()
    again = Vault.open(folder)
    again.unlock(source)
    again.empty_letterbox(_RNG)
    assert _whats(again) == ["answer 1", "answer 2"]
    assert again.letterbox.pending == 0
    again.close()


async def test_letters_already_in_the_book_are_known_even_after_their_ids_died(
    vault: Vault, folder: Path, source: FromFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _drop(vault, _response(1), _response(2))

    def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(Letterbox, "remove", cut)
        with pytest.raises(PowerCut):
            vault.empty_letterbox(_RNG)
    vault.book.strip("form")
    await _drop(vault, _response(3))
    assert vault.empty_letterbox(_RNG) == 1
    assert _whats(vault) == ["answer 1", "answer 2", "answer 3"]


async def test_locked_in_the_middle_of_emptying(
    vault: Vault, source: FromFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _drop(vault, _response(1), _response(2))
    real = Keyholder.open

    def locking(self: Keyholder, blobs: list[bytes]) -> list[bytes | None]:
        opened = real(self, blobs)
        vault.lock()
        return opened

    with monkeypatch.context() as patched:
        patched.setattr(Keyholder, "open", locking)
        with pytest.raises(VaultLocked):
            vault.empty_letterbox(_RNG)
    assert vault.letterbox.pending == 2
    vault.unlock(source)
    assert vault.empty_letterbox(_RNG) == 2
    assert _whats(vault) == ["answer 1", "answer 2"]


async def test_letters_that_cannot_be_read_are_kept_aside(vault: Vault, folder: Path) -> None:
    await vault.letterbox.drop(b'["from a later version"]')
    await _drop(vault, _response(1))
    assert vault.empty_letterbox(_RNG) == 1
    assert vault.aside == 1
    assert (folder / "aside").stat().st_size > 256
    assert vault.letterbox.pending == 0


def test_blobs_that_a_phone_sealed_open_too(vault: Vault) -> None:
    blob = seal(b"from a phone", vault.header.public_key)
    assert vault.opened([blob, b"rubbish"]) == [b"from a phone", None]


def test_a_keyholder_that_died_means_locked(vault: Vault, folder: Path, source: FromFile) -> None:
    keyholder = Keyholder.unlock(folder, source)
    vault.adopt(keyholder)
    assert vault.book.counts() == {}
    os.kill(keyholder.pid, signal.SIGKILL)
    os.waitid(os.P_PID, keyholder.pid, os.WEXITED | os.WNOWAIT)
    assert vault.locked
    with pytest.raises(VaultLocked):
        _ = vault.book


def test_another_vault_s_keyholder_is_refused(vault: Vault, tmp_path: Path, source: FromFile) -> None:
    other = Vault.create(tmp_path / "other", source, memory_mib=64)
    stranger = Keyholder.unlock(tmp_path / "other", source)
    with pytest.raises(VaultLocked):
        vault.adopt(stranger)
    assert not stranger.alive
    other.close()


async def test_a_look_beside_the_writer(vault: Vault, folder: Path, source: FromFile) -> None:
    await _drop(vault, _response(1), _response(2), CareLetter("pause", "c"), SlotLetter("s", "k"))
    vault.empty_letterbox(_RNG)
    vault.book.keep("agenda", "three-day-holistic")
    await _drop(vault, _response(3), EntryLetter("s", "x/y", "AAAA", "e"))
    vault.log(b"event")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    look = Vault.read_beside(folder, source)
    assert look == beside.Beside(
        counts={"form": 2},
        entry_count=0,
        care={"talk": 0, "pause": 1},
        slots=1,
        letterbox=2,
        events=(b"event",),
        kept={"agenda": "three-day-holistic"},
        plans_written=0,
        most_answers=2,
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert vault.empty_letterbox(_RNG) == 2


@pytest.mark.parametrize("when", ["before the letters are read", "after"])
async def test_letters_that_move_while_one_looks_are_counted_once(
    vault: Vault, folder: Path, source: FromFile, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    await _drop(vault, _response(1), _response(2))
    name = "scan_file" if when.startswith("before") else "Book"
    real = getattr(beside, name)

    def moving(*arguments: object) -> object:
        vault.empty_letterbox(_RNG)
        return real(*arguments)

    monkeypatch.setattr(beside, name, moving)
    look = Vault.read_beside(folder, source)
    assert (look.counts, look.letterbox) == ({"form": 2}, 0)


async def test_letters_that_moved_two_merges_ago_are_counted_once(
    vault: Vault, folder: Path, source: FromFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _drop(vault, _response(1), _response(2))
    real = Book

    def moving(folder: Path, public_key: bytes, open_blob: Callable[[bytes], bytes | None]) -> Book:
        vault.empty_letterbox(_RNG)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: asyncio.run(_drop(vault, _response(3)))).result()
        vault.empty_letterbox(_RNG)
        return real(folder, public_key, open_blob)

    monkeypatch.setattr(beside, "Book", moving)
    look = Vault.read_beside(folder, source)
    assert (look.counts, look.letterbox) == ({"form": 3}, 0)


def test_locking_ends_the_keyholder(vault: Vault, folder: Path, source: FromFile) -> None:
    keyholder = Keyholder.unlock(folder, source)
    vault.adopt(keyholder)
    book = vault.book
    vault.lock()
    assert not keyholder.alive
    with pytest.raises(VaultLocked):
        book.counts()


async def test_letters_merged_but_not_removed_are_counted_once(
    vault: Vault, folder: Path, source: FromFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _drop(vault, _response(1), _response(2))
    monkeypatch.setattr(Letterbox, "remove", lambda *_: None)
    vault.empty_letterbox(_RNG)
    look = Vault.read_beside(folder, source)
    assert (look.counts, look.letterbox) == ({"form": 2}, 0)


async def test_wiping(vault: Vault, folder: Path, source: FromFile, tmp_path: Path) -> None:
    await _drop(vault, _response(1))
    vault.book.keep("a", 1)
    with pytest.raises(VaultInUse):
        Vault.wipe(folder)
    vault.close()
    headers = [(folder / name).read_bytes() for name in COPIES]
    for name in COPIES:
        # A second name for the same bytes on disk: what remains of them after wiping.
        (tmp_path / name).hardlink_to(folder / name)
    for own in ("booklist.txt", "logs"):
        (folder / own).write_text("the user's own")
    (folder / "header.a.new").write_bytes(headers[0])
    Vault.wipe(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["booklist.txt", "logs"]
    for name, header in zip(COPIES, headers, strict=True):
        left = (tmp_path / name).read_bytes()
        assert len(left) == len(header)
        assert left != header
        assert b"wrapped" not in left
    assert not Vault.is_vault(folder)
    with pytest.raises(NotAVault):
        Vault.open(folder)


def test_wiping_takes_an_empty_folder_along_and_can_be_finished_later(vault: Vault, folder: Path) -> None:
    vault.close()
    for name in COPIES:
        (folder / name).unlink()
    Vault.wipe(folder)
    assert not folder.exists()


async def test_adopting_while_it_empties_loses_no_letter(
    vault: Vault, folder: Path, source: FromFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _drop(vault, _response(1))
    vault.empty_letterbox(_RNG)
    await _drop(vault, _response(2))
    newer = Keyholder.unlock(folder, source)
    real = Keyholder.open

    def emptying(self: Keyholder, blobs: list[bytes]) -> list[bytes | None]:
        opened = real(self, blobs)
        if self is newer:
            with contextlib.suppress(VaultLocked):
                vault.empty_letterbox(_RNG)
        return opened

    with monkeypatch.context() as patched:
        patched.setattr(Keyholder, "open", emptying)
        vault.adopt(newer)
    vault.empty_letterbox(_RNG)
    assert _whats(vault) == ["answer 1", "answer 2"]
