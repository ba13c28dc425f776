"""A file is replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop.vault import posix
from workshop.vault.atomic import write_atomically
from workshop.vault.errors import NoRoom


def _refuse(code: int) -> Callable[..., int]:
    def refusing(*_: object, **__: object) -> int:
        raise OSError(code, os.strerror(code))

    return refusing


def test_mode_and_times_tell_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"one")
    found = path.stat()
    assert stat.S_IMODE(found.st_mode) == 0o600
    assert found.st_mtime % 86_400 == found.st_atime % 86_400 == tmp_path.stat().st_mtime % 86_400 == 0


@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EFBIG, errno.EACCES])
def test_a_refusing_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"one")
    with monkeypatch.context() as patched:
        match call:
            case "write":
                patched.setattr(os, "write", _refuse(code))
            case "fsync":
                patched.setattr(posix, "sync_file", _refuse(code))
            case _:
                patched.setattr(Path, "replace", _refuse(code))
        with pytest.raises(NoRoom) as caught:
            write_atomically(path, b"two")
    assert str(tmp_path) in str(caught.value)
    assert path.read_bytes() == b"one"
    assert [found.name for found in tmp_path.iterdir()] == ["file"]


def test_the_generation_before_is_kept(tmp_path: Path) -> None:
    path, previous = tmp_path / "file", tmp_path / "file.previous"
    for content in (b"one", b"two", b"three"):
        write_atomically(path, content, keep_as=previous)
    assert (path.read_bytes(), previous.read_bytes()) == (b"three", b"two")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_crash_between_the_two_names_is_no_hindrance(tmp_path: Path) -> None:
    path, previous = tmp_path / "file", tmp_path / "file.previous"
    write_atomically(path, b"one")
    # Stopped after the older name was given, before the new generation took its place.
    previous.hardlink_to(path)
    write_atomically(path, b"two", keep_as=previous)
    write_atomically(path, b"three", keep_as=previous)
    assert (path.read_bytes(), previous.read_bytes()) == (b"three", b"two")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_link_left_behind_by_a_crash_is_cleared_away(tmp_path: Path) -> None:
    path, previous = tmp_path / "file", tmp_path / "file.previous"
    write_atomically(path, b"one")
    previous.with_name("file.previous.new").hardlink_to(path)
    write_atomically(path, b"two", keep_as=previous)
    assert (path.read_bytes(), previous.read_bytes()) == (b"two", b"one")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_disk_without_links_keeps_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _refuse(errno.EPERM))
    path, previous = tmp_path / "file", tmp_path / "file.previous"
    for content in (b"one", b"two"):
        write_atomically(path, content, keep_as=previous)
    assert (path.read_bytes(), previous.read_bytes()) == (b"two", b"one")
