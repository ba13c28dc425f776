"""The bottom line: the keys that matter now."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from workshop.console.keys import Key

GAP = "  "


class KeysLine(Widget):
    """As many keys as fit; the last one always does. Each can be clicked."""

    keys: reactive[tuple[Key, ...]] = reactive(())

    def render(self) -> Content:
        line = Content(GAP).join(self._text(key) for key in self._fitting())
        return line.truncate(self.size.width, ellipsis=True)

    def _fitting(self) -> tuple[Key, ...]:
        if not self.keys:
            return ()
        *keys, last = self.keys
        space = self.size.width - self._text(last).cell_length
        shown: list[Key] = []
        for key in keys:
            space -= self._text(key).cell_length + len(GAP)
            if space < 0:
                break
            shown.append(key)
        return (*shown, last)

    @staticmethod
    def _text(key: Key) -> Content:
        return Content.assemble((key.sign, "bold $primary"), " ", (key.label, "$muted"))

    async def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self).x
        for key in self._fitting():
            width = self._text(key).cell_length
            if 0 <= place < width:
                await self.run_action(key.target)
            place -= width + len(GAP)
