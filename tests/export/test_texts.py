"""Texts in the archive as the facilitator laid them out: merged, under her themes, in every file."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from tests.conftest import HOSTILE
from workshop.domain.cleaning import one_line
from workshop.domain.figure import Note, Notes, Theme
from workshop.export import Archive, archive_files, archive_preview
from workshop.wording import ENGLISH

from .archives import full_archive, shown_figures
from .reading import ALIVE, parsed

pytestmark = pytest.mark.own_words


def archive(title: str = "What keeps us warm", text: str = "tea") -> Archive:
    notes = (Note("a", text, 3, 1), Note("b", "silence", 1, 1), Note("c", "rest"))
    shown = replace(shown_figures()[2], figure=Notes(9, notes, (Theme(1, title), Theme(2, "Empty"))))
    return replace(full_archive(), figures=(shown,))


def test_every_file_says_what_was_merged_and_under_which_theme() -> None:
    files = archive_files(archive(), ENGLISH)
    page = parsed(files["report.html"].decode())
    for said in ("What keeps us warm", "tea", "× 3", "Also said", "rest"):
        assert said in page.text, said
    assert "Empty" not in page.text
    markdown = files["report.md"].decode()
    assert "##### What keeps us warm\n\n- tea × 3\n- silence\n\n##### Also said\n\n- rest" in markdown
    assert "tea × 3" in archive_preview(archive(), ENGLISH)
    rows = list(csv.reader(io.StringIO(files["texts.csv"].decode("utf-8-sig"))))
    assert ["What keeps us warm", "tea", "3"] in [row[7:10] for row in rows]
    (figure,) = json.loads(files["data.json"])["figures"]
    assert figure["texts"] == ["rest", "silence", "tea"]
    assert figure["merged"] == [["tea", 3]]
    assert figure["themes"] == [
        {"title": "What keeps us warm", "texts": ["silence", "tea"]},
        {"title": "Empty", "texts": []},
    ]


@pytest.mark.parametrize("text", [text for text in HOSTILE if one_line(text)])
def test_hostile_titles_and_texts_stay_words(text: str) -> None:
    files = archive_files(archive(one_line(text), one_line(text)), ENGLISH)
    page = parsed(files["report.html"].decode())
    assert page.text.count(one_line(text)) >= 2
    assert not page.tags & ALIVE
