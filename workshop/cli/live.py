"""A live workshop: one loop, which the phone and wall servers, the room and the console share.

The server is the console's sibling: when the console leaves to ask for the passphrase, phones are served
all the while.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workshop.domain.errors import WorkshopError
from workshop.domain.joining import Joining
from workshop.domain.network import is_loopback
from workshop.room import Room, enter
from workshop.vault import Keyholder, PassphraseSource, Vault
from workshop.wording import Wording

from .awake import kept_awake
from .browsers import Browsers
from .listening import LOOK_SECONDS, PORTS, Listening, Network, first_free
from .looks import Looks, keep_theme
from .reminders import reminders
from .terminal import passphrase_texts, say, say_error

BEAT_SECONDS = 10
"""How often it is kept that the program runs: what a power cut took is known to within that."""
HOUSEKEEPING_SECONDS = 20
"""How long an answer stays in the letterbox before it is brought into the book."""


@dataclass(frozen=True, slots=True)
class Hosted:
    """What runs: where phones come in, and where this laptop itself finds wall and desk."""

    phones: Listening
    wall: str
    desk: str

    @property
    def joining(self) -> Joining:
        """As it is now. It knows the desk, which only the console may."""
        return self.phones.joining(self.wall, self.desk)


@contextlib.asynccontextmanager
async def opened(
    folder: Path, source: PassphraseSource, words: Wording, *, remind: bool = True
) -> AsyncIterator[Room]:
    """The room of a workshop's folder, unlocked; closed when the block ends. `remind`: of what is due."""
    vault = Vault.open(folder)
    try:
        vault.unlock(source, texts=passphrase_texts(words))
    except BaseException:
        vault.close()
        raise
    async with entered(vault, words) as room:
        for line in reminders(room, folder, words) if remind else ():
            say_error(line)
        yield room


@contextlib.asynccontextmanager
async def entered(vault: Vault, words: Wording) -> AsyncIterator[Room]:
    """The room of an unlocked vault; at the end everything is in the book, and the vault is closed."""
    try:
        room = await enter(vault, words)
        yield room
        if not room.locked:
            await room.empty_letterbox()
    finally:
        vault.close()


@contextlib.asynccontextmanager
async def served(room: Room, network: Network, words: Wording) -> AsyncIterator[Joining]:
    """The room for those who only read where it is, as it is at the start."""
    async with hosted(room, network, words) as here:
        yield here.joining


@contextlib.asynccontextmanager
async def hosted(room: Room, network: Network, words: Wording) -> AsyncIterator[Hosted]:
    """Phones on the local network, wall and desk on loopback, until the block ends."""
    from workshop.web import bind, desk_app, desk_path, phone_app, serving, wall_app

    phones = Listening(room, network)
    wall, desk = first_free("127.0.0.1", PORTS, 0), bind("127.0.0.1", 0)
    wall_host, desk_host = (f"127.0.0.1:{one.getsockname()[1]}" for one in (wall, desk))
    token = secrets.token_urlsafe(24)
    here = Hosted(phones, f"http://{wall_host}/", f"http://{desk_host}{desk_path(token)}")
    walls = frozenset({wall_host, wall_host.replace("127.0.0.1", "localhost")})
    async with (
        phones.serving(phone_app(room, phones.hosts)),
        serving(wall_app(room, lambda: phones.joining(here.wall), words, walls), wall),
        serving(desk_app(room, words, frozenset({desk_host}), token), desk),
        _housekeeping(room),
    ):
        yield here


def notices(room: Room, network: Network, joining: Joining, words: Wording) -> tuple[str, ...]:
    """What the facilitator should know at the start: about the network, and about what a crash left."""
    found = []
    if network.host is None and is_loopback(joining.address):
        found.append(words.say("There is no network: phones cannot join yet. Paper works without."))
    if room.vault.letterbox.torn:
        found.append(
            words.say(
                "The last record was cut short, as after a power cut. No phone was told that it was kept."
            )
        )
    if room.vault.aside:
        found.append(
            words.count(
                "One letter could not be read. It is put aside, not deleted.",
                "{n} letters could not be read. They are put aside, not deleted.",
                room.vault.aside,
            )
        )
    if not room.locked and room.vault.book.fell_back:
        found.append(
            words.say(
                "The last save was damaged; the one before it was taken. The newest answers may be missing."
            )
        )
    return tuple(found)


@contextlib.asynccontextmanager
async def _housekeeping(room: Room) -> AsyncIterator[None]:
    async def keep_house() -> None:
        while True:
            await asyncio.sleep(HOUSEKEEPING_SECONDS)
            if room.vault.letterbox.pending and not room.locked:
                # A full disk or a lock in between: the letters stay where they are.
                with contextlib.suppress(WorkshopError):
                    await room.empty_letterbox()

    async def keep_beat() -> None:
        while True:
            with contextlib.suppress(WorkshopError):
                await asyncio.to_thread(room.beat)
            await asyncio.sleep(BEAT_SECONDS)

    tasks = [asyncio.create_task(keep_house(), name="housekeeping"), asyncio.create_task(keep_beat())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def run(room: Room, network: Network, source: PassphraseSource, words: Wording, looks: Looks) -> None:
    """The console over a served room; on unlocking it leaves, the keyholder asks, and it comes back."""
    from workshop.console import Console, Outcome, TakenOut

    from .laptop import laptop

    looks = looks.or_kept(room)
    windows, taken_out = Browsers(), TakenOut()
    async with hosted(room, network, words) as here, _taken_back(windows), kept_awake(room):
        tools = laptop(room, lambda: here.joining, words)
        said = (*notices(room, network, here.joining, words), *reminders(room, room.vault.folder, words))
        while True:
            console = Console(
                room,
                words,
                lambda: here.joining,
                theme=looks.theme,
                animation=looks.animation,
                notices=said,
                windows=windows,
                laptop=tools,
                networks=here.phones,
                taken_out=taken_out,
            )
            said = ()
            with _on_signal(lambda console=console: console.exit(Outcome.LEAVE)):  # type: ignore[misc]  # binds this turn's console
                outcome = await console.run_async()
            looks = replace(looks, theme=console.theme)
            keep_theme(room, looks.theme)
            if outcome is not Outcome.UNLOCK:
                break
            await _unlock(room, source, words)
            if not room.locked:
                await asyncio.to_thread(windows.take_back)
    say(words.say("Stopped. Nothing is lost; start again with `workshop run`."))


@contextlib.asynccontextmanager
async def _taken_back(windows: Browsers) -> AsyncIterator[None]:
    """However the console ends, nothing that was lent out stays open, and its profile is deleted."""
    try:
        yield
    finally:
        await asyncio.to_thread(windows.take_back)


async def _unlock(room: Room, source: PassphraseSource, words: Wording) -> None:
    """Asks on the free terminal until it opens, or the person gives up; then the console stays locked."""
    try:
        keyholder = await Keyholder.unlock_async(room.vault.folder, source, texts=passphrase_texts(words))
        await room.adopt(keyholder)
    except WorkshopError as error:
        say_error(words.say(error.english, **error.values))


async def serve(room: Room, network: Network, forms: tuple[str, ...], words: Wording) -> None:
    """The room without the console: opens `forms` and serves until the process is told to stop."""
    for name in forms:
        room.open_form(_exercise(room, name, words))
    stop = asyncio.Event()
    with _on_signal(stop.set):
        async with hosted(room, network, words) as here, kept_awake(room):
            for notice in notices(room, network, here.joining, words):
                say_error(notice)
            say(f"ready {here.joining.address}")
            async with _following(here, words):
                await stop.wait()


@contextlib.asynccontextmanager
async def _following(here: Hosted, words: Wording) -> AsyncIterator[None]:
    """Without a console: what changes about the network is said, and where phones come in from then on."""

    async def follow() -> None:
        address = here.joining.address
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            for news in here.phones.take_news():
                say_error(news.said(words))
            if here.joining.address != address:
                address = here.joining.address
                say(f"ready {address}")

    task = asyncio.create_task(follow(), name="following")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _exercise(room: Room, name: str, words: Wording) -> str:
    """The id of the exercise that goes by `name`: its id, or its title as people say it."""
    titles = {words.say(one.title).casefold(): id for id, one in room.bundle.exercises.items()}
    return titles.get(name.casefold(), name)


@contextlib.contextmanager
def _on_signal(stop: Callable[[], object]) -> Iterator[None]:
    """Ends gently on SIGTERM and SIGINT: Textual alone would leave the terminal in pieces."""
    loop = asyncio.get_running_loop()
    caught = (signal.SIGTERM, signal.SIGINT)
    try:
        for one in caught:
            loop.add_signal_handler(one, stop)
    except NotImplementedError:
        # Windows' loops take no signal handlers; ctrl+c still interrupts.
        yield
        return
    try:
        yield
    finally:
        for one in caught:
            loop.remove_signal_handler(one)
