"""The facilitator's script: what to watch for, what to say, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from workshop.console.recalling import Recalled
from workshop.domain import terms
from workshop.domain.agenda import Session
from workshop.domain.cleaning import one_line
from workshop.domain.exercise import Exercise, Step
from workshop.domain.forecast import Stage
from workshop.wording import Wording

from .lined import Lined
from .lines import Panel, across, hanging, progress
from .paging import turn_pages

DEEP_ENOUGH = 2
"""The depth from which on what helps somebody stands before the steps."""
BRIEF = 20
"""Lines below which the script begins with its cautions."""


@dataclass(frozen=True, slots=True)
class ExercisePage:
    """An exercise that runs. `step` is the one being looked at; None opens all of them."""

    exercise: Exercise
    session: Session | None
    step: int | None
    ticked: frozenset[int] = frozenset()
    late: bool = False
    form_open: bool = False
    care: bool = False
    """Somebody waits for care: what helps here comes before the steps."""
    flipchart: bool = False
    """Whether paper and flipchart take the place of the form."""
    recalled: tuple[Recalled, ...] = ()
    """What of the meeting before belongs here."""


@dataclass(frozen=True, slots=True)
class RestPage:
    """A break, a meal, free time: until when, and what the next session needs."""

    session: Session
    until: str
    following: Session | None
    following_exercise: Exercise | None
    late: bool = False


@dataclass(frozen=True, slots=True)
class ThresholdPage:
    """Before a day's first session, and after its last: `begun` says which."""

    day_title: str
    goal: str
    from_to: str
    begun: bool
    following: Session | None
    following_exercise: Exercise | None
    hints: tuple[str, ...] = ()
    """Words on the series that this day belongs to."""


Page = ExercisePage | RestPage | ThresholdPage


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page set in lines, and which of them belong to the step being looked at."""

    lines: tuple[Content, ...]
    top: int = 0
    height: int = 0


def sheet(words: Wording, page: Page, width: int, *, brief: bool = False) -> Sheet:
    """`page` set for `width` cells; `brief` puts what an exercise is for at its end."""
    match page:
        case ExercisePage():
            return _exercise(words, page, width, brief)
        case RestPage():
            return Sheet(tuple(_rest(words, page, width)))
        case ThresholdPage():
            return Sheet(tuple(_threshold(words, page, width)))
        case _:
            assert_never(page)


def _exercise(words: Wording, page: ExercisePage, width: int, brief: bool) -> Sheet:
    exercise, session = page.exercise, page.session
    lines = _before(words, session, width)
    if not brief:
        lines += hanging(Content(""), Content.styled(words.say(exercise.purpose), "$muted"), width)
        lines.append(Content(""))
    for caution in exercise.cautions:
        lines += hanging(_sign("! ", "bold $warning"), Content(words.say(caution)), width)
    at_hand = page.care or exercise.depth >= DEEP_ENOUGH
    if at_hand:
        lead = _sign("◆ " if page.care else "· ", "bold $error" if page.care else "$muted")
        lines += hanging(
            lead, _labelled(words.say("Too much for someone"), words.say(exercise.if_distress)), width
        )
    if page.late:
        lines += _short(words, (session.if_short if session else "") or exercise.if_short, width)
    if not brief:
        lines += _recalled(words, page.recalled, width)
    lines.append(Content(""))
    top = height = 0
    for number, step in enumerate(exercise.steps):
        opened = page.step is None or number == page.step
        begin = len(lines)
        lines.append(step_line(words, step, width, done=number in page.ticked, current=number == page.step))
        if opened:
            paper = exercise.variations.paper if page.flipchart else ""
            lines += step_body(words, step, width, form_open=page.form_open, paper=paper)
        if number == page.step:
            top, height = begin, len(lines) - begin
    if exercise.debrief:
        lines.append(Content(""))
        for question in exercise.debrief:
            lines += hanging(_sign("? ", "$primary"), Content(words.say(question)), width)
    if brief:
        lines += _recalled(words, page.recalled, width)
    lines.append(Content(""))
    asides = [
        (words.say("What for"), exercise.purpose if brief else ""),
        (words.say("Too much for someone"), "" if at_hand else exercise.if_distress),
        (words.say("In a crisis"), session.if_crisis if session else ""),
        (words.say("Better not"), exercise.when_not_to_use),
        (words.say("Few people"), exercise.variations.small),
        (words.say("Many people"), exercise.variations.large),
        (words.say("Without phones"), exercise.variations.paper),
    ]
    for label, text in asides:
        lines += _aside(label, words.say(text), width)
    lines += _facts(words, exercise, session, width)
    return Sheet(tuple(lines), top, height)


def _recalled(words: Wording, recalled: tuple[Recalled, ...], width: int) -> list[Content]:
    """What was before, in its own words; typed by people, so one line each."""
    lines: list[Content] = []
    for one in recalled:
        key = Content.styled(words.say("v, then r: on the wall"), "$muted") if one.card else Content("")
        lines += [Content(""), across(Content.styled(one.heading, "bold $primary"), key, width)]
        for line in one.lines:
            lines += hanging(_sign("  ", "$muted"), Content(one_line(line)), width)
    return lines


def _labelled(label: str, text: str) -> Content:
    return Content.assemble((f"{label}  ", "bold"), text)


def _short(words: Wording, hint: str, width: int) -> list[Content]:
    """What goes first when the day is behind."""
    if not hint:
        return []
    short = Content.styled(words.say("Short of time: {hint}", hint=words.say(hint)), "$warning")
    return hanging(_sign("▲ ", "$warning"), short, width)


def _before(words: Wording, session: Session | None, width: int) -> list[Content]:
    """What a session is for here, and what is said before it begins so that people may rest instead."""
    if session is None:
        return []
    lines: list[Content] = []
    if session.aim:
        lines += hanging(Content(""), Content(words.say(session.aim)), width)
    if session.choice_to_stop:
        lead = Content.styled(f"{words.say('Say first')}  ", "$primary")
        lines += hanging(lead, Content(f"“{words.say(session.choice_to_stop)}”"), width)
    return lines


def _aside(label: str, text: str, width: int) -> list[Content]:
    """A quiet line under a label; none where there is nothing to say."""
    if not text:
        return []
    aside = Content.assemble((f"{label}  ", "bold $muted"), (text, "$muted"))
    return hanging(Content("  "), aside, width)


def _facts(words: Wording, exercise: Exercise, session: Session | None, width: int) -> list[Content]:
    """Who and what has to be there; where a session says something of its own, that holds."""
    phones = (session.phones if session else None) or exercise.phones
    groups = (session.groups if session else ()) or exercise.groups
    return [
        *_aside(words.say("Who must be there"), terms.helpers(words, exercise.requires), width),
        *_aside(words.say("People sit"), terms.groups(words, groups), width),
        *_aside(words.say("Phones"), words.say(terms.PHONES[phones]), width),
        *_materials(words, exercise, session, width),
    ]


def _sign(text: str, style: str) -> Content:
    return Content.styled(text, style)


def step_line(words: Wording, step: Step, width: int, *, done: bool, current: bool) -> Content:
    sign = "✓" if done else "▶" if current else " "
    style = "bold $primary" if current else "$muted" if done else ""
    if done and current:
        sign = "✓▶"
    title = Content.styled(f"{sign:<2}{'' if len(sign) < 2 else ' '}{words.say(step.title)}", style)
    return across(title, Content.styled(words.count("{n} min", "{n} min", step.minutes), style), width)


def step_body(words: Wording, step: Step, width: int, *, form_open: bool, paper: str = "") -> list[Content]:
    """What is said and done; `paper` stands in place of what the step asks of the form."""
    parts: list[tuple[str, str, str]] = [
        *((words.say("Say"), f"“{words.say(text)}”", "") for text in step.say),
        *((words.say("Do"), words.say(text), "") for text in step.do),
    ]
    if step.if_it_fails:
        parts.append((words.say("If not"), words.say(step.if_it_fails), "$muted"))
    if step.form and paper:
        # First: what follows may speak of the form.
        parts.insert(0, (words.say("Paper"), words.say(paper), "bold $primary"))
    elif step.form == "open" and not form_open:
        parts.append((words.say("Key"), words.say("o opens the form"), "bold $primary"))
    elif step.form == "close" and form_open:
        parts.append((words.say("Key"), words.say("c closes the form"), "bold $primary"))
    elif step.form == "release":
        parts.append((words.say("Key"), words.say("v, then r: show it to the room"), "bold $primary"))
    column = max((Content(label).cell_length for label, _, _ in parts), default=0) + 2
    lines: list[Content] = []
    before = ""
    for label, text, style in parts:
        shown = label if label != before else ""
        lead = Content.styled(f"    {shown}".ljust(column + 4), "$primary")
        lines += hanging(lead, Content.styled(text, style), width)
        before = label
    return lines


def _materials(words: Wording, exercise: Exercise, session: Session | None, width: int) -> list[Content]:
    things = (session.materials if session else ()) or exercise.materials
    return _aside(words.say("You need"), terms.listed(words, things), width)


def _rest(words: Wording, page: RestPage, width: int) -> list[Content]:
    until = words.say("Until {until}", until=page.until)
    lines = [*_before(words, page.session, width), Content(""), Content.styled(until, "bold $primary")]
    if page.late:
        lines += _short(words, page.session.if_short, width)
    else:
        lines += _aside(words.say("Short of time"), words.say(page.session.if_short), width)
    lines += _aside(words.say("In a crisis"), words.say(page.session.if_crisis), width)
    return [*lines, Content(""), *_following(words, page.following, page.following_exercise, width)]


def _threshold(words: Wording, page: ThresholdPage, width: int) -> list[Content]:
    lines = [Content("")]
    if page.begun:
        thanks = words.say("The workshop is over. Thank you for holding the space.")
        lines += hanging(Content(""), Content.styled(thanks, "bold $primary"), width)
        plans = words.say("Plans and the archive come next: leave with ctrl+q, and take some rest first.")
        now = Content.styled(words.say("y shows what to see to now"), "bold $primary")
        return [*lines, Content(""), *hanging(Content(""), Content(plans), width), Content(""), now]
    lines += hanging(Content(""), Content.styled(words.say(page.day_title), "bold $primary"), width)
    lines.append(Content(page.from_to))
    for hint in page.hints:
        lines += hanging(Content(""), Content.styled(hint, "$muted"), width)
    lines.append(Content(""))
    lines += hanging(Content(""), Content.styled(words.say(page.goal), "$muted"), width)
    keys = (words.say("n begins the day"), words.say("y shows what to see to first"))
    lines += [Content(""), *(Content.styled(key, "bold $primary") for key in keys), Content("")]
    return [*lines, *_following(words, page.following, page.following_exercise, width)]


def _following(
    words: Wording, session: Session | None, exercise: Exercise | None, width: int
) -> list[Content]:
    if session is None:
        return [Content(words.say("After this the day ends."))]
    title = words.say("Then: {title}", title=words.say(session.title))
    minutes = Content(words.count("{n} min", "{n} min", session.minutes.planned))
    lines = [across(Content.styled(title, "bold"), minutes, width)]
    if exercise is not None:
        lines += hanging(Content("  "), Content.styled(words.say(exercise.purpose), "$muted"), width)
        lines += _materials(words, exercise, session, width)
        lines += _aside(words.say("Who must be there"), terms.helpers(words, exercise.requires), width)
    return lines


@dataclass(frozen=True, slots=True)
class Gone:
    """How much of the running session has gone, in whole minutes."""

    elapsed: int
    length: int
    stage: Stage

    def said(self, words: Wording) -> Content:
        """What is left, in words, with the sign and the colour of its stage."""
        left = self.length - self.elapsed
        match self.stage:
            case "steady":
                return Content.styled(words.count("{n} min left", "{n} min left", left), "$muted")
            case "ending":
                text = words.count("▲ {n} min left, towards the end", "▲ {n} min left, towards the end", left)
                return Content.styled(text, "$warning")
            case "closing":
                text = words.count("■ {n} min left, close it", "■ {n} min left, close it", max(0, left))
                return Content.styled(text, "bold $error")
            case "over":
                text = words.count("■ {n} min over", "■ {n} min over", max(0, -left))
                return Content.styled(text, "bold $error")
            case _:
                assert_never(self.stage)

    @property
    def style(self) -> str:
        """The colour of the line."""
        styles = {"steady": "$primary", "ending": "$warning", "closing": "$error", "over": "$error"}
        return styles[self.stage]


class Script(Panel):
    """A page, with a soft line above it for the time that has gone; the current step stays in sight."""

    page: reactive[Page | None] = reactive(None)
    gone: reactive[Gone | None] = reactive(None)

    def __init__(self, words: Wording, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self._set_in = Sheet(())

    def compose(self) -> ComposeResult:
        yield Static(id="gone")
        with VerticalScroll(can_focus=False, id="page"):
            yield Lined(id="sheet")

    def watch_page(self) -> None:
        self._set()

    def watch_gone(self) -> None:
        self._draw_gone()

    def on_resize(self) -> None:
        self._set()
        self._draw_gone()

    def turn(self, pages: int) -> None:
        """Moves the script by a page."""
        scroll = self.query_one("#page", VerticalScroll)
        turn_pages(scroll, pages)

    def _keep_in_sight(self, top: int, height: int) -> None:
        """The beginning of the page as far as it goes, but the whole current step in any case."""
        scroll = self.query_one("#page", VerticalScroll)
        space = scroll.size.height
        y = max(0, top + height - space) if height <= space else top
        scroll.scroll_to(y=y, animate=False, force=True)

    def _draw_gone(self) -> None:
        if not self.is_mounted:
            return
        line = self.query_one("#gone", Static)
        line.display = self.gone is not None
        if self.gone is None:
            return
        width = max(1, line.size.width or self.size.width)
        text = Content.assemble("  ", self.gone.said(self._words))
        share = self.gone.elapsed / max(1, self.gone.length)
        done, left = progress(share, max(4, width - text.cell_length))
        line.update(Content.assemble((done, self.gone.style), (left, "$line"), text), layout=False)

    def _set(self) -> None:
        if not self.is_mounted or self.page is None:
            return
        self.query_one("#sheet", Lined).draw(self._lines)
        self.call_after_refresh(self._look_at_step)

    def _lines(self, width: int) -> tuple[Content, ...]:
        if self.page is None:
            return ()
        # Before it has a height: that of the terminal, of which it takes the most.
        brief = (self.size.height or self.app.size.height) < BRIEF
        self._set_in = sheet(self._words, self.page, max(20, width - 1), brief=brief)
        return self._set_in.lines

    def _look_at_step(self) -> None:
        if self._set_in.height:
            self._keep_in_sight(self._set_in.top, self._set_in.height)
        else:
            self.query_one("#page", VerticalScroll).scroll_home(animate=False)
