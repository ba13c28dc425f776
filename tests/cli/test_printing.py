"""Paper for whoever has no font for it: one sentence, and no page of boxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.cli.content import paper
from workshop.cli.doctor import doctor
from workshop.domain.errors import WorkshopError
from workshop.wording import ENGLISH


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
