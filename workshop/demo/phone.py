"""One simulated phone: it joins, waits, answers what its person would answer, and keeps its plan code.

It knows nothing but the pages that it is served, and speaks real HTTP: sometimes it is gone before the
answer arrives and sends again, sometimes a thumb taps twice.
"""

from __future__ import annotations

import asyncio
import http.client
import random
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from .browser import Browser, Form, Page
from .people import Person

T = TypeVar("T")
Step = tuple[str, str]
"""(exercise, audience): one step of a form."""
WAITING = "/?on=1"
PLAN = "/m"
DROPS = 0.08
"""Share of answers whose phone leaves the Wi-Fi before it hears of them."""
DOUBLE_TAPS = 0.12
"""Share of answers that are sent twice."""
FORMATS = ("html", "pdf", "md", "json")


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: how long a person thinks over a step, and how long a waiting page waits."""

    think: tuple[float, float]
    wait: float


@dataclass(slots=True)
class Phone:
    """Runs until cancelled; `has_finished` says which form it is done with."""

    browser: Browser
    person: Person
    pace: Pace
    rng: random.Random
    threads: Executor
    today: date
    moved: Callable[[], None]
    """Called after every answer."""
    page: Page | None = None
    """What its screen shows."""
    code: str = ""
    _now: str = ""
    """The exercise whose form it is answering."""
    _rounds: dict[str, int] = field(default_factory=dict)
    """How often it has met each exercise's form."""
    _finished: dict[str, int] = field(default_factory=dict)
    """How many of those it has gone through."""
    _answered: dict[str, set[str]] = field(default_factory=dict)
    _done: set[Step] = field(default_factory=set)
    """The steps of the form it is answering that it has been through."""
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)
    """A phone has one line: what it asks, it asks in turn."""

    def has_finished(self, exercise: str, opening: int) -> bool:
        """Whether it has gone through an exercise's form as often as it was opened."""
        return self._finished.get(exercise, 0) >= opening

    @property
    def is_waiting(self) -> bool:
        """Whether its screen shows the waiting page."""
        return self.page is not None and self.page.refresh is not None

    async def run(self) -> None:
        """Joins and goes on until cancelled; a network that fails is tried again."""
        page = await self._fetch("/")
        while True:
            page = await self._turn(page)

    async def _turn(self, page: Page) -> Page:
        """One page: answers it where something is asked, else waits for the next."""
        self.page = page
        asked = _asked(page)
        if asked is not None:
            return await self._answer(page, *asked)
        new_code = _doing(page, "new")
        if new_code is not None and self._carries(new_code):
            return await self._take_code(page, new_code)
        following = self._following(page)
        if following is not None:
            return await self._send(page, following, following.as_served())
        joining = _doing(page, "on")
        if joining is not None:
            await self._think()
            return await self._send(page, joining, joining.as_served())
        return await self._move_on(page)

    async def _move_on(self, page: Page) -> Page:
        """The page has nothing to send: to where it leads, or, from a waiting page, to what comes."""
        onward = page.links.get("next")
        if onward is not None:
            self._finish()
            return await self._fetch(onward)
        await asyncio.sleep(self.pace.wait * self.rng.uniform(0.5, 1.5))
        return await self._fetch(page.refresh or WAITING)

    def _finish(self) -> None:
        if self._now:
            self._finished[self._now] = self._rounds[self._now]
        self._now = ""
        self.moved()

    async def _answer(self, page: Page, form: Form, step: Step) -> Page:
        exercise = step[0]
        if exercise != self._now:
            self._now = exercise
            self._rounds[exercise] = self._rounds.get(exercise, 0) + 1
            self._done.clear()
        already = self._answered.setdefault(exercise, set())
        prompts = self.person.has_to_say(exercise, form, already, round_=self._rounds[exercise])
        if step in self._done or not prompts:
            self._done.add(step)
            return await self._pass(page)
        await self._think()
        filled = self.person.fill(exercise, form, prompts, self.today)
        if self.rng.random() < DROPS:
            await self._in_thread(lambda: self.browser.leave_without_reading(page, form, filled))
        saved = await self._send(page, form, filled)
        if saved.status == 200 and self.rng.random() < DOUBLE_TAPS:
            saved = await self._send(page, form, filled)
        self._done.add(step)
        if saved.status == 200:
            already |= prompts
        self.moved()
        return saved

    async def _pass(self, page: Page) -> Page:
        """Nothing to say here: the next step, or on to what comes."""
        following = self._following(page)
        if following is not None:
            return await self._send(page, following, following.as_served())
        self._finish()
        return await self._fetch(page.links.get("next", WAITING))

    def _following(self, page: Page) -> Form | None:
        """A button to a step that it has not been through in this round."""
        for form in page.post_forms:
            step = (form.hidden("_exercise") or "", form.hidden("_audience") or "")
            if form.hidden("_do") == "step" and step[0] == self._now and step not in self._done:
                return form
        return None

    def _carries(self, form: Form) -> bool:
        """Whether the page brings along what was just written and needs a code to keep it."""
        return not self.code and form.hidden("_exercise") is not None

    async def _take_code(self, page: Page, form: Form) -> Page:
        shown = await self._send(page, form, form.as_served())
        self.code = "".join(sign for sign in shown.marked.get("code", "") if sign.isdigit())
        self.page = shown
        await self._think()
        return await self._move_on(shown)

    async def take_plan(self, formats: tuple[str, ...] = FORMATS) -> dict[str, bytes]:
        """The plan in these formats, fetched with its code; empty for someone who wrote nothing."""
        if not self.code:
            return {}
        page = await self._fetch(PLAN)
        form = _doing(page, "open")
        if form is None:
            return {}
        opened = await self._send(page, form, _with(form, "_code", self.code))
        self.page = opened
        ways = await self._press(opened, "take")
        files = {}
        for kind in formats:
            last = await self._press(ways, "choose", _form="full", _format=kind)
            download = _doing(last, "download")
            if download is None:
                continue
            wanted = _with(download, "_code", self.code)
            status, data = await self._in_thread(partial(self.browser.download, last, download, wanted))
            if status == 200:
                files[kind] = data
        return files

    async def _press(self, page: Page, do: str, **chosen: str) -> Page:
        """The page behind the first form that does `do`, with what was chosen in it; `page` without one."""
        form = _doing(page, do)
        if form is None:
            return page
        fields = [pair for pair in form.as_served() if pair[0] not in chosen]
        return await self._send(page, form, [*fields, *chosen.items()])

    async def look_at(self, path: str) -> Page:
        """A page, looked at without going there."""
        return await self._fetch(path)

    async def press(self, wish: str) -> None:
        """Presses “I would like to talk” ("talk") or “I need a pause” ("pause") on a page of its own."""
        page = await self._fetch(WAITING)
        form = _doing(page, wish)
        if form is not None:
            await self._send(page, form, form.as_served())

    async def _think(self) -> None:
        await asyncio.sleep(self.rng.uniform(*self.pace.think))

    async def _fetch(self, path: str) -> Page:
        return await self._patiently(lambda: self.browser.get(path))

    async def _send(self, page: Page, form: Form, filled: list[tuple[str, str]]) -> Page:
        return await self._patiently(lambda: self.browser.send(page, form, filled))

    async def _patiently(self, ask: Callable[[], Page]) -> Page:
        """Asks until the laptop answers: Wi-Fi comes and goes, and a full laptop says later."""
        while True:
            try:
                page = await self._in_thread(ask)
                if page.status not in (429, 503):
                    return page
            except (OSError, http.client.HTTPException):
                self.browser.close()
            await asyncio.sleep(self.pace.wait)

    async def _in_thread(self, call: Callable[[], T]) -> T:
        async with self._line:
            return await asyncio.get_running_loop().run_in_executor(self.threads, call)


def _doing(page: Page, what: str) -> Form | None:
    return next((form for form in page.post_forms if form.hidden("_do") == what), None)


def _asked(page: Page) -> tuple[Form, Step] | None:
    """The step that a form page asks, with its form; None for every other page."""
    for form in page.post_forms:
        if form.hidden("_do") in ("answer", "mine") and page.status in (200, 422):
            return form, (form.hidden("_exercise") or "", form.hidden("_audience") or "")
    return None


def _with(form: Form, name: str, value: str) -> list[tuple[str, str]]:
    return [(one, value if one == name else kept) for one, kept in form.as_served()]
