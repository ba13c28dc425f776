"""The script of a grounding, one key away from anywhere."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from workshop.console.keys import bindings, keys
from workshop.console.widgets.breath import Breath
from workshop.console.widgets.keysline import KeysLine
from workshop.console.widgets.script import ExercisePage, Script
from workshop.domain.exercise import Exercise
from workshop.wording import Wording, mark

from .live import Live


class Grounding(Live):
    """Every step is open; nothing has to be ticked."""

    BINDINGS = bindings("away")
    HELP = mark(
        "Read it aloud, slowly, and do it with them. Enter begins a slow breath to speak along with, "
        "where there is one. Afterwards you are back where you were."
    )

    def __init__(self, exercise: Exercise, words: Wording) -> None:
        super().__init__()
        self._exercise = exercise
        self._words = words

    def compose(self) -> ComposeResult:
        yield Script(self._words, id="script")
        if self._exercise.breathing is not None:
            still = self.app.animation_level == "none"
            yield Breath(self._exercise.breathing, self._words, still=still)
        yield KeysLine(id="keys")

    def look(self) -> None:
        words = self._words
        script = self.query_one(Script)
        script.name_frame(Content.styled(words.say(self._exercise.title), "bold"))
        script.page = ExercisePage(self._exercise, None, None, care=True)
        self.show_keys(key for key in keys(words) if key.place == "away")

    def key_pagedown(self) -> None:
        self.query_one(Script).turn(1)

    def key_pageup(self) -> None:
        self.query_one(Script).turn(-1)

    def key_enter(self) -> None:
        for breath in self.query(Breath):
            breath.toggle()

    key_down = key_pagedown
    key_up = key_pageup

    def action_leave(self) -> None:
        self.dismiss()
