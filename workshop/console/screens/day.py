"""The main screen: the day, the script, the room and care."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from workshop.console.keys import bindings, keys
from workshop.console.kindly import kindly
from workshop.console.recalling import before_the_day, recalled
from workshop.console.when import clock
from workshop.console.widgets.card import Card, CardSeen
from workshop.console.widgets.heading import Heading, HeadingSeen
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.room import Board, FormSeen, answers_lines, care_lines
from workshop.console.widgets.script import ExercisePage, Gone, Page, RestPage, Script, ThresholdPage
from workshop.console.widgets.today import Today, TodaySeen, minutes_of
from workshop.domain import terms
from workshop.domain.exercise import Exercise
from workshop.domain.forecast import Forecast
from workshop.domain.prompt import Audience
from workshop.room import Room
from workshop.wording import Wording, mark

from .live import Live
from .stops import asked, card_of

KEYS = {
    "unlock",
    "heard",
    "pause",
    "next",
    "open_form",
    "close_form",
    "said",
    "code",
    "grounding",
    "care",
    "timeline",
    "lock",
    "help",
}
SMALL_GROUPS = mark("Small groups")


class Day(Live):
    """Where the facilitator is all day."""

    BINDINGS = bindings("script")
    HELP = mark(
        "Where you are all day. On top: the time, how late it is, and what that does to the end of the "
        "day. Then what runs and what comes next, what to say and do, what the room has sent, and who "
        "wishes to talk."
    )

    step: reactive[int] = reactive(0)
    """The step being looked at."""

    def __init__(self, room: Room, words: Wording) -> None:
        super().__init__()
        self._room = room
        self._words = words
        self._session = ""

    def compose(self) -> ComposeResult:
        yield Heading(id="heading")
        with Horizontal(id="main"):
            yield Today(id="today")
            with Vertical(id="work"):
                with Horizontal(id="stage"):
                    yield Script(self._words, id="script")
                    yield VerticalScroll(id="beside", can_focus=False)
                with Horizontal(id="below"):
                    yield Board(id="answers", least=1)
                    yield Board(id="care", least=3)
        yield KeysLine(id="keys")
        yield Static(Content(self._words.say("A little more room, please: 80 by 24")), id="small")

    def look(self) -> None:
        room, words = self._room, self._words
        forecast = room.forecast()
        self._follow_session()
        self.query_one(Heading).seen = HeadingSeen.at(
            words,
            room.agenda.title,
            room.day_number + 1,
            len(room.agenda.days),
            room.now,
            forecast,
            paused=room.state.paused_since is not None,
            locked=room.locked,
            receiving=room.receiving,
        )
        today = self.query_one(Today)
        today.name_frame(Content(words.say("Today")))
        today.seen = TodaySeen.at(words, forecast)
        self._look_at_script(forecast)
        self._look_at_room()
        shown = [key for key in keys(words) if key.action in KEYS]
        if self._cares:
            shown.sort(key=lambda key: key.action not in ("heard", "care"))
        self.show_keys(shown)

    def _follow_session(self) -> None:
        """A new session is looked at from its first step that is not ticked off."""
        session = self._room.session
        if session is not None and session.id != self._session:
            steps = len(self._room.exercise.steps) if self._room.exercise else 0
            left = [step for step in range(steps) if step not in self._ticked()]
            self.set_reactive(Day.step, left[0] if left else 0)
        self._session = session.id if session else ""

    @property
    def minutes(self) -> int:
        """Of the step being looked at; 0 where the session has none."""
        self._follow_session()
        exercise = self._room.exercise
        return exercise.steps[self.step].minutes if exercise is not None and exercise.steps else 0

    def _ticked(self) -> frozenset[int]:
        session = self._room.session
        script = (session.continues or session.id) if session else None
        return frozenset(step for id, step in self._room.state.ticked if id == script)

    def _look_at_script(self, forecast: Forecast) -> None:
        room, words = self._room, self._words
        script = self.query_one(Script)
        page = self._page(forecast)
        script.page = page
        running = forecast.running
        if running is None:
            script.gone = None
            script.name_frame(Content.styled(words.say("Script"), "bold"))
            return
        elapsed, length = minutes_of(forecast)
        script.gone = Gone(elapsed, length, forecast.stage)
        right = words.say("{elapsed} of {length} min", elapsed=elapsed, length=length)
        exercise = room.exercise
        if exercise is not None:
            right = f"{right} · {terms.depth(words, exercise.depth)}"
        clock = room.clock.left
        if clock is not None:
            right = f"{right} · {words.say('room clock {minutes}', minutes=clock.minutes)}"
        title = words.say(running.session.title)
        script.name_frame(Content.styled(title, "bold"), Content(right))

    def _page(self, forecast: Forecast) -> Page:
        room = self._room
        session, exercise = room.session, room.exercise
        following = forecast.next.session if forecast.next else None
        prepared = room.bundle.exercises.get(following.exercise) if following and following.exercise else None
        if session is None:
            from_to = self._words.say(
                "From {start} to {end}", start=clock(room.day.start), end=clock(forecast.planned_end)
            )
            over = room.state.day_over and following is None
            hints = before_the_day(self._words, room)
            return ThresholdPage(room.day.title, room.agenda.goal, from_to, over, following, prepared, hints)
        if exercise is None:
            running = forecast.running
            until = clock(running.ends) if running else ""
            return RestPage(session, until, following, prepared, late=forecast.behind > 0)
        return ExercisePage(
            exercise,
            session,
            self.step,
            self._ticked(),
            forecast.behind > 0,
            room.is_open(exercise.id),
            care=self._cares,
            flipchart=room.state.phones.flipchart,
            recalled=recalled(self._words, room, exercise),
        )

    def _look_at_room(self) -> None:
        room, words = self._room, self._words
        exercise = room.exercise
        form = self._form(exercise) if exercise is not None and exercise.audiences else None
        others = tuple(
            room.bundle.exercises[id].title
            for id in room.state.opened
            if exercise is None or id != exercise.id
        )
        others += (SMALL_GROUPS,) if room.groups.is_open else ()
        answers = self.query_one("#answers", Board)
        answers.name_frame(Content(words.say("The room")))
        answers.lines = answers_lines(
            words,
            form,
            others,
            locked=room.locked,
            receiving=room.receiving,
            flipchart=room.state.phones.flipchart,
        )
        care = self.query_one("#care", Board)
        care.name_frame(Content(words.say("Care")))
        care.lines = care_lines(
            words,
            room.care.talk,
            room.care.pause,
            needed=self._needed,
            helpers=room.directory is not None,
            to_pause=room.state.running is not None and room.state.paused_since is None,
        )
        self.query_one("#below").set_class(self._cares, "-care")
        self._look_at_figures(exercise)

    @property
    def _needed(self) -> bool:
        """Whether an answer says that somebody may need care; not known while locked."""
        return not self._room.locked and self._room.attention.needed

    @property
    def _cares(self) -> bool:
        """Whether somebody waits for the facilitator."""
        return bool(self._room.care.talk or self._room.care.pause or self._needed)

    def _look_at_figures(self, exercise: Exercise | None) -> None:
        """Beside the script, where the terminal is wide; gone as soon as the room is locked."""
        room = self._room
        seen: tuple[CardSeen, ...] = ()
        if (
            exercise is not None
            and not room.locked
            and exercise.id in {*room.state.opened, *room.state.closed}
        ):
            seen = tuple(card_of(room, exercise, prompt) for prompt in asked(exercise))
        beside = self.query_one("#beside")
        stale = {card.id: card for card in self.query(Card)}
        for one in seen:
            id = f"beside-{one.exercise}--{one.prompt.id}"
            card = stale.pop(id, None)
            if card is None:
                card = Card(self._words, id=id)
                beside.mount(card)
            card.seen = one
        for card in stale.values():
            card.remove()
        beside.set_class(not seen, "-none")

    def _form(self, exercise: Exercise) -> FormSeen:
        room = self._room
        counted = next((a for a in exercise.audiences if a is not Audience.MINE), None)
        count = room.count(exercise.id, counted) if counted is not None else None
        is_open = room.is_open(exercise.id)
        return FormSeen(is_open, exercise.id in room.state.closed, count)

    def watch_step(self) -> None:
        if self.is_mounted:
            self.look()

    def action_step(self, by: int) -> None:
        self._follow_session()
        exercise = self._room.exercise
        if exercise is not None:
            self.step = max(0, min(len(exercise.steps) - 1, self.step + by))

    def action_tick(self) -> None:
        """Ticks the step off and goes on to the next; ticking it on again stays there."""
        self._follow_session()
        exercise = self._room.exercise
        if exercise is None:
            return
        done = self.step in self._ticked()
        with kindly(self, self._words):
            self._room.tick(self.step)
            if not done:
                self.action_step(1)

    def action_turn(self, pages: int) -> None:
        self.query_one(Script).turn(pages)
