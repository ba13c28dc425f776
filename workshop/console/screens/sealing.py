"""Before the archive is written: into which file, and who can open it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.domain.errors import WorkshopError
from workshop.export import check_recipients
from workshop.vault import LEAST_CHARACTERS, generate, long_enough, normalised
from workshop.wording import Wording, mark

from .asking import Asking
from .deciding import Deciding
from .live import Live

Way = Literal["passphrase", "keys", "open"]


@dataclass(frozen=True, slots=True)
class Seal:
    """For whom, and into which file; without recipients and passphrase, anyone can read it."""

    recipients: tuple[str, ...] = ()
    passphrase: str | None = None
    file: str = ""


class Sealing(ModalScreen[Way]):
    """Gives how the archive is to be sealed."""

    HELP = mark("Who can open the archive? Press the number. Esc writes nothing.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "answer('passphrase')", id="sealing.passphrase", show=False),
        Binding("2", "answer('keys')", id="sealing.keys", show=False),
        Binding("3", "answer('open')", id="sealing.open", show=False),
        Binding("escape", "leave", id="sealing.leave", show=False),
    ]

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        say = self._words.say
        with Vertical(id="sheet-of-sealing"):
            yield Static(Content.styled(say("Who can open it?"), "bold"))
            for key, text in (
                ("1", say("Whoever has a passphrase. Five words are offered.")),
                ("2", say("The organisers, with their keys: age1… or ssh-….")),
                ("3", say("Anyone who has the file. It is not sealed then.")),
            ):
                yield Static(Content.assemble((f"{key}  ", "bold $primary"), text), classes="choice")
            yield Static(Content.styled(say("1 2 3 go on · esc writes nothing"), "$muted"), classes="choice")

    def action_answer(self, way: Way) -> None:
        self.dismiss(way)

    def action_leave(self) -> None:
        self.dismiss(None)


class Sheets:
    """Asks one thing after the other above `screen`; esc on any of them writes nothing."""

    def __init__(self, screen: Live, words: Wording, folder: Path, leaves: str) -> None:
        """`leaves` says how much leaves; a file in `folder` is proposed."""
        self._screen = screen
        self._words = words
        self._folder = folder
        self._leaves = leaves

    def ask(self, write: Callable[[Seal], None]) -> None:
        def go_on(way: Way | None) -> None:
            match way:
                case "passphrase":
                    self._ask_passphrase(write)
                case "keys":
                    self._ask_keys(write)
                case "open":
                    self._ask_file(Seal(), write)
                case None:
                    pass

        self._screen.app.push_screen(Sealing(self._words), go_on)

    def _ask_passphrase(self, write: Callable[[Seal], None]) -> None:
        words = self._words

        def go_on(text: str | None) -> None:
            if text:
                self._ask_file(Seal(passphrase=normalised(text.encode()).decode()), write)

        title = words.say("A passphrase for the archive")
        about = (
            words.say("Write these five words down now, or choose your own. They are not kept anywhere."),
            words.say("Tell them to the organisers by another way than the file goes."),
        )
        self._screen.app.push_screen(Asking(words, title, about, generate().decode(), self._short), go_on)

    def _short(self, text: str) -> str:
        if long_enough(normalised(text.encode())):
            return ""
        return self._words.say("A passphrase needs at least {least} characters.", least=LEAST_CHARACTERS)

    def _ask_keys(self, write: Callable[[Seal], None]) -> None:
        words = self._words

        def go_on(text: str | None) -> None:
            if text:
                self._ask_file(Seal(recipients=_listed(text)), write)

        title = words.say("The organisers' keys")
        about = (words.say("One or more, with commas between them. Only their owners can open the file."),)
        self._screen.app.push_screen(Asking(words, title, about, "", self._no_key), go_on)

    def _no_key(self, text: str) -> str:
        try:
            check_recipients(_listed(text) or ("",))
        except WorkshopError as refused:
            return self._words.say(refused.english, **refused.values)
        return ""

    def _ask_file(self, seal: Seal, write: Callable[[Seal], None]) -> None:
        words = self._words

        def go_on(text: str | None) -> None:
            if text:
                self._decide(replace(seal, file=text), write)

        is_sealed = seal.recipients or seal.passphrase
        proposed = self._folder / ("archive.zip.age" if is_sealed else "archive.zip")
        title = words.say("The archive: into which file?")
        about = (words.say("Nothing that is there already is written over."),)
        self._screen.app.push_screen(Asking(words, title, about, str(proposed), self._taken), go_on)

    def _taken(self, text: str) -> str:
        if Path(text).expanduser().exists():
            return self._words.say(
                "{file} is there already. Choose another name, or move it away.", file=text
            )
        return ""

    def _decide(self, seal: Seal, write: Callable[[Seal], None]) -> None:
        words = self._words
        if seal.recipients:
            opens = words.count(
                "Only the owner of {n} key can open it.",
                "Only the owners of {n} keys can open it.",
                len(seal.recipients),
            )
        elif seal.passphrase:
            opens = words.say("It opens with the passphrase alone. Is it written down?")
        else:
            opens = words.say("It is not sealed: anyone who has the file can read it.")

        def go_on(yes: bool | None) -> None:
            if yes:
                write(seal)

        question = words.say("Write the archive into {file}?", file=seal.file)
        answers = words.say("enter writes it · esc writes nothing")
        self._screen.app.push_screen(Deciding(question, (self._leaves, opens), answers), go_on)


def _listed(text: str) -> tuple[str, ...]:
    """Keys between commas; an ssh key has spaces in it."""
    return tuple(key for part in text.split(",") if (key := part.strip()))
