"""An agenda and an exercise of one's own, from the copy to the printed script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workshop.library import SCHEMAS, content_folder, load_file, load_library, schema_text

from ..export.reading import needs_pdftotext, pdf_text, squeezed
from .process import run

OVERRIDE = """        override:
          minutes: {least: 4, planned: 8, most: 10}
          steps:
            - title: Stones from the river
              minutes: 3
              phase: activity
              form: open
              say: [Take a stone that you like and feel its weight.]
              do: [Pass the bowl with stones round. Open the form.]
              if_it_fails: Without stones a key or a spoon will do.
            - title: Back into the bowl
              minutes: 5
              phase: synthesis
              say: [Put the stone back when you are ready.]
              do: [Close the form.]
              if_it_fails: Whoever likes may keep the stone.
"""


def _changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copied agenda with another title, a shorter session, and a grounding of its own."""
    file = tmp_path / "at-home" / "my.yaml"
    assert run("copy", "three-day-holistic", file).returncode == 0
    before, settle, after = file.read_text(encoding="utf-8").partition("      - id: settle\n")
    after = _changed(
        after,
        (
            "    minutes: {least: 5, planned: 10, most: 15}\n",
            "    minutes: {least: 4, planned: 8, most: 10}\n",
        ),
        ("      - id:", OVERRIDE + "      - id:"),
    )
    before = _changed(before, ("title: Three days of holistic security", "title: Three days by the river"))
    file.write_text(before + settle + after, encoding="utf-8")
    return file


def test_a_copy_begins_with_what_may_be_changed_and_a_schema(tmp_path: Path) -> None:
    file = tmp_path / "my.yaml"
    assert run("copy", "three-day-holistic", file).returncode == 0
    first, *rest = file.read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=agenda.schema.json"
    head = [line for line in rest[: rest.index("")] if line.startswith("# ")]
    assert 2 <= len(head) <= 4
    assert "workshop check my.yaml" in head[-1]
    shipped = (content_folder("agendas") / "three-day-holistic.yaml").read_text(encoding="utf-8")
    assert "\n".join(rest[rest.index("") + 1 :]) + "\n" == shipped
    assert (tmp_path / "agenda.schema.json").read_text(encoding="utf-8") == schema_text("agenda")


def test_a_schema_that_lies_there_stays(tmp_path: Path) -> None:
    (tmp_path / "agenda.schema.json").write_text("{}")
    assert run("copy", "half-day-introduction", tmp_path / "my.yaml").returncode == 0
    assert (tmp_path / "agenda.schema.json").read_text() == "{}"


def test_a_copy_of_a_copy_has_one_head(mine: Path, tmp_path: Path) -> None:
    assert run("copy", mine, tmp_path / "next.yaml").returncode == 0
    assert (tmp_path / "next.yaml").read_text(encoding="utf-8") == mine.read_text(encoding="utf-8")


@needs_pdftotext
def test_a_changed_agenda_is_clean_runs_and_prints_its_own_steps(
    mine: Path, tmp_path: Path, passphrase_file: Path
) -> None:
    checked = run("check", mine)
    assert (checked.returncode, checked.stderr) == (0, "")
    library, id = load_file(mine)
    assert library.agendas[id].title == "Three days by the river"
    made = run("new", mine, tmp_path / "october", "--passphrase-file", passphrase_file)
    assert made.returncode == 0, made.stderr
    status = run("status", tmp_path / "october", "--json", "--passphrase-file", passphrase_file)
    assert json.loads(status.stdout)["agenda"] == "my"
    printed = run("paper", mine, "--out", tmp_path / "sheets")
    assert printed.returncode == 0, printed.stderr
    script = squeezed(pdf_text((tmp_path / "sheets" / "grounding-script.pdf").read_bytes()))
    assert squeezed("Take a stone that you like") in script
    assert squeezed("Feet, chair, colours") not in script


def test_an_exercise_of_ones_own_takes_the_place_of_the_shipped_one(mine: Path) -> None:
    own = mine.parent / "exercises" / "check-out.yaml"
    done = run("copy", "check-out", own)
    assert done.returncode == 0, done.stderr
    assert "“exercises”" in done.stdout and "check-out.yaml" in done.stdout
    assert (own.parent / "exercise.schema.json").read_text(encoding="utf-8") == schema_text("exercise")
    shipped = load_library().exercises["check-out"]
    text = own.read_text(encoding="utf-8")
    own.write_text(
        _changed(text, (f"title: {shipped.title}", "title: Leaving by the river")), encoding="utf-8"
    )
    assert run("check", mine).returncode == 0
    library, id = load_file(mine)
    titles = {one.title for one in library.bundle(id).exercises.values()}
    assert "Leaving by the river" in titles
    assert load_library().exercises["check-out"].title == shipped.title


def test_a_mistake_in_an_exercise_beside_an_agenda_is_named_with_the_agenda(mine: Path) -> None:
    own = mine.parent / "exercises" / "check-out.yaml"
    assert run("copy", "check-out", own).returncode == 0
    own.write_text(_changed(own.read_text(encoding="utf-8"), ("depth: ", "dept: ")), encoding="utf-8")
    done = run("check", mine)
    assert done.returncode == 2
    assert f"{own}:" in done.stderr


def test_an_exercise_that_is_only_here_can_be_used(mine: Path) -> None:
    own = mine.parent / "exercises" / "by-the-river.yaml"
    assert run("copy", "check-out", own).returncode == 0
    text = mine.read_text(encoding="utf-8")
    mine.write_text(_changed(text, ("exercise: check-out", "exercise: by-the-river")), encoding="utf-8")
    assert run("check", mine).returncode == 0


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("three-day-holistc", "There are: three-day-holistic"),
        ("stresor-mapping", "There are: stressor-mapping"),
        ("zzz", "There is no agenda “zzz”"),
    ],
)
def test_what_cannot_be_copied_is_a_sentence(name: str, near: str, tmp_path: Path) -> None:
    done = run("copy", name, tmp_path / "my.yaml")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert near in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_is_printed(kind: str) -> None:
    done = run("schema", kind)
    assert json.loads(done.stdout)["$schema"].startswith("https://json-schema.org/")
    assert (Path(__file__).parents[2] / "docs" / "schema" / f"{kind}.json").read_text() == done.stdout


def test_an_unknown_schema_is_a_sentence() -> None:
    done = run("schema", "people")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
