"""Making small groups: who sits with whom, by the rules that a facilitator chose and people were told.

people, wishes, randomness -> pools (managers apart) -> blocs (together) -> dealt out (mixed) -> signs

A bloc is a kind of work, or an answer, whose people stay together; the few share a bloc. Who did not say
is placed where there is most space, never with those who manage.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from .groups import MOST, Group, Groups, Note, Person, Wishes
from .signs import SIGNS

_Value = Callable[[Person], str | None]
_VALUES: dict[str, _Value] = {"work": lambda one: one.work, "answer": lambda one: one.answer}


def make(people: Iterable[Person], wishes: Wishes, rng: random.Random) -> Groups:
    """Groups of `people` and of those without a phone; the same for a seed, in whatever order they came."""
    if wishes.own_choice:
        return Groups(tuple(map(Group, SIGNS[: max(1, min(MOST, wishes.many))])))
    asked = sorted(people, key=lambda one: one.ticket)
    everyone = [*asked, *[Person("")] * wishes.without_phone]
    rng.shuffle(everyone)
    notes: list[Note] = [] if asked or not wishes.asks else [Note("nobody_asked")]
    pools = _pools(everyone, wishes, notes)
    wished = _wished([len(pool) for pool, _ in pools], wishes)
    shares = _shares([len(pool) for pool, _ in pools], max(len(pools), min(wished, MOST)))
    made: list[Group] = []
    for (pool, manages), share in zip(pools, shares, strict=True):
        for members in _seated(pool, share, wishes, notes):
            tickets = tuple(sorted(one.ticket for one in members if one.ticket))
            made.append(Group(SIGNS[0], tickets, len(members) - len(tickets), takes_more=not manages))
            if len(members) == 1 and len(everyone) > 1:
                notes.append(Note("manager_alone" if manages else "alone"))
    if len(made) == 1 < wished:
        notes.append(Note("one_group"))
    elif len(made) < wished:
        notes.append(Note("fewer", len(made)))
    signs = list(SIGNS[: len(made)])
    rng.shuffle(signs)
    signed = (replace(group, sign=sign) for group, sign in zip(made, signs, strict=True))
    return Groups(
        tuple(sorted(signed, key=lambda group: SIGNS.index(group.sign))), tuple(dict.fromkeys(notes))
    )


def _pools(everyone: list[Person], wishes: Wishes, notes: list[Note]) -> list[tuple[list[Person], bool]]:
    """People who may sit together, and whether they manage: one pool, or those who manage and the others."""
    managers = [one for one in everyone if one.position == "manager"]
    others = [one for one in everyone if one.position != "manager"]
    if not wishes.managers_apart or not managers or not others:
        return [(everyone, False)] if everyone else []
    if wishes.by == "number" and wishes.many < 2:
        notes.append(Note("managers_with_staff", len(managers)))
        return [(everyone, False)]
    unasked = sum(one.position is None for one in others)
    if unasked:
        notes.append(Note("not_asked", unasked))
    return [(others, False), (managers, True)]


def _wished(pools: Sequence[int], wishes: Wishes) -> int:
    """How many groups were asked for."""
    if wishes.by == "number":
        return wishes.many
    return sum(_for_size(people, wishes.many) for people in pools)


def _most(people: int) -> int:
    """Most groups of so many people with nobody alone."""
    return max(1, people // 2)


def _for_size(people: int, size: int) -> int:
    """The number of groups that comes closest to `size`; the fewer where two are as close."""
    return min(range(1, _most(people) + 1), key=lambda number: (abs(people / number - size), number))


def _shares(sizes: Sequence[int], number: int) -> list[int]:
    """How many of `number` groups each gets: at least one, nobody alone, the largest group kept small."""
    shares = [1] * len(sizes)
    while sum(shares) < number:
        able = [place for place, size in enumerate(sizes) if shares[place] < _most(size)]
        if not able:
            break
        shares[max(able, key=lambda place: (sizes[place] / shares[place], -place))] += 1
    return shares


def _seated(pool: list[Person], number: int, wishes: Wishes, notes: list[Note]) -> list[list[Person]]:
    """`pool` in at most `number` groups."""
    ways = {"work": wishes.work, "answer": wishes.answer}
    together = [_VALUES[name] for name, way in ways.items() if way == "together"]
    mixed = [_VALUES[name] for name, way in ways.items() if way == "mixed"]
    if not together:
        return _dealt(pool, number, mixed)
    blocs, silent = _blocs(pool, together[0], number, notes)
    seated: list[list[Person]] = []
    for bloc, share in zip(blocs, _shares([len(bloc) for bloc in blocs], number), strict=True):
        joined = len(set(map(together[0], bloc))) > 1
        stay_close = joined or len(together) > 1
        seated += _cut(bloc, share, together) if stay_close else _dealt(bloc, share, mixed)
    more = len(silent) // 2 if seated else _most(len(silent))
    seated += [[] for _ in range(min(number - len(seated), more))]
    for one in silent:
        min(seated, key=len).append(one)
    return seated


def _blocs(
    pool: list[Person], value: _Value, number: int, notes: list[Note]
) -> tuple[list[list[Person]], list[Person]]:
    """Those who share a value, the few joined with the next few; and those who gave none."""
    found: dict[str, list[Person]] = {}
    silent: list[Person] = []
    for one in pool:
        said = value(one)
        (silent if said is None else found.setdefault(said, [])).append(one)
    blocs = sorted(found.values(), key=len)
    few = max(2, -(-len(pool) // (2 * number)))
    if len(blocs) > 1 and (len(blocs) > number or len(blocs[0]) < few):
        notes.append(Note("shared"))
    while len(blocs) > 1 and (len(blocs) > number or len(blocs[0]) < few):
        smallest, next_, *rest = blocs
        blocs = sorted([smallest + next_, *rest], key=len)
    if len(blocs) == 1 and len(blocs[0]) == 1:
        # Alone with an answer: whoever gave none keeps company.
        return [], blocs[0] + silent
    return blocs, silent


def _cut(bloc: list[Person], number: int, values: list[_Value]) -> list[list[Person]]:
    """In groups one after the other, so that those who share values stay close."""
    row = sorted(bloc, key=lambda one: [_rank(value(one)) for value in values])
    whole, left = divmod(len(row), number)
    edges = [whole * place + min(place, left) for place in range(number + 1)]
    return [row[start:end] for start, end in pairwise(edges)]


def _dealt(bloc: list[Person], number: int, mixed: list[_Value]) -> list[list[Person]]:
    """Dealt out like cards: of every first value, two groups differ by one person at most."""
    row = sorted(bloc, key=lambda one: [_rank(value(one)) for value in mixed])
    dealt = [row[place::number] for place in range(number)]
    if len(mixed) > 1:
        _spread(dealt, *mixed[:2])
    return dealt


def _rank(value: str | None) -> tuple[bool, str]:
    """Those who did not say come last."""
    return value is None, value or ""


def _spread(dealt: list[list[Person]], first: _Value, second: _Value) -> None:
    """Swaps people of one first value between groups while that spreads the second more evenly."""
    counts = [Counter(map(second, group)) for group in dealt]
    better = True
    while better:
        better = False
        for a, b in combinations(range(len(dealt)), 2):
            for i, one in enumerate(dealt[a]):
                for j, other in enumerate(dealt[b]):
                    mine, theirs = second(one), second(other)
                    if first(one) != first(other) or mine == theirs:
                        continue
                    gain = counts[a][mine] - counts[b][mine] + counts[b][theirs] - counts[a][theirs]
                    if gain > 2:
                        dealt[a][i], dealt[b][j] = other, one
                        counts[a] += Counter({theirs: 1})
                        counts[a] -= Counter({mine: 1})
                        counts[b] += Counter({mine: 1})
                        counts[b] -= Counter({theirs: 1})
                        better = True
                        one = other
