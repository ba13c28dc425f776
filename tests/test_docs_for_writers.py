"""The pages for people who write agendas, exercises and self-checks: what stands there works, in full."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workshop.domain.score import SelfCheck
from workshop.library import check, load_file
from workshop.library.reader import Reader
from workshop.library.schema import schema
from workshop.library.selfchecks import OPTIONAL, REQUIRED, read_self_check

from .wording.catalogue import extracted

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TODAY = date(2026, 11, 23)


def _page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def _blocks(page: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", _page(page), re.DOTALL)


def _section(page: str, heading: str) -> str:
    return _page(page).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def _keys(table: str) -> set[str]:
    """The keys in the first column."""
    return {key for row in re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE) for key in _ticked(row)}


def _ticked(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


@pytest.fixture
def afternoon(tmp_path: Path) -> Path:
    """The whole agenda of the page."""
    (text,) = _blocks("write-your-own")
    file = tmp_path / "my.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_agenda_of_the_page_is_clean_and_does_what_it_says(afternoon: Path) -> None:
    assert check([afternoon], TODAY) == ()
    library, id = load_file(afternoon)
    settle = library.bundle(id).exercises["grounding"]
    assert [step.title for step in settle.steps] == ["A stone in the hand", "Back into the bowl"]
    assert settle.breathing is not None and settle.breathing.outward == 6


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("kind: break", "kind: brake"),
        ("planned: 40", "planned: 45"),
        ("follow_ups: [30]\n", ""),
    ],
)
def test_the_messages_of_the_page_are_those_of_check(afternoon: Path, right: str, wrong: str) -> None:
    text = afternoon.read_text(encoding="utf-8")
    assert text.count(right) == 1
    afternoon.write_text(text.replace(right, wrong), encoding="utf-8")
    said = {str(problem).replace(str(afternoon), "my.yaml") for problem in check([afternoon], TODAY)}
    assert said & set(_page("write-your-own").splitlines()), said


@pytest.mark.parametrize(
    ("heading", "table"), [("The agenda", None), ("A day", "day"), ("A session", "session")]
)
def test_every_key_has_its_row(heading: str, table: str | None) -> None:
    known: Any = schema("agenda")
    keys = known["$defs"][table]["properties"] if table else known["properties"]
    assert _keys(_section("write-your-own", heading)) == set(keys)


def test_every_key_of_a_self_check_has_its_row() -> None:
    assert _keys(_section("self-checks", "How it adds up")) == {*REQUIRED, *OPTIONAL}


def test_a_self_check_is_written_as_the_page_says(tmp_path: Path) -> None:
    own, asked = _blocks("self-checks")
    (tmp_path / "self-checks").mkdir()
    (tmp_path / "exercises").mkdir()
    (tmp_path / "self-checks" / "our-week.yaml").write_text(own, encoding="utf-8")
    shipped = (ROOT / "exercises" / "private-self-check.yaml").read_text(encoding="utf-8")
    shipped = shipped.replace("\nself_check: six-sliders\n", "\n")
    before, _, rest = shipped.partition("\nprompts:\n")
    after = rest[rest.index("\nsources:") :]
    (tmp_path / "exercises" / "our-week.yaml").write_text(f"{before}\n{asked}{after}", encoding="utf-8")
    assert check([tmp_path], TODAY) == ()
    read = read_self_check(Reader("our-week.yaml"), "our-week", own)
    assert isinstance(read, SelfCheck)
    tired = read.read({"rest": 2, "noise": 8})
    assert tired is not None and (tired.total, tired.band.id) == (20, "tired")
    assert read.read({"rest": 2}) is None


def _fragments() -> list[str]:
    return re.findall(r"^\| \*(.+?)\* \|", _page("rules"), re.MULTILINE)


def _rules() -> list[str]:
    """The message of every rule in the code."""
    tree = ast.parse((ROOT / "workshop" / "domain" / "rules.py").read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    found = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Finding"]
    return [one.value for one in found if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def test_every_rule_has_one_row_of_the_page() -> None:
    rules = _rules()
    assert len(rules) > 15
    assert [rule for rule in rules if sum(part in rule for part in _fragments()) != 1] == []


def test_every_row_is_something_that_check_says() -> None:
    fragments = _fragments()
    assert len(fragments) > 30
    assert [part for part in fragments if not any(part in text for text in extracted())] == []


def test_what_holds_is_told_from_what_is_worth_a_look() -> None:
    tree = ast.parse((ROOT / "workshop" / "domain" / "rules.py").read_text(encoding="utf-8"))
    rows = dict(re.findall(r"^\| \*(.+?)\* \| (\w+) \|", _page("rules"), re.MULTILINE))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        warning = next((one.value for one in call.keywords if one.arg == "warning"), None)
        if isinstance(warning, ast.Constant) and isinstance(call.args[0], ast.Constant):
            (kind,) = (kind for part, kind in rows.items() if part in str(call.args[0].value))
            assert kind == ("look" if warning.value else "hold"), call.args[0].value
