"""One plan, two programs: what a browser makes of it is what we make of it, letter by letter."""

from __future__ import annotations

import gettext
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import HOSTILE
from workshop.domain.answer import Answer, Refused, TextAnswer
from workshop.domain.plan import assemble
from workshop.domain.plan_parts import Form
from workshop.domain.prompt import (
    Audience,
    ChoicePrompt,
    DatePrompt,
    ListPrompt,
    MatrixPrompt,
    MultiPrompt,
    Prompt,
    RankingPrompt,
    ScalePrompt,
    TextPrompt,
    from_plain,
    to_plain,
)
from workshop.domain.referral import Contacts
from workshop.export import (
    Edition,
    letter,
    plan_html,
    plan_json,
    plan_markdown,
    plan_recipe,
    plan_text,
    reminder_ics,
    review_days,
)
from workshop.library import load_library
from workshop.wording import ENGLISH, Language, Wording, wording

from .plans import GROUP, _text, plan_entries, rich_entries
from .reading import ALIVE
from .test_contacts import contacts

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")
FORMS: tuple[Form, ...] = ("full", "pocket", "buddy")
LANGUAGES = ("en", "en-XA", "ar-XB")
EDITIONS = (Edition(), Edition(2), Edition(3, date(2026, 12, 1)))


def own_prompts() -> dict[str, Prompt]:
    """Every private prompt of the three days, by its name in a plan."""
    library = load_library()
    return {
        f"{exercise}/{prompt.id}": prompt
        for exercise, found in library.bundle("three-day-holistic").exercises.items()
        for prompt in found.prompts
        if prompt.feeds and prompt.audience is Audience.MINE
    }


PROMPTS = own_prompts()


@cache
def rich() -> dict[str, tuple[Prompt, Answer]]:
    return {
        f"{number:03}/{prompt.id}": (prompt, answer) for number, (prompt, answer) in enumerate(rich_entries())
    }


@dataclass(frozen=True)
class Case:
    entries: Mapping[str, tuple[Prompt, Answer]]
    group: Mapping[str, tuple[str, ...]]
    form: Form = "full"
    language: str = "en"
    edition: Edition = EDITIONS[0]
    contacts: Contacts | None = None
    summary: str = ""


class Browser:
    """browser/src in a process of its own."""

    def __init__(self) -> None:
        command = [str(NODE), "--import", "./tests/export/stand_ins.mjs", "tests/export/letters.mjs"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __call__(self, case: Case) -> dict[str, Any]:
        prompts = {name: prompt for name, (prompt, _) in case.entries.items()}
        recipe = plan_recipe(prompts, case.group, wording(case.language), case.contacts)
        answers = {name: to_plain(answer) for name, (_, answer) in case.entries.items()}
        return self.asked(recipe, answers, case.form, case.edition, case.summary)

    def asked(
        self,
        recipe: Mapping[str, object],
        answers: Mapping[str, object],
        form: Form = "full",
        edition: Edition = EDITIONS[0],
        summary: str = "",
    ) -> dict[str, Any]:
        day = edition.day.isoformat() if edition.day else None
        asked = {
            "recipe": recipe,
            "answers": answers,
            "form": form,
            "edition": {"number": edition.number, "day": day},
            "summary": summary,
        }
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{json.dumps(asked)}\n")
        self._process.stdin.flush()
        made: dict[str, Any] = json.loads(self._process.stdout.readline())
        return made

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    process = Browser()
    yield process
    process.close()


class _Drawn(HTMLParser):
    """What stands in <main>: elements with their attributes, and texts without the blanks around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[object] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside:
            self.found.append((tag, dict(attrs)))
        self._inside = self._inside or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "main"

    def handle_data(self, data: str) -> None:
        if self._inside and data.strip():
            self.found.append(data.strip())


def _flat(nodes: list[Any]) -> Iterator[object]:
    for node in nodes:
        if isinstance(node, str):
            if node.strip():
                yield node.strip()
        else:
            yield node[0], node[1]
            yield from _flat(node[2])


def drawn(html: bytes) -> list[object]:
    reader = _Drawn()
    reader.feed(html.decode())
    reader.close()
    return reader.found


def assert_the_same(browser: Browser, case: Case) -> None:
    words: Wording = wording(case.language)
    plan = assemble(case.entries.values(), case.group)
    made = browser(case)
    told = {"form": case.form, "edition": case.edition}
    written = letter(plan, words, case.contacts, form=case.form, edition=case.edition)
    assert made["letter"] == json.loads(json.dumps(asdict(written)))
    html = plan_html(plan, words, case.contacts, **told)  # type: ignore[arg-type]
    assert list(_flat(made["drawn"])) == drawn(html)
    assert made["markdown"] == plan_markdown(plan, words, case.contacts, **told).decode()  # type: ignore[arg-type]
    assert made["text"] == plan_text(plan, words, case.contacts, **told).decode()  # type: ignore[arg-type]
    assert made["ics"] == reminder_ics(review_days(plan), words, case.summary).decode()
    answers = {name: to_plain(answer) for name, (_, answer) in case.entries.items()}
    whole = plan_json(answers, case.group, case.contacts, edition=case.edition)
    assert json.loads(made["json"]) == json.loads(whole)
    assert not made["damaged"]


@needs_node
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_rich_plan_is_the_same_in_a_browser(browser: Browser, form: Form, language: str) -> None:
    for edition in EDITIONS:
        assert_the_same(browser, Case(rich(), GROUP, form, language, edition, contacts()))
    assert_the_same(browser, Case({}, {}, form, language))


_SIGNS = st.one_of(
    st.text(st.characters(max_codepoint=0x2FFF), max_size=60),
    st.text("ab *_`[]()<>#~|!&\\-+=.:/1 \n", max_size=60),
    st.text("สวัสดีเมื่อ မင်္ဂလာ नमस्ते សួស្តី\u200b", max_size=90),
    st.sampled_from(
        [
            "2026-10-03",
            "2026-02-30",
            "2026-10",
            "2026-13",
            "done",
            "4",
            "12",
            "1. a\n- b",
            "www.e.org a@e.org",
        ]
    ),
    st.sampled_from(HOSTILE),
)


def answer_to(prompt: Prompt) -> st.SearchStrategy[Answer | None]:
    """What a form could have sent, read as it would be; None for nothing that counts."""

    def several(ids: list[str]) -> st.SearchStrategy[list[str]]:
        return st.lists(st.sampled_from(ids), unique=True, min_size=1)

    plain: st.SearchStrategy[Any]
    match prompt:
        case TextPrompt():
            plain = _SIGNS
        case ListPrompt(most=most):
            plain = st.lists(_SIGNS, max_size=most)
        case ScalePrompt():
            plain = st.sampled_from(prompt.values)
        case ChoicePrompt(options=options):
            plain = st.sampled_from([option.id for option in options])
        case MultiPrompt(options=options) | RankingPrompt(options=options):
            plain = several([option.id for option in options])
        case DatePrompt():
            plain = st.dates().map(str)
        case MatrixPrompt(rows=rows, columns=columns):
            value = {"mark": st.just(1), "scale": st.sampled_from(prompt.values), "text": _SIGNS}[prompt.cell]
            cell = st.tuples(
                st.sampled_from([row.id for row in rows]), st.sampled_from([c.id for c in columns]), value
            )
            plain = st.lists(cell, max_size=6, unique_by=lambda one: one[:2])
    return plain.map(lambda it: _answer(prompt, it))


def _answer(prompt: Prompt, plain: object) -> Answer | None:
    answer = from_plain(prompt, plain)
    return None if isinstance(answer, Refused) else answer


_GROUPS = st.dictionaries(
    st.sampled_from(["P12.agreement", "P12.collective", "P12.offers_needs"]),
    st.lists(st.text("ab \nné", min_size=1, max_size=20), max_size=3).map(tuple),
)


@needs_node
@settings(max_examples=40)
@given(data=st.data())
def test_any_plan_is_the_same_in_a_browser(browser: Browser, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(PROMPTS)), unique=True, max_size=25))
    entries = {
        name: (PROMPTS[name], answer)
        for name in names
        if (answer := data.draw(answer_to(PROMPTS[name]))) is not None
    }
    case = Case(
        entries,
        data.draw(_GROUPS),
        data.draw(st.sampled_from(FORMS)),
        data.draw(st.sampled_from(LANGUAGES)),
        data.draw(st.sampled_from(EDITIONS)),
        summary=data.draw(_SIGNS),
    )
    assert_the_same(browser, case)


@needs_node
@pytest.mark.parametrize("tag", ["en", "ar", "fa", "th", "my", "km", "hu", "zh", "eu", "bg", "xx"])
def test_days_are_written_alike_in_every_language(browser: Browser, tag: str) -> None:
    words = Wording(Language(tag, tag, "ltr"), gettext.NullTranslations())
    entries = [_text(f"P2.context_changes[{n}]", "") for n in range(1, 30)]
    prompts = {f"d/{prompt.id}": prompt for prompt, _ in entries}
    texts = [f"2026-{month:02}-{3 * month:02}" for month in range(1, 13)]
    texts += [f"2027-{month:02}" for month in range(1, 13)]
    texts += ["2028-02-29", "2027-02-29", "0999-01-01", "2027-00", "2027-1-1"]
    answers = {name: TextAnswer(text) for name, text in zip(prompts, texts, strict=True)}
    made = browser.asked(
        plan_recipe(prompts, {}, words), {name: answer.text for name, answer in answers.items()}
    )
    plan = assemble([(prompts[name], answer) for name, answer in answers.items()])
    assert made["letter"] == json.loads(json.dumps(asdict(letter(plan, words))))


@needs_node
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_a_browser_never_cleaned_stays_words(browser: Browser, text: str) -> None:
    """A phone that lies seals what it likes into its own plan."""
    prompts = {f"x/{n}": prompt for n, (prompt, _) in enumerate(plan_entries(text))}
    recipe = plan_recipe(prompts, {}, ENGLISH)
    for form in FORMS:
        made = browser.asked(recipe, dict.fromkeys(prompts, text), form)
        plan = assemble([(prompt, TextAnswer(text)) for prompt in prompts.values()])
        assert made["letter"] == json.loads(json.dumps(asdict(letter(plan, ENGLISH, form=form))))
        assert made["text"] == plan_text(plan, ENGLISH, form=form).decode()
        assert not {one[0] for one in _flat(made["drawn"]) if isinstance(one, tuple)} & ALIVE


@needs_node
def test_answers_of_another_shape_cost_only_themselves(browser: Browser) -> None:
    names = ("my-green-yellow-red/levels", "my-green-yellow-red/my-rule", "stressor-mapping/stressors")
    prompts = {name: PROMPTS[name] for name in names}
    for wrong in (None, 7, "x", {"a": 1}, [None], [[1]], [["red"]]):
        answers = {"my-green-yellow-red/my-rule": "tea", "stressor-mapping/stressors": wrong, names[0]: wrong}
        made = browser.asked(plan_recipe(prompts, {}, ENGLISH), answers)
        assert "tea" in made["text"]
