"""An exercise or an agenda of the library, whole, for reading before anybody decides on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive

from workshop.console.when import clock
from workshop.domain import terms
from workshop.domain.agenda import Agenda, Day, Session
from workshop.domain.exercise import Exercise, Source
from workshop.domain.prompt import Audience
from workshop.wording import Wording, mark

from .lined import Lined
from .lines import Panel, across, hanging
from .paging import turn_pages
from .script import step_body, step_line

ASKED = {
    Audience.ROOM: mark("Of the group, without names"),
    Audience.FACILITATOR: mark("For you alone, without names"),
    Audience.MINE: mark("Of each, for their own plan"),
    Audience.PAPER: mark("On paper only"),
}
OURS = mark("CC BY-SA 4.0, in our own words")
NARROW = 50
"""Cells below which a text stands under its label, not beside it."""
COLUMN = 21
"""Where texts begin beside their labels."""


@dataclass(frozen=True, slots=True)
class ExerciseReading:
    """`check` is the title of the self-check that reads its answers, `fallback` what it falls back on."""

    exercise: Exercise
    check: str = ""
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class AgendaReading:
    agenda: Agenda


def exercise_lines(words: Wording, reading: ExerciseReading, width: int) -> list[Content]:
    """What it is for, its facts, what to watch for, each step, what is asked of whom, and the rest."""
    say, exercise = words.say, reading.exercise
    variations = exercise.variations
    lines = [*hanging(Content(""), Content.styled(say(exercise.purpose), "$muted"), width), Content("")]
    lines += _labelled(
        (
            (say("Minutes"), terms.minutes(words, exercise.minutes)),
            (say("Depth"), terms.depth(words, exercise.depth)),
            (say("Phones"), say(terms.PHONES[exercise.phones])),
            (say("People sit"), terms.groups(words, exercise.groups)),
            (say("You need"), terms.listed(words, exercise.materials)),
            (say("Who must be there"), terms.helpers(words, exercise.requires)),
            (say("Better not"), say(exercise.when_not_to_use)),
        ),
        width,
    )
    lines.append(Content(""))
    for caution in exercise.cautions:
        lines += hanging(Content.styled("! ", "bold $warning"), Content(say(caution)), width)
    lines.append(Content(""))
    for step in exercise.steps:
        lines.append(step_line(words, step, width, done=False, current=False).stylize("bold"))
        lines += step_body(words, step, width, form_open=step.form == "close")
    lines += _asked(words, reading, width)
    if exercise.cards:
        lines += _heading(say("Cards to explain"))
        for card in exercise.cards:
            lines += hanging(Content("  "), Content.styled(say(card.title), "bold"), width)
            lines += hanging(Content("    "), Content(say(card.text)), width)
            lines += hanging(Content("    "), Content.styled(say(card.care_frame), "$muted"), width)
    lines += _heading(say("If it goes otherwise"))
    lines += _labelled(
        (
            (say("Short of time"), say(exercise.if_short)),
            (say("Too much"), say(exercise.if_distress)),
            (say("Falls back on"), say(reading.fallback)),
        ),
        width,
    )
    if exercise.debrief:
        lines += _heading(say("To talk about"))
        for question in exercise.debrief:
            lines += hanging(Content.styled("? ", "$primary"), Content(say(question)), width)
    lines += _heading(say("Otherwise held"))
    lines += _labelled(
        (
            (say("Few people"), say(variations.small)),
            (say("Many people"), say(variations.large)),
            (say("Without phones"), say(variations.paper)),
        ),
        width,
    )
    lines += _sources(words, exercise.sources, width)
    return [*lines, *_labelled(((say("Licence"), say(exercise.licence or OURS)),), width)]


def _asked(words: Wording, reading: ExerciseReading, width: int) -> list[Content]:
    """What the form asks, and of whom."""
    say, exercise = words.say, reading.exercise
    lines = _heading(say("What is asked"))
    if not exercise.prompts:
        return [*lines, Content.styled(f"  {say('Nothing: it has no form.')}", "$muted")]
    for audience, title in ASKED.items():
        form = exercise.form(audience)
        if form:
            lines += hanging(Content("  "), Content.styled(say(title), "$primary"), width)
        for prompt in form:
            lines += hanging(Content("    · "), Content(say(prompt.ask)), width)
    if reading.check:
        text = say("The self-check “{title}” reads it, for that person alone.", title=say(reading.check))
        lines += hanging(Content("  "), Content.styled(text, "$muted"), width)
    return lines


def agenda_lines(words: Wording, agenda: Agenda, width: int) -> list[Content]:
    """What it is for, its facts, each day with its sessions, and where it comes from."""
    say = words.say
    lines = [*hanging(Content(""), Content.styled(say(agenda.about), "$muted"), width), Content("")]
    people = words.say("{least} to {most}", least=agenda.group.least, most=agenda.group.most)
    again = words.say("{days} days after the end", days=", ".join(map(str, agenda.follow_ups)))
    planned = sum(day.minutes for day in agenda.days)
    length = words.count("One day", "{n} days", len(agenda.days))
    lines += _labelled(
        (
            (say("Goal"), say(agenda.goal)),
            (say("Length"), f"{length} · {words.count('{n} min', '{n} min', planned)}"),
            (say("People"), people),
            (say("Small groups"), terms.listed(words, (terms.SPLITS[one] for one in agenda.group.split))),
            (say("Nights"), say("people stay overnight") if agenda.residential else ""),
            (say("Who must be there"), terms.helpers(words, agenda.requires)),
            (say("We meet again"), again if agenda.follow_ups else ""),
            (say("Short of time"), say(agenda.if_short)),
            (say("In a crisis"), say(agenda.if_crisis)),
        ),
        width,
    )
    for number, day in enumerate(agenda.days, start=1):
        lines += _day(words, day, number, width)
    return [*lines, *_sources(words, agenda.sources, width)]


def _day(words: Wording, day: Day, number: int, width: int) -> list[Content]:
    title = f"{words.say('Day {day}', day=number)} · {words.say(day.title)}"
    minutes = Content.styled(words.count("{n} min", "{n} min", day.minutes), "bold $primary")
    lines = [Content(""), across(Content.styled(title, "bold $primary"), minutes, width)]
    lines += day_lines(words, day, width)
    begins = datetime.combine(datetime.min, day.start)
    for session in day.sessions:
        if session.at is not None:
            begins = max(begins, datetime.combine(datetime.min, session.at))
        at = "" if day.held == "asynchronous" else clock(begins)
        lines += _session(words, session, at, width)
        begins += timedelta(minutes=session.minutes.planned)
    return lines


def _session(words: Wording, session: Session, at: str, width: int) -> list[Content]:
    said = words.count("{n} min", "{n} min", session.minutes.planned)
    right = f"{words.say('can go')} · {said}" if session.keep == "could" else said
    sign = "■" if session.at is not None else " "
    left = f"{sign} {at:>5}  {words.say(session.title)}"
    lines = [across(Content.styled(left, "$muted" if session.rests else ""), Content(right), width)]
    if session.aim:
        lines += hanging(Content(" " * 9), Content.styled(words.say(session.aim), "$muted"), width)
    return lines


def day_lines(words: Wording, day: Day, width: int) -> list[Content]:
    """What a day says of itself: its phase and week, how it is held, how often, and what to know."""
    facts = [words.say(day.phase)] if day.phase else []
    if day.week is not None:
        facts.append(words.say("week {n}", n=day.week))
    if day.held != "in_person" or facts:
        facts.append(words.say(terms.HELD[day.held]))
    lines: list[Content] = []
    for text in (" · ".join(facts), words.say(day.repeats), words.say(day.about)):
        if text:
            lines += hanging(Content("  "), Content.styled(text, "$muted"), width)
    return lines


def _heading(text: str) -> list[Content]:
    return [Content(""), Content.styled(text, "bold $primary")]


def _labelled(rows: Iterable[tuple[str, str]], width: int) -> list[Content]:
    """Texts beside their labels; what is empty is left out."""
    lines: list[Content] = []
    for label, text in rows:
        if text:
            lead = Content.styled(f"  {label}  ", "$muted")
            if width < NARROW:
                lines.append(lead)
                lead = Content("    ")
            lines += hanging(lead.pad_right(max(0, COLUMN - lead.cell_length)), Content(text), width)
    return lines


def _sources(words: Wording, sources: tuple[Source, ...], width: int) -> list[Content]:
    lines = _heading(words.say("Where it comes from"))
    for source in sources:
        document = terms.document(words, source.document)
        text = Content.assemble((document, "$muted"), "  ", words.say(source.practice))
        lines += hanging(Content("  "), text, width)
    return lines


class Reading(Panel):
    """A page that can be turned; another page begins at its top."""

    page: reactive[ExerciseReading | AgendaReading | None] = reactive(None)

    def __init__(self, words: Wording, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False, id="leaf"):
            text = Lined(id="text")
            text.draw(self._lines)
            yield text

    def watch_page(self) -> None:
        if self.is_mounted:
            self.query_one("#text", Lined).remake()
            self.query_one("#leaf", VerticalScroll).scroll_home(animate=False)

    def turn(self, pages: int) -> None:
        scroll = self.query_one("#leaf", VerticalScroll)
        turn_pages(scroll, pages)

    def _lines(self, width: int) -> list[Content]:
        match self.page:
            case ExerciseReading() as reading:
                return exercise_lines(self._words, reading, max(20, width - 1))
            case AgendaReading(agenda):
                return agenda_lines(self._words, agenda, max(20, width - 1))
            case None:
                return []
