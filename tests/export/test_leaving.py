"""What leaves, item by item: nothing that is not shown, and nothing of what was taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.figure import Bars, Grid, GridRow, Note, Notes, Spread, Tally, Theme
from workshop.domain.prompt import Audience, ChoicePrompt, Option, Prompt, ScalePrompt, TextPrompt
from workshop.export import (
    Archive,
    ArchivedCount,
    ArchivedDay,
    ArchivedSession,
    ArchivedTexts,
    BeforeAfter,
    CareSpending,
    Commitment,
    FollowUp,
    Item,
    NoSuchItem,
    PlanElement,
    archive_chapters,
    archive_files,
    archive_items,
    archive_preview,
    entailed,
    without,
)
from workshop.export.archivejson import archive_data
from workshop.room import Shown
from workshop.wording import ENGLISH, wording

from .archives import full_archive
from .reading import untranslated

pytestmark = pytest.mark.own_words
WORD = re.compile(r"planted\d+")
"""What stands in one place of the archive alone."""


def planted() -> Archive:
    """An archive in which every word and every number stands once."""
    numbers = count(1001)

    def word() -> str:
        return f"planted{next(numbers)}"

    def number() -> int:
        return next(numbers)

    def tallies(ids: int) -> tuple[Tally, ...]:
        return tuple(Tally(word(), word(), number()) for _ in range(ids))

    def shown(figure: Bars | Grid | Notes | Spread, prompt: Prompt) -> Shown:
        return Shown(word(), prompt, figure, at_least=False)

    options = (Option("a", "A"), Option("b", "B"))

    def choice() -> ChoicePrompt:
        return ChoicePrompt(id=word(), audience=Audience.ROOM, ask=word(), options=options)

    def scale() -> Shown:
        prompt = ScalePrompt(
            id=word(), audience=Audience.ROOM, ask=word(), lowest=1, highest=3, low=word(), high=word()
        )
        values = tuple(Tally(str(value), str(value), number()) for value in (1, 2, 3))
        return shown(Spread(number(), values, prompt.low, prompt.high), prompt)

    rows = tuple(GridRow(word(), tallies(2)) for _ in range(2))
    columns = tuple(cell.label for cell in rows[0].cells)
    notes = (Note("n1", f"{word()}\n{word()}", 1003, 1), Note("n2", word()))
    text = TextPrompt(id=word(), audience=Audience.ROOM, ask=word(), characters=140)
    before, after = scale(), scale()
    return Archive(
        agenda=word(),
        title=word(),
        month="2026-10",
        days=tuple(
            ArchivedDay(
                word(),
                (
                    ArchivedSession(word(), word(), word(), word(), 30, number(), "added"),
                    ArchivedSession(word(), word(), word(), word(), number(), None),
                ),
            )
            for _ in range(2)
        ),
        counts=(ArchivedCount(word(), word(), number()), ArchivedCount(word(), word(), None)),
        figures=(
            shown(Bars(number(), tallies(2)), choice()),
            shown(Grid(number(), columns, rows), choice()),
            shown(Notes(number(), notes, themes=(Theme(1, word()),)), text),
            before,
            after,
        ),
        group=(ArchivedTexts(word(), word(), (word(), word())), ArchivedTexts(word(), word(), (word(),))),
        plans=number(),
        notes=(word(), f"{word()}\n\n{word()}"),
        series=word(),
        round=number(),
        pairs=(BeforeAfter(word(), before, after),),
        commitments=(Commitment(word(), "partly"), Commitment(word())),
        dates=(FollowUp(number(), "2026-11"), FollowUp(number(), "2027-01")),
        care=(CareSpending(word(), word()), CareSpending(word(), word())),
        elements=(PlanElement(word(), word(), number()), PlanElement(word(), word(), None)),
        left_out=(word(),),
    )


ARCHIVE = planted()
ITEMS = archive_items(ARCHIVE, ENGLISH)
FULL = full_archive("12 345")
REMOVABLE = tuple(item.id for item in ITEMS if not item.stays)


def _said(items: Iterator[Item] | tuple[Item, ...]) -> str:
    return "\n".join("\n".join((item.id, *item.lines)) for item in items)


def _values(data: object) -> Iterator[str]:
    match data:
        case dict():
            for value in data.values():
                yield from _values(value)
        case list():
            for value in data:
                yield from _values(value)
        case str():
            yield from (line for line in data.split("\n") if line)
        case bool() | None:
            pass
        case _:
            yield str(data)


@pytest.mark.parametrize("archive", [ARCHIVE, FULL], ids=["planted", "full"])
def test_nothing_leaves_that_is_not_shown(archive: Archive) -> None:
    data = {k: v for k, v in archive_data(archive).items() if k not in ("format", "version")}
    said = set(re.findall(r"[\w.+-]+", _said(archive_items(archive, ENGLISH)).replace("+", "")))
    missing = [
        value for value in _values(data) if not set(re.findall(r"[\w.+-]+", value.replace("+", ""))) <= said
    ]
    assert missing == []


@given(st.sets(st.sampled_from(REMOVABLE)))
def test_nothing_of_what_was_taken_out_leaves(ids: set[str]) -> None:
    left = without(ARCHIVE, ids)
    out = entailed(ARCHIVE, ids)
    kept = [item for item in ITEMS if item.id not in out]
    gone = set(WORD.findall(_said(tuple(item for item in ITEMS if item.id in out))))
    still = set(WORD.findall(_said(tuple(kept))))
    found = set(WORD.findall(repr(left)))
    assert not (gone - still) & found
    assert still <= found
    after = archive_items(left, ENGLISH)
    assert [item.lines for item in after if not item.stays] == [item.lines for item in kept if not item.stays]
    assert without(left, ()) == left


@pytest.mark.parametrize("every", [1, 2, 3])
def test_nothing_of_it_stands_in_any_file(every: int) -> None:
    ids = REMOVABLE[::every]
    out = entailed(ARCHIVE, ids)
    gone = set(WORD.findall(_said(tuple(item for item in ITEMS if item.id in out))))
    still = set(WORD.findall(_said(tuple(item for item in ITEMS if item.id not in out))))
    written = b"\n".join(archive_files(without(ARCHIVE, ids), ENGLISH).values()).decode("utf-8", "replace")
    assert gone and not {word for word in gone - still if word in written}
    assert {word for word in still if word in written} == still


def test_a_text_that_stands_elsewhere_too_is_that_others() -> None:
    left = without(FULL, ("text:P12.agreement/2",))
    assert left.group[0].texts == ("2 + 2 = 4",)
    assert "12 345" in archive_files(left, ENGLISH)["data.json"].decode()


def test_a_figure_takes_what_was_derived_from_it_along() -> None:
    figure = f"figure:{ARCHIVE.figures[-1].exercise}/{ARCHIVE.figures[-1].prompt.id}"
    assert entailed(ARCHIVE, (figure,)) == {figure, "pair:1"}
    left = without(ARCHIVE, (figure,))
    assert (len(left.figures), left.pairs) == (4, ())
    assert without(ARCHIVE, ("pair:1",)).figures == ARCHIVE.figures


def test_the_archive_says_which_kinds_were_taken_out_and_of_notes_only_if_some_stay() -> None:
    archive = replace(ARCHIVE, left_out=("Days",))
    assert without(archive, ()).left_out == ("Days",)
    left = without(archive, ("care:1", "day:1", "commitment:2"))
    assert left.left_out == ("Days", "Commitments", "Money for care")
    assert "Taken out: Days, Commitments, Money for care" in archive_items(left, ENGLISH)[0].lines
    assert without(archive, ("note:1", "note:2")).left_out == ("Days",)
    assert without(archive, ("note:1",)).left_out == ("Days", "Facilitators' notes")


@pytest.mark.parametrize("id", ["figure:nothing/at-all", "note:3", "text:P12.agreement/0", "", "workshop"])
def test_what_cannot_be_taken_out_is_named_in_one_sentence(id: str) -> None:
    with pytest.raises(NoSuchItem) as refused:
        without(ARCHIVE, (id,))
    assert str(refused.value).startswith(f"“{id}” ")


def test_few_plans_hold_nothing_to_take_out() -> None:
    few = replace(ARCHIVE, plans=None)
    assert next(item for item in archive_items(few, ENGLISH) if item.id == "element:plans").stays
    assert without(ARCHIVE, ("element:plans",)).plans is None


def test_an_empty_chapter_says_why() -> None:
    empty = without(ARCHIVE, REMOVABLE)
    whys = [chapter.why for chapter in archive_chapters(empty, ENGLISH) if not chapter.items]
    assert len(whys) == 9 and all(whys)
    assert all(f"Nothing. {why}" in archive_preview(empty, ENGLISH) for why in whys)


def test_the_preview_has_every_item_with_its_id_and_every_file_with_its_size() -> None:
    preview = archive_preview(ARCHIVE, ENGLISH).splitlines()
    for item in ITEMS:
        at = preview.index(f"[{item.id}]")
        assert preview[at + 1 : at + 1 + len(item.lines)] == [f"  {line}" for line in item.lines]
    for name, content in archive_files(ARCHIVE, ENGLISH).items():
        assert f"  {name}  {len(content)} bytes" in preview


def test_every_word_is_translated() -> None:
    words = wording("en-XA")
    archive = replace(FULL, left_out=("Figures",))
    counts = (*archive.counts, ArchivedCount("evaluation", "Evaluation", None))
    names, _ = words.say("In the data also: {names}", names="|").split("|")
    lines = archive_preview(replace(archive, counts=counts), words).splitlines()
    said = (line for line in lines if not line.startswith("[") and names not in line)
    assert untranslated(re.sub(r"\w+\.(html|md|csv|json|pdf)\b", "", "\n".join(said))) == []
