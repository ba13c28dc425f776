"""What docs/ tells people to do works as it stands there."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from workshop.console import THEMES
from workshop.domain.exercise import Exercise
from workshop.domain.totals import Part, Totals, shown_totals
from workshop.library import check, content_folder, load_file, load_library, load_totals

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TODAY = date(2026, 11, 23)


def _blocks(page: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)


def test_add_an_exercise_as_its_page_says(tmp_path: Path) -> None:
    exercise_text, session_text = _blocks("add-an-exercise.md")
    exercises, agendas = tmp_path / "exercises", tmp_path / "agendas"
    exercises.mkdir()
    agendas.mkdir()
    (exercises / "a-walk-outside.yaml").write_text(exercise_text, encoding="utf-8")
    agenda = (content_folder("agendas") / "half-day-introduction.yaml").read_text(encoding="utf-8")
    assert agenda.count('ends: "13:00"') == 1, "it ends at one"
    longer = agenda.replace('ends: "13:00"', 'ends: "13:20"')
    (agendas / "mine.yaml").write_text(longer + session_text, encoding="utf-8")
    assert [str(problem) for problem in check([exercises, agendas], TODAY) if not problem.warning] == []
    library, id = load_file(agendas / "mine.yaml")
    walk = library.bundle(id).exercises["a-walk-outside"]
    assert isinstance(walk, Exercise)
    assert walk.prompts[0].ask == "One word for what you found"


def test_the_numbers_for_a_funder_are_read_as_their_page_says(tmp_path: Path) -> None:
    (numbers,) = _blocks("donor-one-pager.md")
    (tmp_path / "totals.yaml").write_text(numbers, encoding="utf-8")
    assert load_totals(tmp_path / "totals.yaml") == Totals(20, (16, 15, 16), 9, 5, 2, 8)
    page = (DOCS / "donor-one-pager.md").read_text(encoding="utf-8")
    assert all(
        f"| {row} |" in page for row in ("9 | 5 | 2 | women 9, men and others 7", "15 | 2 | 0 | a dot")
    )
    assert dict(shown_totals(Totals(women=9, men=5, other=2)).parts) == {
        Part.WOMEN: 9,
        Part.MEN_AND_OTHERS: 7,
    }
    assert shown_totals(Totals(women=15, men=2, other=0)).parts == ()


def test_every_path_that_a_page_names_is_there() -> None:
    path = re.compile(r"`((?:workshop|tests|agendas|exercises|exports)/[\w./-]*)`")
    pages = {page.name: page.read_text(encoding="utf-8") for page in [*DOCS.glob("*.md"), ROOT / "README.md"]}
    named = {(name, one) for name, text in pages.items() for one in path.findall(text)}
    made = {(name, one) for name, text in pages.items() for one, _ in _FILE.findall(text)}
    assert named
    assert [one for one in sorted(named - made) if not (ROOT / one[1]).exists()] == []


def test_every_command_of_the_readme_is_one() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\.venv/bin/workshop ([a-z-]+)", text))
    shown = subprocess.run(
        (sys.executable, "-m", "workshop", "--help"), capture_output=True, text=True, check=True
    ).stdout
    assert {"new", "run", "plans"} <= named
    assert all(re.search(rf"^  {command} ", shown, re.MULTILINE) for command in named)
    targets = set(re.findall(r"`?make ([a-z]+)", text))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"\n{target}:" in makefile for target in targets)


def test_every_source_of_the_content_is_listed() -> None:
    library = load_library()
    used = {s.document for e in library.exercises.values() for s in e.sources}
    used |= {s.document for a in library.agendas.values() for s in a.sources}
    text = (DOCS / "sources.md").read_text(encoding="utf-8")
    assert all(f"| {document} |" in text for document in used)


@pytest.mark.parametrize(
    "page",
    [
        "console",
        "glossary",
        "shape",
        "promises",
        "add-an-exercise",
        "add-a-prompt-type",
        "sources",
        "write-your-own",
        "rules",
        "self-checks",
        "network",
        "paper",
        "archive",
        "many-archives",
        "sealed-report",
        "closing",
        "donor-one-pager",
        "following-up",
    ],
)
def test_nothing_needed_to_work_here_lies_outside(page: str) -> None:
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    assert "../shared" not in text
    assert not re.search(r"\]\((?!https?:)(?![\w./#-]+\))", text)
    for link in re.findall(r"\]\(([\w./-]+\.md)\)", text):
        assert (DOCS / link).exists(), link


_BLOCK = re.compile(r"`([\w./-]+)`,\s+before\s+`([^\n`]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)
_FILE = re.compile(r"The new file `([\w./-]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)
_USES_IT = """
from datetime import date
from pathlib import Path
from workshop.console.leaf import Leaf
from workshop.domain.prompt import read
from workshop.domain.figure import tally
from workshop.export import exercise_paper
from workshop.library import check, load_file, schema_text
from workshop.web.pages import Pages
from workshop.web.phone.inputs import draw_prompt
from workshop.wording import ENGLISH

assert check([Path("exercises/stressor-mapping.yaml")], date(2026, 11, 23)) == ()
assert "What is counted" in schema_text("exercise")
library, _ = load_file(Path("agendas/three-day-holistic.yaml"))
exercise = library.exercises["stressor-mapping"]
prompt = exercise.prompts[0]
answer = read(prompt, {"hours": ["7"]})
assert tally(prompt, [("id", answer)]).counts[0].label == "7"
assert Leaf((prompt,)).strike("4").strike("2").reading.answers["hours"].amount == 42
assert 'type="number"' in draw_prompt(Pages(), prompt, {}, None, ENGLISH)
assert exercise_paper(exercise, ENGLISH).startswith(b"%PDF")
"""


def _before(root: Path, file: str, line: str, block: str) -> None:
    """Puts `block` before the first line of `file` that reads `line`."""
    lines = (root / file).read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(number for number, text in enumerate(lines) if text.strip() == line)
    (root / file).write_text("".join([*lines[:place], block, *lines[place:]]), encoding="utf-8")


def _mypy(root: Path) -> set[str]:
    """The files in which mypy finds something, in a copy of the project."""
    done = subprocess.run(
        (
            sys.executable,
            "-m",
            "mypy",
            "workshop/domain",
            "workshop/library",
            "workshop/web",
            "workshop/export",
            "workshop/console",
        ),
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    return set(re.findall(r"^([\w./-]+):\d+: error", done.stdout, re.MULTILINE))


def test_add_a_prompt_type_as_its_page_says(tmp_path: Path) -> None:
    for name in ("workshop", "exercises", "agendas", "self-checks", "exports"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "domain", tmp_path / "tests" / "domain")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    page = (DOCS / "add-a-prompt-type.md").read_text(encoding="utf-8")
    vocabularies, surfaces = page.split("## The surfaces")
    for file, line, block in _BLOCK.findall(vocabularies):
        _before(tmp_path, file, line, block)
    named = set(re.findall(r"^\| \w+ \| `([^`]+)` \|$", surfaces, re.MULTILINE))
    assert _mypy(tmp_path) == named, "the type checker names every place that is left"
    for file, line, block in _BLOCK.findall(surfaces):
        _before(tmp_path, file, line, block)
    for file, text in _FILE.findall(surfaces):
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert _mypy(tmp_path) == set()
    exercise = tmp_path / "exercises" / "stressor-mapping.yaml"
    asked = """prompts:
  - id: hours
    type: amount
    audience: room
    ask: How many hours could we take back?
    most: 99
    unit: hours a week
"""
    exercise.write_text(
        exercise.read_text(encoding="utf-8").replace("prompts:\n", asked, 1), encoding="utf-8"
    )
    in_the_copy = {**os.environ, "PYTHONPATH": str(tmp_path)}
    used = subprocess.run(
        (sys.executable, "-c", _USES_IT),
        cwd=tmp_path,
        env=in_the_copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert used.returncode == 0, used.stderr
    checked = subprocess.run(
        (
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--hypothesis-profile=ci",
            "tests/domain/test_prompt.py",
        ),
        cwd=tmp_path,
        env=in_the_copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_the_console_page_names_every_key_as_it_is_now() -> None:
    spec = importlib.util.spec_from_file_location("keys", ROOT / "scripts" / "keys.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    page = (DOCS / "console.md").read_text(encoding="utf-8")
    assert script.written(page) == page, "run: make keys"


def test_the_console_page_names_every_theme() -> None:
    page = (DOCS / "console.md").read_text(encoding="utf-8")
    assert all(f"`{theme}`" in page for theme in THEMES)
