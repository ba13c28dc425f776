"""A place that shows the room as it is now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from workshop.console.keys import Key
from workshop.console.widgets.keysline import KeysLine
from workshop.wording import Wording


class Live(Screen[None]):
    """The console calls `look` when the room or the minute has changed."""

    _words: Wording

    def look(self) -> None:
        """Hands the room's present values down to the widgets."""
        raise NotImplementedError

    def look_later(self) -> None:
        """For work that ends beside the screen: who left the screen meanwhile has nothing to look at."""
        self.call_later(self.look)

    def put(self, selector: str, content: Content) -> None:
        """Writes into a Static; what stands there already is not laid out and drawn again."""
        static = self.query_one(selector, Static)
        before = static.content
        if not isinstance(before, Content) or not before.is_same(content):
            static.update(content)

    def show_keys(self, keys: Iterable[Key]) -> None:
        """The bottom line names, of `keys`, those that lead somewhere now."""
        possible = {active.binding.id for active in self.active_bindings.values() if active.enabled}
        shown = (key for key in keys if key.id in possible)
        self.query_one(KeysLine).keys = tuple(
            key if self._lies_on_the_day else self._back(key) for key in shown
        )

    @property
    def _lies_on_the_day(self) -> bool:
        return self.app.screen_stack[1:2] == [self]

    def _back(self, key: Key) -> Key:
        """Above another place, escape leads back to that one."""
        return replace(key, label=self._words.say("back")) if key.id == "away.leave" else key

    def on_mount(self) -> None:
        self.look()
