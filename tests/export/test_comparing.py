"""Many archives side by side: what they count together, and that nothing hidden comes out of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from workshop.export import (
    Many,
    comparison_data,
    comparison_html,
    comparison_lines,
    comparison_tables,
    in_series,
    laid_together,
)
from workshop.export.comparereport import comparison_pdf
from workshop.export.comparing import SHORTER
from workshop.export.plots import MOST_ROWS
from workshop.wording import ENGLISH, wording

from ..conftest import HOSTILE
from .archives import shown_figures
from .manies import STATEMENT, kept_of, small_archive
from .reading import ALIVE, needs_pdftotext, parsed, pdf_text, squeezed, untranslated

pytestmark = pytest.mark.own_words

OTHER = "ffeeddccbbaa9988"


def _many(**archives: Any) -> Many:
    return laid_together(kept_of(f"{name}.zip", archive) for name, archive in archives.items())


def _data(many: Many) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(comparison_data(many)))
    return data


def _sheet(many: Many, name: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(dict(comparison_tables(many))[name].decode("utf-8-sig"), newline=""))
    )


def test_rounds_of_a_series_stand_together() -> None:
    archives = {
        "a": small_archive(series=OTHER, month="2026-11"),
        "b": small_archive(round=2, month="2027-01"),
        "c": small_archive(round=0, month="2026-10"),
        "d": small_archive(round=1, month="2026-11"),
        "e": small_archive(series="", month="2026-09"),
    }
    assert [one.file for one in in_series(kept_of(n, a) for n, a in archives.items())] == list("ecdba")


def test_then_and_today_are_weighed_by_answers() -> None:
    many = _many(
        a=small_archive(before=(10, 0, 0, 0, 0)),
        b=small_archive(series=OTHER, before=(0, 0, 30, 0, 0), after=(0, 0, 30, 0, 0), answers=30),
        c=small_archive(series="1" * 16, month="2026-11"),
    )
    october, november = _data(many)["evaluation"]
    assert (october["statement"], october["when"], october["workshops"]) == (STATEMENT, "2026-10", 2)
    assert (october["before"], october["after"], october["answers"]) == (2.5, 3.4, 40)
    assert (november["when"], november["before"], november["after"]) == ("2026-11", 1.5, 4.5)


def test_what_one_archive_hides_is_in_no_mean() -> None:
    hidden = small_archive(series=OTHER, before=(None, 8, None, 0, 0), after=(0, 0, 0, 0, 30), answers=30)
    (row,) = _data(_many(a=small_archive(), b=hidden))["evaluation"]
    assert (row["workshops"], row["hidden"], row["answers"]) == (1, 1, 10)
    assert (row["before"], row["after"]) == (1.5, 4.5), "neither half of the hidden pair counts"
    assert not _data(_many(b=hidden))["evaluation"]


def test_many_months_become_years_and_the_plot_stays_on_its_page() -> None:
    many = laid_together(
        kept_of(f"{n}.zip", small_archive(series=f"{n:016x}", month=f"{2020 + n // 12}-{n % 12 + 1:02}"))
        for n in range(MOST_ROWS + 4)
    )
    assert {row["when"] for row in _data(many)["evaluation"]} == {"2020", "2021"}


def test_drift_is_the_median_and_counts_what_was_shortened() -> None:
    minutes = (20, 32, 20 - SHORTER, 21 - SHORTER, None)
    many = laid_together(
        kept_of(f"{n}.zip", small_archive(series=f"{n:016x}", took=took)) for n, took in enumerate(minutes)
    )
    (row,) = _data(many)["exercises"]
    assert row["exercise"] == "risk-matrix", "a meal is no exercise"
    assert (row["planned"], row["held"], row["shortened"], row["drift"]) == (5, 4, 1, -2.0)


def test_commitments_are_counted_at_follow_ups_only() -> None:
    many = _many(
        a=small_archive(states=("", "")),
        b=small_archive(round=1, month="2026-11", states=("kept", "partly", "changed", "kept", "")),
    )
    (row,) = _data(many)["commitments"]
    assert (row["when"], row["round"]) == ("2026-10", 1), "the month of the workshop itself"
    assert [row[state] for state in ("kept", "partly", "changed", "no_word")] == [2, 1, 1, 1]


def test_plans_of_a_series_count_once_and_hidden_ones_never() -> None:
    many = _many(
        a=small_archive(plans=10),
        b=small_archive(round=1, plans=15),
        c=small_archive(series=OTHER, plans=None),
        d=small_archive(series="1" * 16, plans=5),
    )
    (row,) = _data(many)["elements"]
    assert (row["plans"], row["workshops"], row["hidden"]) == (20, 2, 1)


@pytest.mark.parametrize(("answers", "hides"), [(10, True), (9, True), (14, True), (15, False), (5, False)])
def test_two_rounds_of_nearly_as_many_people_do_not_show_what_lies_between(answers: int, hides: bool) -> None:
    later = (answers, 0, 0, 0, 0)
    many = _many(
        a=small_archive(),
        b=small_archive(round=1, month="2026-11", before=later, after=later, answers=answers),
        c=small_archive(series=OTHER, before=later, after=later, answers=answers),
    )
    counts: dict[str, list[str]] = {"a.zip": [], "b.zip": [], "c.zip": []}
    for row in _sheet(many, "figures.csv"):
        counts[row["archive"]].append(row["count"])
    assert counts["a.zip"] == ["5", "5", "0", "0", "0", "0", "0", "0", "5", "5"]
    assert counts["b.zip"] == ([""] * 10 if hides else [str(answers), *["0"] * 4] * 2)
    assert "" not in counts["c.zip"], "another series has other people"


def test_a_workshop_in_two_files_counts_once() -> None:
    old = small_archive(series="")
    many = _many(a=small_archive(), b=small_archive(before=(6, 5, 0, 0, 0), answers=11), c=old, d=old)
    assert many.twice == (("a.zip", "b.zip"), ("d.zip", "c.zip"))
    assert [one.file for one in many.archives] == ["b.zip", "c.zip"]
    assert "a.zip holds the same workshop as b.zip. It is left out." in list(comparison_lines(many, ENGLISH))


def test_two_workshops_of_version_1_with_other_numbers_both_count() -> None:
    many = _many(a=small_archive(series=""), b=small_archive(series="", took=33))
    assert (len(many.archives), many.twice) == (2, ())


def test_tables_begin_alike_and_are_described() -> None:
    many = _many(a=small_archive(states=("",)), b=small_archive(round=1, states=("kept",)))
    files = dict(comparison_tables(many))
    package = json.loads(files.pop("datapackage.json"))
    assert {one["path"] for one in package["resources"]} == files.keys()
    for one in package["resources"]:
        rows = list(csv.reader(io.StringIO(files[one["path"]].decode("utf-8-sig"), newline="")))
        fields = one["schema"]["fields"]
        assert rows[0] == [field["name"] for field in fields]
        assert rows[0][:5] == ["series", "round", "agenda", "month", "archive"]
        assert len(rows) > 2
        readers: dict[str, Callable[[str], object]] = {
            "string": str,
            "integer": int,
            "number": float,
            "boolean": ["true", "false"].index,
        }
        for row in rows[1:]:
            for field, cell in zip(fields, row, strict=True):
                assert cell == "" or readers[field["type"]](cell) is not None


def test_no_cell_of_the_tables_is_a_formula() -> None:
    many = _many(a=small_archive(states=("",), text="=1+1"))
    assert [row["commitment"] for row in _sheet(many, "commitments.csv")] == ["'=1+1 0"]


def test_the_figures_table_has_no_texts() -> None:
    archive = replace(small_archive(text="tambourine", states=("",)), figures=shown_figures("tambourine"))
    kept = kept_of("a.zip", archive)
    files = dict(comparison_tables(laid_together([kept])))
    assert [name for name, data in files.items() if b"tambourine" in data] == ["commitments.csv"]
    assert all(not figure.texts for figure in kept.figures)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_stay_words_on_the_page(text: str) -> None:
    many = laid_together([kept_of(text, small_archive(agenda=text, states=("kept",), round=1))])
    page = parsed(comparison_html(many, ENGLISH))
    assert not page.tags & ALIVE
    assert "style" not in page.attributes


@needs_pdftotext
def test_the_pdf_has_the_plots_with_their_words() -> None:
    many = _many(a=small_archive(), b=small_archive(round=1, month="2026-11", states=("kept", "partly")))
    text = squeezed(pdf_text(comparison_pdf(many, ENGLISH)))
    for said in (STATEMENT, "when people came", "October 2026 · 1 workshop", "held 2 of 2", "kept in part"):
        assert squeezed(said) in text


def test_every_word_of_the_comparison_is_translated() -> None:
    many = laid_together([kept_of("1", small_archive(states=("",), round=1, text="12"))])
    said = "\n".join(comparison_lines(many, wording("en-XA")))
    assert untranslated(said) == []
    assert untranslated(parsed(comparison_html(many, wording("en-XA"))).text) == []
