"""The keys that a facilitator presses for what stands on a sheet of paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from workshop.console.leaf import Leaf
from workshop.console.spots import Line, Number, Order, Pick, Ticks, first, signs, spots
from workshop.domain.answer import Answer, Refused
from workshop.domain.cleaning import clean
from workshop.domain.prompt import Prompt, as_fields, read, to_plain


def strokes(prompt: Prompt, answer: Answer | None) -> list[str]:
    """The keys for one question, up to the next one."""
    fields = as_fields(prompt, to_plain(answer)) if answer is not None else {}
    keys: list[str] = []
    for spot in spots(prompt):
        match spot:
            case Pick():
                chosen = first(fields, spot.name)
                keys += [_key(spot, chosen)] if chosen else ["enter"]
            case Ticks():
                keys += [*(_key(spot, option) for option in fields.get(spot.name, ())), "enter"]
            case Order():
                order = sorted(
                    (int(first(fields, spot.name(o.id))), o.id)
                    for o in spot.options
                    if first(fields, spot.name(o.id))
                )
                keys += [_key(spot, option) for _, option in order]
                keys += ["enter"] * (len(order) < len(spot.options))
            case Number():
                digits = first(fields, spot.name)
                keys += [*digits, *(() if spot.is_complete(digits) else ("enter",))]
            case Line():
                text = first(fields, spot.name)
                keys += [*("ctrl+j" if sign == "\n" else sign for sign in text), "enter"]
                if spot.place and not text:
                    break
    return keys


def _key(spot: Pick | Ticks | Order, option: str) -> str:
    place = next(place for place, one in enumerate(spot.options) if one.id == option)
    return signs(spot)[place]


def sheet(prompts: tuple[Prompt, ...], answers: Mapping[str, Answer]) -> list[str]:
    """The keys for a whole leaf, with the one that keeps it."""
    return [*(key for prompt in prompts for key in strokes(prompt, answers.get(prompt.id))), "enter"]


def press(leaf: Leaf, keys: Iterable[str]) -> Leaf:
    """What the desk does with `keys`, without a screen."""
    for key in keys:
        match key:
            case "enter":
                leaf = leaf.onward()
            case "tab":
                leaf = leaf.question(1)
            case "shift+tab":
                leaf = leaf.question(-1)
            case "up":
                leaf = leaf.move(-1)
            case "down":
                leaf = leaf.move(1)
            case "backspace":
                leaf = leaf.wipe()
            case "ctrl+j":
                leaf = leaf.write("\n")
            case _:
                leaf = leaf.strike(key)
    return leaf


@st.composite
def some_answer(draw: st.DrawFn, prompt: Prompt) -> Answer | None:
    """An answer that `prompt` takes, or None."""
    fields: dict[str, list[str]] = {}
    texts = st.one_of(st.text(max_size=60), st.dates().map(str))
    for spot in spots(prompt):
        match spot:
            case Pick():
                fields[spot.name] = draw(st.lists(st.sampled_from(_ids(spot)), max_size=1))
            case Ticks():
                fields[spot.name] = draw(st.lists(st.sampled_from(_ids(spot)), unique=True))
            case Order():
                order = draw(st.lists(st.sampled_from(_ids(spot)), unique=True))
                fields |= {spot.name(option): [str(n)] for n, option in enumerate(order, start=1)}
            case Number():
                numbers = st.integers(spot.lowest, min(spot.highest, spot.lowest + 200))
                fields[spot.name] = draw(st.lists(numbers.map(str), max_size=1))
            case Line():
                fields[spot.name] = [clean(draw(texts))[: spot.characters]]
    answer = read(prompt, fields)
    return None if isinstance(answer, Refused) else answer


def _ids(spot: Pick | Ticks | Order) -> list[str]:
    return [option.id for option in spot.options]
