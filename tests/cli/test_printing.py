"""Paper for whoever has no font for it: one sentence, and no page of boxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.cli.content import paper
from workshop.cli.doctor import doctor
from workshop.cli.planfiles import open_plan
from workshop.domain.errors import WorkshopError
from workshop.export import PressFailed
from workshop.wording import ENGLISH

from ..export.sealing import Owner, file_of


def test_without_a_font_for_the_language_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def missing(text: str) -> frozenset[str]:
        asked.append(text)
        return frozenset(text)

    monkeypatch.setattr("workshop.export.missing_letters", missing)
    with pytest.raises(WorkshopError, match="so nothing was written"):
        paper("stressor-mapping", tmp_path / "sheets", ENGLISH, "a4")
    assert asked == [ENGLISH.language.title]
    assert not (tmp_path / "sheets").exists()


def test_the_doctor_names_the_scripts_without_a_font_and_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("workshop.export.missing_scripts", lambda: ("Lao", "Khmer"))
    doctor(None, ENGLISH)
    said = capsys.readouterr().out
    assert "none for Lao, Khmer" in said
    assert "fonts-noto-core" in said


@pytest.mark.parametrize("letters", ["W", "ሀ"])
def test_a_plan_without_a_font_for_it_becomes_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], letters: str
) -> None:
    monkeypatch.setattr("workshop.export.planpaper.missing_letters", lambda text: {*text} & {*letters})
    there = _opened(tmp_path, f"A {letters}alk 🙂")
    assert there == ["notes.html"]
    assert "no font for some letters of this plan" in capsys.readouterr().out


def test_a_sign_that_is_no_letter_stops_no_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.export.planpaper.missing_letters", lambda text: {*text} & {"🙂"})
    assert _opened(tmp_path, "A walk 🙂") == ["notes.pdf"]


def test_a_plan_that_cannot_be_set_becomes_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> bytes:
        raise PressFailed

    monkeypatch.setattr("workshop.export.plan_pdf", fails)
    assert _opened(tmp_path, "A walk") == ["notes.html"]
    assert "could not be made" in capsys.readouterr().out


def _opened(folder: Path, text: str) -> list[str]:
    """The names of what `workshop open --as pdf` writes of a plan with `text` in it."""
    owner = Owner.of()
    sealed, code, out = folder / "sealed.html", folder / "code", folder / "out"
    sealed.write_bytes(file_of(owner.sealed({"check-out/my-step": text})))
    code.write_text(str(owner.code))
    open_plan(sealed, code, out, "pdf", ENGLISH)
    return [one.name for one in out.iterdir()]
