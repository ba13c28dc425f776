"""`workshop new follow-up DIR --from ARCHIVE`, however the archive is sealed or spoiled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest

from tests.following import AGREED, PROMISED, SERIES, parcel
from workshop.cli import main

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """One command in this process: its exit code, and what it said."""

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["workshop", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        told = capsys.readouterr()
        return int(stopped.value.code or 0), told.out, told.err

    return command


def test_a_follow_up_begins_with_a_sealed_archive(
    said: Command, tmp_path: Path, passphrase_file: Path
) -> None:
    identity = pyrage.x25519.Identity.generate()
    key, archive, made = tmp_path / "key", tmp_path / "october.age", tmp_path / "november"
    key.write_text(f"# of the organisers\n{identity}\n")
    archive.write_bytes(pyrage.encrypt(parcel(), [identity.to_public()]))
    secret = ("--passphrase-file", passphrase_file)
    code, out, err = said("new", "follow-up", made, "--from", archive, "--identity", key, *secret)
    assert (code, err) == (0, "")
    told = out.splitlines()
    assert "2 lines of the agreement came along." in told and "2 commitments came along." in told
    assert "The evaluation from before came along, as numbers." in told
    assert "Meant to meet again: January 2027, March 2027" in told
    assert not any(text in out for text in (*AGREED, *PROMISED, SERIES))
    _, out, _ = said("status", made, *secret)
    assert out.splitlines()[:2] == ["Meeting again", "The second meeting of this series"]
    assert SERIES not in out


def test_a_bad_archive_is_one_sentence_and_no_folder(
    said: Command, tmp_path: Path, passphrase_file: Path
) -> None:
    one, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    files = {
        "spoiled.zip": parcel().replace(b"report", b"repart", 1)[:-9],
        "text.zip": b"no archive",
        "sealed.age": pyrage.encrypt(parcel(), [one.to_public()]),
        "word.age": b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\nAAAA\n--- AAAA\n",
        "wrong-key": f"{other}\n".encode(),
        "wrong-word": b"not this\n",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    tried: list[tuple[str, tuple[str, ...]]] = [
        ("nowhere.zip", ()),
        ("spoiled.zip", ()),
        ("text.zip", ()),
        ("sealed.age", ()),
        ("sealed.age", ("--identity", "wrong-key")),
        ("sealed.age", ("--identity", "nowhere")),
        ("word.age", ()),
        ("word.age", ("--archive-passphrase-file", "wrong-word")),
        ("word.age", ("--archive-passphrase-file", "nowhere")),
    ]
    for name, options in tried:
        with_paths = [one if one.startswith("--") else str(tmp_path / one) for one in options]
        made = tmp_path / "made"
        code, out, err = said(
            *("new", "follow-up", made, "--from", tmp_path / name, *with_paths),
            *("--passphrase-file", passphrase_file),
        )
        assert (code, out, err.count("\n")) == (2, "", 1), (name, options, err)
        assert not made.exists(), (name, options)


def test_a_passphrase_of_an_archive_opens_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, passphrase_file: Path
) -> None:
    """Through what the command itself calls: sealing with age's own cost would take a second."""
    from workshop.cli import keeping
    from workshop.wording import ENGLISH

    archive, word = tmp_path / "october.age", tmp_path / "word"
    archive.write_bytes(b"age-encryption.org/v1\n-> scrypt ...")
    word.write_text("green river\nanother line\n")
    asked: list[str] = []

    def decrypt(data: bytes, passphrase: str) -> bytes:
        asked.append(passphrase)
        return parcel()

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
    found = keeping.brought_from(keeping.From(archive, passphrase_file=word), ENGLISH)
    assert (asked, found.agreement) == (["green river"], AGREED)
