"""What changed in a plan since its last version: in Python, and on a phone alike."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from workshop.domain.comparing_plans import COMMITMENTS, SLIDERS, Filled, Key, since
from workshop.domain.plan import Words
from workshop.domain.plan_parts import PARTS
from workshop.export.recipe import plan_recipe
from workshop.wording import ENGLISH

SOURCE = Path(__file__).parents[2] / "browser" / "src" / "since.js"
NODE = shutil.which("node")
_FIELDS = [(part.id, field) for part in PARTS for field in part.fields]


def own(*texts: str) -> tuple[Words, ...]:
    return tuple(Words(text, own=True) for text in texts)


def filled(**places: str) -> dict[Key, tuple[Words, ...]]:
    """`P2_stressors__1__what="pay"` as a place with one text."""
    found = {}
    for name, text in places.items():
        where, *rest = name.split("__")
        part, _, field = where.partition("_")
        record, column = (*rest, "", "")[:2]
        found[part, field, record, column] = own(text)
    return found


@st.composite
def _places(draw: st.DrawFn) -> Filled:
    found: dict[Key, tuple[Words, ...]] = {}
    few = [one for one in _FIELDS if (one[0], one[1].id) in (*SLIDERS, COMMITMENTS, ("P2", "stressors"))]
    for part, field in draw(st.lists(st.sampled_from([*few, *few, *_FIELDS]), max_size=8)):
        records = [row.id for row in field.rows] or (["1", "2", "10"] if field.many else [""])
        columns = [column.id for column in field.columns] or [""]
        key = (part, field.id, draw(st.sampled_from(records)), draw(st.sampled_from(columns)))
        texts = st.sampled_from(["tea", "rest", "4 / 10", "7 / 10", "x / y", "3"])
        found[key] = own(*draw(st.lists(texts, max_size=2)))
    return found


_CASES = st.lists(st.tuples(st.lists(_places(), min_size=1, max_size=3), _places()), min_size=5, max_size=40)


def _texts(value: Any) -> Any:
    """Words as the phone has them: their texts alone."""
    match value:
        case {"text": str(text), "own": bool()}:
            return text
        case dict():
            return {name: _texts(one) for name, one in value.items()}
        case list() | tuple():
            return [_texts(one) for one in value]
        case _:
            return value


def _as_map(places: Filled) -> dict[str, list[list[object]]]:
    found: dict[str, list[list[object]]] = {}
    for (part, field, record, column), words in places.items():
        found.setdefault(f"{part}.{field}", []).append([f"{record}|{column}", [word.text for word in words]])
    return found


@pytest.mark.skipif(NODE is None, reason="Node is not here")
# One case in a list of forty is small as it is.
@settings(max_examples=15, phases=[Phase.reuse, Phase.generate])
@given(_CASES)
def test_a_phone_finds_what_the_laptop_finds(cases: list[tuple[list[Filled], Filled]]) -> None:
    script = f"""
        import {{ since }} from {json.dumps(SOURCE.as_uri())};
        import {{ readFileSync }} from "node:fs";
        const {{ parts, cases }} = JSON.parse(readFileSync(0, "utf-8"));
        const read = (places) => new Map(Object.entries(places).map(([name, keys]) => [name, new Map(keys)]));
        console.log(JSON.stringify(cases.map(([old, now]) => since(parts, old.map(read), read(now)))));
    """
    asked = {
        "parts": plan_recipe({}, {}, ENGLISH)["parts"],
        "cases": [[[_as_map(one) for one in versions], _as_map(now)] for versions, now in cases],
    }
    done = subprocess.run(
        [str(NODE), "--input-type=module", "--no-warnings", "-e", script],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    for (versions, now), phone in zip(cases, json.loads(done.stdout), strict=True):
        assert phone == _texts(asdict(since(versions, now)))


def test_what_was_kept_changed_dropped_and_came() -> None:
    before = filled(
        P2_stressors__1__what="pay",
        P2_stressors__1__source="me",
        P2_stressors__2__what="noise",
        P2_security_means="sleep",
        P14_review_90="2026-12-01",
    )
    now = filled(P2_stressors__1__what="noise", P2_stressors__2__what="the road", P2_security_means="friends")
    found = since([before], now)
    fields = {field.label: field for field in found.fields}
    stressors = next(field for label, field in fields.items() if field.kept)
    assert (stressors.kept, stressors.dropped, stressors.new) == (
        (own("noise"),),
        (own("pay"),),
        (own("the road"),),
    )
    assert stressors.changed == (), "a list in another order has not changed"
    (means,) = [field for field in found.fields if field.changed]
    assert (means.changed[0].before, means.changed[0].now) == (own("sleep"), own("friends"))
    assert [field.dropped for field in found.fields if field.part != stressors.part] == [(own("2026-12-01"),)]


def test_the_sliders_of_every_meeting_stand_side_by_side() -> None:
    first = filled(P14_self_check_trend__sleep__now="4 / 10", P14_self_check_trend__calm__now="8 / 10")
    second = filled(P14_self_check_trend__sleep__now="4 / 10")
    third = filled(P14_self_check_trend__sleep__now="6 / 10")
    (found,) = since([first, second], third).sliders
    assert found.most == 10
    assert {row.label: row.values for row in found.rows} == {"Sleep": (4, 4, 6)}, "one alone is no line"
    assert not since([first, second], third).fields, "sliders are said once"


def test_a_commitment_stands_with_how_it_went_whatever_that_was() -> None:
    before = filled(P11_commitments__1__what="walk", P11_commitments__2__what="call")
    now = filled(
        P11_commitments__1__what="walk to the gate",
        P11_commitments__1__how_it_went="Not yet",
        P11_commitments__1__next_size="Smaller",
        P11_commitments__2__what="call",
        P11_commitments__3__what="rest",
    )
    first, second = since([before], now).commitments
    assert (first.was, first.now) == (own("walk"), own("walk to the gate"))
    assert (first.went, first.next) == (own("Not yet"), own("Smaller"))
    assert (second.was, second.now, second.went) == (own("call"), (), ())
