"""Sealed files to open: of given answers, with the codes that open them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from nacl.public import PrivateKey

from tests.export.plans import ANSWERED, GROUP
from workshop.domain.answer import Answer
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
from workshop.export.recipe import plan_recipe
from workshop.export.sealed import sealed_data, sealed_page
from workshop.library import load_library
from workshop.vault import JSON, PlanCode, PlanKey, SealedPlan, derive, seal_entry, wrap
from workshop.wording import ENGLISH, Wording

SALT = bytes(range(16))
CODE = PlanCode.parse("0000 0000 0000 0000 5724")
_BUNDLE = load_library().bundle("three-day-holistic")
EXERCISES = {**load_library().exercises, **_BUNDLE.exercises}
MINE = {
    f"{exercise.id}/{prompt.id}": prompt
    for exercise in _BUNDLE.exercises.values()
    for prompt in exercise.form(Audience.MINE)
}
"""Every prompt of the three days that goes into a plan."""
RICH: dict[str, JSON] = {
    name: to_plain(answer) for name, answer in ANSWERED.items() if name.partition("/")[0] in EXERCISES
}


def prompt_of(name: str) -> Prompt | None:
    exercise, _, prompt = name.partition("/")
    return EXERCISES[exercise].prompt(prompt) if exercise in EXERCISES else None


@dataclass(frozen=True)
class Owner:
    code: PlanCode
    key: PlanKey

    @classmethod
    def of(cls, code: PlanCode = CODE, salt: bytes = SALT) -> Owner:
        return cls(code, derive(code, salt))

    @classmethod
    def quickly(cls, code: PlanCode) -> Owner:
        """With a key that does not come from the code, for tests that need many."""
        private_key = PrivateKey.generate()
        return cls(code, PlanKey(b"", bytes(private_key), bytes(private_key.public_key)))

    def sealed(self, answers: Mapping[str, JSON], *earlier: Mapping[str, JSON]) -> SealedPlan:
        return SealedPlan(self.key.public_key, self._sealed(answers), [self._sealed(one) for one in earlier])

    def _sealed(self, answers: Mapping[str, JSON]) -> dict[str, str]:
        return {
            name: wrap(seal_entry(self.key.public_key, counter, answer))
            for counter, (name, answer) in enumerate(answers.items(), start=1)
        }


def data_of(
    plans: Sequence[SealedPlan],
    words: Wording = ENGLISH,
    asked: Mapping[str, Prompt] | None = None,
    contacts: Contacts | None = None,
) -> bytes:
    """`asked`: prompts that no library knows."""
    names = {name for plan in plans for entries in (plan.entries, *plan.versions) for name in entries}
    prompts = {name: prompt for name in sorted(names) if (prompt := prompt_of(name)) is not None}
    return sealed_data(tuple(plans), SALT, plan_recipe({**prompts, **(asked or {})}, GROUP, words, contacts))


def file_of(
    *plans: SealedPlan,
    words: Wording = ENGLISH,
    asked: Mapping[str, Prompt] | None = None,
    contacts: Contacts | None = None,
) -> bytes:
    return sealed_page(data_of(plans, words, asked, contacts), words)


def data_in(page: bytes) -> bytes:
    """The data of a sealed page, without the escapes in which it stands there."""
    text = page.partition(b'<script id="data" type="text/plain">')[2].partition(b"</script>")[0]
    for byte in (0x00, 0x0D, 0x3C):
        text = text.replace(bytes((0x3D, byte ^ 64)), bytes((byte,)))
    return text.replace(b"=}", b"=")


def line_of(data: bytes) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(data.partition(b"\n")[0])
    return fields


def boxes_in(data: bytes) -> list[bytes]:
    """What is shared, then the plans."""
    fields, at = line_of(data), data.index(b"\n") + 1
    sizes = [fields["shared"], *fields["plans"]]
    return [data[at + sum(sizes[:number]) :][:size] for number, size in enumerate(sizes)]


_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@st.composite
def answers_to(draw: st.DrawFn, prompt: Prompt) -> Answer:
    """Any answer that `prompt` takes."""
    answer = from_plain(prompt, draw(_plain(prompt).filter(lambda plain: _fits(prompt, plain))))
    assert isinstance(answer, Answer)
    return answer


def _fits(prompt: Prompt, plain: object) -> bool:
    return isinstance(from_plain(prompt, plain), Answer)


def _plain(prompt: Prompt) -> st.SearchStrategy[object]:
    match prompt:
        case TextPrompt():
            return _TEXTS
        case ListPrompt():
            return st.lists(_TEXTS, min_size=1, max_size=prompt.most)
        case ScalePrompt():
            return st.sampled_from(prompt.values)
        case ChoicePrompt():
            return st.sampled_from([option.id for option in prompt.options])
        case MultiPrompt() | RankingPrompt():
            most = prompt.most if isinstance(prompt, MultiPrompt) else None
            ids = st.sampled_from([option.id for option in prompt.options])
            return st.lists(ids, min_size=1, max_size=most, unique=True)
        case MatrixPrompt():
            values = _TEXTS if prompt.cell == "text" else st.sampled_from(prompt.values)
            cells = st.tuples(
                st.sampled_from([row.id for row in prompt.rows]),
                st.sampled_from([column.id for column in prompt.columns]),
                st.just(1) if prompt.cell == "mark" else values,
            )
            return st.lists(cells.map(list), min_size=1, max_size=5)
        case DatePrompt():
            return st.dates().map(str)
