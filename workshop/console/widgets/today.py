"""The day's sessions on one line each: as planned, and as they were or will be."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive

from workshop.console.when import clock
from workshop.domain.forecast import Forecast, Line
from workshop.wording import Wording

from .lines import Panel, across
from .texts import CURSOR

SIGNS = {"done": "✓", "running": "▶", "ahead": " ", "passed_over": "–"}
FIXED = "■"


@dataclass(frozen=True, slots=True)
class Row:
    """One session; `title` and `minutes` are words already."""

    session: str
    sign: str
    state: str
    planned: str
    begins: str
    title: str
    minutes: str
    drift: int


@dataclass(frozen=True, slots=True)
class TodaySeen:
    rows: tuple[Row, ...]
    current: int
    """The row that runs, or comes next."""
    end: Row
    ahead_of: int
    """Where the first session ahead is; the number of rows where none is."""
    hint: str = ""
    """What can be done about being late."""

    @classmethod
    def at(cls, words: Wording, forecast: Forecast) -> TodaySeen:
        rows = tuple(_row(words, line, forecast) for line in forecast.lines)
        states = [line.state for line in forecast.lines]
        ahead = states.index("ahead") if "ahead" in states else len(states)
        current = states.index("running") if "running" in states else ahead
        if forecast.late > 0:
            pace = words.count("{n} min later ▲", "{n} min later ▲", forecast.late)
        elif forecast.late < 0:
            pace = words.count("{n} min earlier ▽", "{n} min earlier ▽", -forecast.late)
        else:
            pace = words.say("on time ✓")
        end = Row(
            "",
            FIXED,
            "end",
            clock(forecast.planned_end),
            clock(forecast.ends),
            words.say("End"),
            pace,
            forecast.late,
        )
        late = forecast.late > 0 and not forecast.over
        hint = words.say("r  three ways to be on time") if late else ""
        return cls(rows, min(current, len(rows) - 1), end, ahead, hint)


def minutes_of(forecast: Forecast) -> tuple[int, int]:
    """How many minutes of the running session have gone, and how many it has."""
    length = round((forecast.elapsed + forecast.left).total_seconds() / 60)
    return int(forecast.elapsed.total_seconds() // 60), length


def _row(words: Wording, line: Line, forecast: Forecast) -> Row:
    fixed = line.session.at is not None and line.state == "ahead"
    minutes = str(line.minutes)
    if line.state == "running":
        elapsed, length = minutes_of(forecast)
        minutes = f"{elapsed}/{length}"
    elif line.state == "passed_over":
        minutes = words.say("left out")
    title = words.say(line.session.title)
    if line.session.continues:
        title = words.say("{title}, the rest", title=title)
    return Row(
        line.session.id,
        FIXED if fixed else SIGNS[line.state],
        line.state,
        clock(line.planned),
        clock(line.begins),
        title,
        minutes,
        line.drift,
    )


STYLES = {
    "done": "$muted",
    "running": "bold $primary",
    "ahead": "",
    "passed_over": "$muted",
    "end": "bold",
}


def short(row: Row, width: int) -> Content:
    """A row with the time at which it begins."""
    style = STYLES[row.state]
    left = Content.assemble((f"{row.sign} {row.begins:>5}  ", style), (row.title, style))
    pace = "$warning" if row.state == "end" and row.drift > 0 else style
    return across(left, Content.styled(row.minutes, pace), width)


def full(row: Row, width: int, *, at: bool = False) -> Content:
    """A row with both times: as planned, and as it was or will be; `at` puts the cursor on it."""
    style = STYLES[row.state]
    moved = row.begins if row.begins != row.planned else ""
    lead = Content.styled(CURSOR if at else "  ", "bold $primary")
    times = f"{row.sign} {row.planned:>5}  {moved:>5}   "
    drift = ""
    if row.state in ("done", "running") and row.drift:
        drift = f"  {row.drift:+d} {'▲' if row.drift > 0 else '▽'}"
    right = Content.assemble(
        (row.minutes, style), (f"{drift:>8}", "$warning" if row.drift > 0 else "$success")
    )
    if row.state == "end":
        right = Content.styled(row.minutes, "$warning" if row.drift > 0 else "$success")
    title = (row.title, "bold" if at and not style else style)
    return across(Content.assemble(lead, (times, style), title), right, width)


class Today(Panel):
    """As many rows as there is space for, around the one that runs."""

    seen: reactive[TodaySeen | None] = reactive(None)

    def render(self) -> Content:
        seen = self.seen
        width, height = self.size
        if seen is None or height < 1:
            return Content("")
        if height <= 2:
            rows: list[Row] = [seen.rows[seen.current]]
            if seen.ahead_of > seen.current:
                rows += seen.rows[seen.ahead_of : seen.ahead_of + 1] or [seen.end]
            rows = rows[:height]
        else:
            space = height - 1 - (2 if seen.hint else 0)
            top = max(0, min(seen.current - space // 3, len(seen.rows) - space))
            rows = [*seen.rows[top : top + space], seen.end]
        lines = [short(row, width) for row in rows]
        if seen.hint and height > 4:
            lines += [Content(""), Content.styled(seen.hint, "$warning").truncate(width, ellipsis=True)]
        return Content("\n").join(lines)
