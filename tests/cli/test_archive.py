"""`workshop archive`: looked at item by item, items taken out, sealed or said to be open, over nothing."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]
import pytest

from workshop.cli import archives
from workshop.cli.archives import archive
from workshop.domain.errors import WorkshopError
from workshop.export import open_sealed_report
from workshop.vault import posix
from workshop.wording import ENGLISH

from .process import run

PHRASE = "five words are long enough"
OWNER = pyrage.x25519.Identity.generate()
KEY = str(OWNER.to_public())


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text(f"  {PHRASE.replace(' ', '   ')}\nthe second line is nothing\n")
    return file


def _data(parcel: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(parcel)) as files:
        return json.loads(files.read("data.json"))  # type: ignore[no-any-return]


def test_what_is_taken_out_is_not_in_the_file_that_the_recipient_opens(
    folder: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "archive.zip.age"
    options = ("--out", out, "--to", KEY, "--without", "day:2", "--without", "count:check-out", "--notes")
    done = run("archive", folder, *options, "--passphrase-file", passphrase_file)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Written: {out}. Only the recipients can open it.\n"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    data = _data(pyrage.decrypt(out.read_bytes(), [OWNER]))
    assert len(data["days"]) == 2
    assert "check-out" not in [count["exercise"] for count in data["counts"]]
    assert data["left_out"] == ["Numbers of answers", "Days"]


def _archive(folder: Path, vault: Path, out: Path | None = None, **options: object) -> None:
    given: dict[str, object] = {
        "to": (),
        "passphrase_out_file": None,
        "report_sealed": None,
        "preview": False,
        "left_out": (),
        "notes": False,
        **options,
    }
    archive(folder, out, passphrase_file=vault, words=ENGLISH, **given)  # type: ignore[arg-type]


def test_the_preview_names_every_item_and_every_file_and_writes_nothing(
    folder: Path, passphrase_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "archive.zip"
    _archive(folder, passphrase_file, out, preview=True, left_out=("day:3",))
    seen = capsys.readouterr().out
    for line in ("[workshop]", "[day:1]", "[count:check-out]", "[element:plans]", "Nothing. No figure was"):
        assert line in seen
    assert "[day:3]" not in seen
    assert "  data.json  " in seen
    assert not out.exists()


def test_an_open_archive_is_said_to_be_open(
    folder: Path, passphrase_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "archive.zip"
    _archive(folder, passphrase_file, out)
    assert capsys.readouterr().out.endswith("Anyone who has it can read it; --to encrypts it.\n")
    assert _data(out.read_bytes())["left_out"] == []
    with pytest.raises(WorkshopError, match="is there already"):
        _archive(folder, passphrase_file, out)


@pytest.fixture
def sealed_with(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The passphrases of archives that were to be written; sealing with one takes a second."""
    found: list[str | None] = []
    monkeypatch.setattr(archives, "write_archive", lambda *given: found.append(given[-1]))
    return found


def test_the_first_line_of_a_file_is_the_passphrase(
    folder: Path,
    passphrase_file: Path,
    secret: Path,
    tmp_path: Path,
    sealed_with: list[str | None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    _archive(folder, passphrase_file, tmp_path / "sealed.age", passphrase_out_file=secret)
    assert sealed_with == [PHRASE]
    assert capsys.readouterr().out.endswith("sealed.age. It opens with the passphrase alone.\n")


def test_in_a_terminal_a_person_is_asked_who_can_open_it(
    folder: Path,
    passphrase_file: Path,
    tmp_path: Path,
    sealed_with: list[str | None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed = ["maybe", "0", "", "short", PHRASE, PHRASE]
    monkeypatch.setattr(archives, "is_interactive", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: typed.pop(0))
    monkeypatch.setattr(posix, "ask_hidden", lambda prompt: typed.pop(0).encode())
    _archive(folder, passphrase_file, tmp_path / "open.zip")
    said = capsys.readouterr().out
    assert "Press Enter to seal it with a passphrase" in said and "Press Enter alone, or write 0." in said
    _archive(folder, passphrase_file, tmp_path / "sealed.age")
    assert sealed_with == [None, PHRASE]
    assert typed == []


def test_the_report_as_a_sealed_page_opens_with_the_passphrase_and_the_archive_with_the_key(
    folder: Path, passphrase_file: Path, secret: Path, tmp_path: Path
) -> None:
    page, out = tmp_path / "report.html", tmp_path / "archive.zip.age"
    options = ("--report-sealed", page, "--passphrase-out-file", secret, "--out", out, "--to", KEY)
    done = run("archive", folder, *options, "--passphrase-file", passphrase_file)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"Written: {page}. It opens in a browser, with the passphrase alone.",
        f"Written: {out}. Only the recipients can open it.",
    ]
    with zipfile.ZipFile(io.BytesIO(pyrage.decrypt(out.read_bytes(), [OWNER]))) as files:
        report = files.read("report.html")
        assert files.read("report.pdf").startswith(b"%PDF-1.")
    assert open_sealed_report(page.read_bytes(), PHRASE) == report


def test_the_sealed_page_can_be_written_alone(
    folder: Path, passphrase_file: Path, secret: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    _archive(folder, passphrase_file, report_sealed=page, passphrase_out_file=secret)
    assert capsys.readouterr().out == f"Written: {page}. It opens in a browser, with the passphrase alone.\n"
    assert [one.name for one in tmp_path.iterdir() if one.suffix in (".html", ".zip", ".age")] == [page.name]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"report_sealed": "{folder}/page", "out": None}, "--passphrase-out-file"),
        ({"report_sealed": "{folder}/page", "to": (KEY,), "out": None}, "--out FILE"),
        ({"to": ("nobody",)}, "is not a key"),
        ({"to": (KEY,), "passphrase_out_file": "{secret}"}, "leave one of them out"),
        ({"passphrase_out_file": "{folder}"}, "nowhere to read the passphrase"),
        ({"passphrase_out_file": "{short}"}, "at least 12 characters"),
        ({"passphrase_out_file": "{latin}"}, "not text in UTF-8"),
        ({"out": "{secret}"}, "is there already"),
    ],
)
def test_what_is_wrong_is_said_before_the_workshop_is_opened(
    options: dict[str, object], said: str, secret: Path, tmp_path: Path
) -> None:
    (tmp_path / "short").write_text("short\n")
    (tmp_path / "latin").write_bytes("trotz und überall".encode("latin-1"))
    places = {"secret": secret, "folder": tmp_path, "short": tmp_path / "short", "latin": tmp_path / "latin"}
    given = {
        name: Path(value.format(**places)) if isinstance(value, str) else value
        for name, value in options.items()
    }
    with pytest.raises(WorkshopError, match=said):
        _archive(tmp_path / "nowhere", tmp_path / "nowhere", **{"out": tmp_path / "a", **given})  # type: ignore[arg-type]


def test_what_is_not_there_cannot_be_taken_out(folder: Path, passphrase_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "archive.zip"
    with pytest.raises(WorkshopError, match="“day:9” is nothing that leaves"):
        _archive(folder, passphrase_file, out, left_out=("day:9",))
    assert not out.exists()
