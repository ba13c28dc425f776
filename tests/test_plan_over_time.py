"""One plan through three days and two later meetings: real commands, real folders, real HTTP."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from workshop.library import load_library
from workshop.room import enter
from workshop.vault import FromFile, PlanCode, Vault

from .cli.process import Served, run
from .web.reading import Form, Page

SLIDERS = ("sleep", "energy", "calm", "connection", "meaning", "safety")
FIRST = dict(zip(SLIDERS, (4, 3, 6, 7, 8, 2), strict=True))
LAST = dict(zip(SLIDERS, (6, 3, 5, 8, 8, 4), strict=True))
THREAT = "followed on the way home"

pytestmark = pytest.mark.xdist_group("journey")


class Person:
    """One participant's phone without a script: it keeps its cookie for a day, and its code on a card."""

    def __init__(self, address: str, code: str = "") -> None:
        self.client = httpx2.Client(base_url=address, timeout=60)
        self.code = code

    def __enter__(self) -> Person:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def send(self, form: Form, **values: object) -> Page:
        return Page(self._sent(form, values).text)

    def begin(self) -> None:
        shown = self.send(self.home.post("Get a code"))
        digits = [word for word in shown.text.split() if word.isdigit() and len(word) == 4]
        self.code = str(PlanCode.parse(" ".join(digits[:5])))

    def open(self) -> Page:
        return self.send(self.home.post("Open my plan"), _code=self.code)

    def write(self, exercise: str, **answers: object) -> None:
        """Into the plan, by the form of an exercise; an underscore stands for a dot, two for a hyphen."""
        hidden = {"_do": "step", "_exercise": exercise, "_audience": "mine"}
        form = next(f for f in self.home.posts if f.hidden.get("_exercise") == exercise)
        step = self.send(form, **hidden).post("Keep in my plan")
        typed = {name.replace("__", "-").replace("_", "."): value for name, value in answers.items()}
        assert typed.keys() <= step.offered.keys(), sorted(step.offered)
        assert "Kept in your plan" in self.send(step, **typed).text

    def taken(self) -> dict[str, Any]:
        """The plan as JSON, taken home."""
        ways = self.send(self.open().post("Take it home"))
        form = self.send(ways.post("Everything")).post("Take it as it is")
        found: dict[str, Any] = json.loads(self._sent(form, {"_code": self.code}).content)
        return found

    @property
    def home(self) -> Page:
        return Page(self.client.get("/m?lang=en").text)

    def _sent(self, form: Form, values: dict[str, object]) -> httpx2.Response:
        origin = {"Origin": str(self.client.base_url).rstrip("/")}
        answer = self.client.post(form.action, data=dict(form.filled(**values)), headers=origin)
        assert answer.status_code in (200, 303), answer.text
        return answer


def _lying_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def _made(folder: Path, agenda: str, passphrase: Path, *more: str | Path) -> None:
    done = run("new", agenda, folder, "--passphrase-file", passphrase, *more)
    assert done.returncode == 0, done.stderr


def _add_a_self_check(folder: Path, passphrase: Path) -> None:
    """As a facilitator does who puts an exercise of the library into the day."""

    async def add() -> None:
        vault = Vault.open(folder)
        try:
            vault.unlock(FromFile(passphrase))
            room = await enter(vault)
            room.add(load_library().addition("private-self-check"), 15)
        finally:
            vault.close()

    asyncio.run(add())


def _trend(page: Page) -> list[str]:
    """What stands beside each slider."""
    lines = page.text.partition("Since last time")[2].partition("Versions")[0].split()
    return [word for word in lines if word.isdigit()]


def test_a_plan_through_three_days_and_two_meetings(tmp_path: Path) -> None:
    first, later, fresh = tmp_path / "first", tmp_path / "later", tmp_path / "fresh"
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("correct horse battery staple\n")
    two.write_text("seven quiet rivers under moonlight\n")
    stages: dict[str, dict[str, Any]] = {}

    # Three days.
    _made(first, "three-day-holistic", one)
    _add_a_self_check(first, one)
    served = Served(first, one, "stressor-mapping", "private-self-check")
    with Person(served.address) as person:
        person.begin()
        code = person.code
        person.write("stressor-mapping", stressors_1="late pay", stressors_2="the noise")
        person.write("private-self-check", **FIRST)
    assert served.stop() == 0
    served = Served(first, one, "threat-inventory")
    with Person(served.address, code) as person:
        person.open()
        person.write("threat-inventory", my__threats_1_threat=THREAT)
    assert served.stop() == 0
    served = Served(first, one, "personal-commitments", "finish-my-plan")
    with Person(served.address, code) as person:
        person.open()
        person.write(
            "personal-commitments",
            my__commitments_1_what="walk on Mondays",
            my__commitments_2_what="call my sister",
        )
        person.write("finish-my-plan", again__in__three__months="2026-12-01")
        stages["three days"] = person.taken()
        asked = ("new", "follow-up-meetings", later, "--passphrase-file", two)
        while_open = run(*asked, "--after", first, "--after-passphrase-file", one)
        assert while_open.returncode == 2 and "is already running" in while_open.stderr
        assert not later.exists()
    assert served.stop() == 0
    assert "versions" not in stages["three days"] or not stages["three days"]["versions"]
    before = _lying_in(first)

    # After a month.
    wrong = run(*asked, "--after", first, "--after-passphrase-file", two)
    assert wrong.returncode == 2 and not later.exists()
    _made(later, "follow-up-meetings", two, "--after", first, "--after-passphrase-file", one)
    assert _lying_in(first) == before, "the earlier workshop is as it was"
    served = Served(later, two, "how-did-it-go")
    with Person(served.address, code) as person:
        page = person.open()
        assert {"late pay", THREAT, "call my sister"} <= set(page.texts), (
            "the code opens what was written then"
        )
        assert "This is version 2 of your plan." in page.text and "Since last time" in page.text
        person.write("how-did-it-go", first__went="not_yet", second__went="kept", next__size="smaller")
        text = person.open().text.partition("Since last time")[2]
        assert text.index("walk on Mondays") < text.index("Not yet") < text.index("Smaller")
        assert "Not now is as fine as kept." in text
        person.send(person.open().post("Begin a new version and keep this one"))
        stages["a month"] = person.taken()
    assert served.stop() == 0

    # After three months.
    served = Served(later, two, "private-self-check", "plan-review")
    with Person(served.address, code) as person:
        person.open()
        person.write("private-self-check", **LAST)
        person.write("plan-review", whole__plan__again="2027-06-01", step__how__far="doing")
        page = person.open()
        assert "This is version 3 of your plan." in page.text
        pairs = [str(n) for slider in SLIDERS for n in (FIRST[slider], FIRST[slider], LAST[slider])]
        assert _trend(page)[: len(pairs)] == pairs
        assert page.html.count("<circle") == len(pairs)
        stages["three months"] = person.taken()
        person.send(page.post("Begin a new version and keep no earlier one"))
        page = person.open()
        assert "Since last time" not in page.text and "This is version 4 of your plan." in page.text
        assert {"late pay", THREAT, "Half done", "walk on Mondays"} <= set(page.texts)
        stages["burned"] = person.taken()
    assert served.stop() == 0
    told = json.loads(run("status", later, "--json", "--passphrase-file", two).stdout)
    assert told["entries"] == len(stages["burned"]["answers"]) and told["participants"] == 1
    assert _lying_in(first) == before

    assert [len(stage.get("versions", [])) for stage in stages.values()] == [0, 2, 2, 0]
    assert stages["three months"]["answers"] == stages["burned"]["answers"]
    assert stages["a month"]["answers"]["private-self-check/sleep"] == 4
    assert stages["burned"]["answers"]["private-self-check/sleep"] == 6

    # Whatever was taken home opens in a workshop that has never heard of it.
    _made(fresh, "half-day-introduction", two)
    served = Served(fresh, two)
    for name, stage in stages.items():
        with Person(served.address, str(PlanCode.new())) as person:
            form = person.home.post("Bring it here")
            told_page = person.send(form, _plan=json.dumps(stage), _code=person.code)
            assert "Your plan is here" in told_page.text and "not here" not in told_page.text, name
            again = person.taken()
            assert again["answers"] == stage["answers"], name
            assert again["versions"][-1] == stage["answers"], name
            assert {"late pay", THREAT} <= set(person.open().texts), name
            if name == "three months":
                assert _trend(person.open())[:3] == ["4", "4", "6"], name
    assert served.stop() == 0
