"""What docs/ tells people to do works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workshop.domain.exercise import Exercise
from workshop.library import check, content_folder, load_file, load_library

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def _blocks(page: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)


def test_add_an_exercise_as_its_page_says(tmp_path: Path) -> None:
    exercise_text, session_text = _blocks("add-an-exercise.md")
    exercises, agendas = tmp_path / "exercises", tmp_path / "agendas"
    exercises.mkdir()
    agendas.mkdir()
    (exercises / "a-walk-outside.yaml").write_text(exercise_text, encoding="utf-8")
    agenda = (content_folder("agendas") / "three-day-holistic.yaml").read_text(encoding="utf-8")
    (agendas / "mine.yaml").write_text(agenda + session_text, encoding="utf-8")
    assert check([exercises, agendas]) == ()
    library, id = load_file(agendas / "mine.yaml")
    walk = library.bundle(id).exercises["a-walk-outside"]
    assert isinstance(walk, Exercise)
    assert walk.prompts[0].ask == "One word for what you found"


def test_every_path_that_a_page_names_is_there() -> None:
    named = {
        (page.name, path)
        for page in [*DOCS.glob("*.md"), ROOT / "README.md"]
        for path in re.findall(
            r"`((?:workshop|tests|agendas|exercises|exports)/[\w./-]*)`", page.read_text(encoding="utf-8")
        )
    }
    assert named
    assert [one for one in sorted(named) if not (ROOT / one[1]).exists()] == []


def test_every_source_of_the_content_is_listed() -> None:
    library = load_library()
    used = {s.document for e in library.exercises.values() for s in e.sources}
    used |= {s.document for a in library.agendas.values() for s in a.sources}
    text = (DOCS / "sources.md").read_text(encoding="utf-8")
    assert all(f"| {document} |" in text for document in used)


@pytest.mark.parametrize(
    "page", ["glossary", "shape", "promises", "add-an-exercise", "add-a-prompt-type", "sources"]
)
def test_nothing_needed_to_work_here_lies_outside(page: str) -> None:
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    assert "../shared" not in text
    assert not re.search(r"\]\((?!https?:)(?![\w./#-]+\))", text)
    for link in re.findall(r"\]\(([\w./-]+\.md)\)", text):
        assert (DOCS / link).exists(), link
