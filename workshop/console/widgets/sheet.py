"""A leaf of paper as it is typed in: one question with the key of everything that can be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from workshop.console.leaf import Leaf
from workshop.console.spots import Line, Number, Order, Pick, Spot, Ticks, first, is_filled, spots
from workshop.domain.cleaning import one_line
from workshop.domain.prompt import MultiPrompt, Prompt
from workshop.wording import Wording

from .blank import Blank
from .lines import hanging


@dataclass(frozen=True, slots=True)
class Drawn:
    """Lines, on which of them the hand is, and how many at the top should stay in sight."""

    lines: tuple[Content, ...]
    hand: int
    head: int = 0


def draw_leaf(words: Wording, leaf: Leaf, width: int, trouble: str = "") -> Drawn:
    """The question where the hand is, or, at the end, all that stands on the leaf.

    `trouble` says why the leaf could not be kept.
    """
    if leaf.spot is None:
        return _end(words, leaf, width, trouble)
    prompt = leaf.prompts[leaf.place]
    lines = [line.stylize("bold") for line in Content(words.say(prompt.ask)).wrap(width)]
    notes = (words.say(prompt.hint), _how(words, prompt, leaf.spot))
    lines += [line.stylize("$muted") for note in notes if note for line in Content(note).wrap(width)]
    lines.append(Content(""))
    blank = Blank(words, leaf, width)
    lines += blank.legend(prompt)
    head = len(lines)
    lines += blank.of(prompt)
    hand = head + blank.hand
    if leaf.refusal is not None:
        said = words.say(leaf.refusal.english, **dict(leaf.refusal.values))
        lines.append(Content(""))
        hand = len(lines)
        lines += _watch(said, width)
    return Drawn(tuple(lines), hand, head)


def _how(words: Wording, prompt: Prompt, spot: Spot) -> str:
    """What the keys do here, where that is not plain to see."""
    match spot:
        case Order():
            return words.say("Press the letters in the order of the places on the sheet.")
        case Ticks() if isinstance(prompt, MultiPrompt) and prompt.most is not None:
            return words.count("One, or none.", "Up to {n}, or none.", prompt.most)
        case Line():
            return words.say(spot.hint)
        case _:
            return ""


def _watch(text: str, width: int) -> list[Content]:
    return hanging(Content.styled("! ", "bold $warning"), Content.styled(text, "$warning"), width)


def _end(words: Wording, leaf: Leaf, width: int, trouble: str) -> Drawn:
    if leaf.is_blank:
        nothing = words.say("Nothing stands on this sheet, so nothing is kept. Lay it aside.")
        return Drawn(tuple(Content(nothing).wrap(width)), 0)
    lines = [*_watch(trouble, width), Content("")] if trouble else []
    lines += [Content.styled(words.say("What stands on this sheet"), "bold"), Content("")]
    for prompt in leaf.prompts:
        lines += [line.stylize("$muted") for line in Content(words.say(prompt.ask)).wrap(width)]
        said = [one for spot in spots(prompt) if (one := _said(words, spot, leaf))]
        for one in said or [Content.styled(words.say("left out"), "$muted")]:
            lines += hanging(Content("  "), one, width)
    return Drawn(tuple(lines), 0)


def _said(words: Wording, spot: Spot, leaf: Leaf) -> Content | None:
    """What was typed at one spot, in words."""
    if not is_filled(spot, leaf.typed):
        return None
    match spot:
        case Pick():
            chosen = [option for option in spot.options if option.id == spot.chosen(leaf.typed)]
            text = " · ".join(words.say(option.label) for option in chosen)
        case Ticks():
            ticked = spot.ticked(leaf.typed)
            text = " · ".join(words.say(option.label) for option in spot.options if option.id in ticked)
        case Order():
            labels = {option.id: words.say(option.label) for option in spot.options}
            order = enumerate(spot.order(leaf.typed), start=1)
            text = "   ".join(f"{place} {labels[option]}" for place, option in order)
        case Number():
            text = first(leaf.typed, spot.name)
        case Line():
            text = one_line(first(leaf.typed, spot.name))
    label = "" if isinstance(spot, Ticks | Order) else ": ".join(words.say(part) for part in spot.label)
    return Content.assemble((f"{label}: " if label else "", "$muted"), (text, "bold"))
