"""Small groups: everybody has a place, and what was promised about it holds."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.agenda import Split
from workshop.domain.grouping import make
from workshop.domain.groups import (
    MOST,
    Group,
    Groups,
    Note,
    Person,
    Position,
    Wishes,
    suggested,
)
from workshop.domain.shareback import paired
from workshop.domain.signs import SIGNS

AREAS = ("field", "legal", "media", "finance", "care")

positions: st.SearchStrategy[Position | None] = st.sampled_from((None, "staff", "staff", "manager"))


@st.composite
def rooms(draw: st.DrawFn, least: int = 2) -> tuple[Person, ...]:
    """Up to forty people, who said something, or nothing."""
    work = st.sampled_from((None, *AREAS))
    answer = st.sampled_from((None, "0", "1", "2"))
    number = draw(st.integers(least, 40))
    return tuple(Person(f"t{n}", draw(work), draw(positions), draw(answer)) for n in range(number))


ways = st.sampled_from((None, "together", "mixed"))
wishes = st.builds(
    Wishes,
    by=st.sampled_from(("size", "number")),
    many=st.integers(2, MOST),
    work=ways,
    answer=ways,
    managers_apart=st.booleans(),
    without_phone=st.integers(0, 8),
)
seeds = st.integers(0, 2**32).map(random.Random)


def managers_of(people: tuple[Person, ...]) -> set[str]:
    return {one.ticket for one in people if one.position == "manager"}


@given(rooms(), wishes, seeds)
def test_everyone_is_in_exactly_one_group(
    people: tuple[Person, ...], wished: Wishes, rng: random.Random
) -> None:
    made = make(people, wished, rng)
    placed = Counter(ticket for group in made.groups for ticket in group.tickets)
    assert placed == Counter(one.ticket for one in people)
    assert sum(group.from_hat for group in made.groups) == wished.without_phone
    assert all(group.size for group in made.groups)
    assert len(made.groups) <= MOST
    assert made.signs == SIGNS[: len(made.groups)], "each its own, in an order that tells nothing"
    assert all(made.sign_of(t) == group.sign for group in made.groups for t in group.tickets)


@given(rooms(), wishes, seeds)
def test_nobody_is_alone_but_where_managers_are_apart_and_then_it_is_said(
    people: tuple[Person, ...], wished: Wishes, rng: random.Random
) -> None:
    made = make(people, wished, rng)
    managers = managers_of(people)
    others = len(people) - len(managers) + wished.without_phone
    apart = wished.managers_apart and managers and others
    alone = [group for group in made.groups if group.size == 1]
    assert len(alone) == ((len(managers) == 1) + (others == 1) if apart else 0)
    said = {note.trouble for note in made.notes}
    assert ("manager_alone" in said) == bool(apart and len(managers) == 1)
    assert ("alone" in said) == bool(apart and others == 1)


@given(rooms(), wishes, seeds)
def test_managers_never_sit_with_those_they_manage(
    people: tuple[Person, ...], wished: Wishes, rng: random.Random
) -> None:
    managers = managers_of(people)
    for group in make(people, wished, rng).groups if wished.managers_apart else ():
        inside = managers & set(group.tickets)
        assert not inside or (inside == set(group.tickets) and not group.from_hat)
        everybody_manages = len(managers) == len(people) and not wished.without_phone
        assert group.takes_more == (not inside or everybody_manages)


@given(rooms(), wishes, seeds)
def test_without_people_who_stay_together_sizes_differ_by_one_at_most(
    people: tuple[Person, ...], wished: Wishes, rng: random.Random
) -> None:
    if "together" in (wished.work, wished.answer):
        return
    managers = managers_of(people) if wished.managers_apart else set()
    groups = make(people, wished, rng).groups
    for pool in ({True}, {False}):
        sizes = [group.size for group in groups if {bool(managers & set(group.tickets))} == pool]
        assert not sizes or max(sizes) - min(sizes) <= 1


@given(rooms(), st.integers(2, MOST), seeds, st.integers(0, 6))
def test_so_many_groups_as_asked_where_nobody_is_alone_for_it(
    people: tuple[Person, ...], many: int, rng: random.Random, hat: int
) -> None:
    made = make(people, Wishes(by="number", many=many, without_phone=hat), rng)
    possible = max(1, (len(people) + hat) // 2)
    assert len(made.groups) == min(many, possible)
    troubles = [note.trouble for note in made.notes]
    assert troubles == ([] if possible >= many else ["one_group"] if possible == 1 else ["fewer"])


@given(rooms(), st.integers(2, MOST), seeds)
def test_a_size_is_met_as_closely_as_can_be(
    people: tuple[Person, ...], size: int, rng: random.Random
) -> None:
    number = len(make(people, Wishes(many=size), rng).groups)
    off = abs(len(people) / number - size)
    others = range(1, min(MOST, max(1, len(people) // 2)) + 1)
    assert all(off <= abs(len(people) / other - size) for other in others)


def counts(made: Groups, people: tuple[Person, ...], name: str) -> list[Counter[str | None]]:
    said = {one.ticket: getattr(one, name) for one in people}
    return [Counter(said[ticket] for ticket in group.tickets) for group in made.groups]


@given(rooms(), st.integers(2, MOST), st.sampled_from(("work", "answer")), seeds)
def test_mixing_spreads_every_value_evenly(
    people: tuple[Person, ...], many: int, name: str, rng: random.Random
) -> None:
    wished = Wishes(by="number", many=many, **{name: "mixed"})  # type: ignore[arg-type]  # one of the two ways
    found = counts(make(people, wished, rng), people, name)
    for value in {value for one in found for value in one}:
        each = [one[value] for one in found]
        assert max(each) - min(each) <= 1


@given(rooms(least=8), st.integers(2, 6), seeds)
def test_mixing_by_two_things_keeps_the_first_even_and_mends_the_second(
    people: tuple[Person, ...], many: int, rng: random.Random
) -> None:
    both = make(people, Wishes(by="number", many=many, work="mixed", answer="mixed"), rng)
    for one in {one.work for one in people}:
        each = [found[one] for found in counts(both, people, "work")]
        assert max(each) - min(each) <= 1
    # No two people of the same work could change places and spread the answers better.
    answers = counts(both, people, "answer")
    said = {one.ticket: one for one in people}
    for a, first in enumerate(both.groups):
        for b, second in enumerate(both.groups):
            for x in first.tickets if a < b else ():
                for y in second.tickets:
                    mine, theirs = said[x].answer, said[y].answer
                    if said[x].work == said[y].work and mine != theirs:
                        gain = answers[a][mine] - answers[b][mine] + answers[b][theirs] - answers[a][theirs]
                        assert gain <= 2


@given(st.lists(st.integers(2, 7), min_size=2, max_size=5), st.integers(0, 3), seeds)
def test_the_same_work_stays_together(sizes: list[int], silent: int, rng: random.Random) -> None:
    people = [
        Person(f"{area}{n}", area) for area, size in zip(AREAS, sizes, strict=False) for n in range(size)
    ]
    people += [Person(f"silent{n}") for n in range(silent)]
    made = make(people, Wishes(by="number", many=len(sizes), work="together"), rng)
    found = counts(made, tuple(people), "work")
    areas = [{area for area in one if area} for one in found]
    if "shared" not in {note.trouble for note in made.notes}:
        assert all(len(inside) <= 1 for inside in areas)
    else:
        assert min(sizes) < -(-(sum(sizes) + silent) // (2 * len(sizes))), "only for the few"


def test_many_of_one_work_fill_groups_of_their_own_and_the_few_share_one() -> None:
    people = [Person(f"f{n}", "field") for n in range(15)]
    people += [Person(f"l{n}", "legal") for n in range(2)] + [Person(f"m{n}", "media") for n in range(2)]
    made = make(people, Wishes(by="number", many=3, work="together"), random.Random(1))
    assert sorted(group.size for group in made.groups) == [4, 7, 8]
    assert made.notes == (Note("shared"),)


@given(rooms(), wishes, st.integers(0, 2**32))
def test_a_seed_gives_the_same_groups_in_whatever_order_people_came(
    people: tuple[Person, ...], wished: Wishes, seed: int
) -> None:
    made = make(people, wished, random.Random(seed))
    assert make(people[::-1], wished, random.Random(seed)) == made


def test_who_sits_together_is_drawn() -> None:
    people = [Person(f"t{n:02}") for n in range(12)]
    drawn = {tuple(g.tickets for g in make(people, Wishes(), random.Random(n)).groups) for n in range(20)}
    assert len(drawn) == 20


def test_one_group_of_all_is_said_honestly() -> None:
    people = [Person(f"t{n}", position="manager" if n < 2 else "staff") for n in range(9)]
    made = make(people, Wishes(by="number", many=1, managers_apart=True), random.Random(1))
    assert made.notes == (Note("managers_with_staff", 2),)


def test_who_did_not_say_whether_they_manage_sits_with_the_others_and_that_is_said() -> None:
    people = [Person("a", position="manager"), Person("b", position="manager"), Person("c"), Person("d")]
    made = make(people, Wishes(managers_apart=True, without_phone=2), random.Random(1))
    assert made.notes == (Note("not_asked", 4),)


@given(rooms(), wishes, seeds)
def test_who_comes_late_joins_without_anybody_moving(
    people: tuple[Person, ...], wished: Wishes, rng: random.Random
) -> None:
    made = make(people, wished, rng)
    more, sign = made.one_more()
    assert sum(group.size for group in more.groups) == sum(group.size for group in made.groups) + 1
    for before, after in zip(made.groups, more.groups, strict=True):
        assert before.tickets == after.tickets
        assert after.from_hat - before.from_hat == (before.sign == sign)
    joined = next(group for group in made.groups if group.sign == sign)
    assert joined.takes_more
    assert joined.size == min(group.size for group in made.groups if group.takes_more)


def test_by_own_choice_nobody_is_placed() -> None:
    people = [Person(f"t{n}") for n in range(9)]
    made = make(people, Wishes(own_choice=True, by="number", many=3), random.Random(1))
    assert made == Groups(tuple(map(Group, SIGNS[:3])))


def test_nobody_at_all_makes_no_group() -> None:
    assert make((), Wishes(), random.Random(1)) == Groups(())


@given(wishes, wishes)
def test_a_group_never_tells_more_than_was_announced(then: Wishes, now: Wishes) -> None:
    allowed = now.tells_no_more_than(then)
    if allowed:
        assert now.work in (None, "mixed", then.work)
        assert now.work is None or then.work is not None
        assert now.answer is None or then.answer is not None
        assert then.managers_apart or not now.managers_apart
        assert not (now.work == "together" and then.work == "mixed")
        assert not (now.answer == "together" and then.answer == "mixed")
    assert then.tells_no_more_than(then)
    assert Wishes().tells_no_more_than(then)


def test_what_an_agenda_asks_for_is_set_beforehand() -> None:
    by_work: tuple[Split, ...] = ("area_of_work", "managers_apart")
    assert suggested(by_work, ("small",)) == Wishes(work="together", managers_apart=True)
    assert suggested((), ("solo", "pairs")) == Wishes(many=2)
    assert suggested(("managers_apart", "mixed"), ("pairs", "small")) == Wishes(
        work="mixed", managers_apart=True
    )
    chosen = suggested(("own_choice", "area_of_work"), ("pairs",))
    assert chosen == Wishes(own_choice=True, by="number", work="together")


@given(st.integers(1, MOST), seeds)
def test_groups_share_in_twos_and_once_in_threes(number: int, rng: random.Random) -> None:
    share = paired(SIGNS[:number], rng)
    shared = [sign for pair in share.pairs for sign in pair]
    assert sorted(shared, key=SIGNS.index) == list(SIGNS[:number])
    sizes = sorted(map(len, share.pairs))
    assert sizes == [1] if number == 1 else sizes == [2] * (number // 2 - number % 2) + [3] * (number % 2)
    assert (share.stage, share.speaking) == ((1, None) if number > 1 else (2, share.pairs[0]))
    for sign in SIGNS[:number]:
        assert sign not in share.partners(sign)
        assert all(sign in share.partners(other) for other in share.partners(sign))


@given(st.integers(2, MOST), seeds)
def test_every_pair_speaks_once(number: int, rng: random.Random) -> None:
    share = paired(SIGNS[:number], rng)
    heard = []
    while not share.over:
        share = share.onward()
        heard.append(share.speaking)
    assert heard == [*share.pairs, None]
    assert share.onward() == share
