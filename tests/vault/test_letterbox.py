"""The letterbox keeps what it said it kept, whatever the disk and the power do."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from workshop.vault import posix
from workshop.vault.errors import NoRoom
from workshop.vault.letterbox import Letterbox
from workshop.vault.logbook import Logbook
from workshop.vault.records import record, scan
from workshop.vault.sealing import open_sealed

_KEY = PrivateKey.generate()
_PUBLIC = bytes(_KEY.public_key)


@pytest.fixture
def letterbox(tmp_path: Path) -> Iterator[Letterbox]:
    made = Letterbox(tmp_path, _PUBLIC)
    yield made
    made.close()


def _reopened(folder: Path) -> Letterbox:
    """The letterbox as the next start finds it; its writer stops at once."""
    made = Letterbox(folder, _PUBLIC)
    made.close()
    return made


def _opened(sealed: Sequence[bytes]) -> list[bytes]:
    return [open_sealed(blob, bytes(_KEY)) for blob in sealed]


def _letters(letterbox: Letterbox) -> list[bytes]:
    return _opened(letterbox.sealed(letterbox.rotate()))


async def test_letters_come_out_in_order(letterbox: Letterbox, tmp_path: Path) -> None:
    for number in range(5):
        await letterbox.drop(b"letter %d" % number)
    assert letterbox.pending == 5
    assert _letters(letterbox) == [b"letter %d" % number for number in range(5)]
    assert b"letter" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


async def test_what_arrives_together_costs_one_fsync(
    letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncing, go_on = threading.Event(), threading.Event()
    synced: list[int] = []

    def waiting(descriptor: int) -> None:
        synced.append(descriptor)
        syncing.set()
        go_on.wait()
        os.fsync(descriptor)

    await letterbox.drop(b"zero")
    monkeypatch.setattr(posix, "sync_file", waiting)
    first = asyncio.create_task(letterbox.drop(b"first"))
    assert await asyncio.to_thread(syncing.wait, 30)
    others = [asyncio.create_task(letterbox.drop(b"%d" % number)) for number in range(200)]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(first, *others)
    assert letterbox.pending == 202
    assert len(synced) == 2


async def test_nothing_is_acknowledged_before_its_fsync(
    letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def watching(descriptor: int) -> None:
        seen.append(task.done())
        os.fsync(descriptor)

    monkeypatch.setattr(posix, "sync_file", watching)
    task = asyncio.create_task(letterbox.drop(b"letter"))
    await task
    assert seen
    assert not any(seen)


async def test_closing_finishes_what_is_queued(tmp_path: Path) -> None:
    letterbox = Letterbox(tmp_path, _PUBLIC)
    waiting = [asyncio.create_task(letterbox.drop(b"%d" % number)) for number in range(50)]
    await asyncio.sleep(0)
    letterbox.close()
    await asyncio.gather(*waiting)
    assert _reopened(tmp_path).pending == 50
    with pytest.raises(RuntimeError):
        await letterbox.drop(b"late")


async def test_rotation_and_removal(letterbox: Letterbox, tmp_path: Path) -> None:
    await letterbox.drop(b"old")
    closed = letterbox.rotate()
    await letterbox.drop(b"new")
    assert [path.name for path in closed] == ["letters-0001"]
    assert _opened(letterbox.sealed(closed)) == [b"old"]
    letterbox.remove(closed)
    assert letterbox.pending == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letters-0002"]
    assert _letters(letterbox) == [b"new"]
    assert letterbox.sealed(closed) == []


async def test_a_tail_torn_anywhere_loses_only_the_torn_letter(tmp_path: Path) -> None:
    whole = Letterbox(tmp_path, _PUBLIC)
    await whole.drop(b"one")
    await whole.drop(b"two")
    (path,) = whole.rotate()
    good = path.stat().st_size
    last = record(whole.sealed([path])[1])
    whole.close()
    data = path.read_bytes()
    assert data.endswith(last)
    for cut in range(len(last)):
        path.write_bytes(data + last[:cut])
        again = _reopened(tmp_path)
        assert (again.torn, again.pending) == (cut, 2)
        assert path.stat().st_size == good
        assert _opened(again.sealed([path])) == [b"one", b"two"]


async def test_going_on_after_a_torn_tail(tmp_path: Path) -> None:
    first = Letterbox(tmp_path, _PUBLIC)
    await first.drop(b"one")
    first.close()
    with (tmp_path / "letters-0001").open("ab") as file:
        file.write(b"\xa1\0\0")
    second = Letterbox(tmp_path, _PUBLIC)
    await second.drop(b"two")
    assert second.torn == 3
    assert _letters(second) == [b"one", b"two"]
    second.close()


async def test_damage_in_the_middle_costs_one_letter(tmp_path: Path) -> None:
    whole = Letterbox(tmp_path, _PUBLIC)
    for number in range(3):
        await whole.drop(b"%d" % number)
    (path,) = whole.rotate()
    whole.close()
    data = bytearray(path.read_bytes())
    for at in (0, 3, len(data) // 2):
        bad = bytearray(data)
        bad[at] ^= 0x40
        path.write_bytes(bad)
        again = _reopened(tmp_path)
        assert again.pending == 2
        assert again.damaged == len(data) // 3
        assert again.torn == 0


def test_scanning_survives_anything() -> None:
    for data in (b"", b"\xa1", b"\xa1" * 5000, bytes(5000), record(b"")[:-1], os.urandom(5000)):
        assert scan(data).blobs == ()
    assert scan(record(b"") + record(b"x")).blobs == (b"", b"x")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EFBIG, errno.EIO])
@pytest.mark.parametrize("call", ["write", "fsync"])
async def test_a_full_disk_loses_nothing_and_is_not_for_ever(
    letterbox: Letterbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    await letterbox.drop(b"before")
    real_write = os.write

    def half(descriptor: int, data: bytes) -> int:
        if len(data) > 200:
            return real_write(descriptor, data[:100])
        raise OSError(code, os.strerror(code))

    def refusing(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        if call == "write":
            patched.setattr(os, "write", half)
        else:
            patched.setattr(posix, "sync_file", refusing)
        results = await asyncio.gather(
            *(letterbox.drop(b"no %d" % number) for number in range(3)), return_exceptions=True
        )
        assert all(isinstance(result, NoRoom) for result in results)
        with pytest.raises(NoRoom) as caught:
            await letterbox.drop(b"no")
        assert str(tmp_path) in str(caught.value)
    await letterbox.drop(b"after")
    assert letterbox.pending == 2
    assert _letters(letterbox) == [b"before", b"after"]
    assert _reopened(tmp_path).torn == 0


def test_the_logbook_keeps_order_and_cuts_its_tail(tmp_path: Path) -> None:
    logbook = Logbook(tmp_path, _PUBLIC)
    for number in range(3):
        logbook.append(b"event %d" % number)
    logbook.close()
    path = tmp_path / "log"
    good = path.read_bytes()
    assert b"event" not in good
    path.write_bytes(good + good[:70])
    again = Logbook(tmp_path, _PUBLIC)
    assert again.torn == 70
    again.append(b"event 3")
    assert _opened(again.sealed()) == [b"event %d" % number for number in range(4)]
    again.close()


def test_the_logbook_says_when_it_could_not_keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logbook = Logbook(tmp_path, _PUBLIC)
    logbook.append(b"one")

    def refusing(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(posix, "sync_file", refusing)
        with pytest.raises(NoRoom):
            logbook.append(b"lost")
    logbook.append(b"two")
    assert _opened(logbook.sealed()) == [b"one", b"two"]
    logbook.close()
