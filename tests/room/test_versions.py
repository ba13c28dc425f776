"""A plan over time: the newest entry by its counter, and versions; live, read again, and emptied alike."""

from __future__ import annotations

import asyncio
import itertools
import random
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from workshop.domain.answer import TextAnswer
from workshop.room import Entry, Room
from workshop.room.plans import Plans
from workshop.vault import Book, SealedEntries, seal_entry, unwrap, wrap
from workshop.vault.entries import MOST_VERSIONS
from workshop.vault.letters import from_bytes
from workshop.vault.sealing import open_sealed

_KEY = PrivateKey.generate()
_SLOTS = st.sampled_from(("a", "b"))
_NAMES = st.sampled_from(("x", "y", "z"))
_IDS = st.sampled_from([f"id{number}" for number in range(6)])
_ACTS = st.one_of(
    st.tuples(st.just("put"), _SLOTS, _NAMES, st.integers(0, 6), st.binary(max_size=2)),
    st.tuples(st.just("take"), _SLOTS),
    st.tuples(st.just("version"), _SLOTS, st.booleans(), _IDS),
    st.tuples(st.just("bring"), _SLOTS, _IDS, st.dictionaries(_NAMES, st.binary(max_size=2)), st.booleans()),
    st.tuples(st.just("go"), _SLOTS, _IDS),
)


def _book(folder: Path) -> Book:
    return Book(folder, bytes(_KEY.public_key), lambda blob: open_sealed(blob, bytes(_KEY)))


async def _play(acts: list[tuple[Any, ...]]) -> tuple[dict[str, SealedEntries], list[bytes]]:
    """What memory holds in the end, and the letters in their order."""
    letters: list[bytes] = []

    async def drop(letter: bytes) -> None:
        letters.append(letter)

    plans = Plans(drop, lambda: None)
    for slot in ("a", "b"):
        await plans.begin(slot, f"key-{slot}")
    for act in acts:
        match act:
            case "put", slot, name, counter, sealed:
                await plans.keep_sealed(slot, "ex", {name: sealed}, counter)
            case "take", slot:
                await plans.take_out(slot, "ex")
            case "version", slot, keep, id:
                await plans.begin_version(slot, keep, id)
            case "bring", slot, id, entries, begin:
                brought = {f"ex/{name}": sealed for name, sealed in entries.items()}
                await plans.bring_version(slot, id, brought, begin=begin)
            case _, slot, id:
                await plans.let_go(slot, id)
            case _:
                raise AssertionError(act)
    return {slot: plan for slot in plans.slots() if (plan := plans.get(slot))}, letters


@given(st.lists(_ACTS, max_size=30), st.lists(st.integers(0, 40), max_size=4), st.booleans())
def test_live_and_read_again_and_emptied_are_the_same(
    acts: list[tuple[Any, ...]], cuts: list[int], twice: bool
) -> None:
    live, letters = asyncio.run(_play(acts))
    read: list[Any] = [from_bytes(data) for data in letters]
    with tempfile.TemporaryDirectory() as folder:
        places = [0, *sorted({min(cut, len(read)) for cut in cuts}), len(read)]
        for begin, end in itertools.pairwise(places):
            for _ in range(2 if twice else 1):
                _book(Path(folder)).merge(read[begin:end], random.Random(1))
        emptied = _book(Path(folder)).plans()
        assert emptied == live
        assert _book(Path(folder)).entry_count() == sum(len(plan.entries) for plan in live.values())


@given(st.lists(st.tuples(st.integers(0, 9), st.binary(min_size=1, max_size=3)), min_size=1, max_size=12))
def test_the_highest_number_holds_in_whatever_order_it_arrives(arrivals: list[tuple[int, bytes]]) -> None:
    live, _ = asyncio.run(_play([("put", "a", "x", counter, sealed) for counter, sealed in arrivals]))
    highest = max(counter for counter, _ in arrivals)
    newest = [sealed for counter, sealed in arrivals if counter == highest][-1]
    assert live["a"].entries == {"ex/x": wrap(newest)}
    assert live["a"].counter == highest


async def test_a_phone_that_was_away_replaces_nothing_newer(room: Room) -> None:
    key = wrap(bytes(_KEY.public_key))
    await room.plans.begin("slot", key)
    newer, older = (seal_entry(unwrap(key), number, f"version {number}") for number in (7, 3))
    await room.plans.keep_sealed("slot", "grounding", {"brings-me-back": newer}, 7)
    await room.plans.keep_sealed("slot", "grounding", {"brings-me-back": older}, 3)
    kept = room.plans.get("slot")
    assert kept is not None and kept.entries == {"grounding/brings-me-back": wrap(newer)}
    await room.empty_letterbox()
    assert room.vault.book.entries() == {("slot", "grounding/brings-me-back"): wrap(newer)}
    assert room.vault.book.entry_count() == 1
    await room.plans.keep_sealed("slot", "grounding", {"brings-me-back": older}, 3)
    await room.empty_letterbox()
    assert room.vault.book.entries() == {("slot", "grounding/brings-me-back"): wrap(newer)}
    await room.plans.take_out("slot", "grounding")
    await room.empty_letterbox()
    assert room.vault.book.entries() == {}


async def test_a_version_stays_as_it_was_while_the_next_is_written(room: Room) -> None:
    key = wrap(bytes(_KEY.public_key))
    await room.plans.begin("slot", key)
    await room.plans.keep([Entry("slot", key, "grounding", "brings-me-back", TextAnswer("the river"))])
    kept = room.plans.get("slot")
    assert kept is not None
    river = dict(kept.entries)
    for _ in range(2):
        await room.plans.begin_version("slot", True, "once")
    assert (kept.versions, kept.entries, kept.number) == ([river], river, 2)
    await room.plans.keep([Entry("slot", key, "grounding", "brings-me-back", TextAnswer("the hill"))])
    await room.empty_letterbox()
    assert kept.versions == [river] and kept.entries != river
    assert room.vault.book.plans() == {"slot": kept}
    await room.plans.begin_version("slot", False)
    assert (kept.versions, kept.number) == ([], 3)
    await room.empty_letterbox()
    assert room.vault.book.plans() == {"slot": kept}
    with pytest.raises(KeyError):
        await room.plans.begin_version("nobody", True)


async def test_the_oldest_of_many_versions_goes(room: Room) -> None:
    key = wrap(bytes(_KEY.public_key))
    await room.plans.begin("slot", key)
    for number in range(MOST_VERSIONS + 2):
        answer = TextAnswer(f"meeting {number}")
        await room.plans.keep([Entry("slot", key, "grounding", "brings-me-back", answer)])
        await room.plans.begin_version("slot", True)
    kept = room.plans.get("slot")
    assert kept is not None and len(kept.versions) == MOST_VERSIONS and kept.number == MOST_VERSIONS + 3
    assert kept.versions[-1] == kept.entries


async def test_nothing_of_versions_that_were_let_go_lies_in_the_book_before(room: Room) -> None:
    key = wrap(bytes(_KEY.public_key))
    await room.plans.begin("slot", key)
    await room.plans.keep([Entry("slot", key, "grounding", "brings-me-back", TextAnswer("the river"))])
    kept = room.plans.get("slot")
    assert kept is not None
    river = kept.entries["grounding/brings-me-back"]
    await room.plans.begin_version("slot", True)
    await room.plans.keep([Entry("slot", key, "grounding", "brings-me-back", TextAnswer("the hill"))])
    await room.empty_letterbox()
    await room.plans.let_go("slot")
    await room.empty_letterbox()
    for name in ("book", "book.previous"):
        (plain,) = room.vault.opened([(room.vault.folder / name).read_bytes()])
        assert plain is not None and river.encode() not in plain
