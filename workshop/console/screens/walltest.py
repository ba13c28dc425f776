"""What stands on which screen? Asked before anything private is on one of them."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.room import Room
from workshop.wording import Wording, mark


class WallTest(ModalScreen[bool]):
    """While it is open the wall shows a circle and a word; gives whether the right screen shows them."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "answer(True)", id="wall-test.right", show=False),
        Binding("2", "mend('mirrored')", id="wall-test.mirrored", show=False),
        Binding("3", "mend('nothing')", id="wall-test.nothing", show=False),
        Binding("escape", "answer(False)", id="wall-test.leave", show=False),
    ]
    HELP = mark("Look at the big screen, and press the number of what stands there. Esc asks later.")

    def __init__(self, room: Room, words: Wording, wall: str) -> None:
        super().__init__()
        self._room = room
        self._words = words
        self._wall = wall

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-wall-test"):
            yield Static(Content.styled(say("What stands on the big screen?"), "bold"))
            how = say(
                "Open {wall} in a browser on this laptop, move it there, full screen (F11).", wall=self._wall
            )
            yield Static(Content.styled(how, "$muted"), id="how")
            yield self._choice(
                "1", say("A circle with the word “{word}”, and nothing else", word=say("Welcome"))
            )
            yield self._choice("2", say("These lines, or all that stands on the laptop"))
            yield self._choice("3", say("Something else, or nothing"))
            yield Static(id="mend")
            yield Static(Content.styled(say("1 2 3 answers · esc asks later"), "$muted"))

    @staticmethod
    def _choice(key: str, text: str) -> Static:
        return Static(Content.assemble((f"  {key}  ", "bold $primary"), text))

    def on_mount(self) -> None:
        self.query_one("#mend").display = False
        self._room.hosting.show_test_picture(True)

    def on_unmount(self) -> None:
        self._room.hosting.show_test_picture(False)

    def action_mend(self, seen: str) -> None:
        say = self._words.say
        text = say("The browser with the circle is not there yet: move its window over, then look again.")
        if seen == "mirrored":
            text = say(
                "The big screen repeats this one: everybody would read what is for you alone. In the "
                "system's display settings choose “extend”, not “mirror”. Then look again."
            )
        mend = self.query_one("#mend", Static)
        mend.display = True
        mend.update(Content.styled(f"! {text}", "bold $warning"))

    def action_answer(self, right: bool) -> None:
        self.dismiss(right)
