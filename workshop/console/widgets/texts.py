"""Free texts in a terminal: which the room may see, which count as one, what they are about."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from workshop.domain.cleaning import one_line
from workshop.domain.figure import Note, Notes, Theme
from workshop.wording import Wording

from .lines import hanging

CURSOR = "› "
AWAY = "away"
"""Where the cursor stands on the line that counts what was put away; no text has this id."""


@dataclass(frozen=True, slots=True)
class Picked:
    """Which free texts the room may see, and on which one the cursor stands."""

    released: frozenset[str] = frozenset()
    cursor: str | None = None
    private: bool = False
    """What was asked for the facilitator alone can never be shown."""
    marked: str | None = None
    """The text that others are to be merged into."""
    away: tuple[Note, ...] = ()
    """What was put away; listed only where it is `unfolded`."""
    unfolded: bool = False


NONE_PICKED = Picked()


def texts(words: Wording, notes: Notes, width: int, picked: Picked) -> list[Content]:
    lines: list[Content] = []
    for theme, sorted in notes.by_theme:
        if notes.themes:
            gap = [Content("")] if lines else []
            lines += [*gap, *_heading(words, theme, len(sorted), width)]
        for note in sorted:
            lines += _text(words, note, width, picked)
    return lines


def _heading(words: Wording, theme: Theme | None, count: int, width: int) -> list[Content]:
    if theme is None:
        title = Content.styled(words.say("No theme yet · {count}", count=count), "$muted")
        return hanging(Content("· "), title, width)
    title = Content.styled(words.say("{theme} · {count}", theme=one_line(theme.title), count=count), "bold")
    return hanging(Content.styled(f"{theme.number} ", "bold $primary"), title, width)


def _text(words: Wording, note: Note, width: int, picked: Picked) -> list[Content]:
    signs = (words.say("● chosen"), words.say("○ kept back"))
    column = max(Content(sign).cell_length for sign in signs)
    released = note.id in picked.released
    sign = signs[0] if released else signs[1]
    state = Content.styled(sign, "bold $success" if released else "$muted")
    state = state.pad_right(column - state.cell_length)
    if picked.private:
        state = Content.styled("–", "$muted")
    marked = note.id == picked.marked
    at = note.id == picked.cursor
    often = (f"  × {note.times}", "bold") if note.times > 1 else ""
    keeps = (f"  {words.say('= keeps its wording')}", "bold $primary") if marked else ""
    lead = Content.assemble(_cursor(at), state, "  ")
    said = Content.assemble((one_line(note.text), "bold" if at else ""), often, keeps)
    return hanging(lead, said, width)


def put_away(words: Wording, width: int, picked: Picked) -> list[Content]:
    """How many texts were put away, and where they are unfolded, which."""
    if not picked.away:
        return []
    count = len(picked.away)
    sign = "▾ " if picked.unfolded else "▸ "
    counted = words.say("put away: {n}", n=count)
    how = words.say("x folds them up") if picked.unfolded else words.say("x lists them")
    at = picked.cursor == AWAY
    line = Content.assemble((f"{sign}{counted}", "bold" if at else ""), (f" · {how}", "$muted"))
    lines = [Content(""), *hanging(_cursor(at), line, width)]
    for note in picked.away if picked.unfolded else ():
        at = note.id == picked.cursor
        lead = Content.assemble(_cursor(at), ("– ", "$muted"))
        text = Content.styled(one_line(note.text), "bold" if at else "$muted")
        back = (f" · {words.say('x brings it back')}", "$muted") if at else ""
        lines += hanging(lead, Content.assemble(text, back), width)
    return lines


def _cursor(at: bool) -> Content:
    return Content.styled(CURSOR if at else "  ", "bold $primary")
