"""The command archives: through its own door, with real files."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest

from workshop.cli import main
from workshop.export import archive_file
from workshop.wording import ENGLISH

from ..export.manies import SERIES, small_archive

pytestmark = pytest.mark.own_words

Run = Callable[..., tuple[int, str, str]]
DOCS = Path(__file__).parents[2] / "docs"
KEY, OTHER = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """One command in this process: its exit code, what it said, and what it said aside."""

    def one(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["workshop", "archives", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two rounds of one series, the later one sealed, and the key; another workshop in March."""
    folder = tmp_path / "archives"
    folder.mkdir()
    first, later = small_archive(states=("",)), small_archive(round=1, month="2026-11", states=("kept",))
    (folder / "z.zip").write_bytes(archive_file(first, ENGLISH))
    (folder / "a.zip.age").write_bytes(archive_file(later, ENGLISH, (str(KEY.to_public()),)))
    other = replace(small_archive(series="f" * 16, month="2026-03"), counts=())
    (folder / "m.zip").write_bytes(archive_file(other, ENGLISH))
    (folder / "notes.txt").write_text("not an archive")
    (tmp_path / "key.txt").write_text(f"# by hand\n{KEY}\n")
    return folder


def test_a_list_has_series_together(run: Run, folder: Path) -> None:
    code, out, err = run("list", folder, "--identity", folder.parent / "key.txt")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == ["m.zip", "z.zip", "a.zip.age"]
    assert [line.split()[-1] for line in out.splitlines()] == ["open", "open", "sealed"]
    assert "2026-11  follow-up 1  10 or more answered" in out
    assert "2026-03  workshop     few or none answered" in out


def test_a_list_for_programs(run: Run, folder: Path) -> None:
    code, out, err = run("list", folder, "--json")
    assert code == 0
    assert err == "a.zip.age: It is sealed. Name the file of its key, or of its passphrase.\n"
    assert json.loads(out)[1] == {
        "id": "z.zip",
        "title": "Agenda three-day-holistic",
        "agenda": "three-day-holistic",
        "month": "2026-10",
        "series": SERIES,
        "round": 0,
        "answered": 10,
        "plans": 10,
        "sealed": False,
        "version": 2,
    }


def test_one_file_or_all_are_shown(run: Run, folder: Path) -> None:
    code, out, _ = run("show", folder / "z.zip")
    assert code == 0
    assert out.startswith("Agenda three-day-holistic\n") or "# Agenda three-day-holistic" in out
    code, out, err = run("show", folder)
    assert (code, out.count("=== ")) == (0, 2)
    assert "a.zip.age" in err
    assert run("show", folder / "a.zip.age")[0] == 2


def test_a_comparison_is_written_for_its_owner_only_and_over_nothing(run: Run, folder: Path) -> None:
    target, keys = folder.parent / "deep" / "together", ("--identity", folder.parent / "key.txt")
    code, out, _ = run("compare", folder, *keys, "--out", target)
    assert (code, out) == (0, f"Written: {target}. Begin with report.html.\n")
    assert target.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in target.iterdir()} == {0o600}
    assert {"report.html", "report.pdf", "evaluation.csv", "datapackage.json"} <= {
        file.name for file in target.iterdir()
    }
    assert (target / "report.html").read_text().count("<svg ") == 4
    code, _, err = run("compare", folder, "--out", target)
    assert code == 2
    assert "is there already" in err


def test_a_comparison_for_programs(run: Run, folder: Path) -> None:
    code, out, _ = run("compare", folder, "--json")
    made = json.loads(out)
    assert (code, made["archives"]) == (0, ["m.zip", "z.zip"])
    assert made.keys() == {"archives", "left_out", "evaluation", "exercises", "commitments", "elements"}


def test_check_says_one_sentence_for_each_and_ends_with_2_for_a_damaged_one(run: Run, folder: Path) -> None:
    keys = ("--identity", folder.parent / "key.txt")
    code, out, err = run("check", folder, *keys)
    assert (code, err, out.count(": whole. Version 2, ")) == (0, "", 3)
    whole = (folder / "m.zip").read_bytes()
    (folder / "m.zip").write_bytes(whole[: len(whole) // 2])
    (folder / "x.zip").mkdir()
    (folder / "y.zip").symlink_to("nowhere")
    os.mkfifo(folder / "w.zip")
    code, out, err = run("check", folder, *keys)
    assert (code, out.count("\n"), out.count(": whole. ")) == (2, 6, 2)
    assert err == "4 of 6 must not be trusted as they are. Ask for them once more.\n"
    assert "Traceback" not in out


def test_check_is_not_content_with_what_it_could_not_open(run: Run, folder: Path) -> None:
    code, out, err = run("check", folder, "--json")
    assert code == 2
    assert err == "1 of 3 could not be checked, as nothing here opens them.\n"
    assert [row["state"] for row in json.loads(out)] == ["closed", "whole", "whole"]


def test_a_file_larger_than_an_archive_is_not_read(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "large.zip").open("wb") as file:
        file.truncate(64 * 1024**2)
    code, out, _ = run("check", tmp_path)
    assert (code, out) == (2, "large.zip: It is larger than an archive can be. Nothing of it was read.\n")


def test_handed_over(run: Run, folder: Path) -> None:
    sealed, theirs = folder / "a.zip.age", folder.parent / "theirs.age"
    (folder.parent / "other.txt").write_text(f"{OTHER}\n")
    keys, to = ("--identity", folder.parent / "key.txt"), ("--to", str(OTHER.to_public()))
    code, out, _ = run("reseal", sealed, *keys, "--out", theirs, *to)
    assert (code, out) == (0, f"Written: {theirs}. One recipient can open it.\n")
    assert theirs.stat().st_mode & 0o777 == 0o600
    assert run("check", theirs, *keys)[0] == 2
    before = run("check", sealed, *keys)[1]
    code, after, _ = run("check", theirs, "--identity", folder.parent / "other.txt")
    assert code == 0
    assert before.split("Fingerprint")[1] == after.split("Fingerprint")[1]
    assert run("reseal", sealed, *keys, "--out", theirs, *to)[0] == 2, "nothing is written over"


@pytest.mark.parametrize(
    "arguments",
    [
        "burn .",
        "list nowhere",
        "list .",
        "reseal archives",
        "reseal . --out x --to age1",
        "show . --identity no",
    ],
)
def test_what_can_be_mended_is_a_sentence(
    run: Run, arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*arguments.split())
    assert (code, err.count("\n")) == (2, 1)


def test_every_command_of_the_page_does_what_it_says(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    (folder / "a.zip.age").unlink()
    (folder / "z.zip").rename(folder / "october.zip")
    page = (DOCS / "many-archives.md").read_text(encoding="utf-8")
    lines = re.findall(r"^workshop archives (.*)$", page, re.MULTILINE)
    assert len(lines) == 7
    for line in lines:
        code, _, err = run(*shlex.split(line.replace("RECIPIENT", str(KEY.to_public()))))
        assert code == 0, (line, err)
