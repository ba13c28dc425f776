"""What the room is doing: the form with its count in steps, and who wishes for care."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive

from workshop.wording import Wording

from .lines import Panel

GAP = "   "


@dataclass(frozen=True, slots=True)
class FormSeen:
    """One exercise's form. `count` is None where nothing is counted: private questions only."""

    open: bool
    was_open: bool
    count: int | None


def answers_lines(
    words: Wording,
    form: FormSeen | None,
    others: tuple[str, ...],
    *,
    locked: bool,
    receiving: bool,
    flipchart: bool = False,
) -> tuple[Content, ...]:
    """The form of the session that runs, other open forms, and what is kept from sight.

    `flipchart` says that paper takes the place of figures today: so few phones come that all would stay
    hidden.
    """
    lines: list[Content] = []
    if form is None:
        lines.append(Content.styled(words.say("○ No form in this session"), "$muted"))
    elif form.open:
        lines.append(
            Content.styled(words.say("● Open · {count}", count=_so_far(words, form)), "bold $success")
        )
    elif form.was_open:
        lines.append(Content(words.say("○ Closed · {count}", count=_exactly(words, form))))
    elif flipchart:
        lines.append(Content(words.say("○ Flipchart today")))
    else:
        lines.append(Content(words.say("○ Not open yet · o opens it")))
    if not receiving:
        lines.append(Content.styled(words.say("‖ Phones wait · p lets them send again"), "$warning"))
    if locked:
        lines.append(Content.styled(words.say("■ Locked: answers are kept sealed"), "$warning"))
    elif flipchart and form is not None:
        few = words.say("Flipchart today: few phones")
        all_the_same = words.say("o opens the form all the same")
        lines.append(Content.styled(few if form.open or form.was_open else all_the_same, "$muted"))
    elif form is not None and form.open and form.count is not None:
        lines.append(Content.styled(words.say("Hidden until you close or release"), "$muted"))
    elif form is not None and form.was_open and form.count:
        lines.append(Content.styled(words.say("v shows what the room said"), "$muted"))
    if others:
        titles = ", ".join(words.say(title) for title in others)
        lines.append(Content(words.say("● Also open: {titles}", titles=titles)))
    return tuple(lines)


def _so_far(words: Wording, form: FormSeen) -> str:
    if form.count is None:
        return words.say("private, so not counted here")
    if form.count == 0:
        return words.say("fewer than 3 answers")
    return words.count("{n} or more answers", "{n} or more answers", form.count)


def _exactly(words: Wording, form: FormSeen) -> str:
    if form.count is None:
        return words.say("private, so not counted here")
    return words.count("{n} answer", "{n} answers", form.count)


def waiting(words: Wording, talk: int, pause: int, *, needed: bool) -> tuple[Content, ...]:
    """Whether an answer asks for care, without a number; and the two wishes, at once and exact.

    Sign, word and colour say together when to act.
    """
    wishes = [
        _wish(words.count("{n} would like to talk", "{n} would like to talk", talk), talk),
        _wish(words.count("{n} needs a pause", "{n} need a pause", pause), pause),
    ]
    lines = wishes if talk or not pause else wishes[::-1]
    return (_wish(words.say("someone may need care"), 1), *lines) if needed else tuple(lines)


def care_lines(
    words: Wording,
    talk: int,
    pause: int,
    *,
    needed: bool = False,
    helpers: bool = False,
    to_pause: bool = False,
) -> tuple[Content, ...]:
    """What `waiting` says, and which key helps; `to_pause` says that a session runs that could pause."""
    lines = list(waiting(words, talk, pause, needed=needed))
    if pause and to_pause:
        lines.append(Content.styled(words.say("space: a break for all?"), "$primary"))
    elif needed:
        lines.append(Content.styled(words.say("g: grounding, or a break"), "$primary"))
    if needed or talk or pause:
        lines.append(Content.styled(words.say("s: what to do"), "$muted"))
        if helpers:
            lines.append(Content.styled(words.say("i: people who can help"), "$muted"))
    return tuple(lines)


def _wish(text: str, count: int) -> Content:
    return Content.styled(f"◆ {text}", "bold $error") if count else Content.styled(f"◇ {text}", "$muted")


class Board(Panel):
    """A few lines in a frame; where there is space for fewer, as many as fit share the rows.

    Args:
        least: how many of the lines are never left out.
    """

    lines: reactive[tuple[Content, ...]] = reactive(())

    def __init__(self, *, least: int, id: str) -> None:
        super().__init__(id=id)
        self._least = least

    def render(self) -> Content:
        width = self.size.width
        rows = self.lines if len(self.lines) <= self.size.height else self._shared()
        return Content("\n").join(row.truncate(width, ellipsis=True) for row in rows)

    def _shared(self) -> list[Content]:
        """Each line in the first row that has space for it."""
        rows: list[Content] = []
        for number, line in enumerate(self.lines):
            longer = [Content(GAP).join([row, line]) for row in rows]
            place = next((n for n, row in enumerate(longer) if row.cell_length <= self.size.width), None)
            if place is None and len(rows) < self.size.height:
                rows.append(line)
            elif place is not None or number < self._least:
                place = len(rows) - 1 if place is None else place
                rows[place] = longer[place]
        return rows
