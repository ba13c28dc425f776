"""The page for a funder as organisers ask for it: from an archive and their own numbers, over nothing."""

from __future__ import annotations

import stat
import sys
import zipfile
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest

from workshop.cli import main

from .process import run

FIXTURES = Path(__file__).parent.parent / "fixtures"
ARCHIVE = FIXTURES / "archive-v1.zip"
SEALED = FIXTURES / "archive-v1.age"
TOTALS = "invited: 20\npresent: [16, 15]\nwomen: 9\nmen: 7\nother:\nfirst_time: 3\n"


def _says(document: Path) -> str:
    with zipfile.ZipFile(document) as folder:
        return folder.read("word/document.xml").decode()


def _runs(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> None:
    monkeypatch.setattr(sys, "argv", ["workshop", "one-pager", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0


def test_a_sealed_archive_and_a_file_of_numbers_make_a_page_that_only_its_owner_reads(tmp_path: Path) -> None:
    (tmp_path / "totals.yaml").write_text(TOTALS)
    out = tmp_path / "october.docx"
    done = run(
        *("one-pager", SEALED, "--identity", FIXTURES / "archive-v1.key"),
        *("--totals", tmp_path / "totals.yaml", "--out", out),
    )
    assert done.returncode == 0, done.stderr
    assert str(out) in done.stdout
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    said = _says(out)
    assert ">16, 15<" in said
    assert ">Men and others<" in said
    assert ">·<" in said, "three who came for the first time"


def test_numbers_may_be_typed_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "a.DOCX"
    _runs(monkeypatch, ARCHIVE, "--out", out, "--present", "21, 22", "--women", "11", "--first-time", "13")
    said = _says(out)
    assert all(f">{number}<" in said for number in ("21, 22", "11", "13"))


def test_a_passphrase_opens_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def decrypt(data: bytes, passphrase: str) -> bytes:
        """Age's own takes a second, so that guessing does, too."""
        assert (data, passphrase) == (SEALED.read_bytes(), "green river")
        return ARCHIVE.read_bytes()

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
    (tmp_path / "p").write_text("green river\r\nsomething else\n")
    _runs(monkeypatch, SEALED, "--archive-passphrase-file", tmp_path / "p", "--out", tmp_path / "a.docx")
    assert "Who took part" in _says(tmp_path / "a.docx")


WRONG = {
    "another ending": (ARCHIVE, "--out", "{tmp}/a.odt"),
    "a file that is there": (ARCHIVE, "--out", "{tmp}/there.docx"),
    "no archive": ("{tmp}/there.docx", "--out", "{tmp}/a.docx"),
    "nothing": ("{tmp}/nowhere.zip", "--out", "{tmp}/a.docx"),
    "no key": (SEALED, "--out", "{tmp}/a.docx"),
    "no number": (ARCHIVE, "--out", "{tmp}/a.docx", "--present", "16,few"),
    "less than nobody": (ARCHIVE, "--out", "{tmp}/a.docx", "--present", "16,-1"),
    "too many days": (ARCHIVE, "--out", "{tmp}/a.docx", "--present", ",".join("9" * 40)),
    "numbers twice": (ARCHIVE, "--out", "{tmp}/a.docx", "--totals", "{tmp}/totals.yaml", "--men", "9"),
    "an unknown number": (ARCHIVE, "--out", "{tmp}/a.docx", "--totals", "{tmp}/wrong.yaml"),
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_what_can_be_mended_is_a_sentence_and_nothing_is_written(
    arguments: tuple[str | Path, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "there.docx").write_text("mine")
    (tmp_path / "totals.yaml").write_text(TOTALS)
    (tmp_path / "wrong.yaml").write_text("invited: 20\nwomn: 3\n")
    named = [str(argument).format(tmp=tmp_path) for argument in arguments]
    monkeypatch.setattr(sys, "argv", ["workshop", "one-pager", *named])
    with pytest.raises(SystemExit) as refused:
        main()
    assert refused.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert not (tmp_path / "a.docx").exists()
    assert (tmp_path / "there.docx").read_text() == "mine"
    if str(tmp_path / "wrong.yaml") in named:
        assert said.startswith(f"{tmp_path / 'wrong.yaml'}:2: “womn” is not known here.")
