"""One prompt and what the room said to it: the figure with all of its words."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive

from workshop.domain.disclosure import Hidden
from workshop.domain.figure import Notes, Order
from workshop.domain.prompt import Audience, Prompt
from workshop.room import Shown
from workshop.wording import Wording

from .figures import CURSOR, Picked, draw
from .lined import Lined
from .lines import Panel, hanging


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


def card_lines(words: Wording, seen: CardSeen, width: int) -> list[Content]:
    """What is asked, how many answered, what is hidden and why; and the figure, where there is one."""
    prompt = seen.prompt
    lines = hanging(Content(""), Content.styled(words.say(prompt.ask), "bold"), width)
    match seen.shown:
        case None:
            text = words.say("The form is open. Hidden until you close it (c) or release it (r).")
            return [*lines, *hanging(Content(""), Content.styled(text, "$muted"), width)]
        case Hidden(needs):
            text = words.count(
                "Hidden: too few answers so far. It needs {n}.",
                "Hidden: too few answers so far. It needs {n}.",
                needs,
            )
            return [*lines, *hanging(Content(""), Content.styled(text, "$muted"), width)]
        case shown:
            lines += hanging(Content(""), Content.styled(_caption(words, shown), "$muted"), width)
            return [*lines, Content(""), *draw(words, shown.figure, width, seen.picked)]


def _caption(words: Wording, shown: Shown) -> str:
    n = shown.figure.n
    if shown.at_least:
        said = [words.count("at least {n} answer", "at least {n} answers", n)]
        if shown.prompt.sensitive:
            said.append(words.say("later ones are not added: the few would be seen"))
        else:
            said.append(words.say("later ones wait until three have come together"))
    else:
        said = [words.count("{n} answer", "{n} answers", n)]
    if shown.prompt.sensitive and not isinstance(shown.figure, Notes | Order):
        said.append(words.say("small numbers stay hidden, and look like none"))
    if isinstance(shown.figure, Order):
        said.append(words.say("points: the first place earns most"))
    if isinstance(shown.figure, Notes) and shown.prompt.audience is Audience.ROOM:
        said.append(words.say("choose texts with space, then show them with r"))
    return " · ".join(said)


class Card(Panel, Lined):
    """A framed figure; the frame says whose it is and whether the room sees it."""

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
        if seen.released:
            return Content.styled(self._words.say("● the room sees it"), "bold $success")
        return Content.styled(self._words.say("○ not shown"), "$muted")

    def make(self, width: int) -> list[Content]:
        return card_lines(self._words, self.seen, max(20, width)) if self.seen else []

    def forget(self) -> None:
        self.seen = None

    @property
    def cursor_line(self) -> int | None:
        """The line of the text on which the cursor stands."""
        lines = enumerate(self.lines)
        return next((number for number, line in lines if line.plain.startswith(CURSOR)), None)
