"""A live workshop: one loop, which the phone and wall servers, the room and the console share.

The server is the console's sibling: when the console leaves to ask for the passphrase, phones are served
all the while.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workshop.domain.errors import WorkshopError
from workshop.domain.joining import Joining, Wifi
from workshop.room import Room, enter
from workshop.vault import Keyholder, PassphraseSource, Vault
from workshop.wording import Wording

from .awake import kept_awake
from .browsers import Browsers
from .looks import Looks, keep_theme
from .terminal import passphrase_texts, say, say_error

PORTS = range(8000, 8010)
"""Tried in turn where no port is named: short to say aloud."""
BEAT_SECONDS = 10
"""How often it is kept that the program runs: what a power cut took is known to within that."""
HOUSEKEEPING_SECONDS = 20
"""How long an answer stays in the letterbox before it is brought into the book."""


@dataclass(frozen=True, slots=True)
class Network:
    """Where to listen: None is the best address of this laptop, or any free port of ours."""

    host: str | None = None
    port: int | None = None
    wifi: Wifi | None = None


@contextlib.asynccontextmanager
async def opened(folder: Path, source: PassphraseSource, words: Wording) -> AsyncIterator[Room]:
    """The room of a workshop's folder, unlocked; closed when the block ends."""
    vault = Vault.open(folder)
    try:
        vault.unlock(source, texts=passphrase_texts(words))
    except BaseException:
        vault.close()
        raise
    async with entered(vault, words) as room:
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
    """Phones on the local network, wall and desk on loopback, until the block ends.

    What is yielded knows the desk, which only the console may; what the wall gets does not.
    """
    from workshop.web import bind, desk_app, desk_path, phone_app, serving, wall_app

    phones = _listen(network)
    wall = _bind_first("127.0.0.1", None)
    host, port = phones.getsockname()[:2]
    wall_port = wall.getsockname()[1]
    desk = bind("127.0.0.1", 0)
    desk_host = f"127.0.0.1:{desk.getsockname()[1]}"
    token = secrets.token_urlsafe(24)
    joining = Joining(f"http://{host}:{port}/", f"http://127.0.0.1:{wall_port}/", network.wifi)
    walls = frozenset({f"127.0.0.1:{wall_port}", f"localhost:{wall_port}"})
    async with (
        serving(phone_app(room, frozenset({f"{host}:{port}", *_names(host, port)})), phones),
        serving(wall_app(room, lambda: joining, words, walls), wall),
        serving(desk_app(room, words, frozenset({desk_host}), token), desk),
        _housekeeping(room),
    ):
        yield replace(joining, desk=f"http://{desk_host}{desk_path(token)}")


def notices(room: Room, network: Network, joining: Joining, words: Wording) -> tuple[str, ...]:
    """What the facilitator should know at the start: about the network, and about what a crash left."""
    found = []
    if network.host is None and joining.address.startswith("http://127."):
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


def _names(host: str, port: int) -> tuple[str, ...]:
    return (f"localhost:{port}",) if host.startswith("127.") else ()


def _listen(network: Network) -> socket.socket:
    from workshop.web import addresses

    host = network.host or next(iter(addresses()), "127.0.0.1")
    return _bind_first(host, network.port)


def _bind_first(host: str, port: int | None) -> socket.socket:
    """The port that was asked for, or the first free one of ours. Raises WorkshopError."""
    from workshop.web import bind

    if port is not None:
        return bind(host, port)
    for candidate in PORTS:
        with contextlib.suppress(WorkshopError):
            return bind(host, candidate)
    return bind(host, 0)


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
    from workshop.console import Console, Outcome

    from .laptop import laptop

    looks = looks.or_kept(room)
    windows = Browsers()
    async with served(room, network, words) as joining, _taken_back(windows), kept_awake(room):
        tools = laptop(room, joining, words)
        said = notices(room, network, joining, words)
        while True:
            console = Console(
                room,
                words,
                lambda: joining,
                theme=looks.theme,
                animation=looks.animation,
                notices=said,
                windows=windows,
                laptop=tools,
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
        async with served(room, network, words) as joining, kept_awake(room):
            for notice in notices(room, network, joining, words):
                say_error(notice)
            say(f"ready {joining.address}")
            await stop.wait()


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
