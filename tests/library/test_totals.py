"""A file of totals: what is wrong in it is told with its line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.domain.errors import ContentProblems, WorkshopError
from workshop.domain.totals import Totals
from workshop.library import load_totals


def _file(folder: Path, text: str) -> Path:
    file = folder / "totals.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_number_is_read_and_each_may_be_missing(tmp_path: Path) -> None:
    whole = "invited: 20\npresent: [16, 15, 0]\nwomen: 9\nmen: 5\nother: 2\nfirst_time: 8\n"
    assert load_totals(_file(tmp_path, whole)) == Totals(20, (16, 15, 0), 9, 5, 2, 8)
    assert load_totals(_file(tmp_path, "women: 9\nmen:\npresent:\n")) == Totals(women=9)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("invited: many\npresent: [1, -1]\nwomn: 3\n", (1, 2, 3)),
        ("women: [1]\npresent: 16\n", (1, 2)),
        ("men: {a: 1}\nmen: 2\n", (1, 2)),
        ("- 16\n", (1,)),
        ("", (1,)),
        ("women: 99999\nmen: 3\n", (1,)),
    ],
)
def test_all_that_is_wrong_is_told_with_its_line(text: str, lines: tuple[int, ...], tmp_path: Path) -> None:
    with pytest.raises(ContentProblems) as refused:
        load_totals(_file(tmp_path, text))
    assert tuple(problem.line for problem in refused.value.problems) == lines


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match=r"nowhere\.yaml"):
        load_totals(tmp_path / "nowhere.yaml")
