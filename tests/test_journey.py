"""The whole line: sixteen phones over real HTTP, one facilitator at the keys, from agenda to PDF."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.demo.papers import FETCHED
from workshop.demo.people import people
from workshop.domain.prompt import Audience
from workshop.library import load_library
from workshop.room import COLLECTIVE

from .cli.process import run
from .export.reading import inside, needs_pdftotext, pdf_text, squeezed

ROOT = Path(__file__).parent.parent
BUNDLE = load_library().bundle("three-day-holistic")
PEOPLE = json.loads((ROOT / "workshop" / "demo" / "people.json").read_text(encoding="utf-8"))["people"]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The demo, played by itself without a terminal: its folder, and the lines it said."""
    out = tmp_path_factory.mktemp("demo") / "day"
    done = subprocess.run(
        (sys.executable, "-m", "workshop", "demo", "--out", str(out)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return out, done.stdout.splitlines()


pytestmark = pytest.mark.xdist_group("journey")


def _codes(lines: list[str]) -> dict[str, str]:
    """The plan code of each plan's folder, as printed."""
    found = (re.fullmatch(r"  (plans/\d+)  ([\d ]{24})", line) for line in lines)
    return {one[1]: one[2] for one in found if one}


def test_the_last_line_is_the_path_of_the_page(played: tuple[Path, list[str]]) -> None:
    out, lines = played
    assert Path(lines[-1]) == out / "index.html"
    page = (out / "index.html").read_text(encoding="utf-8")
    assert page.count('class="moment"') == 9
    for name in re.findall(r'src="([^"]+)"', page):
        assert (out / name).stat().st_size > 500, name
    assert 'http-equiv="refresh"' not in page


def test_every_person_has_a_plan_in_every_form(played: tuple[Path, list[str]]) -> None:
    out, lines = played
    assert len(_codes(lines)) == len(PEOPLE)
    for folder in _codes(lines):
        for paper in ("plan.pdf", "card.pdf", "buddy.pdf"):
            assert (out / folder / paper).read_bytes().startswith(b"%PDF")
        assert (out / folder / "plan.html").read_text(encoding="utf-8").startswith("<!")
        assert (out / folder / "plan.md").stat().st_size
        assert (out / folder / "plan.txt").stat().st_size
        kept = json.loads((out / folder / "plan.json").read_text(encoding="utf-8"))
        assert kept["format"] == "workshop-plan"


@needs_pdftotext
def test_a_paper_set_in_the_batch_says_what_the_page_says(played: tuple[Path, list[str]]) -> None:
    """Also for phones that did not fetch it."""
    out, lines = played
    plans = {folder: json.loads((out / folder / "plan.json").read_bytes()) for folder in _codes(lines)}
    rules = {folder: plan["answers"].get("my-green-yellow-red/my-rule", "") for folder, plan in plans.items()}
    assert sum(rule != "" for rule in rules.values()) > FETCHED
    for folder, rule in rules.items():
        for paper in ("plan.pdf", "card.pdf"):
            assert squeezed(rule) in squeezed(pdf_text((out / folder / paper).read_bytes())), folder
    assert any("█" * 24 in line and line.endswith("papers set") for line in lines)


def test_every_private_answer_is_in_its_owners_plan_once(played: tuple[Path, list[str]]) -> None:
    out, _ = played
    for number, person in enumerate(people(len(PEOPLE)), start=1):
        said = {
            f"{exercise.id}/{prompt.id}"
            for exercise in BUNDLE.exercises.values()
            for prompt in exercise.form(Audience.MINE)
            if prompt.id in person.answers_to(exercise.id)
        }
        kept = json.loads((out / f"plans/{number:02}/plan.json").read_text(encoding="utf-8"))
        assert set(kept["answers"]) == said


def test_every_group_answer_is_counted_once(played: tuple[Path, list[str]]) -> None:
    out, _ = played
    data = json.loads((out / "archive" / "data.json").read_text(encoding="utf-8"))
    answered = {
        prompt.id: sum(prompt.id in one["answers"].get("stressor-mapping", {}) for one in PEOPLE)
        for prompt in BUNDLE.exercises["stressor-mapping"].form(Audience.ROOM)
    }
    counts = {one["exercise"]: one["answers"] for one in data["counts"]}
    assert counts["stressor-mapping"] == max(answered.values()) // 5 * 5
    figures = [one for one in data["figures"] if one["exercise"] == "stressor-mapping"]
    assert figures and all(one["answers"] == answered[one["prompt"]] for one in figures)
    assert max(counts.values()) <= len(PEOPLE), "two rounds of one form are still the same people"


def test_a_sealed_plan_opens_with_its_code_and_no_other(
    played: tuple[Path, list[str]], tmp_path: Path
) -> None:
    out, lines = played
    codes = _codes(lines)
    code_file = tmp_path / "code"
    code_file.write_text(codes["plans/01"])
    opened = run("open", out / "plans/01/sealed.html", "--code-file", code_file)
    assert opened.returncode == 0, opened.stderr
    rule = PEOPLE[0]["answers"]["my-green-yellow-red"]["my-rule"]
    assert rule.split(",")[0] in opened.stdout
    other = run("open", out / "plans/02/sealed.html", "--code-file", code_file)
    assert other.returncode == 2
    assert other.stderr.count("\n") == 1
    together = run("open", out / "plans/all.html", "--code-file", code_file)
    assert together.stdout == opened.stdout, "one file for all opens to its owner, too"


def test_the_archive_holds_nothing_that_anyone_wrote_for_themselves(played: tuple[Path, list[str]]) -> None:
    out, _ = played
    files = [file.read_bytes() for file in (out / "archive").iterdir()]
    written = b"".join(part for file in files for part in (file, *inside(file))).decode("utf-8", "replace")
    for person in people(len(PEOPLE)):
        for exercise in BUNDLE.exercises.values():
            for prompt in exercise.prompts:
                answer = person.answers_to(exercise.id).get(prompt.id)
                if prompt.audience is not Audience.ROOM and isinstance(answer, str) and len(answer) > 12:
                    assert answer not in written


def test_every_room_prompt_of_the_three_days_has_a_released_figure(played: tuple[Path, list[str]]) -> None:
    out, _ = played
    data = json.loads((out / "archive" / "data.json").read_text(encoding="utf-8"))
    figures = {(figure["exercise"], figure["prompt"]) for figure in data["figures"]}
    into_plans = {prompt for prompt in _room_prompts() if prompt[2]}
    assert {prompt[:2] for prompt in _room_prompts() - into_plans} <= figures
    texts = {group["path"] for group in data["group"]} | {COLLECTIVE for _ in data["commitments"]}
    assert {where for *_, where in into_plans} == texts


def _room_prompts() -> set[tuple[str, str, str | None]]:
    """Exercise, prompt, and the place of the plans that its released texts fill."""
    return {
        (exercise.id, prompt.id, prompt.feeds)
        for exercise in BUNDLE.exercises.values()
        for prompt in exercise.form(Audience.ROOM)
    }


def test_the_throw_away_vault_is_gone(played: tuple[Path, list[str]]) -> None:
    out, _ = played
    assert not list(out.rglob("header.a"))
