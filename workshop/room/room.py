"""The workshop while it is live: the one mutable object. Surfaces ask it, tell it, and listen to it.

phone -> receive / keep / wish -> letterbox (durable) -> live answers -> listeners
facilitator -> begin_next, open_form, release, ... -> logbook -> state -> listeners
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from workshop.domain.agenda import Agenda, Day, Session
from workshop.domain.disclosure import in_fives, in_steps
from workshop.domain.events import (
    Adjusted,
    CareHeard,
    DayEnded,
    FormClosed,
    FormOpened,
    Noted,
    Paused,
    Resumed,
    SessionAdded,
    SessionBegan,
    SessionReopened,
    StepTicked,
    Undone,
)
from workshop.domain.exercise import Exercise
from workshop.domain.forecast import Forecast
from workshop.domain.form import Reading, read_plain
from workshop.domain.groups import Wishes, suggested
from workshop.domain.prompt import Audience, Prompt, to_plain
from workshop.domain.referral import Contacts, Directory, Referral, stale
from workshop.domain.workshop import State
from workshop.library import Addition, Bundle
from workshop.vault import (
    CareLetter,
    Keyholder,
    NoRoom,
    ResponseLetter,
    SealedResponseLetter,
    Vault,
    VaultLocked,
    WithdrawalLetter,
    unpack_object,
    wrap,
)

from .attention import Attention
from .closing import Closing
from .earlier import GROUP, Exercises, group_texts
from .figures import Figures
from .groups import GroupMaker
from .hosting import Hosting
from .journal import Journal, Listener
from .layout import Layout
from .live import LiveAnswers
from .passing import Passing
from .plans import Plans
from .preparing import check_ready, readied, with_added
from .proofs import Proofs
from .responses import Form, FormResponses
from .roomclock import RoomClock
from .series import CAME_ALONG, Along, Series
from .sheets import Sheets
from .support import Support
from .timetable import Timetable
from .values import Care, FormIsClosed, NotNow, Response, Wish


class Room:
    """Made by `enter` from an unlocked vault."""

    def __init__(
        self, vault: Vault, bundle: Bundle, key: bytes, clock: Callable[[], datetime], rng: random.Random
    ) -> None:
        self.vault = vault
        self.bundle = bundle
        self._planned = self._with_added = bundle
        self.journal = Journal(vault, clock)
        self.timetable = Timetable(self.journal, lambda: self._with_added, self._arrange)
        self.clock = RoomClock(self.journal)
        """What the room sees of time; the facilitator's own is the forecast."""
        self.hosting = Hosting(self.journal, lambda: self.agenda)
        self.plans = Plans(lambda letter: vault.letterbox.drop(letter), lambda: self.journal.tell("answers"))
        self.sheets = Sheets(self)
        self.receiving = True
        """False while the facilitator has paused the server."""
        self.directory: Directory | None = None
        """Where people can find help. No participant's data: it stays while locked."""
        self.exercises = Exercises(lambda: self.bundle)
        """Where the prompts of plans are found, those of earlier workshops included."""
        self._proofs = Proofs(key)
        self._rng = rng
        self._answers = LiveAnswers(bundle, rng)
        self.layout = Layout(self.journal, self._readable)
        self.figures = Figures(
            self.journal,
            lambda: self.bundle,
            self._readable,
            self.close_form,
            self.empty_letterbox,
            self.veil,
        )
        self.groups = GroupMaker(self.journal, self._proofs, rng, self._group_wishes, lambda: vault.locked)
        self.series = Series()
        self.along = Along(self.journal)
        """What the meeting before left for this one."""
        self.attention = Attention(self.journal, self._answers)
        self.support = Support(self.journal)
        self._wishes: dict[str, set[str]] = {"talk": set(), "pause": set()}
        """The random id of each wish, so that none counts twice while letters move into the book."""
        self._house = asyncio.Lock()
        self.closing = Closing(self, self._house)
        self._passing = Passing()

    # -- listening ---------------------------------------------------------------------------------

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tells `listener` of every change until the returned function is called."""
        return self.journal.listen(listener)

    # -- the course of the day ---------------------------------------------------------------------

    @property
    def agenda(self) -> Agenda:
        return self.bundle.agenda

    @property
    def state(self) -> State:
        """Where the workshop is."""
        return self.journal.state

    @property
    def now(self) -> datetime:
        return self.journal.now

    @property
    def day_number(self) -> int:
        """The day that runs, or is to begin: 0 for the first."""
        over = self.state.day_over and self.state.day + 1 < len(self.agenda.days)
        return self.state.day + 1 if over else self.state.day

    @property
    def day(self) -> Day:
        return self.agenda.days[self.day_number]

    @property
    def session(self) -> Session | None:
        """The session that runs."""
        running = self.state.running
        return self.day.session(running.session) if running else None

    @property
    def exercise(self) -> Exercise | None:
        """The exercise of the session that runs."""
        session = self.session
        return self.bundle.exercises.get(session.exercise) if session and session.exercise else None

    @property
    def is_over(self) -> bool:
        """Whether the last day has ended."""
        return self.state.day_over and self.state.day + 1 >= len(self.agenda.days)

    def _group_wishes(self) -> Wishes:
        """How the agenda makes small groups, and how people sit in the session that runs."""
        session, exercise = self.session, self.exercise
        sits = (session.groups if session else ()) or (exercise.groups if exercise else ())
        return suggested(self.agenda.group.split, sits)

    def forecast(self) -> Forecast:
        return self.timetable.forecast(self.day_number, self.day)

    def beat(self) -> None:
        """Keeps that the program runs, for the question what a stop was. For an executor. Raises NoRoom."""
        self.vault.beat(self.now)

    def undo(self) -> str:
        """Undoes the newest act that can be undone, and says which: the name of its event. Raises NotNow."""
        if not self.state.undoable:
            raise NotNow("There is nothing to undo.")
        act = self.state.undoable[-1].act
        self.journal.log(Undone(self.now))
        self._arrange()
        self.journal.tell("figures")
        return act

    def begin_next(self) -> None:
        """Goes on to the next session; after the last, the day ends. Raises NotNow after the last day."""
        following = self.forecast().next
        if following is not None:
            session = following.session
            check_ready(self.state.ready, session, self.bundle.exercises.get(session.exercise or ""))
            self.journal.log(SessionBegan(self.now, self.day_number, session.id))
        elif self.state.running is not None:
            self.journal.log(DayEnded(self.now))
        else:
            raise NotNow("The workshop is over. Nothing comes after this.")

    def get_ready(self, answers: Mapping[str, bool], despite: str = "") -> None:
        """Keeps the answers to the five questions before a workshop, by the names in `QUESTIONS`.

        Raises NotNow where something is missing and no reason is given for beginning all the same.
        """
        self.journal.log(readied(self.now, answers, despite))

    def add(self, addition: Addition, minutes: int) -> Session:
        """Puts an exercise into the day that runs, to come next. Raises NotNow after the last day."""
        forecast = self.forecast()
        if forecast.over and self.state.running is None:
            raise NotNow("The workshop is over. Nothing comes after this.")
        number = self.day_number
        before = forecast.next.session.id if forecast.next else ""
        course = self.timetable.including(addition, number, before, minutes)
        self.journal.log(
            SessionAdded(self.now, number, before, minutes, addition.to_json(), course.to_json())
        )
        self._arrange()
        added = self.forecast().next
        assert added is not None
        return added.session

    def _arrange(self) -> None:
        """The agenda as it was planned, with what was added to it, in the order that was agreed."""
        self._with_added = with_added(self._planned, self.state.added)
        self.bundle = self._with_added.arranged(self.state.courses)
        self._answers.arrange(self.bundle)
        self.attention.arrange(self.bundle)
        self.journal.tell("run")

    def go_back(self) -> None:
        """Goes back to the session before, as if it had not ended. Raises NotNow on the day's first."""
        runs = self.state.day_runs(self.day_number)
        if self.state.day_over and self.state.runs:
            last = self.state.runs[-1]
        elif len(runs) >= 2:
            last = runs[-2]
        else:
            raise NotNow("This is the first session of the day. There is nothing to go back to.")
        self.journal.log(SessionReopened(self.now, last.day, last.session))

    def toggle_pause(self) -> None:
        """Raises NotNow where no session runs."""
        if self.state.running is None:
            raise NotNow("No session runs. Press n to begin.")
        self.journal.log(Resumed(self.now) if self.state.paused_since else Paused(self.now))

    def adjust(self, minutes: int) -> None:
        """Gives minutes to the running session, or takes some; it keeps at least one. Raises NotNow."""
        running, line = self.state.running, self.forecast().running
        if running is None or line is None:
            raise NotNow("No session runs. Press n to begin.")
        if line.length + running.adjusted + minutes < 1:
            raise NotNow("A session keeps at least one minute.")
        self.journal.log(Adjusted(self.now, minutes))

    def tick(self, step: int) -> None:
        """Ticks a step of the running session off, or on again; the rest of a session goes on with them."""
        if self.session is not None:
            script = self.session.continues or self.session.id
            done = (script, step) not in self.state.ticked
            self.journal.log(StepTicked(self.now, script, step, done))

    def note(self, text: str) -> None:
        """Keeps a facilitator's own note on the run of the day."""
        self.journal.log(Noted(self.now, text))

    def prompt_of(self, name: str) -> Prompt | None:
        """The prompt that a private answer named "exercise/prompt" belongs to, also an earlier workshop's."""
        return self.exercises.prompt(name)

    # -- forms -------------------------------------------------------------------------------------

    def is_open(self, exercise: str) -> bool:
        return exercise in self.state.opened

    def open_form(self, exercise: str) -> None:
        """Raises NotNow for an exercise without a form, or not of this workshop."""
        known = self.bundle.exercises.get(exercise)
        if known is None:
            raise NotNow("This workshop has no exercise “{exercise}”.", exercise=exercise)
        if not known.audiences:
            raise NotNow("“{title}” has no form.", title=known.title)
        if self.closing.closed:
            raise NotNow("The workshop is closed: no form takes answers any more.")
        if exercise not in self.state.opened:
            self.journal.log(FormOpened(self.now, exercise), "answers")

    async def close_form(self, exercise: str) -> None:
        """Closes a form; its answers so far become figures, and its submission ids die."""
        if exercise not in self.state.opened:
            return
        self.journal.log(FormClosed(self.now, exercise), "answers")
        await self._passing.until_none(exercise)
        self.attention.closing(exercise)
        self._answers.close(exercise)
        if not self.locked:
            await self.empty_letterbox()

    def takes_entries(self, exercise: str) -> bool:
        """Whether people may write the exercise's prompts for their own plan: from its first opening on."""
        return self.state.openings.get(exercise, 0) > 0

    def submission_id(self, exercise: str, audience: Audience) -> str:
        """A fresh id for one submission to an open form; it carries its own proof and dies at closing."""
        return self._proofs.fresh(self._opening(exercise, audience))

    def is_submission_id(self, exercise: str, audience: Audience, id: str) -> bool:
        """Whether this laptop gave `id` out for this opening of the form."""
        return self._proofs.is_for(self._opening(exercise, audience), id)

    def _opening(self, exercise: str, audience: Audience) -> str:
        return f"{exercise}/{audience}/{self.state.openings.get(exercise, 0)}"

    def proof(self, text: str) -> str:
        """A keyed mark by which this laptop knows its own forms again, also after a restart."""
        return self._proofs.mark(text)

    def veil(self, name: str) -> float:
        """The workshop's own veil over small numbers; see domain/disclosure.py."""
        return self._proofs.veil(name)

    @property
    def ticket_key(self) -> bytes:
        """Signs the write-only tickets of plans."""
        return self._proofs.ticket_key

    # -- what phones send --------------------------------------------------------------------------

    async def receive(self, response: Response, *, sealed: bool = False) -> None:
        """Keeps a response; returns when it is durable. The same id again takes the place of the first.

        `sealed` tells that a phone had sealed it. Raises FormIsClosed, and NoRoom where the disk takes
        nothing more.
        """
        self._check_open(response.exercise, response.audience, response.id)
        plain = {prompt: to_plain(answer) for prompt, answer in response.answers.items()}
        letter = ResponseLetter(response.exercise, response.audience.value, response.id, dict(plain), sealed)
        form = (response.exercise, response.audience)
        async with self._passing.through(response.exercise):
            await self.vault.letterbox.drop(letter.to_bytes())
            self.attention.arriving(form, response.id, plain)
            self._answers.came(form, response.id)
            if not self.locked:
                self._answers.put(form, response.id, dict(plain), sealed=sealed)
        self.journal.tell("answers")

    async def receive_sealed(self, exercise: str, audience: Audience, id: str, sealed: bytes) -> Reading:
        """Keeps a response that a phone sealed to this vault, as `receive` does.

        Unlocked, it is read at once, and kept only where nothing in it is refused. Locked, nobody here can
        read it: it is kept as it came. Raises FormIsClosed, NoRoom, and ValueError where it does not open.
        """
        self._check_open(exercise, audience, id)
        try:
            if self.locked:
                raise VaultLocked
            plain = (await asyncio.to_thread(self.vault.opened, [sealed]))[0]
        except VaultLocked:
            letter = SealedResponseLetter(exercise, audience.value, id, wrap(sealed))
            async with self._passing.through(exercise):
                await self.vault.letterbox.drop(letter.to_bytes())
                self._answers.came((exercise, audience), id)
            self.journal.tell("answers")
            return Reading({}, {})
        if plain is None:
            raise ValueError("does not open")
        reading = read_plain(self.bundle.exercises[exercise].form(audience), unpack_object(plain))
        if not reading.refusals:
            await self.receive(Response(exercise, audience, id, reading.answers), sealed=True)
        return reading

    async def withdraw(self, exercise: str, audience: Audience, id: str) -> None:
        """Takes a response back; returns when that is durable. Raises FormIsClosed and NoRoom."""
        self._check_open(exercise, audience, id)
        async with self._passing.through(exercise):
            await self.vault.letterbox.drop(WithdrawalLetter(exercise, audience.value, id).to_bytes())
            self._answers.drop((exercise, audience), id)
        self.journal.tell("answers")

    def submitted(self, exercise: str, audience: Audience, id: str) -> Mapping[str, object] | None:
        """What was sent with `id`, as JSON, for changing it; None while locked, or for an unknown id.

        Also None for what a phone sealed: nobody who listens to the network may ask for it.
        """
        row = self._readable((exercise, audience)).rows.get(id)
        return row.answers if row and not row.sealed else None

    def _readable(self, form: Form) -> FormResponses:
        """The responses to a form; none while locked."""
        return FormResponses() if self.locked else self._answers.of(form)

    def _check_open(self, exercise: str, audience: Audience, id: str) -> None:
        if exercise not in self.state.opened or not self.is_submission_id(exercise, audience, id):
            raise FormIsClosed("This form is closed now. Thank you; what was received stays received.")

    async def wish(self, wish: Wish) -> None:
        """Somebody would like to talk, or needs a pause. Raises NoRoom."""
        id = secrets.token_urlsafe(12)
        await self.vault.letterbox.drop(CareLetter(wish, id).to_bytes())
        self._wishes[wish].add(id)
        self.journal.tell("care")

    # -- care and counts ------------------------------------------------------------------

    @property
    def care(self) -> Care:
        heard = self.state.heard
        talk, pause = (max(0, len(self._wishes[w]) - heard.get(w, 0)) for w in ("talk", "pause"))
        return Care(talk, pause)

    def forget_wishes(self) -> None:
        """Those so far were destroyed with the answers."""
        for ids in self._wishes.values():
            ids.clear()

    def hear(self, wish: Wish) -> None:
        """The facilitator answered all wishes of one kind."""
        waiting = self.care.talk if wish == "talk" else self.care.pause
        if waiting:
            self.journal.log(CareHeard(self.now, wish, waiting), "care")

    def count(self, exercise: str, audience: Audience = Audience.ROOM) -> int:
        """How many answered: this time, in steps, while the form is open; of all times once it is closed."""
        form = (exercise, audience)
        if self.is_open(exercise):
            return in_steps(self._answers.arrived(form))
        return self._answers.counted(form)

    def told_count(self, exercise: str, audience: Audience = Audience.ROOM) -> int | None:
        """How many answered, as an archive tells it; of answers that were destroyed, what stands."""
        count = self._answers.counted((exercise, audience))
        if self.closing.closed:
            return count or None
        return in_fives(f"count/{exercise}/{audience}", count, self.veil)

    @property
    def contacts(self) -> Contacts | None:
        """Where participants can find help, as of today; None without a directory."""
        return self.directory.contacts(self.now.date()) if self.directory else None

    @property
    def stale_contacts(self) -> tuple[Referral, ...]:
        """Contacts of the directory that nobody has checked for long."""
        return stale(self.directory.referrals, self.now.date()) if self.directory else ()

    # -- locking and keeping -----------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """Also so when the keyholder died by itself: then, too, what people wrote goes from memory."""
        if self.vault.locked and any(
            part.in_memory for part in (self._answers, self.groups, self.figures, self.along)
        ):
            self.lock()
        return self.vault.locked

    def lock(self) -> None:
        """The keyholder dies, and what people wrote is gone from memory. Phones are served all the while."""
        self.vault.lock()
        self._answers.forget()
        self.figures.forget()
        self.along.forget()
        self.groups.forget()
        self.journal.tell("lock")

    async def adopt(self, keyholder: Keyholder) -> None:
        """Unlocks with a keyholder that read the passphrase. Raises VaultLocked and DamagedVault."""
        self.vault.adopt(keyholder)
        # A full disk: the letters wait where they are, and what is in the book can be read all the same.
        # Locked again meanwhile: likewise, until the next time.
        with contextlib.suppress(NoRoom, VaultLocked):
            await self.empty_letterbox()
        self.journal.tell("lock")

    async def empty_letterbox(self) -> None:
        """Brings everything from the letterbox into the book, and answers of closed forms into figures.

        Raises NoRoom and VaultLocked: what was not moved yet is still in the letterbox.
        """
        async with self._house:
            if self.locked:
                return
            try:
                await asyncio.to_thread(self.vault.empty_letterbox, self._rng)
                await asyncio.to_thread(self._answers.settle, self.vault.book, self.state.closed)
            finally:
                if not self.locked:
                    self._load()
        self.journal.tell("figures")

    def _load(self) -> None:
        """Answers, plans and wishes from the book; memory is ahead of it where letters came meanwhile."""
        book = self.vault.book
        self._answers.load(book, self.state.opened)
        self.plans.load(book.plans())
        group = group_texts(book.kept(GROUP))
        self.figures.inherit(group)
        self.along.load(group, book.kept(CAME_ALONG))
        for wish, ids in book.wishes().items():
            self._wishes[wish] |= ids
        standing = self.closing.standing
        if standing is not None:
            self._answers.stand(standing.counts)
            self.figures.stand(standing.figures)

    def replay(self) -> None:
        """Where the workshop is, from the logbook; before anything else is asked of the room."""
        self.journal.replay()
        moments = [moment for moment in (self.vault.last_beat(), self.journal.last_act) if moment]
        self.timetable.came_back(max(moments, default=None))
        self._arrange()
