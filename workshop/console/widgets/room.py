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


def care_lines(words: Wording, talk: int, pause: int, *, helpers: bool = False) -> tuple[Content, ...]:
    """The two care counts, at once and exact; the words, the sign and the colour say when to act."""
    wishes = [
        _wish(words.count("{n} would like to talk", "{n} would like to talk", talk), talk),
        _wish(words.count("{n} needs a pause", "{n} need a pause", pause), pause),
    ]
    lines = wishes if talk or not pause else wishes[::-1]
    if talk or pause:
        lines.append(Content.styled(words.say("h: you have answered them"), "$muted"))
        if helpers:
            lines.append(Content.styled(words.say("i: people who can help"), "$muted"))
    return tuple(lines)


def _wish(text: str, count: int) -> Content:
    return Content.styled(f"◆ {text}", "bold $error") if count else Content.styled(f"◇ {text}", "$muted")


class Board(Panel):
    """A few lines in a frame; where there is space for one only, as many as fit share it.

    Args:
        least: how many of the lines are never left out.
    """

    lines: reactive[tuple[Content, ...]] = reactive(())

    def __init__(self, *, least: int, id: str) -> None:
        super().__init__(id=id)
        self._least = least

    def render(self) -> Content:
        if self.size.height == 1:
            return self._one_line()
        return Content("\n").join(line.truncate(self.size.width, ellipsis=True) for line in self.lines)

    def _one_line(self) -> Content:
        fitting = Content(GAP).join(self.lines[: self._least])
        for line in self.lines[self._least :]:
            longer = Content(GAP).join([fitting, line])
            if longer.cell_length > self.size.width:
                break
            fitting = longer
        return fitting.truncate(self.size.width, ellipsis=True)
