"""Rounds of one question side by side: every round a column, each under the thresholds by itself."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive

from workshop.domain.disclosure import Hidden
from workshop.domain.figure import HALVES, Counts, Notes, Order, Spread
from workshop.domain.prompt import Prompt
from workshop.domain.trend import Round, Trend
from workshop.export.spoken import sentence
from workshop.wording import Wording

from .columns import beside, longest, padded, stands_alone, wrapped
from .figures import month, shaded
from .lines import Panel, hanging
from .texts import Picked, texts

_NARROWEST = 12
_WIDEST = 22
_GAP = 2
_SPARKS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class RoundsSeen:
    title: str
    prompt: Prompt
    trend: Trend


def rounds_lines(words: Wording, seen: RoundsSeen, width: int) -> list[Content]:
    """What was asked, the rounds in columns, and a sentence to speak for each."""
    trend = seen.trend
    lines = [
        *hanging(Content(""), Content.styled(words.say(seen.prompt.ask), "bold"), width),
        *_muted(words.say("The group in each round. Nobody is followed from one to the next."), width),
        Content(""),
    ]
    if len(trend.rounds) < 2:
        return [*lines, *_muted(words.say("Held once so far: there is nothing beside it yet."), width)]
    if any(isinstance(one.figure, Notes) for one in trend.rounds):
        return [*lines, *_texts(words, trend, width)]
    label_width = _label_width(words, trend, width)
    fitting = max(1, (width - label_width) // (_NARROWEST + _GAP))
    for first in range(0, len(trend.rounds), fitting):
        lines += [*_block(words, trend, first, fitting, label_width, width), Content("")]
    return [*lines, *_sentences(words, trend, width)]


def _block(
    words: Wording, trend: Trend, first: int, fitting: int, label_width: int, width: int
) -> list[Content]:
    """As many rounds as fit beside each other."""
    rounds = trend.rounds[first : first + fitting]
    column = min(_WIDEST, (width - label_width) // len(rounds) - _GAP)
    blank = [Content(" " * label_width)]
    heads = [_head(words, one, column) for one in rounds]
    tallest = max(len(head) for head in heads)
    heads = [head + [Content(" " * column)] * (tallest - len(head)) for head in heads]
    lines = beside([blank, *heads])
    lines.append(Content.styled("─" * max(line.cell_length for line in lines), "$line"))
    for line in trend.lines:
        cells = [
            [padded(_cell(one, line.counts[place]), column)] for place, one in enumerate(rounds, start=first)
        ]
        name = _name(words, trend, line.label)
        if stands_alone(name) or not label_width:
            lines += [*hanging(Content(""), Content(name), width), *beside([blank, *cells])]
        else:
            lines += beside([wrapped(name, label_width), *cells])
    if any(mean is not None for mean in trend.means):
        lines += [Content(""), *_means(words, trend, first, rounds, column, label_width)]
    return lines


def _head(words: Wording, one: Round, column: int) -> list[Content]:
    """Day and session; how many answered, or why there is no figure."""
    day = words.say("Day {day}", day=one.holding.day + 1)
    lines = [line.stylize("bold") for line in wrapped(day, column)]
    lines += wrapped(words.say(one.holding.title), column)
    return [*lines, *(line.stylize("$muted") for line in wrapped(_state(words, one), column))]


def _state(words: Wording, one: Round) -> str:
    match one.figure:
        case None:
            return words.say("● still open: hidden until you close it")
        case Hidden(0):
            return words.say("destroyed when the workshop was closed")
        case Hidden(needs):
            return words.count("hidden: it needs {n} answers", "hidden: it needs {n} answers", needs)
        case figure:
            return words.count("{n} answer", "{n} answers", figure.n)


def _cell(one: Round, count: int | None) -> Content:
    match one.figure:
        case None | Hidden():
            return Content("")
        case Order(_, places):
            return shaded(count, max((place.count or 0 for place in places), default=0))
        case figure:
            return shaded(count, figure.n)


def _name(words: Wording, trend: Trend, label: str) -> str:
    if any(isinstance(one.figure, Counts) for one in trend.rounds):
        return month(words, label)
    ends = next((one.figure for one in trend.rounds if isinstance(one.figure, Spread)), None)
    if ends is not None:
        meanings = {ends.values[0].label: ends.low, ends.values[-1].label: ends.high}
        meaning = words.say(meanings.get(label, ""))
        return f"{label}  {meaning}" if meaning else label
    return ": ".join(half if half.isdigit() else words.say(half) for half in label.split(HALVES))


def _label_width(words: Wording, trend: Trend, width: int) -> int:
    names = [_name(words, trend, line.label) for line in trend.lines]
    names += [words.say("mean"), "·" * len(trend.rounds)]
    if any(map(stands_alone, names)):
        return 0
    return min(longest(names), max(14, width // 3))


def _means(
    words: Wording, trend: Trend, first: int, rounds: tuple[Round, ...], column: int, label_width: int
) -> list[Content]:
    """Each round's mean in numbers, and where it stands between the two ends; then what has changed."""
    label = [Content.styled(words.say("mean"), "bold"), Content.styled(_spark(trend), "$primary")]
    folded = [padded(line, label_width) for part in label for line in part.wrap(label_width or 1)]
    columns = [folded if label_width else [Content("")]]
    for place, one in enumerate(rounds, start=first):
        told = [padded(line, column) for line in _mean(words, trend, place).wrap(column)]
        mean = trend.means[place]
        if isinstance(one.figure, Spread) and mean is not None:
            told.append(padded(Content.styled(_scale(one.figure, mean, column), "$primary"), column))
        columns.append(told or [Content(" " * column)])
    return [*([] if label_width else label), *beside(columns)]


def _spark(trend: Trend) -> str:
    """The means of all rounds as one little line; a dot where none is told."""
    scale = next(one.figure for one in trend.rounds if isinstance(one.figure, Spread))
    low, high = float(scale.values[0].label), float(scale.values[-1].label)
    steps = len(_SPARKS) - 1
    return "".join(
        "·" if mean is None else _SPARKS[round((mean - low) / ((high - low) or 1) * steps)]
        for mean in trend.means
    )


def _mean(words: Wording, trend: Trend, place: int) -> Content:
    mean = trend.means[place]
    if mean is None:
        shown = isinstance(trend.rounds[place].figure, Spread)
        return (
            Content.styled(words.say("not told: small numbers are hidden"), "$muted")
            if shown
            else Content("")
        )
    before = next((one for one in reversed(trend.means[:place]) if one is not None), None)
    return Content.assemble(
        (f"{mean:.1f}", "bold"),
        (f"  {_change(round(mean, 1) - round(before, 1))}", "") if before is not None else "",
    )


def _change(by: float) -> str:
    """The way that the mean went since the round before: a sign and a number."""
    if abs(by) < 0.05:
        return "= 0.0"
    return f"▲ +{by:.1f}" if by > 0 else f"▼ −{-by:.1f}"


def _scale(spread: Spread, mean: float, width: int) -> str:
    """A line from the lowest to the highest value, with a dot at the mean."""
    low, high = float(spread.values[0].label), float(spread.values[-1].label)
    length = min(width, 15)
    at = round((mean - low) / (high - low) * (length - 1)) if high > low else 0
    return "─" * at + "●" + "─" * (length - 1 - at)


def _texts(words: Wording, trend: Trend, width: int) -> list[Content]:
    """Texts are too long for columns: one round below the other."""
    lines: list[Content] = []
    for one in trend.rounds:
        head = " · ".join((words.say("Day {day}", day=one.holding.day + 1), words.say(one.holding.title)))
        lines += hanging(Content(""), Content.styled(head, "bold $primary"), width)
        match one.figure:
            case Notes() as notes:
                lines += _muted(sentence(notes, words), width)
                lines += texts(words, notes, width, Picked(private=True))
            case _:
                lines += _muted(_state(words, one), width)
        lines.append(Content(""))
    return lines


def _sentences(words: Wording, trend: Trend, width: int) -> list[Content]:
    lines: list[Content] = []
    for one in trend.rounds:
        if one.figure is not None and not isinstance(one.figure, Hidden):
            said = words.say(
                "Day {day}: {sentence}", day=one.holding.day + 1, sentence=sentence(one.figure, words)
            )
            lines += _muted(said, width)
    return lines


def _muted(text: str, width: int) -> list[Content]:
    return hanging(Content(""), Content.styled(text, "$muted"), width)


class Rounds(Panel):
    """A framed comparison of the rounds of one question."""

    seen: reactive[RoundsSeen | None] = reactive(None, layout=True)

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self._words = words

    def watch_seen(self, seen: RoundsSeen | None) -> None:
        self.name_frame(Content(self._words.say(seen.title) if seen else ""))

    def forget(self) -> None:
        self.seen = None

    def render(self) -> Content:
        if self.seen is None:
            return Content("")
        return Content("\n").join(rounds_lines(self._words, self.seen, max(20, self.size.width)))
