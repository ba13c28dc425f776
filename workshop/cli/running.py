"""Commands that run a workshop: start screen, run, serve, demo."""

from __future__ import annotations

import asyncio
import sys
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from workshop.domain.errors import WorkshopError
from workshop.domain.joining import Joining, Wifi
from workshop.library import load_library
from workshop.room import Room
from workshop.vault import Vault
from workshop.wording import Wording

from . import keeping, live
from .files import fresh_folder
from .listening import Network
from .looks import Looks
from .papersize import paper_size
from .reminders import due_to_wipe
from .terminal import is_interactive, say, source


def network(
    host: str | None = None, port: int | None = None, wifi: str | None = None, password: str | None = None
) -> Network:
    """Where to listen, as the options say."""
    return Network(host, port, Wifi(wifi, password or "") if wifi else None)


def run(folder: Path, where: Network, looks: Looks, passphrase_file: Path | None, words: Wording) -> None:
    _need_terminal(words)
    looks.checked()

    async def live_run() -> bool:
        async with live.opened(folder, source(passphrase_file), words) as room:
            if due_to_wipe(room) and keeping.is_to_be_wiped(folder, words):
                return True
            await live.run(room, where, source(passphrase_file), words, looks)
            return False

    if asyncio.run(live_run()):
        keeping.wipe(folder, True, words)


def serve(
    folder: Path, where: Network, forms: tuple[str, ...], passphrase_file: Path | None, words: Wording
) -> None:
    async def live_serve() -> None:
        async with live.opened(folder, source(passphrase_file), words) as room:
            await live.serve(room, where, forms, words)

    asyncio.run(live_serve())


def demo(auto: bool, people: int, out: Path, looks: Looks, words: Wording) -> None:
    from workshop.demo import play, watch

    def serve_here(room: Room, words: Wording) -> AbstractAsyncContextManager[Joining]:
        return live.served(room, Network("127.0.0.1"), words)

    looks.checked()
    fresh_folder(out)
    if auto or not is_interactive():
        asyncio.run(play(people, out, words, say, serve_here))
    else:
        asyncio.run(watch(people, out, words, say, serve_here, looks.theme, animation=looks.animation))


def start(words: Wording, looks: Looks) -> None:
    """The start screen, until the person leaves."""
    from workshop.console import Demo, Doctor, Leave, New, Print, Resume, Start

    _need_terminal(words)
    agendas = tuple(load_library(words).agendas.values())
    while True:
        recent = tuple(
            folder for folder in sorted(Path().iterdir()) if folder.is_dir() and Vault.is_vault(folder)
        )
        choice = Start(words, recent, agendas, animation=looks.animation).run()
        match choice:
            case Resume(folder):
                run(folder, Network(), looks, None, words)
            case New(agenda, folder):
                _run_new(keeping.made(agenda, folder, None, words), words, looks)
            case Demo():
                demo(False, 16, Path("workshop-demo"), looks, words)
            case Print(agenda):
                from . import content

                content.paper(agenda, Path(f"{agenda}-paper"), words, paper_size())
            case Doctor():
                from .doctor import doctor

                doctor(None, words)
            case Leave() | None:
                return
        _wait(words)


def _run_new(vault: Vault, words: Wording, looks: Looks) -> None:
    """Begins at once: whoever has just chosen the passphrase is not asked for it again."""

    async def live_run() -> None:
        async with live.entered(vault, words) as room:
            await live.run(room, Network(), source(None), words, looks)

    asyncio.run(live_run())


def _wait(words: Wording) -> None:
    """What a command said stays readable until the person goes on."""
    try:
        input(words.say("Press Enter to go back to the start."))
    except EOFError:
        sys.exit(0)


def _need_terminal(words: Wording) -> None:
    if not is_interactive():
        raise WorkshopError(
            "The console needs a terminal. Without one: `workshop serve`, or `workshop demo --auto`."
        )
