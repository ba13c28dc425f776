"""A plan as data comes back as it went, and anything else is told apart from one in a kind sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.conftest import HOSTILE
from workshop.export import Edition, NoPlanFile, plan_json, plan_schema, read_plan_json
from workshop.export.planjson import LARGEST

from .test_contacts import contacts

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "plan.json"
VALID = Draft202012Validator(plan_schema())
_TEXTS = st.one_of(st.text(max_size=20).filter(str.isprintable), st.sampled_from(["", "a\nb", "နေ"]))
_CELLS = st.lists(st.tuples(_TEXTS, _TEXTS, st.one_of(_TEXTS, st.integers(0, 10))).map(list), max_size=3)
_ANSWERS = st.dictionaries(
    _TEXTS, st.one_of(_TEXTS, st.integers(0, 10), st.lists(_TEXTS, max_size=3), _CELLS), max_size=4
)
_EDITIONS = st.builds(Edition, st.integers(1, 99), st.one_of(st.none(), st.dates()))
_GROUPS = st.dictionaries(_TEXTS, st.lists(_TEXTS, max_size=3).map(tuple), max_size=3)
_WHOLE: dict[str, Any] = json.loads(plan_json({"a/b": "c"}, {"P12.agreement": ("d",)}, contacts()))


@given(_ANSWERS, _GROUPS, _EDITIONS, st.lists(_ANSWERS, max_size=3).map(tuple), st.booleans())
def test_what_was_written_comes_back(
    answers: dict[str, object],
    group: dict[str, tuple[str, ...]],
    edition: Edition,
    versions: tuple[dict[str, object], ...],
    helped: bool,
) -> None:
    found = contacts() if helped else None
    written = plan_json(answers, group, found, edition=edition, versions=versions)
    assert list(VALID.iter_errors(json.loads(written))) == []
    read = read_plan_json(written)
    assert (read.answers, read.group, read.edition) == (answers, group, edition)
    assert read.versions == versions
    assert len(read.contacts) == (len(found.referrals) if found else 0)
    same = plan_json(dict(reversed(answers.items())), group, found, edition=edition, versions=versions)
    assert same == written


def test_an_edition_follows_the_versions_before_it() -> None:
    assert read_plan_json(plan_json({}, {}, versions=({}, {}))).edition == Edition(3)


@pytest.mark.parametrize("helped", [True, False])
def test_a_file_of_the_first_version_is_read(helped: bool) -> None:
    first: dict[str, object] = {
        "format": "workshop-plan",
        "version": 1,
        "answers": {"a/b": ["c"]},
        "group": {"P12.agreement": ["d"]},
    }
    if helped:
        first["contacts"] = _WHOLE["contacts"]
    read = read_plan_json(b"\xef\xbb\xbf" + json.dumps(first).encode())
    assert (read.answers, read.group) == ({"a/b": ["c"]}, {"P12.agreement": ("d",)})
    assert (read.edition, read.versions) == (Edition(), ())
    assert len(read.contacts) == helped * len(_WHOLE["contacts"])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "workshop-sealed-plan"}, "no plan as data"),
        ({"version": 3}, "A newer program"),
        ({"version": True}, "A newer program"),
        ({"version": "2"}, "A newer program"),
        ({"answers": []}, "not whole"),
        ({"versions": {}}, "not whole"),
        ({"versions": [[]]}, "not whole"),
        ({"edition": {"number": 0, "day": None}}, "not whole"),
        ({"edition": {"number": True, "day": None}}, "not whole"),
        ({"edition": {"number": 1, "day": "yesterday"}}, "not whole"),
        ({"edition": 1}, "not whole"),
        ({"group": {"P12.agreement": "d"}}, "not whole"),
        ({"group": {"P12.agreement": [1]}}, "not whole"),
        ({"contacts": [1]}, "not whole"),
    ],
)
def test_what_is_no_whole_plan_gets_one_kind_sentence(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(NoPlanFile, match=sentence):
        read_plan_json(json.dumps({**_WHOLE, **change}).encode())
    assert list(VALID.iter_errors({**_WHOLE, **change})), "the schema sees it, too"


@pytest.mark.parametrize("missing", ["answers", "group", "edition", "versions"])
def test_a_plan_without_a_part_is_not_whole(missing: str) -> None:
    with pytest.raises(NoPlanFile, match="not whole"):
        read_plan_json(json.dumps({key: value for key, value in _WHOLE.items() if key != missing}).encode())


@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
@example(b"")
@example(b"[]")
@example(b"null")
@example(b"[" * 100_000)
@example(b'{"format": NaN}')
@example(b"\xff\xfe{}")
@example(b"<script>")
def test_whatever_file_comes_nothing_but_a_sentence_follows(data: bytes) -> None:
    with pytest.raises(NoPlanFile, match="no plan as data"):
        read_plan_json(data)


def test_a_huge_file_is_not_read() -> None:
    with pytest.raises(NoPlanFile, match="too large"):
        read_plan_json(b" " * (LARGEST + 1))


def test_hostile_words_come_back_as_they_are() -> None:
    answers: dict[str, object] = {f"a/{n}": text for n, text in enumerate(HOSTILE)}
    assert read_plan_json(plan_json(answers, {})).answers == answers


def test_the_schema_in_the_documents_is_this_one() -> None:
    """`make schema` writes it."""
    Draft202012Validator.check_schema(plan_schema())
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == plan_schema()
