"""The keyholder asks on the terminal itself, unseen, and leaves the terminal as it was."""

from __future__ import annotations

import contextlib
import os
import re
import select
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workshop.vault.passphrase import TEXTS, FromFile
from workshop.vault.vault import Vault

from .conftest import Program

pytest.importorskip("termios")
_PASSPHRASE = b"correct horse battery staple"


class Terminal:
    """A terminal with one program on it, and the person before it."""

    def __init__(self, program: Program, task: str, folder: Path) -> None:
        self._master, slave = os.openpty()
        self.process = program(
            "asking", os.ttyname(slave), task, folder, stdin=subprocess.DEVNULL, start_new_session=True
        )
        self._slave = slave
        self.seen = ""
        self._from = 0

    def expect(self, text: str) -> str:
        """Wait until it is shown, and return what was shown since the last time."""
        while text not in self.seen[self._from :]:
            assert select.select([self._master], [], [], 60)[0], f"{text!r} never came: {self.seen!r}"
            self.seen += os.read(self._master, 4096).decode()
        shown = self.seen[self._from :]
        self._from = len(self.seen)
        return shown

    def answer(self, line: bytes) -> None:
        """Type a line."""
        os.write(self._master, line + b"\n")

    def press(self, key: bytes) -> None:
        """Press a key."""
        os.write(self._master, key)

    def interrupted(self) -> str:
        """What the program said when it ended, after ctrl+c.

        One that comes in the moment before a read begins is heard only with the next, as anywhere.
        """
        while True:
            self.press(b"\x03")
            with contextlib.suppress(subprocess.TimeoutExpired):
                output, _ = self.process.communicate(timeout=5)
                return str(output.decode().strip())

    def ending(self) -> str:
        """What the program said when it ended."""
        output, _ = self.process.communicate()
        return output.decode().strip()

    def close(self) -> None:
        """Take the terminal away."""
        self.process.kill()
        self.process.wait()
        os.close(self._master)
        os.close(self._slave)


@pytest.fixture
def terminal(program: Program, folder: Path) -> Iterator[Callable[[str], Terminal]]:
    made: list[Terminal] = []

    def make(task: str) -> Terminal:
        made.append(Terminal(program, task, folder))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_asks_again_three_times_in_the_caller_s_words(
    vault: Vault, terminal: Callable[[str], Terminal]
) -> None:
    vault.close()
    asking = terminal("unlock")
    asking.expect("Το συνθηματικό: ")
    asking.answer(b"wrong")
    asking.expect(TEXTS["wrong"])
    asking.answer(b"still wrong")
    asking.expect(TEXTS["wrong"])
    asking.answer(_PASSPHRASE)
    assert asking.ending() == "unlocked echo"
    assert "horse" not in asking.seen
    assert "wrong\r" not in asking.seen


def test_three_wrong_ones_are_enough(vault: Vault, terminal: Callable[[str], Terminal]) -> None:
    vault.close()
    asking = terminal("unlock")
    for prompt in ("Το συνθηματικό: ", TEXTS["wrong"], TEXTS["wrong"]):
        asking.expect(prompt)
        asking.answer(b"incorrect")
    assert asking.ending() == "WrongPassphrase echo"


def test_a_passphrase_of_one_s_own(
    terminal: Callable[[str], Terminal], folder: Path, source: FromFile
) -> None:
    asking = terminal("create")
    asking.expect(TEXTS["choose"])
    asking.answer(b"elevenchars")
    asking.expect(TEXTS["short"])
    asking.answer(_PASSPHRASE)
    asking.expect(TEXTS["again"])
    asking.answer(b"something different")
    asking.expect(TEXTS["differs"])
    # However wide the gaps.
    asking.answer(b"  correct horse   battery staple ")
    asking.expect(TEXTS["again"])
    asking.answer(_PASSPHRASE)
    assert asking.ending() == "unlocked echo"
    assert "horse" not in asking.seen
    _opens(folder, source)


def test_five_words_are_offered_and_checked(
    terminal: Callable[[str], Terminal], folder: Path, source: FromFile
) -> None:
    asking = terminal("create")
    asking.expect(TEXTS["choose"])
    asking.answer(b"")
    words = _words(asking.expect(TEXTS["made_again"]))
    asking.answer(b"not these words")
    assert _words(asking.expect(TEXTS["made_differs"])) == words
    asking.answer(words.encode())
    assert asking.ending() == "unlocked echo"
    source.path.write_text(words)
    _opens(folder, source)


def test_made_words_are_shown_once_off_the_scrollback(
    terminal: Callable[[str], Terminal], folder: Path, source: FromFile
) -> None:
    asking = terminal("show")
    shown = asking.expect(TEXTS["made_done"])
    assert shown.startswith("\x1b[?1049h")
    asking.answer(b"")
    asking.expect("\x1b[?1049l")
    assert asking.ending() == "unlocked echo"
    source.path.write_text(_words(shown))
    _opens(folder, source)


@pytest.mark.parametrize("task", ["create", "unlock"])
def test_ctrl_c_gives_the_terminal_back(
    terminal: Callable[[str], Terminal], task: str, folder: Path, source: FromFile
) -> None:
    if task == "unlock":
        Vault.create(folder, source, memory_mib=64).close()
    asking = terminal(task)
    asking.expect(TEXTS["choose"] if task == "create" else "Το συνθηματικό: ")
    assert asking.interrupted() == "interrupted echo"
    if task == "create":
        # Nothing is in the way of trying again.
        Vault.create(folder, source, memory_mib=64).close()


def _words(shown: str) -> str:
    found = re.search(r"    ([a-z]+(?: [a-z]+){4})\r", shown)
    assert found is not None
    return found.group(1)


def _opens(folder: Path, source: FromFile) -> None:
    vault = Vault.open(folder)
    vault.unlock(source)
    assert not vault.locked
    vault.close()
