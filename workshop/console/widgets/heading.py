"""The top line: which workshop, which day, what time, and what being late does to the end of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from workshop.console.when import clock, short_date
from workshop.domain.forecast import Forecast
from workshop.wording import Wording

from .lines import across

WIDE = 110


@dataclass(frozen=True, slots=True)
class HeadingSeen:
    title: str
    day: str
    date: str
    clock: str
    pace: Content
    short_pace: Content
    flags: tuple[Content, ...]

    @classmethod
    def at(
        cls,
        words: Wording,
        title: str,
        day: int,
        days: int,
        now: datetime,
        forecast: Forecast,
        *,
        paused: bool,
        locked: bool,
        receiving: bool,
    ) -> HeadingSeen:
        flags = []
        if locked:
            flags.append(Content.styled(words.say("■ Locked"), "bold $warning"))
        if not receiving:
            flags.append(Content.styled(words.say("‖ Phones wait"), "bold $warning"))
        if paused:
            flags.append(Content.styled(words.say("‖ Paused"), "bold $warning"))
        return cls(
            words.say(title),
            words.say("Day {day} of {days}", day=day, days=days),
            short_date(words, now.date()),
            clock(now),
            Content("   ").join([_behind(words, forecast), _end(words, forecast)]),
            _behind(words, forecast),
            tuple(flags),
        )


def _behind(words: Wording, forecast: Forecast) -> Content:
    if forecast.behind > 0:
        late = words.count("{n} min behind ▲", "{n} min behind ▲", forecast.behind)
        return Content.styled(late, "bold $warning")
    if forecast.behind < 0:
        return Content.styled(words.count("{n} min ahead ▽", "{n} min ahead ▽", -forecast.behind), "$success")
    return Content.styled(words.say("on time ✓"), "$success")


def _end(words: Wording, forecast: Forecast) -> Content:
    """What the pace does to the end of the day."""
    ends = clock(forecast.ends)
    if forecast.over:
        return Content.styled(words.say("the day ended {ends}", ends=ends), "$muted")
    if forecast.impossible_by:
        text = words.count(
            "cannot end before {soonest}: {n} min too long",
            "cannot end before {soonest}: {n} min too long",
            forecast.impossible_by,
            soonest=clock(forecast.soonest_end),
        )
        return Content.styled(text, "bold $error")
    if forecast.late > 0:
        text = words.say("the day would end {ends}", ends=ends)
        return Content.styled(text, "$warning")
    if forecast.behind > 0:
        return Content.styled(words.say("the day still ends {ends}", ends=ends), "$success")
    if forecast.agreed_end != forecast.planned_end:
        return Content.styled(words.say("the day ends {ends}, as agreed", ends=ends), "$muted")
    return Content.styled(words.say("the day ends {ends}", ends=ends), "$muted")


class Heading(Widget):
    """One line; it gives up the date, then the title's length, where the terminal is narrow."""

    seen: reactive[HeadingSeen | None] = reactive(None)

    def render(self) -> Content:
        seen, width = self.seen, self.size.width
        if seen is None:
            return Content("")
        time = Content.styled(seen.clock, "bold $primary")
        wide = width >= WIDE
        facts = [Content(seen.day)]
        if wide:
            facts.append(Content(seen.date))
        facts += [*seen.flags, time, seen.pace if wide else seen.short_pace]
        title = Content.styled(seen.title, "bold")
        return across(title, Content("   " if wide else "  ").join(facts), width)
