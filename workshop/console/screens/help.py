"""What this place is and its keys; then every key and every sign."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen

from workshop.console.keys import Key, Place, bindings, keys
from workshop.console.widgets.lines import hanging
from workshop.wording import Wording

from .pages import Pages


def titles(words: Wording) -> dict[Place, str]:
    """Where keys work, in the order in which they are explained."""
    say = words.say
    return {
        "anywhere": say("Anywhere"),
        "script": say("In the script"),
        "time": say("In the whole day"),
        "ontime": say("In the ways to be on time"),
        "figures": say("In what the room said"),
        "library": say("In the library"),
        "groups": say("In small groups"),
        "care": say("When somebody needs care"),
        "chores": say("In before, evening and after"),
        "code": say("Beside the code that brings phones here"),
        "network": say("Among the networks"),
        "papers": say("Among the sheets of paper"),
        "sheet": say("While a sheet is typed in: its letters and digits, and"),
        "leaving": say("In what leaves the laptop"),
        "away": say("On every other screen"),
    }


class Help(Pages):
    """Made from what the place says of itself, and from the same table as the keys themselves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("away"),
        Binding("question_mark", "leave", id="help.leave", show=False),
    ]

    def __init__(self, words: Wording, place: Screen[object]) -> None:
        """`place` is what it lies above; above a sheet, the keys of other places wait."""
        super().__init__()
        self._words = words
        self._place = place
        self._modal = isinstance(place, ModalScreen)

    def look(self) -> None:
        width = self.width
        self.show(
            self._words.say("Keys and signs"),
            [*self._here(width), *self._keys(width), *self._signs(width)],
        )
        self.show_keys(key for key in keys(self._words) if key.place == "away")

    def _here(self, width: int) -> list[Content]:
        """What the place says of itself, and the keys that it alone has."""
        lines = [Content.styled(self._words.say("Here"), "bold $primary")]
        about = self._words.say(self._place.HELP or "")
        lines += hanging(Content("  "), Content(about), width)
        own = {binding.id for _, binding in self._place._bindings}
        lines += self._listed([key for key in keys(self._words) if key.id in own], width)
        return [*lines, Content("")]

    def _listed(self, shown: list[Key], width: int) -> list[Content]:
        column = max(Content(key.sign).cell_length for key in keys(self._words)) + 3
        lines: list[Content] = []
        for key in shown:
            sign = Content.styled(f"  {key.sign}", "bold")
            lines += hanging(sign.pad_right(column + 2 - sign.cell_length), Content(key.tooltip), width)
        return lines

    def _keys(self, width: int) -> list[Content]:
        say = self._words.say
        lines: list[Content] = []
        for place, title in titles(self._words).items():
            lines.append(Content.styled(title, "bold $primary"))
            lines += self._listed([key for key in keys(self._words) if key.place == place], width)
            lines.append(Content(""))
        also = say(
            "Also while you write: ctrl+l locks, ctrl+g grounds, F1 helps, ctrl+p lists what can be done now."
        )
        return [*lines, *hanging(Content("  "), Content(also), width), Content("")]

    def _signs(self, width: int) -> list[Content]:
        say = self._words.say
        signs = (
            ("✓", say("done, or on time")),
            ("▶", say("now")),
            ("■", say("a fixed time, the end of the day, or locked")),
            ("–", say("left out")),
            ("‖", say("paused, or phones wait")),
            ("▲ ▽", say("behind, ahead")),
            ("● ○", say("open, shown or chosen; closed, not shown or kept back")),
            ("◆ ◇", say("somebody waits for you, nobody does")),
            ("✱", say("frozen: later answers do not join")),
            ("=", say("the text that others are merged into")),
            ("·", say("none, or too few to show: nobody can tell which")),
            ("▪▫▫", say("light; two for medium, three for deep")),
            ("!", say("watch for this")),
            ("?", say("a question to talk about")),
        )
        lines = [Content.styled(say("Signs"), "bold $primary")]
        for sign, meaning in signs:
            lines += hanging(Content(f"  {sign:<6}"), Content(meaning), width)
        return lines

    def action_leave(self) -> None:
        self.dismiss()
