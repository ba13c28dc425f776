"""The keyholder opens what it is given, and nothing once it is dead."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from workshop.vault.errors import (
    KeyholderFailed,
    NoPassphrase,
    NotAVault,
    PoorPassphrase,
    VaultLocked,
    WrongPassphrase,
)
from workshop.vault.header import read_header, write_header
from workshop.vault.keyholder import Keyholder
from workshop.vault.passphrase import FromFile, FromTerminal, Generated
from workshop.vault.sealing import seal
from workshop.vault.vault import Vault


def test_a_batch_comes_back_in_order_with_marks(vault: Vault, folder: Path, source: FromFile) -> None:
    keyholder = Keyholder.unlock(folder, source)
    public_key = keyholder.header.public_key
    blobs = [seal(b"%d" % number, public_key) for number in range(300)]
    blobs[7] = b"rubbish"
    blobs[8] = seal(bytes(3_000_000), public_key)
    blobs[9] = b""
    opened = keyholder.open(blobs)
    assert opened[7] is None
    assert opened[8] == bytes(3_000_000)
    assert opened[9] is None
    assert [opened[at] for at in range(10, 300)] == [b"%d" % number for number in range(10, 300)]
    assert keyholder.open([]) == []
    keyholder.kill()


def test_many_threads_may_ask(vault: Vault, folder: Path, source: FromFile) -> None:
    keyholder = Keyholder.unlock(folder, source)
    blobs = [seal(b"%d" % number, keyholder.header.public_key) for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda blob: keyholder.open([blob])[0], blobs))
    assert opened == [b"%d" % number for number in range(200)]
    keyholder.kill()


def test_dead_is_dead(vault: Vault, folder: Path, source: FromFile) -> None:
    keyholder = Keyholder.unlock(folder, source)
    before = keyholder.alive
    keyholder.kill()
    assert (before, keyholder.alive) == (True, False)
    with pytest.raises(VaultLocked):
        keyholder.open([seal(b"x", keyholder.header.public_key)])
    with pytest.raises(ProcessLookupError):
        os.kill(keyholder.pid, 0)
    keyholder.kill()


def test_killed_while_someone_waits(vault: Vault, folder: Path, source: FromFile) -> None:
    keyholder = Keyholder.unlock(folder, source)
    blobs = [seal(bytes(200), keyholder.header.public_key)] * 20_000
    begun = threading.Event()

    def ask() -> object:
        begun.set()
        try:
            return keyholder.open(blobs)
        except VaultLocked as error:
            return error

    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(ask)
        begun.wait()
        keyholder.kill()
        assert isinstance(answer.result(), VaultLocked)


def test_ctrl_c_is_the_console_s(vault: Vault, folder: Path, source: FromFile) -> None:
    keyholder = Keyholder.unlock(folder, source)
    os.kill(keyholder.pid, 2)
    assert keyholder.open([seal(b"x", keyholder.header.public_key)]) == [b"x"]
    keyholder.kill()


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="Linux shows limits there")
def test_it_is_hard_to_look_into(vault: Vault, folder: Path, source: FromFile) -> None:
    keyholder = Keyholder.unlock(folder, source)
    process = Path("/proc") / str(keyholder.pid)
    (core,) = (line for line in (process / "limits").read_text().splitlines() if "core" in line)
    assert core.split()[4:6] == ["0", "0"]
    # Non-dumpable: its files belong to root, whoever runs it.
    assert (process / "mem").stat().st_uid == 0
    assert str(source.path) not in (process / "cmdline").read_text()
    opened = {os.readlink(found) for found in (process / "fd").iterdir()}  # noqa: PTH115 -- a pipe is no path
    assert not any(str(folder) in name for name in opened)
    keyholder.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's own")
def test_hardening_forbids_dumps_and_dies_with_its_parent() -> None:
    program = (
        "import ctypes; from workshop.vault.posix import harden; harden(); libc = ctypes.CDLL(None);"
        "signal = ctypes.c_int(); libc.prctl(2, ctypes.byref(signal)); print(libc.prctl(3), signal.value)"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert found.stdout.split() == ["0", "9"]


def test_a_wrong_passphrase_opens_nothing(vault: Vault, folder: Path, wrong_source: FromFile) -> None:
    with pytest.raises(WrongPassphrase):
        Keyholder.unlock(folder, wrong_source)


def test_a_header_with_another_public_key_opens_nothing(
    vault: Vault, folder: Path, source: FromFile, tmp_path: Path
) -> None:
    """Whoever exchanges a field, and makes the checksum right again, fails at the seal."""
    for change in ({"public_key": bytes(32)}, {"plan_salt": bytes(16)}, {"salt": bytes(16)}, {"opslimit": 4}):
        write_header(tmp_path, replace(read_header(folder, repair=False), **change))
        with pytest.raises(WrongPassphrase):
            Keyholder.unlock(tmp_path, source)


def test_too_short_a_passphrase_for_a_new_vault(tmp_path: Path, source: FromFile) -> None:
    source.path.write_text("elevenchars\n")
    with pytest.raises(PoorPassphrase):
        Vault.create(tmp_path / "new", source, memory_mib=64)
    source.path.write_text("twelve chars\n")
    Vault.create(tmp_path / "new", source, memory_mib=64).close()


def test_too_little_memory_is_refused(tmp_path: Path, source: FromFile) -> None:
    with pytest.raises(ValueError, match="memory"):
        Keyholder.create(tmp_path, source, memory_mib=63)


def test_no_file_no_passphrase(vault: Vault, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    for path in (tmp_path / "nowhere", tmp_path / "empty", tmp_path):
        with pytest.raises(NoPassphrase):
            Keyholder.unlock(folder, FromFile(path))


def test_composed_and_decomposed_are_the_same(tmp_path: Path, source: FromFile) -> None:
    source.path.write_text("motdepassé très sûr")
    Vault.create(tmp_path / "new", source, memory_mib=64).close()
    source.path.write_text("motdepasse\u0301 tre\u0300s su\u0302r\n")
    Keyholder.unlock(tmp_path / "new", source).kill()


def test_made_words_are_for_new_vaults_only(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "new", Generated(), memory_mib=64)
    assert not vault.locked
    vault.close()
    with pytest.raises(NoPassphrase):
        Keyholder.unlock(tmp_path / "new", Generated())


def test_no_vault_no_keyholder(tmp_path: Path) -> None:
    with pytest.raises(NotAVault):
        Keyholder.unlock(tmp_path, FromTerminal())


def test_a_child_that_cannot_start_is_one_sentence(
    vault: Vault, folder: Path, source: FromFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(KeyholderFailed):
        Keyholder.unlock(folder, source)


async def test_phones_are_served_while_someone_types(vault: Vault, source: FromFile, tmp_path: Path) -> None:
    vault.lock()
    slow = tmp_path / "slow"
    os.mkfifo(slow)
    unlocking = asyncio.create_task(vault.unlock_async(FromFile(slow)))
    for number in range(20):
        await vault.letterbox.drop(b"%d" % number)
    assert not unlocking.done()
    await asyncio.to_thread(slow.write_bytes, source.path.read_bytes())
    await unlocking
    assert not vault.locked


async def test_unlocking_can_be_called_off(vault: Vault, source: FromFile, tmp_path: Path) -> None:
    vault.lock()
    slow = tmp_path / "slow"
    os.mkfifo(slow)
    unlocking = asyncio.create_task(vault.unlock_async(FromFile(slow)))
    await vault.letterbox.drop(b"letter")
    unlocking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await unlocking
    assert vault.locked
    vault.unlock(source)
    assert not vault.locked
