"""What is filled in for one question of a sheet, drawn in lines: options, tables, numbers, lines of text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from textual.content import Content

from workshop.console.leaf import Leaf
from workshop.console.spots import Line, Number, Order, Pick, Spot, Ticks, first, signs, spots
from workshop.domain.cleaning import one_line
from workshop.domain.prompt import MatrixPrompt, Option, Prompt, ScalePrompt
from workshop.wording import Wording

from .lines import hanging
from .texts import CURSOR

ON, OFF = "●", "○"
CARET = "▌"
FEW = 8
"""Options that stand in one column, here as on paper."""
MOST_VALUES = 11
"""Numbers that are drawn side by side, from 0 to 10; of more, only what was typed is shown."""
CELL = 4
NARROW = 56
"""Cells below which everything stands in one column."""
GAP = "  "
OPTION = 4
"""Signs before the label of an option: its key and its mark."""


class Blank:
    """What is filled in for one prompt."""

    def __init__(self, words: Wording, leaf: Leaf, width: int) -> None:
        self._words = words
        self._leaf = leaf
        self._width = width
        self.hand = 0

    def of(self, prompt: Prompt) -> list[Content]:
        rows, lines = spots(prompt), list[Content]()
        for spot in rows:
            here = spot == self._leaf.spot
            if here:
                self.hand = len(lines)
            match spot:
                case Pick() if spot.label:
                    chosen = spot.chosen(self._leaf.typed)
                    lines += self._row(spot, [option.id == chosen for option in spot.options], here)
                case Pick() | Ticks() | Order():
                    lines += self._options(spot)
                case Number():
                    lines += self._number(spot, here)
                case Line():
                    lines += self._line(spot, here, alone=len(rows) == 1)
        return lines + self._ends(prompt)

    # -- what is chosen ----------------------------------------------------------------------------

    def _options(self, spot: Pick | Ticks | Order) -> list[Content]:
        """In two columns where there are many, the first read down before the second, as on paper."""
        cells = [
            self._option(spot, sign, option) for sign, option in zip(signs(spot), spot.options, strict=True)
        ]
        if len(cells) <= FEW or self._width < NARROW:
            return [line for cell in cells for line in self._wrapped(cell, self._width)]
        half = -(-len(cells) // 2)
        first_width = max(cell.cell_length for cell in cells[:half])
        if first_width + len(GAP) + max(cell.cell_length for cell in cells[half:]) > self._width:
            first_width = (self._width - len(GAP)) // 2
        rest_width = self._width - len(GAP) - first_width
        lines: list[Content] = []
        for one, other in zip_longest(cells[:half], cells[half:], fillvalue=Content("")):
            pair = (self._wrapped(one, first_width), self._wrapped(other, rest_width))
            for left, right in zip_longest(*pair, fillvalue=Content("")):
                lines.append(Content.assemble(left.pad_right(first_width - left.cell_length), GAP, right))
        return lines

    @staticmethod
    def _wrapped(cell: Content, width: int) -> list[Content]:
        return hanging(cell[:OPTION], cell[OPTION:], width)

    def _option(self, spot: Pick | Ticks | Order, sign: str, option: Option) -> Content:
        typed = self._leaf.typed
        match spot:
            case Pick():
                mark = ON if spot.chosen(typed) == option.id else OFF
            case Ticks():
                mark = ON if option.id in spot.ticked(typed) else OFF
            case Order():
                order = spot.order(typed)
                mark = str(order.index(option.id) + 1) if option.id in order else "·"
        style = "bold $primary" if mark not in (OFF, "·") else ""
        label = Content.styled(f"{mark:<2}{self._words.say(option.label)}", style)
        return Content.assemble((f"{sign:<2}", "bold $primary"), label)

    # -- tables ------------------------------------------------------------------------------------

    def legend(self, prompt: Prompt) -> list[Content]:
        """The columns of a table: their keys, and what they mean."""
        rows = spots(prompt)
        spot = rows[0]
        if isinstance(spot, Pick) and spot.label:
            keys = signs(spot)
            named = (
                Content.assemble((key, "bold $primary"), " ", self._words.say(option.label))
                for key, option in zip(keys, spot.options, strict=True)
            )
            return [*self._flowing(named), Content(""), self._keys(keys, rows)]
        if isinstance(spot, Number) and spot.label and len(spot.values) <= MOST_VALUES:
            lines = [self._keys([str(value) for value in spot.values], rows)]
            if isinstance(prompt, MatrixPrompt) and len(prompt.columns) == 1:
                column = self._words.say(prompt.columns[0].label)
                lines.insert(0, Content.styled(" " * len(CURSOR) + column, "$muted"))
            return lines
        return []

    def _flowing(self, parts: Iterable[Content]) -> list[Content]:
        """`parts` side by side, on as many lines as they need."""
        lines = [Content("")]
        for part in parts:
            joined = Content.assemble(lines[-1], "   " if lines[-1] else "  ", part)
            if lines[-1] and joined.cell_length > self._width:
                lines.append(Content.assemble("  ", part))
            else:
                lines[-1] = joined
        return lines

    def _labels(self, count: int) -> int:
        """Cells that the labels of a table's rows may take."""
        return max(10, self._width - len(CURSOR) - CELL * count)

    def _label(self, spot: Spot) -> str:
        label = () if isinstance(spot, Ticks | Order) else spot.label
        return " · ".join(self._words.say(part) for part in label)

    def _column(self, rows: Iterable[Spot], count: int) -> int:
        longest = max(Content(self._label(spot)).cell_length for spot in rows)
        return min(longest, self._labels(count))

    def _keys(self, keys: Iterable[str], rows: tuple[Spot, ...]) -> Content:
        cells = [f"{key:>{CELL}}" for key in keys]
        lead = " " * (len(CURSOR) + self._column(rows, len(cells)))
        return Content.assemble(lead, ("".join(cells), "bold $primary"))

    def _row(self, spot: Spot, chosen: list[bool], here: bool) -> list[Content]:
        """A row of a table, with its label at the left."""
        rows = spots(self._leaf.prompts[self._leaf.place])
        column = self._column(rows, len(chosen))
        label = Content.styled(self._label(spot), "bold" if here else "")
        lead = Content.styled(CURSOR if here else " " * len(CURSOR), "bold $primary")
        first_line, *rest = label.wrap(column) or [Content("")]
        cells = Content.assemble(
            *((f"{ON if one else OFF:>{CELL}}", "bold $primary" if one else "$muted") for one in chosen)
        )
        first_line = first_line.pad_right(max(0, column - first_line.cell_length))
        indent = " " * len(CURSOR)
        return [
            Content.assemble(lead, first_line, cells),
            *(Content.assemble(indent, line) for line in rest),
        ]

    def _number(self, spot: Number, here: bool) -> list[Content]:
        digits = first(self._leaf.typed, spot.name)
        if len(spot.values) > MOST_VALUES:
            written = Content.assemble((digits, "bold $primary"), (CARET if here else "", "$primary"))
            label = self._label(spot)
            return [Content.assemble(f"  {label}  " if label else "  ", written)]
        chosen = [str(value) == digits for value in spot.values]
        if spot.label:
            return self._row(spot, chosen, here)
        cells = (
            Content.assemble(
                (f"  {value}", "bold $primary"), " ", (_mark(one), "bold $primary" if one else "$muted")
            )
            for value, one in zip(spot.values, chosen, strict=True)
        )
        return [Content("  ").join(cells)]

    def _ends(self, prompt: Prompt) -> list[Content]:
        """What the lowest and the highest number mean."""
        if not isinstance(prompt, ScalePrompt | MatrixPrompt) or not prompt.low + prompt.high:
            return []
        if isinstance(prompt, MatrixPrompt) and prompt.cell != "scale":
            return []
        ends = ((prompt.lowest, prompt.low), (prompt.highest, prompt.high))
        said = (f"{value} {self._words.say(end)}" for value, end in ends)
        return [Content(""), *self._flowing(Content.styled(end, "$muted") for end in said)]

    # -- what is written ---------------------------------------------------------------------------

    def _line(self, spot: Line, here: bool, *, alone: bool) -> list[Content]:
        text = first(self._leaf.typed, spot.name)
        number = f"{spot.place} " if spot.place else ""
        lead = Content.assemble(
            (CURSOR if here else " " * len(CURSOR), "bold $primary"), (number, "bold $primary")
        )
        lines = []
        if spot.label:
            lines.append(Content.assemble(lead, Content.styled(self._label(spot), "bold" if here else "")))
            lead = Content(" " * len(CURSOR))
        written = _written(text, self._leaf.caret) if here else Content(text)
        wrapped = [
            line for part in written.split("\n") for line in part.wrap(max(10, self._width - 4)) or [part]
        ]
        indent = " " * lead.cell_length
        lines += [Content.assemble(lead if n == 0 else indent, line) for n, line in enumerate(wrapped)]
        over = len(one_line(text)) > spot.characters
        if here and (over or alone):
            used = self._words.say("{n} of {most}", n=len(text), most=spot.characters)
            lines.append(Content.styled(" " * len(CURSOR) + used, "bold $warning" if over else "$muted"))
        return lines


def _mark(on: bool) -> str:
    return ON if on else OFF


def _written(text: str, caret: int) -> Content:
    """`text` with the caret: a block behind it, or the sign that it stands on, turned round."""
    before, sign, after = text[:caret], text[caret : caret + 1], text[caret + 1 :]
    if not sign or sign == "\n":
        return Content.assemble(before, (CARET, "$primary"), sign, after)
    return Content.assemble(before, (sign, "reverse"), after)
