"""One prompt and what the room said to it: the figure with all of its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.content import Content
from textual.reactive import reactive

from workshop.domain.cleaning import one_line
from workshop.domain.disclosure import Hidden
from workshop.domain.figure import Notes, Order
from workshop.domain.prompt import Audience, Prompt
from workshop.export.spoken import sentence
from workshop.room import ALONG, Shown
from workshop.wording import Wording

from .figures import draw
from .lined import Lined
from .lines import Panel, hanging
from .tables import table
from .texts import CURSOR, Picked, put_away

View = Literal["drawing", "table"]
NARROWEST = 20
"""Cells: below that nothing is laid out any narrower."""


@dataclass(frozen=True, slots=True)
class CardSeen:
    """`shown` is None while the form is open."""

    exercise: str
    title: str
    prompt: Prompt
    shown: Shown | Hidden | None
    released: bool
    picked: Picked
    selected: bool
    view: View = "drawing"


def card_lines(words: Wording, seen: CardSeen, width: int) -> list[Content]:
    """What is asked, how many answered, what is hidden and why; the figure, and a sentence to speak."""
    lines = hanging(Content(""), Content.styled(words.say(seen.prompt.ask), "bold"), width)
    match seen.shown:
        case None:
            text = words.say("The form is open. Hidden until you close it (c) or release it (r).")
            return [*lines, *_muted(text, width)]
        case Hidden(0):
            text = words.say("The room was not shown this. It was destroyed when the workshop was closed.")
            return [*lines, *_muted(text, width)]
        case Hidden(needs):
            text = words.count(
                "Hidden: too few answers so far. It needs {n}.",
                "Hidden: too few answers so far. It needs {n}.",
                needs,
            )
            return [*lines, *_muted(text, width)]
        case shown if seen.exercise == ALONG:
            assert isinstance(shown.figure, Notes)
            lines.append(Content(""))
            for note in shown.figure.notes:
                lines += hanging(Content("  "), Content(one_line(note.text)), width)
            return lines
        case shown:
            lines += [*_muted(_caption(words, shown), width), Content("")]
            if seen.view == "table":
                lines += table(words, shown.figure, width)
            else:
                lines += draw(words, shown.figure, width, seen.picked)
                lines += put_away(words, width, seen.picked)
            spoken = Content.styled(sentence(shown.figure, words), "italic $muted")
            return [*lines, Content(""), *hanging(Content.styled("“ ", "$muted"), spoken, width)]


def _caption(words: Wording, shown: Shown) -> str:
    n = shown.figure.n
    said = []
    if shown.frozen:
        said.append(words.say("✱ frozen: later answers do not join it"))
    if shown.at_least:
        said.insert(0, words.count("at least {n} answer", "at least {n} answers", n))
        if not shown.frozen and shown.prompt.sensitive:
            said.append(words.say("later ones are not added: the few would be seen"))
        elif not shown.frozen:
            said.append(words.say("later ones wait until three have come together"))
    else:
        said.insert(0, words.count("{n} answer", "{n} answers", n))
    if shown.prompt.sensitive and not isinstance(shown.figure, Notes | Order):
        said.append(words.say("small numbers stay hidden, and look like none"))
    if isinstance(shown.figure, Order):
        said.append(words.say("points: the first place earns most"))
    if isinstance(shown.figure, Notes) and shown.prompt.audience is Audience.ROOM:
        said.append(words.say("choose texts with space, then show them with r"))
    return " · ".join(said)


def _muted(text: str, width: int) -> list[Content]:
    return hanging(Content(""), Content.styled(text, "$muted"), width)


class Card(Panel, Lined):
    """A framed figure; the frame says whose it is and whether the room sees it.

    A card may hold hundreds of texts: each line is drawn by itself, and only where it is in sight.
    """

    seen: reactive[CardSeen | None] = reactive(None, repaint=False)

    def __init__(self, words: Wording, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._words = words

    def watch_seen(self, seen: CardSeen | None) -> None:
        self.remake()
        if seen is None:
            self.name_frame(Content(""))
            return
        self.set_class(seen.selected, "-selected")
        lead = CURSOR if seen.selected else ""
        self.name_frame(Content(f"{lead}{self._words.say(seen.title)}"), self._state(seen))

    def _state(self, seen: CardSeen) -> Content:
        if seen.prompt.audience is Audience.FACILITATOR:
            return Content.styled(self._words.say("◆ only you"), "bold $warning")
        frozen = isinstance(seen.shown, Shown) and seen.shown.frozen
        lead = (f"{self._words.say('✱ frozen')}  ", "bold $primary") if frozen else ""
        if seen.released:
            return Content.assemble(lead, (self._words.say("● the room sees it"), "bold $success"))
        return Content.assemble(lead, (self._words.say("○ not shown"), "$muted"))

    def make(self, width: int) -> list[Content]:
        return card_lines(self._words, self.seen, max(NARROWEST, width)) if self.seen else []

    def forget(self) -> None:
        self.seen = None

    @property
    def cursor_line(self) -> int | None:
        """The line of the text on which the cursor stands."""
        lines = enumerate(self.lines)
        return next((number for number, line in lines if line.plain.startswith(CURSOR)), None)
