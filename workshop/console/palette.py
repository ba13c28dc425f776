"""The command palette, with its list there at once: nothing that it finds has to be waited for."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.command import Command, CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.style import Style
from textual.widgets import LoadingIndicator


class Palette(CommandPalette):
    """Textual's own opens empty, searches in a worker, and lays itself out anew with what comes."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder)
        self._searched = ""
        self.add_class("-ready")
        self.set_reactive(CommandPalette._list_visible, True)

    def compose(self) -> ComposeResult:
        """As Textual's own, its list filled and seen from the first frame on."""
        self._calling_screen = self.app.screen_stack[-2]
        with Vertical(id="--container"):
            with Horizontal(id="--input", classes="--list-visible"):
                yield SearchIcon()
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                listed = CommandList(*self._found(""), classes="--visible")
                listed.highlighted = 0
                yield listed
                yield LoadingIndicator()

    def _gather_commands(self, search_value: str) -> None:  # type: ignore[override]
        if search_value == self._searched:
            return
        self._searched = search_value
        found = self._found(search_value)
        self._refresh_command_list(self.query_one(CommandList), found, clear_current=True)
        if not found:
            self._start_no_matches_countdown(search_value)

    def _found(self, wanted: str) -> list[Command]:
        return [Command(self._prompt(hit), hit, id=str(n)) for n, hit in enumerate(self._hits(wanted))]

    def _hits(self, wanted: str) -> list[DiscoveryHit | Hit]:
        assert self._calling_screen is not None
        known = sorted(self.app.get_system_commands(self._calling_screen), key=lambda command: command.title)
        if not wanted:
            return [DiscoveryHit(one.title, one.callback, help=one.help) for one in known]
        style = self.get_visual_style("command-palette--highlight", partial=True)
        matcher = Matcher(wanted, match_style=style)
        return [
            Hit(score, matcher.highlight(one.title), one.callback, help=one.help)
            for one in known
            if (score := matcher.match(one.title)) > 0
        ]

    def _prompt(self, hit: DiscoveryHit | Hit) -> Content:
        title = hit.prompt if isinstance(hit.prompt, Content) else Content(str(hit.prompt))
        if not hit.help:
            return title
        style = Style.from_styles(self.get_component_styles("command-palette--help-text"))
        return Content("\n").join((title, Content(hit.help).stylize_before(style)))
