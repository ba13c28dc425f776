"""The figures of closed forms: what the facilitator may see of them, and what the room sees."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from workshop.domain.disclosure import Hidden, Veil
from workshop.domain.events import FigureHidden, FigureReleased, NoteHidden, NoteReleased
from workshop.domain.figure import Note
from workshop.domain.prompt import Audience, Prompt
from workshop.library import Bundle

from .journal import Journal
from .responses import Form, FormResponses
from .showing import by_place, for_the_facilitator, for_the_room
from .values import NotNow, Shown


class Figures:
    """Of one workshop; empty while it is locked."""

    def __init__(
        self,
        journal: Journal,
        bundle: Callable[[], Bundle],
        readable: Callable[[Form], FormResponses],
        close_form: Callable[[str], Awaitable[None]],
        empty_letterbox: Callable[[], Awaitable[None]],
        veil: Veil,
    ) -> None:
        self._journal = journal
        self._bundle = bundle
        self._readable = readable
        self._close_form = close_form
        self._empty_letterbox = empty_letterbox
        self._veil = veil
        self._inherited: dict[str, tuple[str, ...]] = {}

    def shown(self, exercise: str, prompt: Prompt) -> Shown | Hidden:
        """The figure of a closed form as the facilitator may see it."""
        responses = self._readable((exercise, prompt.audience))
        return for_the_facilitator(exercise, prompt, responses, self._journal.state.arrangement, self._veil)

    def released(self) -> tuple[Shown, ...]:
        """Everything that the room may see, in the order of the agenda."""
        found = (
            self.for_the_room(id, prompt)
            for id, exercise in self._bundle().exercises.items()
            for prompt in exercise.form(Audience.ROOM)
            if self._is_released(id, prompt)
        )
        return tuple(shown for shown in found if shown is not None)

    def for_the_room(self, exercise: str, prompt: Prompt) -> Shown | None:
        """A released figure as wall and archive show it: of free texts, the released ones only."""
        shown = self.shown(exercise, prompt)
        if not self._is_released(exercise, prompt) or isinstance(shown, Hidden):
            return None
        return for_the_room(shown, self._journal.state.notes_released)

    async def release(self, exercise: str, prompt: Prompt) -> None:
        """Lets the room see a figure; an open form is closed first. Raises NotNow where too few answered."""
        if prompt.audience is not Audience.ROOM:
            raise NotNow("Only what was asked for the group can be shown to it.")
        await self._close_form(exercise)
        if isinstance(self.shown(exercise, prompt), Hidden):
            # A full disk may have kept its answers from becoming a figure.
            await self._empty_letterbox()
        shown = self.shown(exercise, prompt)
        if isinstance(shown, Hidden):
            raise NotNow("Too few answers to show: it needs {needs}.", needs=shown.needs)
        self._journal.log(FigureReleased(self._journal.now, exercise, prompt.id), "figures")

    def hide(self, exercise: str, prompt: Prompt) -> None:
        if self._is_released(exercise, prompt):
            self._journal.log(FigureHidden(self._journal.now, exercise, prompt.id), "figures")

    def is_note_released(self, exercise: str, prompt: Prompt, note: Note) -> bool:
        return (exercise, prompt.id, note.id) in self._journal.state.notes_released

    def toggle_note(self, exercise: str, prompt: Prompt, note: Note) -> None:
        """Releases one free text, or hides it again."""
        made = NoteHidden if self.is_note_released(exercise, prompt, note) else NoteReleased
        self._journal.log(made(self._journal.now, exercise, prompt.id, note.id), "figures")

    def for_plans(self) -> dict[str, tuple[str, ...]]:
        """Released texts that go into everyone's plan, by their place in it: this group's, and in places that
        it has not filled those of the workshop before.
        """
        return {**self._inherited, **self.placed()}

    def placed(self) -> dict[str, tuple[str, ...]]:
        """As `for_plans`, what this group released alone."""
        return by_place(self.released())

    def inherit(self, group: dict[str, tuple[str, ...]]) -> None:
        """Knows what the group of the workshop before released for its plans."""
        self._inherited = group

    @property
    def in_memory(self) -> bool:
        """Whether anything that people wrote is held."""
        return bool(self._inherited)

    def forget(self) -> None:
        """What people wrote goes from memory."""
        self._inherited = {}

    def _is_released(self, exercise: str, prompt: Prompt) -> bool:
        return (exercise, prompt.id) in self._journal.state.released
